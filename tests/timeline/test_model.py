from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, Grade, Matter, Verdict
from app.rules.law.waiting import Waiting
from app.rules.outcome.assessment import (
    Assessment,
    Change,
    CoverSegment,
    ImpendingLapse,
    LapseFinding,
    Option,
    OptionId,
    PayStep,
    Resumed,
)
from app.rules.record.case import Case, Cause
from app.rules.record.history import Kind, Scheme, Status
from app.rules.record.lapses import Lapse
from app.rules.record.months import Month
from app.timeline.model import Lane, MarkerKind, timeline_of
from app.timeline.palette import ColourRole, Pattern
from app.wording.phrasebook import phrases
from tests.timeline.examples import (
    EXAMPLES,
    assessed,
    case_of,
    employee,
    enrolling,
    flexible,
    months,
    option,
    paid,
    reason,
    resident,
    segment,
    turning,
    windows,
)

TODAY = date(2026, 11, 22)


def bars(timeline, lane):
    return [(bar.since.isoformat(), bar.until.isoformat(), bar.role) for bar in timeline.in_lane(lane)]


def test_a_record_without_lapse_shows_contributions_and_benefits_only() -> None:
    case = case_of(paid(Scheme.EMPLOYEE, "2026-01..2026-11"))
    timeline = timeline_of(case, assessed(case, TODAY), None)
    assert bars(timeline, Lane.CONTRIBUTIONS) == [("2026-01-01", "2026-11-30", ColourRole.EMPLOYEE)]
    assert bars(timeline, Lane.BENEFITS) == [("2026-01-01", "2026-11-30", ColourRole.BENEFIT)]
    assert timeline.in_lane(Lane.LAPSES) == timeline.in_lane(Lane.WAITING) == ()
    assert [marker.kind for marker in timeline.markers] == [MarkerKind.AS_OF]


def test_a_timeline_without_a_record_is_empty() -> None:
    case = case_of()
    timeline = timeline_of(case, assessed(case, TODAY), None)
    assert timeline.empty
    assert timeline.first <= TODAY <= timeline.last


def test_schemes_that_follow_each_other_tile_the_lane_and_join_in_benefits() -> None:
    case = case_of(
        paid(Scheme.RESIDENT, "2024-01..2024-12"),
        paid(Scheme.FLEXIBLE, "2025-01..2025-06"),
        paid(Scheme.EMPLOYEE, "2025-07..2026-10"),
    )
    timeline = timeline_of(case, assessed(case, TODAY), None)
    assert bars(timeline, Lane.CONTRIBUTIONS) == [
        ("2024-01-01", "2024-12-31", ColourRole.RESIDENT),
        ("2025-01-01", "2025-06-30", ColourRole.FLEXIBLE),
        ("2025-07-01", "2026-10-31", ColourRole.EMPLOYEE),
    ]
    assert bars(timeline, Lane.BENEFITS) == [("2024-01-01", "2026-10-31", ColourRole.BENEFIT)]


def test_an_unknown_month_is_neither_lapse_nor_cover_and_unsettles_the_lapse_beside_it() -> None:
    case = case_of(
        paid(Scheme.EMPLOYEE, "2026-01..2026-05"),
        paid(Scheme.EMPLOYEE, "2026-06", Status.UNKNOWN),
    )
    timeline = timeline_of(case, assessed(case, TODAY), None)
    assert bars(timeline, Lane.CONTRIBUTIONS)[1] == ("2026-06-01", "2026-06-30", ColourRole.UNKNOWN)
    assert timeline.in_lane(Lane.CONTRIBUTIONS)[1].pattern is Pattern.QUESTIONED
    (lapse,) = timeline.in_lane(Lane.LAPSES)
    assert (lapse.since, lapse.until) == (date(2026, 7, 1), date(2026, 10, 31))
    assert lapse.tentative
    assert "情况不明" in lapse.spoken.zh
    assert timeline.in_lane(Lane.BENEFITS)[-1].until == date(2026, 5, 31)


def test_a_month_in_transit_looks_different_from_paid_and_from_a_lapse() -> None:
    case = case_of(paid(Scheme.EMPLOYEE, "2026-01..2026-09"), paid(Scheme.EMPLOYEE, "2026-10", Status.IN_TRANSIT))
    timeline = timeline_of(case, assessed(case, TODAY), None)
    assert bars(timeline, Lane.CONTRIBUTIONS)[-1] == ("2026-10-01", "2026-10-31", ColourRole.IN_TRANSIT)
    assert timeline.in_lane(Lane.LAPSES) == ()


def test_a_month_back_paid_on_the_record_is_shown_as_such_unless_it_was_also_paid_in_time() -> None:
    case = case_of(
        paid(Scheme.EMPLOYEE, "2026-01..2026-03"),
        paid(Scheme.EMPLOYEE, "2026-03..2026-05", kind=Kind.BACK_PAID),
        paid(Scheme.EMPLOYEE, "2026-06..2026-10"),
    )
    timeline = timeline_of(case, assessed(case, TODAY), None)
    assert bars(timeline, Lane.CONTRIBUTIONS) == [
        ("2026-01-01", "2026-03-31", ColourRole.EMPLOYEE),
        ("2026-04-01", "2026-05-31", ColourRole.BACK_PAID),
        ("2026-06-01", "2026-10-31", ColourRole.EMPLOYEE),
    ]


def test_the_employers_back_payment_fills_the_gap_and_the_lapse_stays_to_be_seen() -> None:
    timeline = timeline_of(*employee())
    assert bars(timeline, Lane.CONTRIBUTIONS)[1:] == [
        ("2026-09-01", "2026-10-31", ColourRole.BACK_PAID),
        ("2026-11-01", timeline.last.isoformat(), ColourRole.PLANNED),
    ]
    (lapse,) = timeline.in_lane(Lane.LAPSES)
    assert lapse.spoken.zh == "断缴：2026年9月至10月，没有缴费，2个月，单位没有缴"
    assert bars(timeline, Lane.BENEFITS) == [
        ("2022-07-01", "2026-08-31", ColourRole.BENEFIT),
        ("2026-09-01", "2026-10-31", ColourRole.BENEFIT),
        ("2026-11-01", "2026-11-30", ColourRole.EMPLOYER_PAID),
        ("2026-12-01", timeline.last.isoformat(), ColourRole.BENEFIT),
    ]
    assert "追溯" in timeline.in_lane(Lane.BENEFITS)[1].label.zh
    assert timeline.in_lane(Lane.BENEFITS)[-1].open


def test_the_last_day_without_a_wait_is_named_so_only_when_a_wait_begins_the_day_after() -> None:
    case, assessment, chosen = employee()
    marked = {marker.kind: marker for marker in timeline_of(case, assessment, chosen).markers}
    assert marked[MarkerKind.PAY_BY].label.zh == "免等待的最后一天 11月30日"
    assert MarkerKind.CHANGE not in marked
    price = replace(chosen.changes[0], matter="price")
    other = timeline_of(case, assessment, replace(chosen, changes=(price,)))
    assert "按此办理的最后一天 11月30日" in [marker.label.zh for marker in other.markers]


def test_the_last_day_is_the_one_after_which_cover_begins_later_even_where_no_rule_changes() -> None:
    case, assessment, chosen = employee()
    steps = (
        PayStep(chosen.pay_on, date(2026, 11, 25), chosen.benefits_from, None),
        PayStep(date(2026, 11, 26), None, date(2027, 1, 1), None),
    )
    marked = timeline_of(case, assessment, replace(chosen, pay_steps=steps)).markers
    (last,) = [marker for marker in marked if marker.kind is MarkerKind.PAY_BY]
    assert (last.on, last.why.zh) == (date(2026, 11, 25), "第二天起恢复报销推到2027年1月1日")
    assert [marker.on for marker in marked if marker.kind is MarkerKind.CHANGE] == [chosen.changes[0].on]


def test_a_change_that_does_not_follow_the_deadline_stands_on_its_own_day() -> None:
    case, assessment, chosen = employee()
    later = Change(date(2027, 1, 1), "waiting", Bilingual("6个月", "6 months"), Bilingual("12个月", "12 months"))
    changed = replace(chosen, changes=(*chosen.changes, later))
    (marker,) = [m for m in timeline_of(case, assessment, changed).markers if m.kind is MarkerKind.CHANGE]
    assert marker.on == date(2027, 1, 1)
    assert marker.spoken.zh == "结果有变：2027年1月1日，等待期由“6个月”变为“12个月”"


def test_the_six_month_wait_is_a_reference_and_says_so() -> None:
    timeline = timeline_of(*flexible())
    (wait,) = timeline.in_lane(Lane.WAITING)
    assert (wait.since, wait.until, wait.tentative) == (date(2026, 12, 1), date(2027, 5, 31), True)
    assert wait.label.zh == "等待 6个月"
    assert "仅供参考" in wait.spoken.zh
    assert "参考" in next(m.label.zh for m in timeline.markers if m.kind is MarkerKind.RESTORATION)


def test_a_wait_in_days_is_told_in_days() -> None:
    case, assessment, chosen = flexible()
    wait = Waiting(None, 180, 0, 0, date(2026, 11, 22), date(2027, 5, 20), 50)
    (bar,) = timeline_of(case, assessment, replace(chosen, waiting=wait)).in_lane(Lane.WAITING)
    assert bar.label.zh == "等待 180天"
    assert "报销 50%" in bar.spoken.zh
    assert "2026年11月22日至2027年5月20日" in bar.spoken.zh


def test_the_resident_pays_a_calendar_year_and_is_covered_to_its_end() -> None:
    timeline = timeline_of(*resident())
    assert bars(timeline, Lane.CONTRIBUTIONS)[-1] == ("2026-01-01", "2026-12-31", ColourRole.PLANNED)
    assert bars(timeline, Lane.WAITING) == [("2026-01-01", "2026-03-31", ColourRole.WAITING)]
    assert bars(timeline, Lane.BENEFITS)[-1] == ("2026-04-01", "2026-12-31", ColourRole.BENEFIT)


def test_months_that_will_have_lapsed_by_the_planned_payment_are_marked_as_expected() -> None:
    case = case_of(paid(Scheme.FLEXIBLE, "2026-01..2026-06"))
    chosen = option(Scheme.FLEXIBLE, date(2027, 1, 5), lapse=months("2026-07..2026-12"))
    timeline = timeline_of(case, assessed(case, TODAY), chosen)
    assert bars(timeline, Lane.LAPSES) == [
        ("2026-07-01", "2026-10-31", ColourRole.LAPSE),
        ("2026-11-01", "2026-12-31", ColourRole.LAPSE),
    ]
    on_record, expected = timeline.in_lane(Lane.LAPSES)
    assert "记录" in on_record.why.zh
    assert expected.label.zh == "预计再断 2个月"
    assert expected.why.zh.startswith("预计")
    assert expected.tentative


def test_a_lapse_that_only_the_plan_opens_is_shown_too() -> None:
    case = case_of(paid(Scheme.FLEXIBLE, "2026-01..2026-10"))
    chosen = option(Scheme.FLEXIBLE, date(2027, 1, 5), lapse=months("2026-11..2026-12"))
    assert bars(timeline_of(case, assessed(case, TODAY), chosen), Lane.LAPSES) == [
        ("2026-11-01", "2026-12-31", ColourRole.LAPSE)
    ]


def test_nothing_is_planned_by_an_option_that_cannot_be_done() -> None:
    case, assessment, chosen = employee()
    refused = replace(chosen, verdict=Verdict.NO, waiting=None, benefits_from=None, cover=())
    timeline = timeline_of(case, assessment, refused)
    assert {bar.role for bar in timeline.in_lane(Lane.CONTRIBUTIONS)} == {ColourRole.EMPLOYEE}
    assert MarkerKind.RESTORATION not in {marker.kind for marker in timeline.markers}
    assert timeline.pay_on == TODAY


def test_a_person_who_has_already_resumed_has_no_day_of_payment_to_drag() -> None:
    case = case_of(paid(Scheme.EMPLOYEE, "2026-01..2026-06"), paid(Scheme.EMPLOYEE, "2026-08..2026-11"))
    resumed = option(Scheme.EMPLOYEE, TODAY, id=OptionId.ALREADY_RESUMED)
    timeline = timeline_of(case, assessed(case, TODAY), resumed)
    assert timeline.pay_on is None
    assert bars(timeline, Lane.CONTRIBUTIONS)[-1][:2] == ("2026-12-01", timeline.last.isoformat())


@pytest.mark.parametrize(
    ("percent", "payer", "role"),
    [
        (100, Bearer.FUND, ColourRole.BENEFIT),
        (50, Bearer.SELF, ColourRole.REDUCED),
        (99, Bearer.FUND, ColourRole.REDUCED),
        (1, Bearer.SELF, ColourRole.REDUCED),
        (0, Bearer.SELF, ColourRole.SELF_PAID),
        (0, Bearer.EMPLOYER, ColourRole.EMPLOYER_PAID),
        (0, Bearer.ASK, ColourRole.ASK),
        (100, Bearer.ASK, ColourRole.ASK),
    ],
)
def test_a_share_and_its_payer_decide_how_benefits_look(percent: int, payer: Bearer, role: ColourRole) -> None:
    case = case_of(paid(Scheme.EMPLOYEE, "2026-01..2026-10"))
    chosen = option(Scheme.EMPLOYEE, TODAY, cover=(segment(date(2026, 11, 1), None, percent, payer),))
    assert timeline_of(case, assessed(case, TODAY), chosen).in_lane(Lane.BENEFITS)[-1].role is role


def test_cover_in_a_row_that_means_the_same_is_one_bar() -> None:
    case = case_of(paid(Scheme.FLEXIBLE, "2026-01..2026-06"))
    cover = (
        segment(date(2026, 7, 1), date(2026, 7, 31), 100, Bearer.FUND),
        segment(date(2026, 8, 1), date(2026, 11, 30), 0, Bearer.SELF),
        segment(date(2026, 12, 1), date(2027, 5, 31), 0, Bearer.SELF),
        segment(date(2027, 6, 1), None, 100, Bearer.FUND),
    )
    chosen = option(Scheme.FLEXIBLE, TODAY, back_pay=True, lapse=months("2026-07..2026-10"), cover=cover)
    timeline = timeline_of(case, assessed(case, TODAY, benefits_end=date(2026, 7, 31)), chosen)
    assert bars(timeline, Lane.BENEFITS)[1:] == [
        ("2026-07-01", "2026-07-31", ColourRole.BENEFIT),
        ("2026-08-01", "2027-05-31", ColourRole.SELF_PAID),
        ("2027-06-01", timeline.last.isoformat(), ColourRole.BENEFIT),
    ]


def test_benefits_that_run_on_are_not_called_retroactive() -> None:
    case = case_of(paid(Scheme.FLEXIBLE, "2026-01..2026-06"))
    cover = (
        segment(date(2026, 7, 1), date(2026, 7, 31), 100, Bearer.FUND),
        segment(date(2026, 8, 1), date(2026, 11, 30), 100, Bearer.FUND),
    )
    chosen = option(Scheme.FLEXIBLE, TODAY, back_pay=True, lapse=months("2026-07..2026-10"), cover=cover)
    shown = timeline_of(case, assessed(case, TODAY, benefits_end=date(2026, 7, 31)), chosen).in_lane(Lane.BENEFITS)
    assert [bar.label.zh for bar in shown] == ["可以报销", "待遇延续", "补缴后可追溯报销"]
    without = timeline_of(case, assessed(case, TODAY), replace(chosen, back_pay=False)).in_lane(Lane.BENEFITS)
    assert [bar.label.zh for bar in without] == ["可以报销", "可以报销"]


def test_services_that_are_left_out_are_spoken() -> None:
    case = case_of(paid(Scheme.EMPLOYEE, "2026-01..2026-10"))
    chosen = option(Scheme.EMPLOYEE, TODAY, cover=(segment(TODAY, None, 100, Bearer.FUND, "outpatient"),))
    assert "仅限门诊" in timeline_of(case, assessed(case, TODAY), chosen).in_lane(Lane.BENEFITS)[-1].spoken.zh


def test_benefits_on_record_give_way_to_the_options_cover_and_stop_where_the_rule_says() -> None:
    case = case_of(paid(Scheme.EMPLOYEE, "2026-01..2026-08"))
    assessment = assessed(case, TODAY, benefits_end=date(2026, 9, 30))
    shown = timeline_of(case, assessment, None)
    assert bars(shown, Lane.BENEFITS) == [
        ("2026-01-01", "2026-08-31", ColourRole.BENEFIT),
        ("2026-09-01", "2026-09-30", ColourRole.BENEFIT),
    ]
    assert [bar.tentative for bar in shown.in_lane(Lane.BENEFITS)] == [False, True]  # no deciding rule says it ran on
    chosen = option(Scheme.EMPLOYEE, TODAY, cover=(segment(date(2026, 9, 1), None, 0, Bearer.SELF),))
    assert bars(timeline_of(case, assessment, chosen), Lane.BENEFITS)[0][1] == "2026-08-31"


def ahead(case: Case, benefits_end: date, grade: Grade) -> Assessment:
    found = assessed(case, TODAY)
    lapse = Lapse(months("2026-11"), True, Scheme.EMPLOYEE, None, Cause.LEFT_JOB)
    why = replace(reason(Matter.SUSPENSION), grade=grade)
    return replace(found, impending=ImpendingLapse(LapseFinding(lapse, benefits_end, why), None))


def going_on() -> Option:
    december = date(2026, 12, 1)
    cover = (segment(december, None, 100, Bearer.FUND),)
    return option(Scheme.FLEXIBLE, TODAY, benefits_from=december, cover=cover)


@pytest.mark.parametrize(("grade", "tentative"), [(Grade.A, False), (Grade.WEB, True)])
def test_benefits_run_on_after_the_last_month_paid_as_far_as_the_rule_says(grade: Grade, tentative: bool) -> None:
    case = case_of(paid(Scheme.EMPLOYEE, "2026-01..2026-10"))
    assessment = ahead(case, date(2026, 11, 30), grade)
    chosen = going_on()
    for shown in (timeline_of(case, assessment, None), timeline_of(case, assessment, chosen)):
        on_record = [bar for bar in shown.in_lane(Lane.BENEFITS) if bar.since < date(2026, 12, 1)]
        assert on_record[-1].until == date(2026, 11, 30)
        assert on_record[-1].tentative is tentative


def test_days_between_the_record_and_what_is_planned_are_open_where_no_rule_tells_of_them() -> None:
    case = case_of(paid(Scheme.EMPLOYEE, "2026-01..2026-10"))
    chosen = going_on()
    shown = timeline_of(case, ahead(case, date(2026, 10, 31), Grade.A), chosen)
    assert bars(shown, Lane.BENEFITS)[:2] == [
        ("2026-01-01", "2026-10-31", ColourRole.BENEFIT),
        ("2026-11-01", "2026-11-30", ColourRole.ASK),
    ]


def with_an_older_lapse(*cover: CoverSegment, settled: bool = True) -> tuple[Case, Assessment]:
    case = case_of(paid(Scheme.FLEXIBLE, "2024-01..2025-02"), paid(Scheme.FLEXIBLE, "2025-09..2026-08"))
    return case, replace(assessed(case, TODAY), resumed=(Resumed(date(2025, 9, 1), cover, settled),))


WAITED = (
    segment(date(2025, 3, 1), date(2025, 9, 30), 0, Bearer.ASK),
    segment(date(2025, 10, 1), date(2026, 3, 31), 50, Bearer.FUND),
    segment(date(2026, 4, 1), None, 100, Bearer.FUND),
)


def test_benefits_after_an_older_lapse_begin_when_the_wait_of_that_time_was_over() -> None:
    case, assessment = with_an_older_lapse(*WAITED)
    chosen = option(
        Scheme.FLEXIBLE,
        TODAY,
        lapse=months("2026-09..2026-10"),
        cover=(segment(date(2026, 9, 1), None, 0, Bearer.SELF),),
    )
    for shown in (timeline_of(case, assessment, None), timeline_of(case, assessment, chosen)):
        assert bars(shown, Lane.BENEFITS)[:4] == [
            ("2024-01-01", "2025-02-28", ColourRole.BENEFIT),
            ("2025-09-01", "2025-09-30", ColourRole.ASK),
            ("2025-10-01", "2026-03-31", ColourRole.REDUCED),
            ("2026-04-01", "2026-08-31", ColourRole.BENEFIT),
        ]
        assert not any(bar.tentative for bar in shown.in_lane(Lane.BENEFITS))
        assert "前面断缴过" in shown.in_lane(Lane.BENEFITS)[2].why.zh
    told = {
        entry.since: entry.what.zh for entry in timeline_of(case, assessment, None).entries() if entry.kind.zh == "待遇"
    }
    assert told[date(2025, 10, 1)] == "按 50% 报销"


def test_a_wait_that_does_not_decide_is_drawn_as_not_settled() -> None:
    shown = timeline_of(*with_an_older_lapse(*WAITED, settled=False), None).in_lane(Lane.BENEFITS)
    assert [bar.tentative for bar in shown] == [False, True, True, True]
    assert "仅供参考" in shown[-1].spoken.zh


def test_where_no_rule_tells_of_the_wait_what_stands_after_an_older_lapse_is_not_settled() -> None:
    _, after = timeline_of(*with_an_older_lapse(), None).in_lane(Lane.BENEFITS)
    assert (after.since, after.until, after.tentative) == (date(2025, 9, 1), date(2026, 8, 31), True)
    assert "没有查到" in after.why.zh
    assert "请问经办" in after.spoken.zh


def test_a_wait_that_outlasts_what_was_paid_hides_the_benefits_and_what_would_run_on() -> None:
    wait = segment(date(2025, 9, 1), date(2026, 12, 31), 0, Bearer.SELF)
    case, assessment = with_an_older_lapse(wait, segment(date(2027, 1, 1), None, 100, Bearer.FUND))
    *older, latest = assessment.lapses
    assessment = replace(assessment, lapses=(*older, replace(latest, benefits_end=date(2026, 9, 30))))
    cover = (
        segment(date(2026, 9, 1), date(2026, 9, 30), 100, Bearer.FUND),
        segment(date(2026, 10, 1), None, 0, Bearer.SELF),
    )
    chosen = option(Scheme.FLEXIBLE, TODAY, lapse=months("2026-09..2026-10"), cover=cover)
    assert bars(timeline_of(case, assessment, chosen), Lane.BENEFITS)[1:3] == [
        ("2025-09-01", "2026-08-31", ColourRole.SELF_PAID),
        ("2026-09-01", "2026-09-30", ColourRole.ASK),
    ]


def test_what_ran_on_is_no_surer_than_what_it_ran_on_from() -> None:
    case, assessment = with_an_older_lapse()
    (*older, latest) = assessment.lapses
    official = replace(reason(Matter.SUSPENSION), grade=Grade.A)
    latest = replace(latest, benefits_end=date(2026, 9, 30), reason=official)
    cover = (
        segment(date(2026, 9, 1), date(2026, 9, 30), 100, Bearer.FUND),
        segment(date(2026, 10, 1), None, 0, Bearer.SELF),
    )
    chosen = option(Scheme.FLEXIBLE, TODAY, lapse=months("2026-09..2026-10"), cover=cover)
    shown = timeline_of(case, replace(assessment, lapses=(*older, latest)), chosen).in_lane(Lane.BENEFITS)
    assert [bar.tentative for bar in shown] == [False, True, True, False]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_lane_is_in_order_without_overlap_and_inside_the_span(name: str) -> None:
    timeline = timeline_of(*EXAMPLES[name]())
    for lane in Lane:
        row = timeline.in_lane(lane)
        assert all(earlier.until < later.since for earlier, later in pairwise(row))
        assert all(timeline.first <= bar.since <= bar.until <= timeline.last for bar in row)
    assert all(timeline.first <= marker.on <= timeline.last for marker in timeline.markers)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_table_tells_of_every_segment_once_in_the_order_of_time(name: str) -> None:
    timeline = timeline_of(*EXAMPLES[name]())
    entries = timeline.entries()
    assert sorted(map(id, (entry.segment for entry in entries))) == sorted(map(id, timeline.segments))
    assert [entry.since for entry in entries] == sorted(entry.since for entry in entries)
    for entry in entries:
        assert entry.what == entry.segment.what
        assert (entry.until is None) == getattr(entry.segment, "open", False)
        assert entry.why.zh
        assert entry.why.en


def test_the_table_says_why() -> None:
    told = {entry.what.zh: entry.why.zh for entry in timeline_of(*employee()).entries()}
    assert told["职工医保，已缴"] == "缴费记录"
    assert told["没有缴费"] == "缴费记录里没有这段时间的缴费；单位没有缴"
    assert told["恢复报销"] == "理由"
    reference = {entry.what.zh: entry.why.zh for entry in timeline_of(*flexible()).entries()}
    assert reference["等待期"] == "理由；仅供参考，须经办确认"


def test_a_matter_with_several_answers_says_all_of_them_and_when_each_holds() -> None:
    case, assessment, chosen = flexible()
    several = tuple(
        replace(it, text=Bilingual(text, text), when=Bilingual(when, when))
        for it in chosen.reasons
        if it.matter is Matter.COVER
        for text, when in (("等6个月", "本人不缴"), ("不用等", "单位不缴"))
    )
    chosen = replace(chosen, reasons=several, reference=False)
    (wait,) = timeline_of(case, assessment, chosen).in_lane(Lane.WAITING)
    assert wait.why.zh == "本人不缴：等6个月；单位不缴：不用等"


def test_a_day_on_which_the_answer_changes_says_everything_that_changes() -> None:
    timeline = timeline_of(*turning())
    by_day = {marker.on: marker for marker in timeline.markers}
    assert by_day[date(2027, 3, 1)].spoken.zh == (
        "结果有变：2027年3月1日，等待期由“6个月”变为“12个月”；断缴期费用由“医保基金”变为“自己”"
    )
    deadline = by_day[date(2026, 11, 30)]
    assert deadline.kind is MarkerKind.PAY_BY
    assert deadline.spoken.zh == "免等待的最后一天：2026年11月30日，第二天起等待期由“没有等待期”变为“6个月”"
    assert by_day[date(2027, 9, 1)].spoken.en.endswith("the price goes from “the present price” to “another price”")


@pytest.mark.parametrize("matter", ["verdict", "waiting", "gap_costs", "price", "continuity"])
def test_every_matter_that_may_change_has_its_word_and_its_reason(matter: str) -> None:
    case, assessment, chosen = flexible()
    change = Change(date(2027, 3, 1), matter, Bilingual("甲", "one"), Bilingual("乙", "two"))
    timeline = timeline_of(case, assessment, replace(chosen, changes=(change,)))
    (marker,) = [it for it in timeline.markers if it.kind is MarkerKind.CHANGE]
    assert f"matter.{matter}" in phrases("timeline")
    assert marker.reason is not None


def test_enrolment_windows_lie_behind_the_lanes_with_their_source() -> None:
    timeline = timeline_of(*enrolling())
    assert [(band.since, band.until) for band in timeline.bands] == [
        (date(year - 1, 10, 17), date(year, 2, 25)) for year in (2024, 2025, 2026, 2027)
    ]
    band = timeline.bands[2]
    assert band.spoken.zh == "居民医保2026年度集中参保期：2025年10月17日至2026年2月25日，现在正在期内"
    assert band.why.zh == "出处：2026年度参保通知"
    assert "现在" not in timeline.bands[0].spoken.zh
    assert band.reason is not None


def test_windows_are_shown_to_residents_and_beside_resident_insurance_and_only_in_the_time_shown() -> None:
    case, assessment, chosen = flexible()
    told = replace(assessment, windows=windows(2015, 2026))
    assert timeline_of(case, told, chosen).bands == ()
    offered = replace(told, options=(replace(chosen, resume_as=Scheme.RESIDENT),))
    assert timeline_of(case, offered, chosen).bands == ()
    looked_at = replace(chosen, resume_as=Scheme.RESIDENT)
    assert [band.since.year for band in timeline_of(case, told, looked_at).bands] == [2025]


def test_reasons_point_into_the_option() -> None:
    case, assessment, chosen = employee()
    timeline = timeline_of(case, assessment, chosen)
    matters = {bar.what.zh: chosen.reasons[bar.reason].matter for bar in timeline.bars if bar.reason is not None}
    assert matters == {
        "职工医保，拟补缴": "back_payment",
        "没有缴费": "suspension",
        "补缴后可追溯报销": "gap_costs",
        "医疗费由单位承担": "cover",
        "恢复报销": "cover",
    }


def test_moving_the_day_of_payment_moves_nothing_else() -> None:
    timeline = timeline_of(*employee())
    moved = timeline.with_pay_on(date(2026, 12, 3))
    assert moved.pay_on == date(2026, 12, 3)
    assert moved.bars == timeline.bars
    assert [m for m in moved.markers if not m.draggable] == [m for m in timeline.markers if not m.draggable]


def test_a_span_shows_at_least_a_year_and_room_after_the_last_event() -> None:
    case = case_of(paid(Scheme.EMPLOYEE, "2026-11"))
    timeline = timeline_of(case, assessed(case, TODAY), None)
    assert Month.containing(timeline.last) - Month.containing(timeline.first) + 1 == 12
    long = timeline_of(*EXAMPLES["forty_years"]())
    assert Month.containing(long.last) > Month.of(2027, 3) + 12


@pytest.mark.parametrize(
    ("rows", "opens"),
    [
        ((("2026-08", Status.PAID),), "2026-08-01"),
        ((("2021-08..2026-07", Status.UNKNOWN), ("2026-08", Status.PAID)), "2025-08-01"),
        ((("2026-03..2026-07", Status.UNKNOWN), ("2026-08", Status.PAID)), "2026-03-01"),
        ((("2021-08..2026-10", Status.UNKNOWN),), "2021-08-01"),
        ((("2020-01", Status.PAID), ("2021-08..2026-10", Status.UNKNOWN)), "2020-01-01"),
    ],
    ids=["all known", "a year before what is known", "a short doubt", "nothing known", "known from the start"],
)
def test_a_timeline_opens_where_something_is_known(rows, opens) -> None:
    case = case_of(*(paid(Scheme.EMPLOYEE, text, status) for text, status in rows))
    timeline = timeline_of(case, assessed(case, TODAY), None)
    assert timeline.opens_at.isoformat() == opens
    assert timeline.first <= timeline.opens_at


def test_months_answered_as_paid_are_drawn_as_paid() -> None:
    case = case_of(paid(Scheme.EMPLOYEE, "2026-01..2026-11", Status.UNKNOWN))
    told = replace(case, answers={"month_status:2026-01": "paid"})
    timeline = timeline_of(told, assessed(told, TODAY), None)
    assert bars(timeline, Lane.CONTRIBUTIONS) == [("2026-01-01", "2026-11-30", ColourRole.EMPLOYEE)]
