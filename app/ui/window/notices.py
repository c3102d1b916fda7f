"""The notices the window shows by itself: a crashed case, a wrong clock, dropped files, counter mode and so on."""

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
    from app.system.clock import Clock
    from app.ui.files.journal import CrashedJournal
    from app.ui.state.session import Session, State
    from app.ui.state.shell import Shell

LEFT, CLOCK, FILE, UNMASKED, MODE = "left", "clock", "file", "unmasked", "mode"
UNREAD, AS_OF = "unread", "as_of"
_OF_THE_COMPUTER: Final = (LEFT, CLOCK)
_MOST_ROWS: Final = 5
_say: Final = partial(phrase, "comfort")


def clock_is_early(today: date, newest: date | None) -> Bilingual | None:
    """A warning where the computer's day is before the newest source of the packs; None otherwise."""
    if newest is None or today >= newest:
        return None
    return _say("clock.early", today=day(today), newest=day(newest))


class Announcements(QObject):
    """The notices of one window.

    `recover_asked`: call `recover` as soon as nothing unsaved is lost by it; `recovered` follows, with what was being
    typed, by the names of the fields. `today_asked`: assess the case as of today.
    """

    recover_asked = Signal()
    recovered = Signal(object)
    today_asked = Signal()

    def __init__(self, shell: Shell, session: Session, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._session, self._clock = shell, session, clock
        self._left: list[CrashedJournal] = []
        self._filed: date | None = None
        self._whose = ""
        self._day = session.state.as_of
        session.changed.connect(self._on_changed)

    # a case that a crash left

    def offer(self, left: list[CrashedJournal]) -> None:
        """Offer the journals that crashes left, one after the other, without naming the person."""
        self._left = left
        self._offer_first()

    def withhold(self) -> None:
        """Stop offering journals; the next start offers them again."""
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
        self._offer_first()  # stays until the case is open, as the question about unsaved changes can be cancelled
        self.recover_asked.emit()

    def recover(self) -> None:
        """Open the journal that is offered now."""
        left = self._left.pop(0)
        self._shell.notices.withdraw(LEFT)
        found = left.read(self._clock())
        if found is None:
            self._shell.boxes.tell(self._shell.phrases.of(_say("left.unreadable")))
        else:
            self._session.recover(*found)
            self.tell_of_day()
            self.recovered.emit(left.typed)
        left.discard()
        self._offer_first()

    def _on_discard(self) -> None:
        self._left.pop(0).discard()
        self._offer_first()

    # clock, papers, counter mode

    def look_at_clock(self, newest: date | None) -> Bilingual | None:
        """Warn of a computer whose day lies before the newest text its packs rest on; the warning is returned."""
        warning = clock_is_early(self._clock(), newest)
        self.warn_of_clock(warning)
        return warning

    def warn_of_clock(self, warning: Bilingual | None) -> None:
        """Warn that the computer's date cannot be right."""
        if warning is not None:
            self._shell.notices.tell(CLOCK, BarMessage(warning))

    def show_unmasked(self, *, unmasked: bool) -> None:
        """Show a notice while papers are unmasked."""
        if unmasked:
            answers = ((_say("unmasked.mask"), self._on_mask),)
            self._shell.notices.tell(UNMASKED, BarMessage(_say("unmasked"), answers))
        else:
            self._shell.notices.withdraw(UNMASKED)

    def _on_mask(self) -> None:
        self._session.unmask(False)  # noqa: FBT003  said by the name

    def tell_of_mode(self, counter: bool) -> None:  # noqa: FBT001  said by the name
        """Say what the chosen mode means."""
        text = _say("counter.on", shortcut=NEXT_PERSON) if counter else _say("counter.off")
        self._shell.notices.tell(MODE, BarMessage(text))

    def begin(self) -> None:
        """Remove notices about the last case."""
        self._filed = None
        for name in self._shell.notices.notices:
            if name not in _OF_THE_COMPUTER:
                self._shell.notices.withdraw(name)

    def tell_of_unread(self, rows: list[int]) -> None:
        """Show which rows of a list could not be read, by number, until another case begins."""
        self._shell.notices.withdraw(UNREAD)
        if rows:
            named = "、".join(map(str, rows[:_MOST_ROWS])) + ("…" if len(rows) > _MOST_ROWS else "")
            named_in_english = named.replace("、", ", ")
            text = phrase("paste", "unread", n=len(rows), rows=Bilingual(named, named_in_english))
            self._shell.notices.tell(UNREAD, BarMessage(text))

    def tell_of_day(self, whose: str = "as_of.other") -> None:
        """Say whose day the case holds where it is not today's (that of the file, or of its beginning); offer today."""
        as_of = self._session.state.as_of
        self._whose = whose
        self._filed = as_of if as_of != self._clock() else None
        self._tell_of_day(as_of)

    def begin_day(self, before: date, now: date) -> None:
        """A day is over: an untouched case counts from the new one, any other keeps its day, and says so."""
        if self._session.state.as_of == before and self._session.is_untouched:
            self._session.begin_day(now)
        else:
            self._shell.notices.withdraw(AS_OF)
            self.tell_of_day("as_of.begun" if self._session.state.path is None else "as_of.other")

    def _on_changed(self, state: State) -> None:
        if state.as_of != self._day:
            self._tell_of_day(state.as_of)

    def _tell_of_day(self, as_of: date) -> None:
        """Show that notice while the case has the day from its file; remove it once the day is changed."""
        self._day = as_of
        if self._filed is None:
            return
        if as_of == self._filed:
            text = _say(self._whose, as_of=day(as_of), today=day(self._clock()))
            self._shell.notices.tell(AS_OF, BarMessage(text, ((_say("as_of.change"), self.today_asked.emit),)))
        else:
            self._shell.notices.withdraw(AS_OF)

    def refuse_drop(self, names: list[str]) -> None:
        """Say why dropped files cannot be opened; an empty list removes the notice."""
        if not names:
            self._shell.notices.withdraw(FILE)
            return
        self._shell.notices.tell(FILE, BarMessage(_say("drop.several")))

    def tell_of_missing(self, name: str) -> None:
        """Say that a file is gone."""
        self._shell.notices.tell(FILE, BarMessage(_say("recent.missing", file=name)))
