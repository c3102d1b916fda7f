"""Hypothesis strategies for cases, as any document may hold them."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import strategies as st

from app.rules.law.terms import Bearer, Verdict
from app.rules.outcome.assessment import OptionId
from app.rules.record.case import Case, Cause, Decision, Event, Person, Plan, Sex, Treatment
from app.rules.record.history import History, Kind, Period, Scheme, StatementRow, Status
from app.rules.record.months import Month, Span
from app.rules.record.office_values import OfficeValues, OfficeWindow

FIRST, LAST = Month.of(1950, 1), Month.of(2100, 12)
REGIONS = ("000000", "140100", "140105", "371200", "440300")

months = st.integers(FIRST.index, LAST.index).map(Month)
days = st.dates(date(1950, 1, 1), date(2100, 12, 31))
text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
keys = st.from_regex(r"[a-z][A-Za-z0-9_:.\-]{0,20}", fullmatch=True)
yuan = st.integers(0, 10**10 - 1).map(lambda fen: Decimal(fen).scaleb(-2))
statement_rows = st.builds(StatementRow, file=st.integers(1, 1000), sheet=st.none() | text, row=st.integers(1, 10**7))
rates = st.integers(0, 10**6).map(lambda parts: Decimal(parts).scaleb(-6))


@st.composite
def periods(draw: st.DrawFn) -> list[Period]:
    """Rows of which no two are about the same month of one scheme and region."""
    rows = []
    for scheme in Scheme:
        for region in draw(st.lists(st.sampled_from(REGIONS), unique=True, max_size=2)):
            edges = sorted(draw(st.lists(st.integers(FIRST.index, LAST.index), unique=True, max_size=6)))
            rows += [
                Period(
                    scheme,
                    Span(Month(start), Month(end - 1)),
                    region,
                    draw(st.sampled_from(Status)),
                    draw(st.sampled_from(Kind)),
                    draw(st.none() | text),
                    draw(st.none() | yuan),
                    draw(st.none() | days),
                    draw(st.none() | statement_rows),
                )
                for start, end in pairwise(edges)
            ]
    return rows


persons = st.builds(
    Person,
    name=text,
    id_number=st.sampled_from([None, "11010519491231002X", "440524188001010014"]),
    birth_date=st.none() | st.dates(date(1850, 1, 1), date(2026, 11, 22)),
    sex=st.none() | st.sampled_from(Sex),
    categories=st.frozensets(keys, max_size=4),
    local_household=st.none() | st.booleans(),
    first_enrolment=st.none() | st.booleans() | months,
)
plans = st.builds(
    Plan,
    resume_as=st.sampled_from(Scheme),
    pay_on=days,
    back_pay=st.booleans(),
    pay_lapses=st.none() | st.frozensets(months, max_size=3),
    insured_year=st.none() | st.integers(1950, 2100),
    in_window=st.none() | st.booleans(),
    repair_years=st.integers(0, 50),
)
figures = st.dictionaries(keys.filter(lambda key: not key.startswith("rate:")), yuan, max_size=3).flatmap(
    lambda amounts: st.dictionaries(keys.map(lambda key: f"rate:{key}"), rates, max_size=3).map(
        lambda fractions: {**amounts, **fractions}
    )
)
decisions = st.builds(
    Decision,
    reason=text.filter(bool),
    option=st.none() | st.sampled_from([option.value for option in OptionId]),
    verdict=st.none() | st.sampled_from([verdict.value for verdict in Verdict]),
    waiting_months=st.none() | st.integers(0, 120),
    benefits_from=st.none() | days,
    gap_costs=st.none() | st.sampled_from([bearer.value for bearer in Bearer]),
    amount=st.none() | yuan,
    by=text,
    on=st.none() | days,
)
events = st.lists(days, min_size=1, max_size=2).flatmap(
    lambda found: st.builds(
        Event,
        treatment=st.sampled_from(Treatment),
        since=st.just(min(found)),
        until=st.just(max(found) if len(found) > 1 else None),
    )
)
office_windows = st.builds(
    lambda year, first, length: OfficeWindow(year, first, first + timedelta(days=length)),
    st.integers(1950, 2100),
    st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    st.integers(0, 300),
)
office_values = st.builds(
    OfficeValues,
    figures=st.dictionaries(st.integers(1950, 2100).map(lambda year: f"resident_premium:{year}"), yuan, max_size=3),
    windows=st.lists(office_windows, max_size=3, unique_by=lambda window: window.year).map(
        lambda windows: tuple(sorted(windows, key=lambda window: window.year))
    ),
)
cases = st.builds(
    Case,
    region=st.sampled_from(REGIONS),
    person=persons,
    history=periods().map(History.of),
    causes=st.dictionaries(months, st.sampled_from(Cause), max_size=3),
    plan=st.none() | plans,
    answers=st.dictionaries(keys, text | st.booleans() | st.integers(-(10**16), 10**16), max_size=3),
    figures=figures,
    decisions=st.lists(decisions, max_size=2).map(tuple),
    events=st.lists(events, max_size=2).map(tuple),
    office_values=office_values,
)
