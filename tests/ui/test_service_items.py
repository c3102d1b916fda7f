"""The guide to service items and the ticked checklist, in the window."""

import pytest
from PySide6.QtCore import Qt

from app.report.content.service_item import service_paper
from app.report.layout.pages import pages_of
from app.ui.dialogs.services_dialog import ServicesDialog
from app.wording.phrasebook import Phrasebook


@pytest.fixture
def guide(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    [dialog] = window.findChildren(ServicesDialog)
    return dialog


def titles(dialog):
    return dialog.titles.model().stringList()


def test_the_guide_needs_no_record_and_begins_at_the_search(guide, window):
    assert not window.session.state.case.is_told
    assert guide.search.hasFocus()
    assert titles(guide)[0] == "职工参保登记"
    assert guide.text.toPlainText().startswith("职工参保登记")
    assert "2026年11月22日" in guide.windowTitle()


def test_typing_narrows_the_items_and_arrows_walk_through_them(guide, qtbot):
    guide.search.setText("医保钱包")
    assert titles(guide) == ["家庭共济", "医保钱包（跨省共济）"]
    assert guide.page.key == "family-sharing"
    qtbot.keyClick(guide.search, Qt.Key.Key_Down)
    assert "每天最多3笔" in guide.text.toPlainText()


def test_where_nothing_is_found_it_says_so_and_offers_no_print(guide):
    guide.search.setText("护照换发")
    assert guide.text.toPlainText() == "没有一项写到“护照换发”。"
    assert not guide.to_print.isEnabled()
    guide.search.clear()
    assert guide.to_print.isEnabled()


def test_the_item_shown_is_printed(guide, qtbot):
    guide.show_page("hand-reimbursement")
    with qtbot.waitSignal(guide.print_asked) as asked:
        guide.to_print.click()
    [page] = asked.args
    assert page.key == "hand-reimbursement"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_item_fits_on_one_page(guide, language):
    words = Phrasebook("services", language)
    for page in guide.pages:
        paper = service_paper(page, "太原市", "{page}/{pages}", words)
        assert len(pages_of(paper)) == 1, page.key


def test_a_place_whose_pack_is_not_read_has_no_guide(qtbot, window, phrases_zh):
    dialog = ServicesDialog((), "办事指南", phrases_zh, window)
    qtbot.addWidget(dialog)
    assert "没有办事指南" in dialog.text.toPlainText()


@pytest.fixture
def phrases_zh():
    return Phrasebook("ui", "zh")


@pytest.fixture
def checklist(window):
    window.files.open_sample("zhang-xiansheng")
    window.desk.tabs.setCurrentWidget(window.desk.checklist)
    return window.desk.checklist


def test_a_tick_is_kept_in_the_session_and_tells_what_is_lacking(checklist, window):
    assert checklist.lacking.isHidden()
    checklist.lines[0].box.click()
    first = window.session.state.option.documents[0].id
    assert window.session.state.ticked == {first}
    asked = len(window.session.state.option.documents)
    assert checklist.lacking.text().startswith(f"缺 {asked - 1} 件：")
    for line in checklist.lines[1:]:
        line.box.click()
    assert checklist.lacking.text() == f"材料已备齐（{asked} 件）"


def test_ticks_are_no_edit_and_do_not_outlive_the_person(checklist, window):
    checklist.lines[0].box.click()
    assert window.session.state.undo_name is None or "勾" not in window.session.state.undo_name.zh
    assert not window.session.state.unsaved
    window.files.open_sample("li-nyushi")
    assert window.session.state.ticked == frozenset()
    assert not any(line.box.isChecked() for line in checklist.lines)


def test_a_click_on_the_title_ticks_too(checklist, qtbot):
    line = checklist.lines[0]
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.title.geometry().center())
    assert line.box.isChecked()
    assert "已有" in line.box.accessibleName()


def test_a_way_names_its_service_items_and_leads_to_their_pages(window):
    window.files.open_sample("zhang-xiansheng")
    window.desk.tabs.setCurrentWidget(window.desk.steps)
    page = window.desk.steps.page
    assert "办理事项：职工参保登记、单位补缴" in page.toPlainText()
    page.anchorClicked.emit("service:unit-back-payment")
    [dialog] = window.findChildren(ServicesDialog)
    assert dialog.page.key == "unit-back-payment"
