"""The dialog for the office's own details, which its papers carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QPlainTextEdit, QSizePolicy, QWidget

from app.report.content.office import CUSTOMS, LINES
from app.ui.state.session import Session
from app.ui.state.shell import Shell
from app.ui.style.theme import UNIT, Size, faint
from app.ui.widgets.dialog import Dialog, Role
from app.ui.widgets.fields import LineEdit, named
from app.ui.widgets.plain_text import plain
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook

_WIDE: Final = 40  # letter heights
_CUSTOMS_SHOWN: Final = 5  # lines


def dialog(shell: Shell, session: Session, parent: QWidget) -> QDialog:  # noqa: ARG001  every dialog is made alike
    """The dialog as the window opens it."""
    made = OfficeDialog(shell.settings.current.office, shell.phrases, parent)
    made.kept.connect(lambda details: shell.settings.save(office=details))
    return made


class OfficeDialog(Dialog):
    """Name, address, window, hours, phone and documents the office asks for; `kept` carries them by field name."""

    kept = Signal(object)

    def __init__(self, details: Mapping[str, str], phrases: Phrasebook, parent: QWidget | None = None) -> None:
        self._phrases = phrases = phrases.within("comfort")
        super().__init__(phrases("office.title"), parent, _WIDE)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.lines = {name: self._line(name, details.get(name, "")) for name in LINES}
        self.customs = QPlainTextEdit(details.get(CUSTOMS, ""), self)
        self.customs.setTabChangesFocus(True)
        self.customs.setPlaceholderText(phrases("office.customs.example"))
        self.customs.setFixedHeight(self.customs.fontMetrics().lineSpacing() * _CUSTOMS_SHOWN + 2 * UNIT)
        lead = WrappedLabel(self)
        lead.say(phrases("office.lead"))
        self.body.setSpacing(2 * UNIT)
        self.body.addWidget(lead)
        self.body.addLayout(self._rows())
        self.body.addStretch(1)
        self.keep = self.add_button(phrases("office.keep"), Role.AcceptRole)
        self.keep.setDefault(True)
        self.add_button(phrases("office.cancel"), Role.RejectRole)
        self.buttons.accepted.connect(self._on_keep)
        self.buttons.rejected.connect(self.reject)

    def _rows(self) -> QFormLayout:
        rows = QFormLayout()
        rows.setHorizontalSpacing(2 * UNIT)
        rows.setVerticalSpacing(UNIT)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, field in (*self.lines.items(), (CUSTOMS, self.customs)):
            label = plain(QLabel(self._phrases(f"office.{name}"), self))
            named(field, self._phrases(f"office.{name}.spoken"), label)
            rows.addRow(label, field)
        hint = faint(WrappedLabel(self), Size.CAPTION)
        hint.say(self._phrases("office.customs.hint"))
        hint.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        rows.addRow("", hint)
        return rows

    def _line(self, name: str, text: str) -> LineEdit:
        line = LineEdit(self)
        line.setText(text)
        line.setPlaceholderText(self._phrases(f"office.{name}.example"))
        return line

    def _on_keep(self) -> None:
        details = {name: line.text().strip() for name, line in self.lines.items()}
        details[CUSTOMS] = self.customs.toPlainText().strip()
        self.kept.emit({name: text for name, text in details.items() if text})
        self.accept()
