"""The window as it was approved: XUBAOTONG_WRITE_GOLDEN=1 writes tests/ui/golden anew; then look at every picture.

As every test of the window it wears the bundled font without hinting, and pictures are compared after a slight blur, so
that neither the fonts of a machine nor the last bit of a colour decides.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.ui.seen import bring, pages

GOLDEN = Path(__file__).parent / "golden"
WRITE = os.environ.get("XUBAOTONG_WRITE_GOLDEN") == "1"
BLURRED_BY = 2
MOST_ON_AVERAGE = 1.5  # of 255, over all pixels
MOST_DIFFERING, DIFFERENT = 0.01, 24  # share of pixels that may differ by more than so much
PICTURES = {
    "empty": ("empty", "light", "zh", "standard"),
    "answered_light": ("answered", "light", "zh", "standard"),
    "answered_dark": ("answered", "dark", "zh", "standard"),
    "answered_contrast": ("answered", "contrast", "zh", "standard"),
    "answered_english": ("answered", "light", "en", "standard"),
    "answered_largest": ("answered", "light", "zh", "largest"),
    "planned": ("planned", "light", "zh", "standard"),
    "table": ("table", "light", "zh", "standard"),
}
"""State, look, language and text size of every picture."""


@pytest.fixture(autouse=True)
def no_blinking(qapp):
    qapp.setCursorFlashTime(0)


@pytest.mark.parametrize("name", PICTURES)
def test_the_window_looks_as_it_was_approved(qtbot, window, follower, name):
    state, look, language, text_size = PICTURES[name]
    follower.choose(look)
    bring(qtbot, window, state, language, text_size)
    window.recolour()
    next(pages(window))
    window.setFocus()
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    path = GOLDEN / f"{name}.png"
    if WRITE:
        GOLDEN.mkdir(exist_ok=True)
        picture.save(str(path))
    approved = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    assert not approved.isNull(), f"no golden picture {path.name}"
    assert picture.size() == approved.size()
    average, share = difference(blurred(picture), blurred(approved))
    assert average <= MOST_ON_AVERAGE, f"{path.name} differs by {average:.2f} of 255 on average"
    assert share <= MOST_DIFFERING, f"{share:.2%} of {path.name} is drawn differently now"


def blurred(picture: QImage) -> QImage:
    size = picture.size() / BLURRED_BY
    return picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def difference(one: QImage, other: QImage) -> tuple[float, float]:
    """The mean difference of channels, of 255, and the share of pixels that differ much."""
    total = much = 0
    for y in range(one.height()):
        pair = [bytes(image.constScanLine(y))[: 4 * image.width()] for image in (one, other)]
        if pair[0] == pair[1]:
            continue
        steps = [abs(a - b) for a, b in zip(*pair, strict=True)]
        total += sum(steps)
        much += sum(max(steps[at : at + 3]) > DIFFERENT for at in range(0, len(steps), 4))
    count = one.width() * one.height()
    return total / (3 * count), much / count


def test_a_line_of_text_that_moves_is_noticed():
    one = QImage(200, 100, QImage.Format.Format_RGB32)
    one.fill(Qt.GlobalColor.white)
    other = one.copy()
    for x in range(20, 180):
        for y in range(40, 50):
            other.setPixel(x, y, 0)
    average, share = difference(blurred(one), blurred(other))
    assert average > MOST_ON_AVERAGE
    assert share > MOST_DIFFERING
