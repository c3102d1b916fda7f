"""Finds the tables of a grid and what their columns hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.cases.pasting.cells import plain, read_money, read_number, read_spans
from app.cases.pasting.layouts import ListLayout, layouts
from app.cases.pasting.meanings import Meanings
from app.cases.pasting.vocabulary import ColumnRole, Insurance, bare, folded, vocabulary
from app.cases.statements.cell_grid import Record
from app.rules.bilingual import Bilingual
from app.rules.value_type import value_type

_TIMES: Final = (ColumnRole.MONTH, ColumnRole.FIRST, ColumnRole.YEAR, ColumnRole.WHEN, ColumnRole.BOOKED)
_OTHERS = re.compile("养老|养保|失业|失保|工伤|工保|生育|生保|年金|公积金")
_MEDICAL = re.compile("医疗|医保|基本医")
_LEAST_TIMELESS: Final = 3  # headings that are known in a list without a month
_LEAST_SPREAD: Final = 2  # columns a heading stands over before it is one for a group
_BY_ENDING: Final = (
    (re.compile("(比例|费率|编号|代码|流水号|电话|地址|序号)$"), ColumnRole.IGNORED),
    (re.compile("(应缴|应收|应征).*?(额|金额|费|合计)?$"), ColumnRole.DUE),
    (re.compile("(实缴|实收|缴费|缴纳).*(额|金额)$"), ColumnRole.AMOUNT),
)
_IN_GROUP: Final = (
    (re.compile("应缴|应收"), ColumnRole.DUE),
    (re.compile("基数"), ColumnRole.BASE),
    (re.compile("月数"), ColumnRole.COUNT),
    (re.compile("情况|状态|状况|标志"), ColumnRole.STATUS),
    (re.compile("险种|档次|类型"), ColumnRole.TIER),
    (re.compile("额|金额|缴费|缴|交"), ColumnRole.AMOUNT),
)


@value_type
class ListColumn:
    """One column: its place in a row, its heading and the heading over that as printed, and what stands in it."""

    place: int
    heading: str
    group: str = ""
    role: ColumnRole | None = None


@value_type
class ListTable:
    """Where the headings of a table stand (`start` to `end`, the last not included) and what its columns hold.

    `insurance` is what all of it speaks of, where its headings say so. `unsure` where nobody knows which of two month
    columns counts, `booked_only` where its only months are those in which payments were written into the books.
    """

    start: int
    end: int
    columns: tuple[ListColumn, ...]
    heading_lines: tuple[tuple[str, ...], ...]
    layout: ListLayout | None = None
    insurance: Insurance | None = None
    unsure: bool = False
    booked_only: bool = False
    guessed: bool = False
    timeless: bool = False

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return max((column.place for column in self.columns), default=-1) + 1

    def places(self, role: ColumnRole) -> tuple[int, ...]:
        """The places of the columns in which something of one sort stands."""
        return tuple(column.place for column in self.columns if column.role is role)

    @property
    def of_medical(self) -> tuple[int, ...]:
        """The places of the columns that say they are of medical insurance, where others are of other insurances."""
        if not self.has(ColumnRole.ELSEWHERE):
            return ()
        named = {column.place: insurance_named(column.group or column.heading) for column in self.columns}
        kept = (it for it in self.columns if it.role not in (ColumnRole.ELSEWHERE, ColumnRole.SCHEME))
        return tuple(column.place for column in kept if named[column.place] is not None)

    def has(self, role: ColumnRole) -> bool:
        """True when the table has such a column."""
        return any(column.role is role for column in self.columns)


def tables_of(records: Sequence[Record], meanings: Meanings, home: str) -> list[ListTable]:
    """The tables of a grid in their order; headings printed again begin no new one."""
    return _tables(records, meanings, home, timed=True) or _tables(records, meanings, home, timed=False)


def _tables(records: Sequence[Record], meanings: Meanings, home: str, *, timed: bool) -> list[ListTable]:
    tables: list[ListTable] = []
    place = 0
    while place < len(records):
        table = _table_at(records, place, meanings) if timed else _timeless_at(records, place, meanings)
        if table is None:
            place += 1
            continue
        place = table.end
        if not tables or table.heading_lines != tables[-1].heading_lines:
            tables.append(_understood(table, records, meanings, home))
    return tables


def _table_at(records: Sequence[Record], place: int, meanings: Meanings) -> ListTable | None:
    top = records[place]
    if not _may_be_headings(top):
        return None
    below = records[place + 1] if place + 1 < len(records) else None
    over = sum(map(bool, top.cells)) > 1
    if over and below is not None and _may_be_headings(below) and _is_sub_heading(below, meanings):
        columns = _two_lines(top, below, meanings)
        groups = {column.group for column in columns if column.group}
        if any(column.role in _TIMES for column in columns) and any(map(insurance_named, groups)):
            return _cut(place, 2, columns, (top, below))
    columns = [ListColumn(n, cell, "", _role(cell, "", meanings)) for n, cell in enumerate(top.cells)]
    known = sum(column.role is not None for column in columns if column.heading)
    filled = sum(bool(cell) for cell in top.cells)
    timed = any(column.role in _TIMES for column in columns)
    surely = known * 2 > filled or known > 1
    if not (timed and surely) and not (known > 1 and known * 2 >= filled and _has_month(below, columns)):
        return None
    return _cut(place, 1, columns, (top,))


def _timeless_at(records: Sequence[Record], place: int, meanings: Meanings) -> ListTable | None:
    """Headings of a list that names its month in the title or the file's name only."""
    top = records[place]
    if not _may_be_headings(top):
        return None
    columns = [ListColumn(n, cell, "", _role(cell, "", meanings)) for n, cell in enumerate(top.cells)]
    roles = {column.role for column in columns if column.heading} - {None}
    if len(roles) < _LEAST_TIMELESS or not roles & {ColumnRole.AMOUNT, ColumnRole.DUE, ColumnRole.STATUS}:
        return None
    return replace(_cut(place, 1, columns, (top,)), timeless=True)


def _cut(place: int, height: int, columns: Sequence[ListColumn], lines: Sequence[Record]) -> ListTable:
    texts = tuple(tuple(folded(cell) for cell in line.cells) for line in lines)
    return ListTable(place, place + height, tuple(columns), texts)


def _may_be_headings(record: Record) -> bool:
    """True for a row of words: no months, no sums, nothing that is said of one payment only."""
    filled = [cell for cell in record.cells if cell]
    return bool(filled) and not any(_is_value(cell) for cell in filled)


def _is_value(cell: str) -> bool:
    text = plain(cell)
    if text.isdigit() or (text[:1].isdigit() and text[-1:].isdigit()):
        return True
    if not any(sign.isdigit() for sign in text):
        return False
    if read_money(text) is not None or not isinstance(read_spans(text), Bilingual):
        return read_number(text) is None
    return False


def _is_sub_heading(record: Record, meanings: Meanings) -> bool:
    cells = [cell for cell in record.cells if cell]
    known = sum(_role(cell, "医疗", meanings) is not None for cell in cells)
    return len(cells) > 1 and known * 2 >= len(cells)


def _two_lines(top: Record, below: Record, meanings: Meanings) -> list[ListColumn]:
    """Columns under headings over two rows; a heading that stands over several columns is that of a group."""
    width = max(len(top.cells), len(below.cells))
    upper, lower = ((*it.cells, *[""] * (width - len(it.cells))) for it in (top, below))
    columns: list[ListColumn] = []
    group = ""
    for n, (over, under) in enumerate(zip(upper, lower, strict=True)):
        if over:
            group = over
        if not under or under == over:
            columns.append(ListColumn(n, over or under, "", _role(over or under, "", meanings)))
            group = "" if over else group
        elif not over and not group:
            columns.append(ListColumn(n, under, "", _role(under, "", meanings)))
        else:
            columns.append(ListColumn(n, under, group, _role(under, group, meanings)))
    return columns


def _role(heading: str, group: str, meanings: Meanings) -> ColumnRole | None:
    path = f"{group}/{heading}" if group else heading
    if not heading or meanings.is_told(path):
        return meanings.role(path) if heading else None
    return _in_group(heading, group, meanings) if group else _alone(heading, meanings)


def _in_group(heading: str, group: str, meanings: Meanings) -> ColumnRole | None:
    if insurance_named(group) is Insurance.OTHER:
        return ColumnRole.ELSEWHERE
    known = meanings.role(heading)
    if known is not None and known is not ColumnRole.SCHEME:
        return known
    return next((role for pattern, role in _IN_GROUP if pattern.search(folded(heading))), None)


def _alone(heading: str, meanings: Meanings) -> ColumnRole | None:
    known = meanings.role(heading)
    named = insurance_named(heading) if known is None else None
    if named is Insurance.OTHER:
        return ColumnRole.ELSEWHERE
    if named is not None:
        inside = (role for pattern, role in _IN_GROUP[:-1] if pattern.search(folded(heading)))
        return next(inside, ColumnRole.AMOUNT)
    return known or next((role for pattern, role in _BY_ENDING if pattern.search(bare(heading))), None)


def insurance_named(text: str) -> Insurance | None:
    """What a heading or title speaks of: medical insurance, another one, or both.

    >>> insurance_named("医保个人缴费额"), insurance_named("失业保险"), insurance_named("缴费明细") is None
    (<Insurance.MEDICAL: 'medical'>, <Insurance.OTHER: 'other'>, True)
    """
    medical, others = bool(_MEDICAL.search(text)), bool(_OTHERS.search(text))
    if medical:
        known = vocabulary().insurance(text)
        if known is Insurance.OTHER:
            return Insurance.OTHER
        return Insurance.COMBINED if others and known is Insurance.COMBINED else known or Insurance.MEDICAL
    return Insurance.OTHER if others else None


def _has_month(record: Record | None, columns: Sequence[ListColumn]) -> bool:
    if record is None:
        return False
    unknown = {column.place for column in columns if column.role is None}
    cells = (cell for n, cell in enumerate(record.cells) if n in unknown)
    return any(not isinstance(read_spans(cell), Bilingual) for cell in cells if cell)


# what the columns come to together


def _understood(table: ListTable, records: Sequence[Record], meanings: Meanings, home: str) -> ListTable:
    columns = table.columns
    title = " ".join(cell for record in records[: table.start] for cell in record.cells)
    names = {folded(column.heading) for column in columns if column.heading}
    names |= {bare(column.heading) for column in columns if column.heading}
    groups = {folded(column.group) for column in columns if column.group}
    layout = layouts().of(names, groups, title, home)
    if layout is not None:
        columns = tuple(_by_layout(column, layout, meanings) for column in columns)
    columns, guessed = _guessed_month(columns, records[table.end] if table.end < len(records) else None)
    columns = _timed(columns)
    columns, unsure = _one_month(columns)
    booked_only = not any(c.role in (ColumnRole.MONTH, ColumnRole.FIRST, ColumnRole.YEAR) for c in columns)
    if booked_only:
        columns = _changed(columns, ColumnRole.BOOKED, ColumnRole.MONTH)
    booked_only = booked_only and any(column.role is ColumnRole.MONTH for column in columns)
    return replace(
        table,
        columns=columns,
        layout=layout,
        insurance=_of_columns(columns),
        unsure=unsure,
        booked_only=booked_only,
        guessed=guessed,
    )


def _guessed_month(columns: tuple[ListColumn, ...], below: Record | None) -> tuple[tuple[ListColumn, ...], bool]:
    """Where no heading names a time, the unknown columns in which months stand; nobody is sure of them."""
    if below is None or any(column.role in _TIMES for column in columns):
        return columns, False
    cells = dict(enumerate(below.cells))
    months = {
        column.place
        for column in columns
        if column.role is None and (cell := cells.get(column.place)) and not isinstance(read_spans(cell), Bilingual)
    }
    changed = (replace(it, role=ColumnRole.MONTH) if it.place in months else it for it in columns)
    return tuple(changed), bool(months)


def _by_layout(column: ListColumn, layout: ListLayout, meanings: Meanings) -> ListColumn:
    path = "/".join(filter(None, (folded(column.group), folded(column.heading))))
    told = layout.roles.get(path)
    if told is None or meanings.is_told(column.heading):
        return column
    return replace(column, role=ColumnRole(told))


def _timed(columns: tuple[ListColumn, ...]) -> tuple[ListColumn, ...]:
    """A column of mere time is the month where there is no other, the day of credit where nothing else tells of it."""
    roles = {column.role for column in columns}
    if ColumnRole.WHEN not in roles:
        return columns
    if not roles & {ColumnRole.MONTH, ColumnRole.FIRST, ColumnRole.YEAR, ColumnRole.BOOKED}:
        return _changed(columns, ColumnRole.WHEN, ColumnRole.MONTH)
    told = roles & {ColumnRole.CREDITED}
    return columns if told else _changed(columns, ColumnRole.WHEN, ColumnRole.CREDITED)


def _one_month(columns: tuple[ListColumn, ...]) -> tuple[tuple[ListColumn, ...], bool]:
    """Of several month columns the one a row is *for*; the others are when it was booked."""
    months = [column for column in columns if column.role is ColumnRole.MONTH]
    roles = {column.role for column in columns}
    if {ColumnRole.FIRST, ColumnRole.LAST} <= roles:
        return _changed(columns, ColumnRole.MONTH, ColumnRole.BOOKED), False
    if len(months) < _LEAST_SPREAD:
        return columns, False
    rank = layouts().precedence
    names = {column.place: (folded(column.heading), bare(column.heading)) for column in months}
    ranks = {place: rank.get(name, rank.get(short, len(rank))) for place, (name, short) in names.items()}
    best = min(ranks.values())
    unsure = any(pair <= {name for name, _ in names.values()} for pair in layouts().unsure)
    later = {place for place, rank_ in ranks.items() if rank_ > best}
    return tuple(replace(c, role=ColumnRole.BOOKED) if c.place in later else c for c in columns), unsure


def _changed(columns: tuple[ListColumn, ...], old: ColumnRole, new: ColumnRole) -> tuple[ListColumn, ...]:
    return tuple(replace(column, role=new) if column.role is old else column for column in columns)


def _of_columns(columns: Sequence[ListColumn]) -> Insurance | None:
    """The insurance that groups of columns or headings with its name speak of; None where they name none."""
    medical = {
        named
        for column in columns
        if column.role not in (ColumnRole.ELSEWHERE, ColumnRole.IGNORED, ColumnRole.SCHEME, ColumnRole.COUNT, None)
        and (named := insurance_named(column.group or column.heading)) not in (None, Insurance.OTHER)
    }
    if medical:
        return next(iter(medical)) if len(medical) == 1 else Insurance.MEDICAL
    groups = [column for column in columns if column.role is ColumnRole.ELSEWHERE]
    if groups and not any(column.role is ColumnRole.SCHEME for column in columns):
        return Insurance.OTHER
    return None
