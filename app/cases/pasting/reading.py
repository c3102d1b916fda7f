"""Reads a contribution list, copied text or grids of files, into rows; the entry point of this package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from app.cases.pasting import law
from app.cases.pasting.cells import forget, read_number, read_spans, sign_of
from app.cases.pasting.inferred import inferred_table
from app.cases.pasting.layouts import layouts
from app.cases.pasting.legend import legend_of
from app.cases.pasting.meanings import ListQuestion, Meanings
from app.cases.pasting.people import id_column, is_id_number, is_spoilt, labels_of, named_in, person_of, several_people
from app.cases.pasting.plain_rows import PlainRows
from app.cases.pasting.rows import LeftOut, ListRow, RowVerdict, left_out
from app.cases.pasting.scheme_and_place import place_of, places_named
from app.cases.pasting.shapes import month_by_month, one_below_the_other, split_at_spaces
from app.cases.pasting.surroundings import insurance_of, month_of, titles_before, year_of
from app.cases.pasting.table_cells import Surroundings
from app.cases.pasting.table_rows import TableRows
from app.cases.pasting.tables import ListTable, insurance_named, tables_of
from app.cases.pasting.vocabulary import ColumnRole, Insurance, folded, forget_words, vocabulary
from app.cases.problems import shown
from app.cases.statements.cell_grid import CellGrid, Record, grid_of
from app.rules.bilingual import Bilingual
from app.rules.record.history import Kind, Status
from app.rules.value_type import value_type
from app.wording.phrasebook import phrase

_say: Final = partial(phrase, "paste")
MOST_MONTHS: Final = 50_000
"""The most months the rows of a list may have together; no real list has as many."""


@value_type
class Listing:
    """A list as it was understood: every row, in order.

    `says_status` is False where no row speaks of the money's arrival, so that every row was taken for paid. `id_number`
    and `name` are those of the one person in the list, `places` the codes of places it names: to compare with the
    case at hand; they go no further. `people` are those of a list of several, of whom one was picked. `notes` say what
    such a paper can and cannot show, `findings` what its own totals and numbers do not bear out. `questions` are
    answered with `meanings`.
    """

    rows: tuple[ListRow, ...]
    says_status: bool = True
    id_number: str | None = field(default=None, repr=False)
    name: str | None = field(default=None, repr=False)
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = field(default=(), repr=False)
    notes: tuple[Bilingual, ...] = ()
    findings: tuple[Bilingual, ...] = ()
    questions: tuple[ListQuestion, ...] = ()

    @property
    def counts(self) -> Mapping[RowVerdict, int]:
        """How many lines of the source have which verdict; a line of several months counts once, by its gravest."""
        worst: dict[object, RowVerdict] = {}
        for row in self.rows:
            before = worst.get(row.source, RowVerdict.LEFT_OUT)
            worst[row.source] = min(before, row.verdict, key=_GRAVEST.index)
        return Counter(worst.values())

    @property
    def left_out(self) -> Mapping[LeftOut, int]:
        """How many rows are no part of the record, by their reason."""
        return Counter(row.reason for row in self.rows if row.reason is not None)


_GRAVEST: Final = (RowVerdict.DOUBTFUL, RowVerdict.TAKEN, RowVerdict.LEFT_OUT)


def read_listing(
    text: str, home: str, meanings: Mapping[str, str] | None = None, person: int | None = None
) -> Listing | Bilingual:
    """Read a copied list for a person of the place `home`; a sentence where it cannot be used at all. Never raises.

    Nothing of a cell that could not be read is guessed: its row is doubtful, with a sentence.
    """
    grid = grid_of(text)
    return grid if isinstance(grid, Bilingual) else read_grids([grid], home, meanings, person)


def read_grids(
    grids: Sequence[CellGrid], home: str, meanings: Mapping[str, str] | None = None, person: int | None = None
) -> Listing | Bilingual:
    """Read the tables of one or more files as one list, as `read_listing` does.

    `meanings` are answers to questions: what a heading, a word or a code means, by its text. `person` picks one of
    several people, from 1. Without it a list of several is not read; the sentence then knows them (`SeveralPeople`).
    """
    words = Meanings(meanings or {})
    if words.wrong is not None:
        return _say("refused.meaning", text=words.wrong)
    try:
        return _Reading(grids, home, words, person).listing()
    finally:
        forget()
        forget_words()


@dataclass
class _Sheet:
    """One grid with its tables, before its rows are read."""

    grid: CellGrid
    records: tuple[Record, ...]
    tables: list[ListTable]


class _Reading:
    """One list on its way from grids to rows."""

    def __init__(self, grids: Sequence[CellGrid], home: str, words: Meanings, person: int | None) -> None:
        self._home, self._words, self._person = home, words, person
        self._sheets = [self._sheet(grid) for grid in grids]
        self._says_status: list[bool] = []
        self._named: set[Insurance] = set()
        self._findings: list[Bilingual] = []
        self._notes: list[Bilingual] = []
        self._picked: str | None = None

    def _sheet(self, grid: CellGrid) -> _Sheet:
        grid = split_at_spaces(grid, self._words)
        records = grid.records
        if not grid.has_columns:
            return _Sheet(grid, records, [])
        records = one_below_the_other(month_by_month(records))
        tables = tables_of(records, self._words, self._home)
        if not tables and (inferred := inferred_table(records, self._words)) is not None:
            tables = [inferred]
        return _Sheet(grid, records, tables)

    def listing(self) -> Listing | Bilingual:
        people = self._people()
        if len(people) > 1 and self._person is None:
            return several_people(labels_of(self._rows_of_people()))
        if self._person is not None:
            if not 1 <= self._person <= max(len(people), 1):
                return _say("refused.no_such_person", n=self._person, most=len(people))
            self._picked = people[self._person - 1] if len(people) > 1 else None
        rows = [row for sheet in self._sheets for row in self._rows(sheet)]
        ids = self._ids
        if len(ids) > 1:
            return several_people(tuple(f"…{it[-4:]}" for it in sorted(ids)))
        rows = law.settle_open_schemes(law.settle_money_moved(rows))
        refusal = self._refusal(rows)
        if refusal is not None:
            return refusal
        names = [named_in(self._titles(sheet)) for sheet in self._sheets]
        number = next(iter(ids), None) or next((it for _, it in names if it), None)
        picked_name = dict(self._rows_of_people()).get(self._picked or "", "")
        return Listing(
            tuple(rows),
            all(self._says_status),
            self._picked if self._picked and is_id_number(self._picked) else number,
            picked_name or next((it for it, _ in names if it), None) or self._only_name(),
            self._places(rows),
            labels_of(self._rows_of_people()) if len(people) > 1 else (),
            tuple(dict.fromkeys(self._notes)),
            tuple(dict.fromkeys(self._findings)),
            self._words.questions,
        )

    # people

    def _rows_of_people(self) -> Iterable[tuple[str | None, str]]:
        """Each row's person and name, under headings that name them."""
        for sheet in self._sheets:
            for table, records in self._parts(sheet):
                names = table.places(ColumnRole.PERSON)
                number = id_column(table, records)
                for record in records if number is not None or names else ():
                    cells = [cell for cell in record.cells if cell]
                    if len(cells) < min(_LEAST_OF_A_ROW, table.width) or vocabulary().is_sum(cells[0]):
                        continue
                    name = next((record.cells[n] for n in names if n < len(record.cells)), "")
                    told = record.cells[number] if number is not None and number < len(record.cells) else ""
                    if is_spoilt(told):
                        self._findings.append(_say("finding.spoilt_id"))
                    if number is not None and not told:
                        continue
                    if (who := person_of(told, name)) is not None:
                        yield who, name

    def _people(self) -> list[str]:
        return list(dict.fromkeys(who for who, _ in self._rows_of_people() if who is not None))

    @property
    def _ids(self) -> frozenset[str]:
        return frozenset(self._plain_ids) | frozenset(
            it for it in self._people() if is_id_number(it) and not self._picked
        )

    _plain_ids: frozenset[str] = frozenset()

    @staticmethod
    def _titles(sheet: _Sheet) -> Sequence[Record]:
        """The records above the first table; those of a list without one as far as they may be titles."""
        return sheet.records[: sheet.tables[0].start if sheet.tables else _TITLES]

    def _only_name(self) -> str | None:
        names = {name for _, name in self._rows_of_people() if name and not vocabulary().is_error(name)}
        return names.pop() if len(names) == 1 else None

    # rows

    def _parts(self, sheet: _Sheet) -> list[tuple[ListTable, tuple[Record, ...]]]:
        """Each table with the records under its headings."""
        ends = [*(table.start for table in sheet.tables[1:]), len(sheet.records)]
        return [(table, sheet.records[table.end : end]) for table, end in zip(sheet.tables, ends, strict=False)]

    def _rows(self, sheet: _Sheet) -> list[ListRow]:
        lines = [" ".join(filter(None, record.cells)) for record in sheet.records if len(record.cells) < _WIDE]
        legend = legend_of(lines)
        outside = [it for it in (sheet.grid.sheet, sheet.grid.file_name) if it]
        if not sheet.tables:
            titles = [*lines[:_TITLES], *outside]
            plain = PlainRows(sheet.records, self._words, insurance_of(titles))
            self._named |= plain.insurances | self._named_by(titles)
            self._plain_ids = self._plain_ids | plain.ids
            read = law.settle_table(plain.rows())
            if any(row.verdict is not RowVerdict.LEFT_OUT for row in read):
                self._says_status.append(plain.says_status)
            return self._finished(sheet, read)
        rows: list[ListRow] = []
        before = 0
        for table, records in self._parts(sheet):
            titles = titles_before(sheet.records, before, table.start)
            before = table.start
            named = [*titles, *outside]
            around = Surroundings(
                self._home, legend, insurance_of(named), year_of(named), month_of(named), self._picked
            )
            above, data = self._above(sheet, table, rows), records
            reader = TableRows(table, (*above, *data), around, self._words)
            self._named |= reader.insurances | self._named_by(titles) | self._named_by(outside)
            self._named |= {it for it in (table.insurance, around.insurance) if it is not None}
            heads = [left_out(it.number, LeftOut.HEADINGS) for it in sheet.records[table.start : table.end]]
            read = law.settle_table(reader.rows())
            self._note(table, reader, read)
            rows += [*heads, *read]
        return self._finished(sheet, rows)

    @staticmethod
    def _above(sheet: _Sheet, table: ListTable, rows: Sequence[ListRow]) -> list[Record]:
        """Rows of data that stand above the first headings."""
        if rows or not table.width:
            return []
        months = table.places(ColumnRole.MONTH) or table.places(ColumnRole.FIRST)
        return [
            record
            for record in sheet.records[: table.start]
            if sum(map(bool, record.cells)) * 2 > table.width and any(_is_month(record, place) for place in months)
        ]

    def _named_by(self, titles: Iterable[str]) -> set[Insurance]:
        named = (insurance_named(title) for title in titles if not vocabulary().is_note(title) or "险种" in title)
        return {it for it in named if it is not None}

    def _note(self, table: ListTable, reader: TableRows, read: Sequence[ListRow]) -> None:
        if any(row.verdict is RowVerdict.TAKEN for row in read):
            self._says_status.append(any(table.has(role) for role in _TELLS_ARRIVAL))
        if all(row.verdict is RowVerdict.LEFT_OUT for row in read):
            return
        shapes = layouts().by_shape
        if table.layout is not None:
            self._notes.append(table.layout.says)
        elif table.has(ColumnRole.BOOKED) and table.has(ColumnRole.MONTH):
            self._notes.append(shapes["two_months"])
        elif table.has(ColumnRole.COUNT) and table.has(ColumnRole.FIRST):
            self._notes.append(shapes["ranges_with_count"])
        if any(row.reason is LeftOut.OTHER_INSURANCE for row in read):
            return
        paid = {
            month
            for row in read
            if row.verdict is RowVerdict.TAKEN and row.status is Status.PAID and row.kind not in _MOVES_MONEY
            for span in row.spans
            for month in span
        }
        months = reader.counted if table.has(ColumnRole.COUNT) else len(paid)
        for total in reader.totals:
            if total != months:
                self._findings.append(_say("finding.total", said=total, read=months))

    def _finished(self, sheet: _Sheet, rows: Sequence[ListRow]) -> list[ListRow]:
        """The rows with where they stand; titles too, so that every line of the source is told."""
        told = {row.number for row in rows}
        ends = {it.number for table in sheet.tables for it in sheet.records[: table.start]}
        titles = [
            left_out(record.number, _kind_of_title(record))
            for record in sheet.records
            if record.number not in told and record.number in ends
        ]
        kept = sorted((*titles, *rows), key=lambda row: row.number) if titles else list(rows)
        kept = law.account_for((record.number for record in sheet.records), kept)
        if (sheet.grid.file, sheet.grid.sheet) == (1, None):
            return kept
        name = sheet.grid.sheet and shown(sheet.grid.sheet)
        return [replace(row, file=sheet.grid.file, sheet=name) for row in kept]

    # what comes of it

    def _places(self, rows: Sequence[ListRow]) -> tuple[str, ...]:
        named = [row.region for row in rows if row.region]
        for sheet in self._sheets:
            for table, records in self._parts(sheet):
                texts = {
                    record.cells[n]
                    for record in records
                    for n in table.places(ColumnRole.PLACE)
                    if n < len(record.cells) and record.cells[n]
                }
                named += [code for text in texts if (code := place_of(text, self._home)) is not None]
            lines = (" ".join(filter(None, record.cells)) for record in sheet.records if len(record.cells) < _WIDE)
            named += places_named(lines, self._home)
        return tuple(dict.fromkeys(sorted(named)))

    def _refusal(self, rows: Sequence[ListRow]) -> Bilingual | None:
        used = [row for row in rows if row.verdict is not RowVerdict.LEFT_OUT]
        medical = self._named - {Insurance.OTHER}
        if Insurance.OTHER in self._named and not medical:
            return _say("refused.no_medical")
        if all(row.lost for row in used) and not any(row.verdict is RowVerdict.TAKEN for row in used):
            if not used and any(row.reason is LeftOut.OTHER_INSURANCE for row in rows):
                return _say("refused.no_medical")
            return _nothing(used)
        if sum(len(span) for row in rows for span in row.spans) > MOST_MONTHS:
            return _say("refused.too_many_months", most=MOST_MONTHS)
        return None


_TELLS_ARRIVAL: Final = (ColumnRole.STATUS, ColumnRole.CREDITED, ColumnRole.OWED)
_MOVES_MONEY: Final = (Kind.REFUND, Kind.ADJUSTMENT)
_WIDE: Final = 4  # cells; a line with fewer may be a note
_TITLES: Final = 5  # lines that may be titles of a list without headings
_LEAST_OF_A_ROW: Final = 3  # cells of a row that names a person


def _nothing(rows: Sequence[ListRow]) -> Bilingual:
    """Why no row could be used: the first sentence that says so."""
    for row in rows:
        if row.lost and row.remarks[0] != _say("problem.no_month"):
            return _say("refused.no_months", number=row.number, why=row.remarks[0])
    return _say("refused.no_record")


def _is_month(record: Record, place: int) -> bool:
    cell = sign_of(record.cells[place])[0] if place < len(record.cells) else ""
    return bool(cell) and (not isinstance(read_spans(cell), Bilingual) or read_number(cell) is not None)


def _kind_of_title(record: Record) -> LeftOut:
    text = folded("".join(record.cells))
    return LeftOut.ALARMING_TEXT if vocabulary().alarms(text) else LeftOut.TEXT
