"""The bill of an option month by month as a workbook: numbers are numbers, and sums are formulas with their values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from app.export.wanted import NothingToExport, Wanted
from app.export.zipped import timeless
from app.report.content.masking import masked_name
from app.report.content.phrases import Phrasing
from app.report.content.sections import Personal
from app.rules.law.terms import Bearer
from app.rules.outcome.assessment import Cost, CostLine, MonthDue, Option
from app.rules.value_type import value_type
from app.wording import values
from app.wording.outcome import option_title
from app.wording.phrasebook import Phrasebook, phrase

_MONEY: Final = "#,##0.00"
_MONTH: Final = "yyyy-mm"
_ROW, _HEAD_ROW = 18, 34  # points
_WIDTHS: Final = (34, 14, 12, 14, 14, 16)
_MONTH_COLUMN, _PRINCIPAL, _DAYS, _LATE, _TOTAL, _PAYER = range(6)


def bill_xlsx(wanted: Wanted) -> bytes:
    """The workbook: the bill, and what each of its lines rests on; `NothingToExport` where no sum is known."""
    cost = cost_of_option(wanted.option)
    if wanted.option is None or cost is None:
        raise NothingToExport(phrase("export", "nothing.xlsx"))
    made = BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    as_of = datetime.combine(wanted.assessment.as_of, time())
    words = Phrasebook("export", wanted.style.language)
    book.set_properties({"title": words("bill.title"), "author": words("author"), "created": as_of})
    sheet = _Sheet(book, wanted, words)
    sheet.bill(wanted.option, cost)
    sheet.basis(cost)
    book.close()
    return timeless(made.getvalue())


def cost_of_option(option: Option | None) -> Cost | None:
    """The bill of an option, or of the months it pays ahead; None where there is none or its sum is not known."""
    if option is None:
        return None
    ahead = (step.pays.cost for step in option.steps if step.pays is not None)
    bills = (cost for cost in (option.cost, *ahead) if cost is not None and cost.lines)
    return next(bills, None)


@value_type
class _Looks:
    title: Format
    head: Format
    text: Format
    wrapped: Format
    month: Format
    money: Format
    count: Format
    sum_text: Format
    sum: Format

    @classmethod
    def of(cls, book: Workbook) -> _Looks:
        edged, top = {"border": 1, "valign": "vcenter"}, {"bold": True, "border": 1, "top": 2}
        return cls(
            book.add_format({"bold": True, "font_size": 16}),
            book.add_format({"bold": True, "border": 1, "bg_color": "#E7E6E6", "text_wrap": True, "valign": "vcenter"}),
            book.add_format(edged),
            book.add_format({**edged, "text_wrap": True}),
            book.add_format({**edged, "num_format": _MONTH, "align": "left"}),
            book.add_format({**edged, "num_format": _MONEY}),
            book.add_format({**edged, "num_format": "0"}),
            book.add_format(top),
            book.add_format({**top, "num_format": _MONEY}),
        )


class _Sheet:
    """Writes the two sheets of a bill."""

    def __init__(self, book: Workbook, wanted: Wanted, words: Phrasebook) -> None:
        self._book, self._wanted, self._words = book, wanted, words
        self._looks = _Looks.of(book)
        self._paper = Phrasing(wanted.style.language)

    def bill(self, option: Option, cost: Cost) -> None:
        """The bill: whose and for which option, its months with their sums, what comes on top, and who pays."""
        sheet = self._added("bill.sheet", _WIDTHS)
        sheet.set_default_row(_ROW)
        sheet.write_string(0, 0, self._words("bill.title"), self._looks.title)
        row = self._about(sheet, option, 2) + 1
        months, others = _parts(cost)
        sums = []
        if months:
            row = self._months(sheet, row, months)
            sums.append(row)
            row += 2
        if others:
            row = self._others(sheet, row, others)
            sums.append(row)
            row += 2
        self._grand_total(sheet, row, cost, sums)

    def basis(self, cost: Cost) -> None:
        """How each line was worked out, and from what."""
        sheet = self._added("basis.sheet", (36, 32, 14, 12, 40))
        row = self._heads(sheet, 0, "label", "formula", "total", "payer", "source")
        for line in cost.lines:
            texts = {0: self._words.of(line.label), 1: line.formula, 3: self._payer(line.payer), 4: line.source}
            for column, text in texts.items():
                sheet.write_string(row, column, text, self._looks.wrapped)
            sheet.write_number(row, 2, float(line.amount), self._looks.money)
            row += 1
        row += 1
        for key, holds in (("reference", cost.reference), ("own", cost.users_own)):
            if holds:
                sheet.write_string(row, 0, self._words(f"basis.{key}"))
                row += 1
        sheet.write_string(row, 0, self._words("caution"))

    def _added(self, title: str, widths: Sequence[int]) -> Worksheet:
        sheet = self._book.add_worksheet(self._words(title))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{self._wanted.number}&R&P / &N")
        return sheet

    def _about(self, sheet: Worksheet, option: Option, row: int) -> int:
        person, style = self._wanted.case.person, self._wanted.style
        name = person.name if Personal.NAME in style.unmasked else masked_name(person.name)
        told = (
            ("name", name),
            ("region", self._paper.region(self._wanted.case, self._wanted.assessment.policies)),
            ("way", self._words.of(option_title(option))),
            ("pay_on", self._words.of(values.day(option.pay_on))),
            ("number", self._wanted.number),
        )
        for key, text in told:
            if text:
                sheet.write_string(row, 0, self._words(f"bill.{key}"))
                sheet.write_string(row, 1, text)
                row += 1
        return row

    def _heads(self, sheet: Worksheet, row: int, *keys: str) -> int:
        sheet.set_row(row, _HEAD_ROW)
        for column, key in enumerate(keys):
            sheet.write_string(row, column, self._words(f"head.{key}") if key else "", self._looks.head)
        return row + 1

    def _months(self, sheet: Worksheet, row: int, months: Sequence[MonthDue]) -> int:
        """The months under their heads; returns the row of their sum."""
        first = self._heads(sheet, row, "month", "principal", "days", "late", "total", "payer")
        for at, due in enumerate(months, start=first):
            self._month(sheet, at, due)
        last = first + len(months) - 1
        sums = {
            _PRINCIPAL: sum((due.principal for due in months), Decimal(0)),
            _LATE: sum((due.late_charge for due in months), Decimal(0)),
            _TOTAL: sum((due.total for due in months), Decimal(0)),
        }
        formulas = {column: (_sum_of(first, last, column), value) for column, value in sums.items()}
        self._sum_row(sheet, last + 1, "bill.sum", formulas)
        return last + 1

    def _month(self, sheet: Worksheet, row: int, due: MonthDue) -> None:
        looks = self._looks
        sheet.write_datetime(row, _MONTH_COLUMN, datetime.combine(due.month.first_day, time()), looks.month)
        sheet.write_number(row, _PRINCIPAL, float(due.principal), looks.money)
        sheet.write_number(row, _DAYS, due.late_days, looks.count)
        sheet.write_number(row, _LATE, float(due.late_charge), looks.money)
        formula = f"={xl_rowcol_to_cell(row, _PRINCIPAL)}+{xl_rowcol_to_cell(row, _LATE)}"
        sheet.write_formula(row, _TOTAL, formula, looks.money, float(due.total))
        sheet.write_string(row, _PAYER, self._payer(due.payer), looks.text)

    def _others(self, sheet: Worksheet, row: int, lines: Sequence[CostLine]) -> int:
        """The lines that are in no month, under their head; returns the row of their sum."""
        first = self._heads(sheet, row, "other", "", "", "", "total", "payer")
        for at, line in enumerate(lines, start=first):
            self._line(sheet, at, line)
        last, total = first + len(lines) - 1, sum((line.amount for line in lines), Decimal(0))
        self._sum_row(sheet, last + 1, "bill.sum", {_TOTAL: (_sum_of(first, last, _TOTAL), total)})
        return last + 1

    def _line(self, sheet: Worksheet, row: int, line: CostLine) -> None:
        sheet.write_string(row, 0, self._words.of(line.label), self._looks.wrapped)
        for column in (_PRINCIPAL, _DAYS, _LATE):
            sheet.write_blank(row, column, None, self._looks.text)
        sheet.write_number(row, _TOTAL, float(line.amount), self._looks.money)
        sheet.write_string(row, _PAYER, self._payer(line.payer), self._looks.text)

    def _grand_total(self, sheet: Worksheet, row: int, cost: Cost, sums: Sequence[int]) -> None:
        formula = "=" + "+".join(xl_rowcol_to_cell(at, _TOTAL) for at in sums)
        self._sum_row(sheet, row, "bill.total", {_TOTAL: (formula, cost.total)})
        top = row - 1
        for payer in dict.fromkeys(line.payer for line in cost.lines):
            row += 1
            sheet.write_string(row, 0, self._words("bill.share", payer=self._payer(payer)), self._looks.text)
            for column in (_PRINCIPAL, _DAYS, _LATE):
                sheet.write_blank(row, column, None, self._looks.text)
            payers, totals = (f"{xl_rowcol_to_cell(0, at)}:{xl_rowcol_to_cell(top, at)}" for at in (_PAYER, _TOTAL))
            formula = f'=SUMIF({payers},"{self._payer(payer)}",{totals})'
            sheet.write_formula(row, _TOTAL, formula, self._looks.money, float(cost.borne_by(payer)))

    def _sum_row(self, sheet: Worksheet, row: int, key: str, sums: dict[int, tuple[str, Decimal]]) -> None:
        for column in range(_PAYER + 1):
            sheet.write_blank(row, column, None, self._looks.sum_text)
        sheet.write_string(row, 0, self._words(key), self._looks.sum_text)
        for column, (formula, value) in sums.items():
            sheet.write_formula(row, column, formula, self._looks.sum, float(value))

    def _payer(self, payer: Bearer) -> str:
        return self._paper.payer(payer)


def _parts(cost: Cost) -> tuple[Sequence[MonthDue], Sequence[CostLine]]:
    """The months of a bill, and the lines that are in none; all lines where months and the rest do not add up."""
    at = 0
    principal = late = cost.principal * 0
    for line in cost.lines:
        if principal >= cost.principal:
            break
        principal, at = principal + line.amount, at + 1
    others = list(cost.lines[at:])
    while others and late < cost.late_charge:
        late += others.pop().amount
    whole = sum((due.total for due in cost.by_month), Decimal(0)) + sum((line.amount for line in others), Decimal(0))
    return (cost.by_month, others) if cost.by_month and whole == cost.total else ((), cost.lines)


def _sum_of(first: int, last: int, column: int) -> str:
    return f"=SUM({xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)})"
