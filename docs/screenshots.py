"""Drives the real window over the samples and keeps what it shows as docs/images/*.png, for the README.

Run on a desktop, or under `xvfb-run -s "-screen 0 1600x1000x24"`, from the root of the repository:

    python docs/screenshots.py
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtTest import QTest  # noqa: E402  the program is not installed where this runs
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.ui.engine import load_engine  # noqa: E402
from app.ui.main_window import MainWindow  # noqa: E402
from app.ui.theme import DARK, dress  # noqa: E402

IMAGES = ROOT / "docs" / "images"
TODAY = date(2026, 11, 22)
USUAL, SMALL = (1440, 900), (1366, 768)


def main() -> None:
    """Take every picture."""
    app = QApplication([sys.argv[0], "-style", "fusion"])
    follower = dress(app)
    window = MainWindow(TODAY)
    follower.recoloured.connect(window.recolour)
    window.show()
    window.tint()
    window.use_engine(load_engine())
    IMAGES.mkdir(exist_ok=True)
    _take(window, "empty", SMALL)
    window.open_sample("zhang-xiansheng")
    _take(window, "zhang-xiansheng", USUAL)
    window.tabs.setCurrentIndex(1)
    _take(window, "checklist", USUAL)
    window.tabs.setCurrentIndex(0)
    window.open_sample("zhang-nyushi")
    window.record.show_view(1)
    _take(window, "zhang-nyushi", USUAL)
    window.record.show_view(0)
    window.open_sample("resident-skipped-two-years")
    _take(window, "resident", SMALL)
    window.open_sample("li-nyushi")
    _take(window, "li-nyushi-english", USUAL, lambda: window.speak("en"))
    window.speak("zh")
    _take(window, "li-nyushi-dark", USUAL, lambda: follower.wear(DARK))
    window.close()


def _take(window: MainWindow, name: str, size: tuple[int, int], first: Callable[[], object] = bool) -> None:
    window.resize(*size)
    first()
    window.person.name.clearFocus()
    while not window.session.state.settled:
        QTest.qWait(20)
    QTest.qWait(300)
    window.grab().save(str(IMAGES / f"{name}.png"))


if __name__ == "__main__":
    main()
