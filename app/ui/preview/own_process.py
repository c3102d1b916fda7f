"""Another process of this program, which the window does not wait for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from app.system.own_process import own_folder, own_process

_PATIENCE: Final = 20_000
"""Milliseconds after which a process that does not end is given up."""


_MOMENT: Final = 500


class OwnProcess(QObject):
    """Runs a command of this program. `ended` carries whether it went well, and what it wrote; then it is gone."""

    ended = Signal(bool, bytes)

    def __init__(self, command: str, parent: QObject | None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        program, arguments = own_process(command)
        self._process.setProgram(program)
        self._process.setArguments(arguments)
        self._process.setWorkingDirectory(str(own_folder()))
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE)
        self._timer.timeout.connect(self._process.kill)

    def start(self, sent: bytes = b"") -> None:
        """Start it, and send it something on its stdin."""
        self._timer.start()
        self._process.start()
        self._process.write(sent)
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """End it, and tell nobody."""
        self.blockSignals(True)  # noqa: FBT003  Qt has no other form
        self._process.kill()
        self._process.waitForFinished(_MOMENT)

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._timer.stop()
        well = status is QProcess.ExitStatus.NormalExit and code == 0
        self.ended.emit(well, bytes(self._process.readAllStandardOutput().data()))
        self.deleteLater()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._timer.stop()
            self.ended.emit(False, b"")  # noqa: FBT003  the value of a signal
            self.deleteLater()
