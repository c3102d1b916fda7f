from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette

from app.rules.record.case import Case
from app.rules.record.history import History, Kind, Period, Scheme, Status
from app.rules.record.lapses import find_lapses
from app.rules.record.months import Month, Span
from app.ui.record.month_grid import Cell, Look, MonthGrid, cells_of, paint_look
from app.ui.state.edits import Brush
from app.wording.phrasebook import Phrasebook

AS_OF = date(2026, 11, 22)
NO_KEY, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def row(first: str, last: str, **more) -> Period:
    return Period(Scheme.EMPLOYEE, Span(Month.parse(first), Month.parse(last)), "140100", **more)


def shown_as(*rows: Period) -> dict[int, Cell]:
    history = History.of(rows)
    return cells_of(history, find_lapses(Case("140100", history=history), AS_OF))


def look(cells: dict[int, Cell], month: str) -> Look | None:
    cell = cells.get(Month.parse(month).index)
    return cell.look if cell else None


@pytest.fixture
def grid(qtbot):
    grid = MonthGrid(Phrasebook("ui", "zh"))
    qtbot.addWidget(grid)
    grid.resize(420, 200)
    history = History.of([row("2022-01", "2026-08")])
    grid.show_record(history, find_lapses(Case("140100", history=history), AS_OF), AS_OF)
    grid.show()
    return grid


def test_a_lapse_nobody_painted_is_shown_as_one():
    cells = shown_as(row("2026-01", "2026-08"))
    assert look(cells, "2026-08") is Look.COVERED
    assert [look(cells, f"2026-{month}") for month in ("09", "10")] == [Look.LAPSE, Look.LAPSE]


def test_the_as_of_month_and_later_ones_are_no_lapse():
    cells = shown_as(row("2026-01", "2026-08"))
    assert look(cells, "2026-11") is None
    assert look(cells, "2026-12") is None


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"status": Status.IN_TRANSIT}, Look.IN_TRANSIT),
        ({"status": Status.UNKNOWN}, Look.UNKNOWN),
        ({"status": Status.UNPAID}, Look.LAPSE),
        ({"kind": Kind.BACK_PAID}, Look.BACK_PAID),
    ],
)
def test_what_is_not_plainly_paid_looks_different_from_a_lapse_and_from_paid(more, expected):
    assert look(shown_as(row("2026-01", "2026-05"), row("2026-06", "2026-10", **more)), "2026-07") is expected


def test_looks_differ_in_black_and_white(qapp):
    pictures = set()
    for kind in (Look.COVERED, Look.BACK_PAID, Look.LAPSE, Look.UNKNOWN, Look.EMPTY):
        image = QImage(24, 20, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        paint_look(painter, QRectF(1, 1, 22, 18), Cell(kind, Scheme.EMPLOYEE), QPalette())
        painter.end()
        pictures.add(bytes(image.convertToFormat(QImage.Format.Format_Mono).constBits()))
    assert len(pictures) >= 4


def test_arrows_walk_by_month_and_year_and_the_grid_grows_at_its_edges(qtbot, grid):
    moved = []
    grid.cursor_moved.connect(moved.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(grid, key)
    assert [str(month) for month in moved] == ["2026-10", "2025-10", "2025-11", "2026-11", "2026-01", "2026-12"]
    qtbot.keyClick(grid, Qt.Key.Key_Home, CTRL)
    first = moved[-1]
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert moved[-1] == first + -12
    qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    assert moved[-1] == first + 48


def test_shift_stretches_the_selection_both_ways(qtbot, grid):
    for _ in range(3):
        qtbot.keyClick(grid, Qt.Key.Key_Left, SHIFT)
    assert str(grid.selection) == "2026-08..2026-11"
    for _ in range(5):
        qtbot.keyClick(grid, Qt.Key.Key_Right, SHIFT)
    assert str(grid.selection) == "2026-11..2027-01"


def test_one_month_painted_by_key_moves_the_cursor_on(qtbot, grid):
    strokes = []
    grid.painted.connect(lambda span, brush: strokes.append((str(span), brush)))
    qtbot.keyClick(grid, Qt.Key.Key_2)
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert strokes == [("2026-11..2026-11", Brush.FLEXIBLE), ("2026-12..2026-12", Brush.EMPLOYEE)]


def test_each_month_is_spoken(qtbot, grid):
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert grid.accessibleDescription() == "2026年10月：断缴"
    assert grid.sentence(Month.of(2026, 8)) == "2026年8月：职工医保，已缴"
    assert grid.sentence(Month.of(2026, 12)) == "2026年12月：还没到"
    assert grid.sentence(Month.of(2019, 1)) == "2019年1月：没有记录"


def test_earlier_years_are_offered_when_asked_for(grid):
    top = grid.years.start
    grid.show_earlier_years(10)
    assert grid.years.start == top - 10
    assert grid.verticalScrollBar().value() == 0


def test_a_click_between_the_cells_paints_nothing(qtbot, grid):
    strokes = []
    grid.painted.connect(lambda *stroke: strokes.append(stroke))
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, NO_KEY, QPoint(2, 2))
    assert strokes == []
