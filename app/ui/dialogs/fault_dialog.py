"""Knows the dialog that says the program is at fault, with a text to copy. Does not know what went wrong."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui.style.theme import Size
from app.ui.widgets.dialog import Dialog, Role
from app.ui.widgets.fields import named
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook

_WIDE = 36  # heights of a letter


class FaultDialog(Dialog):
    """What was done may be unfinished, what was filled in is still there, and what to hand on to be helped."""

    def __init__(self, report: str, hint: str, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        self._phrases = phrases = phrases.within("comfort")
        super().__init__(phrases("fault.title"), parent, _WIDE)
        lead = WrappedLabel(self, Size.HEADING)
        lead.say(phrases("fault.lead"))
        kept = WrappedLabel(self)
        kept.say(hint)
        ask = WrappedLabel(self)
        ask.say(phrases("fault.ask"))
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        named(self.report, phrases("fault.report"))
        self.copy = self.add_button(phrases("fault.copy"), Role.ActionRole)
        close = self.add_button(phrases("fault.close"), Role.RejectRole)
        close.setDefault(True)
        self.copy.clicked.connect(self._on_copy)
        self.buttons.rejected.connect(self.reject)
        for part in (lead, kept, ask):
            self.body.addWidget(part)
        self.body.addWidget(self.report, 1)
        close.setFocus()

    def add(self, report: str) -> None:
        """Tell of a further fault in the same text."""
        self.report.appendPlainText(f"\n{report}")

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(self._phrases("fault.copied"))
