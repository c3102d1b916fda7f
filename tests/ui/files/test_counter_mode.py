"""Nothing of the last client is left when the next one stands at the counter."""

import gc
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QMetaType,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
)
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.rules.bilingual import Bilingual
from app.rules.record.case import Case, Person
from app.rules.record.months import Month, Span
from app.ui.state.edits import Brush, painted
from app.ui.state.settings import SettingsStore
from app.ui.widgets.message_boxes import MessageBoxes
from tests.ui.conftest import Answers, settled
from tests.ui.seen import listed

NAME, NUMBER = "欧阳娜娜", "440304198803074321"
BIRTH = "1988-03-07"
EDIT = Bilingual("改", "edit")
MONTHS = Span(Month.of(2013, 5), Month.of(2026, 6))
# the client's own dates; others belong to the rules and are the same for everybody
TRACES = (NAME, NUMBER, BIRTH, "1988年3月", "2013-05", "2013年5月", "2026-07", "2026年7月")
TEXT_ROLES = (
    *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole),
    *(Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.UserRole),
)


def texts_of_model(model, parent):
    for row in range(model.rowCount(parent)):
        for column in range(model.columnCount(parent)):
            index = model.index(row, column, parent)
            yield from (str(model.data(index, role)) for role in TEXT_ROLES)
            if column == 0 and not isinstance(model, QAbstractListModel | QAbstractTableModel):
                yield from texts_of_model(model, index)
    for number in range(model.columnCount(parent)):
        yield str(model.headerData(number, Qt.Orientation.Horizontal))


def texts_of(thing):
    """Every text that an object holds: its properties, its model, its document, what it says aloud."""
    meta = thing.metaObject()
    for number in range(meta.propertyCount()):
        held = meta.property(number)
        if held.metaType().id() in (QMetaType.Type.QString.value, QMetaType.Type.QDate.value):
            yield str(held.read(thing))
    if isinstance(thing, QAbstractItemModel):
        yield from texts_of_model(thing, QModelIndex())
    if isinstance(thing, QTextEdit | QPlainTextEdit):
        yield thing.document().toPlainText()
    if isinstance(thing, QWidget):
        yield from texts_aloud(QAccessible.queryAccessibleInterface(thing))


def texts_aloud(spoken):
    if spoken is None:
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield spoken.text(kind)
    for number in range(spoken.childCount()):
        child = spoken.child(number)
        if child is not None and child.object() is None:
            yield from texts_aloud(child)


def without_packs(text, standings):
    """A text without what the packs say of themselves, which may tell of the client's months to everybody."""
    for standing in standings:
        text = text.replace(standing, "")
    return text


def left_in(window):
    """Where the last client can still be read in the window, with the text."""
    headings = window.session.engine.shelf.headings if window.session.engine is not None else ()
    standings = [window.phrases.of(pack.standing) for pack in headings if pack.standing]
    assert not any(trace in standing for standing in standings for trace in (NAME, NUMBER, BIRTH))
    things = [window, *window.findChildren(QObject)]
    return [
        (type(thing).__name__, thing.objectName(), text)
        for thing in things
        for text in texts_of(thing)
        if any(trace in without_packs(text, standings) for trace in TRACES)
    ]


def tidied():
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def folder_of_dialogs(window):
    """Where the next file is looked for."""
    window.commands.by_key["open"].trigger()
    [dialog] = window.findChildren(QFileDialog)
    dialog.reject()
    return Path(dialog.directory().absolutePath())


@pytest.fixture
def settings(home):
    return SettingsStore(home / "settings.json")


@pytest.fixture
def counter(qtbot, window, home):
    """A window at a counter, with settings and journals in a folder of their own."""
    window.keep_journal(home / "recovery")
    window.counter.switch(True)
    window.boxes.unsaved = "discard"
    return window


def serve(qtbot, window):
    """A client is served: everything is filled in, looked at, and half a date is left in a field."""
    for line, text in (
        (window.desk.person.name, NAME),
        (window.desk.person.id_number, NUMBER),
        (window.desk.person.birth, BIRTH),
    ):
        line.setFocus()
        line.selectAll()
        line.insert(text)
        line.textEdited.emit(text)
        qtbot.keyClick(line, Qt.Key.Key_Tab)
    window.session.edit(EDIT, painted(window.session.state.case, MONTHS, Brush.FLEXIBLE))
    settled(qtbot, window)
    window.desk.record.show_view(1)
    for number in range(window.desk.tabs.count()):
        window.desk.tabs.setCurrentIndex(number)
        QApplication.processEvents()
    for key in ("zoom_in", "zoom_in", "last_five_years"):
        window.commands.by_key[key].trigger()
    window.session.undo()
    window.session.redo()
    window.statusBar().showMessage(f"已导出到“{NAME}.pdf”")
    window.desk.person.birth.setFocus()
    window.desk.person.birth.selectAll()
    window.desk.person.birth.insert(f"{BIRTH}x")
    window.desk.person.birth.setModified(True)


def test_the_walk_sees_a_client_while_there_is_one(qtbot, counter):
    serve(qtbot, counter)
    seen = {trace for _, _, text in left_in(counter) for trace in TRACES if trace in text}
    assert {NAME, NUMBER, BIRTH, "2013-05", "2026年7月"} <= seen


def test_one_key_leaves_nothing_of_the_last_client_anywhere(qtbot, counter, home):
    serve(qtbot, counter)
    counter.commands.by_key["preview"].trigger()
    QApplication.processEvents()
    for dialog in counter.findChildren(QDialog):
        dialog.close()
    counter.activateWindow()
    tidied()
    QGuiApplication.clipboard().setText(f"{NAME} {NUMBER}")
    qtbot.keyClick(counter, Qt.Key.Key_F9)
    assert folder_of_dialogs(counter) == Path.home()
    tidied()
    assert left_in(counter) == []
    assert QGuiApplication.clipboard().text() == ""
    assert counter.session.state.undo_name is None
    assert counter.session.state.redo_name is None
    assert counter.statusBar().currentMessage() == ""
    assert NAME not in counter.windowTitle()
    assert not any(line.isUndoAvailable() for line in counter.findChildren(QLineEdit))
    for path in home.rglob("*"):
        assert not any(trace in path.name for trace in TRACES)
        assert path.is_dir() or not any(trace in path.read_text(encoding="utf-8") for trace in TRACES)
    assert list((home / "recovery").glob("*")) == []


def test_no_record_of_the_person_stays_in_the_programs_memory(qtbot, counter):
    serve(qtbot, counter)
    qtbot.keyClick(counter, Qt.Key.Key_F9)
    tidied()
    gc.collect()
    held = [thing for thing in gc.get_objects() if isinstance(thing, Person) and thing.name == NAME]
    assert held == []


def test_the_next_client_is_served_in_the_same_window_with_the_keyboard_in_the_first_field(qtbot, counter):
    serve(qtbot, counter)
    qtbot.keyClick(counter, Qt.Key.Key_F9)
    tidied()
    assert counter.focusWidget() is counter.desk.person.name
    serve(qtbot, counter)
    assert counter.session.state.assessment is not None
    assert counter.desk.person.name.text() == NAME


def test_nothing_is_asked_for_the_next_person(qtbot, counter):
    serve(qtbot, counter)
    boxes = counter.boxes
    boxes.unsaved = "cancel"
    qtbot.keyClick(counter, Qt.Key.Key_F9)
    assert boxes.asked == []
    assert counter.session.state.case.person.name == ""


def test_a_case_with_a_file_is_asked_about_once_and_kept_when_called_off(qtbot, counter, tmp_path):
    serve(qtbot, counter)
    counter.session.mark_saved(tmp_path / "case.json")
    counter.desk.person.name.textEdited.emit("乙")
    counter.boxes.unsaved = "cancel"
    qtbot.keyClick(counter, Qt.Key.Key_F9)
    assert counter.boxes.asked == ["unsaved"]
    assert counter.session.state.case.person.name == "乙"


def test_opening_another_case_clears_the_last_one_too(qtbot, counter, tmp_path):
    serve(qtbot, counter)
    counter.files.open_sample("zhang-xiansheng")
    tidied()
    left = [found for found in left_in(counter) if any(trace in found[2] for trace in (NAME, NUMBER, BIRTH))]
    assert left == []
    assert counter.desk.person.name.text() == "张先生"


def test_what_came_from_the_clipboard_goes_from_there_with_the_client_and_other_texts_stay(qtbot, counter):
    clipboard = QGuiApplication.clipboard()
    pasted = "202401\t职工\t6500\n202402\t职工\t6500"
    clipboard.setText(pasted)
    counter.counter.remember_pasted(pasted)
    serve(qtbot, counter)
    qtbot.keyClick(counter, Qt.Key.Key_F9)
    assert clipboard.text() == ""
    clipboard.setText("别的文字")
    serve(qtbot, counter)
    qtbot.keyClick(counter, Qt.Key.Key_F9)
    assert clipboard.text() == "别的文字"


def test_no_journal_is_kept_at_a_counter(qtbot, counter, home):
    serve(qtbot, counter)
    counter.counter.write_journal()
    assert list((home / "recovery").glob("*")) == []


def test_closing_leaves_nothing(qtbot, counter, home):
    serve(qtbot, counter)
    QGuiApplication.clipboard().setText(NUMBER)
    counter.files.when_safe = lambda then: QTimer.singleShot(0, counter, then)  # as a hand answers: later
    counter.close()
    qtbot.waitUntil(lambda: not counter.isVisible())
    assert QGuiApplication.clipboard().text() == ""
    assert list((home / "recovery").glob("*")) == []
    assert NAME not in (home / "settings.json").read_text(encoding="utf-8")


def test_choosing_the_counter_forgets_recent_cases_and_journals_and_lasts(qtbot, window, home):
    window.settings.save(recent=("/somewhere/case.json",))
    window.keep_journal(home / "recovery")
    window.session.edit(EDIT, painted(window.session.state.case, MONTHS, Brush.FLEXIBLE))
    window.counter.write_journal()
    assert len(list((home / "recovery").glob("*.json"))) == 1
    entries = listed(window, "mode")
    assert [entry.isChecked() for entry in entries] == [True, False]
    entries[1].trigger()
    assert [entry.isChecked() for entry in listed(window, "mode")] == [False, True]
    assert SettingsStore(home / "settings.json").current.counter
    assert SettingsStore(home / "settings.json").current.recent == ()
    assert list((home / "recovery").glob("*")) == []


def test_at_home_the_same_key_begins_a_new_case_and_leaves_no_half_typed_date(qtbot, window):
    window.boxes.unsaved = "discard"
    serve(qtbot, window)
    name = window.desk.person.name
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.desk.person.name is name, "nothing is built anew"
    assert (window.desk.person.birth.text(), window.desk.person.name.text()) == ("", "")


@pytest.mark.parametrize(
    ("on", "usual"), [(False, QMessageBox.ButtonRole.AcceptRole), (True, QMessageBox.ButtonRole.DestructiveRole)]
)
def test_enter_saves_at_home_and_clears_at_a_counter(qtbot, window, tmp_path, on, usual):
    window.boxes = MessageBoxes(window, window.phrases)
    window.counter.switch(on)
    window.session.mark_saved(tmp_path / "case.json")
    window.desk.person.name.textEdited.emit(NAME)
    qtbot.keyClick(window, Qt.Key.Key_F9)
    [box] = window.findChildren(QMessageBox)
    assert box.buttonRole(box.defaultButton()) is usual
    box.reject()
    assert window.session.state.case.person.name == NAME


def test_many_clients_follow_each_other_and_every_menu_goes_on_opening(qtbot, counter):
    for _ in range(4):
        counter.boxes = Answers(unsaved="discard")
        serve(qtbot, counter)
        for menu in counter.menuBar().findChildren(QMenu):
            menu.aboutToShow.emit()
            assert menu.actions()
        qtbot.keyClick(counter, Qt.Key.Key_F9)
        tidied()
        assert left_in(counter) == []


def test_a_window_that_nobody_told_anything_is_not_built_twice_for_its_first_case(qtbot, window):
    assert not window.counter.on
    desk = window.desk
    window.files.open_sample("zhang-xiansheng")
    settled(qtbot, window)
    assert window.desk is desk
    window.files.open_sample("li-nyushi")
    settled(qtbot, window)
    assert window.desk is not desk


@pytest.mark.parametrize("how", ["typed", "pasted", "asked", "undone"])
def test_what_is_in_no_case_is_of_a_client_too(qtbot, counter, how):
    window, desk = counter, counter.desk
    if how == "typed":
        qtbot.keyClicks(desk.person.birth, "1990-")
    elif how == "pasted":
        QGuiApplication.clipboard().setText("年月\t险种\n202401\t职工医保")
        window.pasting.paste()
    elif how == "asked":
        window.run("quick_start")
    else:
        case = window.session.state.case
        window.session.edit(Bilingual("改", "edit"), replace(case, person=replace(case.person, name="王小红")))
        window.session.undo()
    window.session.start(Case("140100"), window.session.state.as_of)
    settled(qtbot, window)
    assert window.desk is not desk
