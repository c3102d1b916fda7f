"""Lays out a timeline: where each bar, label, tick and marker is on a canvas. No Qt and no colours here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from itertools import product, zip_longest

from app.rules.bilingual import Language
from app.rules.record.months import ONE_DAY, Month
from app.rules.value_type import value_type
from app.timeline.model import Band, Bar, Lane, Marker, MarkerKind, Timeline, short_month_name
from app.timeline.palette import PATTERNS, ColourRole, Pattern
from app.wording.phrasebook import Phrasebook

_AXIS, _LANE, _BAR, _ROW = 3.0, 4.0, 3.0, 2.5  # heights, in units
_AXIS_TEXT = 2.25  # of the axis; the rest is for the grip of the planned day of payment
_DAYS_A_MONTH = 365.2425 / 12
_TICK_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240)
_YEAR = 12
_THINNEST = 3.0  # a bar is never drawn thinner than this, so that a month in forty years is still seen
_MOST_LABELLED = 6  # markers whose labels are arranged; the sides of n labels are tried in 2**n ways
_WIDEST_DAY = 8.0
_PATTERN_SEEN = 2.0  # units of a pattern that a label inside must leave uncovered
_BAND_ROWS = 3  # rows in which the label of a band is looked for; it adds no height of its own
_LANES = tuple(Lane)
_FOLDS = (_LANES, (Lane.CONTRIBUTIONS, Lane.BENEFITS), (Lane.BENEFITS,))

_LEAST_ROOM = 2.0  # units; no label fits into less

SIGN = 1.75
"""Units reserved before a label for its sign."""

BUSY = frozenset({Pattern.LINED, Pattern.DOTTED, Pattern.QUESTIONED, Pattern.BARRED})
"""Patterns on which text is hard to read; a label on them gets a plain background."""


Words = Sequence[tuple[str, float]]
"""Texts that say the same, the longest first, each with its width."""


@value_type
class Box:
    """A rectangle in logical pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The bottom edge."""
        return self.top + self.height

    def overlaps(self, other: Box) -> bool:
        """True when the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """True when no part lies outside the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """True when a point lies inside."""
        return self.left <= x < self.right and self.top <= y < self.bottom


@value_type
class Ruler:
    """Measures text, in logical pixels: in the regular and in the strong weight."""

    regular: Callable[[str], float]
    strong: Callable[[str], float]


@value_type
class Scale:
    """Maps days to pixels: the day `origin` begins at `left`, and a day is `per_day` pixels wide."""

    origin: date
    left: float
    per_day: float

    def x(self, day: date) -> float:
        """Where a day begins."""
        return self.left + (day - self.origin).days * self.per_day

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self.x(day) + self.per_day

    def day_at(self, x: float) -> date:
        """The day that lies at a pixel."""
        return self.origin + timedelta(days=int((x - self.left) // self.per_day))

    def zoomed(self, per_day: float, anchor: float) -> Scale:
        """Another width of a day, with the pixel `anchor` staying at the same moment."""
        return replace(self, left=anchor - (anchor - self.left) * per_day / self.per_day, per_day=per_day)


@value_type
class Canvas:
    """The space to draw on, in logical pixels.

    `unit` is the grid step (8 for text 13 high) and grows with the text; `gutter` is the width of the lanes' names.
    Where it is too low for all lanes it folds to those of contributions and benefits, then to that of benefits, then to
    that without the axis.
    """

    width: float
    height: float
    unit: float
    gutter: float
    plot: Box = field(init=False)
    """The area of the lanes."""
    lanes: tuple[Lane, ...] = field(init=False)
    """The lanes for which there is room, from top to bottom."""

    def __post_init__(self) -> None:
        """Work out once what every bar needs."""
        room = max(1.0, self.width - self.gutter - self.unit)
        fits = (lanes for lanes in _FOLDS if self.height >= (_AXIS + len(lanes) * _LANE) * self.unit)
        lanes = next(fits, _FOLDS[-1])
        axis = _AXIS if self.height >= (_AXIS + _LANE) * self.unit else 0.0
        plot = Box(self.gutter, axis * self.unit, room, len(lanes) * _LANE * self.unit)
        object.__setattr__(self, "lanes", lanes)
        object.__setattr__(self, "plot", plot)

    @property
    def whole(self) -> bool:
        """True where no lane is folded away."""
        return self.lanes == _LANES

    @property
    def strip_height(self) -> float:
        """The least height: one lane without the axis."""
        return _LANE * self.unit

    @property
    def lanes_height(self) -> float:
        """The height at which all lanes stand, without labels of markers."""
        return (_AXIS + len(_LANES) * _LANE) * self.unit

    @classmethod
    def of(cls, width: float, height: float, text_height: float, ruler: Ruler, language: Language) -> Canvas:
        """A canvas for text of a pixel size, in a language."""
        unit = float(max(6, round(text_height * 8 / 13)))
        widest = max(ruler.strong(lane.heading.in_(language)) for lane in Lane)
        return cls(width, height, unit, float(round(widest + 3 * unit)))

    @property
    def rows_top(self) -> float:
        """The top of the rows of markers' labels."""
        return self.plot.bottom + self.unit / 2

    def height_for(self, rows: int) -> float:
        """The height that so many rows of markers' labels need."""
        return self.lanes_height + self.unit / 2 + rows * _ROW * self.unit + self.unit / 2

    def lane_box(self, lane: Lane) -> Box:
        """The whole row of a lane, its name included."""
        top = self.plot.top + self.lanes.index(lane) * _LANE * self.unit
        return Box(0.0, top, self.width, _LANE * self.unit)

    def fitted(self, timeline: Timeline) -> Scale:
        """The scale that shows the whole timeline."""
        return self.showing(timeline.first, timeline.last)

    def showing(self, first: date, last: date) -> Scale:
        """The scale that shows the days from `first` to `last` from edge to edge, or as near as zooming allows."""
        days = (last - first).days + 1
        return Scale(first, self.plot.left, min(_WIDEST_DAY, self.plot.width / days))

    def zoom_limits(self, timeline: Timeline) -> tuple[float, float]:
        """The narrowest and the widest day, in pixels."""
        return self.fitted(timeline).per_day, _WIDEST_DAY

    def kept_inside(self, scale: Scale, timeline: Timeline) -> Scale:
        """The scale, moved and zoomed just enough to leave no blank space beside the timeline."""
        least, most = self.zoom_limits(timeline)
        per_day = min(max(scale.per_day, least), most)
        origin_x = scale.zoomed(per_day, self.plot.left).x(timeline.first)
        whole = ((timeline.last - timeline.first).days + 1) * per_day
        furthest = self.plot.left - max(0.0, whole - self.plot.width)
        return Scale(timeline.first, min(self.plot.left, max(furthest, origin_x)), per_day)


@value_type
class Text:
    """A piece of text and the box that holds it."""

    text: str
    box: Box


@value_type
class Tick:
    """A line of the grid; `strong` at the beginning of a year where months are shown. A label may have no line."""

    x: float
    strong: bool
    label: Text | None
    line: bool = True


@value_type
class PlacedBar:
    """A bar on the canvas. `box` is the part that can be seen; `label` lies inside it or beside it with a `leader`."""

    bar: Bar
    box: Box
    cut_left: bool
    cut_right: bool
    label: Text | None = None
    inside: bool = True
    leader: tuple[float, float] | None = None


@value_type
class PlacedMarker:
    """A marker on the canvas: its line at `x` down to `foot`, and its label right or left of the line."""

    marker: Marker
    x: float
    foot: float
    label: Text | None = None
    leftward: bool = False

    def stem(self, canvas: Canvas) -> Box:
        """The upright line over all lanes."""
        return Box(self.x, canvas.plot.top, 1.0, canvas.plot.height)


@value_type
class PlacedBand:
    """A band on the canvas. `box` is the part that can be seen; its label, if it has one, lies below the lanes."""

    band: Band
    box: Box
    label: Text | None = None


@value_type
class LegendItem:
    """A sample of a pattern and its name."""

    role: ColourRole
    swatch: Box
    label: Text


@value_type
class Layout:
    """A laid-out timeline, for painting and for finding what is under the mouse."""

    timeline: Timeline
    canvas: Canvas
    scale: Scale
    heads: tuple[Text, ...]
    ticks: tuple[Tick, ...]
    bars: tuple[PlacedBar, ...]
    markers: tuple[PlacedMarker, ...]
    future_from: float
    legend: tuple[LegendItem, ...] = field(default=())
    bands: tuple[PlacedBand, ...] = field(default=())

    @property
    def used_height(self) -> float:
        """The height that is drawn on."""
        rows = [marker.foot for marker in self.markers]
        rows += [placed.label.box.bottom for placed in self.bands if placed.label is not None]
        legend = [item.label.box.bottom for item in self.legend]
        return max([self.canvas.plot.bottom, *rows, *legend]) + self.canvas.unit / 2

    def texts(self) -> tuple[Text, ...]:
        """Every piece of text, for the check that none covers another."""
        labels = [tick.label for tick in self.ticks]
        labels += [placed.label for placed in self.bars]
        labels += [placed.label for placed in self.markers]
        labels += [placed.label for placed in self.bands]
        return (*self.heads, *(label for label in labels if label), *(item.label for item in self.legend))

    def hit(self, x: float, y: float) -> PlacedBar | PlacedMarker | PlacedBand | None:
        """What is at a point: the planned day of payment before other markers, then bars, then bands."""
        reach = self.canvas.unit * 0.75
        markers = sorted(self.markers, key=lambda placed: not placed.marker.draggable)
        for placed in markers:
            gripped = placed.marker.draggable and abs(x - placed.x) <= reach and 0 <= y < placed.foot
            on_label = placed.label is not None and placed.label.box.holds(x, y)
            if on_label or gripped:
                return placed
        for bar in self.bars:
            spare = max(0.0, (self.canvas.unit - bar.box.width) / 2)
            target = replace(bar.box, left=bar.box.left - spare, width=bar.box.width + 2 * spare)
            if target.holds(x, y) or (bar.label is not None and bar.label.box.holds(x, y)):
                return bar
        on_stem = next((p for p in markers if abs(x - p.x) <= reach / 2 and 0 <= y < p.foot), None)
        if on_stem is not None:
            return on_stem
        places = ((placed, (placed.box, placed.label.box if placed.label else placed.box)) for placed in self.bands)
        return next((placed for placed, boxes in places if any(box.holds(x, y) for box in boxes)), None)


def lay_out(
    timeline: Timeline, scale: Scale, canvas: Canvas, ruler: Ruler, language: Language, *, legend: bool = False
) -> Layout:
    """Place everything of a timeline. Labels are never clipped and never cover each other.

    A label that does not fit inside its bar goes beside it; where it does not fit there it is left out, as table,
    tooltip and accessible name have it. Labels of markers are stacked in rows as far as the height allows, the more
    important first.
    """
    samples = _legend(timeline, scale, canvas, ruler, language) if legend else ()
    legend_top = min((item.swatch.top for item in samples), default=canvas.height)
    markers = _markers(timeline, scale, canvas, ruler, language, bottom=legend_top)
    stems = [placed.x for placed in markers]
    bars = [
        placed
        for lane, row in _in_sight(timeline, scale, canvas).items()
        for placed in _labelled(_bars(lane, row, scale, canvas), stems, canvas, ruler, language)
    ]
    bands = _bands(timeline, scale, canvas, ruler, language, markers=markers, bottom=legend_top)
    return Layout(
        timeline,
        canvas,
        scale,
        _heads(canvas, ruler, language),
        _ticks(scale, canvas, ruler, language),
        tuple(bars),
        markers,
        min(canvas.plot.right, max(canvas.plot.left, float(round(scale.x(timeline.as_of))))),
        _raised(samples, markers, bands, canvas),
        bands,
    )


def _heads(canvas: Canvas, ruler: Ruler, language: Language) -> tuple[Text, ...]:
    heads = []
    for lane in canvas.lanes:
        title = lane.heading.in_(language)
        row = canvas.lane_box(lane)
        heads.append(Text(title, Box(canvas.unit, row.top, ruler.strong(title), row.height)))
    return tuple(heads)


# Ticks


def _ticks(scale: Scale, canvas: Canvas, ruler: Ruler, language: Language) -> tuple[Tick, ...]:
    plot, pad = canvas.plot, canvas.unit / 2
    step = _step(scale, canvas, ruler, language)
    month = Month.containing(scale.day_at(plot.left))
    month = Month(month.index - month.index % step)
    ticks: list[Tick] = []
    free_from = plot.left
    year = _year(Month.containing(scale.day_at(plot.left)).year, language)
    box = _axis_box(plot.left, ruler.strong(year), canvas)
    seen = month + step if scale.x(month.first_day) < plot.left else month
    following = _next_january(seen) if step <= _YEAR else seen
    if not plot.left <= scale.x(following.first_day) < box.right + pad:
        # the year that began before the canvas is named at its edge, where the next year leaves room
        ticks.append(Tick(plot.left, strong=step < _YEAR, label=Text(year, box) if plot.top else None, line=False))
        free_from = box.right + pad
    while (x := float(round(scale.x(month.first_day)))) <= plot.right:
        if x >= plot.left:
            new_year = month.number == 1
            text = _year(month.year, language) if new_year else short_month_name(month.number).in_(language)
            width = ruler.strong(text) if new_year else ruler.regular(text)
            fits = plot.top > 0 and x >= free_from and x + pad + width <= plot.right
            label = Text(text, _axis_box(x, width, canvas)) if fits else None
            if label is not None:
                free_from = label.box.right
            ticks.append(Tick(x, new_year and step < _YEAR, label))
        month = month + step
    return tuple(ticks)


def _next_january(month: Month) -> Month:
    return month + (-month.index) % _YEAR


def _axis_box(x: float, width: float, canvas: Canvas) -> Box:
    return Box(x + canvas.unit / 2, 0.0, width, _AXIS_TEXT * canvas.unit)


def _step(scale: Scale, canvas: Canvas, ruler: Ruler, language: Language) -> int:
    year = ruler.strong(_year(2000, language))
    month = max(ruler.regular(short_month_name(number).in_(language)) for number in range(1, 13))
    for step in _TICK_MONTHS:
        widest = max(year, month) if step < _YEAR else year
        if step * _DAYS_A_MONTH * scale.per_day >= widest + 1.5 * canvas.unit:
            return step
    return _TICK_MONTHS[-1]


def _year(year: int, language: Language) -> str:
    return Phrasebook("timeline", language)("tick.year", year=year)


# Bars


def _in_sight(timeline: Timeline, scale: Scale, canvas: Canvas) -> dict[Lane, list[Bar]]:
    """The bars of each lane within the days shown; of sixty years most are outside."""
    first, last = scale.day_at(canvas.plot.left), scale.day_at(canvas.plot.right)
    rows: dict[Lane, list[Bar]] = {lane: [] for lane in canvas.lanes}
    for bar in timeline.bars:
        if bar.since <= last and bar.until >= first and bar.lane in rows:
            rows[bar.lane].append(bar)
    return rows


def _bars(lane: Lane, bars: Iterable[Bar], scale: Scale, canvas: Canvas) -> list[PlacedBar]:
    height, first, last = _BAR * canvas.unit, canvas.plot.left, canvas.plot.right
    top = canvas.lane_box(lane).top + (_LANE - _BAR) / 2 * canvas.unit
    start, per_day = scale.left - scale.origin.toordinal() * scale.per_day, scale.per_day
    placed = []
    for bar in bars:
        left = float(round(start + bar.since.toordinal() * per_day))
        right = float(round(start + (bar.until.toordinal() + 1) * per_day))
        if right <= first or left >= last:
            continue
        # one pixel before the next bar, so that neighbours of one colour can be told apart
        right = max(right - 1, left + _THINNEST)
        seen = left if left > first else first
        width = (right if right < last else last) - seen
        placed.append(PlacedBar(bar, Box(seen, top, max(1.0, width), height), left < first, right > last or bar.open))
    return placed


def _labelled(
    bars: Sequence[PlacedBar], stems: Sequence[float], canvas: Canvas, ruler: Ruler, language: Language
) -> list[PlacedBar]:
    """The bars in their order with their labels. What is planned comes last in it, and may lie before a paid bar."""
    plot = canvas.plot
    taken = plot.left  # everything left of this pixel is taken
    least = _LEAST_ROOM * canvas.unit
    done = list(bars)
    from_left = sorted(range(len(bars)), key=lambda place: bars[place].box.left)
    for number, following in zip_longest(from_left, from_left[1:]):
        bare = bars[number]
        free_until = bars[following].box.left if following is not None else plot.right
        if bare.box.width < least and free_until - taken - bare.box.width < least:
            taken = max(taken, bare.box.right)  # alternating months have no room for a word
            continue
        words = [(text, ruler.regular(text)) for text in _said(bare.bar, language)]
        placed = _labelled_inside(bare, words, canvas) or _labelled_beside(
            bare, words, (taken, free_until), stems, canvas
        )
        taken = max(taken, placed.box.right, placed.label.box.right if placed.label else 0.0)
        done[number] = placed
    return done


def _said(shown: Bar | Band, language: Language) -> tuple[str, str]:
    return shown.label.in_(language), shown.short.in_(language)


def _labelled_inside(placed: PlacedBar, words: Words, canvas: Canvas) -> PlacedBar | None:
    pad = canvas.unit * 0.75
    bare = _PATTERN_SEEN * canvas.unit if placed.bar.pattern in BUSY else 0.0
    for text, width in words:
        if width + 2 * pad + bare <= placed.box.width:
            label = Text(text, Box(placed.box.left + pad, placed.box.top, width, placed.box.height))
            return PlacedBar(placed.bar, placed.box, placed.cut_left, placed.cut_right, label)
    return None


def _labelled_beside(
    placed: PlacedBar, words: Words, room: tuple[float, float], stems: Sequence[float], canvas: Canvas
) -> PlacedBar:
    gap, air, box = canvas.unit, canvas.unit / 2, placed.box
    widest_room = max(room[1] - box.right, box.left - room[0]) - gap - air
    for text, width in words:
        if width > widest_room:
            continue
        for left in (box.right + gap, box.left - gap - width):
            label = Box(left, box.top, width, box.height)
            free = room[0] + air <= left if left < box.left else label.right + air <= room[1]
            inside_plot = label.left >= canvas.plot.left and label.right <= canvas.plot.right
            crossed = any(label.left - air < x < label.right + air for x in stems)
            if free and inside_plot and not crossed:
                leader = (box.right, label.left) if left > box.left else (label.right, box.left)
                return replace(placed, label=Text(text, label), inside=False, leader=leader)
    return placed


# Markers


@value_type
class _Flag:
    placed: PlacedMarker
    text: str
    width: float
    sides: tuple[bool, ...]  # leftward or not, the better one first

    def reach(self, leftward: bool, gap: float) -> tuple[float, float]:  # noqa: FBT001  a side, not a switch
        x = self.placed.x
        return (x - gap - self.width, x - gap) if leftward else (x + gap, x + gap + self.width)


def _markers(
    timeline: Timeline, scale: Scale, canvas: Canvas, ruler: Ruler, language: Language, *, bottom: float
) -> tuple[PlacedMarker, ...]:
    gap, plot = canvas.unit * 0.75, canvas.plot
    rows = max(0, int((bottom - canvas.rows_top) // (_ROW * canvas.unit)))
    stems: list[PlacedMarker] = []
    flags: list[_Flag] = []
    for marker in timeline.markers:
        x = round(scale.end(marker.on) if marker.kind is MarkerKind.PAY_BY else scale.x(marker.on))
        if not plot.left <= x <= plot.right:
            continue
        stem = PlacedMarker(marker, x, plot.bottom)
        text = marker.label.in_(language)
        width = ruler.regular(text) + _symbol_room(marker, canvas)
        sides = tuple(
            leftward
            for leftward, fits in (
                (False, x + gap + width <= canvas.width - canvas.unit),
                (True, x - gap - width >= canvas.unit),
            )
            if fits
        )
        stems.append(stem)
        if sides:
            flags.append(_Flag(stem, text, width, sides))
    ranks = list(MarkerKind)
    flags.sort(key=lambda flag: (ranks.index(flag.placed.marker.kind), flag.placed.x))
    chosen = flags[:_MOST_LABELLED]
    while chosen and (arranged := _arranged(chosen, gap, rows)) is None:
        chosen = chosen[:-1]
    if not chosen:
        return tuple(stems)
    flown = {id(flag.placed): (flag, leftward, row) for flag, leftward, row in arranged or ()}
    return tuple(_flown(stem, flown.get(id(stem)), gap, canvas) for stem in stems)


def _symbol_room(marker: Marker, canvas: Canvas) -> float:
    return 0.0 if marker.kind is MarkerKind.AS_OF else canvas.unit * SIGN


def _flown(stem: PlacedMarker, flag: tuple[_Flag, bool, int] | None, gap: float, canvas: Canvas) -> PlacedMarker:
    if flag is None:
        return stem
    described, leftward, row = flag
    left, _ = described.reach(leftward, gap)
    top = canvas.rows_top + row * _ROW * canvas.unit
    box = Box(left, top, described.width, _ROW * canvas.unit)
    return replace(stem, foot=box.bottom, label=Text(described.text, box), leftward=leftward)


def _arranged(flags: Sequence[_Flag], gap: float, rows: int) -> list[tuple[_Flag, bool, int]] | None:
    """Sides and rows such that no label covers another or a marker's line; None when there are none."""
    best: tuple[tuple[int, int, int], list[tuple[_Flag, bool, int]]] | None = None
    for sides in product(*(flag.sides for flag in flags)):
        reaches = [flag.reach(side, gap) for flag, side in zip(flags, sides, strict=True)]
        placed = _rows([flag.placed.x for flag in flags], reaches, gap)
        if placed is None or max(placed) >= rows:
            continue
        cost = (max(placed), sum(placed), sum(sides))
        if best is None or cost < best[0]:
            best = (cost, list(zip(flags, sides, placed, strict=True)))
        if max(placed) == 0:
            break
    return best[1] if best else None


def _rows(stems: Sequence[float], reaches: Sequence[tuple[float, float]], gap: float) -> list[int] | None:
    """The row of each label: a line within another label's reach must end above that label."""
    count = len(stems)
    above = [
        {i for i in range(count) if i != j and reaches[j][0] - gap / 2 < stems[i] < reaches[j][1] + gap / 2}
        - {i for i in range(count) if abs(stems[i] - stems[j]) < gap / 2}
        for j in range(count)
    ]
    rows: dict[int, int] = {}
    while len(rows) < count:
        ready = next((j for j in range(count) if j not in rows and above[j] <= rows.keys()), None)
        if ready is None:
            return None
        row = max((rows[i] + 1 for i in above[ready]), default=0)
        while any(
            other_row == row
            and reaches[ready][0] < reaches[other][1] + gap
            and reaches[other][0] < reaches[ready][1] + gap
            for other, other_row in rows.items()
        ):
            row += 1
        rows[ready] = row
    return [rows[j] for j in range(count)]


# Bands


def _bands(
    timeline: Timeline,
    scale: Scale,
    canvas: Canvas,
    ruler: Ruler,
    language: Language,
    *,
    markers: Iterable[PlacedMarker],
    bottom: float,
) -> tuple[PlacedBand, ...]:
    plot, height = canvas.plot, _ROW * canvas.unit
    rows = min(_BAND_ROWS, max(0, int((bottom - canvas.rows_top) // height)))
    air = canvas.unit * 0.75
    taken = [_wider(it.label.box, air) for it in markers if it.label is not None]
    taken += [Box(it.x - air, plot.bottom, 2 * air, it.foot - plot.bottom) for it in markers]
    placed = []
    for band in timeline.bands:
        left, right = float(round(scale.x(band.since))), float(round(scale.end(band.until)))
        left, right = max(left, plot.left), min(max(right, left + _THINNEST), plot.right)
        if right <= left:
            continue
        shown = PlacedBand(band, Box(left, plot.top, right - left, plot.height))
        if shown.box.width >= canvas.unit:  # too thin for a label: the tooltip and the table have it
            words = [(text, ruler.regular(text) + canvas.unit * SIGN) for text in _said(band, language)]
            tops = [canvas.rows_top + row * height for row in range(rows)]
            label = _below(shown.box, words, tops, taken, canvas)
            if label is not None:
                shown = replace(shown, label=label)
                taken += [_wider(label.box, air), _line_to(label.box, shown.box, canvas)]
        placed.append(shown)
    return tuple(placed)


def _wider(box: Box, air: float) -> Box:
    return Box(box.left - air, box.top, box.width + 2 * air, box.height)


def _line_to(label: Box, band: Box, canvas: Canvas) -> Box:
    """The area between a band and its label below."""
    left, right = max(label.left, band.left), min(label.right, band.right)
    return Box(left, canvas.plot.bottom, max(1.0, right - left), label.top - canvas.plot.bottom)


def _below(band: Box, words: Words, tops: Sequence[float], taken: Sequence[Box], canvas: Canvas) -> Text | None:
    """The label of a band below the lanes, touching its days, where nothing else is written or drawn."""
    height, edge = _ROW * canvas.unit, canvas.unit
    for text, width in words:
        for top in tops:
            for left in (band.left + (band.width - width) / 2, band.left, band.right - width):
                kept = float(round(min(max(edge, left), canvas.width - edge - width)))
                box = Box(kept, top, width, height)
                if kept < edge or not (box.left < band.right and band.left < box.right):
                    continue
                if any(other.overlaps(box) for other in taken):
                    continue
                way = _line_to(box, band, canvas)
                if not any(other.overlaps(way) for other in taken):
                    return Text(text, box)
    return None


# Legend


def _legend(
    timeline: Timeline, scale: Scale, canvas: Canvas, ruler: Ruler, language: Language
) -> tuple[LegendItem, ...]:
    """Samples of the patterns that are visible."""
    first, last = scale.day_at(canvas.plot.left), scale.day_at(canvas.plot.right)
    everything: tuple[Bar | Band, ...] = (*timeline.bars, *timeline.bands)
    shown = (it for it in everything if it.since <= last and it.until >= first)
    used = {it.role for it in shown}
    roles = [role for role in PATTERNS if role in used]
    unit, height = canvas.unit, _ROW * canvas.unit
    lines: list[list[LegendItem]] = [[]]
    x = canvas.plot.left
    for role in roles:
        text = Phrasebook("timeline", language)(f"legend.{role.value}")
        width = 4 * unit + ruler.regular(text)
        if x + width > canvas.plot.right and lines[-1]:
            lines.append([])
            x = canvas.plot.left
        swatch = Box(x, height / 2 - 0.75 * unit, 3 * unit, 1.5 * unit)
        lines[-1].append(LegendItem(role, swatch, Text(text, Box(x + 4 * unit, 0.0, width - 4 * unit, height))))
        x += width + 2 * unit
    top = canvas.height - len(lines) * height
    return tuple(_moved(item, top + number * height) for number, line in enumerate(lines) for item in line)


def _raised(
    samples: tuple[LegendItem, ...], markers: Iterable[PlacedMarker], bands: Iterable[PlacedBand], canvas: Canvas
) -> tuple[LegendItem, ...]:
    """The legend moved up to lie right below the last row of labels."""
    if not samples:
        return samples
    labels = (placed.label.box.bottom for placed in bands if placed.label is not None)
    lowest = max([canvas.plot.bottom, *(placed.foot for placed in markers), *labels])
    spare = min(item.label.box.top for item in samples) - (lowest + canvas.unit)
    return tuple(_moved(item, -max(0.0, spare)) for item in samples)


def _moved(item: LegendItem, down: float) -> LegendItem:
    label = replace(item.label, box=replace(item.label.box, top=item.label.box.top + down))
    return LegendItem(item.role, replace(item.swatch, top=item.swatch.top + down), label)


def nearest_day(scale: Scale, x: float, timeline: Timeline) -> date:
    """The day nearest to a pixel where a marker may stand: the boundary between days, within the timeline."""
    day = scale.day_at(x + scale.per_day / 2)
    return min(max(day, timeline.first), timeline.last - ONE_DAY)
