"""Reads of which months a row of a table is."""

from __future__ import annotations

from typing import Final

from app.cases.pasting.cells import (
    found_in,
    plain,
    read_first,
    read_last,
    read_money,
    read_number,
    read_spans,
    read_year,
    sign_of,
    span_between,
)
from app.cases.pasting.rows import Draft
from app.cases.pasting.table_cells import COLUMNS_OF_A_TABLE, MONEY, TableCells, count_in
from app.cases.pasting.vocabulary import ColumnRole, Insurance, folded, vocabulary
from app.cases.problems import shown
from app.cases.statements.cell_grid import Record
from app.rules.bilingual import Bilingual
from app.rules.record.months import Month, Span

_MERGED: Final = (
    ColumnRole.YEAR,
    ColumnRole.SCHEME,
    ColumnRole.IDENTITY,
    ColumnRole.PAYER,
    ColumnRole.PLACE,
)
"""Columns in which a cell printed once counts for the rows below it."""


class RowMonths:
    """Reads the months of one row after the other; a merged cell means what stands above where that is sure."""

    def __init__(self, cells: TableCells) -> None:
        self._of = cells
        self._above: dict[ColumnRole, str] = {}
        self._kinds_in_month: set[str] = set()
        self._merged = [(role, place) for role in _MERGED for place in cells.columns[role][:1]]

    def or_above(self, record: Record, role: ColumnRole) -> str:
        """The cell of a row, or the last one printed above it."""
        return self._of.cell(record, role) or self._above.get(role, "")

    def read(self, record: Record, draft: Draft, insurance: Insurance | None) -> str:
        """Write the months of a row into its draft; gives the signs that stand beside them."""
        signs = ""
        if len(record.cells) == 1 and self._of.width > COLUMNS_OF_A_TABLE:
            self._whole_line(record.cells[0], draft)
            return ""
        first, last = self._of.cell(record, ColumnRole.FIRST), self._of.cell(record, ColumnRole.LAST)
        if self._of.has(ColumnRole.FIRST) and (first or last):
            (first, one), (last, other) = sign_of(first), sign_of(last)
            draft.spans = self._between(record, draft, first, last)
            signs, own = one + other, f"{first}–{last}"
        else:
            text, sign = sign_of(self._month_cell(record, draft))
            year, by_year = sign_of(self._of.cell(record, ColumnRole.YEAR))
            signs, own = sign + by_year, text or year
            draft.written = plain(text)
            if self._of.table.timeless and self._of.around.month is not None:
                draft.spans = (Span(self._of.around.month, self._of.around.month),)
            elif not text and not year and not (text := self._month_above(record)):
                draft.doubt("no_month")
            else:
                draft.spans = self._spans(record, draft, text, insurance)
            self._other_month(record, draft)
        if len(record.cells) > self._of.width:
            draft.doubt("wide")
            draft.elsewhere = True
        self.remember(record, own)
        self._booked(record, draft)
        return signs

    def _whole_line(self, line: str, draft: Draft) -> None:
        """Read the months of a line whose cells cannot be told apart; the row stays in doubt."""
        texts, _ = found_in(line)
        read = [spans for text in texts if not isinstance(spans := read_spans(text), Bilingual)]
        draft.spans = read[0] if len(read) == 1 else ()
        draft.doubt("cells_unclear")
        draft.elsewhere = True

    def _month_cell(self, record: Record, draft: Draft) -> str:
        """The month a row is for, as it is written; a cell whose text is not proved is watched."""
        cells = self._of.filled(record, ColumnRole.MONTH)
        places = self._of.columns[ColumnRole.MONTH]
        if any(place in record.doubted for place in places):
            draft.cut_zero = True
        return cells[0] if cells else ""

    def _other_month(self, record: Record, draft: Draft) -> None:
        """Doubt a row whose month columns differ; it is of either month, or of all from one to the other."""
        places = self._of.columns[ColumnRole.MONTH]
        if len(places) < COLUMNS_OF_A_TABLE:
            return
        cells = self._of.filled(record, ColumnRole.MONTH)
        read = [spans for cell in cells if not isinstance(spans := read_spans(sign_of(cell)[0]), Bilingual)]
        if len(set(read)) == 1 and len(read) == len(places):
            return
        draft.doubt("months_differ", texts=shown("、".join(cells)))
        draft.elsewhere = len(read) < len(cells)
        named = sorted(span for spans in read for span in spans)
        if named and not self._of.table.heading_lines:
            draft.spans = span_between(named[0].first, max(span.last for span in named)) or (named[0],)
        elif named:
            draft.spans = tuple(dict.fromkeys(named))

    def _booked(self, record: Record, draft: Draft) -> None:
        if self._of.table.booked_only:
            draft.doubt("booked_only")
        booked = {
            month for cell in self._of.filled(record, ColumnRole.BOOKED) if isinstance(month := read_first(cell), Month)
        }
        if not booked:
            return
        draft.booked = max(booked)
        if self._of.table.unsure and draft.spans and draft.spans[0].first not in booked:
            draft.doubt("months_unsure")

    def remember(self, record: Record, own: str) -> None:
        """Keep what a row prints for those below it; `own` is the month it names."""
        if own:
            self._kinds_in_month.clear()
            self._above[ColumnRole.MONTH] = own
        self._kinds_in_month.add(self._kind_of_row(record))
        for role, place in self._merged:
            if cell := self._of.at(record, place):
                self._above[role] = cell

    def _kind_of_row(self, record: Record) -> str:
        return folded(self._of.cell(record, ColumnRole.SCHEME)) + folded(self._of.cell(record, ColumnRole.PART))

    def _month_above(self, record: Record) -> str:
        """What a merged cell says: sure only where each insurance, or each share, has its own row in the month."""
        kind = self._kind_of_row(record)
        told = self._of.insurance(record) is not None or self._of.cell(record, ColumnRole.PART)
        sure = kind and told and kind not in self._kinds_in_month and not self._of.has(ColumnRole.FIRST)
        return self._above.get(ColumnRole.MONTH, "") if sure else ""

    def _between(self, record: Record, draft: Draft, first: str, last: str) -> tuple[Span, ...]:
        if not first or not last:
            draft.doubt("one_end")
            draft.elsewhere = True
            end = read_first(first) if first else read_last(last)
            return (Span(end, end),) if isinstance(end, Month) else ()
        year, numbers = self._year(record), (read_number(first), read_number(last))
        if year is not None and numbers[0] is not None and numbers[1] is not None:
            spans = span_between(Month.of(year, numbers[0]), Month.of(year, numbers[1]))
        else:
            start, end = read_first(first), read_last(last)
            if isinstance(start, Bilingual) or isinstance(end, Bilingual):
                draft.doubts.extend(it for it in (start, end) if isinstance(it, Bilingual))
                return ()
            if year is not None and start.year != year:
                draft.doubt("years_differ", text=str(year))
            spans = span_between(start, end)
        if not spans:
            draft.doubt("backwards", text=shown(f"{first}–{last}"))
        return spans

    def _year(self, record: Record) -> int | None:
        if not self._of.has(ColumnRole.YEAR):
            return self._of.around.year
        return read_year(sign_of(self.or_above(record, ColumnRole.YEAR))[0])

    def _spans(self, record: Record, draft: Draft, text: str, insurance: Insurance | None) -> tuple[Span, ...]:
        year = self._year(record)
        number = read_number(text) if text else None
        if year is not None and number is not None:
            if (
                not self._of.cell(record, ColumnRole.YEAR)
                and self._of.has(ColumnRole.YEAR)
                and self._rolled_over(number)
            ):
                draft.doubt("no_year")
                draft.elsewhere = True
            self._above[ColumnRole.COUNT] = str(number)
            return (Span(Month.of(year, number), Month.of(year, number)),)
        whole = (year if self._of.has(ColumnRole.YEAR) else None) if not text else read_year(text)
        if whole is not None:
            return self._whole_year(record, draft, whole, insurance)
        if not text:
            unread = self._of.cell(record, ColumnRole.YEAR)
            read = read_spans(unread)
        else:
            read = read_spans(text)
        if isinstance(read, Bilingual):
            draft.doubts.append(read)
            return ()
        if year is not None and self._of.has(ColumnRole.YEAR) and any(span.first.year != year for span in read):
            draft.doubt("years_differ", text=str(year))
            draft.elsewhere = True
        return read

    def _rolled_over(self, number: int) -> bool:
        """True where the months begin anew under an empty year: a new year may stand there unread."""
        before = self._above.get(ColumnRole.COUNT, "")
        return before.isdigit() and number <= int(before)

    def _whole_year(self, record: Record, draft: Draft, year: int, insurance: Insurance | None) -> tuple[Span, ...]:
        months = (Span(Month.of(year, 1), Month.of(year, 12)),)
        draft.elsewhere = not self._of.has(ColumnRole.YEAR)  # a year where a month should stand may be of any month
        counts = self._of.filled(record, ColumnRole.COUNT)
        who = self.or_above(record, ColumnRole.IDENTITY)
        if counts and all(count_in(cell) == 0 for cell in counts) and not self._says_more(record):
            draft.remark("no_months", year=year)
            return ()
        if counts:
            return months
        resident = Insurance.RESIDENT in (insurance, vocabulary().identity(who) if who else None)
        if not resident:
            draft.doubt("year_only", year=year)
        else:
            draft.remark("year_of_resident")
        return months

    def _says_more(self, record: Record) -> bool:
        """True where a row says more of a payment than a number of months."""
        amounts = [read_money(cell) for role in MONEY for cell in self._of.filled(record, role)]
        return bool(self._of.filled(record, ColumnRole.STATUS)) or any(amounts)
