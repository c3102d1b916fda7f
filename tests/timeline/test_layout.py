from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.report.layout.fonts import paper_font
from app.rules.bilingual import Bilingual
from app.rules.outcome.assessment import Change
from app.rules.record.history import Scheme, Status
from app.rules.record.months import Month, Span
from app.timeline.layout import Box, Canvas, Layout, PlacedBar, PlacedMarker, Ruler, Scale, lay_out, nearest_day
from app.timeline.model import Lane, MarkerKind, Timeline, timeline_of
from app.timeline.painter import Fonts
from app.timeline.palette import ColourRole
from tests.timeline.examples import (
    EXAMPLES,
    assessed,
    case_of,
    employee,
    enrolling,
    every_month_another,
    flexible,
    option,
    paid,
    window,
)


def ruler(size: float = 13.0) -> Ruler:
    def wide(text: str) -> float:
        return sum(size if ord(letter) > 0x2E80 else size * 0.56 for letter in text)

    return Ruler(wide, wide)


def canvas(width: float = 830, height: float = 230, size: float = 13.0, language="zh") -> Canvas:
    return Canvas.of(width, height, size, ruler(size), language)


def laid(timeline: Timeline, scale: Scale | None = None, space: Canvas | None = None, language="zh") -> Layout:
    space = space or canvas(language=language)
    return lay_out(timeline, scale or space.fitted(timeline), space, ruler(), language)


def assert_tidy(layout: Layout, measure: Ruler | None = None, language="zh") -> None:
    """Every text whole, inside its place, and clear of every other and of every stem."""
    measure = measure or ruler()
    plot, whole = layout.canvas.plot, Box(0, 0, layout.canvas.width, layout.canvas.height)
    texts = layout.texts()
    for text in texts:
        assert text.box.within(whole), text
        assert text.box.width >= measure.regular(text.text) - 0.01
    for one, other in combinations(texts, 2):
        assert not one.box.overlaps(other.box), (one, other)
    for placed in layout.bars:
        if placed.label is None:
            continue
        # a label is said whole or in its shorter form, never cut; what has none has its spoken name as a hint
        assert placed.label.text in {placed.bar.label.in_(language), placed.bar.short.in_(language)}
        lane = layout.canvas.lane_box(placed.bar.lane)
        assert placed.label.box.within(Box(plot.left, lane.top, plot.width, lane.height)), placed
        if placed.inside:
            assert placed.label.box.within(placed.box)
        else:
            for other in layout.bars:
                assert not placed.label.box.overlaps(other.box), (placed, other)
            for stem in layout.markers:
                assert not placed.label.box.left < stem.x < placed.label.box.right
    for stem in layout.markers:
        assert stem.label is None or stem.label.text == stem.marker.label.in_(language)
        line = Box(stem.x, plot.bottom, 1, stem.foot - plot.bottom)
        for other in (*layout.markers, *layout.bands):
            assert other.label is None or not other.label.box.overlaps(line), (stem, other)
    for band in layout.bands:
        assert band.box.within(plot)
        if band.label is not None:
            assert band.label.text in {band.band.label.in_(language), band.band.short.in_(language)}
            assert band.label.box.left < band.box.right
            assert band.box.left < band.label.box.right
    assert all(segment.spoken.in_(language) for segment in layout.timeline.segments)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    if draw(st.booleans()):
        return timeline_of(*EXAMPLES[draw(st.sampled_from(sorted(EXAMPLES)))]())
    month = Month.parse("1990-01") + draw(st.integers(0, 400))
    rows = []
    for _ in range(draw(st.integers(1, 8))):
        length = draw(st.integers(1, 60))
        status = draw(st.sampled_from([Status.PAID, Status.UNKNOWN, Status.IN_TRANSIT, Status.UNPAID]))
        scheme = draw(st.sampled_from(list(Scheme)))
        rows.append(paid(scheme, str(Span(month, month + (length - 1))), status))
        month = month + length + draw(st.integers(0, 14))
    case = case_of(*rows)
    _, _, chosen = flexible()
    pay_on = month.first_day + timedelta(days=draw(st.integers(0, 700)))
    later = draw(st.lists(st.integers(1, 900), max_size=5))
    chosen = replace(
        chosen,
        pay_on=pay_on,
        lapse=None,
        resume_as=draw(st.sampled_from(list(Scheme))),
        benefits_from=pay_on + timedelta(days=draw(st.integers(0, 400))),
        pay_by=pay_on + timedelta(days=draw(st.integers(0, 60))),
        changes=tuple(
            Change(pay_on + timedelta(days), "price", Bilingual("甲", "a"), Bilingual("乙", "b")) for days in later
        ),
        cover=(),
        waiting=None,
    )
    assessment = assessed(case, month.first_day + timedelta(days=draw(st.integers(0, 27))))
    enrolment = []
    for year in sorted(draw(st.sets(st.integers(month.year - 3, month.year + 3)))):
        opens = date(year - 1, draw(st.integers(9, 12)), 1)
        enrolment.append(window(year, opens, opens + timedelta(draw(st.integers(1, 240)))))
    return timeline_of(case, replace(assessment, windows=tuple(enrolment)), chosen)


VIEWS = st.tuples(st.floats(0, 1), st.floats(0, 1))
"""How far it is zoomed in, and where it is panned to."""


def somewhere(timeline: Timeline, space: Canvas, view: tuple[float, float]) -> Scale:
    """A scale between the narrowest and the widest day, panned to a share of the whole."""
    zoom, where = view
    least, most = space.zoom_limits(timeline)
    per_day = least * (most / least) ** zoom
    left = space.plot.left - where * (timeline.last - timeline.first).days * per_day
    return space.kept_inside(Scale(timeline.first, left, per_day), timeline)


@settings(max_examples=300, deadline=None)
@given(
    timeline=timelines(),
    view=VIEWS,
    size=st.tuples(st.integers(320, 2400), st.integers(0, 9)),
    text=st.sampled_from([10.0, 13.0, 16.0, 20.0, 26.0]),
    language=st.sampled_from(["zh", "en"]),
)
def test_no_label_is_clipped_or_covers_another_at_any_zoom_width_and_text_size(
    timeline, view, size, text, language
) -> None:
    width, rows = size
    measure, space = ruler(text), canvas(width, 0, text, language=language)
    space = replace(space, height=space.height_for(rows))
    layout = lay_out(timeline, somewhere(timeline, space, view), space, measure, language)
    assert_tidy(layout, measure, language)


@pytest.mark.usefixtures("qapp")
@settings(max_examples=60, deadline=None)
@given(
    timeline=timelines(),
    view=VIEWS,
    width=st.integers(320, 1920),
    text=st.sampled_from([13, 16, 20]),
    language=st.sampled_from(["zh", "en"]),
)
def test_the_same_holds_in_the_letters_paper_is_printed_with(timeline, view, width, text, language) -> None:
    written = Fonts(paper_font(text), paper_font(text, bold=True))
    measure = written.ruler()
    space = Canvas.of(width, 30 * text, written.text_height, measure, language)
    layout = lay_out(timeline, somewhere(timeline, space, view), space, measure, language)
    assert_tidy(layout, measure, language)


def test_sixty_years_are_laid_out_only_as_far_as_they_are_seen() -> None:
    timeline, space = every_month_another(720), canvas()
    years = laid(timeline, space.showing(date(2021, 11, 1), date(2026, 11, 30)), space)
    assert len(years.bars) < 100 < len(timeline.bars)
    assert all(placed.bar.until.year >= 2021 and placed.bar.since.year <= 2026 for placed in years.bars)


@pytest.mark.parametrize("name", EXAMPLES)
def test_paper_with_its_legend_is_tidy_too(name: str) -> None:
    timeline = timeline_of(*EXAMPLES[name]())
    space = canvas(680, 2000)
    layout = lay_out(timeline, space.fitted(timeline), space, ruler(), "zh", legend=True)
    assert_tidy(layout)
    assert {item.role for item in layout.legend} == {it.role for it in (*timeline.bars, *timeline.bands)}
    assert layout.used_height < 420


def test_the_whole_timeline_fits_from_edge_to_edge() -> None:
    timeline, space = timeline_of(*employee()), canvas()
    scale = space.fitted(timeline)
    assert scale.x(timeline.first) == space.plot.left
    assert scale.end(timeline.last) == pytest.approx(space.plot.right)


def test_a_day_survives_the_way_to_pixels_and_back() -> None:
    scale = Scale(date(2020, 1, 1), 100.0, 1.7)
    for number in range(0, 900, 7):
        day = date(2020, 1, 1) + timedelta(days=number)
        assert scale.day_at(scale.x(day) + 0.01) == day
        assert scale.day_at(scale.end(day) - 0.01) == day


def test_zooming_keeps_the_day_under_the_pointer() -> None:
    scale = Scale(date(2020, 1, 1), 100.0, 1.0)
    assert scale.zoomed(4.0, 465.0).day_at(465.0) == scale.day_at(465.0) == date(2020, 12, 31)


def test_no_blank_is_shown_beside_the_timeline() -> None:
    timeline, space = timeline_of(*employee()), canvas()
    far_right = space.kept_inside(Scale(timeline.first, 5000.0, 3.0), timeline)
    assert far_right.x(timeline.first) == space.plot.left
    far_left = space.kept_inside(Scale(timeline.first, -50000.0, 3.0), timeline)
    assert far_left.end(timeline.last) == pytest.approx(space.plot.right)
    assert space.kept_inside(Scale(timeline.first, 0.0, 0.001), timeline) == space.fitted(timeline)


@pytest.mark.parametrize(
    ("per_day", "expected"),
    [
        (8.0, ["2026年", "11月", "12月", "2027年"]),
        (2.0, ["2026年", "12月", "2027年", "2月"]),
        (0.6, ["2026年", "4月", "7月", "10月"]),
        (0.3, ["2025年", "7月", "2026年", "7月"]),
        (0.16, ["2025年", "2026年"]),
        (0.04, ["2000年", "2005年"]),
    ],
)
def test_ticks_grow_from_months_to_years_with_the_room_there_is(per_day: float, expected: list[str]) -> None:
    timeline, space = timeline_of(*EXAMPLES["forty_years"]()), canvas()
    layout = laid(timeline, space.kept_inside(Scale(date(2026, 10, 15), space.plot.left, per_day), timeline), space)
    labels = [tick.label.text for tick in layout.ticks if tick.label]
    place = labels.index(expected[0])
    assert labels[place : place + len(expected)] == expected


def test_the_year_that_was_begun_is_named_at_the_left_edge() -> None:
    layout = laid(timeline_of(*employee()))  # begins in July
    assert layout.ticks[0].label is not None
    assert layout.ticks[0].label.text == "2022年"
    assert not layout.ticks[0].line


def test_the_next_year_keeps_its_name_where_the_begun_year_has_no_room() -> None:
    timeline, space = timeline_of(*employee()), canvas()
    layout = laid(timeline, space.kept_inside(Scale(date(2023, 12, 25), space.plot.left, 2.0), timeline), space)
    assert layout.ticks[0].label is not None
    assert layout.ticks[0].label.text == "2024年"
    assert layout.ticks[0].line
    for per_day in (0.4 + n / 30 for n in range(60)):
        begun = laid(timeline, space.kept_inside(Scale(date(2022, 9, 1), space.plot.left, per_day), timeline), space)
        named = [tick.label.text for tick in begun.ticks if tick.label and tick.label.text.endswith("年")]
        years = sorted({tick.label.text for tick in begun.ticks if tick.label and tick.label.text.endswith("年")})
        assert named == years
        assert [int(year[:4]) for year in named] == list(range(int(named[0][:4]), int(named[0][:4]) + len(named)))


def test_a_month_in_forty_years_is_still_seen() -> None:
    layout = laid(timeline_of(*EXAMPLES["forty_years"]()), space=canvas(400))
    assert all(placed.box.width >= 1 for placed in layout.bars)
    lapses = [placed for placed in layout.bars if placed.bar.lane == "lapses" and not placed.cut_right]
    assert min(placed.box.width for placed in lapses) >= 3


def test_a_label_goes_beside_its_bar_with_a_leader_and_then_away() -> None:
    timeline = timeline_of(*employee())
    (lapse,) = [placed for placed in laid(timeline).bars if placed.bar.lane == "lapses"]
    assert lapse.label is not None
    assert not lapse.inside
    assert lapse.leader == (lapse.label.box.right, lapse.box.left)
    closer = canvas().showing(date(2026, 8, 1), date(2026, 12, 31))
    (lapse,) = [placed for placed in laid(timeline, closer).bars if placed.bar.lane == "lapses"]
    assert lapse.inside
    crowded = laid(every_month_another())
    assert all(placed.label is None for placed in crowded.bars if placed.box.width < 20 and not placed.cut_right)


def test_no_label_lies_on_a_bar_that_is_not_its_own() -> None:
    """Months that are to be paid back come last among the bars, and lie before months that were paid since."""
    rows = (paid(Scheme.EMPLOYEE, "2023-06..2025-12"), paid(Scheme.EMPLOYEE, "2026-04..2026-10"))
    case, pay_on = case_of(*rows), date(2026, 11, 30)
    back_pays = option(Scheme.EMPLOYEE, pay_on, back_pay=True, lapse=Span(Month.of(2026, 1), Month.of(2026, 3)))
    layout = laid(timeline_of(case, assessed(case, pay_on), back_pays))
    bars = [placed for placed in layout.bars if placed.bar.lane is Lane.CONTRIBUTIONS]
    assert [placed.box.left for placed in bars] != sorted(placed.box.left for placed in bars)
    for placed, other in product(bars, bars):
        if placed.label is not None and placed is not other:
            assert not placed.label.box.overlaps(other.box), (placed.label.text, other.bar.label.zh)


def test_markers_on_one_day_are_stacked_and_the_more_important_keep_their_labels() -> None:
    timeline = timeline_of(*flexible())
    labelled = {p.marker.kind for p in laid(timeline, space=canvas(height=canvas().height_for(1))).markers if p.label}
    assert MarkerKind.PAY_ON in labelled
    everything = laid(timeline, space=canvas(height=400))
    assert all(placed.label for placed in everything.markers)


def test_a_pointer_meets_the_day_of_payment_before_anything_else() -> None:
    layout = laid(timeline_of(*employee()))
    (pay_on,) = [placed for placed in layout.markers if placed.marker.draggable]
    for y in (layout.canvas.plot.top - 3, layout.canvas.plot.top + 10, layout.canvas.plot.bottom - 5):
        hit = layout.hit(pay_on.x + 2, y)
        assert isinstance(hit, PlacedMarker)
        assert hit.marker.draggable


def test_a_pointer_meets_bars_their_labels_and_bars_too_thin_to_hit() -> None:
    layout = laid(timeline_of(*EXAMPLES["forty_years"]()))
    for placed in layout.bars[:6]:
        hit = layout.hit(placed.box.left + placed.box.width / 2, placed.box.top + 5)
        assert isinstance(hit, PlacedBar)
    thin = next(placed for placed in layout.bars if placed.box.width == 3 and placed.label)
    hit = layout.hit(thin.box.left - 2, thin.box.top + 5)
    assert isinstance(hit, PlacedBar)
    assert hit.bar == thin.bar
    assert layout.hit(5, 5) is None


def test_a_pointer_meets_a_window_only_where_nothing_lies_before_it() -> None:
    layout = laid(timeline_of(*enrolling()))
    first = layout.bands[0]
    middle = first.box.left + first.box.width / 2
    bar = next(p for p in layout.bars if p.box.left < middle < p.box.right)
    assert layout.hit(middle, bar.box.top + 5) == bar
    assert layout.hit(middle, layout.canvas.lane_box(Lane.LAPSES).top + 5) == first
    labelled = next(p for p in layout.bands if p.label)
    assert layout.hit(labelled.label.box.left + 2, labelled.label.box.top + 5) == labelled


def test_the_legend_explains_only_what_is_in_sight() -> None:
    timeline, space = timeline_of(*enrolling()), canvas(680, 2000)
    late = lay_out(timeline, space.showing(date(2026, 3, 1), date(2026, 6, 30)), space, ruler(), "zh", legend=True)
    assert ColourRole.ENROLMENT not in {item.role for item in late.legend}
    assert ColourRole.BENEFIT in {item.role for item in late.legend}


def test_a_dragged_day_stays_inside_the_timeline() -> None:
    timeline, space = timeline_of(*employee()), canvas()
    scale = space.fitted(timeline)
    assert nearest_day(scale, -100, timeline) == timeline.first
    assert nearest_day(scale, 5000, timeline) == timeline.last - timedelta(days=1)
    assert nearest_day(scale, scale.x(date(2026, 11, 22)) + 0.1, timeline) == date(2026, 11, 22)


def test_forty_years_of_months_are_laid_out_quickly(benchmark) -> None:
    timeline, space, measure = every_month_another(), canvas(), ruler()
    scale = space.fitted(timeline)
    benchmark(lay_out, timeline, scale, space, measure, "zh")
