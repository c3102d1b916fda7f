"""The view of a timeline: zoom, pan, moving between segments, dragging the day of payment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QSizePolicy, QToolTip, QWidget

from app.rules.bilingual import Bilingual, Language
from app.rules.outcome.assessment import Assessment, Option
from app.rules.record.case import Case
from app.rules.record.months import Month
from app.timeline.layout import (
    Box,
    Canvas,
    Layout,
    PlacedBand,
    PlacedBar,
    PlacedMarker,
    Ruler,
    Scale,
    lay_out,
    nearest_day,
)
from app.timeline.model import Band, Bar, Lane, Marker, Segment, Timeline, timeline_of
from app.timeline.painter import Fonts, paint_timeline
from app.timeline.palette import PALETTES, Palette, Theme
from app.ui.style.theme_colours import colours_under
from app.ui.timeline.accessible import Segments, made_readable
from app.ui.widgets.flat_scroll_bar import use_flat_scroll_bars
from app.ui.widgets.painting import fill
from app.wording.escaping import escape
from app.wording.phrasebook import Phrasebook, phrase

_ZOOM_STEP = 1.25
_WHEEL_NOTCH = 120  # eighths of a degree, after Qt
_ROWS = 3
_MOST_ROWS = 6
_YEARS_SHOWN = 5
_MONTHS_AROUND = 12
_WALKS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_NOT_TYPED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_CLIMBS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class TimelineView(QAbstractScrollArea):
    """The timeline in the window.

    `pay_on_moved` carries the day while it is dragged or stepped, `pay_on_chosen` the day finally chosen;
    `reason_requested` the segment whose reason is asked for; `current_changed` the current segment, `hovered` the one
    under the mouse, or None; `table_requested` asks for the same content as a table.
    """

    pay_on_moved = Signal(object)
    pay_on_chosen = Signal(object)
    reason_requested = Signal(object)
    current_changed = Signal(object)
    hovered = Signal(object)
    table_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, language: Language = "zh") -> None:
        super().__init__(parent)
        self._timeline: Timeline | None = None
        self._language: Language = language
        self._theme: Theme | None = None
        self._scale: Scale | None = None  # None: the whole timeline, whatever the size
        self._opening = True  # nobody has zoomed yet
        self._layout: Layout | None = None
        self._fonts: Fonts | None = None
        self._ruler: Ruler | None = None
        self._current: Segment | None = None
        self._pan_from: tuple[QPointF, Scale] | None = None
        self._panned = False
        self._pressed: Segment | None = None
        self._under_pointer: Segment | None = None
        self._dragged: date | None = None
        self._fitted_before_drag = False
        self._stepped: date | None = None
        use_flat_scroll_bars(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.viewport().setMouseTracking(True)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self._segments = Segments(self, self)
        _make_readable()
        self._name()

    # What is shown

    @property
    def timeline(self) -> Timeline | None:
        """What is shown."""
        return self._timeline

    @property
    def current(self) -> Segment | None:
        """The current segment, which has the keyboard cursor."""
        return self._current

    def show_answer(self, case: Case, assessment: Assessment, option: Option | None) -> None:
        """Show the timeline of a case under an option."""
        self.set_timeline(timeline_of(case, assessment, option))

    def set_timeline(self, timeline: Timeline | None) -> None:
        """Show another timeline; zoom and current segment are kept where possible."""
        if timeline == self._timeline:
            return
        self._segments.withdraw()
        self._timeline = timeline
        kept = next((s for s in self._all_segments() if _same_place(s, self._current)), None)
        if kept != self._current:
            self._current = kept
            self.current_changed.emit(kept)
            self._announce()
        if self._dragged is None:
            self._keep_scale()
        self._point_at(None)
        self._relay()

    def set_language(self, language: Language) -> None:
        """Use another language."""
        self._language = language
        self._name()
        self._relay()

    def set_theme(self, theme: Theme | None) -> None:
        """Use the colours of a theme; None takes what goes with the widget's palette."""
        self._theme = theme
        self.viewport().update()

    def layout_shown(self) -> Layout | None:
        """The current layout; None when there is nothing to show."""
        if self._layout is None and self._timeline is not None and not self._timeline.empty:
            canvas = self._sheet()
            scale = self._scale or canvas.fitted(self._timeline)
            self._layout = lay_out(self._timeline, scale, canvas, self._measure(), self._language)
        return self._layout

    # Zoom and pan

    def begin(self) -> None:
        """Reset for another case: no current segment, and what is worth seeing first."""
        self.set_current(None)
        self._opening, self._scale = True, None
        self._keep_scale()
        self._relay()

    def _keep_scale(self) -> None:
        """Fit the scale into another size or timeline; until somebody zooms, show what is worth seeing first."""
        timeline = self._timeline
        if timeline is None or timeline.empty:
            return
        if self._opening:
            opens = self._sheet().showing(timeline.opens_at, timeline.last)
            self._scale = self._sheet().kept_inside(opens, timeline) if timeline.opens_at > timeline.first else None
        elif self._scale is not None:
            self._scale = self._sheet().kept_inside(self._scale, timeline)

    @Slot()
    def fit(self) -> None:
        """Show the whole timeline."""
        self._opening, self._scale = False, None
        self._relay()

    @Slot()
    def show_last_five_years(self) -> None:
        """Show the five years before the as-of day and what comes after."""
        if self._timeline is not None:
            since = (Month.containing(self._timeline.as_of) + -12 * _YEARS_SHOWN).first_day
            self._show(max(self._timeline.first, since), self._timeline.last)

    @Slot()
    def show_as_of(self) -> None:
        """Show the year before and the year after the as-of day."""
        if self._timeline is not None:
            now = Month.containing(self._timeline.as_of)
            self._show((now + -_MONTHS_AROUND).first_day, (now + _MONTHS_AROUND).last_day)

    @Slot()
    def zoom_in(self) -> None:
        """Zoom in around the mouse, or around the middle."""
        self._zoom(_ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Zoom out around the mouse, or around the middle."""
        self._zoom(1 / _ZOOM_STEP)

    def _show(self, first: date, last: date) -> None:
        self._set_scale(self._sheet().showing(first, last))

    def _zoom(self, factor: float, anchor: float | None = None) -> None:
        if self._timeline is None or self._timeline.empty:
            return
        canvas, scale = self._sheet(), self._scale_shown()
        plot = canvas.plot
        if anchor is None:
            pointer = self.viewport().mapFromGlobal(self.cursor().pos())
            inside = self.viewport().rect().contains(pointer)
            anchor = float(pointer.x()) if inside else plot.left + plot.width / 2
        least, most = canvas.zoom_limits(self._timeline)
        per_day = min(max(scale.per_day * factor, least), most)
        anchor = min(max(anchor, plot.left), plot.right)
        self._set_scale(scale.zoomed(per_day, anchor))

    def _scale_shown(self) -> Scale:
        assert self._timeline is not None  # noqa: S101  asked for only where there is something to show
        return self._scale or self._sheet().fitted(self._timeline)

    def _set_scale(self, scale: Scale) -> None:
        if self._timeline is None:
            return
        canvas = self._sheet()
        kept = canvas.kept_inside(scale, self._timeline)
        self._opening = False
        self._scale = None if kept.per_day <= canvas.fitted(self._timeline).per_day else kept
        self._relay()

    def _relay(self) -> None:
        """Discard the layout, which is made anew on demand, and update the scroll bar."""
        self._layout = None
        if not self.isVisible():
            return
        bar, timeline = self.horizontalScrollBar(), self._timeline
        bar.blockSignals(True)  # noqa: FBT003  Qt's own signature
        if timeline is None or timeline.empty:
            bar.setRange(0, 0)
        else:
            canvas, scale = self._sheet(), self._scale_shown()
            whole = scale.end(timeline.last) - scale.x(timeline.first)
            bar.setRange(0, max(0, round(whole - canvas.plot.width)))
            bar.setPageStep(round(canvas.plot.width))
            bar.setSingleStep(round(canvas.unit * 4))
            bar.setValue(round(canvas.plot.left - scale.x(timeline.first)))
        bar.blockSignals(False)  # noqa: FBT003  Qt's own signature
        self.viewport().update()

    def _on_scrolled(self, value: int) -> None:
        if self._timeline is not None and self._scale is not None:
            self._scale = Scale(self._timeline.first, self._sheet().plot.left - value, self._scale.per_day)
            self._layout = None
            self.viewport().update()

    # Measures

    def _written(self) -> Fonts:
        if self._fonts is None:
            strong = QFont(self.font())
            strong.setBold(True)
            self._fonts = Fonts(self.font(), strong)
        return self._fonts

    def _measure(self) -> Ruler:
        if self._ruler is None:
            self._ruler = self._written().ruler()
        return self._ruler

    def _sheet(self) -> Canvas:
        size = self.viewport().size()
        text = self._written().text_height
        return Canvas.of(float(size.width()), float(size.height()), text, self._measure(), self._language)

    def _colours(self) -> Palette:
        return PALETTES[self._theme] if self._theme is not None else colours_under(self.palette())

    def _height_for(self, rows: int) -> int:
        return round(self._sheet().height_for(rows)) + self.horizontalScrollBar().sizeHint().height()

    def wanted_height(self) -> int:
        """The height at which every visible marker has its label, as far as they can be arranged."""
        layout = self.layout_shown()
        if layout is None:
            return self._height_for(1)
        if not layout.canvas.whole or any(placed.label is None for placed in layout.markers):
            tall = replace(layout.canvas, height=layout.canvas.height_for(_MOST_ROWS))
            layout = lay_out(layout.timeline, layout.scale, tall, self._measure(), self._language)
        bar = self.horizontalScrollBar()
        return round(layout.used_height) + (bar.sizeHint().height() if bar.maximum() else 0) + 1

    def sizeHint(self) -> QSize:
        """Room for every lane and three rows of labels."""
        return QSize(640, self._height_for(_ROWS))

    def minimumSizeHint(self) -> QSize:
        """Room for one lane."""
        return QSize(320, round(self._sheet().strip_height) + 1)

    @property
    def lanes_height(self) -> int:
        """The height below which lanes are folded away."""
        return round(self._sheet().lanes_height) + 1

    # Segments

    def _all_segments(self) -> tuple[Segment, ...]:
        return self._timeline.segments if self._timeline is not None else ()

    def segment_count(self) -> int:
        """How many segments there are: bars lane by lane, then markers, then bands."""
        return len(self._all_segments())

    def segment_name(self, index: int) -> str:
        """The text of a segment for screen readers."""
        return self._all_segments()[index].spoken.in_(self._language)

    def segment_why(self, index: int) -> str:
        """The reason of a segment, in a sentence."""
        return self._all_segments()[index].why.in_(self._language)

    def segment_rect(self, index: int) -> QRect:
        """Where a segment is on the screen; empty when it is scrolled away."""
        box = self._box_of(self._all_segments()[index])
        if box is None:
            return QRect()
        corner = self.viewport().mapToGlobal(QPoint(round(box.left), round(box.top)))
        return QRect(corner, QSize(round(box.width), round(box.height)))

    def current_segment(self) -> int:
        """The index of the current segment, -1 for none."""
        return next((i for i, segment in enumerate(self._all_segments()) if segment == self._current), -1)

    def accessible(self) -> QAccessibleInterface:
        """The accessibility interface of this widget."""
        return made_readable(self, self, self._segments)

    def _box_of(self, segment: Segment) -> Box | None:
        layout = self.layout_shown()
        if layout is None:
            return None
        if isinstance(segment, Bar):
            return next((placed.box for placed in layout.bars if placed.bar == segment), None)
        if isinstance(segment, Band):
            return next((placed.box for placed in layout.bands if placed.band == segment), None)
        stem = next((placed for placed in layout.markers if placed.marker == segment), None)
        if stem is None:
            return None
        return stem.label.box if stem.label else stem.stem(layout.canvas)

    def set_current(self, segment: Segment | None) -> None:
        """Make a segment current and scroll it into view."""
        if segment == self._current:
            return
        self._current = segment
        if segment is not None:
            self._bring_into_sight(segment)
        self.viewport().update()
        self.current_changed.emit(segment)
        self._announce()

    def _announce(self) -> None:
        """Tell screen readers which segment is current."""
        if self._current is not None and self.hasFocus() and QAccessible.isActive():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(self.current_segment())
            QAccessible.updateAccessibility(event)

    def _bring_into_sight(self, segment: Segment) -> None:
        layout = self.layout_shown()
        if layout is None or self._scale is None:
            return
        plot, scale = layout.canvas.plot, layout.scale
        first = scale.x(segment.since)
        last = first if isinstance(segment, Marker) else scale.end(segment.until)
        if last < plot.left + layout.canvas.unit or first > plot.right - layout.canvas.unit:
            self._set_scale(replace(scale, left=scale.left + plot.left + plot.width / 3 - first))

    def _rows_of_segments(self) -> list[tuple[Segment, ...]]:
        if self._timeline is None:
            return []
        rows: list[tuple[Segment, ...]] = [self._timeline.in_lane(lane) for lane in Lane]
        return [row for row in (*rows, self._timeline.markers, self._timeline.bands) if row]

    def _walk(self, step: int) -> None:
        rows = self._rows_of_segments()
        row = next((row for row in rows if self._current in row), None)
        if self._current is None or row is None:
            self._start_walking()
            return
        place = row.index(self._current) + step
        if 0 <= place < len(row):
            self.set_current(row[place])

    def _climb(self, step: int) -> None:
        rows = self._rows_of_segments()
        number = next((n for n, row in enumerate(rows) if self._current in row), None)
        if self._current is None or number is None:
            self._start_walking()
            return
        if 0 <= number + step < len(rows):
            middle = _middle(self._current)
            self.set_current(min(rows[number + step], key=lambda segment: abs(_middle(segment) - middle)))

    def _start_walking(self) -> None:
        rows = self._rows_of_segments()
        if rows:
            self.set_current(rows[0][-1])

    def _leap(self, place: int) -> None:
        rows = self._rows_of_segments()
        row = next((row for row in rows if self._current in row), rows[0] if rows else ())
        if row:
            self.set_current(row[place])

    # The planned day of payment

    def _move_pay_on(self, on: date) -> None:
        timeline = self._timeline
        if timeline is None or timeline.pay_on in (None, on):
            return
        was_current = isinstance(self._current, Marker) and self._current.draggable
        self._timeline = timeline.with_pay_on(on)
        if was_current:
            self._current = next(marker for marker in self._timeline.markers if marker.draggable)
        self._segments.withdraw()
        self._layout = None
        self.viewport().repaint()  # the hand is answered first, then what comes of it
        self.pay_on_moved.emit(on)
        if was_current:
            self._announce()

    def _step_pay_on(self, days: int) -> None:
        timeline = self._timeline
        if timeline is None or timeline.pay_on is None:
            return
        on = timeline.pay_on + timedelta(days=days)
        self._stepped = on
        self._move_pay_on(on)

    def _settle_step(self) -> None:
        if self._stepped is not None:
            on, self._stepped = self._stepped, None
            self.pay_on_chosen.emit(on)

    # Events

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the timeline, or a sentence on what will be shown here."""
        painter = QPainter(self.viewport())
        layout = self.layout_shown()
        if layout is None:
            self._paint_empty(painter)
        else:
            ringed = self._current if self.hasFocus() else None
            paint_timeline(painter, layout, self._colours(), self._written(), ringed)
        painter.end()

    def _paint_empty(self, painter: QPainter) -> None:
        colours, room = self._colours(), QRectF(self.viewport().rect())
        margin = room.width() / 6
        fill(painter, room, QColor(colours.surface))
        painter.setPen(QColor(colours.muted))
        painter.setFont(self.font())
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(room.adjusted(margin, 0, -margin, 0), flags, Phrasebook("timeline", self._language)("empty"))

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out what changed while it was hidden."""
        super().showEvent(event)
        self._relay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._keep_scale()
        self._relay()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fonts = self._ruler = None
            self.updateGeometry()
            self._relay()
        elif event.type() is QEvent.Type.PaletteChange:
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring on the current segment."""
        super().focusInEvent(event)
        if self._current is None and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._start_walking()
        else:
            self._announce()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish stepping the day of payment."""
        super().focusOutEvent(event)
        self._settle_step()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between segments and lanes, step the day of payment, zoom, or ask for the reason."""
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        on_pay_day = isinstance(self._current, Marker) and self._current.draggable
        if key in _WALKS:
            alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
            control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
            if alt or (on_pay_day and not control):
                self._step_pay_on(_WALKS[key])
            else:
                self._walk(_WALKS[key])
        elif key in _CLIMBS and not modifiers:
            self._climb(_CLIMBS[key])
        elif not modifiers & _NOT_TYPED and (action := self._actions().get(key)):
            action()
        else:
            event.ignore()

    def _actions(self) -> dict[Qt.Key, Callable[[], None]]:
        return {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_Home: self._to_first,
            Qt.Key.Key_End: self._to_last,
            Qt.Key.Key_Return: self._ask_reason,
            Qt.Key.Key_Enter: self._ask_reason,
            Qt.Key.Key_T: self.table_requested.emit,
        }

    def _to_first(self) -> None:
        self._leap(0)

    def _to_last(self) -> None:
        self._leap(-1)

    def _ask_reason(self) -> None:
        if self._current is not None and self._current.reason is not None:
            self.reason_requested.emit(self._current)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Finish stepping the day of payment when its key is released."""
        if Qt.Key(event.key()) in _WALKS and not event.isAutoRepeat():
            self._settle_step()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start dragging the day of payment, or pressing a segment, or panning."""
        layout = self.layout_shown()
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        if layout is None:
            return
        hit = self._segment_at(event.position())
        if isinstance(hit, Marker) and hit.draggable:
            self.set_current(hit)
            self._dragged, self._fitted_before_drag = hit.on, self._scale is None
            self._scale = layout.scale  # kept while the day is dragged, even where the timeline grows
            return
        self._pressed = hit
        self._pan_from = (event.position(), layout.scale)
        self._panned = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the day of payment, pan, or find the segment under the mouse."""
        layout = self.layout_shown()
        if layout is None:
            return
        if self._dragged is not None:
            self._move_pay_on(nearest_day(layout.scale, event.position().x(), layout.timeline))
        elif self._pan_from is not None:
            start, scale = self._pan_from
            moved = event.position().x() - start.x()
            if self._panned or abs(moved) >= QApplication.startDragDistance():
                self._panned = True
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
                self._set_scale(replace(scale, left=scale.left + moved))
        else:
            self._point_at(self._segment_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the segment under the mouse."""
        super().leaveEvent(event)
        self._point_at(None)

    def _point_at(self, segment: Segment | None) -> None:
        if segment is self._under_pointer:
            return
        self._under_pointer = segment
        grips = isinstance(segment, Marker) and segment.draggable
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if grips else Qt.CursorShape.ArrowCursor)
        self.hovered.emit(segment)

    def _segment_at(self, point: QPointF) -> Segment | None:
        layout = self.layout_shown()
        hit = layout.hit(point.x(), point.y()) if layout is not None else None
        if isinstance(hit, PlacedBar):
            return hit.bar
        return hit.marker if isinstance(hit, PlacedMarker) else hit.band if isinstance(hit, PlacedBand) else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the dragged day, or make the clicked segment current."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._pan_from = None
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if self._dragged is None:
            if self._pressed is not None and not self._panned:
                self.set_current(self._pressed)
            self._pressed = None
            return
        before, self._dragged = self._dragged, None
        if self._fitted_before_drag:
            self.fit()
        elif self._scale is not None:
            self._set_scale(self._scale)
        on = self._timeline.pay_on if self._timeline is not None else None
        if on is not None and on != before:
            self.pay_on_chosen.emit(on)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the reason of the segment there."""
        hit = self._segment_at(event.position())
        if hit is not None and hit.reason is not None:
            self.reason_requested.emit(hit)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, pan with Shift or a horizontal wheel; a plain wheel is left to the page."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(_ZOOM_STEP ** (turned.y() / _WHEEL_NOTCH), event.position().x())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or turned.x():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - round((turned.x() or turned.y()) / _WHEEL_NOTCH * bar.singleStep()))
            event.accept()
        else:
            event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the tooltip of the segment under the mouse."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            # rich text, because Qt does not wrap plain text
            paragraphs = (f"<p>{escape(line)}</p>" for line in self.tip_at(event.pos()).splitlines())
            QToolTip.showText(event.globalPos(), "".join(paragraphs), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPoint) -> str:
        """The tooltip at a point of the viewport: the segment and its reason; empty where there is none."""
        segment = self._segment_at(QPointF(point))
        return "\n".join(said.in_(self._language) for said in _told(segment)) if segment is not None else ""

    def _name(self) -> None:
        words = Phrasebook("timeline", self._language)
        self.setAccessibleName(words("name"))
        self.setAccessibleDescription(words("description"))


def _told(segment: Segment) -> Iterator[Bilingual]:
    """The tooltip of a segment: its text, its reason unless contained in it, and what can be done."""
    if isinstance(segment, Marker) and segment.draggable:
        yield phrase("timeline", "tip.pay_on", spoken=segment.spoken)
        return
    yield segment.spoken
    if segment.why.zh and segment.why.zh not in segment.spoken.zh:
        yield segment.why
    if segment.reason is not None:
        yield phrase("timeline", "tip.reason")


def _middle(segment: Segment) -> float:
    return (segment.since.toordinal() + segment.until.toordinal()) / 2


def _same_place(segment: Segment, other: Segment | None) -> bool:
    if isinstance(segment, Bar) and isinstance(other, Bar):
        overlap = segment.since <= other.until and other.since <= segment.until
        return segment.lane is other.lane and segment.role is other.role and overlap
    if isinstance(segment, Marker) and isinstance(other, Marker):
        return segment.kind is other.kind and (segment.draggable or segment.on == other.on)
    if isinstance(segment, Band) and isinstance(other, Band):
        return segment.since == other.since
    return False


@cache
def _make_readable() -> None:
    """Register the accessibility factory with Qt, once."""
    QAccessible.installFactory(_readable)


def _readable(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    return thing.accessible() if isinstance(thing, TimelineView) else None
