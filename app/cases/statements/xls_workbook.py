"""Reads the sheets of an Excel 97 to 2003 workbook into grids of what they show.

The library for xlsx reads these too, but ends the whole program on a damaged one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from io import StringIO
from typing import Any, Final

import xlrd
from xlrd.xldate import xldate_as_datetime

from app.cases.statements.cell_grid import MOST_ROWS, CellGrid, tidy
from app.cases.statements.number_formats import may_be_month, shown_as
from app.cases.statements.refusal import RefusalReason, RefusedFile
from app.cases.statements.shown_cells import Findings, is_spoilt, moment_text, number_text
from app.cases.statements.spreading import Block, records_of, spread
from app.rules.bilingual import Bilingual
from app.wording.phrasebook import phrase

_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_STREAMS: Final = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_MOST_TEXTS: Final = 50_000


def grids_of_xls(content: bytes) -> tuple[list[CellGrid], tuple[Bilingual, ...]]:
    """The sheets of the workbook, and what has to be told of them; raises `RefusedFile`."""
    if _ENCRYPTED in content:
        raise RefusedFile(RefusalReason.PASSWORD)
    if not any(name in content for name in _STREAMS):
        raise RefusedFile(RefusalReason.UNKNOWN_KIND)
    try:
        with xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=StringIO()
        ) as book:
            return _Workbook(book).grids()
    except RefusedFile:
        raise
    except xlrd.XLRDError as error:
        raise RefusedFile(RefusalReason.PASSWORD if "encrypted" in str(error) else RefusalReason.DAMAGED) from error
    except Exception as error:  # the library meets a damaged file with whatever error comes first
        raise RefusedFile(RefusalReason.DAMAGED) from error


class _Workbook:
    def __init__(self, book: Any) -> None:
        self._book = book
        self._findings = Findings()
        self._tidy: Callable[[str], str] = lru_cache(_MOST_TEXTS)(tidy)  # one text may stand in any number of cells

    def grids(self) -> tuple[list[CellGrid], tuple[Bilingual, ...]]:
        shown = [sheet for sheet in self._book.sheets() if not sheet.visibility]
        self._findings.hidden = self._book.nsheets - len(shown)
        grids = [self._grid(sheet) for sheet in shown]
        return [grid for grid in grids if grid.records], self._findings.notices()

    def _grid(self, sheet: Any) -> CellGrid:
        if sheet.nrows > MOST_ROWS * 2:
            raise RefusedFile(RefusalReason.TOO_LARGE, phrase("paste", "refused.too_many", most=MOST_ROWS))
        rows: list[list[str]] = []
        doubted: dict[int, frozenset[int]] = {}
        for number in range(sheet.nrows):
            cells = sheet.row(number)
            texts = [self._text(cell) for cell in cells]
            rows.append([text or "" for text in texts])
            open_places = frozenset(place for place, text in enumerate(texts) if text is None)
            if open_places:
                doubted[number] = open_places
                self._findings.no_format += len(open_places)
                for place in open_places:
                    rows[-1][place] = number_text(cells[place].value)
        blocks = [Block(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
        records = records_of(rows, spread(rows, blocks), lambda place: place + 1, doubted)
        return CellGrid(records, has_columns=any(len(record.cells) > 1 for record in records), sheet=sheet.name)

    def _text(self, cell: Any) -> str | None:
        """What a cell shows; None for what may be a month and is settled by no format."""
        value, kind = cell.value, cell.ctype
        if kind == xlrd.XL_CELL_TEXT:
            return self._tidy(value)
        if kind == xlrd.XL_CELL_NUMBER:
            if may_be_month(value):
                code = self._format(cell.xf_index)
                return None if code is None else shown_as(value, code)
            self._findings.spoilt += is_spoilt(value)
            return number_text(value)
        if kind == xlrd.XL_CELL_DATE:
            return self._moment(value)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if value else "FALSE"
        return xlrd.error_text_from_code.get(value, "#") if kind == xlrd.XL_CELL_ERROR else ""

    def _moment(self, value: float) -> str:
        try:
            moment: datetime = xldate_as_datetime(value, self._book.datemode)
        except (ValueError, OverflowError):
            return number_text(value)
        return moment_text(moment)

    def _format(self, style: int) -> str | None:
        if not 0 <= style < len(self._book.xf_list):
            return None
        known = self._book.format_map.get(self._book.xf_list[style].format_key)
        return None if known is None else str(known.format_str)
