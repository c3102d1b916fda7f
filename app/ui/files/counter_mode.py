"""Counter mode: keeps nothing of a client beyond the case file. Outside of it, a recovery journal is kept.

For the next case the whole window is built anew, in either mode. So no part has to forget anything itself, and a part
added later keeps nothing either. Only a window that nobody has told anything is left as it is.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QToolTip, QWidget

from app.system.sha256 import digest_of
from app.ui.files.journal import Recovery
from app.ui.state.session import Session, State
from app.ui.widgets.window_fields import WindowFields

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.files.journal import CrashedJournal, Recovery
    from app.ui.state.settings import SettingsStore

_ONCE_DELETED: Final = 100
"""Milliseconds after which Qt has deleted the parts of the window that were made anew."""
_SHORTEST_TRACE: Final = 2
"""Shortest name by which a clipboard text is taken for the client's; one letter is in any text."""


class CounterMode(QObject):
    """Counter mode of one window, the journal kept without it, and clearing the clipboard.

    `switched` carries whether it is on now. `renew_asked` asks to rebuild every part of the window for the next person,
    where it may hold something of the last one.
    """

    switched = Signal(bool)
    renew_asked = Signal()

    def __init__(self, session: Session, settings: SettingsStore, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._settings, self._window = session, settings, parent
        self._traces: set[str] = set()
        self._pasted: set[str] = set()
        self._recovery: Recovery | None = None
        self._tidy = QTimer(self, singleShot=True, interval=_ONCE_DELETED)
        self._tidy.timeout.connect(gc.collect)  # what only refers to itself would hold the last person for a while
        session.changed.connect(self._on_changed)
        session.started.connect(self._on_started)
        self._on_changed(session.state)

    @property
    def on(self) -> bool:
        """True in counter mode: nothing of a client is kept."""
        return self._settings.current.counter

    def switch(self, on: bool) -> None:  # noqa: FBT001  said by the name
        """Switch counter mode on or off."""
        self._settings.save(counter=on, **({"recent": ()} if on else {}))
        if self._recovery is not None:
            self._recovery.want(not on)
        self.switched.emit(on)
        self._on_changed(self._session.state)

    def keep_journal(self, folder: Path) -> list[CrashedJournal]:
        """Keep a journal in a folder; returns the journals that crashes have left there."""
        fields = WindowFields(self._window)
        self._recovery = Recovery(self._session, folder, self, lambda: fields.typed)
        self._recovery.want(not self.on)
        return self._recovery.left()

    def note_typing(self) -> None:
        """Something is typed, taken or taken back in a field of the window; the journal has it too."""
        if self._recovery is not None:
            self._recovery.note_typing()

    def write_journal(self) -> None:
        """Write the journal at once, where one is kept."""
        if self._recovery is not None:
            self._recovery.write()

    def close(self) -> None:
        """Remove the journal, as the window is closed properly."""
        if self._recovery is not None:
            self._recovery.forget()
        self.leave()

    def remember_pasted(self, text: str) -> None:
        """Remember the digest of pasted text, so that it can be cleared from the clipboard when the client leaves."""
        self._pasted.add(_digest(text))

    def leave(self) -> None:
        """Clear what the client left outside the window."""
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
        self._tidy.start()
        self._on_changed(self._session.state)


def close_others(window: QWidget) -> None:
    """Close and delete every other window that belongs to a window: dialogs, policy browser, previews."""
    directly = Qt.FindChildOption.FindDirectChildrenOnly  # Python would keep references to Qt's internal children
    others: Iterable[QWidget] = window.findChildren(QWidget, "", directly)
    for other in others:
        if other.isWindow() and other.isVisible():
            other.close()
            other.deleteLater()


def _digest(text: str) -> str:
    return digest_of(text.strip().encode("utf-8", "surrogatepass"))
