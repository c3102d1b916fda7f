"""Knows what the program keeps of a case outside of its file: at home a journal, at a counter nothing.

Does not know what is in a case.

Everything the window shows is built anew for the next person. So nothing has to be remembered in order to be forgotten,
and a part that is added later leaves nothing behind either.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QToolTip, QWidget

from app.system.sha256 import digest_of
from app.ui.files.journal import Recovery
from app.ui.state.session import Session, State

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.files.journal import CrashedJournal, Recovery
    from app.ui.state.settings import SettingsStore

_SHORTEST_TRACE: Final = 2
"""Letters of a name that tell whose text it is; one letter is in every text."""


class CounterMode(QObject):
    """Counter mode of one window, the journal that is kept without it, and what a client has left outside of both.

    `switched` tells whether nothing is kept from now on. `renew_asked` wants every part of the window made anew, for
    the next person.
    """

    switched = Signal(bool)
    renew_asked = Signal()

    def __init__(self, session: Session, settings: SettingsStore, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._settings, self._window = session, settings, parent
        self._traces: set[str] = set()
        self._pasted: set[str] = set()
        self._recovery: Recovery | None = None
        session.changed.connect(self._on_changed)
        session.started.connect(self._on_started)
        self._on_changed(session.state)

    @property
    def on(self) -> bool:
        """True while nothing of a client is kept."""
        return self._settings.current.counter

    def switch(self, on: bool) -> None:  # noqa: FBT001  said by the name
        """Keep nothing of a client from now on, or keep what a window of one's own keeps."""
        self._settings.save(counter=on, **({"recent": ()} if on else {}))
        if self._recovery is not None:
            self._recovery.want(not on)
        self.switched.emit(on)
        self._on_changed(self._session.state)

    def keep_journal(self, folder: Path) -> list[CrashedJournal]:
        """Keep a journal in a folder; the answer is what crashes have left there."""
        self._recovery = Recovery(self._session, folder, self)
        self._recovery.want(not self.on)
        return self._recovery.left()

    def write_journal(self) -> None:
        """Write the journal at once, where one is kept."""
        if self._recovery is not None:
            self._recovery.write()

    def close(self) -> None:
        """The window is closed properly: what it kept for a crash is not needed."""
        if self._recovery is not None:
            self._recovery.forget()
        self.leave()

    def remember_pasted(self, text: str) -> None:
        """Remember, by its digest alone, what came from the clipboard, to clear it there with the client."""
        self._pasted.add(_digest(text))

    def leave(self) -> None:
        """Leave nothing of the client outside the window."""
        if not self.on:
            return
        clipboard = QGuiApplication.clipboard()
        modes = [QClipboard.Mode.Clipboard]
        modes += [QClipboard.Mode.Selection] if clipboard.supportsSelection() else []
        for mode in modes:
            if self._is_the_clients(clipboard, mode):
                clipboard.clear(mode)
        QToolTip.hideText()
        self._traces.clear()
        self._pasted.clear()

    def _is_the_clients(self, clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
        ours = clipboard.ownsClipboard() if mode is QClipboard.Mode.Clipboard else clipboard.ownsSelection()
        text = clipboard.text(mode)
        return ours or _digest(text) in self._pasted or any(trace in text for trace in self._traces)

    def _on_changed(self, state: State) -> None:
        if not self.on:
            return
        person = state.case.person
        for trace in (person.name.strip(), person.id_number or ""):
            if len(trace) >= _SHORTEST_TRACE:
                self._traces.add(trace)

    def _on_started(self) -> None:
        if self.on:
            self.leave()
            if self._recovery is not None:
                self._recovery.forget()
            close_others(self._window)
            self.renew_asked.emit()
            self._on_changed(self._session.state)


def close_others(window: QWidget) -> None:
    """Close for good every other window that belongs to a window: forms, lists, previews."""
    directly = Qt.FindChildOption.FindDirectChildrenOnly  # Python keeps what it has once seen of Qt's own parts
    others: Iterable[QWidget] = window.findChildren(QWidget, "", directly)
    for other in others:
        if other.isWindow() and other.isVisible():
            other.close()
            other.deleteLater()


def _digest(text: str) -> str:
    return digest_of(text.strip().encode("utf-8", "surrogatepass"))
