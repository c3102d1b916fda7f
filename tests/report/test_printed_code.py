"""The printed code is read from a picture of the page, by a reader that is not the program's own."""

from dataclasses import replace
from decimal import Decimal

import pytest
import zxingcpp
from pypdfium2 import PdfDocument

from app.cases.code.codes import advice_number, codes, opened
from app.export.drawn import paper_pdf
from app.rules.record.history import History, Period, Scheme
from app.rules.record.months import Month, Span
from tests.export.conftest import SAMPLES, wanted  # noqa: F401  a fixture

SCANNED = 200 / 72
"""Dots of a scan to one point: a plain office scanner."""


def seen(pdf):
    """The texts of all codes on all pages."""
    found = []
    document = PdfDocument(pdf)
    for page in document:
        bitmap = page.render(scale=SCANNED, grayscale=True)
        picture = memoryview(bytes(bitmap.buffer)).cast("B", shape=[bitmap.height, bitmap.stride])
        found += [read.text for read in zxingcpp.read_barcodes(picture)]
    document.close()
    return found


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("sample", SAMPLES)
def test_the_code_on_the_paper_rebuilds_the_case_and_its_number(wanted, sample, large):  # noqa: F811
    asked = wanted(sample, large=large)
    texts = seen(paper_pdf(asked))
    assert sorted(texts) == codes(asked.case, asked.assessment, asked.option)
    assert opened("\n".join(texts)).number == advice_number(asked.case, asked.assessment, asked.option)


def test_a_record_of_many_rows_is_printed_in_as_many_codes_as_it_takes(wanted):  # noqa: F811
    asked = wanted()
    rows = [
        Period(
            Scheme.EMPLOYEE,
            Span(month, month),
            "440300",
            base=Decimal(4000 + 37 * at % 911),
            credited_on=month.first_day,
        )
        for at, month in enumerate(Span(Month.of(2005, 1), Month.of(2026, 6)))
    ]
    many = replace(asked, case=replace(asked.case, history=History.of(rows)))
    texts = seen(paper_pdf(many))
    assert len(texts) > 2
    assert sorted(texts) == codes(many.case, many.assessment, many.option)
    assert opened("\n".join(texts)).case.history.periods == many.case.history.periods
