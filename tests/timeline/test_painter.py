"""Golden pictures: set XUBAOTONG_WRITE_GOLDEN=1 to write tests/timeline/golden anew, then look at every picture."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter

from app.report.fonts import paper_font
from app.timeline.chart import chart_bytes, chart_layout
from app.timeline.layout import Layout, Sheet, lay_out
from app.timeline.model import Timeline, timeline_of
from app.timeline.painter import Fonts, paint_timeline
from app.timeline.palette import PALETTES, PATTERNS, Pattern, Theme
from tests.timeline.examples import EXAMPLES, every_month_another

GOLDEN = Path(__file__).parent / "golden"
WRITE = os.environ.get("XUBAOTONG_WRITE_GOLDEN") == "1"
PANE = (830, 230)
PAPER = 680

pytestmark = pytest.mark.usefixtures("qapp")


def fonts() -> Fonts:
    return Fonts(paper_font(13), paper_font(13, bold=True))


def pane(timeline: Timeline) -> Layout:
    written = fonts()
    ruler = written.ruler()
    sheet = Sheet.of(*PANE, written.text_height, ruler, "zh")
    return lay_out(timeline, sheet.fitted(timeline), sheet, ruler, "zh")


def painted(layout: Layout, theme: Theme, focus=None) -> QImage:
    image = QImage(int(layout.sheet.width), int(layout.sheet.height), QImage.Format.Format_RGB32)
    image.fill(QColor("#ff00ff"))  # whatever is left unpainted would be seen
    painter = QPainter(image)
    paint_timeline(painter, layout, PALETTES[theme], fonts(), focus)
    painter.end()
    return image


def assert_golden(name: str, image: QImage) -> None:
    path = GOLDEN / f"{name}.png"
    if WRITE:
        GOLDEN.mkdir(exist_ok=True)
        image.save(str(path))
    expected = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    assert not expected.isNull(), f"no golden picture {path.name}"
    assert image == expected, f"{path.name} is drawn differently now"


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_the_pane_looks_as_it_was_approved(name: str, theme: Theme) -> None:
    assert_golden(f"pane_{name}_{theme.value}", painted(pane(timeline_of(*EXAMPLES[name]())), theme))


@pytest.mark.parametrize("name", EXAMPLES)
def test_paper_looks_as_it_was_approved(name: str) -> None:
    layout = chart_layout(timeline_of(*EXAMPLES[name]()), "zh", PAPER, fonts())
    assert_golden(f"paper_{name}", painted(layout, Theme.PRINT))


def test_high_contrast_with_the_keyboard_on_a_bar_looks_as_it_was_approved() -> None:
    timeline = timeline_of(*EXAMPLES["flexible"]())
    assert_golden("pane_flexible_high_contrast", painted(pane(timeline), Theme.HIGH_CONTRAST, timeline.bars[-1]))


def test_paper_has_no_colour() -> None:
    image = painted(chart_layout(timeline_of(*EXAMPLES["forty_years"]()), "zh", PAPER, fonts()), Theme.PRINT)
    for y in range(0, image.height(), 3):
        for x in range(0, image.width(), 3):
            colour = image.pixelColor(x, y)
            assert (
                max(colour.red(), colour.green(), colour.blue()) - min(colour.red(), colour.green(), colour.blue()) <= 1
            )


def test_patterns_are_told_apart_without_colour() -> None:
    """Each pattern leaves its own share of ink inside a bar of the same size, on paper."""
    timeline = timeline_of(*EXAMPLES["forty_years"]())
    layout = chart_layout(timeline, "zh", PAPER, fonts())
    image = painted(layout, Theme.PRINT)
    ink: dict[Pattern, float] = {}
    for item in layout.legend:
        box = QRect(int(item.swatch.left) + 3, int(item.swatch.top) + 2, 18, 8)
        sample = image.copy(box)
        points = [(x, y) for x in range(sample.width()) for y in range(sample.height())]
        light = sum(sample.pixelColor(x, y).lightness() for x, y in points) / len(points)
        ink.setdefault(PATTERNS[item.role], 255 - light)
    assert ink[Pattern.OUTLINED] < ink[Pattern.DOTTED] < ink[Pattern.SOLID]
    assert ink[Pattern.LINED] > ink[Pattern.OUTLINED] + 10
    assert ink[Pattern.SOLID] > ink[Pattern.LINED] + 50


def test_a_picture_file_is_the_same_every_time_and_sharp() -> None:
    timeline = timeline_of(*EXAMPLES["employee"]())
    png = chart_bytes(timeline, "zh", "png", fonts(), width=700)
    assert png == chart_bytes(timeline, "zh", "png", fonts(), width=700)
    image = QImage.fromData(png)
    assert image.width() == 1400
    assert 400 < image.height() < 700


def test_a_drawing_file_carries_its_words_and_what_it_shows() -> None:
    svg = chart_bytes(timeline_of(*EXAMPLES["employee"]()), "zh", "svg", fonts()).decode("utf-8")
    assert "断缴 2个月" in svg
    assert "<title>医保缴费时间轴</title>" in svg
    assert "断缴：2026年9月至10月" in svg
    assert "sans-serif" in svg
    english = chart_bytes(timeline_of(*EXAMPLES["employee"]()), "en", "svg", fonts()).decode("utf-8")
    assert "Timeline of medical insurance" in english


def test_the_painter_is_left_as_it_was() -> None:
    image = QImage(900, 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = (painter.pen(), painter.brush(), painter.font(), painter.hasClipping(), painter.transform())
    paint_timeline(painter, pane(timeline_of(*EXAMPLES["resident"]())), PALETTES[Theme.LIGHT], fonts())
    assert (painter.pen(), painter.brush(), painter.font(), painter.hasClipping(), painter.transform()) == before
    painter.end()


def test_a_pdf_holds_drawn_lines_not_a_picture(tmp_path: Path) -> None:
    layout = chart_layout(timeline_of(*EXAMPLES["forty_years"]()), "zh", PAPER, fonts())
    path = tmp_path / "chart.pdf"
    writer = QPdfWriter(str(path))
    writer.setResolution(300)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    scale = writer.width() / layout.sheet.width
    painter.scale(scale, scale)
    paint_timeline(painter, layout, PALETTES[Theme.PRINT], fonts())
    painter.end()
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/Subtype /Image" not in content


def test_forty_years_of_alternating_months_are_painted_quickly(benchmark) -> None:
    layout = pane(every_month_another())
    image = QImage(*PANE, QImage.Format.Format_RGB32)
    written = fonts()

    def paint() -> None:
        painter = QPainter(image)
        paint_timeline(painter, layout, PALETTES[Theme.LIGHT], written)
        painter.end()

    benchmark(paint)
