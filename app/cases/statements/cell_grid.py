"""Knows how copied text falls into rows and cells. Does not know what a cell means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final

from app.cases.statements.delimited import cut
from app.rules.bilingual import Bilingual
from app.wording.phrasebook import phrase

_say: Final = partial(phrase, "paste")
MOST_CHARACTERS: Final = 2_000_000
MOST_ROWS: Final = 10_000
_MOST_CELLS: Final = 200
_LONGEST_LINE: Final = 10_000
_DELIMITERS: Final = (",", ";", "，", "|")
_MOST_OF_ROWS: Final = 0.8  # of the rows that a delimiter must part alike before it is taken for one


@dataclass(frozen=True, slots=True)
class Record:
    """One row as the source shows it: its number there, from 1, and its cells without space around them.

    A title or a foot line has one cell. A row that is drawn and holds nothing is empty, not left out. `doubted` names
    the places of cells whose text is not proved to be what the source shows (2024.1 where no number format is known).
    `page` is that of a PDF, from 1; its rows are numbered through all pages.
    """

    number: int
    cells: tuple[str, ...]
    doubted: frozenset[int] = frozenset()
    page: int | None = None

    @property
    def is_empty(self) -> bool:
        """True for a row that is drawn and holds nothing.

        >>> Record(7, ("", "")).is_empty
        True
        """
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class CellGrid:
    """The rows of one table. `has_columns` is False for plain lines, in which a cell's place means nothing.

    `sheet` is the name of a workbook's sheet, `file` the number of the file as given, from 1, `file_name` its name:
    some offices write the insurance nowhere else.
    """

    records: tuple[Record, ...]
    has_columns: bool
    sheet: str | None = None
    file: int = 1
    file_name: str = ""


def grid_of(text: str) -> CellGrid | Bilingual:
    """The rows of a text: tab-separated, comma-separated or plain lines; a sentence for one that is too large."""
    if len(text) > MOST_CHARACTERS:
        return _say("refused.too_long", most=MOST_CHARACTERS // 10_000)
    text = text.removeprefix("\ufeff").replace("\0", "")
    delimiter = "\t" if "\t" in text else _delimiter(text)
    records = tuple(islice(_records(text, delimiter), MOST_ROWS + 1))
    if len(records) > MOST_ROWS:
        return _say("refused.too_many", most=MOST_ROWS)
    if not records:
        return _say("refused.empty")
    if any(len(record.cells) > _MOST_CELLS or len(record.cells[0]) > _LONGEST_LINE for record in records):
        return _say("refused.too_wide")
    return CellGrid(records, has_columns=delimiter is not None)


def _delimiter(text: str) -> str | None:
    for delimiter in _DELIMITERS:
        counts = [len(cells) for cells in _cut(text, delimiter) if any(map(str.strip, cells))]
        most = max(set(counts), key=counts.count, default=1)
        if most > 1 and counts.count(most) >= max(2, len(counts) * _MOST_OF_ROWS):
            return delimiter
    return None


def _records(text: str, delimiter: str | None) -> Iterator[Record]:
    rows = _cut(text, delimiter) if delimiter is not None else [[line] for line in text.splitlines()]
    for number, cells in enumerate(rows, 1):
        kept = [" ".join(cell.split()) for cell in cells]
        while kept and not kept[-1]:  # a whole row of a table program has thousands of empty cells
            kept.pop()
        if kept:
            yield Record(number, tuple(kept))


def _cut(text: str, delimiter: str) -> list[list[str]]:
    return cut(text, delimiter, MOST_ROWS + 1)
