"""The record as a grid of years and months that is painted with a brush."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache

from PySide6 import QtGui
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from app.rules.record.history import History, Kind, Scheme, Standing
from app.rules.record.lapses import Lapse
from app.rules.record.months import Month, Span
from app.rules.value_type import value_type
from app.timeline.palette import ColourRole
from app.ui.state.edits import Brush
from app.ui.style.theme import UNIT, Size, sized
from app.ui.style.theme_colours import Tone, empty_tone, expected_tone, future_tone, tone
from app.ui.widgets.flat_scroll_bar import use_flat_scroll_bars
from app.ui.widgets.painting import fill
from app.ui.widgets.plain_text import plain_tip
from app.wording.phrasebook import Phrasebook
from app.wording.values import month as month_words
from app.wording.values import statement_row

_YEARS_SHOWN_BEFORE = 4
_NEXT_YEAR_FROM = 10  # from October on, next year's resident months are being paid
_FEWEST_ROWS_SEEN = 5
_MOST_ROWS_WANTED = 12
_YEAR_MONTHS = 12
_MOST_PICTURES = 200
_EDGE_OF_EXPECTED = 2.0


@cache
def brush_keys() -> dict[Qt.Key, Brush]:
    """Which key paints what; made on the first key press, as Qt's list of keys is long and would delay the window."""
    return {
        Qt.Key.Key_1: Brush.EMPLOYEE,
        Qt.Key.Key_2: Brush.FLEXIBLE,
        Qt.Key.Key_3: Brush.RESIDENT,
        Qt.Key.Key_0: Brush.UNPAID,
        Qt.Key.Key_9: Brush.UNKNOWN,
        Qt.Key.Key_Delete: Brush.CLEAR,
        Qt.Key.Key_Backspace: Brush.CLEAR,
    }


class Look(StrEnum):
    """How a month looks; each look has its own pattern, so that colour is not needed to tell them apart."""

    COVERED = "covered"
    EXPECTED = "expected"
    BACK_PAID = "back_paid"
    LAPSE = "lapse"
    IN_TRANSIT = "in_transit"
    UNKNOWN = "unknown"
    EMPTY = "empty"
    FUTURE = "future"


@value_type
class Cell:
    """One month as shown; `first` is True at the start of a run or year, where the scheme's letter is written."""

    look: Look
    scheme: Scheme | None = None
    first: bool = False


_OF_STANDING = {
    Standing.COVERED: Look.COVERED,
    Standing.IN_TRANSIT: Look.IN_TRANSIT,
    Standing.UNKNOWN: Look.UNKNOWN,
    Standing.UNPAID: Look.LAPSE,
    Standing.EMPTY: Look.EMPTY,
}


_ROLE_OF = {
    Look.BACK_PAID: ColourRole.BACK_PAID,
    Look.LAPSE: ColourRole.LAPSE,
    Look.IN_TRANSIT: ColourRole.IN_TRANSIT,
    Look.UNKNOWN: ColourRole.UNKNOWN,
}


def cells_of(history: History, lapses: Iterable[Lapse]) -> dict[int, Cell]:
    """The cells that are not blank, by month index: months of rows, and lapses."""
    cells: dict[int, Cell] = {}
    for run in history.runs:
        if run.standing is not Standing.EMPTY:
            _fill(cells, run.span, _OF_STANDING[run.standing], run.scheme)
    for row in history.periods:
        if row.kind is Kind.BACK_PAID:
            for index in range(row.span.first.index, row.span.last.index + 1):
                cell = cells.get(index)
                if cell is not None and cell.look is Look.COVERED and cell.scheme is row.scheme:
                    cells[index] = _cell(Look.BACK_PAID, cell.scheme, first=cell.first)
    for lapse in lapses:
        _fill(cells, lapse.span, Look.LAPSE, None)
    return cells


_SCHEMES = {Brush.EMPLOYEE: Scheme.EMPLOYEE, Brush.FLEXIBLE: Scheme.FLEXIBLE, Brush.RESIDENT: Scheme.RESIDENT}


@cache
def _cell(look: Look, scheme: Scheme | None, *, first: bool) -> Cell:
    """The cell with this look, one object for all equal ones, as hundreds are compared after every edit."""
    return Cell(look, scheme, first)


def _fill(cells: dict[int, Cell], span: Span, look: Look, scheme: Scheme | None) -> None:
    first, later = _cell(look, scheme, first=True), _cell(look, scheme, first=False)
    for index in range(span.first.index, span.last.index + 1):
        cells[index] = first if index == span.first.index or index % _YEAR_MONTHS == 0 else later


class MonthGrid(QAbstractScrollArea):
    """The grid. `painted` carries span and brush of a finished stroke, `cursor_moved` the month at the cursor."""

    painted = Signal(object, object)
    cursor_moved = Signal(object)

    def __init__(self, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrases = phrases
        self._history = History.of(())
        self._lapses: tuple[Lapse, ...] = ()
        self._cells: dict[int, Cell] = {}
        self._as_of = Month.of(2000, 1)
        self._years = range(2000, 2001)
        self._years_needed = _FEWEST_ROWS_SEEN
        self._earliest: int | None = None
        self._cursor = self._as_of
        self._anchor = self._as_of
        self._dragging = False
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self.brush = Brush.EMPLOYEE
        use_flat_scroll_bars(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setViewport(QWidget(self))  # PySide looks up the type of the default viewport slowly
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(phrases("grid.name"))

    # what is shown

    def show_record(self, history: History, lapses: tuple[Lapse, ...], as_of: date) -> None:
        """Show a record as it looks on a day."""
        now = Month.containing(as_of)
        if (history, lapses, now) == (self._history, self._lapses, self._as_of) and self._cells:
            return
        moved = now != self._as_of
        self._history, self._lapses, self._as_of = history, lapses, now
        before, years = self._cells, self._years
        self._cells = cells_of(history, lapses)
        if moved:
            self._cursor = self._anchor = now
            self._earliest = None
        self._lay_out()
        if moved:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        if moved or self._years != years:
            self.viewport().update()
            return
        changed = {
            index // _YEAR_MONTHS
            for index in before.keys() | self._cells.keys()
            if before.get(index) is not self._cells.get(index)
        }
        self._repaint_years(changed)

    def _repaint_years(self, years: Iterable[int]) -> None:
        for year in years:
            place = self.place_of(Month.of(year, 1))
            self.viewport().update(0, place.top(), self.viewport().width(), place.height())

    def begin(self) -> None:
        """Put cursor, selection and view back to the as-of month."""
        self._cursor = self._anchor = self._as_of
        self._earliest = None
        self._dragging = False
        self._lay_out()
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        self.viewport().update()

    def show_earlier_years(self, years: int) -> None:
        """Show more years before the first one."""
        self._earliest = self._years.start - years
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    @property
    def selection(self) -> Span:
        """The months under cursor and anchor and between them."""
        return Span(min(self._cursor, self._anchor), max(self._cursor, self._anchor))

    @property
    def years(self) -> range:
        """The years that can be scrolled to."""
        return self._years

    def sentence(self, month: Month) -> str:
        """What is known of a month, for screen readers and the tooltip."""
        cell = self.cell(month)
        scheme = self._phrases.plain(f"scheme.{cell.scheme.value}") if cell.scheme else ""
        said = self._phrases(f"grid.look.{cell.look.value}", scheme=scheme)
        told = self._phrases("grid.month", month=self._phrases.of(month_words(month)), look=said)
        return told + "".join(self._sources(month))

    def _sources(self, month: Month) -> list[str]:
        """From which rows of statements a month was read, in the order of the record."""
        rows = [row for row in self._history.periods if row.source is not None and row.span.covers(month)]
        keys = ["grid.source" if row.span.first == month else "grid.source.run" for row in rows]
        return [
            self._phrases(key, source=statement_row(row.source))
            for key, row in zip(keys, rows, strict=True)
            if row.source is not None
        ]

    def cell(self, month: Month) -> Cell:
        """How a month is shown."""
        cell = self._cells.get(month.index)
        if cell is None:
            return Cell(Look.FUTURE if month > self._as_of else Look.EMPTY)
        if cell.look is Look.COVERED and month > self._as_of:
            return Cell(Look.EXPECTED, cell.scheme, cell.first)
        return cell

    # geometry

    def sizeHint(self) -> QSize:
        """Room for the years of the record."""
        rows = max(_FEWEST_ROWS_SEEN, min(self._years_needed, _MOST_ROWS_WANTED))
        return QSize(self._label_width() + _YEAR_MONTHS * 3 * UNIT, self._row_height() * (rows + 1))

    def minimumSizeHint(self) -> QSize:
        """Room for a few years."""
        return QSize(self._label_width() + _YEAR_MONTHS * 2 * UNIT, self._row_height() * (_FEWEST_ROWS_SEEN + 1))

    def _row_height(self) -> int:
        return self.fontMetrics().height() + UNIT

    def _label_width(self) -> int:
        return self.fontMetrics().horizontalAdvance("2026") + UNIT + UNIT // 2

    def _lay_out(self) -> None:
        runs = self._history.runs
        now = self._as_of
        first_needed = min(now.year - _YEARS_SHOWN_BEFORE, runs[0].span.first.year if runs else now.year)
        resident = any(run.scheme is Scheme.RESIDENT for run in runs)
        this_last = now.year + (resident and now.number >= _NEXT_YEAR_FROM)
        last = max(this_last, runs[-1].span.last.year if runs else now.year)
        last = max(last, self._cursor.year)
        fitting = (self.viewport().height() - self._row_height()) // self._row_height()
        first = min(first_needed, self._cursor.year, last - fitting + 1)
        years = range(first if self._earliest is None else min(first, self._earliest), last + 1)
        needed = last - min(first_needed, self._cursor.year) + 1
        if needed != self._years_needed:
            self._years_needed = needed
            self.updateGeometry()
        self._years = years
        bar = self.verticalScrollBar()
        body = self.viewport().height() - self._row_height()
        bar.setRange(0, max(0, len(years) * self._row_height() - body))
        bar.setSingleStep(self._row_height())
        bar.setPageStep(max(1, body))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the latest years visible when the size changes."""
        super().resizeEvent(event)
        bar = self.verticalScrollBar()
        at_end = bar.value() == bar.maximum()
        self._lay_out()
        if at_end:
            bar.setValue(bar.maximum())

    def _edges(self) -> list[int]:
        """Where each month of a row begins, and where the last ends."""
        start = self._label_width()
        room = self.viewport().width() - start
        return [start + room * step // _YEAR_MONTHS for step in range(_YEAR_MONTHS + 1)]

    def place_of(self, month: Month) -> QRect:
        """Where a month is drawn, in the viewport."""
        left, right = self._edges()[month.number - 1 : month.number + 1]
        top = self._row_height() * (month.year - self._years.start + 1) - self.verticalScrollBar().value()
        return QRect(left, top, right - left, self._row_height())

    def _month_at(self, point: QPoint) -> Month | None:
        left, height = self._label_width(), self._row_height()
        if point.y() < height or point.x() < left:
            return None
        room = self.viewport().width() - left
        number = min(_YEAR_MONTHS, (point.x() - left) * _YEAR_MONTHS // room + 1)
        year = self._years.start + (point.y() + self.verticalScrollBar().value()) // height - 1
        return Month.of(year, number) if year in self._years else None

    # mouse and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke; Shift extends the last one."""
        month = self._month_at(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or month is None:
            return
        self._dragging = True
        self._move_to(month, stretch=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the stroke; without one, show the tooltip of the month under the mouse."""
        month = self._month_at(event.position().toPoint())
        if self._dragging and month is not None:
            self._move_to(month, stretch=True)
        elif not self._dragging:
            self.viewport().setToolTip(plain_tip(self.sentence(month)) if month is not None else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish the stroke: paint its months."""
        if self._dragging and event.button() is Qt.MouseButton.LeftButton:
            self._dragging = False
            self._stroke(self.selection, self.brush)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrow keys, extend with Shift, paint with the number keys or Space."""
        key = Qt.Key(event.key())
        if key in brush_keys():
            self._paint_with(brush_keys()[key])
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._paint_with(self.brush)
        elif (target := self._target(key, event)) is not None:
            self._move_to(target, stretch=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _target(self, key: Qt.Key, event: QKeyEvent) -> Month | None:
        cursor, whole = self._cursor, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -12, Qt.Key.Key_Down: 12}
        pages = {Qt.Key.Key_PageUp: -60, Qt.Key.Key_PageDown: 60}
        if key in steps:
            return cursor + steps[key]
        if key in pages:
            target = cursor + pages[key]
            return min(max(target, Month.of(self._years.start, 1)), Month.of(self._years[-1], 12))
        if key == Qt.Key.Key_Home:
            return Month.of(self._years.start if whole else cursor.year, 1)
        if key == Qt.Key.Key_End:
            return Month.of(self._years[-1] if whole else cursor.year, 12)
        return None

    def _paint_with(self, brush: Brush) -> None:
        span = self.selection
        self._stroke(span, brush)
        if span.first == span.last:
            self._move_to(self._cursor + 1, stretch=False)

    def _stroke(self, span: Span, brush: Brush) -> None:
        """Show the stroke itself at once, then ask for what comes of it, which takes longer."""
        looks = {Brush.UNPAID: Look.LAPSE, Brush.UNKNOWN: Look.UNKNOWN}
        scheme = _SCHEMES.get(brush)
        look = Look.COVERED if scheme is not None else looks.get(brush)
        for index in range(span.first.index, span.last.index + 1):
            if look is None:
                self._cells.pop(index, None)
            else:
                self._cells[index] = _cell(look, scheme, first=index == span.first.index)
        first, last = self.place_of(span.first), self.place_of(span.last)
        across = first.united(last) if span.first.year == span.last.year else first.united(last) | self._row_of(last)
        self.viewport().repaint(across)
        self.painted.emit(span, brush)

    def _row_of(self, place: QRect) -> QRect:
        """The whole row of a month."""
        return QRect(0, place.top(), self.viewport().width(), place.height())

    def _move_to(self, month: Month, *, stretch: bool) -> None:
        marked, years = self.selection, self._years
        if not stretch:
            self._anchor = month
        self._cursor = month
        self._lay_out()
        if years != self._years:
            self.viewport().update()
        for span in (marked, self.selection):
            self._repaint_years(range(span.first.year, span.last.year + 1))
        rect, bar = self.place_of(month), self.verticalScrollBar()
        if rect.top() < self._row_height():
            bar.setValue(bar.value() + rect.top() - self._row_height())
        elif rect.bottom() > self.viewport().height():
            bar.setValue(bar.value() + rect.bottom() - self.viewport().height())
        self._announce()
        self.cursor_moved.emit(month)

    def _announce(self) -> None:
        self.setAccessibleDescription(self.sentence(self._cursor))
        accessible = QtGui.QAccessible  # Qt's types take time once they are named: not before there is a cursor
        accessible.updateAccessibility(QtGui.QAccessibleEvent(self, accessible.Event.DescriptionChanged))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self._announce()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the cursor."""
        super().focusOutEvent(event)
        self.viewport().update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the years that changed."""
        painter = QPainter(self.viewport())
        height = self._row_height()
        scrolled = self.verticalScrollBar().value() - height
        first = max(self._years.start, self._years.start + (event.rect().top() + scrolled) // height)
        last = min(self._years[-1], self._years.start + (event.rect().bottom() + scrolled) // height)
        painter.save()
        painter.setClipRect(QRect(0, height, self.viewport().width(), self.viewport().height() - height))
        for year in range(first, last + 1):
            self._paint_year(painter, year)
        self._paint_selection(painter)
        painter.restore()
        if event.rect().top() < height:
            self._paint_header(painter)
        painter.end()

    def _paint_header(self, painter: QPainter) -> None:
        painter.setFont(sized(self.font(), Size.CAPTION))
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        for number in range(1, _YEAR_MONTHS + 1):
            rect = self.place_of(Month.of(self._years.start, number))
            rect.moveTop(0)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(number))

    def _paint_year(self, painter: QPainter, year: int) -> None:
        january = Month.of(year, 1)
        first = self.place_of(january)
        label = QRect(0, first.top(), self._label_width() - UNIT, first.height())
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(year))
        painter.setFont(sized(self.font(), Size.CAPTION))
        edges = self._edges()
        for number in range(_YEAR_MONTHS):
            left, right = edges[number : number + 2]
            place = QRect(left + 1, first.top() + 2, right - left - 2, first.height() - 4)
            self._paint_cell(painter, january + number, place)

    def _paint_cell(self, painter: QPainter, month: Month, rect: QRect) -> None:
        cell = self.cell(month)
        painter.drawPixmap(rect.topLeft(), self._picture(cell, rect.size()))
        letter = self._letter(cell)
        if letter:
            painter.setPen(look_tone(cell, self.palette()).ink)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)
        if month == self._as_of:
            marker = QRect(rect.left(), rect.bottom() - 1, rect.width(), 2)
            fill(painter, marker, self.palette().color(QPalette.ColorRole.WindowText))

    def _picture(self, cell: Cell, size: QSize) -> QPixmap:
        """The picture of a cell, cached: there are hundreds of cells but few looks."""
        key = (cell.look, cell.scheme, size.width(), size.height(), self.palette().cacheKey(), self.devicePixelRatioF())
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) > _MOST_PICTURES:
                self._pictures.clear()
            picture = QPixmap(size * self.devicePixelRatioF())
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            paint_look(painter, QRectF(0, 0, size.width(), size.height()), cell, self.palette())
            painter.end()
            self._pictures[key] = picture
        return picture

    def _letter(self, cell: Cell) -> str:
        if cell.look in (Look.UNKNOWN, Look.IN_TRANSIT, Look.BACK_PAID):
            return self._phrases(f"grid.letter.{cell.look.value}")
        if cell.first and cell.look in (Look.COVERED, Look.EXPECTED) and cell.scheme:
            return self._phrases.plain(f"scheme.{cell.scheme.value}.letter")
        return ""

    def _paint_selection(self, painter: QPainter) -> None:
        span = self.selection
        if not (self.hasFocus() or self._dragging):
            return
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        wash = QColor(accent)
        wash.setAlphaF(0.25)
        painter.setPen(Qt.PenStyle.NoPen)
        for month in span if span.first != span.last else ():
            fill(painter, self.place_of(month).adjusted(0, 1, 0, -1), wash)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.place_of(self._cursor).adjusted(1, 1, -1, -1), 3, 3)


def look_tone(cell: Cell, palette: QPalette) -> Tone:
    """The colours a month is painted in."""
    if cell.look is Look.EMPTY:
        return empty_tone(palette)
    if cell.look is Look.FUTURE:
        return future_tone(palette)
    if cell.look is Look.COVERED and cell.scheme is not None:
        return tone(ColourRole(cell.scheme.value), palette)
    if cell.look is Look.EXPECTED and cell.scheme is not None:
        return expected_tone(ColourRole(cell.scheme.value), palette)
    return tone(_ROLE_OF[cell.look], palette)


def paint_look(painter: QPainter, rect: QRectF, cell: Cell, palette: QPalette) -> None:
    """Paint one month: solid if paid, lined if lapsed, dashed if unknown, outlined if paid late or ahead."""
    colours = look_tone(cell, palette)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colours.fill)
    pen = QPen(colours.line, 1)
    if cell.look is Look.EXPECTED:
        pen.setWidthF(_EDGE_OF_EXPECTED)
    if cell.look in (Look.UNKNOWN, Look.IN_TRANSIT):
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(Qt.PenStyle.NoPen if cell.look is Look.COVERED else pen)
    edge = pen.widthF() / 2
    inner = rect if cell.look is Look.COVERED else rect.adjusted(edge, edge, -edge, -edge)
    painter.drawRoundedRect(inner, 2, 2)
    if cell.look is Look.LAPSE:
        _paint_lines(painter, inner, colours.line)


def _paint_lines(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.save()
    painter.setClipRect(rect)
    painter.setPen(QPen(colour, 1.2))
    step, x = 6.0, rect.left() - rect.height()
    while x < rect.right():
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
        x += step
    painter.restore()
