"""The deadlines as another program's calendar reads them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import vobject

from app.export.calendar import deadlines_ics
from app.export.deadlines import deadlines
from app.export.wanted import NothingToExport
from app.rules.law.terms import Verdict


def events(asked):
    calendar = vobject.readOne(deadlines_ics(asked).decode("utf-8"))
    return sorted(calendar.vevent_list, key=lambda event: event.dtstart.value)


def test_every_deadline_is_a_whole_day_with_an_alarm_a_week_and_a_day_before(wanted):
    asked = wanted(margin=2)
    found = events(asked)
    assert [event.dtstart.value for event in found] == [each.on for each in deadlines(asked)]
    assert [event.dtstart.value for event in found] == [date(2026, 11, 26), date(2026, 11, 30)]
    for event in found:
        assert event.dtend.value - event.dtstart.value == timedelta(days=1)
        before = [alarm.trigger.value for alarm in event.valarm_list]
        both = [timedelta(days=-7, hours=9), timedelta(days=-1, hours=9)]
        assert before == [each for each in both if event.dtstart.value + each > date(2026, 11, 22)]
        assert before
        assert all(alarm.action.value == "DISPLAY" for alarm in event.valarm_list)
        assert asked.number in event.description.value
        assert asked.case.person.name not in event.serialize()


def test_what_is_lost_stands_in_the_event_and_what_is_not_certain_is_called_so(wanted):
    last = events(wanted())[-1]
    assert last.summary.value == "医保：请单位补缴，最晚2026年11月30日到账（参考，先问经办）"
    assert "2027年1月1日" in last.description.value
    assert "the office decides" in events(wanted(language="en"))[-1].description.value


def test_a_machine_without_time_zones_writes_it_all_the_same(wanted, monkeypatch):
    asked = wanted()
    usual = deadlines_ics(asked)
    monkeypatch.setattr("zoneinfo.ZoneInfo", lambda key: pytest.fail(f"asked for {key}"))
    monkeypatch.setattr("icalendar.timezone.tzp.localize_utc", lambda value: pytest.fail("asked for UTC"))
    assert deadlines_ics(asked) == usual
    assert b"DTSTAMP:20261122T000000Z" in usual


def test_lines_are_folded_as_the_standard_asks(wanted):
    lines = deadlines_ics(wanted()).split(b"\r\n")
    assert max(map(len, lines)) <= 75


def test_a_day_that_is_past_is_no_deadline(wanted):
    asked = wanted()
    later = replace(asked, assessment=replace(asked.assessment, as_of=date(2027, 6, 1)))
    assert all(each.on >= date(2027, 6, 1) for each in deadlines(later))


def test_no_alarm_rings_in_the_past(wanted):
    asked = wanted()
    on = deadlines(asked)[-1].on
    eve = replace(asked, assessment=replace(asked.assessment, as_of=on - timedelta(days=1)))
    assert [getattr(event, "valarm_list", []) for event in events(eve)] == [[]]


def test_without_a_deadline_there_is_no_calendar(wanted):
    asked = wanted()
    refused = replace(asked.option, verdict=Verdict.NO)
    with pytest.raises(NothingToExport, match="截止日期"):
        deadlines_ics(replace(asked, option=refused))


def test_who_only_has_to_go_on_paying_is_reminded_of_the_next_month_or_year(wanted):
    asked = wanted("zhang-xiansheng")
    due = asked.assessment.impending
    assert due is None or due.pay_by is None or due.pay_by in [each.on for each in deadlines(asked)]
