"""The line between two parts of the window: one pixel in the colour of lines, in whatever look is worn."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.widgets.hairline_splitter import Splitter


@pytest.fixture(params=[Qt.Orientation.Horizontal, Qt.Orientation.Vertical])
def splitter(qtbot, request) -> Splitter:
    made = Splitter(request.param)
    qtbot.addWidget(made)
    for _ in range(2):
        made.addWidget(QWidget())
    made.resize(201, 201)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_the_line_is_one_pixel_wide_and_follows_the_look(splitter, follower, look):
    follower.choose(look)
    QApplication.processEvents()
    picture, across = splitter.grab().toImage(), splitter.orientation() is Qt.Orientation.Horizontal
    seen = [(picture.pixelColor(at, 50) if across else picture.pixelColor(50, at)).name() for at in range(201)]
    assert seen.count(splitter.palette().color(QPalette.ColorRole.Mid).name()) == 1
    assert len(set(seen)) == 2


def test_the_line_is_wider_for_the_hand_than_for_the_eye(splitter):
    handle = splitter.handle(1)
    across = splitter.orientation() is Qt.Orientation.Horizontal
    assert (handle.width() if across else handle.height()) > 1
    beside = handle.geometry().center() + (QPoint(2, 0) if across else QPoint(0, 2))
    assert splitter.childAt(beside) is handle
