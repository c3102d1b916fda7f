import errno
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.cases.file.reading import MOST_BYTES, OpenedCase, parse_case, read_case
from app.cases.problems import UnusableCase
from app.regions.divisions import all_regions
from app.rules.record.case import Cause, Sex
from app.rules.record.history import Kind, Scheme, Status
from app.rules.record.months import Month
from app.system.resources import resource

TODAY = date(2026, 11, 22)
GOOD: dict[str, Any] = {
    "format": "xubaotong.case/1",
    "region": "140100",
    "as_of": "2026-11-22",
    "periods": [{"scheme": "employee", "start": "2024-01", "end": "2026-08"}],
}


def opened(**changes: Any) -> OpenedCase:
    return parse_case(json.dumps({**GOOD, **changes}), "case.json", TODAY)


def told(text: str) -> list[str]:
    with pytest.raises(UnusableCase) as caught:
        parse_case(text, "case.json", TODAY)
    return caught.value.lines("en")


def problems(**changes: Any) -> list[str]:
    return told(json.dumps({**GOOD, **changes}, indent=0))


def row(start: str | None = "2024-01", end: str = "2024-12", **more: Any) -> dict[str, Any]:
    return {"scheme": "employee", "start": start, "end": end, **more}


def test_the_example_of_the_contract_is_read() -> None:
    text = """{
      "format": "xubaotong.case/1", "region": "370200", "as_of": "2024-05-15",
      "person": {"name": "李女士", "id_number": null, "birth_date": "1990-05-01", "sex": "female",
                 "categories": [], "local_household": null, "first_enrolment": null},
      "periods": [
        {"scheme": "resident", "start": "2017-01", "end": "2017-12", "credited_on": "2016-11-20"},
        {"scheme": "flexible", "start": "2018-01", "end": "2023-11", "region": "370200",
         "status": "paid", "kind": "normal", "payer": "person", "base": "4416.00", "credited_on": null}],
      "lapse_causes": [{"start": "2023-12", "cause": "personal"}],
      "plan": {"resume_as": "flexible", "pay_on": "2024-05-15", "back_pay": false, "pay_lapses": null,
               "insured_year": null, "in_window": null, "repair_years": 0},
      "answers": {}, "figures": {}
    }"""
    read = parse_case(text, "case.json", TODAY)
    assert (read.as_of, read.as_of_stated) == (date(2024, 5, 15), True)
    assert (read.case.person.name, read.case.person.sex) == ("李女士", Sex.FEMALE)
    resident, flexible = read.case.history.periods
    assert (resident.region, resident.credited_on) == ("370200", date(2016, 11, 20))
    assert (flexible.scheme, flexible.status, flexible.kind) == (Scheme.FLEXIBLE, Status.PAID, Kind.NORMAL)
    assert read.case.causes == {Month.of(2023, 12): Cause.PERSONAL}


@pytest.mark.parametrize("path", sorted(resource("samples").glob("*.json")), ids=lambda path: path.stem)
def test_every_sample_is_a_case(path: Path) -> None:
    assert read_case(path, TODAY).as_of_stated


def test_a_case_without_a_day_is_assessed_today() -> None:
    read = opened(as_of=None)
    assert (read.as_of, read.as_of_stated) == (TODAY, False)


BORDERS = [
    ({"region": "000000"}, {"region": "000001"}, "region: there is no region"),
    ({"region": "371200"}, {"region": "1401"}, "region: “1401” is no region code"),
    ({"periods": [row("1950-01", "1950-01")]}, {"periods": [row("1949-12", "1950-01")]}, "periods[0].start: “1949-12”"),
    ({"periods": [row("2100-12", "2100-12")]}, {"periods": [row("2100-12", "2101-01")]}, "periods[0].end: “2101-01”"),
    ({"periods": [row("2024-12")]}, {"periods": [row("2024-13")]}, "periods[0].start: “2024-13” is no month"),
    ({"periods": [row("2024-01")]}, {"periods": [row("2024-00")]}, "periods[0].start: “2024-00” is no month"),
    ({"periods": [row("2024-01")]}, {"periods": [row("2024-1")]}, "periods[0].start: “2024-1” is no month"),
    (
        {"periods": [row("2024-03", "2024-03")]},
        {"periods": [row("2024-03", "2024-02")]},
        "periods[0].end: ends in 2024-02, before it starts in 2024-03",
    ),
    ({"as_of": "2024-02-29"}, {"as_of": "2023-02-29"}, "as_of: “2023-02-29” is not in the calendar"),
    ({"as_of": "2024-02-29"}, {"as_of": "20240229"}, "as_of: “20240229” is no date"),
    (
        {"person": {"birth_date": "2026-11-22"}},
        {"person": {"birth_date": "2026-11-23"}},
        "person.birth_date: birth date 2026-11-23 is later than 2026-11-22",
    ),
    (
        {"as_of": "2030-01-01", "person": {"birth_date": "2029-12-31"}},
        {"person": {"birth_date": "1849-12-31"}},
        "person.birth_date: “1849-12-31” is out of range",
    ),
    (
        {"person": {"id_number": "E12345678"}},
        {"person": {"id_number": ""}},
        "person.id_number: no number of a document",
    ),
    (
        {"person": {"id_number": "110105194912310021"}},
        {"person": {"id_number": "1" * 31}},
        "person.id_number: no number of a document",
    ),
    (
        {"person": {"id_number": "11010519491231002x"}},
        {"person": {"id_number": "1101\n05"}},
        "person.id_number: the text has characters",
    ),
    ({"person": {"sex": "male"}}, {"person": {"sex": "Male"}}, "person.sex: “Male” is not a choice, expected one of"),
    ({"person": {"name": "𠮷"}}, {"person": {"name": "a\nb"}}, "person.name: the text has characters"),
    ({"person": {"name": "a" * 200}}, {"person": {"name": "a" * 201}}, "person.name: the text is too long"),
    ({"periods": [row(base="0")]}, {"periods": [row(base="-0.01")]}, "periods[0].base: “-0.01” is negative"),
    ({"periods": [row(base="1.25")]}, {"periods": [row(base="1.255")]}, "periods[0].base: “1.255” is no amount"),
    (
        {"periods": [row(base="99999999.99")]},
        {"periods": [row(base="100000000")]},
        "periods[0].base: “100000000” is too big",
    ),
    (
        {"periods": [row(base=None)]},
        {"periods": [row(base=4416)]},
        "periods[0].base: wrong type, expected an amount",
    ),
    ({"periods": []}, {"periods": [row(base="Infinity")]}, "periods[0].base: “Infinity” is no definite amount"),
    ({"periods": []}, {"periods": [row(base="1e3")]}, "periods[0].base: “1e3” is no amount"),
    ({"periods": []}, {"periods": [row(base="٣")]}, "periods[0].base: “٣” is no amount"),
    (
        {"figures": {"rate:employee": "100%"}},
        {"figures": {"rate:employee": "100.01%"}},
        "figures.rate:employee: “100.0",
    ),
    ({"figures": {"rate:employee": "0.1"}}, {"figures": {"rate:employee": "10"}}, "figures.rate:employee: “10” is no"),
    ({"figures": {"wage": "10"}}, {"figures": {"wage": "10%"}}, "figures.wage: “10%” is a percentage"),
    (
        {"figures": {"wage": "10"}},
        {"figures": {"wage": 10}},
        "figures.wage: wrong type, expected text in",
    ),
    ({"figures": {"wage:2025": "1"}}, {"figures": {"Wage": "1"}}, "figures.Wage: “Wage” cannot be a name"),
    ({"answers": {"a": True}}, {"answers": {"a": 1.5}}, "answers.a: wrong type, expected text, a whole number"),
    ({"answers": {"a": 10**17}}, {"answers": {"a": 10**18}}, "answers.a: wrong type, expected text, a whole number"),
    ({"plan": {"resume_as": "employee"}}, {"plan": {"pay_on": "2026-11-22"}}, "plan.resume_as: is missing, expected"),
    (
        {"plan": {"resume_as": "employee", "pay_on": "2026-11-22", "pay_lapses": ["2026-09"], "repair_years": 0}},
        {"plan": {"resume_as": "employee", "pay_on": "2026-11-22", "pay_lapses": ["2026-9"]}},
        "plan.pay_lapses[0]: “2026-9” is no month",
    ),
    (
        {"plan": {"resume_as": "resident", "pay_on": "2026-11-22", "repair_years": 50, "insured_year": 2100}},
        {"plan": {"resume_as": "resident", "pay_on": "2026-11-22", "repair_years": 51}},
        "plan.repair_years: the number is too big, expected at most 50",
    ),
    (
        {"plan": {"resume_as": "resident", "pay_on": "2026-11-22", "back_pay": True}},
        {"plan": {"resume_as": "resident", "pay_on": "2026-11-22", "back_pay": 1}},
        "plan.back_pay: wrong type, expected true or false",
    ),
    (
        {"lapse_causes": [{"start": "2026-09", "cause": "agency"}, {"start": "2026-10", "cause": "agency"}]},
        {"lapse_causes": [{"start": "2026-09", "cause": "agency"}, {"start": "2026-09", "cause": "agency"}]},
        "lapse_causes[1].start: lapse_causes[0] (line",
    ),
    ({"answers": {"a": "x" * 200}}, {"answers": {"a": "x" * 201}}, "answers.a: the text is too long"),
    ({"answers": {"a": ""}}, {"answers": {"a": "\t"}}, "answers.a: the text has characters"),
    ({"periods": []}, {"periods": [row(base=True)]}, "periods[0].base: “true” is no amount"),
    ({"periods": []}, {"periods": [row(base="4,416")]}, "periods[0].base: “4,416” is no amount"),
    ({"periods": []}, {"periods": [row(None)]}, "periods[0].start: “null” is no month"),
    ({"periods": []}, {"periods": {}}, "periods: wrong type, expected a list"),
    ({"person": {}}, {"person": []}, "person: wrong type, expected an object {…}"),
    ({"answers": {}}, {"answer": {}}, "answer: there is no “answer” here, expected “answers”"),
    ({"answers": {}}, {"zzz": {}}, "zzz: there is no “zzz” here, expected one of: format, region,"),
]


@pytest.mark.parametrize(("sound", "wrong", "message"), BORDERS, ids=[border[2][:40] for border in BORDERS])
def test_each_border_has_a_sound_side_and_a_message_on_the_other(
    sound: dict[str, Any], wrong: dict[str, Any], message: str
) -> None:
    opened(**sound)
    lines = problems(**wrong)
    assert len(lines) == 1
    assert message in lines[0]


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        (row("2024-01", "2024-06"), row("2024-07", "2024-12"), None),
        (row("2024-01", "2024-06"), row("2024-06", "2024-12"), "2024-06 of the same scheme"),
        (row("2024-01", "2024-12"), row("2024-03", "2024-05"), "2024-03–2024-05 of the same scheme"),
        (row("2024-03", "2024-05"), row("2024-01", "2024-12"), "2024-03–2024-05 of the same scheme"),
        (row(), row(scheme="resident"), None),
        (row(), row(region="310000"), None),
        (row(), row(region="140100"), "2024-01–2024-12 of the same scheme"),
        (row(), row(kind="refund"), None),
        (row(), row(kind="adjustment"), None),
        (row(), row(kind="back_paid"), "2024-01–2024-12 of the same scheme"),
    ],
)
def test_only_rows_that_say_the_same_month_twice_overlap(
    first: dict[str, Any], second: dict[str, Any], clash: str | None
) -> None:
    if clash is None:
        opened(periods=[first, second])
        return
    (line,) = problems(periods=[first, second])
    assert line.startswith("case.json:")
    assert "periods[1]: overlaps periods[0] (line " in line
    assert clash in line


def test_every_problem_of_a_file_is_told_with_its_line() -> None:
    text = """{
  "format": "xubaotong.case/1",
  "region": "999999",
  "person": {"name": "x",
    "sex": 1},
  "periods": [
    {"scheme": "employee", "start": "2024-01", "end": "2024-05"},
    {"scheme": "employee", "start": "2024-99", "end": "2024-05"},
    {"scheme": "employee",
     "start": "2024-05",
     "end": "2024-06"},
    {"scheme": "employee", "start": "2025-01"}
  ],
  "figures": {
    "rate:x": NaN,
    "wage": "1", "wage": "2"
  }
}"""
    places = [line.split(": ")[:2] for line in told(text)]
    assert places == [
        ["case.json:3", "region"],
        ["case.json:5", "person.sex"],
        ["case.json:8", "periods[1].start"],
        ["case.json:9", "periods[2]"],
        ["case.json:12", "periods[3].end"],
        ["case.json:15", "figures.rate:x"],
        ["case.json:16", "figures.wage"],
    ]
    assert "overlaps periods[0] (line 7)" in told(text)[3]


def test_wrong_names_in_decisions_and_events_are_told_like_those_of_any_part_and_hide_no_contradiction() -> None:
    stay = {"treatment": "stay", "since": "2026-10-08"}
    found = problems(decisions=[{"reson": "核定"}], events=[{**stay, "until": "2026-10-01"}, {"since": "2026-10-08"}])
    assert [problem.partition(": ")[2] for problem in found] == [
        "decisions[0].reason: is missing, expected a value",
        "decisions[0].reson: there is no “reson” here, expected “reason”",
        "events[0].until: ends on 2026-10-01, before it starts on 2026-10-08; expected an end not before the start",
        'events[1].treatment: is missing, expected a value such as "stay"',
    ]


def test_at_most_twenty_problems_are_listed_and_the_rest_counted() -> None:
    lines = problems(periods=[row("2024-13")] * 1000)
    assert len(lines) == 21
    assert lines[20] == "case.json: file: 980 more problems are not listed; mend these first and try again"


def test_a_file_of_nothing_but_wrong_names_is_told_in_one_line() -> None:
    (line,) = problems(**{f"k{number}": 1 for number in range(200_001)})
    assert line.startswith("case.json:1: file: 200001 places are not in the format")


def test_twenty_thousand_periods_are_read_and_one_more_is_not() -> None:
    months = [str(Month.of(1950, 1) + index) for index in range(1200)]
    provinces = [region.code for region in all_regions() if region.code.endswith("0000")][:17]
    rows = [row(month, month, region=code) for code in provinces for month in months][:20_000]
    assert len(opened(periods=rows).case.history.periods) == 20_000
    (line,) = problems(periods=[*rows, row()])
    assert "periods: too many entries, expected at most 20000" in line


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ("xubaotong.case/2", "format: this file was made by a newer program (xubaotong.case/2)"),
        ("xubaotong.case/0", "format: “xubaotong.case/0” is not the format of a case file"),
        ("xubaotong.assessment/1", "format: “xubaotong.assessment/1” is not the format of a case file"),
        (1, "format: “1” is not the format of a case file"),
    ],
)
def test_another_format_is_named_and_nothing_else_is_complained_of(stated: object, message: str) -> None:
    text = json.dumps({"periods_2": [], "format": stated} if isinstance(stated, str) else {**GOOD, "format": stated})
    (line,) = told(text)
    assert message in line


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the file is empty"),
        ("  \n\n ", 1, "the file is empty"),
        ("\n\n[]", 3, "expected an object {…}"),
        ('{\n"format": "xubaotong.case/1"\n"region": 1}', 3, "a comma or bracket is missing"),
        ('{\n"format": \n}', 3, "a value is missing"),
        ('{\n"format": "x",\n}', 3, "expected a name in double quotes"),
        ("{\n\n'format': 1}", 3, "expected a name in double quotes"),
        ('{"format" 1}', 1, "a colon is missing"),
        ('{}\n{"a": 1}', 2, "the document has ended"),
        ('{"format": "x', 1, "the quotes do not match"),
        ('{"format": "a\nb"}', 1, "a control character"),
        ('{"format": "\\q"}', 1, "wrong after the backslash"),
        ('{"a":\n' + "[" * 200_000, 2, "nested too deep"),
        ('{"a":\n' * 100_000, 101, "nested too deep"),
    ],
)
def test_text_that_is_no_json_is_told_by_line(text: str, line: int, message: str) -> None:
    (only,) = told(text)
    assert only.startswith(f"case.json:{line}: file: ")
    assert message in only


@pytest.mark.parametrize("text", ['{"a": 1}', "{}", '{"rows": [], "name": "x"}'])
def test_a_file_of_something_else_is_told_to_be_no_case_without_naming_fields(text: str) -> None:
    (only,) = told(text)
    assert "this is not a case file of this program" in only
    assert "periods" not in only


def test_nesting_that_json_can_hold_is_refused_like_any_other_wrong_value() -> None:
    (line,) = told(json.dumps({**GOOD, "answers": {"a": json.loads("[" * 300 + "]" * 300)}}))
    assert "answers.a: wrong type" in line


def test_an_integer_of_thousands_of_digits_is_refused_like_any_other_wrong_value() -> None:
    (line,) = told(json.dumps({**GOOD, "answers": {"a": 1}}).replace("1}", "1" * 5000 + "}"))
    assert "answers.a: wrong type" in line


def test_control_characters_of_the_file_never_reach_the_terminal() -> None:
    (line,) = problems(**{"a\x1b[2J": 1})
    assert line.isprintable()
    assert "a\\u001b[2J" in line


def test_halves_of_characters_are_refused_where_they_stand_and_whole_ones_read() -> None:
    assert opened(person={"name": "\U00020bb7"}).case.person.name == "𠮷"
    text = json.dumps({**GOOD, "person": {"name": "\ud842"}, "answers": {"\udfb7": 1}}, indent=1)
    first, second = told(text)
    assert first == "case.json:13: person.name: the text has characters that cannot be shown, expected none"
    assert second.startswith("case.json:16: answers.\\udfb7: ")


@pytest.mark.parametrize("value", ["张三丰", "张三丰\u0007", 5])
def test_a_message_never_repeats_a_name_or_an_id_number(value: object) -> None:
    lines = problems(person={"name": value, "id_number": value, "birth_date": "x"})
    assert not any("张三丰" in line for line in lines)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "李女士"), ("utf-8-sig", "李女士"), ("gb18030", "李女士"), ("utf-16", "李女士"), ("gb18030", "𠮷野")],
)
def test_the_encodings_of_chinese_offices_are_read(tmp_path: Path, encoding: str, name: str) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(json.dumps({**GOOD, "person": {"name": name}}, ensure_ascii=False).encode(encoding))
    assert read_case(file, TODAY).case.person.name == name


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 3), (b"\xff\xff\xff", 1), (b"{}\n\xff", 2), (b"\xff\xfea", 1), (b"{\n\0}", 2)],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, line: int) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(content)
    with pytest.raises(UnusableCase, match=f"case.json:{line}: 文件: 文件内容不是文字"):
        read_case(file, TODAY)


def test_a_file_is_read_up_to_twenty_megabytes_and_no_further(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    text = json.dumps(GOOD).encode()
    file.write_bytes(text + b" " * (MOST_BYTES - len(text)))
    read_case(file, TODAY)
    with file.open("ab") as grown:
        grown.write(b" ")
    with pytest.raises(UnusableCase, match="超过 20 MB"):
        read_case(file, TODAY)


def test_a_file_that_grows_while_it_is_read_is_refused_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(b" " * (MOST_BYTES + 1))
    small = (Path(__file__).stat(),)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: small[0])
    with pytest.raises(UnusableCase, match="超过 20 MB"):
        read_case(file, TODAY)


def test_folders_missing_files_and_devices_are_named_for_what_they_are(tmp_path: Path) -> None:
    for path, message in (
        (tmp_path, "这是一个文件夹"),
        (tmp_path / "none.json", "找不到这个文件"),
        (tmp_path / ("x" * 300), "文件名太长"),
        (Path("a\0b"), "不能使用的字符"),
        (Path("/dev/null"), "不是普通文件"),
    ):
        with pytest.raises(UnusableCase, match=message):
            read_case(path, TODAY)


def test_a_file_that_may_not_be_read_is_named_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(GOOD), encoding="utf-8")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(UnusableCase, match="没有读写这个文件的权限"):
        read_case(file, TODAY)


def test_every_error_type_of_the_models_has_its_sentence() -> None:
    anything: list[object] = [None, True, 1, 1.5, "x", [], {}, [1], {"a": 1}, [{}], -1, 10**6, "\ud800"]
    keys = ["format", "region", "as_of", "person", "periods", "lapse_causes", "plan", "answers", "figures"]
    for key in keys:
        for value in anything:
            try:
                opened(**{key: value})
            except UnusableCase as error:
                for language in ("zh", "en"):
                    for line in error.lines(language):
                        assert "the value is wrong, expected what" not in line
                        assert "内容不对" not in line
                        assert "{" not in line.replace("{…}", "")
