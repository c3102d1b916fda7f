"""A list while a person reviews it: read anew with every answer, single rows mended by hand, nothing counted yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from app.cases.pasting.meanings import Asked, ListQuestion
from app.cases.pasting.people import SeveralPeople
from app.cases.pasting.reading import Listing
from app.cases.pasting.rows import LeftOut, ListRow, RowVerdict, problem
from app.cases.pasting.statement import read_statement
from app.cases.pasting.vocabulary import folded
from app.cases.problems import shown
from app.cases.statements.files import Grids
from app.rules.bilingual import Bilingual
from app.rules.record.history import Kind, StatementRow, Status
from app.rules.record.months import Span
from app.rules.value_type import value_type
from app.system.sha256 import digest_of

Row = tuple[StatementRow, int]
"""A row of a list: where it stands, and which of several rows of that line it is."""
_DIGEST = 16  # letters


@value_type
class Mended:
    """What a person says of one row; without a status the row is left out."""

    spans: tuple[Span, ...]
    status: Status | None


@dataclass(frozen=True)
class ListUnderReview:
    """A list and everything that was answered about it; an answer makes a new one.

    `home` is the place it is read for, `meanings` what headings and words mean, `person` the one picked of several.
    `remembered` are the headings whose meaning was chosen for an earlier list, `asked` the questions asked so far.
    """

    grids: Grids
    home: str
    meanings: Mapping[str, str] = field(default_factory=dict)
    person: int | None = None
    mended: Mapping[Row, Mended] = field(default_factory=dict)
    remembered: tuple[str, ...] = ()
    asked: tuple[ListQuestion, ...] = ()

    @cached_property
    def as_read(self) -> Listing | Bilingual:
        """The list as the program reads it; a sentence where it cannot."""
        return read_statement(self.grids, self.home, self.meanings, self.person)

    @cached_property
    def listing(self) -> Listing | Bilingual:
        """The same with the rows that were mended."""
        listing = self.as_read
        if isinstance(listing, Bilingual) or not self.mended:
            return listing
        rows = (_with(row, self.mended.get(key)) for key, row in _keyed(listing))
        return replace(listing, rows=tuple(rows))

    @cached_property
    def keys(self) -> Mapping[int, Row]:
        """The key of each row of the list, by the identity of the row."""
        return {} if isinstance(self.listing, Bilingual) else {id(row): key for key, row in _keyed(self.listing)}

    @property
    def people(self) -> tuple[str, ...]:
        """The people of the list, where there are several, as they are shown for picking."""
        if isinstance(self.as_read, SeveralPeople):
            return self.as_read.people
        return () if isinstance(self.as_read, Bilingual) else self.as_read.people

    @cached_property
    def questions(self) -> tuple[ListQuestion, ...]:
        """Every question asked so far, answered ones too, so that an answer can be changed."""
        open_ = () if isinstance(self.as_read, Bilingual) else self.as_read.questions
        return tuple({question.key: question for question in (*self.asked, *open_)}.values())

    def answered(self, key: str, meaning: str | None) -> ListUnderReview:
        """With what a heading or word means; None takes an answer back."""
        kept = {text: told for text, told in self.meanings.items() if text != key}
        return replace(self, meanings=kept if meaning is None else {**kept, key: meaning}, asked=self.questions)

    def picking(self, person: int | None) -> ListUnderReview:
        """With one of several people picked, from 1."""
        return replace(self, person=person, mended={})

    def read_for(self, home: str) -> ListUnderReview:
        """Read for a person of another place."""
        return self if home == self.home else replace(self, home=home)

    def mending(self, row: Row, mended: Mended | None) -> ListUnderReview:
        """With one row mended; None takes that back."""
        kept = {key: told for key, told in self.mended.items() if key != row}
        return replace(self, mended=kept if mended is None else {**kept, row: mended})

    # what stands in the source

    def source_of(self, row: ListRow) -> tuple[tuple[str, str], ...]:
        """The cells of the line a row was read from, each with its heading ("" where none is known)."""
        cells = self._lines.get(row.source, ())
        headings = self._headings_above(row)
        named = len(headings) >= len(cells)
        return tuple((headings[n] if named else "", cell) for n, cell in enumerate(cells) if cell)

    @cached_property
    def _lines(self) -> Mapping[StatementRow, tuple[str, ...]]:
        return {
            StatementRow(grid.file, grid.sheet and shown(grid.sheet), record.number): record.cells
            for grid in self.grids.grids
            for record in grid.records
        }

    def _headings_above(self, row: ListRow) -> tuple[str, ...]:
        above = [
            it for it in self._heading_rows if (it.file, it.sheet) == (row.file, row.sheet) and it.row < row.number
        ]
        return self._lines.get(max(above), ()) if above else ()

    @cached_property
    def _heading_rows(self) -> tuple[StatementRow, ...]:
        if isinstance(self.as_read, Bilingual):
            return ()
        return tuple(row.source for row in self.as_read.rows if row.reason is LeftOut.HEADINGS)

    # headings whose meaning was chosen before

    @cached_property
    def signature(self) -> str | None:
        """The digest of the headings; None for a list without any. Nothing of the list can be read from it."""
        cells = [folded(cell) for row in self._heading_rows for cell in self._lines.get(row, ())]
        return _digest("\t".join(cells)) if any(cells) else None

    def columns_to_remember(self) -> Mapping[str, str]:
        """What was chosen for headings, by the digest of the heading."""
        asked = {_digest(folded(cell)) for row in self._heading_rows for cell in self._lines.get(row, ()) if cell}
        parts = {text: _digest(folded(text.rpartition("/")[2])) for text in self.meanings}
        return {_digest(folded(text)): told for text, told in self.meanings.items() if parts[text] in asked}

    def recalling(self, columns: Mapping[str, str]) -> ListUnderReview:
        """With the questions about headings answered as they were for an earlier list with the same headings."""
        if isinstance(self.as_read, Bilingual):
            return self
        known = {
            question.key: columns[digest]
            for question in self.as_read.questions
            if question.about is Asked.HEADING
            and (digest := _digest(folded(question.key))) in columns
            and columns[digest] in question.choices
        }
        if not known:
            return self
        return replace(self, meanings={**self.meanings, **known}, remembered=tuple(known), asked=self.questions)


def _keyed(listing: Listing) -> Iterator[tuple[Row, ListRow]]:
    seen: dict[StatementRow, int] = {}
    for row in listing.rows:
        number = seen[row.source] = seen.get(row.source, -1) + 1
        yield (row.source, number), row


def _with(row: ListRow, mended: Mended | None) -> ListRow:
    if mended is None:
        return row
    if mended.status is None:
        return replace(row, verdict=RowVerdict.LEFT_OUT, reason=LeftOut.BY_HAND, remarks=(problem("by_hand"),))
    kind = Kind.NORMAL if row.verdict is not RowVerdict.TAKEN else row.kind
    return replace(
        row,
        verdict=RowVerdict.TAKEN,
        spans=mended.spans,
        status=mended.status,
        kind=kind,
        elsewhere=False,
        reason=None,
        remarks=(problem("by_hand"),),
    )


def _digest(text: str) -> str:
    return digest_of(text.encode("utf-8", "surrogatepass"))[:_DIGEST]
