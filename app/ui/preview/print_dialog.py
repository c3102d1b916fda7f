"""Asks for a printer, and prints in a process of its own: the print system never keeps the window waiting."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QSpinBox, QWidget

from app.report.layout.marks import Page
from app.report.layout.print_job import PrintJob
from app.system.own_process import PRINT_JOB, PRINTERS
from app.ui.preview.own_process import OwnProcess
from app.ui.widgets.dialog import Dialog, Role
from app.ui.widgets.plain_text import plain
from app.wording.phrasebook import Phrasebook

_WIDE: Final = 26
_MOST_COPIES: Final = 99


class PrintDialog(Dialog):
    """Printer, copies, both sides; and the PDF, which needs no printer. Closed, it forgets the pages.

    `pdf_asked` asks for the PDF instead. `sent` carries the printer and the process that prints, once it was started.
    """

    pdf_asked = Signal()
    sent = Signal(str, QObject)

    def __init__(
        self, pages: Sequence[Page], title: str, phrases: Phrasebook, parent: QWidget, *, offers_pdf: bool = True
    ) -> None:
        self._phrases = phrases = phrases.within("print")
        super().__init__(phrases("title"), parent, _WIDE)
        self._pages, self._title = tuple(pages), title
        self.printer = QComboBox(self)
        self.printer.addItem(phrases("looking"))
        self.printer.setEnabled(False)
        self.copies = QSpinBox(self)
        self.copies.setRange(1, _MOST_COPIES)
        self.folded = QCheckBox(phrases("folded"), self)
        self.remark = plain(QLabel(self))
        self.remark.setWordWrap(True)
        self.remark.hide()
        form = QFormLayout()
        form.addRow(phrases("printer"), self.printer)
        form.addRow(phrases("copies"), self.copies)
        form.addRow("", self.folded)
        self.body.addLayout(form)
        self.body.addWidget(self.remark)
        self.to_printer = self.add_button(phrases("print"), Role.AcceptRole)
        self.to_printer.setEnabled(False)
        self.to_printer.clicked.connect(self._on_print)
        self.to_pdf = self.add_button(phrases("pdf"), Role.ActionRole)
        self.to_pdf.setVisible(offers_pdf)
        self.to_pdf.clicked.connect(self._on_pdf)
        self.add_button(phrases("cancel"), Role.RejectRole).clicked.connect(self.reject)
        self._search: OwnProcess | None = OwnProcess(PRINTERS, self)
        self._search.ended.connect(self._on_answer)
        self._search.start()
        self.finished.connect(self._on_finished)

    def _on_answer(self, done: bool, output: bytes) -> None:  # noqa: FBT001  the value of a signal
        self._search = None
        names: list[str] = json.loads(output) if done else []
        self.printer.clear()
        if not names:
            self.printer.addItem(self._phrases("none"))
            self.remark.setText(self._phrases("none.remark"))
            self.remark.setVisible(self.to_pdf.isVisibleTo(self))
            self.to_pdf.setDefault(True)
            self.to_pdf.setFocus()
            return
        self.printer.addItems(names)
        self.printer.setEnabled(True)
        self.to_printer.setEnabled(True)
        self.to_printer.setDefault(True)
        self.to_printer.setFocus()

    def _on_print(self) -> None:
        name = self.printer.currentText()
        job = PrintJob(name, self._pages, self._title, self.copies.value(), self.folded.isChecked())
        process = OwnProcess(PRINT_JOB, self.parent())
        process.start(job.packed())
        self.sent.emit(name, process)
        self.accept()

    def _on_pdf(self) -> None:
        self.accept()
        self.pdf_asked.emit()

    def _on_finished(self) -> None:
        self._pages = ()
        if self._search is not None:
            self._search.stop()
        self.deleteLater()
