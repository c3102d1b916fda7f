"""The bill as another program's reader finds it: months are days, amounts are numbers, sums are formulas."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from app.export.bill_sheet import bill_xlsx
from app.export.wanted import NothingToExport
from app.report.content.sections import Personal
from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer
from app.rules.outcome.assessment import CostLine


def sheets(made):
    book = CalamineWorkbook.from_filelike(BytesIO(made))
    return [book.get_sheet_by_index(at).to_python(skip_empty_area=False) for at in range(len(book.sheet_names))]


def row_of(rows, first):
    return next(row for row in rows if row[0] == first)


def test_each_month_has_its_contribution_days_late_charge_and_payer(wanted):
    asked = wanted()
    bill, basis = sheets(bill_xlsx(asked))
    months = [row for row in bill if isinstance(row[0], date)]
    due = asked.option.cost.by_month
    assert [row[0].strftime("%Y-%m") for row in months] == [str(each.month) for each in due]
    read = [[Decimal(str(cell)) for cell in row[1:5]] for row in months]
    assert read == [[each.principal, each.late_days, each.late_charge, each.total] for each in due]
    assert {row[5] for row in months} == {"单位"}
    total = asked.option.cost.total
    assert Decimal(str(row_of(bill, "合计")[4])).quantize(total) == total
    assert Decimal(str(row_of(bill, "其中单位缴")[4])).quantize(total) == total
    assert len([row for row in basis if isinstance(row[2], float)]) == len(asked.option.cost.lines)


def test_sums_are_formulas_over_the_cells_they_add_up(wanted):
    with ZipFile(BytesIO(bill_xlsx(wanted()))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    formulas = re.findall(r"<f>([^<]*)</f>", sheet)
    assert sum(formula.startswith("SUM(") for formula in formulas) == 3
    assert [formula for formula in formulas if re.fullmatch(r"B\d+\+D\d+", formula)]
    assert [formula for formula in formulas if formula.startswith("SUMIF(")]


def test_what_comes_on_top_and_who_pays_what_add_up_to_the_whole(wanted):
    asked = wanted()
    cost = asked.option.cost
    extra = CostLine(Bilingual("大病", "illness"), "5.00 × 4", Decimal("20.00"), "", Bearer.SELF)
    contributions = [line for line in cost.lines if "滞纳金" not in line.label.zh]
    charges = [line for line in cost.lines if "滞纳金" in line.label.zh]
    more = replace(cost, extras=Decimal("20.00"), lines=(*contributions, extra, *charges))
    bill, _ = sheets(bill_xlsx(replace(asked, option=replace(asked.option, cost=more))))
    assert Decimal(str(row_of(bill, "大病")[4])) == 20
    assert row_of(bill, "合计")[4] == pytest.approx(float(cost.total) + 20)
    assert row_of(bill, "其中个人缴")[4] == 20
    assert len([row for row in bill if isinstance(row[0], date)]) == len(cost.by_month)


def test_a_bill_without_months_shows_its_lines(wanted):
    asked = wanted()
    whole = replace(asked.option.cost, by_month=())
    bill, _ = sheets(bill_xlsx(replace(asked, option=replace(asked.option, cost=whole))))
    assert len([row for row in bill if row[5] == "单位"]) == len(whole.lines)


def test_no_text_becomes_a_formula_and_the_name_is_masked(wanted):
    asked = wanted()
    named = replace(asked, case=replace(asked.case, person=replace(asked.case.person, name="=SUM(A1)")))
    bill, _ = sheets(bill_xlsx(named))
    assert row_of(bill, "姓名")[1] == "=*******"
    shown = replace(named, style=replace(named.style, unmasked=frozenset(Personal)))
    bill, _ = sheets(bill_xlsx(shown))
    assert row_of(bill, "姓名")[1] == "=SUM(A1)"


def test_without_a_sum_there_is_no_bill(wanted):
    asked = wanted()
    with pytest.raises(NothingToExport, match="账单"):
        bill_xlsx(replace(asked, option=replace(asked.option, cost=None, steps=())))
