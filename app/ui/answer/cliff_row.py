"""The steps of the payment day in a row: which days lead to what, the one at hand marked, a settled today loud."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.style.theme import UNIT, Size, sized
from app.ui.widgets.table_setup import shared
from app.wording.glance import About, Glance
from app.wording.phrasebook import Phrasebook

_WRAPPED: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_TALLEST: Final = 2000
_AIR, _MARK = UNIT + UNIT // 4, 4
_LEAST_LETTERS: Final = 8
_TITLE_LETTERS: Final = 4


class CliffRow(QWidget):
    """A row of cells as wide as their texts need. Its height is kept while the steps are being worked out."""

    def __init__(self, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrases = phrases
        self._cells: tuple[tuple[str, str], ...] = ()
        self._here: tuple[bool, ...] = ()
        self._today: tuple[bool, ...] = ()
        self._none = ""
        self._widths: tuple[int, ...] = ()
        self._height = 0
        self._fit_fonts()

    def _fit_fonts(self) -> None:
        self._plain, self._strong = self.font(), sized(self.font(), Size.BODY)
        self._strong.setBold(True)
        self._small = sized(self.font(), Size.CAPTION)

    def show_glance(self, glance: Glance) -> bool:
        """Show the steps of a glance, or why there are none; True where it may need another height."""
        of, between = self._phrases.of, self._phrases("glance.between")
        cells = [(of(each.when), between.join(filter(None, (of(each.then), of(each.loses))))) for each in glance.cliffs]
        if cells:
            cells.insert(0, (of(glance.cliffs_title), ""))
        none = of(glance.no_cliffs)
        here = (False, *(each.here for each in glance.cliffs))
        settled = glance.answer(About.LAST_DAY).settled
        today = (False, *(each.today and settled for each in glance.cliffs))
        if (tuple(cells), none, here, today) == (self._cells, self._none, self._here, self._today):
            return False
        changed = tuple(cells) != self._cells
        self._cells, self._none, self._here, self._today = tuple(cells), none, here, today
        told = [self._phrases("glance.cliff", when=when, then=then) for when, then in cells if then]
        self.setAccessibleName(self._phrases("glance.cliffs"))
        self.setAccessibleDescription("; ".join(told) or none)
        self.update()
        return changed

    def heightForWidth(self, width: int) -> int:
        """The height that the cells need at a width, at least two lines."""
        lines = self._plain_height() + QFontMetrics(self._strong).height() + UNIT
        if not self._cells:
            return max(self._height, lines)
        self._widths = self._shared(width)
        needed = (self._written(cell, room) for cell, room in zip(self._cells, self._widths, strict=True))
        self._height = max(lines, *needed)
        return self._height

    def forget(self) -> None:
        """Keep no height of the last case."""
        self._height = 0

    def _plain_height(self) -> int:
        return QFontMetrics(self._plain).height()

    def _written(self, cell: tuple[str, str], width: int) -> int:
        when, then = cell
        room = max(1, width - 2 * _AIR)
        head = QFontMetrics(self._strong if then else self._small)
        height = head.boundingRect(0, 0, room, _TALLEST, _WRAPPED, when).height()
        if then:
            height += QFontMetrics(self._plain).boundingRect(0, 0, room, _TALLEST, _WRAPPED, then).height()
        return height + UNIT

    def _shared(self, width: int) -> tuple[int, ...]:
        strong, plain, small = QFontMetrics(self._strong), QFontMetrics(self._plain), QFontMetrics(self._small)
        whole = [
            max(strong.horizontalAdvance(when), plain.horizontalAdvance(then)) + 2 * _AIR + 2
            if then
            else min(small.horizontalAdvance(when), _TITLE_LETTERS * small.height()) + 2 * _AIR + 2
            for when, then in self._cells
        ]
        letters = plain.horizontalAdvance("00")
        least = [min(each, _LEAST_LETTERS * letters) for each in whole]
        given = list(shared(width, least, whole))
        spare = max(0, width - sum(given)) // max(1, len(given) - 1)
        return (given[0], *(each + spare for each in given[1:]))

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(40 * UNIT, self.heightForWidth(self.width() or 40 * UNIT))

    def minimumSizeHint(self) -> QSize:
        """As wide as it is given."""
        return QSize(20 * UNIT, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._height = 0
            self._fit_fonts()
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if self._cells:
            self._widths = self._shared(self.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cells, or the sentence that there are none."""
        painter, roles, palette = QPainter(self), QPalette.ColorRole, self.palette()
        frame = self.rect().adjusted(0, 0, -1, -1)
        painter.setPen(palette.color(roles.Mid))
        painter.setBrush(palette.color(roles.Base))
        painter.drawRect(frame)
        if not self._cells:
            painter.setPen(palette.color(roles.PlaceholderText))
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(frame.adjusted(_AIR, 0, -_AIR, 0), flags, self._none)
            painter.end()
            return
        left = 0
        marks = zip(self._cells, self._widths, self._here, self._today, strict=True)
        for number, ((when, then), width, here, today) in enumerate(marks):
            place = QRect(left, 0, width, self.height())
            if here:
                painter.fillRect(place.adjusted(1, 1, -1, -1), palette.color(roles.Midlight))
                painter.fillRect(QRect(left, 0, _MARK, self.height()), palette.color(roles.Highlight))
            elif number:
                painter.fillRect(QRect(left, UNIT, 1, self.height() - 2 * UNIT), palette.color(roles.Mid))
            self._paint_cell(painter, place.adjusted(_AIR, UNIT // 2, -_AIR, 0), when, then, loud=today)
            left += width
        painter.end()

    def _paint_cell(self, painter: QPainter, place: QRect, when: str, then: str, *, loud: bool) -> None:
        roles, palette = QPalette.ColorRole, self.palette()
        painter.setFont(self._strong if then else self._small)
        role = roles.BrightText if loud else roles.Text if then else roles.PlaceholderText
        painter.setPen(palette.color(role))
        written = painter.boundingRect(place, _WRAPPED, when)
        painter.drawText(place, _WRAPPED, when)
        painter.setFont(self._plain)
        painter.setPen(palette.color(roles.Text))
        painter.drawText(place.adjusted(0, written.height(), 0, 0), _WRAPPED, then)
