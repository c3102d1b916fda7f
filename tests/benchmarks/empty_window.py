"""A minimal window with a form and a table, to measure ours against: prints its milliseconds and its memory.

Its labels are Chinese, as in any such program, so the fonts for them are part of the minimum.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget


class EmptyWindow(QWidget):
    """A form of ten rows above a table of 20 rows and 5 columns."""

    def __init__(self) -> None:
        super().__init__()
        form = QFormLayout()
        for number in range(10):
            form.addRow(f"字段 {number}", QLineEdit())
        table = QTableWidget(20, 5)
        for row in range(20):
            for column in range(5):
                table.setItem(row, column, QTableWidgetItem(f"第{row}行第{column}列"))
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(table)
        self.resize(1200, 800)
        self._painted = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's own name
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, report)


def resident_kib() -> int:
    """What this process keeps in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


def report() -> None:
    fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    began = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    sys.stdout.write(f"{(time.clock_gettime(time.CLOCK_BOOTTIME) - began) * 1000:.0f} {resident_kib()}\n")
    sys.stdout.flush()
    QApplication.quit()


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    window = EmptyWindow()
    window.show()
    sys.exit(application.exec())
