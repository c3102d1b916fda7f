"""Cases with their assessments made by hand, so that the timeline is tested without the engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, EnrolmentWindow, Grade, Matter, Source, Verdict
from app.rules.law.waiting import Waiting
from app.rules.outcome.assessment import (
    Assessment,
    Change,
    CoverSegment,
    Incentives,
    LapseFinding,
    Option,
    OptionId,
    Ranking,
    Reason,
    Today,
)
from app.rules.record.case import Case, Cause
from app.rules.record.history import History, Kind, Period, Scheme, Status
from app.rules.record.lapses import find_lapses
from app.rules.record.months import Month, Span
from app.timeline.model import Timeline, timeline_of

TAIYUAN = "140100"
NEVER = Today(Verdict.NO, None, None, Bilingual("没有参保过", "never insured"))


def months(text: str) -> Span:
    """`2024-01..2024-03` as a span of months."""
    first, _, last = text.partition("..")
    return Span(Month.parse(first), Month.parse(last or first))


def paid(scheme: Scheme, text: str, status: Status = Status.PAID, kind: Kind = Kind.NORMAL) -> Period:
    return Period(scheme, months(text), TAIYUAN, status=status, kind=kind)


def case_of(*periods: Period, causes: dict[Month, Cause] | None = None) -> Case:
    return Case(TAIYUAN, history=History.of(periods), causes=causes or {})


def assessed(case: Case, as_of: date, benefits_end: date | None = None) -> Assessment:
    lapses = tuple(LapseFinding(lapse, benefits_end) for lapse in find_lapses(case, as_of))
    return Assessment(as_of, (), lapses, {}, 0, None, (), Ranking(), None, Incentives(0, None, ()), (), (), NEVER)


def reason(matter: Matter) -> Reason:
    return Reason(matter, f"140100/{matter.value}/x", Bilingual("理由", "reason"), (), (), Grade.WEB, inherited=False)


def option(resume_as: Scheme, pay_on: date, **changes: object) -> Option:
    plain = Option(
        id=OptionId.RESUME_WITHOUT_BACK_PAY,
        resume_as=resume_as,
        pay_on=pay_on,
        back_pay=False,
        repair_years=0,
        insured_year=None,
        lapse=None,
        verdict=Verdict.YES,
        reference=False,
        cost=None,
        waiting=None,
        benefits_from=None,
        benefits_until=None,
        cover=(),
        gap_costs=Bearer.SELF,
        continuity="restarts",
        personal_account="credited",
        maternity_months=None,
        documents=(),
        steps=(),
        reasons=tuple(reason(matter) for matter in Matter),
        disagreements=(),
        assumptions=(),
        questions=(),
    )
    return replace(plain, **changes)


def segment(since: date, until: date | None, percent: int, payer: Bearer, services: str = "all") -> CoverSegment:
    return CoverSegment(since, until, percent, services, Scheme.EMPLOYEE, payer)


def window(year: int, opens: date, closes: date) -> EnrolmentWindow:
    """The enrolment window of an insurance year, with the notice it was published in."""
    source = Source(f"w{year}", f"{year}年度参保通知", "市医保局", "", "", "", Grade.A)
    return EnrolmentWindow(year, opens, closes, (source,))


def windows(*years: int) -> tuple[EnrolmentWindow, ...]:
    """Windows from 17 October of the year before to 25 February of the insurance year."""
    return tuple(window(year, date(year - 1, 10, 17), date(year, 2, 25)) for year in years)


def employee() -> tuple[Case, Assessment, Option]:
    """The employer missed two months; paid back in the next month, restored from the 1st after it."""
    case = case_of(paid(Scheme.EMPLOYEE, "2022-07..2026-08"), causes={Month.parse("2026-09"): Cause.EMPLOYER})
    chosen = option(
        Scheme.EMPLOYEE,
        date(2026, 11, 22),
        id=OptionId.EMPLOYER_BACK_PAYS,
        back_pay=True,
        lapse=months("2026-09..2026-10"),
        benefits_from=date(2026, 12, 1),
        cover=(
            segment(date(2026, 9, 1), date(2026, 10, 31), 100, Bearer.FUND),
            segment(date(2026, 11, 1), date(2026, 11, 30), 0, Bearer.EMPLOYER),
            segment(date(2026, 12, 1), None, 100, Bearer.FUND),
        ),
        pay_by=date(2026, 11, 30),
        changes=(
            Change(date(2026, 12, 1), "waiting", Bilingual("没有等待期", "no wait"), Bilingual("6个月", "6 months")),
        ),
    )
    return case, assessed(case, date(2026, 11, 22)), chosen


def flexible() -> tuple[Case, Assessment, Option]:
    """A flexible payer without payment for four months, who resumes and waits for six."""
    case = case_of(
        paid(Scheme.EMPLOYEE, "2021-03..2023-06"),
        paid(Scheme.FLEXIBLE, "2023-07..2026-06"),
        causes={Month.parse("2026-07"): Cause.PERSONAL},
    )
    chosen = option(
        Scheme.FLEXIBLE,
        date(2026, 11, 22),
        verdict=Verdict.ASK,
        reference=True,
        lapse=months("2026-07..2026-10"),
        waiting=Waiting(6, None, 6, 0, date(2026, 12, 1), date(2027, 5, 31), 0),
        benefits_from=date(2027, 6, 1),
        cover=(
            segment(date(2026, 7, 1), date(2027, 5, 31), 0, Bearer.SELF),
            segment(date(2027, 6, 1), None, 100, Bearer.FUND),
        ),
    )
    return case, assessed(case, date(2026, 11, 22)), chosen


def resident() -> tuple[Case, Assessment, Option]:
    """A resident who skipped 2025 and paid for 2026 inside the window."""
    case = case_of(
        paid(Scheme.RESIDENT, "2020-01..2024-12"),
    )
    chosen = option(
        Scheme.RESIDENT,
        date(2025, 12, 10),
        id=OptionId.JOIN_RESIDENT_NEXT_YEAR,
        insured_year=2026,
        lapse=months("2025-01..2025-12"),
        waiting=Waiting(3, None, 3, 0, date(2026, 1, 1), date(2026, 3, 31), 0),
        benefits_from=date(2026, 4, 1),
        benefits_until=date(2026, 12, 31),
        cover=(
            segment(date(2025, 1, 1), date(2026, 3, 31), 0, Bearer.SELF),
            segment(date(2026, 4, 1), date(2026, 12, 31), 100, Bearer.FUND),
        ),
        pay_by=date(2025, 12, 31),
    )
    return case, assessed(case, date(2025, 12, 10)), chosen


def forty_years() -> tuple[Case, Assessment, Option]:
    """Forty years in all three schemes, with short lapses, an unknown year and months in transit."""
    case = case_of(
        paid(Scheme.EMPLOYEE, "1986-09..1993-02"),
        paid(Scheme.EMPLOYEE, "1993-05..1998-12"),
        paid(Scheme.EMPLOYEE, "1999-01..1999-12", Status.UNKNOWN),
        paid(Scheme.RESIDENT, "2001-01..2005-12"),
        paid(Scheme.FLEXIBLE, "2006-01..2011-06"),
        paid(Scheme.FLEXIBLE, "2011-10..2019-08"),
        paid(Scheme.EMPLOYEE, "2019-09..2019-11", kind=Kind.BACK_PAID),
        paid(Scheme.EMPLOYEE, "2019-12..2026-05"),
        paid(Scheme.EMPLOYEE, "2026-10..2026-10", Status.IN_TRANSIT),
    )
    chosen = option(
        Scheme.EMPLOYEE,
        date(2026, 12, 5),
        lapse=months("2026-11..2026-11"),
        waiting=Waiting(3, None, 3, 0, date(2026, 12, 1), date(2027, 2, 28), 50),
        benefits_from=date(2027, 3, 1),
        cover=(
            segment(date(2026, 6, 1), date(2026, 11, 30), 0, Bearer.ASK),
            segment(date(2026, 12, 1), date(2027, 2, 28), 50, Bearer.SELF, "inpatient"),
            segment(date(2027, 3, 1), None, 100, Bearer.FUND),
        ),
        changes=(Change(date(2027, 3, 1), "waiting", Bilingual("3个月", "3 months"), Bilingual("6个月", "6 months")),),
    )
    return case, assessed(case, date(2026, 11, 22)), chosen


def every_month_another(total: int = 480) -> Timeline:
    """Months that alternate every second one, the hardest record to draw."""
    first = Month.parse("1986-12")
    rows = [Period(Scheme.EMPLOYEE, Span(first + n, first + n), TAIYUAN) for n in range(0, total, 2)]
    case = case_of(*rows)
    return timeline_of(case, assessed(case, date(2026, 11, 22)), None)


def enrolling() -> tuple[Case, Assessment, Option]:
    """The resident who skipped a year, with the enrolment windows of four years."""
    case, assessment, chosen = resident()
    return case, replace(assessment, windows=windows(2024, 2025, 2026, 2027)), chosen


def turning() -> tuple[Case, Assessment, Option]:
    """A flexible payer whose answer changes twice, once in two respects; an earlier deadline too."""
    case, assessment, chosen = flexible()
    no_wait, six, twelve = (
        Bilingual("没有等待期", "no wait"),
        Bilingual("6个月", "6 months"),
        Bilingual("12个月", "12 months"),
    )
    changes = (
        Change(date(2026, 12, 1), "waiting", no_wait, six),
        Change(date(2027, 3, 1), "waiting", six, twelve),
        Change(date(2027, 3, 1), "gap_costs", Bilingual("医保基金", "the fund"), Bilingual("自己", "you")),
        Change(
            date(2027, 9, 1), "price", Bilingual("现价", "the present price"), Bilingual("另一价格", "another price")
        ),
    )
    chosen = replace(chosen, waiting=None, benefits_from=date(2026, 12, 1), pay_by=date(2026, 11, 30), changes=changes)
    return case, replace(assessment, windows=windows(2026, 2027)), chosen


EXAMPLES = {
    "employee": employee,
    "flexible": flexible,
    "resident": resident,
    "forty_years": forty_years,
    "enrolling": enrolling,
    "turning": turning,
}
"""The cases by name."""
