"""The form with three questions from which a person at home, who knows no terms, can fill in the record."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.cases.human_input import read_day, read_month
from app.rules.bilingual import Bilingual
from app.rules.record.case import Cause
from app.rules.record.history import Scheme
from app.rules.record.months import Month
from app.ui.record.recollection import (
    NeverInsured,
    Recollection,
    never_insured_case,
    recollected,
    remembered_case,
)
from app.ui.state.place import place_said
from app.ui.state.session import Session, State
from app.ui.style.theme import UNIT, Button, faint, heading
from app.ui.widgets.fields import Choice, ProblemLabel, ReadField, named
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook, phrase
from app.wording.values import span as span_words

AREA: Final = "quick_start"
_say: Final = partial(phrase, AREA)
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?度?")
_DECEMBER = 12
_NEVER: Final = "never"
_CAUSES = (Cause.UNKNOWN, Cause.LEFT_JOB, Cause.EMPLOYER, Cause.PERSONAL, Cause.AGENCY, Cause.TRANSFER)
_LABELLED = ("scheme", "birth", "last", "since", "before", "before_scheme", "cause")
_KEYS_OF_SHOWING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def read_last(text: str) -> Month | Bilingual:
    """The month a person means; a sentence that asks for the month, for a year alone."""
    year = _year_of(text)
    return read_month(text) if year is None else _say("wrong.year_only", year=year)


def read_since(text: str) -> Month | int | Bilingual:
    """The month a person means, or the year where only that is remembered."""
    year = _year_of(text)
    return read_month(text) if year is None else year


def read_year(text: str) -> int | Bilingual:
    """The year a person means; a sentence that asks, for a month: it may be the one in which a year was paid."""
    year = _year_of(text)
    return _say("wrong.year") if year is None else year


def _year_of(text: str) -> int | None:
    year = _YEAR.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return int(year[1]) if year else None


class QuickStart(QWidget):
    """The three questions. `shown`: the record was made from the answers. `left`: the person went back.

    `place_asked`: the person wants to choose another place.
    """

    shown = Signal()
    left = Signal()
    place_asked = Signal()

    def __init__(self, session: Session, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._outside = session, phrases
        self._phrases = phrases.within(AREA)
        self.place = WrappedLabel(self)
        self.scheme = Choice(self)
        schemes = [(scheme, self._phrases(f"scheme.{scheme.value}")) for scheme in Scheme]
        never = (_NEVER, self._phrases("scheme.never"))
        self.scheme.offer([(None, self._phrases("scheme.choose")), *schemes, never])
        self.scheme.show_value(None)
        self.last = ReadField(read_last, str, self)
        self.last_year = ReadField(read_year, str, self)
        self.unsure = QCheckBox(self._phrases("unsure"), self)
        named(self.unsure, self._phrases("unsure.spoken"))
        self.since = ReadField(read_since, str, self)
        self.since_year = ReadField(read_year, str, self)
        self.broke = QCheckBox(self._phrases("broke"), self)
        named(self.broke, self._phrases("broke.spoken"))
        self.before = ReadField(read_last, str, self)
        self.before_year = ReadField(read_year, str, self)
        self.before_scheme = Choice(self)
        self.before_scheme.offer(schemes)
        self.birth = ReadField(read_day, str, self)
        self.birth.setPlaceholderText(self._phrases("birth.example"))
        self.cause = Choice(self)
        self.cause.offer([(cause, self._phrases(f"cause.{cause.value}")) for cause in _CAUSES])
        self.cause.show_value(Cause.UNKNOWN)
        self._labels = {key: WrappedLabel() for key in _LABELLED}
        self._problems = {key: ProblemLabel() for key in ("scheme", "birth", "last", "since", "before")}
        self._needless = faint(WrappedLabel())
        self._summary = faint(WrappedLabel())
        self._help = faint(WrappedLabel())  # help is no reproach, so not in the colour of what is wrong
        self._help.hide()
        self._show_button = Button(self._phrases("show"), self)
        named(self._show_button, self._phrases("show.spoken"))
        self._lost_button = Button(self._phrases("lost"), self)
        named(self._lost_button, self._phrases("lost.spoken"))
        self._leave_button = Button(self._phrases("cancel"), self)
        named(self._leave_button, self._phrases("cancel.spoken"))
        self._change_place = Button(self._phrases("place.change"), self)
        named(self._change_place, self._phrases("place.change.spoken"))
        self._lay_out()
        self._connect()
        self._follow()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(heading(self._phrases("title"), self))
        intro = faint(WrappedLabel())
        intro.say(self._phrases("intro"))
        layout.addWidget(intro)
        where = QHBoxLayout()
        where.addWidget(self.place, 1)
        where.addWidget(self._change_place, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(where)
        width = self.fontMetrics().horizontalAdvance(self._phrases("since.month.example")) + 4 * UNIT
        for field in self._lines:
            field.setFixedWidth(width)
        self._put(layout, "scheme", self.scheme)
        self._put(layout, "birth", self.birth)
        self._put(layout, "last", FlowLayout(self.last, self.last_year, self.unsure))
        self._put(layout, "since", FlowLayout(self.since, self.since_year))
        layout.addWidget(self.broke)
        self._put(layout, "before", FlowLayout(self.before, self.before_year))
        self._put(layout, "before_scheme", self.before_scheme)
        self._put(layout, "cause", self.cause)
        layout.addWidget(self._needless)
        layout.addSpacing(UNIT)
        layout.addWidget(self._summary)
        layout.addLayout(FlowLayout(self._show_button, self._lost_button, self._leave_button))
        layout.addWidget(self._help)
        layout.addStretch(1)

    def _put(self, layout: QVBoxLayout, key: str, field: QWidget | FlowLayout) -> None:
        layout.addSpacing(UNIT // 2)
        layout.addWidget(self._labels[key])
        if isinstance(field, FlowLayout):
            layout.addLayout(field)
        else:
            layout.addWidget(field)
        if key in self._problems:
            layout.addWidget(self._problems[key])

    def _connect(self) -> None:
        self.scheme.picked.connect(self._on_answered)
        self.cause.picked.connect(self._on_answered)
        self.unsure.toggled.connect(self._on_answered)
        self.broke.toggled.connect(self._on_answered)
        self.before_scheme.picked.connect(self._on_answered)
        self.birth.committed.connect(self._on_answered)
        self.birth.problem.connect(partial(self._tell, "birth"))
        for key, field in (
            ("last", self.last),
            ("last", self.last_year),
            ("since", self.since),
            ("since", self.since_year),
            ("before", self.before),
            ("before", self.before_year),
        ):
            field.committed.connect(self._on_answered)
            field.problem.connect(partial(self._tell, key))
        self._show_button.clicked.connect(self.show_answer)
        self._lost_button.clicked.connect(self._tell_where_to_look)
        self._leave_button.clicked.connect(self.left)
        self._change_place.clicked.connect(self.place_asked)

    # what is shown

    def begin(self) -> None:
        """Start at the first question, filled with the answers that the record came from."""
        self.forget()
        state = self._session.state
        told = recollected(state.case, state.as_of)
        if told is not None:
            self._show_answers(told)
        elif state.case.is_told:
            self.scheme.show_value(_NEVER)
            self.birth.show_value(state.case.person.birth_date)
            self._follow()
        self.show_state(state)
        self.scheme.setFocus()

    def _show_answers(self, told: Recollection) -> None:
        resident = told.scheme is Scheme.RESIDENT
        since = told.since.year if told.since is not None and (resident or told.since_year_only) else told.since
        self.scheme.show_value(told.scheme)
        self.cause.show_value(told.cause)
        quiet = QSignalBlocker(self.unsure)
        self.unsure.setChecked(told.later_unknown)
        quiet.unblock()
        self._last_field.show_value(told.last.year if resident else told.last)
        self._since_field.show_value(since)
        if told.before is not None:
            quiet = QSignalBlocker(self.broke)
            self.broke.setChecked(True)
            quiet.unblock()
            self.before_scheme.show_value(told.before_scheme)
            yearly = told.before_scheme is Scheme.RESIDENT
            (self.before_year if yearly else self.before).show_value(told.before.year if yearly else told.before)
        self._follow()

    def forget(self) -> None:
        """Clear every answer."""
        for field in self._lines:
            field.setText("")
            field.setModified(False)
            field.show_value(None)
        for box in (self.unsure, self.broke):
            quiet = QSignalBlocker(box)
            box.setChecked(False)
            quiet.unblock()
        self.before_scheme.show_value(None)
        self.scheme.show_value(None)
        self.cause.show_value(Cause.UNKNOWN)
        for problem in self._problems.values():
            problem.say("")
        self._help.hide()
        self._follow()

    def show_state(self, state: State) -> None:
        """Show the place whose rules are used."""
        said = place_said(state)
        self.place.say(self._outside.of(said) if said is not None else "")
        if not self.isHidden():
            self._tell_summary()

    def _follow(self) -> None:
        """Adapt the questions to the chosen scheme."""
        phrases, resident = self._phrases, self.scheme.value is Scheme.RESIDENT
        last, since = self._last_field, self._since_field
        for field in (self.last, self.last_year, self.since, self.since_year):
            field.setVisible(field in (last, since) and not self._never)
        for widget in (self.unsure, self.cause, *(self._labels[each] for each in ("last", "since", "cause"))):
            widget.setVisible(not self._never)
        for widget in (self.birth, self._labels["birth"]):
            widget.setVisible(self._never)
        self._follow_break()
        key = "last.year" if resident else "last.sure" if self.unsure.isChecked() else "last.month"
        self._ask("scheme", "scheme", self.scheme)
        self._ask("birth", "birth", self.birth)
        self._ask("last", key, last)
        self._ask("since", "since.year" if resident else "since.month", since)
        self._ask("cause", "cause", self.cause)
        last.setPlaceholderText(phrases("last.year.example" if resident else "last.month.example"))
        since.setPlaceholderText(phrases("since.year.example" if resident else "since.month.example"))
        self._tell_summary()

    def _follow_break(self) -> None:
        """Ask what was before a break, where it is known since when contributions are paid again."""
        since = self._since_field.value
        resumed = not self._never and (isinstance(since, Month) or (self._since_field is self.since_year and since))
        self.broke.setVisible(bool(resumed))
        told = bool(resumed) and self.broke.isChecked()
        if told and self.before_scheme.value is None and isinstance(self.scheme.value, Scheme):
            self.before_scheme.show_value(self.scheme.value)
        for widget in (self.before_scheme, self._labels["before"], self._labels["before_scheme"]):
            widget.setVisible(told)
        for field in (self.before, self.before_year):
            field.setVisible(told and field is self._before_field)
        yearly = self._before_field is self.before_year
        self._ask("before", "before.year" if yearly else "before.month", self._before_field)
        self._ask("before_scheme", "before.scheme", self.before_scheme)
        self._before_field.setPlaceholderText(self._phrases("last.year.example" if yearly else "last.month.example"))
        if not told:
            self._problems["before"].say("")

    @property
    def _lines(self) -> tuple[ReadField, ...]:
        """Every field that is typed into."""
        by_month, by_year = (self.last, self.since, self.before), (self.last_year, self.since_year, self.before_year)
        return (self.birth, *by_month, *by_year)

    @property
    def _before_field(self) -> ReadField:
        return self.before_year if self.before_scheme.value is Scheme.RESIDENT else self.before

    @property
    def _before(self) -> Month | None:
        """The last month paid before the break; None where there was none, or it is not answered."""
        told = self._before_field.value if not self.broke.isHidden() and self.broke.isChecked() else None
        return None if told is None else _last(told)

    def _ask(self, name: str, key: str, field: QWidget) -> None:
        label = self._labels[name]
        label.say(self._phrases(key))
        named(field, self._phrases(f"{key}.spoken"), label)

    @property
    def _never(self) -> bool:
        return self.scheme.value == _NEVER

    @property
    def _last_field(self) -> ReadField:
        return self.last_year if self.scheme.value is Scheme.RESIDENT else self.last

    @property
    def _since_field(self) -> ReadField:
        return self.since_year if self.scheme.value is Scheme.RESIDENT else self.since

    def _tell_summary(self) -> None:
        """Show what would be recorded, and whether the last question matters."""
        told, as_of = self._recollection(), self._session.state.as_of
        needless = self._needless_cause()
        self.cause.setEnabled(not needless)
        remark = needless or self._of_cause(told, as_of)
        self._needless.say(remark)
        self._needless.setVisible(bool(remark))
        summary = self._phrases("record.never") if self._never else self._of_record(told, as_of) if told else ""
        self._summary.say(summary)
        self._summary.setVisible(bool(summary))

    def _needless_cause(self) -> str:
        scheme = self.scheme.value
        if scheme in (Scheme.FLEXIBLE, Scheme.RESIDENT):
            return self._phrases("cause.own" if scheme is Scheme.FLEXIBLE else "cause.resident")
        if self.unsure.isChecked():
            return self._phrases("cause.later")
        return ""

    def _of_cause(self, told: Recollection | None, as_of: date) -> str:
        """A remark on the last question where no month is missing yet."""
        if told is None or told.lapsed(as_of) is not None:
            return ""
        return self._phrases("cause.just_left" if told.to_go_on(as_of) is not None else "cause.unbroken")

    def _of_record(self, told: Recollection, as_of: date) -> str:
        phrases, outside = self._phrases, self._outside
        scheme = outside.plain(f"scheme.{told.scheme.value}")
        parts = []
        if told.paid_before is not None and told.before_scheme is not None:
            earlier = outside.plain(f"scheme.{told.before_scheme.value}")
            parts.append(phrases("record.paid.more", span=outside.of(span_words(told.paid_before)), scheme=earlier))
        if told.missed is not None:
            parts.append(phrases("record.lapsed", span=outside.of(span_words(told.missed))))
        parts.append(phrases("record.paid.more", span=outside.of(span_words(told.paid)), scheme=scheme))
        lapsed = told.lapsed(as_of)
        if lapsed is not None:
            parts.append(phrases("record.lapsed", span=outside.of(span_words(lapsed))))
        for span in (told.unknown_before, told.unknown_after(as_of)):
            if span is not None:
                parts.append(phrases("record.unknown", span=outside.of(span_words(span))))
        return phrases("record.will") + phrases("record.between").join(parts) + phrases("record.end")

    # answers

    def show_answer(self) -> None:
        """Make the record and show the answer; or show which answer is missing or wrong."""
        if self._never:
            self._show_never_insured()
            return
        typed = (self._last_field, self._since_field, self._before_field)
        for field in typed:
            field.commit()
        wrong_typed = next((field for field in typed if field.isModified()), None)
        if wrong_typed is not None:
            wrong_typed.setFocus()
            return  # the field shows what is wrong
        wrong = self._check()
        if wrong is not None:
            wrong.setFocus()
            return
        told, state = self._recollection(), self._session.state
        if told is not None:
            self._session.edit(self._phrases.phrase("edit"), remembered_case(state.case, told, state.as_of))
            self.shown.emit()

    def _show_never_insured(self) -> None:
        self.birth.commit()
        if self.birth.isModified():
            self.birth.setFocus()
            return  # what cannot be read was said beside its field
        state, born = self._session.state, self.birth.value
        if isinstance(born, date) and born > state.as_of:
            self._problems["birth"].say(self._phrases("wrong.birth", day=state.as_of))
            self.birth.setFocus()
            return
        told = NeverInsured(born if isinstance(born, date) else None)
        self._session.edit(self._phrases.phrase("edit"), never_insured_case(state.case, told))
        self.shown.emit()

    def _check(self) -> QWidget | None:
        """Show what is missing or wrong; returns the first such field, None when all is well."""
        scheme = self.scheme.value
        if not isinstance(scheme, Scheme):
            self._problems["scheme"].say(self._phrases("missing.scheme"))
            return self.scheme
        self._problems["scheme"].say("")
        last, since = self._last_field.value, self._since_field.value
        self._problems["last"].say(self._wrong_last(last))
        if self._wrong_last(last):
            return self._last_field
        late = _month_from(since) is not None and _first(since) > _last(last)
        self._problems["since"].say(self._phrases("wrong.since", last=last) if late else "")
        if late:
            return self._since_field
        wrong = self._wrong_before(since)
        self._problems["before"].say(wrong)
        return self._before_field if wrong else None

    def _wrong_before(self, since: object) -> str:
        """What is wrong with the month before the break, or that it is missing."""
        if self.broke.isHidden() or not self.broke.isChecked():
            return ""
        if self._before is None:
            return self._phrases("missing.before")
        return "" if self._before + 1 < _first(since) else self._phrases("wrong.before", since=since)

    def _wrong_last(self, last: object) -> str:
        as_of = self._session.state.as_of
        if last is None:
            return self._phrases("missing.last", where=self._where_to_look())
        if isinstance(last, int):
            return self._phrases("wrong.future_year", year=last) if last > as_of.year + 1 else ""
        return self._phrases("wrong.future_month", month=last) if _last(last) > Month.containing(as_of) else ""

    def _recollection(self) -> Recollection | None:
        """The recollection from the answers so far; None while they are incomplete."""
        scheme, last, since = self.scheme.value, self._last_field.value, self._since_field.value
        if not isinstance(scheme, Scheme) or last is None or self._wrong_last(last):
            return None
        begun = _month_from(since)
        if begun is not None and begun > _last(last):
            return None
        year_only = isinstance(since, int) and scheme is not Scheme.RESIDENT
        cause = self.cause.value if isinstance(self.cause.value, Cause) else Cause.UNKNOWN
        before, told = self._before, self.before_scheme.value
        if before is None or begun is None or before + 1 >= begun or not isinstance(told, Scheme):
            before = told = None
        return Recollection(scheme, _last(last), begun, year_only, self.unsure.isChecked(), cause, before, told)

    def _on_answered(self, *_answer: object) -> None:
        self._help.hide()
        if self.scheme.value is not None:
            self._problems["scheme"].say("")
        self._follow()

    def _where_to_look(self) -> str:
        """Where to look up the record, with the office that the place's rules name."""
        engine, state = self._session.engine, self._session.state
        policy = engine.policy_for(state.case.region)[0] if engine is not None else None
        contact = policy.contact if policy is not None else None
        return self._phrases("where", office=contact) if contact is not None else self._phrases("where.app")

    def _tell_where_to_look(self) -> None:
        self._help.say(self._where_to_look())
        self._help.show()

    def _tell(self, key: str, said: Bilingual | None) -> None:
        """Say below a question what cannot be read in its field."""
        self._problems[key].say(self._phrases.of(said) if said is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the answer, Escape goes back to the record."""
        if event.key() in _KEYS_OF_SHOWING:
            if self._leave_button.hasFocus():
                self.left.emit()
            elif self._lost_button.hasFocus():
                self._tell_where_to_look()
            elif self._change_place.hasFocus():
                self.place_asked.emit()
            else:
                self.show_answer()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _month_from(since: object) -> Month | None:
    if isinstance(since, int):
        return Month.of(since, 1)
    return since if isinstance(since, Month) else None


def _first(since: object) -> Month:
    month = _month_from(since)
    assert month is not None  # noqa: S101  asked only where there is one
    return month


def _last(last: object) -> Month:
    if isinstance(last, int):
        return Month.of(last, _DECEMBER)
    assert isinstance(last, Month)  # noqa: S101  what the field reads
    return last
