"""Knows the form for the office's own details. Does not know where they are kept, nor any rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.report.office import CUSTOMS, LINES
from app.ui.fields import Line, named
from app.ui.speech import Speech
from app.ui.stack import Told
from app.ui.theme import UNIT, Size, faint

_LETTERS_SHOWN: Final = 44
_CUSTOMS_SHOWN: Final = 5  # lines


class OfficeForm(QDialog):
    """Name, address, window, hours, phone and local document customs; `kept` carries them by their names."""

    kept = Signal(object)

    def __init__(self, details: Mapping[str, str], speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech = speech.within("comfort")
        self.setWindowTitle(speech("office.title"))
        self.lines = {name: self._line(name, details.get(name, "")) for name in LINES}
        self.customs = QPlainTextEdit(details.get(CUSTOMS, ""), self)
        self.customs.setTabChangesFocus(True)
        self.customs.setPlaceholderText(speech("office.customs.example"))
        self.customs.setFixedHeight(self.customs.fontMetrics().lineSpacing() * _CUSTOMS_SHOWN + 2 * UNIT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        layout.setSpacing(2 * UNIT)
        lead = Told(self)
        lead.say(speech("office.lead"))
        layout.addWidget(lead)
        layout.addLayout(self._rows())
        layout.addWidget(self._buttons())

    def _rows(self) -> QFormLayout:
        rows = QFormLayout()
        rows.setHorizontalSpacing(2 * UNIT)
        rows.setVerticalSpacing(UNIT)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, field in (*self.lines.items(), (CUSTOMS, self.customs)):
            label = QLabel(self._speech(f"office.{name}"), self)
            named(field, self._speech(f"office.{name}.spoken"), label)
            rows.addRow(label, field)
        hint = faint(Told(self), Size.CAPTION)
        hint.say(self._speech("office.customs.hint"))
        hint.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        rows.addRow("", hint)
        return rows

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        self.keep = buttons.addButton(self._speech("office.keep"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self._speech("office.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.keep.setDefault(True)
        buttons.accepted.connect(self._on_keep)
        buttons.rejected.connect(self.reject)
        return buttons

    def _line(self, name: str, text: str) -> Line:
        line = Line(self)
        line.setText(text)
        line.setPlaceholderText(self._speech(f"office.{name}.example"))
        line.setMinimumWidth(line.fontMetrics().averageCharWidth() * _LETTERS_SHOWN)
        return line

    def _on_keep(self) -> None:
        details = {name: line.text().strip() for name, line in self.lines.items()}
        details[CUSTOMS] = self.customs.toPlainText().strip()
        self.kept.emit({name: text for name, text in details.items() if text})
        self.accept()
