"""The blocks that a paper is made of, as plain values: headings, paragraphs, fields, tables and so on. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, StrEnum
from itertools import groupby
from string import Formatter
from typing import Final

from app.rules.bilingual import Language
from app.rules.outcome.assessment import Assessment, Option
from app.rules.record.case import Case
from app.rules.record.months import Month
from app.rules.value_type import value_type

_MONTHS_BEFORE: Final = 9


@value_type
class TextRun:
    """A piece of text in one weight; `strong` is bold."""

    text: str
    strong: bool = False


Line = tuple[TextRun, ...]
Cell = tuple[Line, ...]


def plain(text: str) -> Line:
    """A paragraph in regular weight.

    >>> plain("断缴")
    (TextRun(text='断缴', strong=False),)
    """
    return (TextRun(text),)


def strong(text: str) -> Line:
    """A paragraph in bold."""
    return (TextRun(text, strong=True),)


def filled(template: str, **values: str | Line) -> Line:
    """A template with its `{placeholders}` filled; a value that is itself a line keeps its weight.

    >>> filled("{day}前到账", day=strong("11月30日"))
    (TextRun(text='11月30日', strong=True), TextRun(text='前到账', strong=False))
    """
    runs: list[TextRun] = []
    for literal, name, _, _ in Formatter().parse(template):
        runs.append(TextRun(literal))
        if name is not None:
            value = values[name]
            runs.extend((TextRun(value),) if isinstance(value, str) else value)
    return merged(runs)


def merged(runs: Iterable[TextRun]) -> Line:
    """Joins neighbours of one weight and leaves out empty ones.

    >>> merged([TextRun("在哪取："), TextRun(""), TextRun("单位")])
    (TextRun(text='在哪取：单位', strong=False),)
    """
    groups = groupby((run for run in runs if run.text), key=lambda run: run.strong)
    return tuple(TextRun("".join(run.text for run in group), weight) for weight, group in groups)


def text_of(line: Line) -> str:
    """The words of a line without their weight."""
    return "".join(run.text for run in line)


@value_type
class Masthead:
    """The head of the first page: what paper this is, and what it is about."""

    title: str
    subtitle: str


@value_type
class Lead:
    """The sentence a paper begins with, in larger letters: first what matters most, then the rest."""

    line: Line


@value_type
class Strip:
    """Boxes side by side, all as high as the highest; the shares of the width add up to the whole.

    Without shares they are alike, or the last is wider where that makes them lower.
    """

    cells: tuple[Cell, ...]
    shares: tuple[float, ...] = ()


@value_type
class PaperTile:
    """One answer in large letters, its question above and a line below it; a `loud` one is printed white on black.

    `settled` is False for what must still be asked: it is not in bold.
    """

    question: str
    value: str
    line: Line
    loud: bool = False
    settled: bool = True


@value_type
class Tiles:
    """The answers side by side in a heavy frame; in large print two by two."""

    tiles: tuple[PaperTile, ...]


@value_type
class Heading:
    """The title of a section; never printed as the last thing on a page."""

    text: str


@value_type
class Subheading:
    """The title of a part of a section."""

    text: str


@value_type
class Paragraph:
    """A paragraph of text; may continue on the next page."""

    line: Line


@value_type
class Item:
    """One paragraph of a list, after its mark; may continue on the next page."""

    mark: str
    line: Line


class TickBox(StrEnum):
    """A box to tick by hand, and one that was ticked on the screen."""

    OPEN = "open"
    DONE = "done"


@value_type
class ActionLine:
    """A line to act on: its number or box, the text, and what belongs to it on the right, or room to write there."""

    text: Cell
    beside: Cell = ()
    number: str = ""
    tick: TickBox | None = None
    writing: bool = False


@value_type
class ActionLines:
    """Lines to act on under each other; a line is never split, and the first stays with its heading."""

    rows: tuple[ActionLine, ...]


@value_type
class SmallPrint:
    """A paragraph in small letters: sources, assumptions, versions."""

    line: Line
    mark: str = ""


@value_type
class Codes:
    """Codes that a scanner reads, side by side, and what they are for."""

    texts: tuple[str, ...]
    caption: Cell


class Turn(Enum):
    """What follows begins a new page, where what comes before fills no more than one; it fits on that, if it can."""

    PAGE = "page"


@value_type
class Field:
    """A name and its value; an empty value leaves a line to write on. `wide` fields take a row of their own."""

    name: str
    value: Line
    wide: bool = False


@value_type
class Fields:
    """Names and values in two columns under each other."""

    fields: tuple[Field, ...]


@value_type
class Frame:
    """A heavy frame around what must not be overlooked; never split over two pages."""

    title: str
    body: Cell


class Use(StrEnum):
    """What a column of a table is for."""

    TEXT = "text"
    TICK = "tick"
    NUMBER = "number"
    WRITING = "writing"


@value_type
class Column:
    """A column: its head, and its share of the table's width (shares add up to the whole)."""

    head: str
    share: float
    use: Use = Use.TEXT


@value_type
class PaperTable:
    """Rows under a head that is repeated on every page; a row is never split. A tick column's cells are boxes."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@value_type
class TimelineBlock:
    """The record, and an option's lapse, wait and benefits, drawn over the months from `first_month` on.

    A lapse of two months in forty years would be too thin to see; what came before is in the text. A `brief` one has
    only the lanes of contributions and benefits.
    """

    case: Case
    assessment: Assessment
    option: Option | None
    language: Language
    brief: bool = False

    @property
    def first_month(self) -> Month | None:
        """Some months before the latest lapse; None where nothing lapsed, and the whole record is drawn."""
        starts = [finding.lapse.span.first for finding in self.assessment.lapses]
        starts += [self.option.lapse.first] if self.option and self.option.lapse else []
        return max(starts) + -_MONTHS_BEFORE if starts else None

    @property
    def leaves_lapses_out(self) -> bool:
        """True when some lapse begins before what is drawn."""
        first = self.first_month
        return first is not None and any(finding.lapse.span.first < first for finding in self.assessment.lapses)


@value_type
class Receipt:
    """The strip at the end: a sentence, and the places to sign. `keep` names the copy that stays with the office.

    A single code stands beside them, several above.
    """

    keep: str
    sentence: Line
    signatures: tuple[Field, ...]
    codes: Codes | None = None


Block = (
    Masthead
    | Lead
    | Strip
    | Tiles
    | Heading
    | Subheading
    | Paragraph
    | Item
    | ActionLines
    | SmallPrint
    | Fields
    | Frame
    | PaperTable
    | TimelineBlock
    | Codes
    | Receipt
    | Turn
)


@value_type
class Paper:
    """A whole paper before it is split into pages.

    `running` is the header of every page but the first, `footer` the footer of every page, and `page_number`
    is a template with `{page}` and `{pages}`. `large` asks for large print.
    """

    running: str
    footer: tuple[str, ...]
    page_number: str
    blocks: tuple[Block, ...]
    large: bool = False
