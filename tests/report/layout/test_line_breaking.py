from __future__ import annotations

import pytest

from app.report.content.blocks import Line, TextRun, plain, strong
from app.report.layout.line_breaking import SetLine, set_lines
from app.report.layout.marks import POINT

BODY = round(10.5 * POINT)
pytestmark = pytest.mark.usefixtures("qapp")


def words(line: SetLine) -> str:
    return "".join(run.text for _, run in line.parts)


def test_breaking_a_paragraph_loses_and_adds_nothing() -> None:
    text = "单位没有按时足额缴费的，由单位补缴；王𬭚、𠮷田一的月份也一样。" * 5
    for width in (300, 777, 2000):
        assert "".join(words(line) for line in set_lines(plain(text), width, BODY)) == text


@pytest.mark.parametrize("whole", ["2026年11月30日", "1,332.83 元", "12个月", "[12]"])
def test_a_date_a_sum_or_a_reference_is_never_torn(whole: str) -> None:
    for before in range(30):
        lines = set_lines(plain("断" * before + whole + "缴" * 10), 20 * BODY, BODY)
        assert any(whole in words(line) for line in lines), before


def test_no_line_is_wider_than_its_column() -> None:
    text = "最晚2026年11月30日到账，过了这天结果就变；热线12393、12366。" * 6
    for width in range(8 * BODY, 40 * BODY, 97):
        assert all(line.width <= width + 1 for line in set_lines(plain(text), width, BODY))


def test_bold_stays_on_its_words_behind_a_character_outside_the_bmp() -> None:
    line: Line = (TextRun("𬭚𠮷"), *strong("11月30日"), TextRun("前到账"))
    (broken,) = set_lines(line, 10_000, BODY)
    assert [run for _, run in broken.parts] == list(line)
    places = [place for place, _ in broken.parts]
    assert places[1] == pytest.approx(2 * BODY, rel=0.02)
    assert places == sorted(places)


def test_a_paragraph_does_not_end_in_a_lone_character() -> None:
    lines = set_lines(plain("断" * 21), 20 * BODY, BODY)
    assert [len(words(line)) for line in lines] == [18, 3]


def test_a_line_does_not_begin_with_a_comma() -> None:
    for count in range(15, 25):
        lines = set_lines(plain("断" * count + "，" + "缴" * 10), 20 * BODY, BODY)
        assert not any(words(line).startswith("，") for line in lines)


def test_nothing_takes_no_line() -> None:
    assert set_lines((), 100, BODY) == ()
    assert set_lines(plain(""), 100, BODY) == ()
