"""Reads the sheets of an XML Spreadsheet 2003, mostly called .xls, into grids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.cases.statements.cell_grid import MOST_CELLS, MOST_ROWS, CellGrid, tidy
from app.cases.statements.number_formats import GENERAL, may_be_month, shown_as
from app.cases.statements.refusal import RefusalReason, RefusedFile
from app.cases.statements.safe_xml import read_xml
from app.cases.statements.spreading import Block, records_of, spread
from app.cases.statements.text_bytes import text_of

_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*\?>")
_MIDNIGHT: Final = re.compile(r"T00:00:00(\.0+)?$")
_FORMATS: Final = {"Standard": "#,##0.00", "Fixed": "0.00", "General": GENERAL}


def grids_of_xml(content: bytes) -> list[CellGrid]:
    """The sheets of the workbook; raises `RefusedFile`."""
    sheets = _Sheets()
    read_xml(_DECLARATION.sub("", text_of(content), count=1).encode(), sheets.on_start, sheets.on_end, sheets.on_text)
    return sheets.grids


@dataclass(slots=True)
class _Sheets:
    grids: list[CellGrid] = field(default_factory=list)
    _formats: dict[str, str] = field(default_factory=dict)
    _style: str = ""
    _rows: list[list[str]] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _doubted: dict[int, set[int]] = field(default_factory=dict)
    _drawn: set[int] = field(default_factory=set)
    _name: str = ""
    _number: int = 0
    _column: int = 0
    _kind: str = ""
    _cell_style: str = ""
    _text: list[str] | None = None

    def on_start(self, name: str, about: Mapping[str, str]) -> None:
        if name == "Style":
            self._style = about.get("ID", "")
        elif name == "NumberFormat":
            self._formats[self._style] = about.get("Format", GENERAL)
        elif name == "Worksheet":
            self._name = about.get("Name", "")
        elif name == "Row":
            self._number = _index(about, self._number + 1)
            self._rows.append([])
            self._numbers.append(self._number)
            if len(self._rows) > MOST_ROWS * 2:
                raise RefusedFile(RefusalReason.TOO_LARGE)
        elif name == "Cell" and self._rows:
            self._start_cell(about)
        elif name == "Data" and self._rows and self._rows[-1]:
            self._kind, self._text = about.get("Type", "String"), []

    def on_text(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def on_end(self, name: str) -> None:
        if name == "Data" and self._text is not None:
            if self._column < len(self._rows[-1]):
                self._rows[-1][self._column] = self._shown("".join(self._text))
            self._text = None
        elif name == "Cell" and self._rows and self._rows[-1]:
            self._column = len(self._rows[-1])
        elif name == "Worksheet":
            self._end_sheet()

    def _start_cell(self, about: Mapping[str, str]) -> None:
        row = self._rows[-1]
        column = _index(about, len(row) + 1) - 1
        across, down = _count(about, "MergeAcross"), _count(about, "MergeDown")
        if column + across >= MOST_CELLS * 2:
            raise RefusedFile(RefusalReason.TOO_LARGE)
        row.extend([""] * (column + across + 1 - len(row)))
        self._column, self._cell_style = column, about.get("StyleID", "")
        if across or down:
            top = len(self._rows) - 1
            self._blocks.append(Block(top, column, top + down, column + across))
        self._drawn.add(len(self._rows) - 1)

    def _shown(self, text: str) -> str:
        text = tidy(text)
        if self._kind == "DateTime":
            return _MIDNIGHT.sub("", text).replace("T", " ")
        if self._kind != "Number":
            return text
        try:
            value = float(text)
        except ValueError:
            return text
        if may_be_month(value):
            code = self._formats.get(self._cell_style, GENERAL)
            shown = shown_as(value, _FORMATS.get(code, code))
            if shown is None:
                self._doubted.setdefault(len(self._rows) - 1, set()).add(self._column)
            return shown or text
        return text.removesuffix(".0")

    def _end_sheet(self) -> None:
        single = spread(self._rows, self._blocks)
        doubted = {row: frozenset(columns) for row, columns in self._doubted.items()}
        records = records_of(self._rows, single, self._numbers.__getitem__, doubted, frozenset(self._drawn))
        if records:
            self.grids.append(
                CellGrid(records, has_columns=any(len(record.cells) > 1 for record in records), sheet=self._name)
            )
        self._rows, self._numbers, self._blocks, self._doubted, self._drawn = [], [], [], {}, set()
        self._number = 0


def _index(about: Mapping[str, str], otherwise: int) -> int:
    return _count(about, "Index") or otherwise


def _count(about: Mapping[str, str], name: str) -> int:
    text = about.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 8 else 0  # noqa: PLR2004  no sheet has more rows
