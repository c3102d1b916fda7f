"""After F9 nothing the program can reach holds the last person: no object, page, clipboard, menu, dialog or file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from app.ui.policies.window import PolicyWindow
from app.ui.state.engine import load_engine
from app.ui.state.settings import SettingsStore
from app.ui.widgets.message_boxes import MessageBoxes
from app.ui.window.on_demand import Dialogs
from tests.ui.conftest import settled
from tests.ui.held import held

# backwards, so that no constant of this module holds them
NAME, NUMBER, UNIT, REASON, FILE = "甲娜娜阳欧", "123470308910403044", "司公限有角犄", "复答头口犄角", "件案犄角"
BIRTH, AMOUNT = "70-30-8891", "73.5376"
TRACES = (NAME, NUMBER, UNIT, REASON, FILE, AMOUNT)


def said(backwards: str) -> str:
    return backwards[::-1]


@pytest.fixture(scope="module")
def engine():
    """The program's own: that of the other tests remembers its answers."""
    return load_engine()


@pytest.fixture
def home(tmp_path, monkeypatch):
    made = tmp_path / "home"
    made.mkdir()
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(made / name.lower()))
    return made


@pytest.fixture
def settings(home):
    return SettingsStore(home / "config" / "settings.json")


@pytest.fixture
def counter(window, home):
    window.keep_journal(home / "recovery")
    window.counter.switch(True)
    window.boxes.unsaved = "discard"
    return window


def write_case(path: Path) -> Path:
    """A client's case with all that names the person, in a file named after the person."""
    document = {
        "format": "xubaotong.case/1",
        "region": "370200",
        "as_of": "2026-11-22",
        "person": {"name": said(NAME), "id_number": said(NUMBER), "birth_date": said(BIRTH), "sex": "female"},
        "periods": [
            {"scheme": "employee", "start": "2018-01", "end": "2026-03", "payer": said(UNIT), "base": said(AMOUNT)}
        ],
        "lapse_causes": [{"start": "2026-04", "cause": "left_job"}],
        "decisions": [{"reason": said(REASON), "by": said(NAME), "on": "2026-11-01", "verdict": "yes"}],
        "figures": {"reference_wage:2025": said(AMOUNT)},
    }
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def serve(qtbot, window, path):
    """A client is served with everything the window can do."""
    window.files.open(path)
    settled(qtbot, window)
    for number in range(window.desk.tabs.count()):
        window.desk.tabs.setCurrentIndex(number)
        QApplication.processEvents()
    for view in (1, 0, 1):
        window.desk.record.show_view(view)
    window.commands.by_key["timeline_table"].trigger()
    for name in (window.desk.person.name, window.desk.person.id_number):
        name.setFocus()
        name.selectAll()
        qtbot.keyClick(name, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        name.insert("x")
        name.undo()
    window.session.undo()
    paste = f"姓名\t年月\t险种\t单位名称\n{said(NAME)}\t202604\t职工医保\t{said(UNIT)}\n"
    QGuiApplication.clipboard().setText(paste)
    window.commands.by_key["paste"].trigger()
    QApplication.processEvents()
    for language in ("en", "zh"):
        window.speak(language)
        window.commands.by_key["paste"].trigger()
        QApplication.processEvents()
    window.enlarge("large")
    window.enlarge("standard")
    answering = window.boxes
    window.boxes, window.dialogs = MessageBoxes(window, window.phrases), Dialogs(window, window.session, window)
    for key in ("preview", "decide", "correct", "treatment", "glossary", "policies", "about", "office", "save_as"):
        window.commands.by_key[key].trigger()
        QApplication.processEvents()
    window.tell_of_fault(["ValueError", "  app.somewhere:1:x"])
    for dialog in window.findChildren(QDialog) + window.findChildren(PolicyWindow):
        dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.boxes = answering
    window.boxes.path = path.with_suffix(".pdf")
    window.commands.by_key["export"].trigger()
    window.boxes.path = path
    window.commands.by_key["save"].trigger()
    window.mention(f"{said(NAME)}")
    window.session.unmask(True)
    window.desk.person.birth.setFocus()
    window.desk.person.birth.insert(said(BIRTH))


def next_person(window):
    answers = window.boxes
    window.commands.by_key["new"].trigger()
    answers.path, answers.told = None, []  # what the test itself holds


def test_the_search_finds_a_client_while_there_is_one(qtbot, counter, home, tmp_path):
    path = write_case(tmp_path / f"{said(FILE)}.json")
    serve(qtbot, counter, path)
    found = held(TRACES, home)
    for kind in ("object", "window", "clipboard"):
        assert any(line.startswith(kind) for line in found), kind


def test_one_key_leaves_nothing_of_the_last_client_in_anything_reachable(qtbot, counter, home, tmp_path):
    serve(qtbot, counter, write_case(tmp_path / f"{said(FILE)}.json"))
    next_person(counter)
    found = held(TRACES, home)
    assert not found, "\n".join(found)


def test_at_home_the_next_case_leaves_nothing_of_the_last_but_the_list_of_recent_files(qtbot, window, home, tmp_path):
    window.keep_journal(home / "recovery")
    window.boxes.unsaved = "discard"
    serve(qtbot, window, write_case(tmp_path / f"{said(FILE)}.json"))
    next_person(window)
    window.settings.save(recent=())
    QGuiApplication.clipboard().clear()
    found = held(TRACES, home)
    assert not found, "\n".join(found)
