"""Drives the real window and keeps parts of it as pictures for the manual, `resources/help/pictures/*.png`.

Run from the root of the repository, on a desktop or with `QT_QPA_PLATFORM=offscreen`, after a change to what is seen:

    python docs/help_pictures.py
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QPoint, QRect, Qt  # noqa: E402  the program is not installed where this runs
from PySide6.QtGui import QGuiApplication, QImage, QPixmap  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from app.rules.bilingual import Language  # noqa: E402
from app.rules.record.history import Scheme  # noqa: E402
from app.ui.dialogs.place_dialog import PlaceDialog  # noqa: E402
from app.ui.record.three_questions import QuickStart  # noqa: E402
from app.ui.state.engine import load_engine  # noqa: E402
from app.ui.state.settings import SettingsStore  # noqa: E402
from app.ui.style.theme import dress  # noqa: E402
from app.ui.window.main_window import MainWindow  # noqa: E402
from tests.ui.letters import BUNDLED, body  # noqa: E402

PICTURES = ROOT / "resources" / "help" / "pictures"
TODAY = date(2026, 11, 22)
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_WIDEST = 720
_SIZE = (1160, 768)
_ANSWER = 330  # pixels from the top of the answer
_ROWS = {"202601": "已到账", "202602": "已到账", "202603": "已到账", "202606": "处理中", "202607": "已到账"}
_LIST = "年月\t险种\t到账标志\n" + "".join(f"{month}\t职工基本医疗保险\t{said}\n" for month, said in _ROWS.items())


def main() -> None:
    """Take every picture in both languages."""
    app = QApplication([sys.argv[0], "-style", "fusion"])
    follower = dress(app, "light", body=body(BUNDLED))  # the same wherever they are taken
    PICTURES.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        settings = SettingsStore()
        settings.save(language=language, region="310000", look="light")
        window = MainWindow(lambda: TODAY, settings)
        window.follow(follower)
        window.resize(*_SIZE)
        window.show()
        window.open_desk()
        window.tint()
        window.use_engine(load_engine())
        _take_all(window, language)
        window.session.mark_saved(ROOT / "none.json")
        window.close()


def _take_all(window: MainWindow, language: Language) -> None:
    window.run("place")
    [dialog] = window.findChildren(PlaceDialog)
    dialog.search.setText("nb")
    _settle(window)
    _keep(dialog.grab(), f"place.{language}")
    dialog.close()

    window.run("quick_start")
    [form] = window.findChildren(QuickStart)
    form.scheme.show_value(Scheme.EMPLOYEE)
    form.scheme.picked.emit(Scheme.EMPLOYEE)
    for line, text in ((form.last, "2026-8"), (form.since, "2020")):
        line.setText(text)
        line.setModified(True)
        line.commit()
    _settle(window)
    _keep(_part(form), f"questions.{language}")

    window.files.open_sample("zhang-xiansheng")
    _settle(window)
    _keep(_part(window.desk.timeline), f"timeline.{language}")
    _keep(_part(window.desk.tabs, _ANSWER), f"answer.{language}")

    window.session.mark_saved(ROOT / "none.json")
    window.files.start_new()
    QGuiApplication.clipboard().setText(_LIST)
    window.run("paste")
    _settle(window)
    _keep(_part(window.desk.record), f"paste.{language}")
    window.desk.record.end_review()


def _settle(window: MainWindow) -> None:
    window.session.settle()
    QTest.qWait(300)


def _part(shown: QWidget, height: int = 0) -> QPixmap:
    """A part of the window, with its background."""
    window = shown.window()
    whole = QRect(shown.mapTo(window, QPoint(0, 0)), shown.size())
    if height:
        whole.setHeight(min(height, whole.height()))
    return window.grab(whole)


def _keep(picture: QPixmap, name: str) -> None:
    """Keep a picture small: no wider than the page of the manual, without transparency."""
    image = picture.toImage()
    if image.width() > _WIDEST:
        image = image.scaledToWidth(_WIDEST, Qt.TransformationMode.SmoothTransformation)
    image.convertToFormat(QImage.Format.Format_RGB888).save(str(PICTURES / f"{name}.png"), "PNG", 0)


if __name__ == "__main__":
    main()
