"""How long files take to become cells, beside what their libraries alone take to read the same."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2 as pdfium
import python_calamine as calamine

from app.cases.statements.files import Grids, grids_of
from tests.benchmarks.conftest import Table
from tests.cases.statements.making import Cell, xlsx
from tests.cases.statements.papers import Page, pdf

ROUNDS = 7


def beside(benchmark: Any, ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """The processor time of both in milliseconds, measured by turns; the median of each."""

    def spent(work: Callable[[], object]) -> float:
        start = time.process_time()
        work()
        return (time.process_time() - start) * 1000

    ours(), theirs()
    times: list[tuple[float, float]] = []
    benchmark.pedantic(lambda: times.append((spent(ours), spent(theirs))), rounds=ROUNDS)
    return median(mine for mine, _ in times), median(other for _, other in times)


def grids(content: bytes) -> Grids:
    found = grids_of([(content, "")])
    assert isinstance(found, Grids)
    return found


def test_five_thousand_rows_of_a_workbook(benchmark: Any, table: Table) -> None:
    headings: list[Cell] = [
        "单位名称",
        "费款所属期",
        "险种",
        "基数",
        "单位",
        "个人",
        "标志",
        "类型",
        "到账",
        "备注",
        "编号",
        "区",
    ]
    sheet: list[list[Cell]] = [headings]
    sheet += [
        [
            "测试用单位甲",
            202401 + n % 12,
            "职工医保",
            4492.5 + n,
            314.5,
            89.8,
            "已到账",
            "正常",
            45292,
            None,
            f"{n:08d}",
            "某区",
        ]
        for n in range(5000)
    ]
    content = xlsx({"明细": sheet})
    assert len(grids(content).grids[0].records) == 5001

    def library_alone() -> None:
        calamine.load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()

    ours, theirs = beside(benchmark, lambda: grids(content), library_alone)
    table.add(
        "5 000 rows of xlsx to cells", f"{ours:.0f} ms, {ours / theirs:.1f} × the library alone", "≤ 300 ms, ≤ 8 ×"
    )
    assert ours <= 300
    assert ours / theirs <= 8


def test_a_paper_of_sixty_pages(benchmark: Any, table: Table) -> None:
    columns = [30 + 30 * n for n in range(19)]
    cells = [["年", "月", "单位", *["基数"] * 15]]
    cells += [["2024", f"{n % 12 + 1:02d}", "100001", *["4492.0"] * 15] for n in range(36)]
    edges = [800 - 16 * n for n in range(len(cells) + 1)]
    assert len(list(pairwise(edges))) == len(cells)
    content = pdf([Page().grid(columns, edges, cells, 6) for _ in range(60)])
    assert len(grids(content).grids[0].records) == 60 * 37

    def library_alone() -> None:
        document = pdfium.PdfDocument(content)
        for page in document:
            text = page.get_textpage()
            for index in range(text.count_chars()):
                text.get_charbox(index, loose=True)
        document.close()

    ours, theirs = beside(benchmark, lambda: grids(content), library_alone)
    table.add(
        "60 pages of PDF to cells",
        f"{ours / 1000:.1f} s, {ours / theirs:.1f} × the boxes of its letters",
        "≤ 3 s, ≤ 8 ×",
    )
    assert ours <= 3000
    assert ours / theirs <= 8
