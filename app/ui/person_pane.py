"""Knows the insured person as the window shows them. Does not know the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app.rules.case import Person, Sex
from app.rules.said import Said
from app.ui.edits import with_person
from app.ui.fields import Choice, Line, Problem, ReadField, named
from app.ui.month_input import read_day
from app.ui.session import Session, State
from app.ui.speech import Speech
from app.ui.theme import UNIT, decorate, heading

CATEGORIES = (
    "newborn",
    "student",
    "graduate_this_year",
    "hardship",
    "veteran",
    "military_spouse",
    "released",
    "retired",
)
_LONGEST_ID = 30


class PersonPane(QWidget):
    """Name, ID number, date of birth, sex and categories."""

    def __init__(self, session: Session, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._speech = session, speech
        self.name = Line(self)
        self.id_number = Line(self)
        self.id_number.setMaxLength(_LONGEST_ID)
        self.birth = ReadField(read_day, str, self)
        self.birth.setPlaceholderText(speech("person.birth.example"))
        self.sex = Choice(self)
        self.sex.offer([(None, speech("person.sex.none")), *((sex, speech(f"person.sex.{sex.value}")) for sex in Sex)])
        self.categories = QPushButton(self)
        decorate(self.categories, "menu_button")
        self._ticks = self._category_menu()
        self._problem = Problem(self)
        self._lay_out()
        self.name.textEdited.connect(self._on_name)
        self.id_number.textEdited.connect(self._on_id_number)
        self.birth.committed.connect(self._on_birth)
        self.birth.problem.connect(self._on_problem)
        self.sex.picked.connect(self._on_sex)

    def _lay_out(self) -> None:
        grid = QGridLayout()
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
            label = QLabel(self._speech(key), self)
            named(field, self._speech(f"{key}.spoken"), label)
            grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(field, row, column + 1, 1, width)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(3, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(heading(self._speech("person.title"), self))
        layout.addLayout(grid)
        layout.addWidget(self._problem)

    def _category_menu(self) -> dict[str, QAction]:
        menu = QMenu(self)
        ticks: dict[str, QAction] = {}
        for category in CATEGORIES:
            action = menu.addAction(self._speech(f"category.{category}"))
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
        self.categories.setText(self._speech("list.comma").join(names) or self._speech("category.none"))

    def _category_name(self, category: str) -> str:
        key = f"category.{category}"
        return self._speech(key) if self._speech.has(key) else category

    def _edit(self, key: str, person: Person, gesture: str = "") -> None:
        self._session.edit(self._speech.phrase(key), with_person(self._session.state.case, person), gesture)

    @property
    def _person(self) -> Person:
        return self._session.state.case.person

    def _on_name(self, text: str) -> None:
        self._edit("edit.name", replace(self._person, name=text), "name")

    def _on_id_number(self, text: str) -> None:
        number = text.strip().upper() or None
        self._edit("edit.id_number", replace(self._person, id_number=number), "id_number")

    def _on_birth(self, day: date | None) -> None:
        self._edit("edit.birth", replace(self._person, birth_date=day))

    def _on_sex(self, sex: Sex | None) -> None:
        self._edit("edit.sex", replace(self._person, sex=sex))

    def _on_category(self, action: QAction) -> None:
        changed = self._person.categories ^ {str(action.data())}
        self._edit("edit.categories", replace(self._person, categories=frozenset(changed)))

    def _on_problem(self, said: Said | None) -> None:
        self._problem.say(self._speech.of(said) if said is not None else "")


def _order(category: str) -> tuple[int, str]:
    return (CATEGORIES.index(category) if category in CATEGORIES else len(CATEGORIES), category)
