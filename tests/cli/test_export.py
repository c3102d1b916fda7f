"""`export`, `report` and `open-code`: all or nothing is written, and a case goes out as a code and comes back."""

import json
import os
import shutil

import pytest

from app.cases.code.codes import codes
from app.cases.file.reading import read_case
from app.cases.file.saving import case_text
from app.cli import run
from app.export.kinds import ExportKind
from app.packs.shelf.shelf import open_shelf
from app.rules.assess import assess
from app.rules.outcome.turning_points import with_turning_points
from app.system.clock import today
from app.system.resources import resource

SAMPLE = resource("samples", "zhang-nyushi.json")


def no_window(case_path, *, quit_after_first_paint):
    raise AssertionError("the window was opened")


@pytest.fixture
def ran(capsys, monkeypatch, qapp):
    """Run a command; gives the exit code and the lines on stderr."""
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")

    def running(*arguments):
        code = run([str(each) for each in arguments], no_window)
        return code, capsys.readouterr().err.splitlines()

    return running


@pytest.fixture
def printed():
    """The codes of the sample's notice, as they are printed."""
    read = read_case(SAMPLE, today())
    policy = open_shelf().policy_for(read.case.region)
    assessment = with_turning_points(read.case, policy, assess(read.case, policy, read.as_of))
    return codes(read.case, assessment, assessment.leading)


@pytest.mark.parametrize("kind", list(ExportKind))
def test_the_suffix_says_what_is_written(ran, tmp_path, kind):
    output = tmp_path / f"out.{kind}"
    assert ran("export", SAMPLE, "-o", output) == (0, [])
    assert output.stat().st_size > 200
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


def test_the_text_is_the_one_that_assess_writes(ran, tmp_path, capsys):
    ran("export", SAMPLE, "--lang", "en", "-o", tmp_path / "out.txt")
    run(["assess", str(SAMPLE), "--format", "text", "--lang", "en"], no_window)
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == capsys.readouterr().out


def test_report_and_export_write_one_paper(ran, tmp_path):
    assert ran("report", SAMPLE, "-o", tmp_path / "a.pdf", "--chart", tmp_path / "a.svg")[0] == 0
    assert ran("export", SAMPLE, "-o", tmp_path / "b.pdf")[0] == 0
    assert ran("export", SAMPLE, "-o", tmp_path / "b.svg")[0] == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


@pytest.mark.parametrize(
    ("name", "said"),
    [("out.doc", ".docx"), ("none/out.txt", "文件夹不存在"), ("folder.txt", "文件夹"), ("pipe.txt", "普通文件")],
)
def test_an_output_that_cannot_be_is_refused_and_nothing_is_written(ran, tmp_path, name, said):
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    before = sorted(tmp_path.rglob("*"))
    code, (line,) = ran("export", SAMPLE, "-o", tmp_path / name)
    assert code == 2
    assert said in line
    assert sorted(tmp_path.rglob("*")) == before


def test_the_case_is_not_overwritten_and_a_file_is_left_where_nothing_can_be_made(ran, tmp_path):
    case = tmp_path / "case.txt"
    shutil.copy(SAMPLE, case)
    assert ran("export", case, "-o", case)[0] == 2
    assert case.read_bytes() == SAMPLE.read_bytes()
    kept = tmp_path / "kept.xlsx"
    kept.write_text("kept")
    empty = tmp_path / "empty.json"
    empty.write_text('{"format": "xubaotong.case/1", "region": "140100", "periods": []}')
    code, (line,) = ran("export", empty, "-o", kept)
    assert code == 2
    assert "账单" in line
    assert kept.read_text() == "kept"


def test_no_bill_is_told_in_a_sentence(ran, tmp_path):
    code, (line,) = ran("export", resource("samples", "li-nyushi.json"), "-o", tmp_path / "out.xlsx")
    assert (code, "账单" in line) == (2, True)
    assert not list(tmp_path.iterdir())


# codes


def test_a_code_becomes_the_case_without_its_person(ran, tmp_path, printed):
    output = tmp_path / "case.json"
    code, lines = ran("open-code", *printed, "-o", output)
    assert code == 0
    assert "单位补缴" in lines[0]
    assert "结论相同" in lines[1]
    written = json.loads(output.read_text(encoding="utf-8"))
    original = json.loads(SAMPLE.read_text(encoding="utf-8"))
    del original["person"]["name"]
    assert written == original
    read = read_case(output, today())
    assert case_text(read.case, read.as_of) == output.read_text(encoding="utf-8")


def test_typed_in_groups_and_without_quotes_it_is_read_too(ran, tmp_path, printed):
    (part,) = printed
    letters = part.replace("-", "")
    groups = [letters[at : at + 4].lower() for at in range(0, len(letters), 4)]
    assert ran("open-code", *groups, "-o", tmp_path / "case.json")[0] == 0


def test_a_slip_is_told_with_its_line_and_nothing_is_written(ran, tmp_path, printed):
    (part,) = printed
    lines = part.split("-")
    lines[2] = f"{'A' if lines[2][0] != 'A' else 'B'}{lines[2][1:]}"
    code, (line,) = ran("open-code", "-".join(lines), "-o", tmp_path / "case.json", "--lang", "en")
    assert code == 2
    assert line.startswith("open-code: code 1, line 3")
    assert not list(tmp_path.iterdir())


def test_packs_that_differ_are_named(ran, tmp_path, printed):
    policies = tmp_path / "policies"
    shutil.copytree(resource("samples").parent.parent / "policies", policies)
    pack = next(policies.glob("440300-*.yaml"))
    text = pack.read_text(encoding="utf-8")
    version = next(line for line in text.splitlines() if line.startswith("version:"))
    pack.write_text(text.replace(version, 'version: "1999.1"'), encoding="utf-8")
    code, lines = ran("open-code", *printed, "-o", tmp_path / "case.json", "--policies", policies)
    assert code == 0
    assert len(lines) == 2
    assert "440300" in lines[1]
    assert "1999.1" in lines[1]
