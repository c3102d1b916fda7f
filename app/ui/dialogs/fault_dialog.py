"""The dialog that reports a fault of the program, with a text to copy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui.style.theme import Size
from app.ui.widgets.dialog import Dialog, Role
from app.ui.widgets.fields import named
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook

_WIDE = 36  # letter heights


class FaultDialog(Dialog):
    """Says that the last action may be unfinished but nothing entered is lost, with a report to pass on.

    `case_asked` asks to save the case without the person, to be passed on as well.
    """

    case_asked = Signal()

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
        case = WrappedLabel(self)
        case.say(phrases("fault.case.more"))
        self.copy = self.add_button(phrases("fault.copy"), Role.ActionRole)
        self.save_case = self.add_button(phrases("fault.case"), Role.ActionRole)
        self.save_case.clicked.connect(self.case_asked)
        close = self.add_button(phrases("fault.close"), Role.RejectRole)
        close.setDefault(True)
        self.copy.clicked.connect(self._on_copy)
        self.buttons.rejected.connect(self.reject)
        for part in (lead, kept, ask):
            self.body.addWidget(part)
        self.body.addWidget(self.report, 1)
        self.body.addWidget(case)
        close.setFocus()

    def add(self, report: str) -> None:
        """Add a further fault to the text."""
        self.report.appendPlainText(f"\n{report}")

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(self._phrases("fault.copied"))
