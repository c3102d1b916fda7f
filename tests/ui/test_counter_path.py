"""The counter path: new person, paste, cause, paper; keys only, and few of them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.rules.record.case import Cause
from app.rules.record.months import Month
from app.ui.preview.print_preview import Preview

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MOST_KEYS = 8


class Hand:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, qtbot, window):
        self._qtbot, self._window = qtbot, window
        self.pressed = 0

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self._qtbot.keyClick(QApplication.focusWidget() or self._window, key, modifiers)
        self.pressed += 1


def two_lapses():
    months = [Month.of(2024, 1) + n for n in range(32)]
    unpaid = {Month.of(2024, 5), Month.of(2024, 6)}
    rows = [
        f"{m.year}{m.number:02d}\t{kind}\t4500\t正常应缴\t已足额到账"
        for m in months
        if m not in unpaid
        for kind in KINDS
    ]
    return "\n".join(["参保人员缴费明细", "费款所属期\t险种类型\t缴费基数\t缴费类型\t到账标志", *rows, "合计"])


KINDS = ("企业职工基本养老保险", "职工基本医疗保险")


def test_from_the_last_person_to_the_preview_of_the_next(qtbot, window):
    QGuiApplication.clipboard().setText(two_lapses())
    hand = Hand(qtbot, window)
    hand.press(Qt.Key.Key_N, CTRL)
    hand.press(Qt.Key.Key_V, CTRL)
    hand.press(Qt.Key.Key_Return)
    first, second = window.desk.causes.choices.values()
    assert window.focusWidget() is first
    hand.press(Qt.Key.Key_2)
    hand.press(Qt.Key.Key_Tab)
    assert window.focusWidget() is second
    hand.press(Qt.Key.Key_1)
    assert window.session.state.case.causes == {Month.of(2024, 5): Cause.LEFT_JOB, Month.of(2026, 9): Cause.EMPLOYER}
    hand.press(Qt.Key.Key_P, CTRL | SHIFT)
    previews = [it for it in QApplication.topLevelWidgets() if isinstance(it, Preview) and it.isVisible()]
    assert len(previews) == 1
    previews[0].close()
    assert hand.pressed <= MOST_KEYS


def test_a_number_chooses_a_cause_and_nothing_else_does_by_accident(qtbot, window):
    QGuiApplication.clipboard().setText(two_lapses())
    hand = Hand(qtbot, window)
    hand.press(Qt.Key.Key_V, CTRL | SHIFT)
    hand.press(Qt.Key.Key_Return)
    choice = window.desk.causes.first_open
    assert [choice.itemText(n)[0] for n in range(choice.count())] == ["0", "1", "2", "3", "4", "5"]
    hand.press(Qt.Key.Key_9)
    hand.press(Qt.Key.Key_1, CTRL)
    assert window.session.state.case.causes == {}
    hand.press(Qt.Key.Key_3)
    assert choice.value is Cause.PERSONAL
    assert window.desk.causes.first_open is not choice
    hand.press(Qt.Key.Key_0)
    assert window.session.state.case.causes == {}


def test_a_record_without_lapse_leaves_the_keyboard_in_the_record(qtbot, window):
    QGuiApplication.clipboard().setText("2024-01至2026-11 职工 正常缴费")
    hand = Hand(qtbot, window)
    hand.press(Qt.Key.Key_V, CTRL | SHIFT)
    hand.press(Qt.Key.Key_Return)
    assert window.focusWidget() is window.desk.record.grid
