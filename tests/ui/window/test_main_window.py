import json
import socket
import time
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QCloseEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)

from app.packs.problems import PackProblem
from app.rules.bilingual import Bilingual
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import PLANNED, OptionId
from app.rules.record.case import Cause
from app.rules.record.history import Scheme
from app.rules.record.months import Month
from app.ui.preview.print_dialog import PrintDialog
from app.ui.preview.print_preview import Preview
from app.ui.record.month_grid import Look, cells_of
from tests.ui.conftest import TODAY, glanced, settled
from tests.ui.letters import in_both_fonts

pytestmark = pytest.mark.smoke

NO_KEY = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def trigger(window, key):
    window.commands.by_key[key].trigger()


def type_history(qtbot, window):
    """January to August as an employee, typed with the keyboard alone; the cursor starts at the as-of month."""
    trigger(window, "go_record")
    grid = window.desk.record.grid
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    for _ in range(7):
        qtbot.keyClick(grid, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(grid, Qt.Key.Key_1)


def type_with_input_method(line, text):
    """As an input method does it: the text being composed first, then the text that was chosen."""
    QApplication.sendEvent(line, QInputMethodEvent("pin'yin", []))
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def test_a_name_is_typed_with_an_input_method(window):
    QApplication.sendEvent(window.desk.person.name, QInputMethodEvent("zhang", []))
    assert window.session.state.case.person.name == ""
    type_with_input_method(window.desk.person.name, "张三")
    assert window.session.state.case.person.name == "张三"


def test_the_first_paint_needs_no_packs(bare):
    assert bare.session.state.assessment is None
    assert bare.isVisible()
    assert "正在读取" in bare.statusBar().findChild(QLabel).text()


def test_an_empty_window_says_what_to_do(window):
    assert "填好缴费记录" in window.desk.answer.said.text()
    assert "答三个问题" in window.desk.answer.reasons.text()
    assert not window.commands.by_key["print"].isEnabled()
    assert window.windowTitle() == "新案件 — 续保通"


def test_typing_starts_at_the_name(window):
    assert window.focusWidget() is window.desk.person.name


def test_a_history_is_typed_a_cause_is_chosen_and_the_outcome_is_read(qtbot, window):
    type_history(qtbot, window)
    state = window.session.state
    assert [str(row.span) for row in state.case.history.periods] == ["2026-01..2026-08"]
    assert [str(found.lapse.span) for found in state.assessment.lapses] == ["2026-09..2026-10"]
    cause = window.desk.causes.choices[Month.of(2026, 9)]
    cause.setFocus()
    qtbot.keyClick(cause, Qt.Key.Key_Down)
    assert window.session.state.case.causes == {Month.of(2026, 9): Cause.EMPLOYER}
    assert window.session.state.option.id is OptionId.EMPLOYER_BACK_PAYS
    assert "请单位补缴" in glanced(window)
    assert window.desk.answer.options.isVisible()
    assert window.desk.timeline.view.isVisible()


def test_every_key_of_the_grid_paints_what_it_says(qtbot, window):
    trigger(window, "go_record")
    grid = window.desk.record.grid
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_0, Qt.Key.Key_9):
        qtbot.keyClick(grid, key)
    cells = cells_of(window.session.state.case.history, ())
    found = [(cells[Month.of(2026, n).index].look, cells[Month.of(2026, n).index].scheme) for n in range(1, 6)]
    assert found[:3] == [(Look.COVERED, scheme) for scheme in (Scheme.EMPLOYEE, Scheme.FLEXIBLE, Scheme.RESIDENT)]
    assert [look for look, _ in found[3:]] == [Look.LAPSE, Look.UNKNOWN]
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert Month.of(2026, 5).index not in cells_of(window.session.state.case.history, ())


def test_a_drag_over_the_grid_paints_with_the_brush(qtbot, window):
    grid = window.desk.record.grid
    points = [grid.place_of(Month.of(2026, month)).center() for month in (3, 6)]
    qtbot.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, NO_KEY, points[0])
    qtbot.mouseMove(grid.viewport(), points[1])
    qtbot.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, NO_KEY, points[1])
    assert [str(row.span) for row in window.session.state.case.history.periods] == ["2026-03..2026-06"]
    trigger(window, "undo")
    assert not window.session.state.case.history.periods


def test_undo_and_redo_are_named_in_the_menu(qtbot, window):
    type_history(qtbot, window)
    assert "2026年1月至8月记为职工已缴" in window.commands.by_key["undo"].text()
    trigger(window, "undo")
    assert not window.session.state.case.history.periods
    assert "2026年1月至8月记为职工已缴" in window.commands.by_key["redo"].text()
    trigger(window, "redo")
    assert window.session.state.case.history.periods


def test_a_name_typed_is_one_step_back(qtbot, window):
    qtbot.keyClicks(window.desk.person.name, "Zhang")
    assert window.windowTitle() == "Zhang（未保存） — 续保通"
    trigger(window, "undo")
    assert window.session.state.case.person.name == ""
    assert window.desk.person.name.text() == ""


def test_the_undo_key_works_from_inside_a_field(qtbot, window):
    qtbot.keyClicks(window.desk.person.name, "Zhang")
    qtbot.keyClick(window.desk.person.name, Qt.Key.Key_Tab)
    qtbot.keyClick(window.desk.person.id_number, Qt.Key.Key_Z, CTRL)
    assert window.session.state.case.person.name == ""


def test_undoing_in_a_field_takes_back_what_is_being_typed_first(qtbot, window):
    type_history(qtbot, window)
    window.place.as_of.setFocus()
    window.place.as_of.selectAll()
    qtbot.keyClicks(window.place.as_of, "2026")
    qtbot.keyClick(window.place.as_of, Qt.Key.Key_Z, CTRL)
    assert window.place.as_of.text() == "2026-11-22"
    assert window.session.state.case.history.periods
    qtbot.keyClick(window.place.as_of, Qt.Key.Key_Z, CTRL)
    assert not window.session.state.case.history.periods


def test_a_day_typed_in_any_spelling_moves_the_as_of_day(qtbot, window):
    window.place.as_of.setFocus()
    window.place.as_of.selectAll()
    qtbot.keyClicks(window.place.as_of, "20260301")
    qtbot.keyClick(window.place.as_of, Qt.Key.Key_Return)
    assert window.session.state.as_of == date(2026, 3, 1)
    assert window.place.as_of.text() == "2026-03-01"


def test_a_day_that_cannot_be_read_is_said_and_kept_as_typed(qtbot, window):
    window.place.as_of.setFocus()
    window.place.as_of.selectAll()
    qtbot.keyClicks(window.place.as_of, "2026-02-30")
    qtbot.keyClick(window.place.as_of, Qt.Key.Key_Return)
    assert window.session.state.as_of == TODAY
    assert "2026-02-30" in window.statusBar().currentMessage()


def refused_day(qtbot, window):
    day = window.place.as_of
    day.setFocus()
    day.selectAll()
    qtbot.keyClicks(day, "2019")
    qtbot.keyClick(day, Qt.Key.Key_Tab)
    return day


def test_a_refused_day_stays_marked_and_told_until_it_is_taken_back(qtbot, window):
    plain = window.place.as_of.grab().toImage()
    day = refused_day(qtbot, window)
    window.statusBar().showMessage("别的", 1)
    qtbot.waitUntil(lambda: "2019" in window.statusBar().currentMessage())
    assert "仍按 2026-11-22 算" in window.statusBar().currentMessage()
    assert "2019" in day.accessibleDescription()
    assert day.unread is not None
    day.setFocus()
    qtbot.keyClick(day, Qt.Key.Key_Escape)
    assert (day.text(), day.unread, day.accessibleDescription()) == ("2026-11-22", None, "")
    assert window.statusBar().currentMessage() == ""
    window.desk.person.name.setFocus()
    assert day.grab().toImage().size() == plain.size()


@pytest.mark.parametrize("paper", ["preview", "print", "pdf"])
def test_no_paper_is_made_beside_a_day_that_was_not_read(qtbot, window, paper):
    window.files.open_sample("zhang-xiansheng")
    day = refused_day(qtbot, window)
    trigger(window, paper)
    assert "没读懂" in window.boxes.told[-1]
    assert "2019" in window.boxes.told[-1]
    assert window.boxes.asked == []
    assert day.hasFocus()
    day.take_back()


def test_no_paper_is_made_beside_a_payment_day_that_was_not_read(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    plan = window.desk.plan
    plan.resume_as.picked.emit(Scheme.FLEXIBLE)
    plan.pay_on.setFocus()
    plan.pay_on.selectAll()
    qtbot.keyClicks(plan.pay_on, "2019")
    trigger(window, "pdf")
    assert window.boxes.asked == []
    assert "没读懂" in window.boxes.told[-1]
    assert plan.pay_on.hasFocus()
    plan.pay_on.take_back()


def test_saving_takes_what_is_still_being_typed(qtbot, window, tmp_path):
    window.boxes.path = tmp_path / "case.json"
    window.place.as_of.setFocus()
    window.place.as_of.selectAll()
    qtbot.keyClicks(window.place.as_of, "2026-3-1")
    trigger(window, "save")
    assert json.loads((tmp_path / "case.json").read_text(encoding="utf-8"))["as_of"] == "2026-03-01"


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["zhang-xiansheng", "li-nyushi", "zhang-nyushi", "resident-skipped-2025", "resident-skipped-two-years"]
)
def test_every_sample_opens_with_an_answer(qtbot, window, name):
    window.files.open_sample(name)
    state = settled(qtbot, window)
    assert state.option_key == PLANNED
    assert state.path is None
    assert not state.unsaved
    assert glanced(window)
    assert window.commands.by_key["print"].isEnabled()


def test_zhang_nyushi_pays_3200_of_principal_and_waits_not_at_all(window):
    window.files.open_sample("zhang-nyushi")
    option = window.session.state.option
    assert option.verdict is Verdict.ASK  # no text says who bears the months that were missed
    assert option.cost.principal == 3200
    assert option.benefits_from == date(2026, 12, 1)
    assert "3,200.00" in window.desk.answer.reasons.text()
    assert "8000.00 × 10% × 4" in window.desk.answer.reasons.text()


def test_the_samples_stand_in_the_menu_and_in_the_empty_window(window):
    menu = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "示例(&X)")
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    assert window.session.state.case.person.name == "张先生"
    trigger(window, "new")
    assert "li-nyushi" in window.desk.answer.reasons.text()
    window.desk.answer.reasons.linkActivated.emit("li-nyushi")
    assert window.session.state.case.person.name == "李女士"


def test_the_timeline_is_turned_from_the_menu(window):
    window.files.open_sample("zhang-xiansheng")
    for key in ("zoom_in", "zoom_out", "last_five_years", "today", "fit"):
        trigger(window, key)
    assert window.desk.timeline.view.isVisible()


def test_choosing_another_row_moves_the_answer_with_it(qtbot, window):
    window.files.open_sample("li-nyushi")
    before = glanced(window)
    window.desk.answer.options.setFocus()
    qtbot.keyClick(window.desk.answer.options, Qt.Key.Key_Down)
    assert window.session.state.option_key == window.session.state.options[1][0]
    assert glanced(window) != before


def test_a_figure_opens_to_its_reason(qtbot, window):
    window.files.open_sample("li-nyushi")
    assert "规则编号" not in window.desk.answer.reasons.text()
    table = window.desk.answer.options
    table.activated.emit(table.model().index(0, 5))
    assert "规则编号" in window.desk.answer.reasons.text()
    window.desk.answer.reasons.linkActivated.emit("cover")
    assert "规则编号" not in window.desk.answer.reasons.text()


def test_checklist_steps_and_sources_are_written_for_the_option_shown(window):
    window.files.open_sample("zhang-xiansheng")
    texts = []
    for number in (1, 2, 3):
        window.desk.tabs.setCurrentIndex(number)
        pane = window.desk.tabs.currentWidget()
        texts.append(pane.text() if number == 1 else pane.page.toPlainText())
    assert "单位补缴申请" in texts[0]
    assert "单位补缴" in texts[1]
    assert "国家医保服务平台 App" in texts[1]
    assert "电话 12393" in texts[1]
    assert "太原" in texts[2]


def test_a_missing_figure_is_asked_for_and_priced_at_once(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    field = window.desk.questions.fields["rate:employee"]
    assert window.session.state.option.cost is None
    field.setFocus()
    qtbot.keyClicks(field, "8%")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.session.state.option.cost is not None
    assert window.session.state.option.cost.principal == 960


def test_an_unusable_file_is_told_with_its_place_and_changes_nothing(window, tmp_path):
    window.files.open_sample("zhang-xiansheng")
    before = window.session.state
    bad = tmp_path / "bad.json"
    bad.write_text(
        '{"format": "xubaotong.case/1",\n "region": "140100",\n "periods": [{"scheme": "x"}]}', encoding="utf-8"
    )
    window.open_case(bad)
    assert window.session.state is before
    assert "没有动" in window.boxes.told[0]
    assert "bad.json:3: periods[0].scheme" in window.boxes.told[0]


def test_a_new_case_shows_nothing_of_the_last_one(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    window.desk.person.name.clear()
    type_with_input_method(window.desk.person.name, "欧阳某某")
    window.boxes.unsaved = "discard"
    trigger(window, "new")
    shown = [w.text() for w in window.findChildren(QWidget) if isinstance(w, QLabel | QLineEdit) and w.isVisible()]
    assert not any("欧阳" in text for text in shown)
    assert not window.session.state.case.causes
    assert not window.desk.answer.options.isVisible()
    assert window.focusWidget() is window.desk.person.name


def test_unsaved_changes_are_asked_about_once(qtbot, window, tmp_path):
    qtbot.keyClicks(window.desk.person.name, "Z")
    trigger(window, "new")
    assert window.boxes.asked == ["unsaved"]
    assert window.session.state.case.person.name == "Z"
    window.boxes.unsaved = "discard"
    trigger(window, "new")
    assert window.session.state.case.person.name == ""


def test_saving_when_asked_writes_the_file_and_goes_on(qtbot, window, tmp_path):
    qtbot.keyClicks(window.desk.person.name, "Z")
    window.boxes.unsaved, window.boxes.path = "save", tmp_path / "z.json"
    trigger(window, "new")
    assert json.loads((tmp_path / "z.json").read_text(encoding="utf-8"))["person"]["name"] == "Z"
    assert window.session.state.case.person.name == ""


def test_a_suggested_file_name_never_names_the_person(qtbot, window):
    qtbot.keyClicks(window.desk.person.name, "Zhang")
    trigger(window, "save")
    assert window.boxes.asked == ["医保案件_20261122.json"]


def test_closing_asks_and_stays_when_cancelled(qtbot, window):
    qtbot.keyClicks(window.desk.person.name, "Z")
    event = QCloseEvent()
    window.closeEvent(event)
    assert not event.isAccepted()
    assert window.boxes.asked == ["unsaved"]


def test_a_file_that_cannot_be_written_is_told(window, tmp_path):
    window.files.open_sample("zhang-xiansheng")
    window.boxes.path = tmp_path / "no" / "such" / "folder.json"
    trigger(window, "save")
    assert window.boxes.told
    assert window.session.state.path is None


def test_the_pdf_is_written_from_the_window(window, tmp_path):
    window.files.open_sample("zhang-xiansheng")
    window.boxes.path = tmp_path / "paper.pdf"
    trigger(window, "pdf")
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert "张" not in window.boxes.asked[0]


def opened(window, kind):
    (dialog,) = [each for each in window.findChildren(kind) if each.isVisible()]
    return dialog


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_preview_shows_the_pages_that_will_be_printed(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    trigger(window, "preview")
    preview = opened(window, Preview)
    assert preview.pages.page_count >= 1
    assert "第 1 页" in preview.page.text()
    assert 0.85 * preview.width() < preview.pages.page_width < preview.width(), "a page is as wide as fits"
    assert "一次性告知单" in preview.pages.accessibleDescription()
    preview.close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_what_is_previewed_is_printed_with_enter_and_the_same_dialog_offers_a_pdf(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    trigger(window, "preview")
    preview = opened(window, Preview)
    qtbot.waitUntil(preview.isActiveWindow)
    qtbot.keyClick(preview.focusWidget(), Qt.Key.Key_Return)
    assert not preview.isVisible()
    dialog = opened(window, PrintDialog)
    assert dialog.to_pdf.isEnabled(), "no printer need be known for that"
    dialog.to_pdf.click()
    assert window.boxes.asked[0].endswith(".pdf")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_pages_of_a_preview_are_turned(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    trigger(window, "preview")
    preview = opened(window, Preview)
    assert not preview.before.isEnabled()
    preview.after.click()
    assert preview.pages.page == 2
    assert preview.before.isEnabled()
    preview.close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_preview_has_every_paper_there_is_in_both_sizes(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    trigger(window, "preview")
    preview = opened(window, Preview)
    names = [preview.paper.itemText(row) for row in range(preview.paper.count())]
    assert names == ["告知单", "评估表", "给单位的信"]
    small = preview.pages.page_count
    preview.large.setChecked(True)
    assert preview.pages.page_count > small
    preview.paper.setCurrentIndex(2)
    assert "请单位补缴医疗保险费" in preview.pages.accessibleDescription()
    preview.to_printer.click()
    opened(window, PrintDialog).to_pdf.click()
    assert window.boxes.asked[0].startswith("给单位的信-")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_print_system_that_never_answers_does_not_keep_the_window_waiting(qtbot, window, monkeypatch):
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{mute.getsockname()[1]}")
        window.files.open_sample("zhang-xiansheng")
        begun = time.monotonic()
        trigger(window, "print")
        dialog = opened(window, PrintDialog)
        QApplication.processEvents()
        assert time.monotonic() - begun < 3
        assert "正在找打印机" in dialog.printer.currentText()
        assert not dialog.to_printer.isEnabled()
        dialog.close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_closed_preview_keeps_no_page(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    trigger(window, "preview")
    preview = opened(window, Preview)
    pages = preview.pages
    preview.close()
    assert pages.page_count == 0
    assert pages.accessibleDescription() == ""


def test_a_paper_made_at_once_tells_the_last_day_as_one_made_later_does(window, tmp_path):
    window.files.open_sample("chongqing-left-job")
    assert not window.session.state.settled
    papers = [tmp_path / "at_once.pdf", tmp_path / "later.pdf"]
    for paper in papers:
        window.papers.export(paper)
        window.session.settle()
    assert papers[0].read_bytes() == papers[1].read_bytes()


def test_packs_that_cannot_be_read_are_told(bare):
    bare.tell_of_packs([PackProblem("140100.yaml", 3, "code", Bilingual("缺少", "missing"))])
    assert "140100.yaml:3: code: 缺少" in bare.boxes.told[0]


def test_the_language_changes_at_once_and_the_case_stays(qtbot, window):
    window.files.open_sample("li-nyushi")
    trigger(window, "undo")
    before = window.session.state
    window.speak("en")
    assert window.session.state.case is before.case
    assert window.desk.person.name.text() == "李女士"
    assert "Back-pay yourself" in glanced(window)
    assert window.commands.by_key["new"].text() == "&New: clear for the next person"
    window.speak("zh")
    assert window.commands.by_key["new"].text() == "新建：清空，接下一位(&N)"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_region_is_found_by_name_and_by_code(qtbot, window):
    line = window.place.region.lineEdit()
    for typed, code in (("深圳", "440300"), ("310000", "310000"), ("晋中市", "140700")):
        window.place.region.setFocus()
        line.selectAll()
        type_with_input_method(line, typed)
        window.place.region.completer().popup().hide()
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert window.session.state.case.region == code


def test_a_place_that_does_not_exist_changes_nothing(qtbot, window):
    line = window.place.region.lineEdit()
    line.selectAll()
    type_with_input_method(line, "乌有乡")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.session.state.case.region == "140100"
    assert window.place.region.currentText() == "山西省太原市"


def test_a_plan_is_made_from_the_form(qtbot, window):
    type_history(qtbot, window)
    choice = window.desk.plan.resume_as
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_End)
    plan = window.session.state.case.plan
    assert (plan.resume_as, plan.pay_on) == (Scheme.RESIDENT, TODAY)
    assert window.desk.plan.insured_year.isVisible()
    assert window.session.state.option_key == PLANNED


def test_dragging_the_payment_day_is_one_step_back(window):
    window.files.open_sample("zhang-xiansheng")
    view = window.desk.timeline.view
    for day in (25, 26, 27):
        view.pay_on_moved.emit(date(2026, 11, day))
    view.pay_on_chosen.emit(date(2026, 11, 28))
    assert window.session.state.case.plan.pay_on == date(2026, 11, 28)
    trigger(window, "undo")
    assert window.session.state.case.plan.pay_on == TODAY


def test_the_wheel_leaves_a_list_without_focus_alone(qtbot, window):
    window.desk.person.name.setFocus()
    for box in (window.desk.person.sex, window.place.region):
        before = box.currentIndex()
        at = QPointF(5, 5)
        turn = QWheelEvent(
            at,
            QPointF(box.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            NO_KEY,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, turn)
        assert box.currentIndex() == before


def focusable(window):
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_the_tab_key_reaches_has_a_spoken_name(window, language):
    window.files.open_sample("zhang-xiansheng")
    window.speak(language)
    window.desk.record.show_view(1)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in focusable(window)
        if isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QAbstractItemView)
        and not widget.accessibleName()
        and not (isinstance(widget.parent(), QComboBox | QAbstractScrollArea))
        and not (isinstance(widget, QToolButton) and widget.text())
    ]
    assert nameless == []


def test_the_tab_key_goes_round_and_is_never_caught(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    window.desk.person.name.setFocus()
    visited = []
    for _ in range(80):
        visited.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is window.desk.person.name:
            break
    assert window.focusWidget() is window.desk.person.name
    for wanted in (
        window.desk.person.id_number,
        window.desk.record.grid,
        window.desk.plan.resume_as,
        window.desk.answer.options,
    ):
        assert wanted in visited


@pytest.mark.slow
@in_both_fonts
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["zhang-xiansheng", "resident-skipped-two-years"])
def test_no_label_or_button_is_cut_at_1366_by_768(qtbot, window, language, name):
    window.files.open_sample(name)
    window.speak(language)
    settled(qtbot, window)
    qtbot.wait(1)
    cut = [
        widget.text()
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton)
        and widget.isVisible()
        and widget is not window.status
        and widget.text()
        and (widget.width() + 1 < widget.minimumSizeHint().width() or widget.height() + 1 < _needed_height(widget))
    ]
    assert cut == []
    assert window.width() == 1366


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["zhang-nyushi", "chongqing-left-job"])
def test_no_cell_of_the_comparison_is_cut(qtbot, window, language, name):
    window.files.open_sample(name)
    window.speak(language)
    settled(qtbot, window)
    table = window.desk.answer.options
    model = table.model()
    cut = [
        model.data(model.index(row, column))
        for row in range(model.rowCount())
        for column in range(1, model.columnCount())
        if table.sizeHintForIndex(model.index(row, column)).width() > table.columnWidth(column)
    ]
    assert cut == []
    assert table.height() >= table.horizontalHeader().height() + sum(map(table.rowHeight, range(model.rowCount())))


def _needed_height(widget):
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width())
    return widget.minimumSizeHint().height()
