"""Knows what the window says of its own accord, in its notice bar. Does not know how any of it came about."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from app.rules.bilingual import Said
from app.ui.state.commands import NEXT_PERSON
from app.ui.widgets.notice_bar import Notice
from app.wording.phrasebook import phrase
from app.wording.values import day

if TYPE_CHECKING:
    from app.ui.files.journal import Left
    from app.ui.state.session import Session, State
    from app.ui.window.main_window import MainWindow

LEFT, CLOCK, FILE, UNMASKED, MODE = "left", "clock", "file", "unmasked", "mode"
UNREAD, AS_OF = "unread", "as_of"
_MOST_ROWS: Final = 5
_say: Final = partial(phrase, "comfort")


def clock_is_early(today: date, newest: date | None) -> Said | None:
    """What is wrong with a computer whose day lies before the newest text its packs rest on; None when nothing is."""
    if newest is None or today >= newest:
        return None
    return _say("clock.early", today=day(today), newest=day(newest))


class Announcements(QObject):
    """The notices of one window."""

    def __init__(self, window: MainWindow, session: Session, today: date) -> None:
        super().__init__(window)
        self._window, self._session, self._today = window, session, today
        self._left: list[Left] = []
        self._filed: date | None = None
        self._day = session.state.as_of
        session.changed.connect(self._on_changed)

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
        text = _say("left.offer", day=day(moment.date()), time=f"{moment:%H:%M}")
        answers = ((_say("left.recover"), self._on_recover), (_say("left.discard"), self._on_discard))
        self._window.notices.tell(LEFT, Notice(text, answers, self.withhold))

    def _on_recover(self) -> None:
        self._offer_first()  # stays until the case is in the window: the question about changes can be cancelled
        self._window.files.when_safe(self._take_up)

    def _take_up(self) -> None:
        left = self._left.pop(0)
        self._window.notices.withdraw(LEFT)
        found = left.read(self._session.state.as_of)
        if found is None:
            self._window.dialogs.tell(self._window.speech.of(_say("left.unreadable")))
        else:
            self._session.recover(*found)
            self.tell_of_day()
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
            answers = ((_say("unmasked.mask"), self._on_mask),)
            self._window.notices.tell(UNMASKED, Notice(_say("unmasked"), answers))
        else:
            self._window.notices.withdraw(UNMASKED)

    def _on_mask(self) -> None:
        self._session.unmask(False)  # noqa: FBT003  said by the name

    def tell_of_mode(self, counter: bool) -> None:  # noqa: FBT001  said by the name
        """Say what the mode just chosen means."""
        text = _say("counter.on", shortcut=NEXT_PERSON) if counter else _say("counter.off")
        self._window.notices.tell(MODE, Notice(text))

    def begin(self) -> None:
        """Another case: say no more of what was about the last one."""
        self._filed = None
        for name in (FILE, UNMASKED, MODE, UNREAD, AS_OF):
            self._window.notices.withdraw(name)

    def forget_drop(self) -> None:
        """Something else is dropped: say no more of what was refused."""
        self._window.notices.withdraw(FILE)

    def tell_of_unread(self, rows: list[int]) -> None:
        """Say which rows of the list taken over could not be read, by their numbers; said until another case."""
        self._window.notices.withdraw(UNREAD)
        if rows:
            named = "、".join(map(str, rows[:_MOST_ROWS])) + ("…" if len(rows) > _MOST_ROWS else "")
            named_in_english = named.replace("、", ", ")
            text = phrase("paste", "unread", n=len(rows), rows=Said(named, named_in_english))
            self._window.notices.tell(UNREAD, Notice(text))

    def tell_of_day(self) -> None:
        """Say that the case just taken up counts from another day than today's, and offer today's."""
        as_of = self._session.state.as_of
        self._filed = as_of if as_of != self._today else None
        self._tell_of_day(as_of)

    def _on_changed(self, state: State) -> None:
        if state.as_of != self._day:
            self._tell_of_day(state.as_of)

    def _tell_of_day(self, as_of: date) -> None:
        """Said while the case counts from the day it was filed with; another day was chosen by a person."""
        self._day = as_of
        if self._filed is None:
            return
        if as_of == self._filed:
            text = _say("as_of.other", as_of=day(as_of), today=day(self._today))
            self._window.notices.tell(AS_OF, Notice(text, ((_say("as_of.change"), self._on_today),)))
        else:
            self._window.notices.withdraw(AS_OF)

    def _on_today(self) -> None:
        self._window.place.as_of.take_back()
        self._session.set_as_of(self._window.speech.phrase("edit.as_of"), self._today)

    def refuse_drop(self, names: list[str]) -> None:
        """Say why what was dropped cannot be opened; said until something else is dropped or opened."""
        why = _say("drop.kind", file=names[0]) if len(names) == 1 else _say("drop.several")
        self._window.notices.tell(FILE, Notice(why))

    def tell_of_missing(self, name: str) -> None:
        """Say that a file is no longer where it was."""
        self._window.notices.tell(FILE, Notice(_say("recent.missing", file=name)))
