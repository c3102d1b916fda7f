"""Knows how letters on a page make lines and pieces of lines, and pieces columns where nothing is ruled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.cases.statements.pdf_ink import Letter

_SAME_LINE: Final = 0.35  # of a letter's height between baselines
_SPACE: Final = 0.22  # of a letter's height between two words
_PIECES_APART: Final = 0.9
_DRAWN_TWICE: Final = 0.3  # of a letter's width
_DIGITS_APART: Final = re.compile(r"(?<![\d.])\d(?: \d)+(?![\d.])")
_MOST_OF_CELLS: Final = 0.7


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that stand close together on one line."""

    left: float
    right: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its baseline, its height, and its pieces from left to right."""

    base: float
    height: float
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole line, with a space between its pieces."""
        return " ".join(piece.text for piece in self.pieces)


def lines_of(letters: Sequence[Letter]) -> list[Line]:
    """The lines that letters make, from top to bottom."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda each: -each.base):
        if lines and lines[-1][0].base - letter.base <= _SAME_LINE * max(letter.height, lines[-1][0].height):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [_line(line) for line in lines]


def cell_text(letters: Sequence[Letter]) -> str:
    """The text of one cell, with a line break between its lines; digits drawn one by one are put together."""
    return "\n".join(
        _DIGITS_APART.sub(lambda match: match[0].replace(" ", ""), line.text) for line in lines_of(letters)
    )


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


def under(piece: Piece, columns: Sequence[tuple[float, float]]) -> list[int]:
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
    return [" ".join(texts) for texts in cells]


def _line(letters: Sequence[Letter]) -> Line:
    ordered = list(_drawn_once(sorted(letters, key=lambda each: each.left)))
    height = sorted(letter.height for letter in ordered)[len(ordered) // 2]
    pieces: list[list[Letter]] = [[ordered[0]]]
    for before, letter in pairwise(ordered):
        if letter.left - before.right > _PIECES_APART * height:
            pieces.append([letter])
        else:
            pieces[-1].append(letter)
    return Line(
        ordered[0].base,
        height,
        tuple(Piece(piece[0].left, max(each.right for each in piece), _joined(piece, height)) for piece in pieces),
    )


def _drawn_once(letters: Sequence[Letter]) -> Iterator[Letter]:
    """Bold letters are drawn twice, a little aside."""
    last: dict[str, Letter] = {}
    for letter in letters:
        same = last.get(letter.sign)
        last[letter.sign] = letter
        if same is None or letter.left - same.left > _DRAWN_TWICE * (same.right - same.left):
            yield letter


def _joined(letters: Sequence[Letter], height: float) -> str:
    parts = [letters[0].sign]
    for before, letter in pairwise(letters):
        if letter.left - before.right > _SPACE * height:
            parts.append(" ")
        parts.append(letter.sign)
    text = "".join(parts)
    return _DIGITS_APART.sub(lambda match: match[0].replace(" ", ""), text) if " " in text else text
