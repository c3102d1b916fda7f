"""Blocks one under another: where each stands, and that the page follows when one of them changes."""

import gc

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.style.theme import UNIT
from app.ui.widgets.scroll_column import ScrollColumn
from app.ui.widgets.wrapped_label import WrappedLabel

GAP, MARGIN = UNIT, 2 * UNIT
SENTENCE = "断缴超过三个月的，重新缴费满六个月后享受待遇。"


@pytest.fixture
def column(qtbot) -> ScrollColumn:
    area = ScrollColumn(GAP)
    qtbot.addWidget(area)
    area.resize(400, 300)
    with qtbot.waitExposed(area):
        area.show()
    return area


def block(text: str) -> WrappedLabel:
    label = WrappedLabel()
    label.say(text)
    return label


def filled(column: ScrollColumn, *texts: str) -> list[WrappedLabel]:
    blocks = [block(text) for text in texts]
    for each in blocks:
        column.put(each)
    QApplication.processEvents()  # Qt shows what joins a page that is shown
    return blocks


def page_of(column: ScrollColumn) -> QWidget:
    page = column.widget()
    assert page is not None
    return page


def test_blocks_stand_one_under_another_each_as_high_as_its_text(column):
    blocks = filled(column, "甲", SENTENCE * 4, "乙")
    top, room = MARGIN, page_of(column).width() - 2 * MARGIN
    for each in blocks:
        assert each.geometry().getRect() == (MARGIN, top, room, each.heightForWidth(room))
        top += each.height() + GAP


def test_a_longer_text_moves_what_is_below_before_anything_is_painted(column):
    first, second = filled(column, "甲", "乙")
    first.say(SENTENCE * 8)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert first.height() == first.heightForWidth(first.width())
    assert second.y() == first.geometry().bottom() + 1 + GAP


def test_the_page_is_as_high_as_its_blocks_or_as_the_room_and_never_wider(column):
    (only,) = filled(column, "甲")
    assert page_of(column).height() == column.height()
    assert column.verticalScrollBar().maximum() == 0
    width = page_of(column).width()
    only.say(SENTENCE * 60)
    column.settle()
    assert page_of(column).height() == only.height() + 2 * MARGIN
    assert column.verticalScrollBar().maximum() == page_of(column).height() - column.height()
    assert page_of(column).width() == width


def test_a_hidden_block_leaves_no_gap(column):
    _, second, third = filled(column, "甲", "乙", "丙")
    was = second.y()
    second.hide()
    column.settle()
    assert third.y() == was


def test_one_block_takes_the_height_left_over(column):
    first, last = block("甲"), block("乙")
    column.put(last)
    column.put(first, before=last, takes_rest=True)
    QApplication.processEvents()
    assert first.y() < last.y()
    assert last.geometry().bottom() + 1 + MARGIN == column.height()


def test_a_block_is_never_wider_than_it_may_be(column):
    each = block(SENTENCE * 4)
    column.put(each, widest=100)
    QApplication.processEvents()
    assert each.width() == 100
    assert each.height() == each.heightForWidth(100)


def test_a_column_is_so_wide_that_no_block_is_cut(column):
    filled(column, "甲")
    wide = QWidget()
    wide.setMinimumWidth(500)
    column.put(wide)
    QApplication.processEvents()
    assert column.minimumSizeHint().width() == 500 + 2 * MARGIN + column.verticalScrollBar().sizeHint().width()


def test_a_text_changed_out_of_sight_is_placed_when_it_is_seen(column):
    first, second = filled(column, "甲", "乙")
    column.hide()
    first.say(SENTENCE * 60)
    column.show()
    assert second.y() == first.geometry().bottom() + 1 + GAP
    assert column.verticalScrollBar().maximum() > 0


def test_a_block_that_is_deleted_leaves_the_column(column):
    first, second = filled(column, "甲", "乙")
    first.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    column.settle()
    assert second.y() == MARGIN
