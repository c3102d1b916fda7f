"""Papers as PDF, written operator by operator: letters and lines stand exactly where a test wants them."""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping, Sequence
from itertools import pairwise


class Page:
    """One page while it is drawn; points, from the lower left corner."""

    def __init__(self, width: float = 595, height: float = 842) -> None:
        self.width, self.height = width, height
        self.drawn: list[str] = []

    def text(self, x: float, y: float, text: str, size: float = 9, *, angle: float = 0, mode: int = 0) -> Page:
        turn = math.radians(angle)
        a, b = math.cos(turn), math.sin(turn)
        codes = text.encode("utf-16-be").hex()
        self.drawn.append(f"BT /F1 {size} Tf {mode} Tr {a:.5f} {b:.5f} {-b:.5f} {a:.5f} {x} {y} Tm <{codes}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        self.drawn.append(f"{x0} {y0} m {x1} {y1} l S")
        return self

    def operators(self, text: str) -> Page:
        self.drawn.append(text)
        return self

    def grid(
        self, columns: Sequence[float], rows: Sequence[float], cells: Sequence[Sequence[str]], size: float = 8
    ) -> Page:
        """A ruled table; a cell that is None belongs to the one before it, so no line is drawn between them."""
        for row in rows:
            self.line(columns[0], row, columns[-1], row)
        for (top, bottom), texts in zip(pairwise(rows), cells, strict=True):
            for edge, text in zip(columns, [*texts, ""], strict=True):
                if text is not None:
                    self.line(edge, top, edge, bottom)
            for (left, _), text in zip(pairwise(columns), texts, strict=True):
                for n, part in enumerate((text or "").split("\n")):
                    if part:
                        self.text(left + 3, top - size - 2 - n * (size + 1), part, size)
        return self


def pdf(pages: Sequence[Page], *, rotate: int = 0, to_unicode: Mapping[int, int] | None = None) -> bytes:
    """The pages as a file; `to_unicode` says of letters that they are others, as broken files do."""
    objects: list[bytes] = [b"", b"", b""]  # catalogue, pages, font

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    descendant = add(
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>/FontDescriptor 5 0 R>>"
    )
    add(
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 880/StemV 93>>"
    )
    said = b""
    if to_unicode:
        pairs = "".join(f"<{code:04x}> <{sign:04x}>\n" for code, sign in to_unicode.items())
        head = f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange {len(to_unicode)} beginbfchar\n"
        cmap = f"{head}{pairs}endbfchar endcmap"
        said = b"/ToUnicode %d 0 R" % add(_stream(cmap.encode()))
    objects[2] = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[%d 0 R]%s>>"
        % (descendant, said)
    )
    kids = []
    for page in pages:
        content = add(_stream("\n".join(page.drawn).encode()))
        kids.append(
            add(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Rotate %d/Contents %d 0 R"
                b"/Resources<</Font<</F1 3 0 R>>>>>>" % (page.width, page.height, rotate, content)
            )
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return written(objects)


def written(objects: Sequence[bytes]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(places) + 1,
        table,
        len(places) + 1,
        len(body),
    )


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
