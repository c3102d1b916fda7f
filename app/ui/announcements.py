"""Knows what the window says of its own accord, in its notice bar. Does not know how any of it came about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.rules.said import Said
from app.ui.commands import NEXT_PERSON
from app.ui.notice_bar import Notice
from app.wording import phrases
from app.words import day

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.recovery import Left
    from app.ui.session import Session

LEFT, CLOCK, FILE, UNMASKED, MODE = "left", "clock", "file", "unmasked", "mode"


def said(key: str, **values: object) -> Said:
    """A phrase of comfort in both languages."""
    phrase = phrases("comfort")[key]
    return phrase.filled(**values) if values else phrase


def clock_is_early(today: date, newest: date | None) -> Said | None:
    """What is wrong with a computer whose day lies before the newest text its packs rest on; None when nothing is."""
    if newest is None or today >= newest:
        return None
    return said("clock.early", today=day(today), newest=day(newest))


class Announcements(QObject):
    """The notices of one window."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._left: list[Left] = []

    # a case that a crash left

    def offer(self, left: list[Left]) -> None:
        """Offer what crashes have left, one after the other, without a word about whose it is."""
        self._left = left
        self._offer_first()

    def withhold(self) -> None:
        """Offer nothing more now; the next start offers it again."""
        for left in self._left:
            left.release()
        self._left = []
        self._window.notices.withdraw(LEFT)

    def _offer_first(self) -> None:
        if not self._left:
            return
        moment = self._left[0].moment
        text = said("left.offer", day=day(moment.date()), time=f"{moment:%H:%M}")
        answers = ((said("left.recover"), self._on_recover), (said("left.discard"), self._on_discard))
        self._window.notices.tell(LEFT, Notice(text, answers, self.withhold))

    def _on_recover(self) -> None:
        self._offer_first()  # stays until the case is in the window: the question about changes can be cancelled
        self._window.files.when_safe(self._take_up)

    def _take_up(self) -> None:
        left = self._left.pop(0)
        self._window.notices.withdraw(LEFT)
        found = left.read(self._session.state.as_of)
        if found is None:
            self._window.dialogs.tell(self._window.speech.of(said("left.unreadable")))
        else:
            self._session.recover(*found)
            self._window.counter.write_journal()
        left.discard()
        self._offer_first()

    def _on_discard(self) -> None:
        self._left.pop(0).discard()
        self._offer_first()

    # what the computer and the papers are like

    def warn_of_clock(self, warning: Said | None) -> None:
        """Say that the computer's day cannot be right."""
        if warning is not None:
            self._window.notices.tell(CLOCK, Notice(warning))

    def show_unmasked(self, *, unmasked: bool) -> None:
        """Say that papers show everything, as long as they do."""
        if unmasked:
            answers = ((said("unmasked.mask"), self._on_mask),)
            self._window.notices.tell(UNMASKED, Notice(said("unmasked"), answers))
        else:
            self._window.notices.withdraw(UNMASKED)

    def _on_mask(self) -> None:
        self._session.unmask(False)  # noqa: FBT003  said by the name

    def tell_of_mode(self, counter: bool) -> None:  # noqa: FBT001  said by the name
        """Say what the mode just chosen means."""
        text = said("counter.on", shortcut=NEXT_PERSON) if counter else said("counter.off")
        self._window.notices.tell(MODE, Notice(text))

    def begin(self) -> None:
        """Another case: say no more of what was about the last one."""
        for name in (FILE, UNMASKED, MODE):
            self._window.notices.withdraw(name)

    def refuse_drop(self, names: list[str]) -> None:
        """Say why what was dropped cannot be opened; said until something else is dropped or opened."""
        why = said("drop.kind", file=names[0]) if len(names) == 1 else said("drop.several")
        self._window.notices.tell(FILE, Notice(why))

    def tell_of_missing(self, name: str) -> None:
        """Say that a file is no longer where it was."""
        self._window.notices.tell(FILE, Notice(said("recent.missing", file=name)))
