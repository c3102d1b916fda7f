"""The session: the one state of the window, its history for undo, and the signals when it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.rules.bilingual import Bilingual
from app.rules.record.case import Case
from app.rules.record.lapses import Lapse, find_lapses
from app.rules.record.office_values import OfficeValues
from app.rules.record.pooling_area import pooling_area
from app.rules.value_type import value_type

if TYPE_CHECKING:
    from app.packs.problems import PackProblem
    from app.rules.outcome.assessment import Assessment, Option
    from app.ui.state.engine import Engine
    from app.ui.state.kept_values import Kept

_PAUSE_BEFORE_ITS_DAYS = 10  # milliseconds: after the paint of the answer
_PAUSE_BEFORE_ALL_DAYS = 120  # milliseconds: longer than a key press, so that typing never waits for them
_LONGEST_PAST = 500


@value_type
class State:
    """Everything the window shows.

    `chosen` is the option chosen by hand: an option's key, `PLANNED`, or None for the leading one.
    `settled` is True once the days on which the answer changes are known for every option, `settled_first` names the
    option for which they are known before. `saved` is the case and day as last read or
    written, None for a case that never was in a file. `trouble` holds the problems of an unusable pack.
    `lapses` are known even without packs. `options` are the options by their keys, in the order of the ranking.
    `unmasked` is True while papers show name and document number in full; it is reset for every client. `margin` is how
    many working days money takes from payment to credit, 0 if not known; it belongs to the office, not to the case.
    `ticked` are the ids of the documents that were ticked as being there; they are in no file.
    """

    case: Case
    as_of: date
    assessment: Assessment | None = None
    chosen: str | None = None
    settled: bool = False
    settled_first: str | None = None
    path: Path | None = None
    saved: tuple[Case, date] | None = None
    undo_name: Bilingual | None = None
    redo_name: Bilingual | None = None
    trouble: tuple[PackProblem, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    options: tuple[tuple[str, Option], ...] = ()
    unmasked: bool = False
    margin: int = 0
    ticked: frozenset[str] = frozenset()

    @property
    def untouched(self) -> bool:
        """True while nothing but the place is known of the person, and no file is open: there is nothing to keep."""
        return self.path is None and self.case == Case(self.case.region)

    @property
    def unsaved(self) -> bool:
        """True when there are unsaved changes."""
        return self.saved != (self.case, self.as_of) and not self.untouched

    @property
    def option_key(self) -> str | None:
        """The key of the option shown: the one chosen by hand while it is offered, else the plan, else the first."""
        keys = [key for key, _ in self.options]
        if self.chosen in keys:
            return self.chosen
        return next(iter(keys), None)

    @property
    def settled_for_option(self) -> bool:
        """True once the days are known on which the answer of the option shown changes."""
        return self.settled or (self.settled_first is not None and self.settled_first == self.option_key)

    @property
    def option(self) -> Option | None:
        """The option shown."""
        return dict(self.options).get(self.option_key or "")


def _offered(assessment: Assessment | None) -> tuple[tuple[str, Option], ...]:
    return tuple(assessment.ways.items()) if assessment is not None else ()


@value_type
class _Moment:
    """A step of undo or redo: an earlier or later case, and the name of the edit between."""

    case: Case
    as_of: date
    name: Bilingual
    gesture: str = ""


class Session(QObject):
    """The only state of the window; `changed` carries the whole of it after every edit.

    `started`: another case was opened, so views reset cursor, scroll position and selection. `kept`: what the office
    keeps for its places has changed; it is carried by pooling area. `told_before`: something of a person was told
    between the last two starts.
    """

    changed = Signal(object)
    started = Signal()
    kept = Signal(object)

    def __init__(self, case: Case, as_of: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine: Engine | None = None
        self._kept: Kept = {}
        self._past: list[_Moment] = []
        self._future: list[_Moment] = []
        self._state = State(case, as_of, saved=(case, as_of))
        self.told_before = self._told = False
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_BEFORE_ITS_DAYS)
        self._soon.timeout.connect(self._on_moment)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_BEFORE_ALL_DAYS)
        self._later.timeout.connect(self._on_pause)

    @property
    def state(self) -> State:
        """What the window shows now."""
        return self._state

    @property
    def engine(self) -> Engine | None:
        """Packs and rules; None until they are read."""
        return self._engine

    def use_engine(self, engine: Engine) -> None:
        """Set packs and rules, and assess the current case."""
        self._engine = engine
        self._answer(self._state)

    def edit(self, name: Bilingual, case: Case, gesture: str = "") -> None:
        """Replace the case; one step back undoes it.

        Edits in a row with the same `gesture` (a drag, a word being typed) are one step.
        """
        self._step(name, case, self._state.as_of, gesture)

    def use_kept(self, kept: Kept) -> None:
        """Set what the office keeps for its places; cases begun or opened from now on are filled from it."""
        self._kept = kept

    def keep(self, name: Bilingual, values: OfficeValues) -> None:
        """Have the office keep other values for the place of the case; one step back undoes it."""
        before = self._state.case
        self.edit(name, replace(before, office_values=values))
        self._follow(before, self._state.case)

    def set_as_of(self, name: Bilingual, as_of: date) -> None:
        """Assess the case as of another day."""
        self._step(name, self._state.case, as_of, "")

    def end_gesture(self) -> None:
        """Make the next edit a separate undo step, whatever its gesture."""
        if self._past and self._past[-1].gesture:
            self._past[-1] = replace(self._past[-1], gesture="")

    def choose(self, key: str) -> None:
        """Show another option; not an edit, so it cannot be undone."""
        if key != self._state.option_key:
            self._show(replace(self._state, chosen=key))

    def undo(self) -> None:
        """Go back one step."""
        self._walk(self._past, self._future)

    def redo(self) -> None:
        """Go forward one step."""
        self._walk(self._future, self._past)

    def start(self, case: Case, as_of: date, path: Path | None = None) -> None:
        """Open another case; the undo history is cleared, and nothing of the last case stays."""
        self._end()
        filled = self._filled(case)
        saved = (filled if path is None else case, as_of)
        self._answer(State(filled, as_of, path=path, saved=saved, margin=self._state.margin))
        self.started.emit()

    def recover(self, case: Case, as_of: date) -> None:
        """Open a case that is in no file; it counts as unsaved."""
        self._end()
        self._answer(State(self._filled(case), as_of, margin=self._state.margin))
        self.started.emit()

    def _end(self) -> None:
        """Clear the undo history of the case that another one follows."""
        self._past.clear()
        self._future.clear()
        self.told_before, self._told = self._told, False

    def unmask(self, shown: bool) -> None:  # noqa: FBT001  said by the name
        """Have papers show name and document number in full, or masked."""
        self._show(replace(self._state, unmasked=shown))

    def tick(self, id_: str, there: bool) -> None:  # noqa: FBT001  said by the name
        """Mark a document as being there, or as lacking; not an edit, so it cannot be undone."""
        ticked = self._state.ticked | {id_} if there else self._state.ticked - {id_}
        if ticked != self._state.ticked:
            self._show(replace(self._state, ticked=ticked))

    @property
    def is_untouched(self) -> bool:
        """True for a new case into which nothing was entered yet."""
        state = self._state
        return state.path is None and not state.unsaved and not self._past and not state.case.is_told

    def begin_day(self, day: date) -> None:
        """Count a case that is untouched from another day; not an edit, so it cannot be undone."""
        self._answer(replace(self._state, as_of=day, saved=(self._state.case, day)))

    def use_margin(self, days: int) -> None:
        """Set how many working days money takes to be credited; not an edit, so it cannot be undone."""
        if days != self._state.margin:
            self._show(replace(self._state, margin=days))

    def settle(self) -> State:
        """The state with the days on which the answer changes; they are worked out now if still pending."""
        self._soon.stop()
        if self._later.isActive():
            self._later.stop()
            self._on_pause()
        return self._state

    def mark_saved(self, path: Path) -> None:
        """Record that the current case is saved in a file."""
        self._show(replace(self._state, path=path, saved=(self._state.case, self._state.as_of)))

    def _step(self, name: Bilingual, case: Case, as_of: date, gesture: str) -> None:
        state = self._state
        if (case, as_of) == (state.case, state.as_of):
            return
        last = self._past[-1] if self._past else None
        if not (gesture and last is not None and last.gesture == gesture and not self._future):
            self._past.append(_Moment(state.case, state.as_of, name, gesture))
            del self._past[:-_LONGEST_PAST]
        self._future.clear()
        self._answer(replace(state, case=case if case.region == state.case.region else self._filled(case), as_of=as_of))

    def _walk(self, source: list[_Moment], target: list[_Moment]) -> None:
        if not source:
            return
        moment, state = source.pop(), self._state
        target.append(_Moment(state.case, state.as_of, moment.name))
        self._answer(replace(state, case=moment.case, as_of=moment.as_of))
        self._follow(state.case, moment.case)

    def _filled(self, case: Case) -> Case:
        """The case with what the office keeps for its place, where the case has nothing itself."""
        own = self._kept.get(pooling_area(case.region))
        filled = case.office_values.filled_from(own) if own else case.office_values
        return case if filled == case.office_values else replace(case, office_values=filled)

    def _follow(self, before: Case, after: Case) -> None:
        """Keep for the place what changed between two states of a case there, and nothing else."""
        area = pooling_area(after.region)
        if before.office_values == after.office_values or pooling_area(before.region) != area:
            return
        was, is_, kept = before.office_values, after.office_values, self._kept.get(area, OfficeValues())
        for name in {*was.figures, *is_.figures}:
            if was.figures.get(name) != is_.figures.get(name):
                kept = kept.with_figure(name, is_.figures.get(name))
        for year in {window.year for window in (*was.windows, *is_.windows)}:
            if was.window(year) != is_.window(year):
                kept = kept.with_window(year, is_.window(year))
        self._kept = {**self._kept, area: kept}
        self.kept.emit(self._kept)

    def _answer(self, state: State) -> None:
        self._soon.stop()
        self._later.stop()
        if state.case.plan != self._state.case.plan:
            state = replace(state, chosen=None)  # after a change of the plan the plan is shown
        assessment = None
        trouble: tuple[PackProblem, ...] = ()
        if self._engine is not None:
            policy, trouble = self._engine.policy_for(state.case.region)
            if policy is not None:
                assessment = self._engine.assess(state.case, policy, state.as_of)
        found = tuple(finding.lapse for finding in assessment.lapses) if assessment is not None else None
        lapses = find_lapses(state.case, state.as_of) if found is None else found
        self._show(
            replace(
                state,
                assessment=assessment,
                settled=False,
                settled_first=None,
                trouble=trouble,
                lapses=lapses,
                options=_offered(assessment),
            )
        )
        if assessment is not None:
            self._soon.start()
            self._later.start()

    def _on_moment(self) -> None:
        """Work out the days of the option shown, which is what is looked at."""
        state, key = self._state, self._state.option_key
        if self._engine is None or state.assessment is None or key is None:
            return
        policy, _ = self._engine.policy_for(state.case.region)
        if policy is not None:
            found = self._engine.refine_one(state.case, policy, state.assessment, key)
            self._show(replace(state, assessment=found, settled_first=key, options=_offered(found)))

    def _on_pause(self) -> None:
        self._soon.stop()
        state = self._state
        if self._engine is None or state.assessment is None:
            return
        policy, _ = self._engine.policy_for(state.case.region)
        if policy is not None:
            refined = self._engine.refine(state.case, policy, state.assessment)
            self._show(replace(state, assessment=refined, settled=True, options=_offered(refined)))

    def _show(self, state: State) -> None:
        self._state = replace(
            state,
            undo_name=self._past[-1].name if self._past else None,
            redo_name=self._future[-1].name if self._future else None,
        )
        self._told = self._told or not state.untouched
        self.changed.emit(self._state)
