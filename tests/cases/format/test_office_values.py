"""What an office keeps for the place stands in the case file, so that the command line gives the window's answer."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from app.cases.file.reading import parse_case
from app.cases.problems import UnusableCase
from app.rules.record.office_values import OfficeValues, OfficeWindow

TODAY = date(2026, 11, 22)
WINDOW = {"year": 2027, "from": "2026-10-01", "until": "2026-12-20"}


def read(office_values: object) -> OfficeValues:
    document = {"format": "xubaotong.case/1", "region": "330100", "periods": [], "office_values": office_values}
    return parse_case(json.dumps(document, indent=0), "a.json", TODAY).case.office_values


def test_figures_and_windows_are_read() -> None:
    written = {
        "figures": {"resident_premium:2027": "430.00"},
        "windows": [WINDOW],
    }
    window = OfficeWindow(2027, date(2026, 10, 1), date(2026, 12, 20))
    assert read(written) == OfficeValues({"resident_premium:2027": Decimal("430.00")}, (window,))
    assert read({}) == OfficeValues()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"figures": {"rate:flexible": "10%"}}, "figures.rate:flexible: “rate:flexible” names no year"),
        ({"figures": {"resident_premium:2027": "10%"}}, "figures.resident_premium:2027: “10%” is a percentage"),
        ({"windows": [{**WINDOW, "until": "2026-09-30"}]}, "windows[0].until: the window ends on 2026-09-30"),
        ({"windows": [WINDOW] * 2}, "windows[1].year: office_values.windows[0] (line"),
        ({"windows": [{"year": 2027}]}, "windows[0].from: "),
    ],
)
def test_what_contradicts_itself_is_told_at_its_place(written: object, told: str) -> None:
    with pytest.raises(UnusableCase) as caught:
        read(written)
    assert f"office_values.{told}" in caught.value.lines("en")[0]
