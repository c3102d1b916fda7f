"""Turns the pages of a paper into grids: tables, the lines around them, tables that go on over pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.cases.statements.cell_grid import CellGrid, Record, tidy
from app.cases.statements.letters import as_shown
from app.cases.statements.pdf_ink import Letter, PageInk
from app.cases.statements.ruled_tables import RuledTable, tables_of
from app.cases.statements.text_lines import Line, cell_text, cells_under, columns_of, lines_of
from app.rules.value_type import value_type

_SAME_COLUMN: Final = 6.0  # points between the edges of a table on two pages
_MIDDLE: Final = 0.3  # of a letter's height from its baseline to its middle
_LEAST_ROWS: Final = 2
_LEAST_LINES: Final = 3  # of a ruled row that holds several; headings are often broken in two
_MOST_OF_CELLS: Final = 0.6

_Rows = list[list[str]]


@value_type
class _Part:
    """A table of a page, or a line beside it: the edges of its columns, none for a line, and its rows."""

    edges: tuple[float, ...]
    rows: _Rows


@dataclass(slots=True)
class PageStream:
    """Pages, taken one after the other."""

    _grids: list[list[Record]] = field(default_factory=lambda: [[]])
    _edges: tuple[float, ...] = ()
    _number: int = 0

    def take(self, ink: PageInk, page: int) -> None:
        """Add a page, from 1."""
        for part in _parts(ink):
            if part.edges and not self._goes_on(part):
                if self._edges:
                    self._grids.append(self._title())
                self._edges = part.edges
            for cells in part.rows:
                self._number += 1
                shown = tuple(tidy(as_shown(cell)) for cell in cells)
                self._grids[-1].append(Record(self._number, _without_repeats(shown), page=page))

    def grids(self) -> list[CellGrid]:
        """The tables, each with the lines above and below it; numbers of rows count through all pages."""
        return [
            CellGrid(tuple(records), has_columns=any(len(record.cells) > 1 for record in records))
            for records in self._grids
            if records
        ]

    def _goes_on(self, part: _Part) -> bool:
        return len(part.edges) == len(self._edges) and all(
            abs(edge - other) <= _SAME_COLUMN for edge, other in zip(part.edges, self._edges, strict=True)
        )

    def _title(self) -> list[Record]:
        """The line right above a new table, which is its title and no longer the foot of the one before."""
        records = self._grids[-1]
        return [records.pop()] if len(records) > 1 and len(records[-1].cells) == 1 else []


def _without_repeats(cells: tuple[str, ...]) -> tuple[str, ...]:
    """One cell for a title that is ruled over the whole width."""
    return cells[:1] if len(cells) > 1 and cells[0] and len(set(cells)) == 1 else cells


def _parts(ink: PageInk) -> Iterator[_Part]:
    """The tables and lines of a page from top to bottom."""
    tables = [_Filled(table) for table in tables_of(ink.level, ink.upright)]
    outside: list[Letter] = []
    for letter in ink.letters:
        for table in tables:
            if table.take(letter):
                break
        else:
            outside.append(letter)
    lines = lines_of(outside)
    filled = [table for table in tables if table.cells]
    for table in filled:
        above = [line for line in lines if line.base > table.ruled.top]
        lines = lines[len(above) :]
        yield from _loose(above, within_tables=True)
        yield from _ruled(table.ruled, table.cells)
    yield from _loose(lines, within_tables=bool(filled))


class _Filled:
    """A ruled table with the letters in each of its cells."""

    def __init__(self, ruled: RuledTable) -> None:
        self.ruled = ruled
        self.cells: dict[int, list[Letter]] = defaultdict(list)

    def take(self, letter: Letter) -> bool:
        """Keep a letter that stands in the table; False for any other."""
        left, right, base, height, _ = letter
        place = self.ruled.place((left + right) / 2, base + _MIDDLE * height)
        if place is None:
            return False
        self.cells[self.ruled.regions[place[0]][place[1]]].append(letter)
        return True


def _loose(lines: Sequence[Line], *, within_tables: bool) -> Iterator[_Part]:
    """Lines that nothing rules: a table where they make columns and the page rules none, else each by itself."""
    if within_tables:
        yield from (_Part((), [[line.text]]) for line in lines)
        return
    block: list[Line] = []
    for line in [*lines, None]:
        if line is not None and len(line.pieces) > 1:
            block.append(line)
            continue
        yield from _columned(block)
        block = []
        if line is not None:
            yield _Part((), [[line.text]])


def _columned(lines: Sequence[Line]) -> Iterator[_Part]:
    columns = columns_of(lines) if len(lines) >= _LEAST_ROWS else None
    if columns is None:
        yield from (_Part((), [[line.text]]) for line in lines)
    else:
        edges = tuple((left + right) / 2 for left, right in columns)
        yield _Part(edges, [cells_under(line, columns) for line in lines])


def _ruled(table: RuledTable, cells: Mapping[int, list[Letter]]) -> Iterator[_Part]:
    if len(table.columns) == 2:  # noqa: PLR2004  a frame, or level lines only
        yield from _between_level_lines(table, [letter for letters in cells.values() for letter in letters])
        return
    lines = {region: lines_of(letters) for region, letters in cells.items()}
    rows: _Rows = []
    for regions in table.regions:
        rows += _split(regions, lines) or [[cell_text(lines.get(region, ())) for region in regions]]
    yield _Part(table.columns, rows)


def _split(regions: Sequence[int], cells: Mapping[int, list[Line]]) -> _Rows:
    """The rows within a ruled row whose cells hold equally many lines at the same heights; none elsewhere."""
    lines = [cells.get(region, []) for region in regions]
    filled = [column for column in lines if column]
    longest = max(filled, key=len, default=[])
    if len(longest) < _LEAST_LINES:
        return []
    as_long = [column for column in filled if len(column) == len(longest)]
    if len(as_long) < max(_LEAST_ROWS, len(filled) * _MOST_OF_CELLS):
        return []
    level = all(
        abs(line.base - other.base) <= line.height / 2
        for column in as_long
        for line, other in zip(column, longest, strict=True)
    )
    if not level:
        return []
    return [
        [" ".join(line.text for line in column if abs(line.base - row.base) <= row.height / 2) for column in lines]
        for row in longest
    ]


def _between_level_lines(table: RuledTable, letters: Sequence[Letter]) -> Iterator[_Part]:
    """A table without upright lines: columns by the gaps; a frame around a text is no table."""
    lines = lines_of(letters)
    columns = columns_of([line for line in lines if len(line.pieces) > 1])
    if columns is None:
        yield from _loose(lines, within_tables=True)
        return
    rows: dict[int, list[list[str]]] = defaultdict(list)
    for line in lines:
        place = table.place(sum(table.columns) / 2, line.base + _MIDDLE * line.height)
        rows[place[0] if place else 0].append(cells_under(line, columns))
    ruled = len(table.edges) > len(lines) / 2
    edges = tuple((left + right) / 2 for left, right in columns)
    if not ruled:
        yield _Part(edges, [cells for row in sorted(rows) for cells in rows[row]])
        return
    yield _Part(
        edges,
        [["\n".join(filter(None, texts)) for texts in zip(*rows[row], strict=True)] for row in sorted(rows)],
    )
