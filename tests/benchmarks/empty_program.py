"""The empty window as a program that also reads with pydantic: what empty_bundle.spec makes a bundle of."""

from __future__ import annotations

import sys

from empty_window import EmptyWindow
from pydantic import BaseModel
from PySide6.QtWidgets import QApplication


class Thing(BaseModel):
    """Something to read."""

    name: str


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    window = EmptyWindow()
    window.setWindowTitle(Thing.model_validate({"name": "空窗口"}).name)
    window.show()
    sys.exit(application.exec())
