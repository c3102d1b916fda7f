"""A visit at the counter: place, record, cause, answer, paper, next client."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from itertools import pairwise

import pytest
from PySide6.QtCore import QMargins, QRect, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QLabel

from app.regions.search import place_meant
from app.report.content.sections import Style, Telling
from app.rules.bilingual import Bilingual
from app.rules.outcome.assessment import PLANNED
from app.rules.record.case import Cause, Plan
from app.rules.record.history import Scheme
from app.rules.record.months import Month, Span
from app.ui.preview.print_dialog import PrintDialog
from app.ui.printing.printing import file_name_for
from app.ui.state.edits import Brush, painted, with_plan
from app.ui.timeline.elided_label import ElidedLabel
from app.ui.window.geometry import Placement
from app.wording.phrasebook import Phrasebook
from tests.ui.conftest import TODAY, glanced, settled
from tests.ui.window.test_main_window import type_with_input_method

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NAME = Bilingual("改", "edit")
popups = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def paid(window, last, first=1):
    case = painted(window.session.state.case, Span(Month.of(2026, first), Month.of(2026, last)), Brush.EMPLOYEE)
    window.session.edit(NAME, case)
    return window.session.state


@pytest.mark.parametrize("tabled", [False, True])
@pytest.mark.parametrize("following", ["nobody", "somebody"])
def test_the_timeline_reads_out_nothing_of_the_last_client(qtbot, window, tabled, following):
    window.files.open_sample("zhang-xiansheng")
    section = window.desk.timeline
    section.view.set_current(section.view.timeline.bars[0])
    assert section.findChild(ElidedLabel).text() != ""
    if tabled:
        section.toggle_table()
    if following == "nobody":
        window.files.start_new()
        assert section.view.timeline is None
    else:
        window.files.open_sample("zhang-xiansheng")
    assert section.findChild(ElidedLabel).text() == ""
    assert section.view.current is None
    if section.table is not None:
        assert not section.table.currentIndex().isValid()
        assert section.table.selectedIndexes() == []


def type_place(qtbot, window, text, key):
    """As a hand does it: the popup has the keyboard as long as it is open."""
    line = window.place.region.lineEdit()
    window.place.region.setFocus()
    line.selectAll()
    if text.isdigit():
        qtbot.keyClicks(line, text)
    else:
        type_with_input_method(line, text)
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup or line, key)
    qtbot.wait(1)


@popups
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("青岛", ("370200", "山东省青岛市")),
        ("370200", ("370200", "山东省青岛市")),
        ("成都市", ("510100", "四川省成都市")),
        ("四川省成都市", ("510100", "四川省成都市")),
        ("苏州", ("320500", "江苏省苏州市")),
    ],
)
def test_a_place_typed_in_any_way_becomes_the_region_of_the_case(qtbot, window, typed, place, key):
    type_place(qtbot, window, typed, key)
    assert (window.session.state.case.region, window.place.region.currentText()) == place
    assert window.session.state.assessment.policies[0].requested == place[0]


@popups
def test_a_place_picked_in_the_popup_becomes_the_region_and_is_shown_by_its_name(qtbot, window):
    for _ in range(2):
        line = window.place.region.lineEdit()
        window.place.region.setFocus()
        line.selectAll()
        type_with_input_method(line, "苏州")
        qtbot.keyClick(window.place.region.completer().popup(), Qt.Key.Key_Down)
        qtbot.keyClick(window.place.region.completer().popup(), Qt.Key.Key_Down)
        qtbot.keyClick(window.place.region.completer().popup(), Qt.Key.Key_Return)
        qtbot.wait(1)
        assert window.session.state.case.region == "320576"
        assert window.place.region.currentText() == "江苏省苏州市苏州工业园区"
        window.desk.person.name.setFocus()


@popups
@pytest.mark.parametrize(
    ("typed", "said", "key"),
    [
        ("火星", "没有找到", Qt.Key.Key_Return),
        ("火星", "没有找到", Qt.Key.Key_Tab),
        ("鼓楼区", "不止一个", Qt.Key.Key_Tab),
    ],
)
def test_a_text_that_names_no_place_is_told_and_the_place_in_force_is_shown_again(qtbot, window, typed, said, key):
    type_place(qtbot, window, typed, key)
    assert window.session.state.case.region == "140100"
    assert window.place.region.currentText() == "山西省太原市"
    assert said in window.statusBar().currentMessage()
    assert window.place.region.refused
    type_place(qtbot, window, "青岛", key)
    assert not window.place.region.refused
    assert window.statusBar().currentMessage() == ""


@popups
def test_one_place_is_typed_after_another_without_leaving_the_field(qtbot, window):
    line = window.place.region.lineEdit()
    window.place.region.setFocus()
    for typed, code in (("370200", "370200"), ("510100", "510100")):
        qtbot.keyClicks(line, typed)
        qtbot.keyClick(QApplication.activePopupWidget() or line, Qt.Key.Key_Return)
        qtbot.wait(1)
        assert window.session.state.case.region == code


@popups
def test_escape_takes_back_what_was_typed_into_the_region(qtbot, window):
    line = window.place.region.lineEdit()
    window.place.region.setFocus()
    type_with_input_method(line, "火星")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert window.place.region.currentText() == "山西省太原市"


@pytest.mark.parametrize(
    ("text", "code"),
    [("朝阳", "211300"), ("吉林", "220200"), ("海南", "460000"), ("和平区", None), ("37", None), ("火星", None)],
)
def test_a_citys_short_name_wins_over_smaller_places(text, code):
    assert place_meant(text) == code


def test_the_region_is_wide_enough_for_its_name(window):
    line = window.place.region.lineEdit()
    assert line.width() >= line.fontMetrics().horizontalAdvance("山东省青岛市") + 8


def test_a_record_without_lapse_is_answered_at_once_and_can_be_printed(window, tmp_path):
    state = paid(window, last=11)
    assert state.options == ()
    assert "还没有断，没有要补的" in glanced(window)
    assert not any("正在读取" in label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert window.commands.by_key["print"].isEnabled()
    window.desk.tabs.setCurrentIndex(1)
    assert "没有要办的手续" in window.desk.checklist.text()
    window.boxes.path = tmp_path / "sheet.pdf"
    window.commands.by_key["export"].trigger()
    assert window.boxes.asked[0].startswith("告知单-20261122-")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_plan_the_first_way_is_shown_and_the_cause_is_asked_for_before_it(window):
    state = paid(window, last=8)
    assert state.option == state.assessment.options[0]
    assert "先选断缴原因" in glanced(window)
    window.session.edit(NAME, replace(state.case, causes={Month.of(2026, 9): Cause.EMPLOYER}))
    assert window.session.state.option == window.session.state.assessment.options[0]
    assert "先选断缴原因" not in glanced(window)


def test_a_new_case_forgets_cursor_selection_scroll_and_option(qtbot, window):
    state = paid(window, last=8)
    grid = window.desk.record.grid
    window.session.choose(state.options[-1][0])
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_PageUp)
    qtbot.keyClick(grid, Qt.Key.Key_PageUp)
    qtbot.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    grid.show_earlier_years(30)
    window.boxes.unsaved = "discard"
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    november = Month.of(2026, 11)
    assert grid.selection == Span(november, november)
    assert grid.verticalScrollBar().value() == grid.verticalScrollBar().maximum()
    assert window.session.state.chosen is None
    again = paid(window, last=8)
    assert again.option == again.assessment.options[0]
    assert window.desk.answer.options.currentIndex().row() == 0


def test_another_plan_is_shown_at_once_and_a_choice_lasts_while_the_plan_does(window):
    state = paid(window, last=8)
    plan = Plan(Scheme.EMPLOYEE, TODAY, back_pay=False)
    window.session.edit(NAME, with_plan(state.case, plan))
    for other in (replace(plan, pay_on=date(2026, 12, 1)), replace(plan, resume_as=Scheme.FLEXIBLE), plan):
        window.session.choose(window.session.state.options[-1][0])
        chosen = window.session.state.option_key
        assert chosen != PLANNED
        window.session.edit(NAME, replace(window.session.state.case, figures={"x": Decimal(other.pay_on.month)}))
        assert window.session.state.option_key == chosen
        window.session.edit(NAME, with_plan(window.session.state.case, other))
        assert window.session.state.option_key == PLANNED
        assert window.desk.answer.options.currentIndex().row() == 0


def test_the_keys_of_files_and_paper_work_from_inside_a_line(qtbot, window):
    paid(window, last=8)
    for line in (window.desk.person.name, window.desk.person.birth, window.place.region.lineEdit(), window.place.as_of):
        window.boxes.asked.clear()
        line.setFocus()
        for key in (Qt.Key.Key_E, Qt.Key.Key_S):
            qtbot.keyClick(line, key, CTRL)
        kinds = [name.split("-")[0].split("_")[0] for name in window.boxes.asked]
        assert kinds == ["告知单", "医保案件"]
        qtbot.keyClick(line, Qt.Key.Key_P, CTRL)
        (dialog,) = [each for each in window.findChildren(PrintDialog) if each.isVisible()]
        dialog.close()


def test_the_tab_key_goes_from_grid_to_cause_to_plan_and_back(qtbot, window):
    state = paid(window, last=8)
    window.session.edit(NAME, with_plan(state.case, Plan(Scheme.EMPLOYEE, TODAY, back_pay=True)))
    plan, cause = window.desk.plan, window.desk.causes.choices[Month.of(2026, 9)]
    way = [
        window.desk.record.grid,
        cause,
        plan.resume_as,
        plan.pay_on,
        plan.back_pay,
        *window.desk.questions.tab_stops,
    ]
    way[0].setFocus()
    for before, after in pairwise(way):
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert window.focusWidget() is after
    for after, before in pairwise(way[::-1]):
        qtbot.keyClick(after, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        assert window.focusWidget() is before


@pytest.mark.parametrize(("language", "key"), [("zh", Qt.Key.Key_R), ("en", Qt.Key.Key_W)])
def test_a_key_leads_to_the_cause(qtbot, window, language, key):
    window.speak(language)
    qtbot.wait(1)  # the window in the other language goes away, and its keys with it
    paid(window, last=8)
    window.desk.person.name.setFocus()
    qtbot.keyClick(window, key, ALT)
    assert window.focusWidget() is window.desk.causes.choices[Month.of(2026, 9)]


def test_a_new_answer_and_the_way_to_it_begin_at_the_top(qtbot, window):
    paid(window, last=8)
    window.resize(1100, 620)
    bar = window.desk.answer.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    place = bar.value()
    settled(qtbot, window)
    assert bar.value() == place, "reading goes on while last days are worked out"
    qtbot.keyClick(window, Qt.Key.Key_F3)
    assert bar.value() == 0
    bar.setValue(bar.maximum())
    window.session.choose(window.session.state.options[-1][0])
    assert bar.value() == 0


def test_the_window_with_its_frame_fits_the_screen(window, monkeypatch):
    room, frame = QRect(0, 0, 1366, 768), QMargins(2, 26, 2, 4)
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: room.size())
    placement = Placement(window, "")
    assert not room.contains(window.geometry().marginsAdded(frame)), "the program does not know the frame yet"
    placement.fit_screen(room, frame)
    assert room.contains(window.geometry().marginsAdded(frame))
    assert window.minimumSizeHint().height() <= 768 - 30
    window.resize(1000, 700)
    placement.fit_screen(QRect(0, 0, 900, 600), frame)
    assert window.width() == 1000, "a size given by hand is kept"


def test_the_name_of_a_pdf_has_the_number_of_its_paper_and_differs_from_client_to_client(window):
    """The number tells nothing of the person (decision 0033): clients differ by their cases, or by the time of day."""
    phrases, names = Phrasebook("ui", "zh"), {}
    window.boxes.unsaved = "discard"
    for person, last, now in (
        ("张三", 8, time(9, 5)),
        ("李四", 8, time(9, 5)),
        ("李四", 8, time(9, 6)),
        ("李四", 7, time(9, 5)),
    ):
        window.files.start_new()
        state = paid(window, last=last)
        window.session.edit(NAME, replace(state.case, person=replace(state.case.person, name=person)))
        state = window.session.state
        name = file_name_for(state, phrases, now, Style())
        number = Telling.of_way(state.case, state.assessment, state.option, Style()).number
        assert number.startswith("20261122-")
        assert name == f"告知单-{number}-{now:%H%M}.pdf"
        assert person not in name
        names[person, last, now] = name
    assert names["张三", 8, time(9, 5)] == names["李四", 8, time(9, 5)], "nothing of the person is in it"
    assert len(set(names.values())) == 3
