"""Reads the sheets of an xlsx workbook into grids of what they show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Final

import python_calamine as calamine

from app.cases.statements.cell_grid import MOST_ROWS, CellGrid, tidy
from app.cases.statements.number_formats import may_be_month, shown_as
from app.cases.statements.refusal import RefusalReason, RefusedFile
from app.cases.statements.shown_cells import Findings, is_spoilt, moment_text, number_text
from app.cases.statements.spreading import Block, records_of, spread
from app.cases.statements.xlsx_package import Place, XlsxPackage
from app.rules.bilingual import Bilingual
from app.wording.phrasebook import phrase

_PANIC: Final = "PanicException"  # how the library reports what its authors did not foresee; no Exception by birth


@dataclass(slots=True)
class _Sheet:
    rows: list[list[str]]
    months: dict[Place, float] = field(default_factory=dict)
    """Numbers that are a month or not, as their format shows them."""


def grids_of_xlsx(content: bytes) -> tuple[list[CellGrid], tuple[Bilingual, ...]]:
    """The sheets of the workbook, and what has to be told of them; raises `RefusedFile`."""
    package = XlsxPackage(content)
    findings = Findings()
    grids = []
    try:
        with calamine.load_workbook(BytesIO(content)) as book:
            for about in book.sheets_metadata:
                if about.typ is not calamine.SheetTypeEnum.WorkSheet:
                    continue
                if about.visible is not calamine.SheetVisibleEnum.Visible:
                    findings.hidden += 1
                    continue
                grids.append(_grid(book.get_sheet_by_name(about.name), package, findings))
    except calamine.PasswordError as error:
        raise RefusedFile(RefusalReason.PASSWORD) from error
    except (calamine.CalamineError, ValueError, OverflowError, OSError) as error:
        raise RefusedFile(RefusalReason.DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == _PANIC:
            raise RefusedFile(RefusalReason.DAMAGED) from error
        raise
    return [grid for grid in grids if grid.records], findings.notices()


def _grid(sheet: calamine.CalamineSheet, formats: XlsxPackage, findings: Findings) -> CellGrid:
    top, left = sheet.start or (0, 0)
    if sheet.height > MOST_ROWS * 2:
        raise RefusedFile(RefusalReason.TOO_LARGE, phrase("paste", "refused.too_many", most=MOST_ROWS))
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


def _texts(sheet: calamine.CalamineSheet, findings: Findings) -> _Sheet:
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
                findings.spoilt += is_spoilt(value)
                texts.append(number_text(value))
            else:
                texts.append(_OTHERS[type(value)](value))
        read.rows.append(texts)
    return read


_OTHERS: Final[Mapping[type, Callable[..., str]]] = {
    bool: lambda value: str(value).upper(),
    int: str,
    datetime: moment_text,
    date: date.isoformat,
    time: lambda value: value.isoformat("seconds"),
    timedelta: str,
}


def _settle_months(read: _Sheet, formats: XlsxPackage, name: str, start: Place) -> dict[int, frozenset[int]]:
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
