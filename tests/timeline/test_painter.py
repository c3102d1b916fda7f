"""Golden pictures of the timeline, in the bundled font, so that they are the same on every machine.

To regenerate them: `XUBAOTONG_WRITE_GOLDEN=1 pytest tests/timeline/test_painter.py`, then look at every picture in
tests/timeline/golden before committing it. A picture may differ in the faintest shades (another processor rounds the
edges of letters another way); what is a line, a colour or a word may not.
"""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter

from app.report.layout.fonts import paper_font
from app.timeline.chart import chart_bytes, chart_layout
from app.timeline.layout import Canvas, Layout, lay_out
from app.timeline.model import Timeline, timeline_of
from app.timeline.painter import Fonts, paint_timeline
from app.timeline.palette import PALETTES, PATTERNS, ColourRole, Pattern, Theme, contrast
from tests.timeline.examples import EXAMPLES, every_month_another

GOLDEN = Path(__file__).parent / "golden"
WRITE = os.environ.get("XUBAOTONG_WRITE_GOLDEN") == "1"
PANE = (830, 230)
FAINT = 24  # of 255, in any channel
FEW = 0.0005  # of all pixels may differ by more
PAPER = 680

pytestmark = pytest.mark.usefixtures("qapp")


def fonts(size: int = 13) -> Fonts:
    return Fonts(paper_font(size), paper_font(size, bold=True))


def pane(timeline: Timeline, language="zh", size: int = 13) -> Layout:
    written = fonts(size)
    ruler = written.ruler()
    height = PANE[1] * size / 13
    canvas = Canvas.of(PANE[0], height, written.text_height, ruler, language)
    return lay_out(timeline, canvas.fitted(timeline), canvas, ruler, language)


def painted(layout: Layout, theme: Theme, focus=None, *, sharpness: int = 1, size: int = 13) -> QImage:
    wide, high = int(layout.canvas.width), int(layout.canvas.height)
    image = QImage(wide * sharpness, high * sharpness, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff00ff"))  # whatever is left unpainted would be seen
    painter = QPainter(image)
    painter.scale(sharpness, sharpness)
    paint_timeline(painter, layout, PALETTES[theme], fonts(size), focus)
    painter.end()
    return image


def differing(one: QImage, other: QImage) -> float:
    """The share of pixels that differ by more than a faint shade."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    far = {place // 4 for place, (a, b) in enumerate(pairs) if abs(a - b) > FAINT}
    return len(far) / (one.width() * one.height())


def assert_golden(name: str, image: QImage) -> None:
    path = GOLDEN / f"{name}.png"
    if WRITE:
        GOLDEN.mkdir(exist_ok=True)
        image.save(str(path))
    expected = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    assert not expected.isNull(), f"no golden picture {path.name}"
    assert image.size() == expected.size(), f"{path.name} has another size now"
    if image != expected:
        assert differing(image, expected) <= FEW, f"{path.name} is drawn differently now"


def test_the_comparison_sees_a_line_and_overlooks_a_shade() -> None:
    image = painted(pane(timeline_of(*EXAMPLES["employee"]())), Theme.LIGHT)
    shaded, lined = QImage(image), QImage(image)
    for x in range(100, 200):
        shaded.setPixelColor(x, 3, image.pixelColor(x, 3).darker(105))
        lined.setPixelColor(x, 3, QColor("#0b6a88"))
    assert shaded != image
    assert differing(shaded, image) <= FEW < differing(lined, image)


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


@pytest.mark.parametrize("theme", Theme)
def test_enrolment_windows_look_as_approved_in_every_theme(theme: Theme) -> None:
    timeline = timeline_of(*EXAMPLES["enrolling"]())
    assert_golden(f"windows_{theme.value}", painted(pane(timeline), theme, timeline.bands[1]))


def test_english_in_the_largest_text_looks_as_approved() -> None:
    layout = pane(timeline_of(*EXAMPLES["turning"]()), "en", 20)
    assert_golden("pane_turning_english_largest", painted(layout, Theme.LIGHT, size=20))


def test_a_screen_of_twice_the_sharpness_looks_as_approved() -> None:
    layout = pane(timeline_of(*EXAMPLES["turning"]()))
    assert_golden("pane_turning_twice", painted(layout, Theme.LIGHT, sharpness=2))


def test_what_lies_behind_is_fainter_than_any_bar() -> None:
    """A window may tint the lanes; it must not compete with a wait or a lapse for the eye."""
    for theme in (Theme.LIGHT, Theme.DARK, Theme.PRINT):
        palette = PALETTES[theme]
        window = contrast(palette.inks[ColourRole.ENROLMENT].fill, palette.surface)
        assert window < 1.4
        assert contrast(palette.grid_strong, palette.surface) < contrast(
            palette.inks[ColourRole.LAPSE].line, palette.surface
        )


def test_paper_has_no_colour() -> None:
    images = [
        chart_layout(timeline_of(*EXAMPLES[name]()), "zh", PAPER, fonts()) for name in ("forty_years", "enrolling")
    ]
    for image in (painted(layout, Theme.PRINT) for layout in images):
        assert_grey(image)


def assert_grey(image: QImage) -> None:
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


def test_a_window_is_told_from_a_lapse_without_colour() -> None:
    """Its lines slant the other way: a lapse turned over looks like a window, and neither like itself."""
    layout = chart_layout(timeline_of(*EXAMPLES["enrolling"]()), "zh", PAPER, fonts())
    image = painted(layout, Theme.PRINT, sharpness=4)
    rising = {}
    for item in layout.legend:
        if item.role in (ColourRole.LAPSE, ColourRole.ENROLMENT):
            box = item.swatch
            sample = image.copy(QRect(int(box.left * 4) + 12, int(box.top * 4) + 16, 72, 24))
            moves = {}
            for turn in (-1, 1):
                same = [
                    sample.pixelColor(x, y).lightness() < 200
                    and sample.pixelColor(x + turn * 4, y - 4).lightness() < 200
                    for x in range(8, sample.width() - 8)
                    for y in range(4, sample.height())
                ]
                moves[turn] = sum(same)
            rising[item.role] = moves[1] > moves[-1]
    assert rising == {ColourRole.LAPSE: True, ColourRole.ENROLMENT: False}


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
    assert "居民医保集中参保期" in chart_bytes(timeline_of(*EXAMPLES["enrolling"]()), "zh", "svg", fonts()).decode(
        "utf-8"
    )
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
    scale = writer.width() / layout.canvas.width
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
