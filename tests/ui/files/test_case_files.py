"""Recent cases, and files dragged onto the window."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from app.cases.file.saving import SUFFIX, SUFFIXES
from app.system.resources import resource
from app.ui.pasting.review_pane import ReviewPane
from app.ui.widgets.message_boxes import MessageBoxes
from app.ui.window.notices import FILE
from tests.ui.seen import listed


@pytest.fixture
def case(tmp_path):
    return Path(shutil.copy(resource("samples", "zhang-xiansheng.json"), tmp_path / "甲 & 乙.json"))


def recent(window):
    return [entry.text() for entry in listed(window, "recent")]


def carried(*names):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(name)) for name in names])
    mime.setText("\n".join(map(str, names)))
    return mime


def dropped(target, mime):
    """Files let go over a widget, as the system would do it; True when somebody took them."""
    place, buttons, keys = QPointF(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    entered = QDragEnterEvent(place.toPoint(), action, mime, buttons, keys)
    entered.ignore()
    QApplication.sendEvent(target, entered)
    if entered.isAccepted():
        QApplication.sendEvent(target, QDropEvent(place, action, mime, buttons, keys))
    return entered.isAccepted()


def test_a_case_that_was_opened_is_found_by_its_file_name_alone(window, case, tmp_path):
    assert recent(window) == ["（还没有打开过案件文件）"]
    assert not listed(window, "recent")[0].isEnabled()
    window.files.open(case)
    assert recent(window) == ["&1  甲 && 乙.json", "清空(&C)"]
    assert str(tmp_path) not in "".join(recent(window))
    window.boxes.unsaved = "discard"
    window.files.start_new()
    listed(window, "recent")[0].trigger()
    assert window.session.state.path == case


def test_the_last_opened_stands_first_and_ten_are_kept(window, case, tmp_path):
    for number in range(12):
        path = Path(shutil.copy(case, tmp_path / f"{number}.json"))
        window.files.open(path)
    window.files.open(tmp_path / "5.json")
    names = recent(window)
    assert len(names) == 11
    assert names[:2] == ["&1  5.json", "&2  11.json"]
    assert names[9].startswith("&0  ")


def test_a_saved_case_is_remembered_and_a_sample_is_not(window, tmp_path):
    window.files.open_sample("zhang-xiansheng")
    assert window.settings.current.recent == ()
    window.boxes.path = tmp_path / "own.json"
    window.commands.by_key["save"].trigger()
    assert window.settings.current.recent == (str(tmp_path / "own.json"),)


def test_a_case_that_is_gone_is_told_of_and_taken_off_the_list(window, case):
    window.files.open(case)
    case.unlink()
    before = window.session.state
    listed(window, "recent")[0].trigger()
    assert window.session.state is before
    assert "已经不在" in window.notices.notices[FILE].text.zh
    assert window.settings.current.recent == ()


def test_the_list_can_be_emptied(window, case):
    window.files.open(case)
    listed(window, "recent")[-1].trigger()
    assert window.settings.current.recent == ()


def test_at_a_counter_nothing_is_remembered(window, case):
    window.counter.switch(True)
    window.files.open(case)
    assert window.settings.current.recent == ()
    assert recent(window) == ["（柜台模式不留记录）"]


@pytest.mark.parametrize("ending", [".json", ".xbt", ".XBT"])
def test_a_case_file_dropped_on_the_window_is_opened(window, case, ending):
    case = case.rename(case.with_suffix(ending))
    assert dropped(window, carried(case))
    assert window.session.state.path == case


def test_a_case_dropped_over_unsaved_work_asks_first(window, case):
    window.desk.person.name.setText("李四")
    window.desk.person.name.textEdited.emit("李四")
    dropped(window, carried(case))
    assert window.boxes.asked == ["unsaved"]
    assert window.session.state.case.person.name == "李四"


def test_a_line_leaves_files_to_the_window_and_takes_text(window, case):
    dropped(window.desk.person.birth, carried(case))
    assert window.session.state.path == case
    assert window.desk.person.birth.text() == ""
    text = QMimeData()
    text.setText("李四")
    assert dropped(window.desk.person.name, text)
    assert "李四" in window.desk.person.name.text()


@pytest.mark.parametrize("names", [["a.json", "b.json"], ["a.json", "缴费明细.xlsx"]])
def test_a_case_among_other_files_is_answered_with_a_sentence_until_a_case_is_opened(window, case, names):
    before = window.session.state
    dropped(window, carried(*names))
    assert "一次只能打开一份" in window.notices.notices[FILE].text.zh
    assert window.session.state is before
    dropped(window, carried(case))
    assert FILE not in window.notices.notices


def test_a_list_in_a_text_file_dropped_on_the_window_is_shown_before_it_is_taken_over(qtbot, window, tmp_path):
    file = tmp_path / "明细.csv"
    file.write_text("年月,险种,基数\n2024-01,职工,6500\n2024-02,职工,6500\n", encoding="utf-8")
    dropped(window, carried(file))
    qtbot.waitUntil(lambda: bool(window.findChildren(ReviewPane)))
    assert not window.session.state.case.history.periods


def test_dialogs_offer_the_programs_own_ending_and_still_show_the_old_one(window):
    boxes = MessageBoxes(window, window.phrases)
    boxes.ask_file_to_save("案例", lambda path: None)
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.defaultSuffix() == SUFFIX.removeprefix(".")
    assert all(f"*{ending}" in dialog.nameFilters()[0] for ending in SUFFIXES)
    dialog.reject()


def test_a_new_case_is_offered_a_name_with_the_programs_own_ending(window, tmp_path):
    window.boxes.path = tmp_path / "own.xbt"
    window.commands.by_key["save"].trigger()
    assert window.boxes.asked[0].endswith(SUFFIX)
    assert window.session.state.path == tmp_path / "own.xbt"
