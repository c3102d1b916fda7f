"""Small workbooks, archives and papers, made byte by byte: what a test needs and no library would write wrong."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

Cell = str | int | float | None | tuple[float, int] | bytes
"""A text, a number, nothing, a number with the number of its style, or the XML of a cell without its reference."""


def xlsx(
    sheets: Mapping[str, Sequence[Sequence[Cell]]],
    *,
    merged: Mapping[str, Sequence[str]] | None = None,
    formats: Sequence[str] = (),
    hidden: Sequence[str] = (),
    start: tuple[int, int] = (0, 0),
    parts: Mapping[str, str] | None = None,
) -> bytes:
    """A workbook; `formats` are those of the styles from 1 on, style 0 is General; `parts` replace or add parts."""
    written = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"{hide}/>'
            for n, name in enumerate(sheets, 1)
            for hide in (' state="hidden"' if name in hidden else "",)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + f'<Relationship Id="rId99" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _styles(formats),
    }
    for n, (name, rows) in enumerate(sheets.items(), 1):
        written[f"xl/worksheets/sheet{n}.xml"] = _sheet(rows, (merged or {}).get(name, ()), start)
    written |= parts or {}
    return zipped({name: text.encode() for name, text in written.items()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def reference(row: int, column: int) -> str:
    name = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return f"{name}{row + 1}"


def _content_types(sheets: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
            for n in range(1, sheets + 1)
        )
        + "</Types>"
    )


def _styles(formats: Sequence[str]) -> str:
    codes = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{escape(code)}"/>' for n, code in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{164 + n}" applyNumberFormat="1"/>' for n in range(len(formats)))
    return (
        f'{XML}<styleSheet {MAIN}><numFmts count="{len(formats)}">{codes}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>'
    )


def _sheet(rows: Sequence[Sequence[Cell]], merged: Sequence[str], start: tuple[int, int]) -> str:
    top, left = start
    body = "".join(
        f'<row r="{row + 1}">'
        + "".join(_cell(cell, reference(row, n)) for n, cell in enumerate(cells, left))
        + "</row>"
        for row, cells in enumerate(rows, top)
    )
    blocks = "".join(f'<mergeCell ref="{block}"/>' for block in merged)
    return f"{XML}<worksheet {MAIN}><sheetData>{body}</sheetData>" + (
        f"<mergeCells>{blocks}</mergeCells></worksheet>" if merged else "</worksheet>"
    )


def _cell(cell: Cell, at: str) -> str:
    match cell:
        case None | "":
            return ""
        case bytes():
            return cell.decode().replace("<c", f'<c r="{at}"', 1)
        case str():
            return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
        case (number, style):
            return f'<c r="{at}" s="{style}"><v>{number!r}</v></c>'
        case _:
            return f'<c r="{at}"><v>{cell!r}</v></c>'


# Excel 97 to 2003


def xls(
    rows: Sequence[Sequence[Cell]], *, formats: Sequence[str] = (), merged: Sequence[tuple[int, ...]] = ()
) -> bytes:
    """A workbook with one sheet, `Sheet1`; merged blocks are first and last row, first and last column, from 0."""
    texts = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str)))
    cells = b""
    for row, values in enumerate(rows):
        for column, cell in enumerate(values):
            if isinstance(cell, str):
                cells += _record(0xFD, struct.pack("<HHHI", row, column, 0, texts.index(cell)))
            elif cell is not None:
                number, style = cell if isinstance(cell, tuple) else (cell, 0)
                cells += _record(0x203, struct.pack("<HHHd", row, column, style, float(number)))
    blocks = b"".join(struct.pack("<4H", *block) for block in merged)
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells
    sheet += _record(0xE5, struct.pack("<H", len(merged)) + blocks) if merged else b""
    sheet += _record(0x0A, b"")
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0)) + _record(0x42, struct.pack("<H", 1200))
    for number, code in enumerate(formats, 164):
        head += _record(0x41E, struct.pack("<H", number) + _text(code))
    for number in (0, *range(164, 164 + len(formats))):
        head += _record(0xE0, struct.pack("<HH", 0, number) + bytes(16))
    shared = _record(0xFC, struct.pack("<II", len(texts), len(texts)) + b"".join(map(_text, texts)))
    named = b"\x06\x00Sheet1"
    end = shared + _record(0x0A, b"")
    size = len(head) + 4 + 6 + len(named) + len(end)
    book = head + _record(0x85, struct.pack("<IH", size, 0) + named) + end + sheet
    return compound({"Workbook": book})


def _record(kind: int, data: bytes) -> bytes:
    assert len(data) < 8224, "no test needs a record that goes on in the next"
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of sectors of 512 bytes; every stream is padded beyond the size of small ones."""
    sector, end = 512, 0xFFFFFFFE
    entries = [_entry("Root Entry", 5, end, 0, child=1 if streams else 0xFFFFFFFF)]
    body, table = b"", []
    for n, (name, content) in enumerate(streams.items(), 1):
        padded = content + bytes(max(0, 4096 - len(content)))
        padded += bytes(-len(padded) % sector)
        first, count = len(table), len(padded) // sector
        table += [*range(first + 1, first + count), end]
        body += padded
        entries.append(_entry(name, 2, first, max(4096, len(content)), right=n + 1 if n < len(streams) else 0xFFFFFFFF))
    directory = b"".join(entries)
    directory += bytes(-len(directory) % sector)
    at = len(table)
    table += [*range(at + 1, at + len(directory) // sector), end]
    body += directory
    fats = (len(table) + 127) // 127
    first_fat = len(table)
    table += [0xFFFFFFFD] * fats
    fat = struct.pack(f"<{len(table)}I", *table)
    body += fat + b"\xff" * (fats * sector - len(fat))
    places = [*range(first_fat, first_fat + fats), *[0xFFFFFFFF] * (109 - fats)]
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, fats, at, 0, 4096, end, 0, end, 0) + struct.pack("<109I", *places)
    return head + body


def _entry(name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
