import shutil
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QLineEdit, QTextEdit

from app.packs.reading.in_force import Area
from app.packs.shelf.shelf import Shelf
from app.rules.law.terms import Matter
from app.system.resources import shipped_policies
from app.ui.policies.window import PolicyWindow
from app.ui.preview.print_preview import Preview
from app.ui.widgets.wrapping_table import LinesModel, WrappedRow
from app.wording.phrasebook import Phrasebook
from tests.ui.conftest import TODAY
from tests.ui.letters import in_both_fonts

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # popups of the region field
CHONGQING, NANJING = "500000", "320100"


@pytest.fixture
def browser(qtbot, window) -> PolicyWindow:
    """The browser over the shipped packs, opened by its key, on Chongqing."""
    qtbot.keyClick(window, Qt.Key.Key_F6)
    found = window.findChild(PolicyWindow)
    found.resize(1366, 740)
    found.show_place(CHONGQING, TODAY)
    return found


def look_at(qtbot, place, code):
    """Type a place into a field as a person does."""
    line = place.region.lineEdit()
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, code)
    place.region.completer().popup().hide()
    qtbot.keyClick(line, Qt.Key.Key_Return)


def type_day(qtbot, place, day):
    place.day_field.selectAll()
    qtbot.keyClicks(place.day_field, day)
    qtbot.keyClick(place.day_field, Qt.Key.Key_Return)


def compose(line, text):
    """As an input method does it."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def column(table, title):
    at = table.lines.titles.index(title)
    return [line.cells[at] for line in table.lines.lines]


def gone(qtbot, window):
    qtbot.waitUntil(lambda: not window.findChildren(PolicyWindow))


def test_the_key_opens_it_on_the_place_and_day_of_the_case(browser, window):
    assert browser.isVisible()
    assert not browser.isModal()
    assert browser.here.day == window.session.state.as_of
    assert "重庆市规则包" in browser.summary.text()


def test_the_key_brings_the_same_window_back_to_the_case_at_hand(qtbot, browser, window):
    look_at(qtbot, browser.here, NANJING)
    assert window.dialogs.policies() is browser
    assert browser.here.code == window.session.state.case.region


def test_it_does_not_open_before_the_packs_are_read(bare):
    assert bare.dialogs.policies() is None


def test_a_topic_lists_every_row_in_the_order_in_which_it_answers(browser, engine):
    browser.rules.show_topic(Matter.BACK_PAYMENT)
    table = engine.shelf.policy_for(CHONGQING).table(Matter.BACK_PAYMENT, TODAY)
    shown = [line.stands_for.id for line in browser.rules.desk.table.lines.lines]
    assert shown == [row.carries.id for row in table.rows]
    assert "从断缴首月到缴费月的月数不超过 3" in column(browser.rules.desk.table, "情形")[0]
    assert column(browser.rules.desk.table, "有效期")[0] == "2018-01-01\u00a0起"
    assert column(browser.rules.desk.table, "出自")[:3] == ["本地", "本地", "沿用国家"]


def test_a_row_whose_sources_do_not_decide_never_reads_as_certain(browser):
    """Chongqing's own two rows and the one that binds every place below; a national row nobody adopted does not."""
    browser.rules.show_topic(Matter.BACK_PAYMENT)
    table = browser.rules.desk.table
    certain = {
        line.stands_for.id
        for line, told in zip(table.lines.lines, column(table, "规定"), strict=True)
        if not told.startswith("（依据不足，仅供参考）")
    }
    assert certain == {
        "500000/back_payment/left-job-short",
        "500000/back_payment/own-account-short",
        "000000/back_payment/employer-owes",
    }
    inherited = dict(zip((line.stands_for.id for line in table.lines.lines), column(table, "等级"), strict=True))
    assert inherited["000000/back_payment/transfer-short"] == "官方发布或媒体转述"


def test_what_a_row_of_the_nation_holds_in_the_place_is_told_below(browser):
    browser.rules.show_topic(Matter.BACK_PAYMENT)
    table = browser.rules.desk.table
    said = {}
    for number, line in enumerate(table.lines.lines):
        table.selectRow(number)
        said[line.stands_for.id] = browser.rules.desk.text.toPlainText()
    assert "本地自己的规定" in said["500000/back_payment/left-job-short"]
    assert "上级规定，下级一律适用" in said["000000/back_payment/employer-owes"]
    assert "上级规定，没有查到本地采用的文件，只作参考" in said["000000/back_payment/transfer-short"]


def test_a_row_that_asks_says_what_to_ask_and_whom(browser):
    browser.rules.show_topic(Matter.BACK_PAYMENT)
    table = browser.rules.desk.table
    row = next(number for number, told in enumerate(column(table, "规定")) if "请问经办：" in told)
    table.selectRow(row)
    assert "问：重庆市医保经办机构" in browser.rules.desk.text.toPlainText()


def test_sources_that_disagree_are_counted_in_the_row_and_quoted_below(browser):
    browser.rules.show_topic(Matter.BACK_PAYMENT)
    table = browser.rules.desk.table
    assert "种不同说法，见下面" in column(table, "规定")[0]
    entry = table.current.stands_for
    assert all(opinion.says.zh in browser.rules.desk.text.toPlainText() for opinion in entry.opinions)


def test_the_full_text_names_sentence_sources_addresses_and_assumptions(browser):
    browser.rules.show_topic(Matter.BACK_PAYMENT)
    entry, text = browser.rules.desk.table.current.stands_for, browser.rules.desk.text.toPlainText()
    assert entry.says.zh in text
    assert all(source.title in text and source.address in text for source in entry.sources)
    assert all(remark.zh in text for remark in entry.remarks)
    assert entry.id in text


def test_topics_and_rows_are_walked_and_opened_with_the_keyboard(qtbot, browser):
    browser.rules.topics.setFocus()
    qtbot.keyClick(browser.rules.topics, Qt.Key.Key_Down)
    assert browser.rules.topic is Matter.BACK_PAYMENT
    table = browser.rules.desk.table
    qtbot.keyClick(browser.rules.topics, Qt.Key.Key_Tab)
    assert table.hasFocus()
    before = browser.rules.desk.text.toPlainText()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert browser.rules.desk.text.toPlainText() != before
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert browser.rules.desk.text.hasFocus()


def test_a_topic_with_nothing_recorded_does_not_say_that_there_is_no_rule(browser):
    browser.rules.show_topic(Area.WINDOWS)
    said = [label.text() for label in browser.rules.findChildren(QLabel) if label.isVisible()]
    assert any("不等于没有规定" in text for text in said)
    assert not browser.rules.desk.isVisible()


def test_another_place_and_day_are_typed_and_shown(qtbot, browser):
    type_day(qtbot, browser.here, "2025-6-1")
    browser.rules.show_topic(Area.FIGURES)
    assert "5125.00 元" in column(browser.rules.desk.table, "规定")
    look_at(qtbot, browser.here, "140105")
    assert "没有自己的规则包，下面是太原市的规则" in browser.warning.text()
    assert browser.warning.isVisible()


def test_a_day_outside_the_claims_is_warned_about(qtbot, browser):
    assert not browser.warning.isVisible()
    type_day(qtbot, browser.here, "2031-1-1")
    assert "2031-01-01 不在规则包所称的适用日期内" in browser.warning.text()


def test_a_day_that_cannot_be_read_is_told_at_the_foot(qtbot, browser):
    type_day(qtbot, browser.here, "2026-13")
    assert browser.here.day == TODAY
    assert browser.foot.text() != Phrasebook("policies", "zh")("foot")


def test_search_goes_through_all_topics_and_to_the_first_that_has_a_row(qtbot, browser):
    browser.rules.show_topic(Area.WINDOWS)
    qtbot.keyClick(browser, Qt.Key.Key_F, CTRL)
    assert browser.rules.search.hasFocus()
    compose(browser.rules.search, "滞纳金 单位")
    assert browser.rules.topic is Matter.BACK_PAYMENT
    lines = browser.rules.desk.table.lines.lines
    assert lines
    assert all("滞纳金" in "".join(line.cells) + line.stands_for.says.zh for line in lines)
    compose(browser.rules.search, "查无此词")
    assert not browser.rules.desk.isVisible()
    qtbot.keyClick(browser.rules.search, Qt.Key.Key_Escape)
    assert browser.rules.search.text() == ""
    assert browser.rules.desk.isVisible()
    assert browser.isVisible()


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_Escape, NO_KEY), (Qt.Key.Key_W, CTRL)])
def test_it_is_closed_from_the_keyboard_wherever_the_focus_is(qtbot, browser, window, key, modifier):
    browser.rules.desk.table.setFocus()
    qtbot.keyClick(browser.rules.desk.table, key, modifier)
    gone(qtbot, window)
    assert window.isVisible()


@pytest.mark.parametrize("inside", ["topics", "search"])
def test_escape_closes_from_a_field_too(qtbot, browser, window, inside):
    field = getattr(browser.rules, inside)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    gone(qtbot, window)
    assert window.isVisible()


def test_two_dates_of_one_place_are_compared_first(browser):
    browser.tabs.setCurrentIndex(1)
    assert browser.there.code == CHONGQING
    assert browser.there.day == date(2025, 11, 22)
    assert browser.compare.desk.table.lines.titles[2:] == ("2026-11-22", "2025-11-22")
    assert any("缴费工资基准" in what for what in column(browser.compare.desk.table, "哪一项、什么情形"))


def test_another_place_is_compared_on_the_same_day(qtbot, browser):
    browser.tabs.setCurrentIndex(1)
    look_at(qtbot, browser.there, NANJING)
    assert browser.there.day == browser.here.day
    assert browser.compare.desk.table.lines.titles[2:] == ("重庆市", "南京市")
    type_day(qtbot, browser.there, "2025-1-1")
    assert browser.there.code == NANJING
    assert browser.compare.desk.table.lines.titles[2:] == ("重庆市 2026-11-22", "南京市 2025-01-01")


def test_what_is_alike_is_listed_when_asked_for(qtbot, browser):
    browser.tabs.setCurrentIndex(1)
    look_at(qtbot, browser.there, NANJING)
    table = browser.compare.desk.table
    unlike = len(table.lines.lines)
    assert all(line.cells[2] != line.cells[3] for line in table.lines.lines)
    browser.compare.alike.setFocus()
    qtbot.keyClick(browser.compare.alike, Qt.Key.Key_Space)
    assert len(table.lines.lines) > unlike
    assert [line.quiet for line in table.lines.lines].count(False) == unlike
    qtbot.keyClick(browser.compare.alike, Qt.Key.Key_Space)
    assert len(table.lines.lines) == unlike


def test_unlike_figures_that_are_not_recorded_for_the_day_are_told_apart_by_their_keys(qtbot, browser):
    """Zhejiang has one premium, Nanjing one for each age; all are called the person's share."""
    look_at(qtbot, browser.here, "330000")
    browser.tabs.setCurrentIndex(1)
    look_at(qtbot, browser.there, NANJING)
    lines = [line.cells for line in browser.compare.desk.table.lines.lines if line.stands_for.topic is Matter.PREMIUM]
    (cells,) = [cells for cells in lines if "〔resident_premium_child〕" in cells[3]]
    assert "〔resident_premium〕" in cells[2]
    assert "年度1月1日的周岁不超过 17" in cells[1]


def test_a_place_compared_with_itself_says_so(qtbot, browser):
    browser.tabs.setCurrentIndex(1)
    type_day(qtbot, browser.there, "2026-11-22")
    assert browser.compare.desk.table.lines.lines == ()
    assert any("同一个地区、同一天" in label.text() for label in browser.compare.findChildren(QLabel))


def test_the_table_is_copied_for_a_spreadsheet(qtbot, browser):
    browser.rules.show_topic(Matter.PREMIUM)
    table = browser.rules.desk.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0] == "\t".join(table.lines.titles)
    assert "\u00a0" not in text
    assert '"续保身份：居民医保\n' in text
    assert f"已复制 {len(table.lines.lines)} 行" in browser.foot.text()


def test_one_row_is_copied_as_one_line(qtbot, browser):
    browser.rules.show_topic(Matter.PREMIUM)
    table = browser.rules.desk.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    text = QGuiApplication.clipboard().text()
    assert "\n" not in text
    assert len(text.split("\t")) == len(table.lines.titles)


def test_the_packs_are_listed_with_standing_version_dates_and_hash(browser, engine):
    browser.tabs.setCurrentIndex(2)
    lines = browser.packs.desk.table.lines.lines
    assert [line.stands_for.code for line in lines] == [pack.code for pack in engine.shelf.packs]
    first = lines[0].stands_for
    assert lines[0].cells[1:3] == (first.standing.zh, first.version)
    assert first.sha256 in browser.packs.desk.text.toPlainText()


@pytest.fixture
def some_packs(tmp_path, bare, engine):
    """A browser over three packs of its own: one sound, one that fails its check, one that is refused."""
    chongqing = copied_packs(tmp_path)
    text = chongqing.read_text(encoding="utf-8")
    assert "examples:" in text
    chongqing.write_text(text[: text.index("\nexamples:") + 1], encoding="utf-8")
    (tmp_path / "310000-shanghai.yaml").write_text("format: xubaotong.policy/1\ncode: 5\n", encoding="utf-8")
    return on_packs(bare, engine, tmp_path)


@pytest.fixture
def two_packs(tmp_path, bare, engine):
    """A browser over two packs that are sound."""
    copied_packs(tmp_path)
    return on_packs(bare, engine, tmp_path)


def copied_packs(folder):
    """The pack of the nation and that of Chongqing; the path of the latter."""
    for name in ("000000-national.yaml", "500000-chongqing.yaml"):
        shutil.copy(shipped_policies() / name, folder)
    return folder / name


def on_packs(window, engine, folder):
    """A browser over the packs of a folder, where they are listed."""
    window.use_engine(replace(engine, shelf=Shelf(folder, None)))
    browser = window.dialogs.policies()
    browser.tabs.setCurrentIndex(2)
    return browser


def run_check(qtbot, browser):
    with qtbot.waitSignal(browser.packs.check.finished, timeout=60_000):
        qtbot.mouseClick(browser.packs.run, Qt.MouseButton.LeftButton)


def test_the_self_check_leaves_the_window_alive_passes_and_tells_what_it_looked_at(qtbot, browser):
    browser.tabs.setCurrentIndex(2)
    turns = []
    clock = QTimer(browser, interval=5)
    clock.timeout.connect(lambda: turns.append(browser.packs.result.text()))
    clock.start()
    run_check(qtbot, browser)
    clock.stop()
    assert len(set(turns)) > 10
    shipped = len(list(shipped_policies().glob("*.yaml")))
    assert f"自检通过：{shipped} 个规则包" in browser.packs.result.text()
    assert all(cell.startswith("通过") for cell in column(browser.packs.desk.table, "自检"))
    qtbot.mouseClick(browser.packs.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("自检通过")
    assert all(line.stands_for.sha256 in text for line in browser.packs.desk.table.lines.lines)


def test_the_self_check_tells_failures_and_refused_packs(qtbot, some_packs):
    refused = some_packs.packs.desk.table.lines.lines[-1]
    assert refused.cells[0] == "310000-shanghai.yaml"
    assert refused.cells[1].startswith("不能使用：")
    run_check(qtbot, some_packs)
    assert "自检没有通过" in some_packs.packs.result.text()
    assert "1 个文件不能使用" in some_packs.packs.result.text()
    table = some_packs.packs.desk.table
    row = next(number for number, line in enumerate(table.lines.lines) if line.cells[0].endswith(CHONGQING))
    assert "处不对" in table.lines.lines[row].cells[-1]
    table.selectRow(row)
    assert "没有任何示例用到 500000/back_payment/left-job-short" in some_packs.packs.desk.text.toPlainText()
    assert "没有任何示例用到" in some_packs.packs.text()


def test_a_pack_changed_since_the_start_is_told_apart(qtbot, some_packs, tmp_path):
    with (tmp_path / "000000-national.yaml").open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    run_check(qtbot, some_packs)
    assert "打开后改过" in column(some_packs.packs.desk.table, "自检")[0]


def test_the_self_check_is_stopped_and_run_again(qtbot, two_packs):
    packs = two_packs.packs
    packs.run.setFocus()
    with qtbot.waitSignal(packs.check.checked):
        qtbot.keyClick(packs.run, Qt.Key.Key_Space)
    assert packs.stop.hasFocus()
    qtbot.keyClick(packs.stop, Qt.Key.Key_Space)
    assert not packs.check.running
    assert "没有做完" in packs.result.text()
    assert not packs.copy.isEnabled()
    run_check(qtbot, two_packs)
    assert "自检通过" in packs.result.text()


def test_closing_ends_a_check_that_is_still_running(qtbot, browser, window):
    browser.tabs.setCurrentIndex(2)
    with qtbot.waitSignal(browser.packs.check.checked):
        browser.packs.run.click()
    check = browser.packs.check
    qtbot.keyClick(browser, Qt.Key.Key_Escape)
    assert not check.running
    gone(qtbot, window)


def test_another_language_or_text_size_stands_in_its_place(qtbot, browser, window):
    look_at(qtbot, browser.here, NANJING)
    window.speak("en")
    qtbot.waitUntil(lambda: len(window.findChildren(PolicyWindow)) == 1)
    again = window.findChild(PolicyWindow)
    assert again.windowTitle().startswith("Policy rules")
    assert again.here.code == NANJING
    assert again.rules.desk.table.lines.titles[0] == "Case"


def test_the_model_keeps_the_rules_of_models(qtmodeltester):
    model = LinesModel()
    qtmodeltester.check(model)
    model.show_lines(("a", "b"), [WrappedRow(("1", "2")), WrappedRow(("3", "4"))])
    model.replace(0, WrappedRow(("5", "6")))
    qtmodeltester.check(model)
    assert model.text() == "a\tb\n5\t6\n3\t4\n"


def test_every_control_has_a_spoken_name_or_a_text(browser):
    for page in range(browser.tabs.count()):
        browser.tabs.setCurrentIndex(page)
        kinds = (QAbstractItemView, QLineEdit, QTextEdit, QAbstractButton)
        mute = [
            widget
            for kind in kinds
            for widget in browser.findChildren(kind)
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if not widget.accessibleName() and not (isinstance(widget, QAbstractButton) and widget.text())
        ]
        assert [widget for widget in mute if not isinstance(widget.parent(), type(browser.here.region))] == []


def enlarged(window, share):
    """The browser under another text size, as the program sets it: for every widget made from then on."""
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * share)
    QApplication.setFont(font)
    window.rebuilt.emit()


@in_both_fonts
@pytest.mark.parametrize("share", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_text_is_cut_on_a_small_screen(qtbot, browser, window, language, share):
    before = QApplication.font()
    try:
        window.speak(language)
        enlarged(window, share)
        shown = next(it for it in window.findChildren(PolicyWindow) if it.isVisible())
        shown.resize(1366, 740)
        topics = shown.rules.topics
        for page, rows in ((0, range(topics.count())), (1, [0]), (2, [0])):
            shown.tabs.setCurrentIndex(page)
            table = (shown.rules, shown.compare, shown.packs)[page].desk.table
            for row in rows:
                topics.setCurrentRow(row)
                QApplication.processEvents()
                bar = table.horizontalScrollBar()
                assert not (table.isVisible() and bar.isVisible()), (page, row, bar.maximum())
                assert cut(table) == []
        assert shown.width() == 1366
        shown.tabs.setCurrentIndex(0)
        assert crowded(topics) == []
    finally:
        QApplication.setFont(before)


def cut(table):
    """Cells whose text needs more room than they have."""
    found = []
    for row, line in enumerate(table.lines.lines):
        for at, text in enumerate(line.cells):
            room = table.visualRect(table.lines.index(row, at)).adjusted(8, 6, -8, -5)
            flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
            needed = table.fontMetrics().boundingRect(0, 0, room.width(), 100_000, flags, text)
            if needed.height() > room.height() or needed.width() > room.width():
                found.append(text)
    return found


def crowded(topics):
    """Topics whose words, in one line or two, need more room than the list shows of them."""
    found = []
    for item in map(topics.item, range(topics.count())):
        place = topics.visualItemRect(item)
        room = place.intersected(QRect(0, place.y(), topics.viewport().width(), place.height()))
        room = room.adjusted(17, 4, -17, -4)
        needed = topics.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), item.text())
        if needed.width() > room.width() or needed.height() > room.height():
            found.append(item.text())
    return found


def test_it_goes_with_the_window(qtbot, browser, window):
    browser.tabs.setCurrentIndex(2)
    with qtbot.waitSignal(browser.packs.check.checked):
        browser.packs.run.click()
    check = browser.packs.check
    window.close()
    assert not browser.isVisible()
    assert not check.running


def test_its_key_leads_back_to_the_window(qtbot, browser, window):
    browser.activateWindow()
    qtbot.waitUntil(browser.isActiveWindow)
    qtbot.keyClick(browser, Qt.Key.Key_F6)
    qtbot.waitUntil(window.isActiveWindow)
    assert browser.isVisible()


def test_the_table_on_the_screen_is_printed(qtbot, browser):
    browser.rules.show_topic(Matter.COVER)
    qtbot.keyClick(browser, Qt.Key.Key_P, CTRL)
    preview = browser.findChild(Preview)
    assert preview.isVisible()
    preview.close()
    browser.rules.show_topic(Area.WINDOWS)
    qtbot.keyClick(browser, Qt.Key.Key_P, CTRL)
    assert "没有可以打印的内容" in browser.foot.text()


@in_both_fonts
def test_the_tabs_stay_where_they_are_when_a_place_has_a_warning(qtbot, browser):
    def stands(code):
        browser.show_place(code, TODAY)
        qtbot.waitUntil(lambda: not browser.layout().activate())
        return browser.tabs.y()

    before = stands(CHONGQING)
    assert stands("140725") == before
    assert browser.warning.isVisible()
    assert stands(NANJING) == before
    assert not browser.warning.isVisible()


def test_the_list_of_places_is_as_wide_as_what_it_says(browser):
    field = browser.here.region
    field.showPopup()
    assert field.view().minimumWidth() > field.width()
    field.hidePopup()
    line = field.lineEdit()
    line.setText("太原")
    line.textEdited.emit("太原")
    popup = field.completer().popup()
    assert popup.minimumWidth() >= min(popup.sizeHintForColumn(0), browser.screen().availableGeometry().width() // 2)
