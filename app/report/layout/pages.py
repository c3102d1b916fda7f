"""Lays out the blocks of a paper on A4 pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.report.content.blocks import Block, Paper, Turn, plain
from app.report.layout.marks import MILLIMETRE, PAGE_HEIGHT, Mark, Page, RuleMark, moved
from app.report.layout.measures import Broken, Measures, Setting, measures
from app.report.layout.pieces import HAIR, LEFT, WIDTH, Piece, pieces_of

TOP = 12 * MILLIMETRE
BOTTOM = 12 * MILLIMETRE
FOOTER_GAP = 1.5 * MILLIMETRE

PLAIN = (measures(10.5, close=True), measures(10.5))
FIRST_PAGE = (measures(12, close=True, beside=9.5), measures(12, close=True), measures(12), measures(13, small=9.5))
FURTHER_PAGES = (
    measures(9, close=True, small=8, beside=9),
    measures(9.5, close=True, small=8),
    measures(10.5, close=True),
    measures(10.5),
)
LARGE = (measures(18, close=True, small=14), measures(18, small=14))
"""The measures that are tried, the smallest first: larger ones are taken as long as they take no further page."""


def pages_of(paper: Paper) -> list[Page]:
    """The pages of a paper; needs a QGuiApplication, for the font.

    They are set closer, or in smaller letters of those allowed, where that saves a sheet of paper.
    """
    broken = Broken()
    first, after = _turned(paper.blocks)
    frame = _Frame(paper, Setting(LARGE[0] if paper.large else PLAIN[0], broken))
    if paper.large:
        return frame.pages(_best([*first, *after], LARGE, broken, frame))
    if not after:
        return frame.pages(_best(first, PLAIN if len(first) == len(paper.blocks) else FIRST_PAGE, broken, frame))
    front = _best(first, FIRST_PAGE, broken, frame)
    rest = _best(after, FURTHER_PAGES, broken, frame, begun=True)
    if len(front) == len(rest) == 1:
        return frame.pages([*front, *rest])
    # more than a page holds: what follows goes on where the first part ends
    pieces = [*_pieces(first, FIRST_PAGE[0], broken), *_pieces(after, FURTHER_PAGES[0], broken)]
    together = frame.fill(pieces)
    return frame.pages(together if len(together) < len(front) + len(rest) else [*front, *rest])


def _turned(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks before and after the turn of the page; without one, none come after."""
    at = next((number for number, block in enumerate(blocks) if isinstance(block, Turn)), len(blocks))
    return list(blocks[:at]), list(blocks[at + 1 :])


Body = tuple[Mark, ...]
_DOUBT = 0.05


def _best(
    blocks: Sequence[Block], kinds: Sequence[Measures], broken: Broken, frame: _Frame, *, begun: bool = False
) -> list[Body]:
    """The blocks in the largest of some measures in which they take no more pages than in the smallest."""
    smallest, *larger = kinds
    pieces = _pieces(blocks, smallest, broken)
    best = frame.fill(pieces, begun=begun)
    used = sum(piece.before + piece.height for piece in pieces) / frame.room
    for kind in larger:
        if used * smallest.growth(kind) > len(best) + _DOUBT:
            break
        found = frame.fill(_pieces(blocks, kind, broken), begun=begun)
        if len(found) > len(best):
            break
        best = found
    return best


def _pieces(blocks: Iterable[Block], kind: Measures, broken: Broken) -> list[Piece]:
    setting = Setting(kind, broken)
    return _signed([piece for block in blocks for piece in pieces_of(block, setting)])


def _signed(pieces: list[Piece]) -> list[Piece]:
    """The same pieces; the one before a sunk piece stays with it, so that the signature is not alone on a page."""
    following = [*pieces[1:], None]
    return [
        replace(one, keep=True) if after and after.sunk else one for one, after in zip(pieces, following, strict=True)
    ]


class _Frame:
    """What is the same on every page of a paper: the header of all but the first, and the footer."""

    def __init__(self, paper: Paper, setting: Setting) -> None:
        self._paper, self._setting = paper, setting
        self._small = setting.sizes.small
        number = setting.lines(plain(paper.page_number.format(page=88, pages=88)), WIDTH, self._small)[0].width
        self._footer = tuple(
            row
            for last, text in zip([*[False] * (len(paper.footer) - 1), True], paper.footer, strict=True)
            for row in setting.lines(plain(text), WIDTH - (number + 4 * MILLIMETRE if last else 0), self._small)
        )
        self._running = setting.lines(plain(paper.running), WIDTH, self._small)
        footer_height = setting.height(len(self._footer), self._small) + FOOTER_GAP
        self._bottom = PAGE_HEIGHT - BOTTOM - footer_height - FOOTER_GAP
        self._next_top = TOP + setting.height(len(self._running), self._small) + 2 * MILLIMETRE

    @property
    def room(self) -> float:
        """The height of a page for its pieces."""
        return self._bottom - self._next_top

    def fill(self, pieces: Iterable[Piece], *, begun: bool = False) -> list[Body]:
        """Pieces on pages; `begun`: pages come before them, so that every one of theirs has the header."""
        return list(_fill(pieces, self._next_top if begun else TOP, self._next_top, self._bottom))

    def pages(self, bodies: Sequence[Body]) -> list[Page]:
        """Pages with their headers and footers."""
        made = []
        for number, body in enumerate(bodies, start=1):
            running = self._header() if number > 1 else ()
            page_number = self._paper.page_number.format(page=number, pages=len(bodies))
            made.append(Page(number, len(bodies), (*running, *body, *self._foot(page_number))))
        return made

    def _header(self) -> tuple[Mark, ...]:
        setting, small = self._setting, self._small
        y = TOP + setting.height(len(self._running), small) + 0.6 * MILLIMETRE
        return (*setting.placed(self._running, LEFT, TOP, small), RuleMark(LEFT, y, WIDTH, 0, HAIR))

    def _foot(self, page_number: str) -> tuple[Mark, ...]:
        setting, small = self._setting, self._small
        top = PAGE_HEIGHT - BOTTOM - setting.height(len(self._footer), small)
        number = setting.lines(plain(page_number), WIDTH, small)
        last = top + setting.height(len(self._footer) - 1, small)
        return (
            RuleMark(LEFT, top - FOOTER_GAP, WIDTH, 0, HAIR),
            *setting.placed(self._footer, LEFT, top, small),
            *setting.placed(number, LEFT + WIDTH - number[0].width, last, small),
        )


def _fill(pieces: Iterable[Piece], first_top: float, next_top: float, bottom: float) -> Iterator[Body]:
    page: list[Mark] = []
    top = y = first_top
    for group in _groups(pieces):
        needed = sum(piece.before + piece.height for piece in group) - (group[0].before if y == top else 0)
        if y > top and y + needed > bottom:
            yield tuple(page)
            page = []
            top = y = next_top
            if group[0].head:
                page += moved(group[0].head.marks, LEFT, y)
                y += group[0].head.height
        for piece in group:
            y += piece.before if y > top else 0
            at = bottom - piece.height if piece.sunk else y
            page += moved(piece.marks, LEFT, at)
            y = at + piece.height
    yield tuple(page)


def _groups(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keep:
            yield group
            group = []
    if group:
        yield group
