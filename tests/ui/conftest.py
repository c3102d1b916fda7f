"""Fixtures with a window over the shipped packs, whose dialogs are answered at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.ui.state.engine import Engine, load_engine
from app.ui.state.session import State
from app.ui.state.settings import SettingsStore
from app.ui.style.theme import Appearance, dress
from app.ui.window.main_window import MainWindow
from app.wording.glance import glance_lines
from tests.ui.answering import answering_once
from tests.ui.left_running import watched
from tests.ui.letters import BUNDLED, body

TODAY = date(2026, 11, 22)


@dataclass
class Answers:
    """Replaces the dialogs: records questions and messages, and holds the answers to give."""

    path: Path | None = None
    unsaved: str = "cancel"
    changed: str = "cancel"
    backup: bool = False
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def ask_file_to_open(self, then) -> None:
        self._ask("open", then)

    def ask_files_to_import(self, then) -> None:
        self._ask("import", lambda path: then([path]))

    def ask_file_to_save(self, name, then) -> None:
        self._ask(name, then)

    def ask_file_to_export(self, name, then) -> None:
        self._ask(name, then)

    def _ask(self, what, then) -> None:
        self.asked.append(what)
        if self.path is not None:
            then(self.path)

    def ask_unsaved(self, save, discard, *, usually_saved) -> None:
        self.asked.append("unsaved")
        {"save": save, "discard": discard, "cancel": lambda: None}[self.unsaved]()

    def ask_changed(self, text, more, overwrite, save_as) -> None:
        self.asked.append("changed")
        self.told.append(f"{text}\n{more}")
        {"overwrite": overwrite, "save_as": save_as, "cancel": lambda: None}[self.changed]()

    def ask_backup(self, text, more, open_it) -> None:
        self.asked.append("backup")
        self.told.append(f"{text}\n{more}")
        {True: open_it, False: lambda: None}[self.backup]()

    def tell(self, text, more="") -> None:
        self.told.append(f"{text}\n{more}")

    def fault(self, lines, hint) -> None:
        self.told.append("\n".join([*lines, hint]))


@pytest.fixture(scope="session")
def engine() -> Engine:
    return answering_once(load_engine())


@pytest.fixture(scope="session")
def styled(qapp: QApplication) -> QApplication:
    qapp.setStyle("Fusion")
    return qapp


@pytest.fixture
def letters() -> str:
    """Which of the test fonts is used; tests of cut text use both."""
    return BUNDLED


@pytest.fixture(autouse=True)
def follower(styled: QApplication, letters: str) -> Iterator[Appearance]:
    """The `Appearance` of the program, in a test font; changes are undone after the test."""
    worn = dress(styled, body=body(letters))
    yield worn
    worn.choose("system")
    worn.repaint()
    shiboken6.delete(worn)


@pytest.fixture
def today() -> date:
    """The day of the window's clock."""
    return TODAY


@pytest.fixture
def settings() -> SettingsStore:
    """The settings of the window, kept only while it is open; the place was chosen before."""
    kept = SettingsStore()
    kept.save(region="140100")
    return kept


@pytest.fixture
def nothing_left_running(monkeypatch) -> Iterator[None]:
    """No timer and no thread outlives the window; it is closed before this is looked at."""
    with watched(monkeypatch) as started:
        yield
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert started.running() == []


@pytest.fixture
def bare(qtbot, follower, today, settings, nothing_left_running) -> MainWindow:
    """The window at its first paint: no packs yet."""
    window = MainWindow(lambda: today, settings)
    window.follow(follower)
    window.boxes = Answers()
    qtbot.addWidget(window, before_close_func=_forget)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.open_desk()
    window.dialogs.fault = window.boxes.fault
    return window


@pytest.fixture
def window(bare, engine) -> MainWindow:
    """The window with its packs."""
    bare.tint()
    bare.use_engine(engine)
    return bare


def _forget(window: MainWindow) -> None:
    """Mark the case as saved, so that the window closes without a question."""
    if window.session.state.unsaved:
        window.session.mark_saved(Path("case.json"))


def glanced(window: MainWindow) -> str:
    """All that the answer at a glance says, as lines of text; empty while it is hidden."""
    pane = window.desk.glance
    if pane is None or pane.shown is None:
        return ""
    return "\n".join(window.phrases.of(line) for line in glance_lines(pane.shown))


def settled(qtbot, window: MainWindow) -> State:
    """The state once the days are found on which the answer changes, and all of it is shown."""
    qtbot.waitUntil(lambda: window.session.settle().settled)
    QApplication.processEvents()
    window.desk.answer.tell_why()
    return window.session.state
