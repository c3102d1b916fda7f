"""A copied list: shown as understood, taken over with one key, or left."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from app.cases.file.reading import read_case
from app.cases.file.saving import save_case
from app.cases.pasting.reading import read_listing
from app.rules.bilingual import Bilingual
from app.rules.record.case import Person
from app.rules.record.history import Scheme, Standing, Status
from app.rules.record.months import Month, Span
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
    assert "请写成" in pane.detail.text()
    qtbot.keyClick(pane.table, Qt.Key.Key_Down)
    assert pane.detail.text().startswith("第 4 行")
    assert "处理中" in pane.detail.text()
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


def test_nothing_personal_in_the_list_stays_anywhere(qtbot, window):
    text = "姓名\t证件号码\t年月\t状态\n张三丰\t110101199001011237\t202601\t正常\n"
    pane = paste(qtbot, window, text)
    shown = [label.text() for label in pane.findChildren(QLabel)]
    model = pane.table.model()
    shown += [str(texts(model, row)) for row in range(model.rowCount())]
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    shown.append(repr(window.session.state.case))
    assert not any("张三丰" in it or "1101011990" in it for it in shown)


def test_another_case_ends_the_review(qtbot, window):
    paste(qtbot, window, CLEAN)
    window.files.start_new()
    assert window.desk.record.reviewed is None
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
    window.boxes.path = path
    qtbot.keyClick(window, Qt.Key.Key_I, CTRL)
    assert window.boxes.asked == ["import"]
    assert "读到8个月" in window.desk.record.reviewed.summary.text()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert "导入缴费记录" in window.commands.by_key["undo"].text()


def test_a_file_that_is_no_text_is_told_and_changes_nothing(qtbot, window, tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"PK\x03\x04\x00\x00\xff\xfe")
    window.boxes.path = path
    qtbot.keyClick(window, Qt.Key.Key_I, CTRL)
    assert window.boxes.told
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
    model = PastedRows(read_listing(MESSY, "140100").rows, Phrasebook("ui", language))
    qtmodeltester.check(model)
    assert all(model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount()))
    assert {model.row(row).status for row in range(model.rowCount())} == {Status.PAID}
