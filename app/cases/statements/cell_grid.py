"""Cell grids, and how copied text is cut into rows and cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Final

from app.cases.statements.delimited import cut
from app.cases.statements.letters import as_shown
from app.cases.statements.plain_lines import cells_of, folded
from app.rules.bilingual import Bilingual
from app.rules.value_type import value_type
from app.wording.phrasebook import phrase

_say: Final = partial(phrase, "paste")
MOST_CHARACTERS: Final = 2_000_000
MOST_ROWS: Final = 10_000
MOST_LINES: Final = 2 * MOST_ROWS
"""Lines of a text, blank ones included."""
MOST_CELLS: Final = 200
LONGEST_LINE: Final = 10_000
_CJK: Final = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_WITHIN_WORDS: Final = re.compile(rf"(?<={_CJK})[^\S\n]*\n\s*(?={_CJK})")
_AS_TEXT: Final = re.compile(r'="(.*)"')
_DASHES: Final = re.compile(r"[-+=:\s]*--[-+=:\s]*")
_DELIMITERS: Final = (",", ";", "，", "|")
_MOST_OF_ROWS: Final = 0.8  # of the rows that a delimiter must part alike before it is taken for one


@value_type
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


@value_type
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
    """The rows of a text: by tabs, commas or bars, by runs of spaces, one cell a line, or as plain lines.

    A sentence for one that is too large or holds nothing.
    """
    if len(text) > MOST_CHARACTERS:
        return _say("refused.too_long", most=MOST_CHARACTERS // 10_000)
    text = as_shown(text.removeprefix("\ufeff").replace("\0", ""))
    if len(text.splitlines()) > MOST_LINES:
        return _say("refused.too_many", most=MOST_ROWS)
    rows, has_columns = _rows(text)
    records = tuple(islice(_records(rows), MOST_ROWS + 1))
    if len(records) > MOST_ROWS:
        return _say("refused.too_many", most=MOST_ROWS)
    if not records:
        return _say("refused.empty")
    if any(len(record.cells) > MOST_CELLS or len(record.cells[0]) > LONGEST_LINE for record in records):
        return _say("refused.too_wide")
    return CellGrid(records, has_columns)


def tidy(text: str) -> str:
    """A cell on one line: space around it goes, and so does a line break within Chinese words.

    >>> tidy(" 企业职工基本养\\n老保险 "), tidy("2024-01\\n2024-02")
    ('企业职工基本养老保险', '2024-01 2024-02')
    """
    if "\n" in text:
        text = _WITHIN_WORDS.sub("", text)
    return " ".join(text.split())


def _rows(text: str) -> tuple[Iterable[tuple[int, Sequence[str]]], bool]:
    """The rows with their numbers, and whether a cell's place in its row means anything."""
    delimiter = "\t" if "\t" in text else _delimiter(text)
    if delimiter is not None:
        cut = _cut(text, delimiter)
        return enumerate(_without_frame(cut) if delimiter == "|" else cut, 1), True
    lines = text.splitlines()
    if (rows := cells_of(lines)) is not None:
        return enumerate(rows, 1), True
    if (folded_rows := folded(lines)) is not None:
        return folded_rows, True
    return enumerate(([line] for line in text.splitlines()), 1), False


def _delimiter(text: str) -> str | None:
    for delimiter in _DELIMITERS:
        counts = [len(cells) for cells in _cut(text, delimiter) if any(map(str.strip, cells))]
        most = max(set(counts), key=counts.count, default=1)
        if most > 1 and counts.count(most) >= max(2, len(counts) * _MOST_OF_ROWS):
            return delimiter
    return None


def _records(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Record]:
    for number, cells in rows:
        kept = [_unquoted(tidy(cell)) for cell in cells]
        while kept and not kept[-1]:  # a whole row of a table program has thousands of empty cells
            kept.pop()
        if kept:
            yield Record(number, tuple(kept))


def _unquoted(cell: str) -> str:
    """A cell without what tells a table program that digits are a text: `="0012"`, `'0012`."""
    if match := _AS_TEXT.fullmatch(cell):
        return match[1].strip()
    return cell[1:] if cell.startswith("'") and cell[1:].isdigit() else cell


def _without_frame(rows: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """The rows of a table that is drawn with bars: no bar at its sides, no row of dashes."""
    table = [row for row in rows if len(row) > 1]
    first = int(all(not row[0].strip() for row in table))
    last = int(all(not row[-1].strip() for row in table))
    for row in rows:
        cells = row[first : len(row) - last] if len(row) > 1 else row
        yield () if cells and all(_DASHES.fullmatch(cell) for cell in cells) else cells


def _cut(text: str, delimiter: str) -> list[list[str]]:
    return cut(text, delimiter, MOST_LINES)
