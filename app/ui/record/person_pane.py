"""The pane for the insured person: name, ID number, birth date, sex, categories."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app.cases.human_input import read_day
from app.cases.id_number import compact, holder_of
from app.rules.bilingual import Bilingual
from app.rules.record.case import Person, Sex
from app.ui.state.edits import with_first_day, with_person
from app.ui.state.session import Session, State
from app.ui.style.theme import UNIT, decorate, faint, heading
from app.ui.widgets.fields import Choice, LineEdit, ProblemLabel, ReadField, named
from app.ui.widgets.plain_text import plain
from app.wording.phrasebook import Phrasebook
from app.wording.retirement import in_one_line

if TYPE_CHECKING:
    from app.cases.id_number import Holder
    from app.rules.outcome.assessment import Retirement

CATEGORIES = (
    "newborn",
    "student",
    "graduate_this_year",
    "hardship",
    "veteran",
    "military_spouse",
    "released",
    "moved_in",
    "returned",
    "retired",
)
_WITH_A_FIRST_DAY = ("graduate_this_year", "hardship", "veteran", "military_spouse", "released", "moved_in", "returned")
"""Categories that hold from some day on, which may decide."""
_LONGEST_ID = 30
_WHILE_TYPING = frozenset({"old", "length", "shape"})  # true of any number at first


class PersonPane(QWidget):
    """Name, ID number, date of birth, sex and categories."""

    def __init__(self, session: Session, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._phrases = session, phrases
        self.name = LineEdit(self)
        self.id_number = LineEdit(self)
        self.id_number.setMaxLength(_LONGEST_ID)
        self.birth = ReadField(read_day, str, self)
        self.birth.setPlaceholderText(phrases("person.birth.example"))
        self.sex = Choice(self)
        self.sex.offer(
            [(None, phrases("person.sex.none")), *((sex, phrases(f"person.sex.{sex.value}")) for sex in Sex)]
        )
        self.categories = QPushButton(self)
        decorate(self.categories, "menu_button")
        self._ticks = self._category_menu()
        self.since: dict[str, ReadField] = {}
        self._since_labels: dict[str, QLabel] = {}
        self._problem = ProblemLabel(self)
        self._number_problem: ProblemLabel | None = None
        self._number_remark: QLabel | None = None
        self.retirement: QLabel | None = None
        self._filled_in: tuple[date | None, Sex | None] = (None, None)
        self._lay_out()
        self.name.textEdited.connect(self._on_name)
        self.id_number.textEdited.connect(self._on_id_number)
        self.id_number.editingFinished.connect(self._on_number_finished)
        self.birth.committed.connect(self._on_birth)
        self.birth.problem.connect(self._on_problem)
        self.sex.picked.connect(self._on_sex)

    def _lay_out(self) -> None:
        self._grid = grid = QGridLayout()
        grid.setHorizontalSpacing(UNIT)
        grid.setVerticalSpacing(UNIT)
        places = (
            ("person.name", self.name, 0, 0, 1),
            ("person.id_number", self.id_number, 0, 2, 1),
            ("person.birth", self.birth, 1, 0, 1),
            ("person.sex", self.sex, 1, 2, 1),
            ("person.categories", self.categories, 2, 0, 3),
        )
        for key, field, row, column, width in places:
            label = plain(QLabel(self._phrases(key), self))
            named(field, self._phrases(f"{key}.spoken"), label)
            grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(field, row, column + 1, 1, width)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(3, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(heading(self._phrases("person.title"), self))
        layout.addLayout(grid)
        layout.addWidget(self._problem)
        self._rows = layout

    def _category_menu(self) -> dict[str, QAction]:
        menu = QMenu(self)
        ticks: dict[str, QAction] = {}
        for category in CATEGORIES:
            action = QAction(self._phrases(f"category.{category}"), menu)
            menu.addAction(action)
            action.setCheckable(True)
            action.setData(category)
            ticks[category] = action
        menu.triggered.connect(self._on_category)
        self.categories.setMenu(menu)
        return ticks

    def show_state(self, state: State) -> None:
        """Show the person of a state."""
        person = state.case.person
        for field, text in ((self.name, person.name), (self.id_number, person.id_number or "")):
            if field.text() != text:
                field.setText(text)
        self.birth.show_value(person.birth_date)
        self.sex.show_value(person.sex)
        for category, action in self._ticks.items():
            action.setChecked(category in person.categories)
        names = [self._category_name(category) for category in sorted(person.categories, key=_order)]
        self.categories.setText(self._phrases("list.comma").join(names) or self._phrases("category.none"))
        self._show_first_days(person)
        self._show_number(person, state.as_of, typing=self.id_number.hasFocus())
        self._show_retirement(state.assessment.retirement if state.assessment is not None else None)

    def _show_retirement(self, found: Retirement | None) -> None:
        """Say when the person retires and which years are missing, as soon as birth date and sex are known."""
        if found is None:
            if self.retirement is not None:
                self.retirement.hide()
            return
        if self.retirement is None:
            self.retirement = faint(plain(QLabel(self)))
            self.retirement.setWordWrap(True)
            self._rows.addWidget(self.retirement)
        self.retirement.setText(self._phrases.of(in_one_line(found)))
        self.retirement.show()

    def _show_first_days(self, person: Person) -> None:
        """Ask since when each category holds that is ticked and may have begun at some time."""
        for category in _WITH_A_FIRST_DAY:
            shown = category in person.categories
            if shown and category not in self.since:
                self._add_first_day(category)
            if category in self.since:
                self.since[category].setVisible(shown)
                self._since_labels[category].setVisible(shown)
                self.since[category].show_value(person.since.get(category))

    def _add_first_day(self, category: str) -> None:
        name, row = self._category_name(category), self._grid.rowCount()
        label, field = plain(QLabel(self._phrases("person.since", category=name), self)), ReadField(read_day, str, self)
        field.setPlaceholderText(self._phrases("person.since.example"))
        named(field, self._phrases("person.since.spoken", category=name), label)
        field.committed.connect(partial(self._on_since, category))
        field.problem.connect(self._on_problem)
        self._grid.addWidget(label, row, 0, 1, 2, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(field, row, 2, 1, 2)
        self.since[category], self._since_labels[category] = field, label

    def _show_number(self, person: Person, as_of: date, *, typing: bool) -> None:
        """Show what the ID number says, and what is wrong with it or with the birth date."""
        if not person.id_number:
            self._filled_in = (None, None)
        late = person.birth_date is not None and person.birth_date > as_of
        if not person.id_number and not late:
            self._say_of_number([], "")
            return
        phrases = self._phrases.within("entry")
        problems, taken = self._told_of_number(person, phrases, typing=typing)
        if late:
            problems.append(phrases("birth.late", day=as_of))
        self._say_of_number(problems, phrases(f"id.taken.{taken}") if taken else "")

    def _told_of_number(self, person: Person, phrases: Phrasebook, *, typing: bool) -> tuple[list[str], str]:
        number = person.id_number or ""
        holder = _holder_of(number)
        if holder.flaw is not None:
            shown = not (typing and holder.flaw.value in _WHILE_TYPING)
            return ([phrases(f"id.{holder.flaw.value}", n=len(number))] if shown else []), ""
        if holder.birth_date is None or holder.sex is None:
            return [], ""
        problems = []
        if person.birth_date not in (None, holder.birth_date):
            problems.append(phrases("id.other_birth", day=holder.birth_date))
        if person.sex not in (None, holder.sex):
            problems.append(phrases("id.other_sex", sex=self._phrases(f"person.sex.{holder.sex.value}")))
        same = (person.birth_date == holder.birth_date, person.sex is holder.sex)
        return problems, {(True, True): "both", (True, False): "birth", (False, True): "sex"}.get(same, "")

    def _say_of_number(self, problems: list[str], remark: str) -> None:
        if self._number_problem is None or self._number_remark is None:
            if not problems and not remark:
                return
            self._number_problem, self._number_remark = ProblemLabel(self), faint(plain(QLabel(self)))
            self._rows.addWidget(self._number_problem)
            self._rows.addWidget(self._number_remark)
        self._number_problem.say("\n".join(problems))
        self._number_remark.setText(remark)
        self._number_remark.setVisible(bool(remark))

    def _category_name(self, category: str) -> str:
        key = f"category.{category}"
        return self._phrases(key) if key in self._phrases else category

    def _edit(self, key: str, person: Person, gesture: str = "") -> None:
        self._session.edit(self._phrases.phrase(key), with_person(self._session.state.case, person), gesture)

    @property
    def _person(self) -> Person:
        return self._session.state.case.person

    def _on_name(self, text: str) -> None:
        self._edit("edit.name", replace(self._person, name=text), "name")

    def _on_id_number(self, text: str) -> None:
        number = compact(text)
        self._edit("edit.id_number", self._filled(replace(self._person, id_number=number or None)), "id_number")

    def _filled(self, person: Person) -> Person:
        """The person with birth date and sex from the number, where not given by hand."""
        birth_date, sex = self._filled_in
        known_birth = None if person.birth_date == birth_date else person.birth_date
        known_sex = None if person.sex is sex else person.sex
        holder = _holder_of(person.id_number or "")
        self._filled_in = (
            holder.birth_date if known_birth is None else None,
            holder.sex if known_sex is None else None,
        )
        return replace(person, birth_date=known_birth or holder.birth_date, sex=known_sex or holder.sex)

    def _on_number_finished(self) -> None:
        state = self._session.state
        self._show_number(state.case.person, state.as_of, typing=False)

    def _on_birth(self, day: date | None) -> None:
        self._edit("edit.birth", replace(self._person, birth_date=day))

    def _on_since(self, category: str, day: date | None) -> None:
        self._edit("edit.since", with_first_day(self._person, category, day))

    def _on_sex(self, sex: Sex | None) -> None:
        self._edit("edit.sex", replace(self._person, sex=sex))

    def _on_category(self, action: QAction) -> None:
        changed = self._person.categories ^ {str(action.data())}
        self._edit("edit.categories", replace(self._person, categories=frozenset(changed)))

    def _on_problem(self, said: Bilingual | None) -> None:
        self._problem.say(self._phrases.of(said) if said is not None else "")


def _holder_of(number: str) -> Holder:
    return holder_of(number)


def _order(category: str) -> tuple[int, str]:
    return (CATEGORIES.index(category) if category in CATEGORIES else len(CATEGORIES), category)
