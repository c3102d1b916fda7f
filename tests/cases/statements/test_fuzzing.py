"""Every reader on damaged files: no crash, no long time, no more memory than the file is worth."""

from __future__ import annotations

import os
import random
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from time import process_time
from zipfile import ZipFile

import pytest

from app.cases.statements.files import Grids, grids_of
from app.cases.statements.refusal import Refusal
from tests.cases.statements.making import Cell, xls, xlsx, zipped
from tests.cases.statements.papers import Page, pdf, written
from tests.cases.statements.test_markup import PAGE, SHEET

TRIES = int(os.environ.get("XUBAOTONG_FUZZ_TRIES", "60"))
MOST_SECONDS = 2.0
MOST_BYTES = 64 * 2**20

SHEET_ROWS: list[list[Cell]] = [
    ["职工医保缴费明细", None, None],
    ["月份", "险种", "状态"],
    *([(2024.1, 1), "职工医保", "已到账"] for _ in range(12)),
]
TEXT = "月份,险种,状态\r\n" + "2024-01,职工医保,已到账\r\n" * 12
PAPER = pdf([Page().grid([50, 120, 200, 280], [700, 680, 660], [["月份", "险种", "状态"], ["202401", "医保", "正常"]])])
SEEDS = {
    "utf-8": TEXT.encode(),
    "gb18030": TEXT.encode("gb18030"),
    "utf-16": TEXT.encode("utf-16"),
    "lines": TEXT.replace(",", "\n").encode(),
    "spaces": TEXT.replace(",", "    ").encode(),
    "html": PAGE.encode("gb18030"),
    "mht": b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    + b"--x\r\nContent-Type: text/html\r\n\r\n"
    + PAGE.encode("gb18030"),
    "xml": SHEET.format(encoding="utf-8", doctype="").encode(),
    "xlsx": xlsx({"明细": SHEET_ROWS}, formats=["0.00"], merged={"明细": ["A1:C1", "B3:B5"]}),
    "xls": xls(SHEET_ROWS, formats=["0.00"], merged=[(0, 0, 0, 2), (2, 4, 1, 1)]),
    "zip": zipped({"a.csv": TEXT.encode(), "b.xlsx": xlsx({"a": SHEET_ROWS})}),
    "pdf": PAPER,
}
SIGNS = [
    b"\0",
    b"\xff",
    b"<",
    b">",
    b'"',
    b"&",
    b"\n",
    b"-1",
    b"99999999",
    b"65535",
    b"\xff\xff\xff\xff",
    b"/Filter",
    b"<!--",
]


def damaged(seed: bytes, chance: random.Random) -> bytes:
    """The file with a few of its bytes changed, doubled, moved or gone."""
    content = bytearray(seed)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(content) + 1)
        size = chance.choice((1, 1, 2, 4, 8, 64))
        match chance.randrange(6):
            case 0:
                content[at : at + size] = chance.randbytes(size)
            case 1:
                del content[at : at + size]
            case 2:
                content[at:at] = content[chance.randrange(len(content) + 1) :][: size * 8]
            case 3:
                content[at : at + size] = chance.choice(SIGNS)
            case 4:
                del content[at:]
            case _:
                content[at : at + 1] = bytes([(content[at] if at < len(content) else 0) ^ (1 << chance.randrange(8))])
    return bytes(content)


def within_parts(seed: bytes, chance: random.Random) -> bytes:
    """A package with one of its parts damaged and packed soundly again, so that the reader within is reached."""
    with ZipFile(BytesIO(seed)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(sorted(parts))
    return zipped(parts | {name: damaged(parts[name], chance)})


def within_streams(seed: bytes, chance: random.Random) -> bytes:
    """A paper whose drawing is damaged and packed soundly again."""
    at = seed.rindex(b"stream\n", 0, seed.rindex(b"endstream")) + 7
    drawing = zlib.compress(damaged(zlib.decompressobj().decompress(seed[at:]), chance))
    head = seed[: seed.index(b"xref")].split(b"endobj\n")
    bodies = [part.partition(b"obj\n")[2] for part in head[:-1]]
    last = max(number for number, body in enumerate(bodies) if b"stream\n" in body)
    bodies[last] = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(drawing), drawing)
    return written(bodies)


def cases() -> Iterator[tuple[str, Callable[[bytes, random.Random], bytes]]]:
    for name in SEEDS:
        yield name, damaged
    yield from (("xlsx", within_parts), ("zip", within_parts), ("pdf", within_streams))


@pytest.mark.parametrize("name", SEEDS)
def test_each_seed_is_sound(name):
    assert isinstance(grids_of([(SEEDS[name], "")]), Grids)


@pytest.mark.parametrize(("name", "damage"), list(cases()))
def test_a_damaged_file_is_read_or_refused_in_good_time(name, damage):
    for attempt in range(TRIES):
        content = damage(SEEDS[name], random.Random(f"{name} {attempt}"))
        start = process_time()
        found = grids_of([(content, "")])
        assert process_time() - start < MOST_SECONDS, attempt
        assert isinstance(found, (Grids, Refusal)), attempt


@pytest.mark.parametrize("name", SEEDS)
def test_a_damaged_file_takes_no_more_memory_than_it_is_worth(name):
    grids_of([(SEEDS[name], "")])
    tracemalloc.start()
    try:
        for attempt in range(10):
            grids_of([(damaged(SEEDS[name], random.Random(f"memory {name} {attempt}")), "")])
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES
    finally:
        tracemalloc.stop()
