from __future__ import annotations

from datetime import date

import pytest

from app.packs.file.yaml_source import MOST_NODES, read_yaml
from app.packs.problems import MOST_BYTES, UnusablePack


def problems(data: bytes | str) -> list[str]:
    with pytest.raises(UnusablePack) as caught:
        read_yaml(data.encode() if isinstance(data, str) else data, "a.yaml")
    return [problem.in_("en") for problem in caught.value.problems]


def test_every_field_knows_its_line() -> None:
    marked = read_yaml(b"a: 1\nb:\n  - c: x\n    d: >\n      long\n  - e\n", "a.yaml")

    assert marked.value == {"a": 1, "b": [{"c": "x", "d": "long\n"}, "e"]}
    assert [marked.line_of(path) for path in (("a",), ("b",), ("b", 0), ("b", 0, "d"), ("b", 1))] == [1, 2, 3, 4, 6]


def test_a_missing_field_is_told_where_it_should_stand() -> None:
    marked = read_yaml(b"a:\n  b: 1\n", "a.yaml")

    assert marked.line_of(("a", "missing", 3)) == 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", True),
        ("No", False),
        ("true", True),
        ("~", None),
        ("", None),
        ("-12", -12),
        ("0", 0),
        ("2026-02-28", date(2026, 2, 28)),
        ("2023-12", "2023-12"),
        ("4..6", "4..6"),
        ('"000000"', "000000"),
        ('"yes"', "yes"),
        ("太原", "太原"),
    ],
)
def test_plain_words_mean_one_thing(written: str, meant: object) -> None:
    assert read_yaml(f"a: {written}\n".encode(), "a.yaml").value == {"a": meant}


@pytest.mark.parametrize(
    "written",
    ["0.085", "1e3", ".inf", ".nan", "000000", "0x10", "1_000", "12:30", "on", "2026-01-01 10:00:00", "9" * 16],
)
def test_what_yaml_could_read_as_something_else_must_be_in_quotes(written: str) -> None:
    assert problems(f"a: 1\nb: {written}\n")[0].startswith("a.yaml:2: b: ")
    assert "write it in quotes" in problems(f"b: {written}\n")[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3: a: written twice, first on line 1"),
        ("a: &x 1\nb: *x\n", "a.yaml:1: a: uses a YAML anchor"),
        ("a: 1\nb: *x\n", "a.yaml:2: b: uses a YAML anchor"),
        ("a: !!python/object x\n", "a.yaml:1: a: uses a YAML tag"),
        ("a: !!map {}\n", "a.yaml:1: a: uses a YAML tag"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2: a second document begins here"),
        ("a: 1\n? [x]\n: 2\n", "a.yaml:2: the name of a field is a word"),
        ("a:\n\tb: 1\n", "a.yaml:2: is indented with a tab"),
        ("a: 1\nb: 'x\n", "a.yaml:3: not valid YAML"),
        ("a: 1\nb: 2026-02-30\n", "a.yaml:2: b: there is no day 2026-02-30"),
        ("中文: 1\nb: \x01\n", "a.yaml:2: contains the control character U+0001"),
        ("a: \x00\n", "a.yaml:1: contains the control character U+0000"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_line(text: str, told: str) -> None:
    assert problems(text)[0].startswith(told)


def test_depth_number_and_size_have_limits() -> None:
    assert "nested deeper" in problems("[" * 500 + "]" * 500)[0]
    assert "more than" in problems("[" + "1," * MOST_NODES + "]")[0]
    assert problems(b" " * (MOST_BYTES + 1)) == ["a.yaml: larger than 2 MB, this is no policy pack"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_three_encodings_are_read(encoding: str) -> None:
    assert read_yaml("名称: 太原市\n".encode(encoding), "a.yaml").value == {"名称": "太原市"}


def test_other_bytes_are_told_at_their_line() -> None:
    assert problems("a: 1\nb: 太原\n".encode() + b"\xff\xff\n")[0].startswith("a.yaml:3: this line is not UTF-8")
