from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.report.content.blocks import TimelineBlock
from app.report.layout.timeline import timeline_layout
from app.rules.record.history import History
from tests.report import example

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_timeline_on_paper_begins_some_months_before_the_lapse() -> None:
    case, assessment, option = example.zhang()
    layout = timeline_layout(TimelineBlock(case, assessment, option, "zh"), 700)
    assert layout.timeline.first < date(2020, 1, 1)
    assert layout.scale.origin == date(2025, 12, 1)
    assert layout.canvas.width == 700
    assert layout.canvas.height == layout.used_height


def test_without_a_lapse_the_whole_record_is_shown() -> None:
    case, assessment, option = example.zhang()
    block = TimelineBlock(case, replace(assessment, lapses=()), replace(option, lapse=None), "zh")
    layout = timeline_layout(block, 700)
    assert layout.scale.origin == layout.timeline.first


def test_a_record_shorter_than_that_is_shown_from_its_first_day() -> None:
    case, assessment, option = example.zhang()
    (paid,) = case.history.periods
    short = replace(paid, span=replace(paid.span, first=paid.span.last + -2))
    layout = timeline_layout(TimelineBlock(replace(case, history=History.of([short])), assessment, option, "zh"), 700)
    assert layout.scale.origin == layout.timeline.first
