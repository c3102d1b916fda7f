"""Knows how the sheets of an xlsx or xls workbook become grids of what they show. Does not know what cells mean."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Final, Protocol

import python_calamine as calamine

from app.cases.statements.cell_grid import MOST_ROWS, CellGrid, tidy
from app.cases.statements.compound_file import CompoundFile
from app.cases.statements.excel_records import ExcelRecords
from app.cases.statements.number_formats import may_be_month, shown_as
from app.cases.statements.refusal import Reason, Refused
from app.cases.statements.spreading import Block, records_of, spread
from app.cases.statements.xlsx_package import Place, XlsxPackage
from app.rules.bilingual import Bilingual
from app.wording.phrasebook import phrase

_EXACT: Final = 1e15  # a spreadsheet keeps fifteen digits; the rest of a longer number is zeros
_PANIC: Final = "PanicException"  # how the library reports what its authors did not foresee; no Exception by birth


class _Formats(Protocol):
    """What the library does not tell of a workbook's cells."""

    def format_at(self, sheet: str, places: Collection[Place]) -> Iterable[tuple[Place, str | None]]: ...

    def unreadable(self, sheet: str) -> Iterable[tuple[Place, str]]: ...


@dataclass(slots=True)
class _Findings:
    """What has to be told of the cells of a workbook."""

    spoilt: int = 0
    hidden: int = 0
    not_worked_out: int = 0
    no_format: int = 0

    def notices(self) -> tuple[Bilingual, ...]:
        said = {
            "spoilt_numbers": self.spoilt,
            "hidden_sheet": self.hidden,
            "not_worked_out": self.not_worked_out,
            "no_number_format": self.no_format,
        }
        return tuple(phrase("statements", f"notice.{key}", n=n) for key, n in said.items() if n)


@dataclass(slots=True)
class _Sheet:
    rows: list[list[str]]
    months: dict[Place, float] = field(default_factory=dict)
    """Numbers that are a month or not, as their format shows them."""


def grids_of_xlsx(content: bytes) -> tuple[list[CellGrid], tuple[Bilingual, ...]]:
    """The sheets of an xlsx workbook, and what has to be told of them; raises `Refused`."""
    return _grids(content, XlsxPackage(content))


def grids_of_xls(compound: CompoundFile) -> tuple[list[CellGrid], tuple[Bilingual, ...]]:
    """The sheets of a workbook of Excel 97 to 2003, as `grids_of_xlsx`."""
    return _grids(compound.content, ExcelRecords(compound))


def _grids(content: bytes, formats: _Formats) -> tuple[list[CellGrid], tuple[Bilingual, ...]]:
    findings = _Findings()
    grids = []
    try:
        with calamine.load_workbook(BytesIO(content)) as book:
            for about in book.sheets_metadata:
                if about.typ is not calamine.SheetTypeEnum.WorkSheet:
                    continue
                if about.visible is not calamine.SheetVisibleEnum.Visible:
                    findings.hidden += 1
                    continue
                grids.append(_grid(book.get_sheet_by_name(about.name), formats, findings))
    except calamine.PasswordError as error:
        raise Refused(Reason.PASSWORD) from error
    except (calamine.CalamineError, ValueError, OverflowError, OSError) as error:
        raise Refused(Reason.DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == _PANIC:
            raise Refused(Reason.DAMAGED) from error
        raise
    return [grid for grid in grids if grid.records], findings.notices()


def _grid(sheet: calamine.CalamineSheet, formats: _Formats, findings: _Findings) -> CellGrid:
    top, left = sheet.start or (0, 0)
    if sheet.height > MOST_ROWS * 2:
        raise Refused(Reason.TOO_LARGE, phrase("paste", "refused.too_many", most=MOST_ROWS))
    read = _texts(sheet, findings)
    for (row, column), error in formats.unreadable(sheet.name):
        findings.not_worked_out += error == "="
        if 0 <= row - top < len(read.rows) and 0 <= column - left < len(read.rows[row - top]):
            read.rows[row - top][column - left] = error
    doubted = _settle_months(read, formats, sheet.name, (top, left))
    findings.no_format += sum(map(len, doubted.values()))
    blocks = [
        Block(r0 - top, c0 - left, r1 - top, c1 - left)
        for (r0, c0), (r1, c1) in sheet.merged_cell_ranges or ()
        if r0 >= top and c0 >= left
    ]
    single = spread(read.rows, blocks)
    records = records_of(read.rows, single, lambda place: top + place + 1, doubted)
    return CellGrid(records, has_columns=any(len(record.cells) > 1 for record in records), sheet=sheet.name)


def _texts(sheet: calamine.CalamineSheet, findings: _Findings) -> _Sheet:
    top, left = sheet.start or (0, 0)
    read = _Sheet([])
    for row, values in enumerate(sheet.to_python(), top):
        texts = []
        for column, value in enumerate(values, left):
            if isinstance(value, str):
                texts.append(tidy(value))
            elif isinstance(value, float):
                if may_be_month(value):
                    read.months[row, column] = value
                findings.spoilt += abs(value) >= _EXACT
                texts.append(_number(value))
            else:
                texts.append(_OTHERS[type(value)](value))
        read.rows.append(texts)
    return read


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return f"{value:.14E}" if abs(value) >= _EXACT else f"{value:.15g}"


def _moment(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")


_OTHERS: Final[Mapping[type, Callable[..., str]]] = {
    bool: lambda value: str(value).upper(),
    int: str,
    datetime: _moment,
    date: date.isoformat,
    time: lambda value: value.isoformat("seconds"),
    timedelta: str,
}


def _settle_months(read: _Sheet, formats: _Formats, name: str, start: Place) -> dict[int, frozenset[int]]:
    """Write the months as their formats show them; gives the places of those that no format settles, by row."""
    if not read.months:
        return {}
    open_places = set(read.months)
    for (row, column), code in formats.format_at(name, open_places):
        text = None if code is None else shown_as(read.months[row, column], code)
        if text is not None:
            read.rows[row - start[0]][column - start[1]] = text
            open_places.discard((row, column))
    by_row: dict[int, set[int]] = {}
    for row, column in open_places:
        by_row.setdefault(row - start[0], set()).add(column - start[1])
    return {row: frozenset(columns) for row, columns in by_row.items()}
