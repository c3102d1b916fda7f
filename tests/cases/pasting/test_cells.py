from datetime import date
from decimal import Decimal

import pytest

from app.cases.pasting.cells import found_in, read_credit, read_last, read_money, read_number, read_spans, read_year
from app.rules.bilingual import Bilingual
from app.rules.record.months import Month


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("202401", ["2024-01..2024-01"]),
        ("２０２４年１月", ["2024-01..2024-01"]),
        ("2024-01至2024-08", ["2024-01..2024-08"]),
        ("202401-202408", ["2024-01..2024-08"]),
        ("2024-01-2024-08", ["2024-01..2024-08"]),
        ("2024.01—2024.08", ["2024-01..2024-08"]),
        ("2024/1 ~ 2024/8", ["2024-01..2024-08"]),
        ("2024年1月起至2024年8月止", ["2024-01..2024-08"]),
        ("2024年1月至8月", ["2024-01..2024-08"]),
        ("2024年1-8月", ["2024-01..2024-08"]),
        ("2024-01-01至2024-08-31", ["2024-01..2024-08"]),
        ("20240101-20240831", ["2024-01..2024-08"]),
        ("2024-03-01", ["2024-03..2024-03"]),
        ("2024-03-01 00:00:00", ["2024-03..2024-03"]),
        ("202401、202402、202405", ["2024-01..2024-02", "2024-05..2024-05"]),
    ],
)
def test_months_and_ranges_are_read_as_they_are_written(text, spans):
    read = read_spans(text)
    assert not isinstance(read, Bilingual), read
    assert [str(span) for span in read] == spans


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024",
        "20241",
        "2024-13",
        "2O2401",
        "2024-08至2024-01",
        "2024-03-15",
        "2024-01至今",
        "1950-01至2100-12",
        "202401-08",
        "三月",
        "2024-01至2024-08-15",
    ],
)
def test_what_may_mean_something_else_is_asked_for(text):
    read = read_spans(text)
    assert isinstance(read, Bilingual)
    assert read.zh
    assert read.en


def test_the_end_of_a_period_may_be_the_last_day_of_its_month():
    assert read_last("2024-02-29") == Month.of(2024, 2)
    assert isinstance(read_last("2023-02-27"), Bilingual)


def test_a_year_and_a_month_may_stand_in_cells_of_their_own():
    assert (read_year("2024年度"), read_year("24")) == (2024, None)
    assert (read_number("3月"), read_number("03"), read_number("13"), read_number("2024")) == (3, 3, None, None)


def test_money_arrives_on_a_day_or_in_a_month():
    assert read_credit("2024-02-05 10:22:33") == date(2024, 2, 5)
    assert read_credit("202402") == Month.of(2024, 2)
    assert read_credit("待定") is None


@pytest.mark.parametrize(("text", "amount"), [(".5", "0.50"), ("-1,200.00", "-1200.00"), ("4500元", "4500.00")])
def test_sums_are_read_as_offices_write_them(text, amount):
    assert read_money(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "无", "1.234", "NaN", "--5"])
def test_what_is_no_sum_is_none(text):
    assert read_money(text) is None


@pytest.mark.parametrize(
    ("line", "months"),
    [
        ("职工 2024-01至2024-08 正常缴费", ("2024-01至2024-08",)),
        ("202401 202402", ("202401", "202402")),
        ("证件号 110101199001011234", ()),
        ("基数 1202401.00", ()),
        ("共34个月", ()),
    ],
)
def test_months_are_found_in_a_line(line, months):
    assert found_in(line)[0] == months
