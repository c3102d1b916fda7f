"""What cannot be used is told in one line a problem, with its place; nothing is written and nothing is lost."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.outside import ROOT, SAMPLES, Program

pytestmark = pytest.mark.acceptance

MONTHS = {"scheme": "employee", "start": "2022-01", "end": "2026-08"}


def case(**changes: Any) -> str:
    document = {"format": "xubaotong.case/1", "region": "140100", "as_of": "2026-11-22", "periods": [MONTHS], **changes}
    return json.dumps(document, ensure_ascii=False, indent=2)


def periods(*changes: Mapping[str, Any]) -> str:
    return case(periods=[{**MONTHS, **change} for change in changes])


UNUSABLE: Mapping[str, tuple[str, str]] = {  # name: (text of the file, the field that must be named)
    "a later format": (case(format="xubaotong.case/2"), "format"),
    "another document": (case(format="something"), "format"),
    "a thirteenth month": (periods({"start": "2022-13"}), "periods[0].start"),
    "a month that is no text": (periods({"end": 202208}), "periods[0].end"),
    "two rows of one scheme for one month": (periods({}, {"start": "2026-08", "end": "2026-10"}), "periods[1]"),
    "an end before its start": (periods({"start": "2026-09"}), "periods[0]"),
    "a place that does not exist": (case(region="999999"), "region"),
    "an amount that is negative": (periods({"base": "-1.00"}), "periods[0].base"),
    "an amount that is infinite": (periods({"base": "Infinity"}), "periods[0].base"),
    "an amount that is no number": (periods({"base": "NaN"}), "periods[0].base"),
    "a day that does not exist": (case(as_of="2026-02-30"), "as_of"),
    "a scheme nobody knows": (periods({"scheme": "villager"}), "periods[0].scheme"),
    "a key nobody knows": (case(perriods=[]), "perriods"),
}
HOPELESS: Mapping[str, bytes] = {
    "nothing": b"",
    "half a document": case().encode()[:-20],
    "a list": b"[]",
    "bytes of no encoding": b"\xff\xfe\x00{}",
    "twenty megabytes of noise": bytes(range(1, 256)) * (20 * 1024 * 1024 // 255 + 1),
    "twenty megabytes of brackets": b"[" * (20 * 1024 * 1024),
    "nested without end": b'{"periods":' * 5000,
    "a number without end": b'{"format": ' + b"9" * 100_000 + b"}",
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_every_problem_names_file_line_and_field(program: Program, name: str, tmp_path: Path) -> None:
    text, field = UNUSABLE[name]
    file = tmp_path / "case.json"
    file.write_text(text, encoding="utf-8")
    for language in ("zh", "en"):
        refused = program.run("assess", file, "--lang", language)
        assert (refused.returncode, refused.stdout) == (2, "")
        told = re.compile(rf"{re.escape(str(file))}:(\d+): ({re.escape(field)}\S*): \S.+")
        first = told.fullmatch(refused.stderr.splitlines()[0])
        assert first, refused.stderr
        named, line = re.split(r"[.\[]", first[2])[-1].rstrip("]"), text.splitlines()[int(first[1]) - 1]
    assert f'"{named}"' in line if named.isidentifier() else line.strip() == "{", (line, refused.stderr)


@pytest.mark.parametrize("name", HOPELESS)
def test_what_is_no_case_at_all_is_told_in_a_line_or_two(program: Program, name: str, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(HOPELESS[name])
    refused = program.run("assess", file)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert re.fullmatch(rf"({re.escape(str(file))}(:\d+)?: .+\n){{1,3}}", refused.stderr), refused.stderr


def test_a_file_that_is_not_there_and_a_folder_are_told(program: Program, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.json", tmp_path):
        for command in (("assess",), ("report", "-o", tmp_path / "out.pdf")):
            refused = program.run(*command, path)
            assert (refused.returncode, refused.stdout) == (2, "")
            assert refused.stderr.startswith(f"{path}: ")
            assert "Traceback" not in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_refused_report_leaves_what_was_there(program: Program, tmp_path: Path) -> None:
    bad, paper, chart = tmp_path / "case.json", tmp_path / "out.pdf", tmp_path / "out.svg"
    bad.write_text(case(region="999999"), encoding="utf-8")
    paper.write_text("an earlier notice", encoding="utf-8")
    chart.write_text("an earlier chart", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for options in (("-o", paper, "--chart", chart), ("-o", paper, "--chart", tmp_path / "out.docx")):
        assert program.run("report", bad, *options).returncode == 2
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_report_never_takes_the_place_of_its_case(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(SAMPLES[0].read_bytes())
    assert program.run("report", file, "-o", file).returncode == 2
    assert file.read_bytes() == SAMPLES[0].read_bytes()


def test_a_report_into_a_folder_that_is_not_there_is_told(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "out.pdf"
    refused = program.run("report", SAMPLES[0], "-o", target)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"{target}: ")
    assert "Traceback" not in refused.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: xubaotong.policy/1", "format: xubaotong.policy/2"),
        ("code: ", "code: ["),
        ("sources:", "\tsources:"),
    ],
)
def test_a_pack_that_cannot_be_used_is_told_with_its_line(program: Program, old: str, new: str, tmp_path: Path) -> None:
    for name in ("000000-national", "140000-shanxi", "140100-taiyuan"):
        shutil.copy(ROOT / "policies" / f"{name}.yaml", tmp_path)
    pack = tmp_path / "140100-taiyuan.yaml"
    text = pack.read_text(encoding="utf-8")
    assert old in text
    pack.write_text(text.replace(old, new, 1), encoding="utf-8")
    for command in (("assess", SAMPLES[-1], "--policies", tmp_path), ("policy", "check", tmp_path)):
        refused = program.run(*command)
        assert refused.returncode == 2, refused
        assert re.match(rf"{re.escape(str(tmp_path))}/140100-taiyuan\.yaml:\d+: ", refused.stderr), refused.stderr
        assert "Traceback" not in refused.stderr


def test_a_folder_of_packs_that_is_not_there_is_told(program: Program, tmp_path: Path) -> None:
    refused = program.run("assess", SAMPLES[0], "--policies", tmp_path / "nowhere")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"{tmp_path / 'nowhere'}: ")


@pytest.mark.parametrize(
    "arguments", [("assess",), ("assess", "a", "b"), ("report", "a"), ("frobnicate",), ("--nonsense",)]
)
def test_a_command_that_does_not_exist_or_lacks_something_is_told(program: Program, arguments: tuple[str, ...]) -> None:
    refused = program.run(*arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1
    assert "Traceback" not in refused.stderr
