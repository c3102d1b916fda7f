"""Knows the dialog that says the program is at fault, with a text to copy. Does not know what went wrong."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.fields import named
from app.ui.speech import Speech
from app.ui.stack import Told
from app.ui.theme import UNIT, Size

_LINES_SHOWN = 10
_LETTERS_SHOWN = 64


class FaultBox(QDialog):
    """What was done may be unfinished, what was filled in is still there, and what to hand on to be helped."""

    def __init__(self, report: str, hint: str, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech = speech.within("comfort")
        self.setWindowTitle(speech("fault.title"))
        lead = Told(self, Size.HEADING)
        lead.say(speech("fault.lead"))
        kept = Told(self)
        kept.say(hint)
        ask = Told(self)
        ask.say(speech("fault.ask"))
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        metrics = self.report.fontMetrics()
        self.report.setMinimumSize(metrics.averageCharWidth() * _LETTERS_SHOWN, metrics.height() * _LINES_SHOWN)
        named(self.report, speech("fault.report"))
        buttons = QDialogButtonBox(self)
        self.copy = buttons.addButton(speech("fault.copy"), QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(speech("fault.close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        self.copy.clicked.connect(self._on_copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        layout.setSpacing(UNIT)
        for part in (lead, kept, ask, self.report, buttons):
            layout.addWidget(part)
        layout.setStretchFactor(self.report, 1)
        close.setFocus()

    def add(self, report: str) -> None:
        """Tell of a further fault in the same text."""
        self.report.appendPlainText(f"\n{report}")

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(self._speech("fault.copied"))
