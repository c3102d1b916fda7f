"""The print system, in a process of its own: it may answer late or never, and no window waits for it."""

from __future__ import annotations

import os
import sys

if sys.platform.startswith("linux"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # read when Qt makes its application, below

from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.report.layout.print_job import PrintJob
from app.report.layout.printing import print_pages


def printer_names() -> list[str]:
    """The printers that the system knows, the usual one first."""
    application = QGuiApplication.instance() or QGuiApplication([])
    names = list(QPrinterInfo.availablePrinterNames())
    usual = QPrinterInfo.defaultPrinterName()
    del application  # it had to exist while Qt asked
    return sorted(names, key=lambda name: name != usual)


def print_packed(packed: bytes) -> None:
    """Print a packed job; OSError when the printer refuses, TypeError for anything but a job."""
    job = PrintJob.unpacked(packed)
    application = QGuiApplication.instance() or QGuiApplication([])
    info = QPrinterInfo.printerInfo(job.printer)
    if info.isNull():
        raise OSError("no such printer")
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setCopyCount(job.copies)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if job.folded else QPrinter.DuplexMode.DuplexNone)
    print_pages(printer, job.pages, job.title)
    del application  # it had to exist while Qt printed
