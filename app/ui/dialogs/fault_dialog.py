"""Knows the dialog that says the program is at fault, with a text to copy. Does not know what went wrong."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui.style.theme import Size
from app.ui.widgets.dialog import Role, Sheet
from app.ui.widgets.fields import named
from app.ui.widgets.scroll_column import Told
from app.wording.phrasebook import Phrasebook

_WIDE = 36  # heights of a letter


class FaultBox(Sheet):
    """What was done may be unfinished, what was filled in is still there, and what to hand on to be helped."""

    def __init__(self, report: str, hint: str, speech: Phrasebook, parent: QWidget | None = None) -> None:
        self._speech = speech = speech.within("comfort")
        super().__init__(speech("fault.title"), parent, _WIDE)
        lead = Told(self, Size.HEADING)
        lead.say(speech("fault.lead"))
        kept = Told(self)
        kept.say(hint)
        ask = Told(self)
        ask.say(speech("fault.ask"))
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        named(self.report, speech("fault.report"))
        self.copy = self.add_button(speech("fault.copy"), Role.ActionRole)
        close = self.add_button(speech("fault.close"), Role.RejectRole)
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
        self.copy.setText(self._speech("fault.copied"))
