"""What holds for every text, and for every record however it is printed."""

import csv
import io
import unicodedata
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.cases.pasting.into_record import Join, differing, proposed, with_proposal
from app.cases.pasting.reading import Listing, read_grids, read_listing
from app.cases.pasting.summary import cautions, summary
from app.cases.statements.cell_grid import CellGrid, Record
from app.rules.bilingual import Bilingual
from app.rules.record.case import Case
from app.rules.record.history import History, Kind, Period, Scheme, Standing, Status
from app.rules.record.months import Month, Span

HOME = "140100"
TODAY = date(2026, 11, 22)
WORDS = [
    *(
        "年月",
        "费款所属期",
        "险种",
        "状态",
        "到账标志",
        "到账日期",
        "缴费基数",
        "年度",
        "月份",
        "起始年月",
        "终止年月",
        "备注",
    ),
    *(
        "202401",
        "2024-02",
        "2024年3月",
        "2024.1",
        "20241",
        "2O2401",
        "2024-01至2024-08",
        "202408-202401",
        "2024",
        "3月",
    ),
    *(
        "2024-01-31",
        "2024-02-01",
        "职工医保",
        "灵活就业",
        "城乡居民医保",
        "养老保险",
        "医疗保险",
        "正常缴费",
        "欠费",
        "未到账",
    ),
    *(
        "补缴",
        "退收",
        "补差",
        "异地转入",
        "合计",
        "4500",
        "-1",
        "0",
        ".5",
        "110101199001011237",
        "√",
        "１",
        "٢٠٢٤",
        '"',
        "'",
    ),
    *("\t", "\t", "\n", "\n", ",", " ", "，", "、", "至", "-", "|", "\r", "\0", "\x1c", "\ud800"),
]
messy = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=60).map("".join)


def proposal_of(text, scheme=Scheme.EMPLOYEE):
    listing = read_listing(text, HOME)
    if isinstance(listing, Bilingual):
        assert listing.zh
        assert listing.en
        return None
    assert isinstance(listing, Listing)
    proposal = proposed(listing.rows, scheme, HOME, TODAY)
    for row in listing.rows:
        assert all(remark.zh and remark.en for remark in row.remarks)
    assert summary(listing, proposal).zh
    cautions(listing, proposal, ())
    return proposal


def digits_of(text):
    plain = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.digit(sign)) if unicodedata.digit(sign, None) is not None else " " for sign in plain)


def mentioned(month, scheme, digits):
    if f"{month.year}" not in digits:
        return False
    return scheme is Scheme.RESIDENT or f"{month.number}" in digits


@given(messy)
def test_no_text_covers_months_that_are_not_in_it(text):
    proposal = proposal_of(text)
    if proposal is None:
        return
    digits = digits_of(text)
    for row in proposal.periods:
        if row.status is Status.PAID and row.makes_months:
            assert mentioned(row.span.first, row.scheme, digits), (row, text)
            assert mentioned(row.span.last, row.scheme, digits), (row, text)


@given(messy)
def test_a_proposal_never_says_one_month_twice_under_one_scheme_and_place(text):
    proposal = proposal_of(text)
    rows = [row for row in (proposal.periods if proposal else ()) if row.makes_months]
    told = [(row.scheme, row.region, month) for row in rows for month in row.span]
    assert len(told) == len(set(told))


@given(st.text())
def test_any_text_is_read_or_refused(text):
    proposal_of(text)


STATUSES = {
    Status.PAID: "正常缴费",
    Status.UNPAID: "欠费",
    Status.IN_TRANSIT: "未到账",
    Status.PARTLY_PAID: "未足额到账",
}
SCHEMES = {Scheme.EMPLOYEE: "职工基本医疗保险", Scheme.FLEXIBLE: "灵活就业", Scheme.RESIDENT: "城乡居民医保"}


@st.composite
def records(draw):
    """Periods one after the other, as a platform would print them."""
    month, periods = Month.of(draw(st.integers(2005, 2023)), draw(st.integers(1, 12))), []
    for _ in range(draw(st.integers(1, 6))):
        month = month + draw(st.integers(0, 5))
        last = month + draw(st.integers(0, 14))
        status = draw(st.sampled_from(list(STATUSES)))
        kind = draw(st.sampled_from([Kind.NORMAL, Kind.BACK_PAID])) if status is Status.PAID else Kind.NORMAL
        base = draw(st.none() | st.integers(1000, 30000).map(lambda yuan: Decimal(yuan).quantize(Decimal("0.01"))))
        periods.append(Period(draw(st.sampled_from(list(Scheme))), Span(month, last), HOME, status, kind, base=base))
        month = last + 1
    return periods


def monthly(periods, write):
    rows = [(row, Span(month, month)) for row in periods for month in row.span]
    return [cells(row, [write(span.first)]) for row, span in rows]


def cells(row, months):
    word = "补缴" if row.kind is Kind.BACK_PAID else STATUSES[row.status]
    return [*months, SCHEMES[row.scheme], word, "" if row.base is None else str(row.base)]


SPELLINGS = [
    str,
    lambda m: f"{m.year}{m.number:02d}",
    lambda m: f"{m.year}年{m.number}月",
    lambda m: f"{m.year}/{m.number}",
]
HEAD = ["险种类型", "缴费状态", "缴费基数（元）"]


@given(records(), st.sampled_from(SPELLINGS), st.booleans())
def test_a_record_printed_by_month_is_read_back(periods, write, newest_first):
    rows = monthly(periods, write)
    table = [["费款所属期", *HEAD], *(rows[::-1] if newest_first else rows)]
    for text in ("\n".join("\t".join(row) for row in table), written(table)):
        same(proposal_of(text), periods, bases=True)


@given(records(), st.sampled_from(SPELLINGS))
def test_a_record_printed_by_period_is_read_back(periods, write):
    rows = [cells(row, [write(row.span.first), write(row.span.last)]) for row in periods]
    same(
        proposal_of("\n".join("\t".join(row) for row in [["起始年月", "终止年月", *HEAD], *rows])), periods, bases=True
    )
    ranges = [cells(row, [f"{write(row.span.first)}至{write(row.span.last)}"]) for row in periods]
    same(proposal_of(written([["缴费期间", *HEAD], *ranges])), periods, bases=True)


@given(records(), st.sampled_from(SPELLINGS))
def test_a_record_printed_without_headings_is_read_back(periods, write):
    rows = monthly(periods, write)
    same(proposal_of("\n".join("\t".join(row) for row in rows)), periods)
    same(proposal_of("\n".join(" ".join(row[:3]) for row in rows)), periods)


@given(records(), st.data())
def test_damage_to_one_month_never_makes_a_gap(periods, data):
    rows = monthly(periods, str)
    place = data.draw(st.integers(1, len(rows) - 1)) if len(rows) > 1 else 0
    rows[place][0] = rows[place][0].replace("0", "O", 1)
    proposal = proposal_of("\n".join("\t".join(row) for row in [["年月", *HEAD], *rows]))
    if proposal is None:
        return
    before, after = History.of(periods), History.of(proposal.periods)
    for row in periods:
        for month in row.span if row.status is Status.PAID else ():
            now = after.run_at(month)
            assert before.run_at(month).standing is Standing.COVERED
            assert now is not None, month
            assert now.standing in (Standing.COVERED, Standing.UNKNOWN), month


@given(records(), records())
def test_merging_keeps_what_the_list_does_not_speak_of_and_replacing_keeps_nothing(old, new):
    case = Case(HOME, history=History.of(old))
    proposal = proposal_of("\n".join("\t".join(row) for row in [["年月", *HEAD], *monthly(new, str)]))
    replaced = with_proposal(case, proposal, Join.REPLACE)
    assert replaced.history.periods == proposal.periods
    merged = with_proposal(case, proposal, Join.MERGE).history
    told = [(row.scheme, month) for row in merged.periods for month in row.span]
    assert len(told) == len(set(told))
    assert set(told) == {(row.scheme, month) for row in (*old, *new) for month in row.span}
    disagreeing = {month for span in differing(case, proposal) for month in span}
    assert disagreeing <= {month for row in old for month in row.span}


def written(table):
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return text.getvalue()


def same(proposal, periods, *, bases=False):
    assert proposal is not None
    assert History.of(proposal.periods).runs == History.of(periods).runs
    if bases:
        said = {(row.scheme, month): (row.base, row.kind, row.status) for row in proposal.periods for month in row.span}
        assert said == {(row.scheme, month): (row.base, row.kind, row.status) for row in periods for month in row.span}


SIGNS = [
    "●",
    "*",
    "&",
    "-",
    "—",
    "(500)",
    "−5",
    "#N/A",
    "######",
    "2024",
    "12（月）",
    "至今",
    "医疗保险",
    "险种",
    "应缴费额",
    "( 2024 )",
]
grids = st.lists(
    st.lists(st.sampled_from([*WORDS[:58], *SIGNS, ""]) | st.text(max_size=4), max_size=7).map(tuple),
    min_size=1,
    max_size=14,
)


@given(grids, st.booleans())
def test_any_grid_is_read_or_refused_and_every_line_of_it_is_told(rows, has_columns):
    grid = CellGrid(tuple(Record(n, cells) for n, cells in enumerate(rows, 1)), has_columns)
    listing = read_grids([grid, grid], HOME)
    if isinstance(listing, Bilingual):
        return
    assert {row.number for row in listing.rows} == set(range(1, len(rows) + 1))
    proposal = proposed(listing.rows, Scheme.EMPLOYEE, HOME, TODAY)
    assert {period.source.row for period in proposal.periods if period.source} <= {row.number for row in listing.rows}
    assert sum(listing.counts.values()) == len(rows)
