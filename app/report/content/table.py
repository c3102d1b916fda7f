"""Makes a paper of one titled table, for printing tables of the window."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Final

from app.report.content.blocks import Block, Cell, Column, Heading, Paper, PaperTable, Paragraph, plain

_LETTERS: Final = 68  # Latin ones that fit on a line beside the rules and margins of a table's cells
_SHORTEST: Final = "0000000"
_WORD: Final = re.compile(r"[!-~]+")
Foot = tuple[str, str]
"""The footer of every page, and a template with `{page}` and `{pages}`."""


def listing(
    title: str, remarks: Iterable[str], heads: Sequence[str], rows: Sequence[Sequence[str]], foot: Foot
) -> Paper:
    """A paper with one table; line breaks in cells are kept, and column widths follow the texts."""
    shares = _shares([[head, *(row[column] for row in rows)] for column, head in enumerate(heads)])
    columns = tuple(Column(head, share) for head, share in zip(heads, shares, strict=True))
    table = PaperTable(columns, tuple(tuple(_cell(text) for text in row) for row in rows))
    told = (Paragraph(plain(remark)) for remark in remarks if remark)
    blocks: tuple[Block, ...] = (Heading(title), *told, table)
    caution, page_number = foot
    return Paper(running=title, footer=(caution,), page_number=page_number, blocks=blocks)


def _shares(texts: Sequence[Sequence[str]]) -> list[float]:
    """Column widths by the length of their texts, but at least the longest word or a few characters.

    >>> [round(share, 2) for share in _shares([["年" * 1000], ["2026-01-01"]])]
    [0.85, 0.15]
    """
    least = [max(map(len, (_SHORTEST, *_WORD.findall(" ".join(column))))) / _LETTERS for column in texts]
    volume = [sqrt(sum(map(len, column))) for column in texts]
    pinned = {at for at, said in enumerate(volume) if said / sum(volume) < least[at]}
    room = max(0.0, 1 - sum(least[at] for at in pinned))
    free = sum(said for at, said in enumerate(volume) if at not in pinned) or 1.0
    shares = [least[at] if at in pinned else room * said / free for at, said in enumerate(volume)]
    return [share / sum(shares) for share in shares]


def _cell(text: str) -> Cell:
    return tuple(plain(line) for line in text.replace("\u00a0", " ").split("\n"))
