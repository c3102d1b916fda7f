from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from app.timeline.model import MarkerKind, timeline_of
from app.ui.timeline.table import COLUMNS, TimelineModel, TimelineTable
from app.wording.phrasebook import Phrasebook
from tests.timeline.examples import EXAMPLES, employee, enrolling, flexible, turning
from tests.ui.letters import in_both_fonts

WORDS = Phrasebook("timeline_table", "zh")
WHAT = COLUMNS.index("what")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def table(qtbot):
    shown = TimelineTable(WORDS)
    qtbot.addWidget(shown)
    shown.resize(860, 260)
    shown.show_timeline(timeline_of(*employee()))
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    shown.setFocus()
    return shown


def lines(model: TimelineModel) -> list[list[str]]:
    return [[model.text(row, column) for column in range(len(COLUMNS))] for row in range(model.rowCount())]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_model_keeps_the_rules_of_models_while_timelines_come_and_go(qtmodeltester, name) -> None:
    model = TimelineModel(WORDS)
    watched = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_timeline(timeline_of(*flexible()))
    model.show_timeline(timeline_of(*EXAMPLES[name]()))
    qtmodeltester.check(model)
    model.show_timeline(None)
    assert model.rowCount() == 0
    assert watched.model() is model


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_segment_is_told_with_its_days_in_the_order_of_time(name) -> None:
    timeline, model = timeline_of(*EXAMPLES[name]()), TimelineModel(WORDS)
    model.show_timeline(timeline)
    assert model.rowCount() == len(timeline.segments)
    begins = [line[2] for line in lines(model)]
    assert begins == sorted(begins)
    for segment in timeline.segments:
        row = model.row_of(segment)
        assert model.segment(row) == segment
        assert model.text(row, 2) == segment.since.isoformat()
        assert all(model.text(row, column) for column in (0, 1, 2, 3, 5))


def test_the_lines_read_as_a_person_would_tell_them() -> None:
    model = TimelineModel(WORDS)
    model.show_timeline(timeline_of(*employee()))
    assert [
        "断缴",
        "没有缴费",
        "2026-09-01",
        "2026-10-31",
        "2个月",
        "缴费记录里没有这段时间的缴费；单位没有缴",
    ] in lines(model)
    assert ["一直延续", ""] in [line[3:5] for line in lines(model) if line[1] == "恢复报销"]
    model.show_timeline(timeline_of(*turning()))
    changes = [line[5] for line in lines(model) if line[1] == "结果有变"]
    assert changes[0] == "等待期由“6个月”变为“12个月”；断缴期费用由“医保基金”变为“自己”"


def test_the_first_cell_is_read_aloud_as_the_whole_segment_and_english_is_english() -> None:
    model = TimelineModel(Phrasebook("timeline_table", "en"))
    timeline = timeline_of(*enrolling())
    model.show_timeline(timeline)
    row = model.row_of(timeline.bands[2])
    spoken = model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "resident enrolment window for 2026: 17 October 2025 to 25 February 2026, open now"
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in (0, 5)] == ["Kind", "Why"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_the_same_timeline_again_disturbs_nobody(qtbot) -> None:
    model = TimelineModel(WORDS)
    assert model.show_timeline(timeline_of(*employee()))
    with qtbot.assertNotEmitted(model.modelReset):
        assert not model.show_timeline(timeline_of(*employee()))


def segments(table):
    return [table.lines.segment(row) for row in range(table.lines.rowCount())]


def test_going_from_row_to_row_tells_which_segment_and_being_sent_there_does_not(table, qtbot) -> None:
    chosen = []
    table.segment_chosen.connect(chosen.append)
    lapse = next(it for row, it in enumerate(segments(table)) if table.lines.text(row, WHAT) == "没有缴费")
    table.show_current(lapse)
    assert chosen == []
    assert table.currentIndex().row() == table.lines.row_of(lapse)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen == [table.lines.segment(table.lines.row_of(lapse) + 1)]
    table.show_current(None)
    assert table.currentIndex().row() == table.lines.row_of(chosen[0])


def test_enter_and_a_double_click_open_the_reason_where_there_is_one(table, qtbot) -> None:
    asked = []
    table.reason_requested.connect(asked.append)
    table.selectRow(0)  # what the record says has no rule behind it
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked == []
    restored = next(it for it in segments(table) if getattr(it, "kind", None) is MarkerKind.RESTORATION)
    table.show_current(restored)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.currentIndex()).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [restored, restored]


def test_chosen_rows_are_copied_as_text_under_their_headings(table, qtbot) -> None:
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    head, line = QGuiApplication.clipboard().text().split("\n")
    assert head == "类别\t内容\t从\t到\t多久\t为什么"
    assert line == "待遇\t可以报销\t2022-07-01\t2026-08-31\t50个月\t按缴费记录推算"
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    assert len(QGuiApplication.clipboard().text().split("\n")) == table.lines.rowCount() + 1


def test_t_goes_back_to_the_drawing_and_tab_leaves(table, qtbot) -> None:
    with qtbot.waitSignal(table.chart_requested):
        qtbot.keyClick(table, Qt.Key.Key_T)
    assert not table.tabKeyNavigation()
    assert table.accessibleName() == "时间轴的表格"


@in_both_fonts
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("larger", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_cell_is_cut_at_any_text_size(qtbot, name, larger, language) -> None:
    table = TimelineTable(Phrasebook("timeline_table", language))
    qtbot.addWidget(table)
    font = table.font()
    font.setPointSizeF(font.pointSizeF() * larger)
    table.setFont(font)
    table.resize(840, 240)
    table.show_timeline(timeline_of(*EXAMPLES[name]()))
    table.show()
    letters, wrap = table.fontMetrics(), int(Qt.TextFlag.TextWordWrap)
    for row, line in enumerate(lines(table.lines)):
        for column, text in enumerate(line):
            cell = table.visualRect(table.model().index(row, column)).adjusted(10, 0, -10, 0)
            needed = letters.boundingRect(0, 0, cell.width(), 9999, wrap, text)
            assert needed.width() <= cell.width(), text
            assert needed.height() <= cell.height(), text


def test_larger_letters_make_higher_rows(table) -> None:
    before = table.rowHeight(0)
    font = table.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    table.setFont(font)
    assert table.rowHeight(0) > before * 1.2


def test_dates_are_the_timelines_own(table) -> None:
    timeline = timeline_of(*employee())
    assert date.fromisoformat(table.lines.text(0, 2)) == timeline.bars[0].since
