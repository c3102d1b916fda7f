"""Reads the tables of a web page, or of one saved as .xls or .mht; runs and follows nothing."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from app.cases.statements.cell_grid import MOST_CELLS, MOST_ROWS, CellGrid, tidy
from app.cases.statements.refusal import RefusalReason, RefusedFile
from app.cases.statements.spreading import Block, records_of, spread
from app.cases.statements.text_bytes import text_of

_BOUNDARY: Final = re.compile(rb"""boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;]{1,200}))""", re.IGNORECASE)
_NOT_SHOWN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SILENT: Final = frozenset({"script", "style", "template", "noscript", "title"})
_RAW: Final = frozenset({"script", "style"})
_BLOCKS: Final = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption", "body", "center", "br"})
_NO_END: Final = frozenset({"br", "img", "input", "hr", "meta", "link", "col", "area", "base", "wbr", "source"})
_TAG: Final = re.compile(r"(/?)([a-zA-Z][\w:-]*)")
_ATTRIBUTE: Final = re.compile(r"""([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")
_LONGEST_TAG: Final = 5_000
_DEEPEST: Final = 20


def grids_of_html(content: bytes) -> list[CellGrid]:
    """The tables of a page, each with the lines of text before it; the lines after the last go with the last."""
    return _Page(text_of(content)).grids()


def grids_of_mht(content: bytes) -> list[CellGrid]:
    """The tables of all pages in a web archive (one a sheet, as Excel writes it)."""
    head, _, _ = content.partition(b"\r\n\r\n" if b"\r\n\r\n" in content else b"\n\n")
    boundary = _BOUNDARY.search(head)
    parts = content.split(b"--" + (boundary[1] or boundary[2]))[1:] if boundary else [content]
    grids: list[CellGrid] = []
    for part in parts:
        head, _, body = part.partition(b"\r\n\r\n" if b"\r\n\r\n" in part else b"\n\n")
        if b"text/html" in head.lower():
            grids += grids_of_html(_plain(head.lower(), body))
    return grids


def _plain(head: bytes, body: bytes) -> bytes:
    if b"quoted-printable" in head:
        return quopri.decodestring(body)
    if b"base64" in head:
        try:
            return base64.b64decode(body)
        except binascii.Error as error:
            raise RefusedFile(RefusalReason.DAMAGED) from error
    return body


@dataclass(slots=True)
class _Table:
    """A table while it is read: its rows, the places in them that are taken from above, and the cell at hand."""

    rows: list[list[str]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    drawn: set[int] = field(default_factory=set)
    held: dict[int, int] = field(default_factory=dict)  # column: rows it is still taken for, the one at hand included
    cell: list[str] | None = None
    extent: tuple[int, int] = (1, 1)

    def next_row(self) -> None:
        self.end_cell()
        self.held = {column: left - 1 for column, left in self.held.items() if left > 1}
        self.rows.append([])
        if len(self.rows) > MOST_ROWS * 2:
            raise RefusedFile(RefusalReason.TOO_LARGE)

    def start_cell(self, rows: int, columns: int) -> None:
        self.end_cell()
        if not self.rows:
            self.next_row()
        self.cell, self.extent = [], (rows, columns)

    def end_cell(self) -> None:
        if self.cell is None:
            return
        row = self.rows[-1]
        while len(row) in self.held:
            row.append("")
        left, (down, across) = len(row), self.extent
        if left + across > MOST_CELLS * 2:
            raise RefusedFile(RefusalReason.TOO_LARGE)
        row += [tidy("".join(self.cell)), *[""] * (across - 1)]
        if down > 1 or across > 1:
            top = len(self.rows) - 1
            self.blocks.append(Block(top, left, top + down - 1, left + across - 1))
        if down > 1:
            self.held.update(dict.fromkeys(range(left, left + across), down))
        self.drawn.add(len(self.rows) - 1)
        self.cell = None


class _Page:
    """Reads a page once, without its scripts, its styles and what it hides.

    Python's own parser takes a time that grows with the square of what a hostile page holds, so tags are cut here.
    """

    def __init__(self, text: str) -> None:
        self._open: list[_Table] = []
        self._done: list[tuple[list[str], _Table]] = []
        self._lines: list[list[str]] = [[]]
        self._unseen: list[str] = []  # elements from the outermost one that is not shown to the one at hand
        first, *pieces = _without_comments(text).split("<")
        self._write(first)
        for piece in pieces:
            match = _TAG.match(piece)
            if match is None:
                self._write("" if piece[:1] in ("!", "?", "/") else f"<{piece}")
                continue
            inside, _, data = piece[match.end() :].partition(">")
            name = match[2].lower()
            if self._unseen and self._unseen[-1] in _RAW and not (match[1] and name == self._unseen[-1]):
                continue
            if match[1]:
                self._end(name)
            else:
                self._start(name, _attributes(inside))
            self._write(data)

    def _start(self, tag: str, about: Mapping[str, str]) -> None:
        if self._unseen or tag in _SILENT or "hidden" in about or _NOT_SHOWN.search(about.get("style", "")):
            if tag not in _NO_END:
                self._unseen.append(tag)
        elif tag == "table":
            self._start_table()
        elif tag == "tr" and self._open:
            self._open[-1].next_row()
        elif tag in ("td", "th") and self._open:
            self._open[-1].start_cell(_count(about, "rowspan"), _count(about, "colspan"))
        elif tag in _BLOCKS:
            self._break()

    def _end(self, tag: str) -> None:
        if self._unseen:
            if tag in self._unseen:
                del self._unseen[len(self._unseen) - 1 - self._unseen[::-1].index(tag) :]
                return
            if tag != "table" and (tag != "tr" or self._unseen[0] not in ("td", "th")):
                return
            self._unseen.clear()  # what is hidden was never ended
        if tag == "table" and self._open:
            self._end_table()
        elif tag in ("td", "th", "tr") and self._open:
            self._open[-1].end_cell()
        elif tag in _BLOCKS:
            self._break()

    def _break(self) -> None:
        if self._open:
            self._write(" ")
        else:
            self._lines.append([])

    def grids(self) -> list[CellGrid]:
        """The tables read, with the text between them; one grid of plain lines where there is no table."""
        while self._open:
            self._end_table()
        after = _filled(self._lines)
        if not self._done:
            lines = records_of([[line] for line in after], set(), _number, {})
            return [CellGrid(lines, has_columns=False)] if lines else []
        grids = []
        for place, (before, table) in enumerate(self._done):
            single = spread(table.rows, table.blocks)
            last = place == len(self._done) - 1
            rows = [*([line] for line in before), *table.rows, *([line] for line in (after if last else []))]
            drawn = frozenset(len(before) + row for row in table.drawn if not any(table.rows[row]))
            single = {row + len(before) for row in single}
            records = records_of(rows, single, _number, {}, drawn)
            if records:
                grids.append(CellGrid(records, has_columns=any(len(record.cells) > 1 for record in records)))
        return grids

    def _write(self, data: str) -> None:
        if self._unseen or not data:
            return
        text = unescape(data)
        if not self._open:
            self._lines[-1].append(text)
        elif self._open[-1].cell is not None:
            self._open[-1].cell.append(text)

    def _start_table(self) -> None:
        if len(self._open) > _DEEPEST:
            raise RefusedFile(RefusalReason.DAMAGED)
        self._open.append(_Table())

    def _end_table(self) -> None:
        table = self._open.pop()
        table.end_cell()
        if table.rows:
            self._done.append((_filled(self._lines), table))
            self._lines = [[]]


def _number(place: int) -> int:
    return place + 1


def _filled(lines: list[list[str]]) -> list[str]:
    return [line for line in (tidy("".join(pieces)) for pieces in lines) if line]


def _without_comments(text: str) -> str:
    first, *rest = text.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)


def _attributes(tag: str) -> dict[str, str]:
    if len(tag) > _LONGEST_TAG:
        return {}
    return {match[1].lower(): unescape(match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(tag)}


def _count(about: Mapping[str, str], name: str) -> int:
    text = about.get(name, "").strip()
    limit = MOST_ROWS if name == "rowspan" else MOST_CELLS
    return max(1, min(int(text), limit)) if text.isdecimal() and len(text) < 6 else 1  # noqa: PLR2004  five digits
