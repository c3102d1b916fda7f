from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.human_input import read_amount, read_day, read_month, read_rate
from app.rules.bilingual import Bilingual
from app.rules.record.months import Month


@pytest.mark.parametrize(
    "text",
    [
        "2024-3",
        "2024-03",
        "2024.3",
        "2024/3",
        "202403",
        "2024年3月",
        "2024年3",
        " 2024 年 3 月 ",
        "２０２４－３",
        "2024．3",
        "二〇二四年三月",
        "二零二四年三月",
        "2024年三月",
    ],
)
def test_every_usual_spelling_of_march_2024_is_march_2024(text):
    assert read_month(text) == Month.of(2024, 3)


def test_a_date_as_spreadsheets_keep_it_is_told_as_one_and_never_as_a_year_to_come():
    said = read_month("45597")
    assert isinstance(said, Bilingual)
    assert "2024-11-01" in said.zh
    assert "4559" not in said.zh.replace("45597", "")


@pytest.mark.parametrize("text", ["20231", "20241", "20249"])
def test_five_digits_are_refused_with_a_question(text):
    answer = read_month(text)
    assert isinstance(answer, Bilingual)
    assert "？" in answer.zh
    assert f"{text[:4]}-0{text[4]}" in answer.zh


@pytest.mark.parametrize(
    "text",
    [
        "",
        "三月",
        "24-3",
        "2024",
        "2024年",
        "2024-13",
        "2024-0",
        "202400",
        "202413",
        "0024-3",
        "2024-3-1",
        "2024-003",
        "1e5",
    ],
)
def test_what_is_no_month_gets_a_sentence(text):
    answer = read_month(text)
    assert isinstance(answer, Bilingual)
    assert answer.zh
    assert answer.en


@pytest.mark.parametrize(
    "text", ["2026-11-22", "20261122", "2026年11月22日", "2026/11/22", "2026.11.22", "2026年11月22"]
)
def test_every_usual_spelling_of_a_day_is_that_day(text):
    assert read_day(text) == date(2026, 11, 22)


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026-11-31", "2026-13-01", "20260229", "2026-11", "22.11.2026", "1800-01-01"]
)
def test_what_is_no_day_gets_a_sentence(text):
    assert isinstance(read_day(text), Bilingual)


def test_the_29th_of_february_is_a_day_in_a_leap_year_only():
    assert read_day("2024-2-29") == date(2024, 2, 29)
    assert isinstance(read_day("2023-2-29"), Bilingual)


@pytest.mark.parametrize(
    ("text", "amount"), [("8000", "8000.00"), ("8,000.5", "8000.50"), ("8000 元", "8000.00"), ("¥0", "0.00")]
)
def test_amounts_are_read_in_yuan(text, amount):
    assert read_amount(text) == Decimal(amount)
    assert str(read_amount(text)) == amount


@pytest.mark.parametrize("text", ["-1", "8000.505", "nan", "inf", "1e400", "八千", "100000000"])
def test_what_is_no_amount_gets_a_sentence(text):
    assert isinstance(read_amount(text), Bilingual)


@pytest.mark.parametrize(
    ("text", "rate"), [("10%", "0.1"), ("0.1", "0.1"), ("９.8％", "0.098"), ("0", "0"), ("100%", "1")]
)
def test_rates_are_fractions(text, rate):
    assert read_rate(text) == Decimal(rate)


@pytest.mark.parametrize("text", ["10", "-1%", "101%", "x", "nan"])
def test_a_rate_that_may_be_meant_otherwise_gets_a_sentence(text):
    assert isinstance(read_rate(text), Bilingual)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("二〇二四年十月", 10),
        ("二〇二四年十一月", 11),
        ("二〇二四年十二月", 12),
        ("２０２４年１２月", 12),
        ("2024/03", 3),
    ],
)
def test_a_month_written_out_in_characters_is_that_month(text, month):
    assert read_month(text) == Month.of(2024, month)


def test_a_day_written_out_in_characters_is_that_day():
    assert read_day("二〇二六年十一月二十二日") == date(2026, 11, 22)
    assert read_day("一九九〇年五月一日") == date(1990, 5, 1)
    assert read_day("二〇二六年一月三十日") == date(2026, 1, 30)
    assert isinstance(read_day("二〇二六年二月三十日"), Bilingual)


@given(st.text(alphabet="〇一二三四五六七八九十零○年月日 -2026", max_size=14))
def test_no_numeral_makes_the_reader_stumble(text):
    assert isinstance(read_month(text), Month | Bilingual)
    assert isinstance(read_day(text), date | Bilingual)
