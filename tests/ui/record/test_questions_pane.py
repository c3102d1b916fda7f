from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.rules.bilingual import Bilingual
from app.rules.record.case import Cause
from app.rules.record.fact_name import FactName, Question
from app.rules.record.history import History, Period, Scheme, Status
from app.rules.record.months import Month, Span
from app.ui.record.month_grid import Look
from app.ui.state.edits import Brush, painted
from app.ui.style.theme import Button
from tests.ui.conftest import settled
from tests.ui.letters import in_both_fonts

EDIT = Bilingual("试", "test")


def row(first, last, scheme=Scheme.EMPLOYEE, **more):
    return Period(scheme, Span(Month.parse(first), Month.parse(last)), "140100", **more)


def fill(window, *rows, causes=(), region="140100", **person):
    state = window.session.state
    rows = [replace(each, region=region) for each in rows]
    case = replace(
        state.case,
        region=region,
        history=History.of(rows),
        causes={Month.parse(first): cause for first, cause in causes},
        person=replace(state.case.person, **person),
    )
    window.session.edit(EDIT, case)


def questions(window):
    """What the rules still ask, in their order, but for causes."""
    return [f.fact for f in window.session.state.assessment.missing_facts if f.fact.question is not Question.CAUSE]


def shown(window):
    return [label.text() for label in window.desk.questions.findChildren(QLabel) if label.isVisible()]


UNKNOWN_BEFORE = (row("2024-08", "2026-07", status=Status.UNKNOWN), row("2026-08", "2026-08"))
LEFT = (("2026-09", Cause.LEFT_JOB),)


def test_questions_stand_in_the_order_of_the_rules_and_the_title_counts_them(window):
    fill(window, *UNKNOWN_BEFORE, causes=LEFT)
    wanted = questions(window)
    assert len(wanted) > 1
    fields = list(window.desk.questions.fields)
    assert fields[: len(wanted)] == wanted
    assert f"还需要知道（{len(fields)}）" in shown(window)


def test_after_an_answer_what_is_open_comes_first_again(window):
    fill(window, *UNKNOWN_BEFORE, causes=LEFT)
    first = questions(window)[0]
    window.desk.person.name.setFocus()
    window.desk.questions.fields[first].picked.emit("paid")
    left = questions(window)
    assert first not in left
    fields = list(window.desk.questions.fields)
    assert fields[: len(left)] == left
    assert first in fields
    assert window.desk.questions.fields[first].value == "paid"


def test_a_question_keeps_its_place_while_it_has_the_keyboard(qtbot, window):
    fill(window, *UNKNOWN_BEFORE, causes=LEFT)
    first = questions(window)[0]
    field = window.desk.questions.fields[first]
    before = list(window.desk.questions.fields)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert window.session.state.case.answers == {first: "paid"}
    assert field.hasFocus()
    assert next(name for name in window.desk.questions.fields if name in before) == first


def test_a_premium_that_hangs_on_the_persons_class_is_asked_for_once_and_kept_for_this_person_alone(qtbot, window):
    fill(window, row("2024-10", "2026-10", status=Status.UNKNOWN), region="310000")
    asked = [name for name in window.desk.questions.fields if name.startswith("resident_premium") and "2027" in name]
    assert asked == ["resident_premium:2027"]
    window.desk.questions.fields["resident_premium:2027"].committed.emit(Decimal(720))
    settled(qtbot, window)
    case = window.session.state.case
    assert case.figures == {"resident_premium:2027": Decimal(720)}
    assert not case.office_values.figures
    lacking = [warning.code for warning in window.session.state.assessment.warnings if "premium" in warning.code]
    assert not [code for code in lacking if code.endswith(":2027")]


def test_not_knowing_takes_an_answer_back(qtbot, window):
    fill(window, *UNKNOWN_BEFORE, causes=LEFT)
    first = questions(window)[0]
    field = window.desk.questions.fields[first]
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert window.session.state.case.answers == {}
    assert questions(window)[0] == first


def test_when_nothing_is_open_it_says_so(window):
    fill(window, row("2024-01", "2026-08", Scheme.FLEXIBLE, base=Decimal(6000)))
    assert questions(window) == ["in_window:2026:2026-11-22", "in_window:2027:2026-11-22"]
    for fact in questions(window):
        assert not any("都齐了" in text for text in shown(window))
        window.desk.questions.fields[fact].picked.emit("no")
    answered = window.session.state.case.answers
    while missing := [f for f in window.desk.questions.fields if f not in window.session.state.case.figures | answered]:
        assert not any("都齐了" in text for text in shown(window)), "figures of the bill are still open"
        case = window.session.state.case
        window.session.edit(EDIT, replace(case, figures=case.figures | dict.fromkeys(missing, Decimal(1))))
    assert questions(window) == []
    assert any("都齐了" in text for text in shown(window))
    assert "还需要知道" in shown(window)


def test_with_the_cause_alone_open_it_points_to_it(window):
    fill(window, row("2024-01", "2026-08"))
    case = window.session.state.case
    figures = {name: Decimal(1) for name in window.desk.questions.fields if name not in questions(window)}
    window.session.edit(EDIT, replace(case, figures=figures))
    if questions(window) == [] and all(name in figures for name in window.desk.questions.fields):
        assert any("只差上面的断缴原因" in text for text in shown(window))


def test_a_date_of_birth_is_asked_for_as_a_date_and_told_of_the_person(qtbot, window):
    fill(window, row("2024-01", "2026-08"), causes=LEFT, region="310000")
    assert "birth_date" in questions(window)
    field = window.desk.questions.fields["birth_date"]
    field.setFocus()
    qtbot.keyClicks(field, "1990-13-1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert any("没有“1990-13-1”这一天" in text for text in shown(window))
    field.selectAll()
    qtbot.keyClicks(field, "1990-5-1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.session.state.case.person.birth_date == date(1990, 5, 1)
    assert window.desk.person.birth.text() == "1990-05-01"
    assert "birth_date" not in window.desk.questions.fields


@in_both_fonts
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_answer_and_no_cause_is_cut(qtbot, window, language):
    window.speak(language)
    fill(window, *UNKNOWN_BEFORE, causes=LEFT, birth_date=date(1975, 3, 1), sex=None)
    qtbot.wait(1)
    choices = [
        *window.desk.causes.choices.values(),
        *(f for f in window.desk.questions.fields.values() if hasattr(f, "offer")),
    ]
    assert choices
    for choice in choices:
        assert choice.width() >= choice.whole_width - 8, choice.currentText()
    named = [choice.itemText(index) for choice in choices for index in range(choice.count())]
    assert not {"worker", "cadre"} & set(named) or language == "en"


def test_months_answered_as_paid_are_painted_and_the_answer_can_be_changed(qtbot, window):
    span = Span(Month.of(2025, 1), Month.of(2026, 10))
    window.session.edit(EDIT, painted(window.session.state.case, span, Brush.UNKNOWN))
    settled(qtbot, window)
    month, grid = Month.of(2025, 6), window.desk.record.grid
    fact = FactName.of(Question.MONTHS, span.first)
    assert grid.cell(month).look is Look.UNKNOWN
    for answer, look in (("paid", Look.COVERED), ("unpaid", Look.LAPSE)):
        window.desk.questions.fields[fact].picked.emit(answer)
        settled(qtbot, window)
        assert grid.cell(month).look is look
    assert {row.status for row in window.session.state.case.history.periods} == {Status.UNKNOWN}, "the record as told"


@pytest.mark.parametrize("way", ["button", "category"])
def test_a_person_without_a_record_gets_an_answer_from_the_form(qtbot, window, way):
    if way == "button":
        [never] = [it for it in window.desk.record.findChildren(Button) if "从没参保过" in it.text()]
        never.click()
        assert not never.isVisible()
    else:
        person = window.desk.person
        person.birth.committed.emit(date(2026, 10, 20))
        person.categories.menu().triggered.emit(
            next(it for it in person.categories.menu().actions() if it.data() == "newborn")
        )
    state = settled(qtbot, window)
    assert state.option is not None
    assert state.assessment.never_insured
    assert window.desk.answer.options.isVisible()
