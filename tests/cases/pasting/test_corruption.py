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
from tests.cases.pasting.statement_sheets import LAYOUTS, PAID, PARTLY, TRANSIT, UNPAID

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


def corrupted(sheet, rng):
    """The sheet with one thing wrong, what it was, and the months whose evidence was spoilt."""
    rows = [list(row) for row in sheet.rows]
    n = rng.randrange(len(rows))
    row = rows[n]
    how = rng.choice(
        (
            "month",
            "harm",
            "harm",
            "harm",
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
    )
    harmed = ()
    if how == "month":
        place = rng.choice(sheet.months)
        old = row[place]
        row[place] = rng.choice([*MONTHS, old.replace("0", "O", 1), old[:-1], old + "1", f"{old}x"])
    elif how == "harm":
        roles = [role for role in HARMFUL if getattr(sheet, role)]
        role = rng.choice(roles)
        place = rng.choice(getattr(sheet, role))
        value = rng.choice([it for it in HARMFUL[role] if it != row[place]])
        spoils = not (role == "kinds" and value == "基数调整补收")
        row[place] = value
        if role in ("statuses", "kinds") and value in PLAINLY_UNPAID:  # what the list now says, and nothing against it
            sheet = replace(sheet, truth={m: s for m, s in sheet.truth.items() if m not in sheet.of_row[n]})
            return sheet.with_rows(rows), how, sheet.of_row[n]
        paid = all(sheet.truth.get(month) == PAID for month in sheet.of_row[n])
        harmed = sheet.of_row[n] if spoils and paid and not (role == "schemes" and value == "") else ()
    elif how == "payer":
        place = 0 if sheet.months[0] else rng.randrange(len(row))
        row[place] = rng.choice(
            PAYERS[:-2] if place in sheet.months else PAYERS
        )  # with a sum's name for its month it is one
    elif how == "insert":
        row.insert(rng.randrange(len(row) + 1), rng.choice(("000.00", "", "x", "3")))
    elif how == "remove":
        del row[rng.randrange(len(row))]
    elif how == "move":
        rows.insert(rng.randrange(len(rows)), rows.pop(n))
    elif how == "twice":
        for place in sheet.months:
            row[place] = rows[n - 1][place]
    elif how == "year":
        place = sheet.months[0]
        row[place] = (
            row[place].replace(row[place][:4], str(int(row[place][:4]) - 1), 1)
            if row[place][:4].isdigit() and len(row[place]) > 3
            else row[place]
        )
    elif how == "blank":
        rows[n] = [""] * len(row)
        rows[n][-1] = rng.choice(("-", "?", "#N/A"))
    changed = sheet.with_rows(rows)
    if how == "above" and sheet.above:
        changed.above = [rows[n], *sheet.above]
        changed.rows = rows[:n] + rows[n + 1 :]
    if how == "heading" and sheet.above:
        heads = list(sheet.above[-1])
        heads[rng.randrange(len(heads))] = "某某情形"
        changed.above = [*sheet.above[:-1], heads]
    return changed, how, harmed


def test_no_corruption_invents_or_loses_a_month():
    count = int(os.environ.get("XUBAOTONG_CORRUPTIONS", "3600"))
    wrong = []
    for seed in range(count):
        rng = random.Random(seed)
        sheet = LAYOUTS[seed % len(LAYOUTS)](rng)
        changed, how, harmed = corrupted(sheet, rng)
        grid, listing, found = read(changed)
        for fault in faults(changed, grid, listing, found, harmed=harmed):
            wrong.append(f"{seed} {sheet.name} {how}: {fault}")
    assert wrong == [], f"{len(wrong)} of {count}\n" + "\n".join(wrong[:60])
