"""Our window with packs and workspace: prints the milliseconds until it answers, and its memory."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer

from app.__main__ import NEW_OBJECTS_BEFORE_A_LOOK
from app.ui.application.application import Program
from app.ui.application.startup_time import milliseconds_since_start
from tests.benchmarks.empty_window import resident_kib

AT_REST = 2000  # milliseconds
gc.set_threshold(NEW_OBJECTS_BEFORE_A_LOOK)  # as the program does
gc.disable()  # as `run_window` does

if __name__ == "__main__":
    case = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    program = Program(lambda: date(2026, 11, 22), case)
    program.settings.save(region="140100")  # as after the first start, which asks
    answered: list[float] = []

    def load() -> None:
        program.load()
        QTimer.singleShot(0, lambda: answered.append(milliseconds_since_start()))

    def report() -> None:
        sys.stdout.write(f"{answered[0]:.0f} {resident_kib()}\n")
        sys.stdout.flush()
        program.quit()

    program.ready.connect(load)
    program.ready.connect(lambda: QTimer.singleShot(AT_REST, report))
    sys.exit(program.run())
