from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.rules.record.case import Sex

NUMBER, OTHER = "11010519491231002X", "110101199003070011"


def said(window):
    """What is said of the number; the line on retirement is another matter."""
    pane = window.desk.person
    labels = (label for label in pane.findChildren(QLabel) if label is not pane.retirement and label.isVisible())
    return [label.text() for label in labels if "。" in label.text()]


def type_number(qtbot, window, text):
    window.desk.person.id_number.setFocus()
    window.desk.person.id_number.selectAll()
    qtbot.keyClicks(window.desk.person.id_number, text)


def test_a_number_fills_in_birth_date_and_sex_and_says_so(qtbot, window):
    type_number(qtbot, window, NUMBER.lower())
    person = window.session.state.case.person
    assert (person.id_number, person.birth_date, person.sex) == (NUMBER, date(1949, 12, 31), Sex.FEMALE)
    assert window.desk.person.birth.text() == "1949-12-31"
    assert said(window) == ["出生日期和性别取自证件号。"]


def test_number_birth_date_and_sex_are_one_step_back(qtbot, window):
    type_number(qtbot, window, NUMBER)
    window.session.undo()
    person = window.session.state.case.person
    assert (person.id_number, person.birth_date, person.sex) == (None, None, None)
    assert said(window) == []


def test_what_a_number_filled_in_goes_with_the_number(qtbot, window):
    type_number(qtbot, window, NUMBER)
    qtbot.keyClick(window.desk.person.id_number, Qt.Key.Key_Backspace)
    assert window.session.state.case.person.birth_date is None
    qtbot.keyClicks(window.desk.person.id_number, "X")
    assert window.session.state.case.person.birth_date == date(1949, 12, 31)


def test_what_was_typed_by_hand_stays_and_a_contradiction_is_said(qtbot, window):
    window.desk.person.birth.setFocus()
    qtbot.keyClicks(window.desk.person.birth, "1950-1-1")
    qtbot.keyClick(window.desk.person.birth, Qt.Key.Key_Return)
    window.desk.person.sex.picked.emit(Sex.MALE)
    type_number(qtbot, window, NUMBER)
    person = window.session.state.case.person
    assert (person.birth_date, person.sex) == (date(1950, 1, 1), Sex.MALE)
    assert "对不上：证件号里是1949-12-31" in said(window)[0]
    assert "证件号里是女" in said(window)[0]
    qtbot.keyClick(window.desk.person.id_number, Qt.Key.Key_Backspace)
    assert window.session.state.case.person.birth_date == date(1950, 1, 1)


def test_a_wrong_check_digit_is_said_and_blocks_nothing(qtbot, window, tmp_path):
    type_number(qtbot, window, "110105194912310021")
    assert "最后一位和前面的数字对不上" in said(window)[0]
    window.boxes.path = tmp_path / "case.json"
    window.commands.by_key["save"].trigger()
    assert not window.boxes.told
    window.open_case(tmp_path / "case.json")
    assert not window.boxes.told
    assert window.session.state.case.person.id_number == "110105194912310021"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [("110105491231002", "15位的旧号码"), ("1101051949123100", "这里有16位"), ("110105194912310B2X", "前17位是数字")],
)
def test_what_may_still_be_typed_is_said_only_on_leaving(qtbot, window, number, sentence):
    type_number(qtbot, window, number)
    assert said(window) == []
    qtbot.keyClick(window.desk.person.id_number, Qt.Key.Key_Tab)
    assert sentence in said(window)[0]


@pytest.mark.parametrize("number", ["E12345678", "H1234567801", "911344198503120019"])
def test_other_documents_are_taken_without_a_word(qtbot, window, number):
    type_number(qtbot, window, number)
    qtbot.keyClick(window.desk.person.id_number, Qt.Key.Key_Tab)
    assert said(window) == []
    assert window.session.state.case.person.id_number == number


def test_a_birth_after_the_as_of_day_is_said(qtbot, window):
    window.desk.person.birth.setFocus()
    qtbot.keyClicks(window.desk.person.birth, "2030-1-1")
    qtbot.keyClick(window.desk.person.birth, Qt.Key.Key_Return)
    assert "晚于基准日2026-11-22" in said(window)[0]


def test_the_next_client_meets_nothing_of_the_last_ones_number(qtbot, window):
    type_number(qtbot, window, NUMBER)
    window.boxes.unsaved = "discard"
    window.commands.by_key["new"].trigger()
    assert said(window) == []
    window.desk.person.birth.setFocus()
    qtbot.keyClicks(window.desk.person.birth, "1949-12-31")
    qtbot.keyClick(window.desk.person.birth, Qt.Key.Key_Return)
    type_number(qtbot, window, OTHER)
    assert window.session.state.case.person.birth_date == date(1949, 12, 31), "the same day, but typed for this client"


def test_since_when_a_category_holds_is_asked_while_it_is_ticked(qtbot, window):
    pane = window.desk.person
    assert pane.since == {}
    veteran = next(action for action in pane.categories.menu().actions() if action.data() == "veteran")
    veteran.trigger()
    field = pane.since["veteran"]
    assert field.isVisible()
    field.setFocus()
    qtbot.keyClicks(field, "2026-6-1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.session.state.case.person.since == {"veteran": date(2026, 6, 1)}
    veteran.trigger()
    assert not field.isVisible()


def test_as_soon_as_birth_date_and_sex_are_known_retirement_is_told(qtbot, window):
    pane = window.desk.person
    assert pane.retirement is None
    type_number(qtbot, window, NUMBER)
    assert pane.retirement is not None
    assert pane.retirement.isVisible()
    assert "法定退休" in pane.retirement.text()
    window.session.undo()
    assert not pane.retirement.isVisible()
