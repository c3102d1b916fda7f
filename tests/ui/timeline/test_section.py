from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.cases.file.reading import parse_case
from app.rules.record.case import Case
from app.timeline.model import Band, MarkerKind
from app.ui.state.session import Session
from app.ui.timeline.elided_label import ElidedLabel
from app.ui.timeline.section import TimelineSection
from app.ui.window.on_demand import timeline_table, timeline_view
from app.wording.phrasebook import Phrasebook
from tests.ui.conftest import TODAY

SAMPLES = Path("resources/samples")


def sample(name: str) -> Case:
    return parse_case((SAMPLES / f"{name}.json").read_text(encoding="utf-8"), name, TODAY).case


@pytest.fixture
def session(engine):
    made = Session(sample("resident-skipped-two-years"), TODAY)
    made.use_engine(engine)
    return made


@pytest.fixture
def section(qtbot, session):
    room = QWidget()
    qtbot.addWidget(room)
    shown = TimelineSection(session, Phrasebook("ui", "zh"), timeline_view, timeline_table, room)
    layout = QVBoxLayout(room)
    layout.addWidget(shown, 1)
    layout.addWidget(QLineEdit(room))
    room.resize(880, 380)
    session.changed.connect(shown.show_state)
    shown.show_state(session.state)
    with qtbot.waitExposed(room):
        room.show()
    room.activateWindow()
    yield shown
    session.start(session.state.case, TODAY)


def settle(qtbot, session) -> None:
    qtbot.waitUntil(lambda: session.state.settled, timeout=5000)


def test_the_enrolment_windows_of_the_place_are_behind_the_timeline(section) -> None:
    bands = section.view.timeline.bands
    assert [band.since.year for band in bands] == [2024, 2025]
    assert all(band.why.zh.startswith("出处：") for band in bands)
    assert len(section.view.layout_shown().bands) == 2


def test_t_shows_the_same_as_a_table_and_back_with_the_same_segment(section, qtbot) -> None:
    view = section.view
    view.setFocus()
    lapse = next(bar for bar in view.timeline.bars if bar.lane == "lapses")
    view.set_current(lapse)
    qtbot.keyClick(view, Qt.Key.Key_T)
    assert section.tabled
    assert view.isHidden()
    table = section.table
    assert table.hasFocus()
    assert table.lines.segment(table.currentIndex().row()) == lapse
    assert table.lines.rowCount() == len(view.timeline.segments)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    chosen = table.lines.segment(table.currentIndex().row())
    qtbot.keyClick(table, Qt.Key.Key_T)
    assert not section.tabled
    assert view.hasFocus()
    assert view.current == chosen != lapse


def test_the_button_says_what_it_leads_to_and_zooming_leads_back_to_the_drawing(section, qtbot) -> None:
    button = section.tab_stops[5]
    assert (button.text(), button.accessibleName()) == ("表格", "换成表格（F4）")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert section.tabled
    assert (button.text(), button.accessibleName()) == ("图形", "换回图形（F4）")
    section.turn("today")
    assert not section.tabled
    assert section.view.layout_shown().scale != section.view.layout_shown().canvas.fitted(section.view.timeline)
    assert button.text() == "表格"


def test_the_table_follows_an_edit_and_keeps_its_row(section, session, qtbot) -> None:
    section.toggle_table()
    table = section.table
    marker = section.view.timeline.markers[0]
    table.show_current(marker)
    section.view.set_current(marker)
    before = table.lines.as_text(range(table.lines.rowCount()))
    section.view.pay_on_chosen.emit(session.state.option.pay_on + timedelta(days=60))
    settle(qtbot, session)
    assert table.lines.as_text(range(table.lines.rowCount())) != before
    assert table.lines.segment(table.currentIndex().row()) == section.view.current


def test_without_a_record_there_is_neither_drawing_nor_table(section, session) -> None:
    section.toggle_table()
    session.start(Case(session.state.case.region), TODAY)
    assert not section.tabled
    assert section.table.lines.rowCount() == 0
    assert section.view.isHidden()
    section.toggle_table()
    assert not section.tabled
    assert not section.tab_stops[5].isEnabled()


def test_tab_leaves_the_table(section, qtbot) -> None:
    section.toggle_table()
    qtbot.keyClick(section.table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not section.table
    assert QApplication.focusWidget() is not section.table.viewport()


def test_enter_opens_the_reason_from_drawing_and_table_alike(section, session, qtbot) -> None:
    asked = []
    section.reason_requested.connect(asked.append)
    settle(qtbot, session)
    view = section.view
    assert not any(m.kind is MarkerKind.RESTORATION for m in view.timeline.markers), (
        "whether the window is open decides"
    )
    case = session.state.case
    session.start(replace(case, plan=replace(case.plan, in_window=True)), TODAY)
    settle(qtbot, session)
    restored = next(m for m in view.timeline.markers if m.kind is MarkerKind.RESTORATION)
    view.set_current(restored)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    section.toggle_table()
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    view.set_current(next(segment for segment in view.timeline.segments if isinstance(segment, Band)))
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    assert asked == ["cover", "cover", "cover"]


def reading(section) -> ElidedLabel:
    return section.findChild(ElidedLabel)


def test_what_the_keyboard_or_the_pointer_is_on_is_written_out(section) -> None:
    line, view = reading(section), section.view
    view.set_current(view.timeline.bars[0])
    assert line.whole == view.timeline.bars[0].spoken.zh
    view.hovered.emit(view.timeline.bands[0])
    assert line.whole == view.timeline.bands[0].spoken.zh
    view.hovered.emit(None)
    assert line.whole == view.timeline.bars[0].spoken.zh
    section.toggle_table()
    assert line.whole == ""


def test_a_line_too_long_for_its_place_is_shortened_and_told_whole_as_a_hint(qtbot) -> None:
    line = ElidedLabel()
    qtbot.addWidget(line)
    line.resize(80, 20)
    line.show()
    line.say("结果有变：2027年3月1日，等待期由“6个月”变为“12个月”")
    assert line.text().endswith("…")
    assert line.toolTip() == line.whole == line.accessibleName()
    line.resize(800, 20)
    assert line.text() == line.whole
    assert line.toolTip() == ""


def test_the_same_state_again_draws_nothing_anew(section, session) -> None:
    shown = section.view.timeline
    section.show_state(session.state)
    assert section.view.timeline is shown


def test_f4_leads_to_the_table_and_back_from_anywhere_in_the_window(window, qtbot) -> None:
    window.session.start(sample("zhang-xiansheng"), TODAY)
    window.desk.person.name.setFocus()
    qtbot.keyClick(window.desk.person.name, Qt.Key.Key_F4)
    assert window.desk.timeline.tabled
    assert window.desk.timeline.table.hasFocus()
    qtbot.keyClick(window.desk.timeline.table, Qt.Key.Key_F4)
    assert not window.desk.timeline.tabled
    assert window.desk.timeline.view.hasFocus()


def test_enter_in_the_table_opens_the_reason_in_the_answer(window, qtbot) -> None:
    window.session.start(sample("zhang-xiansheng"), TODAY)
    window.desk.tabs.setCurrentIndex(1)
    window.desk.timeline.toggle_table()
    table = window.desk.timeline.table
    with_reason = next(s for s in window.desk.timeline.view.timeline.segments if s.reason is not None)
    table.show_current(with_reason)
    with qtbot.waitSignal(window.desk.timeline.reason_requested):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert window.desk.tabs.currentIndex() == 0
