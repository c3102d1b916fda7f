"""Drives the real window over the samples and keeps what it shows as docs/images/*.png, for the README.

Run on a desktop, or under `xvfb-run -s "-screen 0 1600x1000x24"`, from the root of the repository:

    python docs/screenshots.py
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtGui import QImage, QPainter  # noqa: E402  the program is not installed where this runs
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.report.content.sections import Style  # noqa: E402
from app.report.layout.painting import paint_page  # noqa: E402
from app.ui.policies.window import PolicyWindow  # noqa: E402
from app.ui.printing.printing import pages_for  # noqa: E402
from app.ui.state.engine import load_engine  # noqa: E402
from app.ui.state.settings import SettingsStore  # noqa: E402
from app.ui.style.theme import dress  # noqa: E402
from app.ui.window.main_window import MainWindow  # noqa: E402
from tests.ui.letters import BUNDLED, body  # noqa: E402

IMAGES = ROOT / "docs" / "images"
TODAY = date(2026, 11, 22)
SIZE = (1366, 768)


def main() -> None:
    """Take every picture."""
    app = QApplication([sys.argv[0], "-style", "fusion"])
    follower = dress(app, body=body(BUNDLED))  # the pictures are the same wherever they are taken
    settings = SettingsStore()
    settings.save(region="140100")
    window = MainWindow(lambda: TODAY, settings)
    window.follow(follower)
    window.resize(*SIZE)
    window.show()
    window.open_desk()
    window.tint()
    window.use_engine(load_engine())
    IMAGES.mkdir(exist_ok=True)
    _take(window, "window-empty")
    window.run("quick_start")
    _take(window, "window-questions")
    window.files.open_sample("zhang-xiansheng")
    _take(window, "window-zhang")
    _take_paper(window, "notice")
    window.files.open_sample("chongqing-left-job")
    _take(window, "window-chongqing")
    window.desk.tabs.setCurrentWidget(window.desk.days)
    window.wear("dark")
    _take(window, "window-days-dark")
    window.desk.tabs.setCurrentIndex(0)
    window.wear("contrast")
    window.enlarge("largest")
    _take(window, "window-contrast-largest")
    window.wear("light")
    window.enlarge("standard")
    window.run("policies")
    QTest.qWait(300)
    policies = next(it for it in window.findChildren(PolicyWindow) if it.isVisible())
    policies.resize(*SIZE)
    QTest.qWait(300)
    policies.grab().save(str(IMAGES / "policies.png"))
    window.close()


def _take(window: MainWindow, name: str) -> None:
    window.desk.person.name.clearFocus()
    while not window.session.state.settled:
        QTest.qWait(20)
    QTest.qWait(300)
    window.grab().save(str(IMAGES / f"{name}.png"))


def _take_paper(window: MainWindow, name: str) -> None:
    sheet = QImage(1240, 1754, QImage.Format.Format_RGB32)  # A4 at 150 dots an inch
    sheet.setDotsPerMeterX(round(150 / 0.0254))
    sheet.setDotsPerMeterY(round(150 / 0.0254))
    sheet.fill(0xFFFFFFFF)
    painter = QPainter(sheet)
    paint_page(painter, pages_for(window.session.state, Style(language="zh"))[0])
    painter.end()
    sheet.save(str(IMAGES / f"{name}.png"))


if __name__ == "__main__":
    main()
