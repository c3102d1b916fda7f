"""One of the four answers as a button: question, value and one line; it opens to its reason."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget

from app.ui.style.theme import UNIT, Size, sized
from app.wording.glance import Tile, Voice
from app.wording.phrasebook import Phrasebook

_VALUE: Final = 1.4
"""The size of the value, relative to the body font."""
_WRAPPED: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_TALLEST: Final = 2000
_RADIUS, _AIR = 4, UNIT + UNIT // 2


class TileButton(QAbstractButton):
    """A tile as high as its texts need; a click, Enter or Space asks for its reason.

    `fill_asked` carries the name of the fact or figure that would settle it, once somebody wants to give it.
    """

    fill_asked = Signal(str)

    def __init__(self, phrases: Phrasebook, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrases, self._shortcut = phrases, shortcut
        self._tile: Tile | None = None
        self._heights: dict[int, int] = {}
        self._texts = ("", "", "", "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.fill = QToolButton(self)
        self.fill.setAutoRaise(True)
        self.fill.setCursor(Qt.CursorShape.PointingHandCursor)
        self.fill.setText(phrases("glance.fill"))
        self.fill.clicked.connect(self._on_fill)
        self.fill.hide()
        self._fit_fonts()
        self._ink()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches, in order."""
        return (self, self.fill)

    def show_tile(self, tile: Tile) -> bool:
        """Show an answer; True where the tile may need another height."""
        if tile == self._tile:
            return False
        self._tile = tile
        said = (tile.about.question, tile.value, tile.line, tile.badge)
        texts = tuple(self._phrases.of(each) for each in said)
        question, value, line, badge = texts
        changed = texts != self._texts
        self._texts = (question, value, line, badge)
        told = self._phrases("glance.tile", question=question, value=" ".join(filter(None, (value, badge))), line=line)
        self.setAccessibleName(told)
        self.setToolTip(self._phrases("glance.tile.tip", keys=self._shortcut))
        self.fill.setVisible(bool(tile.lacks))
        self.fill.setAccessibleName(self._phrases("glance.fill.spoken", question=question))
        if changed:
            self._heights.clear()
        self.update()
        return changed

    @property
    def tile(self) -> Tile | None:
        """The answer shown."""
        return self._tile

    def _on_fill(self) -> None:
        if self._tile is not None:
            self.fill_asked.emit(self._tile.lacks)

    # sizes

    def _fit_fonts(self) -> None:
        body = self.font()
        self._small = sized(body, Size.CAPTION)
        self._value = QFont(body)
        self._value.setPointSizeF(body.pointSizeF() * _VALUE)
        self._value.setWeight(QFont.Weight.Bold)
        self._strong = sized(body, Size.HEADING, QFont.Weight.DemiBold)
        self.fill.setFont(self._small)
        self._heights.clear()

    def least_width(self) -> int:
        """The width at which the value stands on one line, with its badge, and the head beside its links."""
        question, value, _line, badge = self._texts
        small, large = QFontMetrics(self._small), QFontMetrics(self._value)
        beside = QFontMetrics(self._strong).horizontalAdvance(badge) + 2 * UNIT if badge else 0
        head = small.horizontalAdvance(question + self._phrases("glance.why")) + 3 * UNIT
        head += self.fill.sizeHint().width() if self._tile is not None and self._tile.lacks else 0
        return max(large.horizontalAdvance(value) + beside, head) + 2 * _AIR

    def heightForWidth(self, width: int) -> int:
        """The height that the texts need at a width."""
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._places(width)[-1].bottom() + 1 + UNIT
        return height

    def sizeHint(self) -> QSize:
        """The least width, and the height for it."""
        width = self.least_width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As much as fits a few letters; the row gives what there is."""
        return QSize(10 * UNIT, self.heightForWidth(10 * UNIT))

    def _places(self, width: int) -> tuple[QRect, QRect, QRect]:
        """Where question, value and line stand at a width."""
        room = max(1, width - 2 * _AIR)
        _question, value, line, badge = self._texts
        small, large = QFontMetrics(self._small), QFontMetrics(self._value)
        beside = QFontMetrics(self._strong).horizontalAdvance(badge) + 2 * UNIT if badge else 0
        head = QRect(_AIR, UNIT - UNIT // 4, room, small.height())
        written = large.boundingRect(0, 0, max(1, room - beside), _TALLEST, _WRAPPED, value or "0").height()
        middle = QRect(_AIR, head.bottom() + 1 + UNIT // 4, max(1, room - beside), written)
        told = small.boundingRect(0, 0, room, _TALLEST, _WRAPPED, line or "0").height()
        return head, middle, QRect(_AIR, middle.bottom() + 1 + UNIT // 4, room, told)

    # events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the link to the field at the right of the question, before the link to the reason."""
        super().resizeEvent(event)
        self._place_fill()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_fonts()
            self._place_fill()
            self.updateGeometry()
        elif event.type() is QEvent.Type.PaletteChange:
            self._ink()

    def _ink(self) -> None:
        """Write the link to the field in the colour of links."""
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.ButtonText, palette.color(QPalette.ColorRole.Link))
        self.fill.setPalette(palette)

    def _place_fill(self) -> None:
        small, hint = QFontMetrics(self._small), self.fill.sizeHint()
        why = small.horizontalAdvance(self._phrases("glance.why")) + UNIT
        top = max(1, UNIT - UNIT // 4 + (small.height() - hint.height()) // 2)
        self.fill.setGeometry(self.width() - _AIR - why - hint.width(), top, hint.width(), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, question, value, badge and line."""
        if self._tile is None:
            return
        painter, roles, palette = QPainter(self), QPalette.ColorRole, self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        loud, unsettled = self._tile.voice is Voice.LOUD, self._tile.voice is Voice.OPEN
        edge = roles.BrightText if loud else roles.Dark if unsettled or self.underMouse() else roles.Mid
        style = Qt.PenStyle.DashLine if unsettled else Qt.PenStyle.SolidLine
        pen = QPen(palette.color(edge), 2 if loud else 1, style)
        painter.setPen(pen)
        painter.setBrush(palette.color(roles.Base))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), _RADIUS, _RADIUS)
        question, value, line, badge = self._texts
        head, middle, below = self._places(self.width())
        painter.setFont(self._small)
        painter.setPen(palette.color(roles.PlaceholderText))
        painter.drawText(head, _LEFT, question)
        painter.setPen(palette.color(roles.Link))
        painter.drawText(
            head, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._phrases("glance.why")
        )
        painter.setPen(palette.color(roles.Text))
        painter.drawText(below, _WRAPPED, line)
        if badge:
            painter.setFont(self._strong)
            painter.setPen(palette.color(roles.BrightText))
            place = QRect(middle.right() + 1, middle.top(), self.width() - _AIR - middle.right(), middle.height())
            painter.drawText(place, _RIGHT, badge)
        painter.setFont(self._value)
        painter.setPen(palette.color(roles.BrightText if loud else roles.Text))
        painter.drawText(middle, _WRAPPED, value)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(roles.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), _RADIUS, _RADIUS)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be opened."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Back to the plain frame."""
        super().leaveEvent(event)
        self.update()
