"""A copied list: shown as understood, taken over with one key, or left."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.cases.file.reading import read_case
from app.cases.file.saving import save_case
from app.cases.pasting.reading import read_listing
from app.rules.bilingual import Bilingual
from app.rules.record.case import Person
from app.rules.record.history import Scheme, Standing, Status
from app.rules.record.months import Month, Span
from app.ui.pasting.review_pane import ReviewPane
from app.ui.pasting.review_rows import PastedRows
from app.ui.state.edits import Brush, painted
from app.ui.window.notices import UNREAD
from app.wording.phrasebook import Phrasebook

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NAME = Bilingual("改", "edit")
HEAD = "费款所属期\t险种\t单位名称\t缴费基数\t到账标志\n"


def line(month, status="已足额到账", scheme="职工基本医疗保险"):
    return f"{month}\t{scheme}\t某某有限公司\t4500\t{status}\n"


CLEAN = HEAD + "".join(line(f"2026{n:02d}") for n in range(1, 9))
MESSY = (
    HEAD
    + line("202601")
    + line("2O2602")
    + line("202603", "处理中")
    + line("202604", scheme="失业保险")
    + line("202604")
    + "合计\n"
)


def copy(text):
    QGuiApplication.clipboard().setText(text)


def paste(qtbot, window, text):
    copy(text)
    window.desk.record.grid.setFocus()
    qtbot.keyClick(window.desk.record.grid, Qt.Key.Key_V, CTRL)
    return window.desk.record.reviewed


def read_file(qtbot, window, path):
    window.boxes.path = path
    qtbot.keyClick(window, Qt.Key.Key_I, CTRL)
    qtbot.waitUntil(lambda: isinstance(window.desk.record.reviewed, ReviewPane))
    return window.desk.record.reviewed


def choose(choice, text):
    assert choice.findText(text) >= 0
    choice.setCurrentIndex(choice.findText(text))
    choice.activated.emit(choice.currentIndex())


def texts(model, row):
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_a_clean_list_is_one_key_and_one_step(qtbot, window):
    before = window.session.state.case
    pane = paste(qtbot, window, CLEAN)
    assert "读到8个月" in pane.summary.text()
    assert "2026-01…2026-08" in pane.summary.text()
    assert not pane.cautions.isVisible()
    assert window.session.state.case == before, "nothing is taken over before the person says so"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    [row] = window.session.state.case.history.periods
    assert (row.span, row.scheme) == (Span(Month.of(2026, 1), Month.of(2026, 8)), Scheme.EMPLOYEE)
    assert window.desk.record.reviewed is None
    assert "粘贴缴费记录" in window.commands.by_key["undo"].text()
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert window.session.state.case == before
    assert window.session.state.undo_name is None


def test_escape_leaves_everything_as_it_was(qtbot, window):
    before = window.session.state
    paste(qtbot, window, CLEAN)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.desk.record.reviewed is None
    assert window.session.state == before
    assert window.focusWidget() is window.desk.record.grid
    assert window.desk.record.view == 0


def test_enter_on_the_button_that_leaves_leaves(qtbot, window):
    before = window.session.state
    pane = paste(qtbot, window, CLEAN)
    pane.leave.setFocus()
    qtbot.keyClick(pane.leave, Qt.Key.Key_Return)
    assert window.desk.record.reviewed is None
    assert window.session.state == before


@pytest.mark.parametrize("button", ["take", "leave"])
def test_the_mouse_does_what_the_keys_do(qtbot, window, button):
    pane = paste(qtbot, window, CLEAN)
    qtbot.mouseClick(getattr(pane, button), Qt.MouseButton.LeftButton)
    assert window.desk.record.reviewed is None
    assert bool(window.session.state.case.history.periods) == (button == "take")


def test_rows_in_doubt_stand_first_with_a_sentence_and_become_unknown(qtbot, window):
    pane = paste(qtbot, window, MESSY)
    model = pane.table.model()
    assert [texts(model, row)[0] for row in range(model.rowCount())] == ["3", "4", "2", "6", "1", "5", "7"]
    assert texts(model, 0)[1:4] == ["看不懂", "职工医保", "？ 不清楚"]
    assert "请写成" in pane.details.detail.text()
    qtbot.keyClick(pane.table, Qt.Key.Key_Down)
    assert pane.details.detail.text().startswith("第 4 行")
    assert "处理中" in pane.details.detail.text()
    assert "2026-02" in pane.cautions.text()
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    history = window.session.state.case.history
    standings = [history.run_at(Month.of(2026, month)).standing for month in range(1, 5)]
    assert standings == [Standing.COVERED, Standing.UNKNOWN, Standing.UNKNOWN, Standing.COVERED]


def test_a_row_that_was_not_read_is_told_of_until_another_case(qtbot, window):
    qtbot.keyClick(paste(qtbot, window, MESSY).table, Qt.Key.Key_Return)
    assert "有 1 行没读懂（第 3 行）" in window.notices.notices[UNREAD].text.zh
    window.boxes.unsaved = "discard"
    window.files.start_new()
    assert UNREAD not in window.notices.notices


def test_a_list_that_cannot_be_used_says_why_and_is_left_with_escape(qtbot, window):
    before = window.session.state
    pane = paste(qtbot, window, "你好")
    assert "没有找到缴费月份" in pane.summary.text()
    assert not pane.table.isVisible()
    assert not pane.take.isVisible()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.desk.record.reviewed is None
    assert window.session.state == before


def test_a_record_that_is_there_stays_beside_the_list_or_gives_way(qtbot, window):
    case = painted(window.session.state.case, Span(Month.of(2025, 1), Month.of(2026, 2)), Brush.FLEXIBLE)
    case = painted(case, Span(Month.of(2026, 2), Month.of(2026, 2)), Brush.UNPAID)
    window.session.edit(NAME, painted(case, Span(Month.of(2026, 1), Month.of(2026, 1)), Brush.EMPLOYEE))
    pane = paste(qtbot, window, HEAD + line("202601", "欠费") + line("202602"))
    assert pane.join.isVisible()
    assert "2026-01：与已有的记录不一样" in pane.cautions.text()
    pane.join.setFocus()
    qtbot.keyClick(pane.join, Qt.Key.Key_Down)
    assert "不一样" not in pane.cautions.text()
    qtbot.keyClick(pane.join, Qt.Key.Key_Up)
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    history = window.session.state.case.history
    assert history.run_at(Month.of(2025, 12)).scheme is Scheme.FLEXIBLE
    assert history.run_at(Month.of(2026, 1)).standing is Standing.UNPAID
    assert history.run_at(Month.of(2026, 2)).standing is Standing.COVERED
    pane = paste(qtbot, window, HEAD + line("202603"))
    pane.join.setFocus()
    qtbot.keyClick(pane.join, Qt.Key.Key_Down)
    qtbot.keyClick(pane.join, Qt.Key.Key_Return)
    assert [str(row.span) for row in window.session.state.case.history.periods] == ["2026-03..2026-03"]


def test_without_a_scheme_in_the_list_it_can_be_chosen(qtbot, window):
    pane = paste(qtbot, window, "年月\t状态\n202601\t正常\n202602\t正常\n")
    assert pane.scheme.isVisible()
    assert "职工医保" in pane.summary.text()
    pane.scheme.setFocus()
    qtbot.keyClick(pane.scheme, Qt.Key.Key_Down)
    assert "灵活就业" in pane.summary.text()
    qtbot.keyClick(pane.scheme, Qt.Key.Key_Return)
    assert {row.scheme for row in window.session.state.case.history.periods} == {Scheme.FLEXIBLE}


def test_a_line_of_text_stays_in_its_field_and_a_table_goes_to_the_record(qtbot, window):
    name = window.desk.person.name
    name.setFocus()
    copy("张三")
    qtbot.keyClick(name, Qt.Key.Key_V, CTRL)
    assert name.text() == "张三"
    assert window.desk.record.reviewed is None
    copy(CLEAN)
    qtbot.keyClick(name, Qt.Key.Key_V, CTRL)
    assert name.text() == "张三"
    assert window.desk.record.reviewed is not None
    assert window.session.state.case.person.name == "张三", "what was being typed is taken first"


def test_the_second_key_pastes_one_line_from_a_field_too(qtbot, window):
    window.desk.person.name.setFocus()
    copy("2026-01至2026-08 职工 正常缴费")
    qtbot.keyClick(window.desk.person.name, Qt.Key.Key_V, CTRL | SHIFT)
    assert window.desk.person.name.text() == ""
    assert "读到8个月" in window.desk.record.reviewed.summary.text()


def test_a_list_of_another_person_is_warned_about(qtbot, window):
    state = window.session.state
    window.session.edit(NAME, replace(state.case, person=Person(id_number="110101199001011237")))
    text = "证件号码\t年月\n110101199001011253\t202601\n110101199001011253\t202602\n"
    assert "不是同一个人" in paste(qtbot, window, text).cautions.text()
    own = text.replace("110101199001011253", "110101199001011237")
    assert "不是同一个人" not in paste(qtbot, window, own).cautions.text()


def test_name_and_number_are_filled_in_with_the_list_where_the_form_has_none(qtbot, window):
    before = window.session.state.case
    text = "姓名\t证件号码\t年月\t状态\n张三丰\t110101199001011237\t202601\t正常\n"
    pane = paste(qtbot, window, text)
    assert "一并填入：姓名、证件号码" in pane.remark.text()
    assert window.session.state.case == before
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    person = window.session.state.case.person
    assert (person.name, person.id_number, person.birth_date) == ("张三丰", "110101199001011237", date(1990, 1, 1))
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert window.session.state.case == before


def test_of_several_people_one_is_picked_and_nothing_of_the_others_stays(qtbot, window):
    rows = [("张三丰", "110101199001011237", 1), ("李四光", "110101199001011253", 2)]
    text = "姓名\t证件号码\t年月\t险种\t状态\n" + "".join(
        f"{name}\t{number}\t20260{month}\t职工基本医疗保险\t正常\n" for name, number, month in rows
    )
    pane = paste(qtbot, window, text)
    assert window.focusWidget() is pane.person
    assert not pane.take.isVisible()
    qtbot.keyClick(pane.person, Qt.Key.Key_Down)
    qtbot.keyClick(pane.person, Qt.Key.Key_Down)
    assert "2026-02" in pane.summary.text()
    qtbot.keyClick(pane.person, Qt.Key.Key_Return)
    kept = repr(window.session.state.case)
    assert "李四光" in kept
    assert "张三丰" not in kept
    assert "110101199001011237" not in kept


def test_another_person_is_asked_about_and_enter_takes_nothing_before(qtbot, window):
    state = window.session.state
    window.session.edit(NAME, replace(state.case, person=Person(name="王五")))
    before = window.session.state.case
    pane = paste(qtbot, window, "姓名\t年月\t状态\n张三丰\t202601\t正常\n张三丰\t202602\t正常\n")
    assert "不是同一个人" in pane.cautions.text()
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert window.session.state.case == before
    assert window.focusWidget() is pane.whose
    qtbot.keyClick(pane.whose, Qt.Key.Key_Down)
    qtbot.keyClick(pane.whose, Qt.Key.Key_Return)
    assert window.session.state.case.history.periods
    assert window.session.state.case.person.name == "王五"


OF_SHANGHAI = (
    "年月\t险种\t状态\t参保地\n202601\t职工基本医疗保险\t正常\t上海市\n202602\t职工基本医疗保险\t正常\t上海市\n"
)


def test_an_empty_case_takes_the_place_of_the_list_and_says_so(qtbot, window):
    pane = paste(qtbot, window, OF_SHANGHAI)
    assert pane.place.currentText() == "改为上海市（材料写的）"
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    case = window.session.state.case
    assert case.region == "310000"
    assert {row.region for row in case.history.periods} == {"310000"}
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert window.session.state.case.region == "140100"


def test_a_case_with_a_record_is_asked_which_place_counts(qtbot, window):
    case = painted(window.session.state.case, Span(Month.of(2025, 1), Month.of(2025, 2)), Brush.EMPLOYEE)
    window.session.edit(NAME, case)
    pane = paste(qtbot, window, OF_SHANGHAI)
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert window.session.state.case == case
    assert window.focusWidget() is pane.place
    pane.place.setFocus()
    qtbot.keyClick(pane.place, Qt.Key.Key_Down)
    qtbot.keyClick(pane.place, Qt.Key.Key_Down)
    assert pane.place.currentText() == "仍按山西省太原市"
    qtbot.keyClick(pane.place, Qt.Key.Key_Return)
    taken = window.session.state.case
    assert taken.region == "140100"
    assert [row.region for row in taken.history.periods] == ["140100", "310000"]


QUESTIONS = "年月\t险种\t到账标志\t怪列\n" + "".join(
    f"20260{n}\t职工基本医疗保险\t足额缴费\t{'甲乙丙'[n - 1]}\n" for n in (1, 2, 3)
)


def test_a_question_for_many_rows_is_asked_once_and_its_answer_shows_at_once(qtbot, window):
    pane = paste(qtbot, window, QUESTIONS)
    assert "不清楚的3个月" in pane.summary.text()
    word = next(it for it in pane.questions.choices if "足额缴费" in it.accessibleName())
    column = next(it for it in pane.questions.choices if "怪列" in it.accessibleName())
    word.setFocus()
    qtbot.keyClick(word, Qt.Key.Key_Down)
    assert word.currentText() == "已到账"
    assert window.focusWidget() is word
    assert "不清楚的3个月" in pane.summary.text(), "the column nobody knows still stands against it"
    choose(column, "与缴没缴无关")
    assert "不清楚" not in pane.summary.text()
    assert len(pane.questions.choices) == 2, "an answer can be changed"
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    [row] = window.session.state.case.history.periods
    assert (row.status, len(row.span)) == (Status.PAID, 3)


def test_the_meaning_of_a_heading_is_remembered_for_lists_with_the_same_headings_and_nothing_else(qtbot, window):
    pane = paste(qtbot, window, QUESTIONS)
    column = next(it for it in pane.questions.choices if "怪列" in it.accessibleName())
    choose(column, "与缴没缴无关")
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    kept = repr(window.settings.current.columns)
    assert "ignored" in kept
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in kept)
    window.boxes.unsaved = "discard"
    window.files.start_new()
    pane = paste(qtbot, window, QUESTIONS.replace("甲", "丁"))
    assert "按上次同样表头的选择：怪列" in pane.remark.text()
    column = next(it for it in pane.questions.choices if "怪列" in it.accessibleName())
    assert column.currentText() == "与缴没缴无关"
    other = paste(qtbot, window, QUESTIONS.replace("险种", "险种类型"))
    assert "上次" not in other.remark.text()


def test_a_row_is_mended_in_place(qtbot, window):
    pane = paste(qtbot, window, MESSY)
    assert pane.details.source.text().startswith("原表第 3 行：费款所属期：2O2602")
    pane.details.months.setFocus()
    pane.details.months.selectAll()
    qtbot.keyClicks(pane.details.months, "2026-02")
    qtbot.keyClick(pane.details.months, Qt.Key.Key_Return)
    assert window.desk.record.reviewed is pane, "the field is taken, not the list"
    assert texts(pane.table.model(), 0)[1:4] == ["2026-02", "职工医保", "不清楚"], (
        "which month says not that it is paid"
    )
    choose(pane.details.status, "已到账")
    assert texts(pane.table.model(), 0)[:4] == ["3", "2026-02", "职工医保", "已到账"]
    pane.table.selectRow(1)
    choose(pane.details.status, "去掉这一行")
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    history = window.session.state.case.history
    standings = [history.run_at(Month.of(2026, month)).standing for month in (1, 2, 3, 4)]
    assert standings == [Standing.COVERED, Standing.COVERED, Standing.EMPTY, Standing.COVERED]
    assert not window.notices.notices.get(UNREAD)


def test_the_lapses_that_would_appear_stand_there_before_enter(qtbot, window):
    pane = paste(qtbot, window, HEAD + line("202601") + line("202604"))
    assert "2 段断缴：2026-02…2026-03（2个月）、2026-05…2026-10（6个月，还没续上）" in pane.lapses.text()
    assert not window.session.state.lapses


def test_nothing_in_a_list_is_taken_for_markup(qtbot, window):
    pane = paste(qtbot, window, HEAD + line("202601", "<b>怪</b>") + line("202602"))
    assert "<b>" in pane.details.detail.text()
    for label in (pane.summary, pane.cautions, pane.remark, pane.details.detail, pane.details.source):
        assert label.textFormat() is Qt.TextFormat.PlainText
    model = pane.table.model()
    tips = [model.index(0, column).data(Qt.ItemDataRole.ToolTipRole) for column in range(model.columnCount())]
    assert not any("<b>" in tip for tip in tips)


def test_the_review_is_scrolled_into_view(qtbot, window):
    window.resize(1366, 600)
    bar = window.desk.form.verticalScrollBar()
    bar.setValue(bar.maximum())
    pane = paste(qtbot, window, CLEAN)
    top = pane.summary.mapTo(window.desk.form.viewport(), pane.summary.rect().topLeft()).y()
    assert 0 <= top < window.desk.form.viewport().height() // 2


def test_where_a_month_was_read_is_told_on_the_grid(qtbot, window):
    qtbot.keyClick(paste(qtbot, window, CLEAN).table, Qt.Key.Key_Return)
    grid = window.desk.record.grid
    assert grid.sentence(Month.of(2026, 1)).endswith("。来自文件1·第2行")
    assert grid.sentence(Month.of(2026, 5)).endswith("。来自文件1·第2行起")
    assert "来自" not in grid.sentence(Month.of(2025, 5))


def test_another_case_ends_the_review(qtbot, window):
    paste(qtbot, window, CLEAN)
    window.files.start_new()
    assert window.desk.record.reviewed is None
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the parts of the last case, and their keys
    QApplication.processEvents()
    paste(qtbot, window, CLEAN)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert window.desk.record.reviewed is None


def test_the_review_follows_a_change_of_the_case(qtbot, window):
    pane = paste(qtbot, window, CLEAN)
    assert not pane.join.isVisible()
    window.session.edit(
        NAME, painted(window.session.state.case, Span(Month.of(2020, 1), Month.of(2020, 2)), Brush.EMPLOYEE)
    )
    assert pane.join.isVisible()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_is_reviewed_like_a_paste(qtbot, window, tmp_path, encoding):
    path = tmp_path / "list.csv"
    path.write_bytes(CLEAN.replace("\t", ",").encode(encoding))
    pane = read_file(qtbot, window, path)
    assert window.boxes.asked == ["import"]
    assert "读到8个月" in pane.summary.text()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert "导入缴费记录" in window.commands.by_key["undo"].text()


def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(qtbot, window, tmp_path):
    before = window.session.settle()  # its days come a moment later, and are no change of the file's
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"PK\x03\x04\x00\x00\xff\xfe")
    pane = read_file(qtbot, window, path)
    assert "坏了" in pane.summary.text()
    assert not pane.take.isVisible()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.session.state == before


def test_a_file_that_is_gone_is_told(qtbot, window, tmp_path):
    window.pasting.read_files([tmp_path / "none.pdf"])
    qtbot.waitUntil(lambda: bool(window.boxes.told))
    assert "none.pdf" in window.boxes.told[0]
    assert window.desk.record.reviewed is None


def test_what_was_taken_over_can_be_saved_and_opened(qtbot, window, tmp_path):
    pane = paste(qtbot, window, MESSY + line("202605", "欠费"))
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    case = window.session.state.case
    save_case(case, date(2026, 11, 22), tmp_path / "case.json")
    assert read_case(tmp_path / "case.json", date(2026, 11, 22)).case.history == case.history


def test_the_tab_key_goes_through_the_review(qtbot, window):
    pane = paste(qtbot, window, "年月\n202601\n202602\n")
    pane.scheme.setFocus()
    for stop in (pane.take, pane.leave, pane.table):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is stop


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_rows_are_a_sound_model(qtmodeltester, language):
    model = PastedRows(Phrasebook("ui", language))
    rows = read_listing(MESSY, "140100").rows
    model.show_rows(rows, [row.verdict for row in rows])
    qtmodeltester.check(model)
    assert all(model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount()))
    assert {model.row(row).status for row in range(model.rowCount())} == {Status.PAID}
