"""Splits copied text into rows and cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final

from app.rules.bilingual import Bilingual
from app.wording.phrasebook import phrase

_say: Final = partial(phrase, "paste")
MOST_CHARACTERS: Final = 2_000_000
MOST_ROWS: Final = 10_000
_MOST_CELLS: Final = 200
_LONGEST_LINE: Final = 10_000
_DELIMITERS: Final = (",", ";", "，", "|")
_MOST_OF_ROWS: Final = 0.8  # of the rows must split alike before a sign counts as the delimiter


@dataclass(frozen=True, slots=True)
class Record:
    """One row as copied: its number in the text, from 1, and its stripped cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellGrid:
    """The rows that are not empty. `has_columns` is False for plain lines, where a cell's position means nothing."""

    records: tuple[Record, ...]
    has_columns: bool


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
        while kept and not kept[-1]:  # a spreadsheet copies thousands of empty cells with a whole row
            kept.pop()
        if kept:
            yield Record(number, tuple(kept))


def _cut(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MOST_ROWS + 1))
    except csv.Error:  # a cell is too long: the text is not a table
        return [line.split(delimiter) for line in text.splitlines()[: MOST_ROWS + 1]]
