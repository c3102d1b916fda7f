"""The running program: the application, its window, and what is loaded after the first paint."""

from __future__ import annotations

import gc
import linecache
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.system.installation import kept_beside, presets
from app.ui.application.startup_time import milliseconds_since_start, write
from app.ui.state.presets import read_presets
from app.ui.state.settings import SettingsStore
from app.ui.style.icons import window_icon
from app.ui.style.theme import dress
from app.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from sys import UnraisableHookArgs
    from types import TracebackType

    from PySide6.QtCore import QTranslator

    from app.system.clock import Clock
    from app.ui.application.crash_reports import Faults


class Program(QObject):
    """The program; `ready` comes one turn of the event loop after the first paint. `settings` are those of its user."""

    ready = Signal()

    def __init__(self, today: Clock, case_path: Path | None) -> None:
        super().__init__()
        self._app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
        assert isinstance(self._app, QApplication)  # noqa: S101  only QApplication is made here
        self._app.setApplicationName("xubaotong")
        self._app.setDesktopFileName("xubaotong")
        self._case_path = case_path
        self._translator: QTranslator | None = None
        self.settings = settings = SettingsStore(
            _folder_of_settings() / "settings.json", read_presets(presets()).settings
        )
        follower = dress(self._app, settings.current.look, settings.current.text_size)
        self._window = MainWindow(today, settings)
        self._window.follow(follower)
        self._window.painted.connect(self.ready, Qt.ConnectionType.QueuedConnection)

    @property
    def platform(self) -> str:
        """The name of the platform that Qt has chosen to show windows on."""
        return QGuiApplication.platformName()

    @property
    def plugins(self) -> Path:
        """The folder of Qt's plugins."""
        return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))

    def run(self) -> int:
        """Show the window and run until it is closed."""
        self._window.show()
        with FaultHooks(self._window.tell_of_fault).in_force():
            return self._app.exec()

    def load(self) -> None:
        """Do what the first paint did not have to wait for: the workspace, icons, packs, the case asked for."""
        from app.system.users_file import sweep_killed_saves

        self._window.open_desk()
        self._translate()
        self._window.rebuilt.connect(self._translate)
        self._window.tint()
        QGuiApplication.setWindowIcon(window_icon())
        self._read_packs()
        sweep_killed_saves()
        self._window.keep_journal(_folder_of_journals())
        if self._case_path is not None:
            self._window.open_case(self._case_path)
        else:
            self._window.ask_place()
        gc.freeze()  # packs and widgets stay; collecting among them would be felt while typing
        gc.enable()

    def _read_packs(self) -> None:
        from app.packs.problems import UnusablePack
        from app.ui.state.engine import load_engine

        try:
            engine = load_engine()
            linecache.clearcache()  # PySide reads the source of every module to see which of its features it enables
            gc.collect()  # every class with slots was made twice: packs and panes take the place of the first ones
            self._window.use_engine(engine)
        except UnusablePack as unusable:
            self._window.tell_of_packs(unusable.problems)

    def _translate(self) -> None:
        """Translate Qt's own buttons and menus into the window's language."""
        from PySide6.QtCore import QLocale, QTranslator

        language = self._window.language
        QLocale.setDefault(QLocale("zh_CN" if language == "zh" else "en_GB"))
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language == "zh" and self._translator.load("qtbase_zh_CN", folder):
            self._app.installTranslator(self._translator)

    def report_start(self) -> None:
        """Print the milliseconds since the process began, and quit."""
        write(sys.stdout, f"{milliseconds_since_start():.0f}\n")
        self.quit()

    def quit(self) -> None:
        """Close without asking, even if something is unsaved."""
        self._app.quit()


class FaultHooks:
    """Reports uncaught exceptions; `tell` gets the redacted lines of each."""

    def __init__(self, tell: Callable[[list[str]], None]) -> None:
        self._tell = tell
        self._faults: Faults | None = None

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """Replace Python's own hooks while the context is active."""
        before = sys.excepthook, sys.unraisablehook
        sys.excepthook, sys.unraisablehook = self._on_fault, self._on_fault_while_tidying
        try:
            yield
        finally:
            sys.excepthook, sys.unraisablehook = before

    def _on_fault(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        self._made()(kind, fault, trace)

    def _on_fault_while_tidying(self, ignored: UnraisableHookArgs) -> None:
        self._made().while_tidying(ignored)

    def _made(self) -> Faults:
        from app.ui.application.crash_reports import Faults

        if self._faults is None:
            self._faults = Faults(self._tell)
        return self._faults


def _folder_of_settings() -> Path:
    return kept_beside() or _of_user(QStandardPaths.StandardLocation.AppConfigLocation)


def _folder_of_journals() -> Path:
    return (kept_beside() or _of_user(QStandardPaths.StandardLocation.AppLocalDataLocation)) / "recovery"


def _of_user(kind: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(kind))
