"""The theme of the window: style, palettes, font sizes, spacing."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Final, TypeVar
from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from app.ui.style.looks import Look, TextSize

Colours = Mapping[QPalette.ColorRole, str]
Label = TypeVar("Label", bound=QLabel)

UNIT = 8
"""The grid unit of the window, in device-independent pixels: margins and gaps are halves and multiples of it."""

_CHINESE_FAMILIES = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
)
_SMALLEST_BODY = 10.0
_FRAME = 2  # of a button, with its shadow
SCALES: Final[Mapping[TextSize, float]] = {"standard": 1.0, "large": 1.25, "largest": 1.5}
"""Text sizes relative to the system's."""


class Size(Enum):
    """The font sizes, relative to the body font."""

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
    QPalette.ColorRole.PlaceholderText: "#5f6975",
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
    QPalette.ColorRole.Dark: "#808a96",
    QPalette.ColorRole.Shadow: "#5b6672",
}
DARK = {
    QPalette.ColorRole.Window: "#20252b",
    QPalette.ColorRole.WindowText: "#e8ebef",
    QPalette.ColorRole.Base: "#191d22",
    QPalette.ColorRole.AlternateBase: "#242a31",
    QPalette.ColorRole.Text: "#e8ebef",
    QPalette.ColorRole.PlaceholderText: "#a0abb7",
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
HIGH_CONTRAST = {
    QPalette.ColorRole.Window: "#000000",
    QPalette.ColorRole.WindowText: "#ffffff",
    QPalette.ColorRole.Base: "#000000",
    QPalette.ColorRole.AlternateBase: "#1f1f1f",
    QPalette.ColorRole.Text: "#ffffff",
    QPalette.ColorRole.PlaceholderText: "#d9d9d9",
    QPalette.ColorRole.Button: "#000000",
    QPalette.ColorRole.ButtonText: "#ffffff",
    QPalette.ColorRole.ToolTipBase: "#ffffff",
    QPalette.ColorRole.ToolTipText: "#000000",
    QPalette.ColorRole.Highlight: "#ffff00",
    QPalette.ColorRole.HighlightedText: "#000000",
    QPalette.ColorRole.Accent: "#ffff00",
    QPalette.ColorRole.Link: "#ffff00",
    QPalette.ColorRole.LinkVisited: "#ffff00",
    QPalette.ColorRole.BrightText: "#ff9c94",
    QPalette.ColorRole.Light: "#404040",
    QPalette.ColorRole.Midlight: "#333333",
    QPalette.ColorRole.Mid: "#c8c8c8",
    QPalette.ColorRole.Dark: "#ffffff",
    QPalette.ColorRole.Shadow: "#ffffff",
}
_LOOKS: Final[Mapping[Look, Colours]] = {"light": LIGHT, "dark": DARK, "contrast": HIGH_CONTRAST}
_SCHEMES: Final[Mapping[Look, Qt.ColorScheme]] = {
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "contrast": Qt.ColorScheme.Dark,
}
_FRAMED = ("QLineEdit", "QAbstractButton", "QComboBox", "QAbstractSpinBox", "QGroupBox")
"""Widgets that Fusion frames in a darkened window colour, which cannot be seen on a dark window."""
_DARKENED = 1.4
_PARTS = {
    "toolbar": """
QToolBar { border: none; border-bottom: 1px solid palette(mid); padding: 4px 8px; spacing: 4px; }
QToolBar > QToolButton { padding: 5px 8px; border-radius: 4px; border: 1px solid transparent; }
QToolBar > QToolButton:hover { background: palette(midlight); }
QToolBar > QToolButton:focus { border-color: palette(highlight); }
QToolBar::separator { width: 1px; background: palette(mid); margin: 6px 6px; }
""",
    "menu_button": "QPushButton { text-align: left; padding: 3px 8px; }",
    "status": "QStatusBar { border-top: 1px solid palette(mid); } QStatusBar::item { border: none; }",
    "list": """
QListView { background: transparent; outline: 0; }
QListView::item { padding: 4px 16px; border: 1px solid transparent; }
QListView::item:selected { background: palette(highlight); color: palette(highlighted-text); }
QListView::item:focus { border: 1px solid palette(text); }
""",
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


_decorated: WeakSet[QWidget] = WeakSet()


def decorate(widget: QWidget, part: str) -> None:
    """Give one widget the look of a part.

    There is no style sheet for the whole program: Qt would polish every widget with it, which slows the start.
    """
    widget.setStyleSheet(_PARTS[part])
    _decorated.add(widget)


def dress(
    app: QApplication, look: Look = "system", text_size: TextSize = "standard", body: QFont | None = None
) -> Appearance:
    """Set the program's palette and font; the look `system` follows the system from light to dark.

    Without a `body` font the system's is used, or the bundled one where no Chinese font is installed.
    """
    follower = Appearance(app, look, text_size, body)
    app.styleHints().colorSchemeChanged.connect(follower.repaint)
    return follower


class Appearance(QObject):
    """Sets palette and font of the program, as chosen or as the system asks.

    `recoloured`: the palette has changed. `focus_moved` carries the widgets that lost and got the focus.
    """

    recoloured = Signal()
    focus_moved = Signal(QWidget, QWidget)

    def __init__(self, app: QApplication, look: Look, text_size: TextSize, body: QFont | None = None) -> None:
        super().__init__(app)
        self._app, self._look = app, look
        self._contrast = _asks_for_contrast(app.palette())
        self._body = body or _body_font(app.font())
        self.enlarge(text_size)
        if look != "system":
            self._tell_system()
        self._put_on(self._colours())
        app.focusChanged.connect(self.focus_moved)

    def choose(self, look: Look) -> None:
        """Use a look from now on."""
        if look != self._look:
            self._look = look
            self._tell_system()
            self.wear(self._colours())

    def enlarge(self, text_size: TextSize) -> None:
        """Use a text size from now on."""
        font = QFont(self._body)
        font.setPointSizeF(self._body.pointSizeF() * SCALES[text_size])
        self._app.setFont(font)
        for window in self._app.topLevelWidgets():  # Qt would send it later, and widgets made meanwhile would miss it
            QCoreApplication.sendEvent(window, QEvent(QEvent.Type.ApplicationFontChange))

    def repaint(self) -> None:
        """Use the system's colours again, unless a look was chosen."""
        if self._look == "system":
            self._app.setPalette(QPalette())  # back to the system's own palette
            self._contrast = _asks_for_contrast(self._app.palette())
            self.wear(self._colours())

    def wear(self, colours: Colours) -> None:
        """Use a palette."""
        self._put_on(colours)
        QTimer.singleShot(0, self, self._restyle)

    def _colours(self) -> Colours:
        if self._look == "system":
            if self._contrast:
                return HIGH_CONTRAST
            return DARK if self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return _LOOKS[self._look]

    def _tell_system(self) -> None:
        """Ask the system for window frames that fit the look; not for the look `system`."""
        self._app.styleHints().setColorScheme(_SCHEMES.get(self._look, Qt.ColorScheme.Unknown))

    def _put_on(self, colours: Colours) -> None:
        palette = palette_of(colours)
        self._app.setPalette(palette)
        framing = framing_of(palette)
        for kind in _FRAMED:
            self._app.setPalette(framing, kind)  # type: ignore[arg-type]  # the stub asks for bytes, which the call refuses

    def _restyle(self) -> None:
        for widget in tuple(_decorated):  # only our own: Python must not hold widgets that Qt makes and deletes
            if isValid(widget):
                sheet = widget.styleSheet()
                widget.setStyleSheet("")  # a style sheet keeps the old palette until it is set again
                widget.setStyleSheet(sheet)
        self.recoloured.emit()


def _asks_for_contrast(system: QPalette) -> bool:
    """True for a system that shows pure white on pure black, as Windows does for high contrast."""
    names = system.color(QPalette.ColorRole.Window).name(), system.color(QPalette.ColorRole.WindowText).name()
    return names == ("#000000", "#ffffff")


def framing_of(palette: QPalette) -> QPalette:
    """A palette for which Fusion draws frames in the dark colour of another, or as near to it as there is.

    Only for widgets that do not paint their background in the window colour. Drop-down lists take the palette of menus
    and do paint it, so the menus of the window get their frames separately.
    """
    frame, framing = palette.color(QPalette.ColorRole.Dark), QPalette(palette)
    light = QColor.fromHsvF(max(0.0, frame.hsvHueF()), frame.hsvSaturationF(), min(1.0, frame.valueF() * _DARKENED))
    framing.setColor(QPalette.ColorRole.Window, light)
    return framing


def palette_of(colours: Colours) -> QPalette:
    """A palette from colours; disabled text has the colour of placeholder text."""
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    faint = QColor(colours[QPalette.ColorRole.PlaceholderText])
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return palette


def _body_font(system: QFont) -> QFont:
    font = QFont(system)
    usual = next(([name] for name in _CHINESE_FAMILIES if QFontDatabase.hasFamily(name)), None)
    if families := usual or _stand_in():
        font.setFamilies(families)
    font.setPointSizeF(max(font.pointSizeF(), _SMALLEST_BODY))
    return font


def _stand_in() -> list[str]:
    """The bundled font, where the system has no Chinese one of its own; printing may have loaded ours before."""
    from app.report.layout.fonts import FAMILY, RARE, paper_font

    if set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)) - {FAMILY, RARE}:
        return []
    return paper_font(12).families()


def sized(font: QFont, size: Size, weight: QFont.Weight | None = None) -> QFont:
    """A font in one of the sizes, from the body font given."""
    scaled = QFont(font)
    scaled.setPointSizeF(font.pointSizeF() * size.value)
    if weight is not None:
        scaled.setWeight(weight)
    return scaled


def grown(side: int, font: QFont) -> int:
    """The side of an icon beside text, in pixels; `side` is right for the smallest body text."""
    return round(side * max(1.0, font.pointSizeF() / _SMALLEST_BODY))


@cache
def blank_icon(side: int) -> QIcon:
    """A transparent icon that keeps the space for one drawn later.

    The same one each time: Qt keeps what it paints of an icon by the icon, long after that is gone.
    """
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)


class Button(QPushButton):
    """A button with padding around its text; in Fusion long texts touch the frame."""

    def sizeHint(self) -> QSize:
        """Room for the text and its padding."""
        hint, words = super().sizeHint(), self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(max(hint.width(), words.width() + 2 * (UNIT + _FRAME)), hint.height())


def heading(text: str, parent: QWidget | None = None) -> QLabel:
    """The title of a section."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(sized(QApplication.font(), Size.HEADING, QFont.Weight.DemiBold))
    return label


def faint(label: Label, size: Size = Size.CAPTION) -> Label:
    """A label turned into a faint remark that wraps."""
    label.setFont(sized(QApplication.font(), size))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setWordWrap(True)
    return label
