from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.history import Scheme, Status
from app.rules.months import Month, Span
from app.timeline.layout import Box, Layout, PlacedBar, PlacedMarker, Ruler, Scale, Sheet, lay_out, nearest_day
from app.timeline.model import MarkerKind, Timeline, timeline_of
from tests.timeline.examples import EXAMPLES, assessed, case_of, employee, every_month_another, flexible, paid


def ruler(size: float = 13.0) -> Ruler:
    def wide(text: str) -> float:
        return sum(size if ord(letter) > 0x2E80 else size * 0.56 for letter in text)

    return Ruler(wide, wide)


def sheet(width: float = 830, height: float = 230, size: float = 13.0, language="zh") -> Sheet:
    return Sheet.of(width, height, size, ruler(size), language)


def laid(timeline: Timeline, scale: Scale | None = None, space: Sheet | None = None, language="zh") -> Layout:
    space = space or sheet(language=language)
    return lay_out(timeline, scale or space.fitted(timeline), space, ruler(), language)


def assert_tidy(layout: Layout) -> None:
    texts = layout.texts()
    whole = Box(0, 0, layout.sheet.width, layout.sheet.height)
    for text in texts:
        assert text.box.within(whole), text
        assert text.box.width >= ruler().regular(text.text) - 0.01
    for one, other in combinations(texts, 2):
        assert not one.box.overlaps(other.box), (one, other)
    for placed in layout.bars:
        if placed.label and placed.inside:
            assert placed.label.box.within(placed.box)
        if placed.label and not placed.inside:
            for other in layout.bars:
                assert not placed.label.box.overlaps(other.box), (placed, other)
            for stem in layout.markers:
                assert not placed.label.box.left < stem.x < placed.label.box.right
    for stem in layout.markers:
        line = Box(stem.x, layout.sheet.plot.bottom, 1, stem.foot - layout.sheet.plot.bottom)
        for other in layout.markers:
            assert other.label is None or not other.label.box.overlaps(line), (stem, other)


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
    chosen = replace(
        chosen,
        pay_on=pay_on,
        lapse=None,
        benefits_from=pay_on + timedelta(days=draw(st.integers(0, 400))),
        pay_by=pay_on + timedelta(days=draw(st.integers(0, 60))),
        cover=(),
        waiting=None,
    )
    return timeline_of(case, assessed(case, month.first_day + timedelta(days=draw(st.integers(0, 27)))), chosen)


@settings(max_examples=200, deadline=None)
@given(
    timeline=timelines(),
    zoom=st.floats(0, 1),
    where=st.floats(0, 1),
    size=st.tuples(st.integers(320, 1600), st.integers(190, 420)),
    language=st.sampled_from(["zh", "en"]),
)
def test_no_label_is_clipped_or_covers_another_at_any_zoom(timeline, zoom, where, size, language) -> None:
    space = sheet(*size, language=language)
    least, most = space.zoom_limits(timeline)
    per_day = least * (most / least) ** zoom
    days = (timeline.last - timeline.first).days
    left = space.plot.left - where * days * per_day
    scale = space.kept_inside(Scale(timeline.first, left, per_day), timeline)
    assert_tidy(laid(timeline, scale, space, language))


@pytest.mark.parametrize("name", EXAMPLES)
def test_paper_with_its_legend_is_tidy_too(name: str) -> None:
    timeline = timeline_of(*EXAMPLES[name]())
    space = sheet(680, 2000)
    layout = lay_out(timeline, space.fitted(timeline), space, ruler(), "zh", legend=True)
    assert_tidy(layout)
    assert {item.role for item in layout.legend} == {bar.role for bar in timeline.bars}
    assert layout.used_height < 400


def test_the_whole_timeline_fits_from_edge_to_edge() -> None:
    timeline, space = timeline_of(*employee()), sheet()
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
    timeline, space = timeline_of(*employee()), sheet()
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
    timeline, space = timeline_of(*EXAMPLES["forty_years"]()), sheet()
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
    timeline, space = timeline_of(*employee()), sheet()
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
    layout = laid(timeline_of(*EXAMPLES["forty_years"]()), space=sheet(400))
    assert all(placed.box.width >= 1 for placed in layout.bars)
    lapses = [placed for placed in layout.bars if placed.bar.lane == "lapses" and not placed.cut_right]
    assert min(placed.box.width for placed in lapses) >= 3


def test_a_label_goes_beside_its_bar_with_a_leader_and_then_away() -> None:
    timeline = timeline_of(*employee())
    (lapse,) = [placed for placed in laid(timeline).bars if placed.bar.lane == "lapses"]
    assert lapse.label is not None
    assert not lapse.inside
    assert lapse.leader == (lapse.label.box.right, lapse.box.left)
    closer = sheet().showing(date(2026, 8, 1), date(2026, 12, 31))
    (lapse,) = [placed for placed in laid(timeline, closer).bars if placed.bar.lane == "lapses"]
    assert lapse.inside
    crowded = laid(every_month_another())
    assert all(placed.label is None for placed in crowded.bars if placed.box.width < 20 and not placed.cut_right)


def test_markers_on_one_day_are_stacked_and_the_more_important_keep_their_labels() -> None:
    timeline = timeline_of(*flexible())
    labelled = {p.marker.kind for p in laid(timeline, space=sheet(height=sheet().height_for(1))).markers if p.label}
    assert MarkerKind.PAY_ON in labelled
    everything = laid(timeline, space=sheet(height=400))
    assert all(placed.label for placed in everything.markers)


def test_a_pointer_meets_the_day_of_payment_before_anything_else() -> None:
    layout = laid(timeline_of(*employee()))
    (pay_on,) = [placed for placed in layout.markers if placed.marker.draggable]
    for y in (layout.sheet.plot.top - 3, layout.sheet.plot.top + 10, layout.sheet.plot.bottom - 5):
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


def test_a_dragged_day_stays_inside_the_timeline() -> None:
    timeline, space = timeline_of(*employee()), sheet()
    scale = space.fitted(timeline)
    assert nearest_day(scale, -100, timeline) == timeline.first
    assert nearest_day(scale, 5000, timeline) == timeline.last - timedelta(days=1)
    assert nearest_day(scale, scale.x(date(2026, 11, 22)) + 0.1, timeline) == date(2026, 11, 22)


def test_forty_years_of_months_are_laid_out_quickly(benchmark) -> None:
    timeline, space, measure = every_month_another(), sheet(), ruler()
    scale = space.fitted(timeline)
    benchmark(lay_out, timeline, scale, space, measure, "zh")
