"""The window's own commands for the print system: one lists the printers, the other prints what stdin brings.

They are not for people, and stand in no help: the window runs them in a process of its own, and goes on meanwhile.
"""

from __future__ import annotations

import json
import sys

from app.cli.exit_codes import DONE, FAILED_CHECK
from app.cli.streams import put
from app.system.own_process import PRINTERS


def perform(command: str) -> int:
    """List the printers, or print a job; returns 0, or 1 when the printer refused."""
    from app.report.printer import print_packed, printer_names

    if command == PRINTERS:
        put(json.dumps(printer_names(), ensure_ascii=False) + "\n")
        return DONE
    try:
        print_packed(sys.stdin.buffer.read())
    except OSError:
        return FAILED_CHECK
    return DONE
