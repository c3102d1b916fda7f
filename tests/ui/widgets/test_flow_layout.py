"""Widgets beside each other: where the line is broken, how high that makes them, and what the Tab key finds."""

import gc

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.ui.style.theme import UNIT
from app.ui.widgets.flow_layout import FlowLayout

WIDE, HIGH = 100, 30


@pytest.fixture
def buttons() -> list[QPushButton]:
    made = [QPushButton(text) for text in "甲乙丙"]
    for button in made:
        button.setFixedSize(WIDE, HIGH)
    return made


@pytest.fixture
def row(qtbot, buttons) -> QWidget:
    held = QWidget()
    held.setLayout(FlowLayout(*buttons))
    qtbot.addWidget(held)
    held.resize(1000, HIGH)
    with qtbot.waitExposed(held):
        held.show()
    return held


def corners(buttons):
    return [(button.x(), button.y()) for button in buttons]


@pytest.mark.parametrize(
    ("width", "lines"),
    [(3 * WIDE + 2 * UNIT, 1), (3 * WIDE + 2 * UNIT - 1, 2), (2 * WIDE + UNIT, 2), (2 * WIDE + UNIT - 1, 3), (WIDE, 3)],
)
def test_the_line_is_broken_where_the_next_would_be_cut(row, buttons, width, lines):
    high = lines * HIGH + (lines - 1) * (UNIT // 2)
    assert row.heightForWidth(width) == high
    row.resize(width, high)
    assert len({y for _, y in corners(buttons)}) == lines
    assert all(row.rect().contains(button.geometry()) for button in buttons)


def test_it_would_like_one_line_and_needs_room_for_the_widest(row):
    assert row.sizeHint().toTuple() == (3 * WIDE + 2 * UNIT, HIGH)
    assert row.minimumSizeHint().width() == WIDE


def test_what_is_hidden_takes_no_room(row, buttons):
    buttons[0].hide()
    QApplication.processEvents()
    assert corners(buttons)[1:] == [(0, 0), (WIDE + UNIT, 0)]
    assert row.heightForWidth(2 * WIDE + UNIT) == HIGH


def test_what_is_lower_stands_in_the_middle_of_its_line(row, buttons):
    buttons[1].setFixedHeight(HIGH - 10)
    QApplication.processEvents()
    assert buttons[1].y() == 5


def test_the_tab_key_goes_on_in_the_next_line(qtbot, row, buttons):
    row.resize(2 * WIDE + UNIT, 2 * HIGH + UNIT)
    row.activateWindow()
    buttons[0].setFocus()
    for button in buttons[1:]:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is button


def test_what_is_deleted_leaves_the_line(row, buttons):
    buttons.pop(0).deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QApplication.processEvents()
    assert corners(buttons) == [(0, 0), (WIDE + UNIT, 0)]
