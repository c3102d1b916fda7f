"""How long a paper takes: its pages for the preview, and the same as PDF after the first."""

from __future__ import annotations

from statistics import median
from time import perf_counter

import pytest

from app.report.content.sections import Style
from app.report.layout.pdf import pdf_bytes
from app.report.papers import build_notice
from tests.report import example

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("qapp")]
PREVIEW, PDF = 300, 150
"""Milliseconds."""
TIMES = 9


def milliseconds(make) -> float:
    make()
    spent = []
    for _ in range(TIMES):
        began = perf_counter()
        make()
        spent.append((perf_counter() - began) * 1000)
    return median(spent)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_for_the_preview(table, language) -> None:
    case, assessment, option = example.zhang()
    spent = milliseconds(lambda: build_notice(case, assessment, option, Style(language)))
    table.add(f"pages of a notice for the preview ({language})", f"{spent:.0f} ms", f"≤ {PREVIEW} ms")
    assert spent <= PREVIEW


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_notice_as_pdf_after_the_first(table, language) -> None:
    case, assessment, option = example.zhang()
    spent = milliseconds(
        lambda: pdf_bytes(build_notice(case, assessment, option, Style(language)), "x", assessment.as_of)
    )
    table.add(f"a notice as PDF, after the first ({language})", f"{spent:.0f} ms", f"≤ {PDF} ms")
    assert spent <= PDF
