"""Knows what the window says of its own accord, in its notice bar. Does not know how any of it came about."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.rules.bilingual import Bilingual
from app.ui.widgets.notice_bar import BarMessage
from app.ui.window.commands import NEXT_PERSON
from app.wording.phrasebook import phrase
from app.wording.values import day

if TYPE_CHECKING:
    from app.ui.files.journal import CrashedJournal
    from app.ui.state.session import Session, State
    from app.ui.state.shell import Shell

LEFT, CLOCK, FILE, UNMASKED, MODE = "left", "clock", "file", "unmasked", "mode"
UNREAD, AS_OF = "unread", "as_of"
_MOST_ROWS: Final = 5
_say: Final = partial(phrase, "comfort")


def clock_is_early(today: date, newest: date | None) -> Bilingual | None:
    """What is wrong with a computer whose day lies before the newest text its packs rest on; None when nothing is."""
    if newest is None or today >= newest:
        return None
    return _say("clock.early", today=day(today), newest=day(newest))


class Announcements(QObject):
    """The notices of one window.

    `recover_asked` wants `recover` once nothing unsaved is lost by it, and `recovered` follows when that is done.
    `today_asked` wants the case counted from today.
    """

    recover_asked = Signal()
    recovered = Signal()
    today_asked = Signal()

    def __init__(self, shell: Shell, session: Session, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._session, self._today = shell, session, today
        self._left: list[CrashedJournal] = []
        self._filed: date | None = None
        self._day = session.state.as_of
        session.changed.connect(self._on_changed)

    # a case that a crash left

    def offer(self, left: list[CrashedJournal]) -> None:
        """Offer what crashes have left, one after the other, without a word about whose it is."""
        self._left = left
        self._offer_first()

    def withhold(self) -> None:
        """Offer nothing more now; the next start offers it again."""
        for left in self._left:
            left.release()
        self._left = []
        self._shell.notices.withdraw(LEFT)

    def _offer_first(self) -> None:
        if not self._left:
            return
        moment = self._left[0].moment
        text = _say("left.offer", day=day(moment.date()), time=f"{moment:%H:%M}")
        answers = ((_say("left.recover"), self._on_recover), (_say("left.discard"), self._on_discard))
        self._shell.notices.tell(LEFT, BarMessage(text, answers, self.withhold))

    def _on_recover(self) -> None:
        self._offer_first()  # stays until the case is in the window: the question about changes can be cancelled
        self.recover_asked.emit()

    def recover(self) -> None:
        """Take up what the crash left that is offered now."""
        left = self._left.pop(0)
        self._shell.notices.withdraw(LEFT)
        found = left.read(self._session.state.as_of)
        if found is None:
            self._shell.boxes.tell(self._shell.phrases.of(_say("left.unreadable")))
        else:
            self._session.recover(*found)
            self.tell_of_day()
            self.recovered.emit()
        left.discard()
        self._offer_first()

    def _on_discard(self) -> None:
        self._left.pop(0).discard()
        self._offer_first()

    # what the computer and the papers are like

    def look_at_clock(self, newest: date | None) -> Bilingual | None:
        """Warn of a computer whose day lies before the newest text its packs rest on; the warning is returned."""
        warning = clock_is_early(self._today, newest)
        self.warn_of_clock(warning)
        return warning

    def warn_of_clock(self, warning: Bilingual | None) -> None:
        """Say that the computer's day cannot be right."""
        if warning is not None:
            self._shell.notices.tell(CLOCK, BarMessage(warning))

    def show_unmasked(self, *, unmasked: bool) -> None:
        """Say that papers show everything, as long as they do."""
        if unmasked:
            answers = ((_say("unmasked.mask"), self._on_mask),)
            self._shell.notices.tell(UNMASKED, BarMessage(_say("unmasked"), answers))
        else:
            self._shell.notices.withdraw(UNMASKED)

    def _on_mask(self) -> None:
        self._session.unmask(False)  # noqa: FBT003  said by the name

    def tell_of_mode(self, counter: bool) -> None:  # noqa: FBT001  said by the name
        """Say what the mode just chosen means."""
        text = _say("counter.on", shortcut=NEXT_PERSON) if counter else _say("counter.off")
        self._shell.notices.tell(MODE, BarMessage(text))

    def begin(self) -> None:
        """Another case: say no more of what was about the last one."""
        self._filed = None
        for name in (FILE, UNMASKED, MODE, UNREAD, AS_OF):
            self._shell.notices.withdraw(name)

    def tell_of_unread(self, rows: list[int]) -> None:
        """Say which rows of the list taken over could not be read, by their numbers; said until another case."""
        self._shell.notices.withdraw(UNREAD)
        if rows:
            named = "、".join(map(str, rows[:_MOST_ROWS])) + ("…" if len(rows) > _MOST_ROWS else "")
            named_in_english = named.replace("、", ", ")
            text = phrase("paste", "unread", n=len(rows), rows=Bilingual(named, named_in_english))
            self._shell.notices.tell(UNREAD, BarMessage(text))

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
            self._shell.notices.tell(AS_OF, BarMessage(text, ((_say("as_of.change"), self.today_asked.emit),)))
        else:
            self._shell.notices.withdraw(AS_OF)

    def refuse_drop(self, names: list[str]) -> None:
        """Say why what was dropped cannot be opened, until something else is dropped or opened (then none is named)."""
        if not names:
            self._shell.notices.withdraw(FILE)
            return
        why = _say("drop.kind", file=names[0]) if len(names) == 1 else _say("drop.several")
        self._shell.notices.tell(FILE, BarMessage(why))

    def tell_of_missing(self, name: str) -> None:
        """Say that a file is no longer where it was."""
        self._shell.notices.tell(FILE, BarMessage(_say("recent.missing", file=name)))
