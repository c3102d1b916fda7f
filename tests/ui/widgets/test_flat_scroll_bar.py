import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyle, QStyleOptionSlider

from app.ui.widgets.flat_scroll_bar import FlatScrollBar

PARTS = QStyle.SubControl


@pytest.mark.parametrize("upright", [True, False])
@pytest.mark.parametrize("turned", [(100, 50, 0), (100, 50, 37), (5000, 60, 5000), (3, 400, 1)])
def test_the_handle_is_painted_where_the_style_takes_hold_of_it(qtbot, upright, turned):
    last, page, value = turned
    rail = FlatScrollBar(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
    qtbot.addWidget(rail)
    thick = rail.sizeHint().width() if upright else rail.sizeHint().height()
    rail.resize(*((thick, 300) if upright else (300, thick)))
    rail.setRange(0, last)
    rail.setPageStep(page)
    rail.setValue(value)
    option = QStyleOptionSlider()
    rail.initStyleOption(option)
    theirs = rail.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, PARTS.SC_ScrollBarSlider, rail)
    ours = rail.handle()
    for edge in ("left", "top", "right", "bottom"):
        assert abs(getattr(ours, edge)() - getattr(theirs, edge)()) <= 1
    assert not rail.grab().isNull()
