"""Cuts delimited lines into cells, quotes included; a quote that is never closed takes in no other line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_MOST_LINES: Final = 20  # that one quoted cell may hold


def cut(text: str, delimiter: str, most: int) -> list[list[str]]:
    """The rows of a text, `most` of them: cells may be quoted, and then hold delimiters or line breaks.

    A cell that runs over several lines and holds the delimiter is taken for a stray quote, and its lines for rows.

    >>> cut('a,"b,c"\\nd,"e\\nf"', ",", 10)
    [['a', 'b,c'], ['d', 'e\\nf']]
    >>> cut('1\\t"x\\t2\\n3\\ty"\\t4', "\\t", 10)
    [['1', '"x', '2'], ['3', 'y"', '4']]
    """
    if '"' not in text:
        return [line.split(delimiter) for line in text.splitlines()[:most]]
    lines = text.splitlines()
    rows: list[list[str]] = []
    place = 0
    while place < len(lines) and len(rows) < most:
        row, used = _row(lines, place, delimiter)
        rows.append(row)
        place += used
    return rows


def _row(lines: Sequence[str], place: int, delimiter: str) -> tuple[list[str], int]:
    """The row that begins on a line, and how many lines it takes."""
    line = lines[place]
    for used in range(1, min(_MOST_LINES, len(lines) - place) + 1 if '"' in line else 1):
        cells = _cells("\n".join(lines[place : place + used]), delimiter)
        if cells is None:
            continue
        stray = any(delimiter in cell and ("\n" in cell or delimiter == "\t") for cell in cells)
        return (line.split(delimiter), 1) if stray else (cells, used)
    return line.split(delimiter), 1


def _cells(text: str, delimiter: str) -> list[str] | None:
    """The cells of a row; None where a quote is still open at its end."""
    cells: list[str] = []
    place = 0
    while place <= len(text):
        quoted = ""
        if text.startswith('"', place):
            end = _closing(text, place + 1)
            if end < 0:
                return None
            quoted, place = text[place + 1 : end].replace('""', '"'), end + 1
        end = text.find(delimiter, place)
        end = len(text) if end < 0 else end
        cells.append(quoted + text[place:end])
        place = end + 1
    return cells


def _closing(text: str, place: int) -> int:
    """Where the quote that was opened before a place is closed; -1 where it is not."""
    while (place := text.find('"', place)) >= 0:
        if not text.startswith('""', place):
            return place
        place += 2
    return -1
