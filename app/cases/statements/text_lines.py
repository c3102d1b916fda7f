"""Joins letters on a page into lines, and finds columns where nothing is ruled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from app.cases.statements.pdf_ink import Letter
from app.rules.value_type import value_type

_SAME_LINE: Final = 0.35  # of a letter's height between baselines
_SPACE: Final = 0.12  # of a letter's height between two words
_SPACE_IN_CHINESE: Final = 0.3  # which is set wider apart, and has no spaces of its own
_PIECES_APART: Final = 0.9
_DRAWN_TWICE: Final = 0.3  # of a letter's width
_FAR: Final = -1e9
_LAST_NARROW: Final = "\u2e7f"
_MONTH_APART: Final = re.compile(r"(?<![\d.])\d(?: \d){3,}(?![\d.])")
_DIGITS_APART: Final = re.compile(r"(?<![\d.])\d(?: \d)+(?![\d.])")
_MOST_OF_CELLS: Final = 0.7


@value_type
class LinePiece:
    """Letters that stand close together on one line."""

    left: float
    right: float
    text: str


@value_type
class Line:
    """A line of a page: its baseline, its height, and its pieces from left to right."""

    base: float
    height: float
    pieces: tuple[LinePiece, ...]

    @property
    def text(self) -> str:
        """The whole line, with a space between its pieces; a year or month drawn digit by digit is put together."""
        return _put_together(" ".join(piece.text for piece in self.pieces), _MONTH_APART)


def lines_of(letters: Sequence[Letter]) -> list[Line]:
    """The lines that letters make, from top to bottom."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda each: -each.base):
        if lines and lines[-1][0].base - letter.base <= _SAME_LINE * max(letter.height, lines[-1][0].height):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [_line(line) for line in lines]


def cell_text(lines: Sequence[Line]) -> str:
    """The text of one cell, with a line break between its lines; digits drawn one by one are put together."""
    return "\n".join(_put_together(line.text, _DIGITS_APART) for line in lines)


def columns_of(lines: Sequence[Line]) -> list[tuple[float, float]] | None:
    """The columns that the pieces of some lines stand in, from left to right; None where they make none."""
    most = max((len(line.pieces) for line in lines), default=0)
    if most < 2:  # noqa: PLR2004  one piece a line is no table
        return None
    full = [line for line in lines if len(line.pieces) >= most * _MOST_OF_CELLS]
    columns: list[tuple[float, float]] = []
    for piece in sorted((piece for line in full for piece in line.pieces), key=lambda each: each.left):
        if columns and piece.left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], piece.right)
        else:
            columns.append((piece.left, piece.right))
    for line in full:
        places = [place for piece in line.pieces for place in under(piece, columns)]
        if len(places) != len(set(places)):
            return None
    return columns if len(columns) > 1 else None


def under(piece: LinePiece, columns: Sequence[tuple[float, float]]) -> list[int]:
    """The columns over which a piece stands; the nearest where it stands over none."""
    over = [place for place, (left, right) in enumerate(columns) if piece.left < right and piece.right > left]
    if over:
        return over
    middle = (piece.left + piece.right) / 2
    return [min(range(len(columns)), key=lambda place: abs(sum(columns[place]) / 2 - middle))]


def cells_under(line: Line, columns: Sequence[tuple[float, float]]) -> list[str]:
    """The pieces of a line in their columns; one that stands over several is in each."""
    cells: list[list[str]] = [[] for _ in columns]
    for piece in line.pieces:
        for place in under(piece, columns):
            cells[place].append(piece.text)
    return [_put_together(" ".join(texts), _MONTH_APART) for texts in cells]


def _line(letters: list[Letter]) -> Line:
    letters.sort()
    height = letters[len(letters) // 2].height
    between_pieces, between_words, between_signs = _PIECES_APART * height, _SPACE * height, _SPACE_IN_CHINESE * height
    pieces: list[LinePiece] = []
    signs: list[str] = []
    start, end = letters[0].left, letters[0].left
    drawn: dict[str, float] = {}  # bold letters are drawn twice, a little aside
    for left, right, _, _, sign in letters:
        if left - drawn.get(sign, _FAR) <= _DRAWN_TWICE * (right - left):
            continue
        drawn[sign] = left
        gap = left - end
        if gap > between_pieces:
            pieces.append(LinePiece(start, end, "".join(signs)))
            signs, start = [], left
        elif gap > (between_signs if sign > _LAST_NARROW and signs and signs[-1] > _LAST_NARROW else between_words):
            signs.append(" ")
        signs.append(sign)
        end = max(end, right)
    pieces.append(LinePiece(start, end, "".join(signs)))
    return Line(letters[0].base, height, tuple(pieces))


def _put_together(text: str, apart: re.Pattern[str]) -> str:
    return apart.sub(lambda match: match[0].replace(" ", ""), text) if " " in text else text
