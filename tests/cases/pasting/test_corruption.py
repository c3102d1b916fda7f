"""Lists of every layout with one thing wrong in them: no month is invented, none is lost, and every line is told.

`XUBAOTONG_CORRUPTIONS` sets how many lists are tried; the suite takes 3,600.
"""

import os
import random
from dataclasses import replace
from datetime import date

import pytest

from app.cases.pasting.into_record import proposed
from app.cases.pasting.reading import read_grids
from app.cases.statements.cell_grid import CellGrid, grid_of
from app.rules.bilingual import Bilingual
from app.rules.record.history import Kind, Scheme, Status
from app.rules.record.months import Month
from tests.cases.pasting.statement_sheets import LAYOUTS, PAID, PARTLY, TRANSIT

TODAY = date(2026, 11, 30)
NOT_KNOWN = {Status.UNKNOWN, Status.IN_TRANSIT, Status.PARTLY_PAID}
HARMFUL = {
    "statuses": [
        "",
        "-",
        "—",
        "#N/A",
        "未缴",
        "缓缴",
        "扣款失败",
        "已退",
        "处理中",
        "???",
        "2",
        "7",
        "欠费",
        "未到账",
        "未实缴",
        "待核实",
        "&",
    ],
    "kinds": ["欠费", "退收", "缓缴", "#N/A", "???", "处理中", "基数调整补收", "99"],
    "amounts": ["−500", "(500)", "-500.00", "—", "", "未缴", "#N/A", "0.00", "-", "（120.00）", "欠费"],
    "credited": ["", "-", "未到账", "2024-13-45", "#N/A", "—"],
    "schemes": [
        "",
        "职工基本医疗保险、大额医疗互助",
        "基本医疗保险+大病保险",
        "养老、医疗、失业、工伤、生育",
        "#N/A",
        "？",
        "职工基本医疗保险（大额）",
    ],
    "counts": ["", "0", "99", "#N/A", "-"],
}
MONTHS = [
    "",
    "######",
    "202413",
    "—",
    "#N/A",
    "至今",
    "二月",
    "2024-02-30",
    "202401-03",
    "2024年9月、10月",
    "2024年2月至今",
    "20242",
    "2024",
    "?",
    "0",
    "13",
]
PAYERS = ['"甲公司', '甲公司"', "共享汽车公司", "累计科技公司", "#N/A", "合计", "汇总"]


def read(sheet):
    grid = grid_of(sheet.text())
    assert isinstance(grid, CellGrid)
    listing = read_grids([grid], sheet.home)
    if isinstance(listing, Bilingual):
        return grid, None, {}
    proposal = proposed(listing.rows, Scheme.EMPLOYEE, sheet.home, TODAY)
    found: dict[Month, set[Status | Kind]] = {}
    for period in proposal.periods:
        if period.kind is Kind.ADJUSTMENT:
            continue
        for month in period.span:
            found.setdefault(month, set()).add(Kind.REFUND if period.kind is Kind.REFUND else period.status)
    return grid, listing, found


def faults(sheet, grid, listing, found, *, harmed=()):
    """What is wrong with a reading: months lost, months paid that are not, lines nobody speaks of.

    `harmed` are the months of which a cell that speaks of their payment was spoilt: those may not be paid in silence.
    """
    if listing is None:
        return []
    wrong = []
    lost = any(row.lost or row.elsewhere for row in listing.rows)
    begins = min(found, default=Month.of(2100, 1))
    for month, state in sheet.truth.items():
        said = found.get(month, set())
        if month < begins and lost:
            continue  # the record begins later, and a row that cannot be read says so: no lapse comes of it
        if state == PAID and not said & (NOT_KNOWN | {Status.PAID}):
            wrong.append(f"gap {month}")
        if state != PAID and Status.PAID in said and Kind.REFUND not in said:
            wrong.append(f"{state} but paid {month}")
        if state in (TRANSIT, PARTLY) and not said & NOT_KNOWN:
            wrong.append(f"{state} lost {month}")
    extra = [m for m, said in found.items() if m not in sheet.truth and Status.PAID in said]
    wrong += [f"invented {month}" for month in extra]
    wrong += [
        f"silently paid {month}"
        for month in harmed
        if Status.PAID in found.get(month, set()) and Kind.REFUND not in found[month]
    ]
    told = {row.number for row in listing.rows}
    wrong += [f"unaccounted line {record.number}" for record in grid.records if record.number not in told]
    if sum(listing.counts.values()) != len({record.number for record in grid.records}):
        wrong.append("counts do not add up")
    return wrong


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda it: it.__name__)
def test_every_layout_is_read_as_it_is(layout):
    for seed in range(20):
        sheet = layout(random.Random(seed))
        grid, listing, found = read(sheet)
        assert listing is not None, sheet.text()
        assert faults(sheet, grid, listing, found) == [], sheet.text()
        paid = [month for month, state in sheet.truth.items() if state == PAID]
        proven = [month for month in paid if Status.PAID in found[month]]
        assert len(proven) >= 0.95 * len(paid), (
            sheet.text(),
            [row.remarks[0].zh for row in listing.rows if row.remarks],
        )


PLAINLY_UNPAID = ("未缴", "欠费", "未实缴")
HOWS = (
    "month",
    "cell",
    "cell",
    "cell",
    "payer",
    "insert",
    "remove",
    "move",
    "twice",
    "year",
    "above",
    "blank",
    "heading",
)


def corrupted(sheet, rng):
    """The sheet with one thing wrong, what it was, and the months whose evidence was spoilt."""
    how = rng.choice(HOWS)
    n = rng.randrange(len(sheet.rows))
    if how == "cell":
        return (*spoilt_cell(sheet, rng, n), how)
    if how in ("above", "heading"):
        return (spoilt_headings(sheet, rng, n, how), (), how)
    return (sheet.with_rows(spoilt_row([list(row) for row in sheet.rows], sheet, rng, n, how)), (), how)


def spoilt_cell(sheet, rng, n):
    """A cell that speaks of the payment says something else."""
    role = rng.choice([role for role in HARMFUL if getattr(sheet, role)])
    rows = [list(row) for row in sheet.rows]
    place = rng.choice(getattr(sheet, role))
    value = rows[n][place] = rng.choice([it for it in HARMFUL[role] if it != rows[n][place]])
    months = sheet.of_row[n]
    if role in ("statuses", "kinds") and value in PLAINLY_UNPAID:  # what the list now says, and nothing against it
        truth = {month: state for month, state in sheet.truth.items() if month not in months}
        return replace(sheet, truth=truth).with_rows(rows), months
    tells_nothing = (role, value) in (("kinds", "基数调整补收"), ("schemes", ""))
    paid = all(sheet.truth.get(month) == PAID for month in months)
    return sheet.with_rows(rows), months if paid and not tells_nothing else ()


def spoilt_headings(sheet, rng, n, how):
    """A row has slipped above the headings, or one of these has a name nobody knows."""
    if not sheet.above:
        return sheet
    if how == "above":
        rows = sheet.rows[:n] + sheet.rows[n + 1 :]
        return replace(sheet, above=[sheet.rows[n], *sheet.above], rows=rows)
    heads = list(sheet.above[-1])
    heads[rng.randrange(len(heads))] = "某某情形"
    return replace(sheet, above=[*sheet.above[:-1], heads])


def spoilt_row(rows, sheet, rng, n, how):
    """A row names another month, another payer, or has another number of cells."""
    row, month = rows[n], sheet.months[0]
    if how == "month":
        place = rng.choice(sheet.months)
        old = row[place]
        row[place] = rng.choice([*MONTHS, old.replace("0", "O", 1), old[:-1], old + "1", f"{old}x"])
    elif how == "payer":
        place = 0 if month else rng.randrange(len(row))
        row[place] = rng.choice(
            PAYERS[:-2] if place in sheet.months else PAYERS
        )  # a sum's name for a month makes a sum
    elif how == "insert":
        row.insert(rng.randrange(len(row) + 1), rng.choice(("000.00", "", "x", "3")))
    elif how == "remove":
        del row[rng.randrange(len(row))]
    elif how == "move":
        rows.insert(rng.randrange(len(rows)), rows.pop(n))
    elif how == "twice":
        for place in sheet.months:
            row[place] = rows[n - 1][place]
    elif how == "year" and row[month][:4].isdigit():
        row[month] = f"{int(row[month][:4]) - 1}{row[month][4:]}"
    elif how == "blank":
        rows[n] = [*[""] * (len(row) - 1), rng.choice(("-", "?", "#N/A"))]
    return rows


def test_no_corruption_invents_or_loses_a_month():
    count = int(os.environ.get("XUBAOTONG_CORRUPTIONS", "3600"))
    wrong = []
    for seed in range(count):
        rng = random.Random(seed)
        sheet = LAYOUTS[seed % len(LAYOUTS)](rng)
        changed, harmed, how = corrupted(sheet, rng)
        grid, listing, found = read(changed)
        for fault in faults(changed, grid, listing, found, harmed=harmed):
            wrong.append(f"{seed} {sheet.name} {how}: {fault}")
    assert wrong == [], f"{len(wrong)} of {count}\n" + "\n".join(wrong[:60])
