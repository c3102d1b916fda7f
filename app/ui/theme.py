"""Knows the look: style, palette, type scale, spacing. Does not know any pane."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget

Label = TypeVar("Label", bound=QLabel)

UNIT = 8
"""The rhythm of the window, in device-independent pixels: margins and gaps are its halves and multiples."""

_CHINESE_FAMILIES = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
)
_SMALLEST_BODY = 10.0


class Size(Enum):
    """The type scale, as a share of body size."""

    CAPTION = 0.9
    BODY = 1.0
    HEADING = 1.1
    CONCLUSION = 1.3


LIGHT = {
    QPalette.ColorRole.Window: "#f6f7f9",
    QPalette.ColorRole.WindowText: "#1c2530",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#f1f4f7",
    QPalette.ColorRole.Text: "#1c2530",
    QPalette.ColorRole.PlaceholderText: "#6a7480",
    QPalette.ColorRole.Button: "#ffffff",
    QPalette.ColorRole.ButtonText: "#1c2530",
    QPalette.ColorRole.ToolTipBase: "#1c2530",
    QPalette.ColorRole.ToolTipText: "#ffffff",
    QPalette.ColorRole.Highlight: "#0b6a88",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Accent: "#0b6a88",
    QPalette.ColorRole.Link: "#0b6a88",
    QPalette.ColorRole.LinkVisited: "#0b6a88",
    QPalette.ColorRole.BrightText: "#a8281e",
    QPalette.ColorRole.Light: "#ffffff",
    QPalette.ColorRole.Midlight: "#e7ebef",
    QPalette.ColorRole.Mid: "#cbd2d9",
    QPalette.ColorRole.Dark: "#8b95a1",
    QPalette.ColorRole.Shadow: "#5b6672",
}
DARK = {
    QPalette.ColorRole.Window: "#20252b",
    QPalette.ColorRole.WindowText: "#e8ebef",
    QPalette.ColorRole.Base: "#191d22",
    QPalette.ColorRole.AlternateBase: "#242a31",
    QPalette.ColorRole.Text: "#e8ebef",
    QPalette.ColorRole.PlaceholderText: "#98a3af",
    QPalette.ColorRole.Button: "#2a3138",
    QPalette.ColorRole.ButtonText: "#e8ebef",
    QPalette.ColorRole.ToolTipBase: "#e8ebef",
    QPalette.ColorRole.ToolTipText: "#191d22",
    QPalette.ColorRole.Highlight: "#4cb4d3",
    QPalette.ColorRole.HighlightedText: "#0b1216",
    QPalette.ColorRole.Accent: "#4cb4d3",
    QPalette.ColorRole.Link: "#4cb4d3",
    QPalette.ColorRole.LinkVisited: "#4cb4d3",
    QPalette.ColorRole.BrightText: "#ff9a8f",
    QPalette.ColorRole.Light: "#3a434c",
    QPalette.ColorRole.Midlight: "#333b43",
    QPalette.ColorRole.Mid: "#444e58",
    QPalette.ColorRole.Dark: "#7c8894",
    QPalette.ColorRole.Shadow: "#0d1013",
}
_PARTS = {
    "toolbar": """
QToolBar { border: none; border-bottom: 1px solid palette(mid); padding: 4px 8px; spacing: 4px; }
QToolBar > QToolButton { padding: 5px 8px; border-radius: 4px; border: 1px solid transparent; }
QToolBar > QToolButton:hover { background: palette(midlight); }
QToolBar > QToolButton:focus { border-color: palette(highlight); }
QToolBar::separator { width: 1px; background: palette(mid); margin: 6px 6px; }
""",
    "refused": "QComboBox { border: 2px solid palette(bright-text); }",
    "menu_button": "QPushButton { text-align: left; padding: 3px 8px; }",
    "status": "QStatusBar { border-top: 1px solid palette(mid); } QStatusBar::item { border: none; }",
    "header": """
QHeaderView::section { background: transparent; border: none; border-bottom: 1px solid palette(mid); padding: 4px 8px; }
QHeaderView { background: transparent; border: none; }
""",
    "table": """
QHeaderView::section { background: transparent; border: none; border-bottom: 1px solid palette(mid); padding: 4px 8px; }
QHeaderView, QTableCornerButton::section { background: transparent; border: none; }
QTableView { background: transparent; alternate-background-color: palette(alternate-base); }
QTableView::item { padding: 0 6px; border: 1px solid transparent; }
QTableView::item:selected { background: palette(highlight); color: palette(highlighted-text); }
QTableView::item:focus { border: 1px solid palette(text); }
""",
}


def decorate(widget: QWidget, part: str) -> None:
    """Give one widget the look of a part.

    There is no style sheet for the whole program: Qt would polish every widget with it, which the start can feel.
    """
    widget.setStyleSheet(_PARTS[part])


def dress(app: QApplication) -> Follower:
    """Give the program its palette and font, and follow the system from light to dark."""
    app.setFont(_body_font(app.font()))
    follower = Follower(app)
    app.setPalette(palette_of(_colours(app)))
    app.styleHints().colorSchemeChanged.connect(follower.repaint)
    return follower


def _colours(app: QApplication) -> dict[QPalette.ColorRole, str]:
    return DARK if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT


class Follower(QObject):
    """Repaints the program when the system turns light or dark; `recoloured` tells that it has."""

    recoloured = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app

    def repaint(self) -> None:
        """Wear what the system asks for."""
        self.wear(_colours(self._app))

    def wear(self, colours: dict[QPalette.ColorRole, str]) -> None:
        """Put on a palette."""
        self._app.setPalette(palette_of(colours))
        QTimer.singleShot(0, self._restyle)

    def _restyle(self) -> None:
        for widget in self._app.allWidgets():
            sheet = widget.styleSheet()
            if sheet:
                widget.setStyleSheet("")  # a style sheet keeps the old palette until it is set anew
                widget.setStyleSheet(sheet)
        self.recoloured.emit()


def palette_of(colours: dict[QPalette.ColorRole, str]) -> QPalette:
    """A palette whose disabled text is its placeholder text."""
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    faint = QColor(colours[QPalette.ColorRole.PlaceholderText])
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return palette


def _body_font(system: QFont) -> QFont:
    font = QFont(system)
    family = next((name for name in _CHINESE_FAMILIES if QFontDatabase.hasFamily(name)), None)
    if family is None and not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        family = _bundled_family()
    if family is not None:
        font.setFamilies([family])
    font.setPointSizeF(max(font.pointSizeF(), _SMALLEST_BODY))
    return font


def _bundled_family() -> str | None:
    from app.report.fonts import paper_font  # noqa: PLC0415  read only where the system has no Chinese font

    families = paper_font(12).families()
    return families[0] if families else None


def sized(font: QFont, size: Size, weight: QFont.Weight | None = None) -> QFont:
    """A font of the type scale, from the body font given."""
    scaled = QFont(font)
    scaled.setPointSizeF(font.pointSizeF() * size.value)
    if weight is not None:
        scaled.setWeight(weight)
    return scaled


def blank_icon(side: int) -> QIcon:
    """An icon that keeps room for one to be drawn later."""
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)


def heading(text: str, parent: QWidget | None = None) -> QLabel:
    """The title of a section."""
    label = QLabel(text, parent)
    label.setFont(sized(QApplication.font(), Size.HEADING, QFont.Weight.DemiBold))
    return label


def faint(label: Label, size: Size = Size.CAPTION) -> Label:
    """A label turned into a quiet remark that wraps."""
    label.setFont(sized(QApplication.font(), size))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setWordWrap(True)
    return label
