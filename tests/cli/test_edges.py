"""At the edges a clear sentence and the right exit code: odd days, names, outputs, screens, packs and streams."""

from __future__ import annotations

import json
import os
import resource as limits
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import run
from app.system.resources import resource, shipped_policies

SAMPLE = resource("samples", "zhang-xiansheng.json")
posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and devices are those of POSIX")
LONG = "长" * 300


def program(*arguments, **surroundings):
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, arguments)],
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )


def refused(capsys, *arguments):
    """What is said of arguments that cannot be used: exit code 2, and no fault of the program's own."""
    assert run([*map(str, arguments)], None) == 2
    said = capsys.readouterr().err
    assert "程序出错" not in said
    return said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("1000-01-01", "超出范围，应在 1950-01-01 至 2100-12-31 之间"),
        ("2201-01-01", "超出范围"),
        ("2026-W01-1", "不是日期"),
        ("20260101", "不是日期"),
        ("2026-02-30", "日历上没有"),
        ("", "不是日期"),
    ],
)
def test_a_day_is_spelled_as_in_a_case_file(capsys, day, said):
    for command in (("assess", SAMPLE, "--as-of", day), ("policy", "show", "140100", "--on", day)):
        assert said in refused(capsys, *command)


@pytest.mark.parametrize("day", ["1950-01-01", "2100-12-31", "2024-02-29", "2035-06-30"])
def test_every_day_in_range_is_answered(capsys, day):
    assert run(["assess", str(SAMPLE), "--as-of", day], None) == 0
    assert json.loads(capsys.readouterr().out)["as_of"] == day


def test_a_name_that_is_too_long_is_told(capsys, tmp_path):
    assert "没有这个文件" in refused(capsys, tmp_path / f"{LONG}.json")
    assert "文件名太长" in refused(capsys, "assess", tmp_path / f"{LONG}.json")
    assert "文件名太长" in refused(capsys, "report", SAMPLE, "-o", tmp_path / f"{LONG}.pdf")
    assert "文件名太长" in refused(capsys, "report", SAMPLE, "-o", tmp_path / LONG / "a.pdf")


@posix
def test_loops_devices_and_pipes_as_output_are_told_and_stay_as_they_are(capsys, tmp_path):
    pipe, one, other = (tmp_path / name for name in ("pipe", "one.pdf", "other.pdf"))
    os.mkfifo(pipe)
    one.symlink_to(other)
    other.symlink_to(one)
    statement = tmp_path / "list.csv"
    statement.write_text("年月,险种,缴费状态\n202401,职工医保,正常缴费\n", encoding="utf-8")
    for command in (("report", SAMPLE), ("import", statement)):
        assert "不是普通文件" in refused(capsys, *command, "-o", pipe)
        assert "不是普通文件" in refused(capsys, *command, "-o", os.devnull)
        assert "指向自己的链接" in refused(capsys, *command, "-o", one)
    assert pipe.is_fifo()


@posix
def test_a_case_whose_name_is_no_text_is_assessed_and_told_of(tmp_path):
    odd = os.fsencode(tmp_path) + b"/\xd5\xc5\xc8\xfd.json"
    Path(os.fsdecode(odd)).write_bytes(SAMPLE.read_bytes())
    ended = program("assess", os.fsdecode(odd))
    assert ended.returncode == 0
    Path(os.fsdecode(odd)).write_bytes(b"{")
    ended = program("assess", os.fsdecode(odd))
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="screens as Linux has them")
@pytest.mark.parametrize("platform", ["xcb", "wayland", "nonsense"])
def test_a_report_needs_no_screen_whatever_is_asked_for(tmp_path, platform):
    ended = program(
        "report", SAMPLE, "-o", tmp_path / "a.pdf", QT_QPA_PLATFORM=platform, DISPLAY="", WAYLAND_DISPLAY=""
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


@posix
def test_packs_that_are_no_files_are_told_and_the_check_fails(capsys, tmp_path):
    folder = tmp_path / "packs"
    folder.mkdir()
    shutil.copy(shipped_policies() / "000000-national.yaml", folder)
    (folder / "450000-x.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (folder / "640000-d.yaml").mkdir()
    os.mkfifo(folder / "650000-f.yaml")
    (folder / "710000-l.yaml").symlink_to(folder / "710000-l.yaml")
    none = ["450000-x.yaml", "640000-d.yaml", "650000-f.yaml", "710000-l.yaml"]
    assert files_named(refused(capsys, "policy", "check", folder)) == none
    for command in (("assess", SAMPLE), ("report", SAMPLE, "-o", tmp_path / "a.pdf")):
        ended = program(*command, "--policies", folder)
        assert ended.returncode == 0, "the others are used"
        assert files_named(ended.stderr) == none
        assert ended.stderr.count("不是普通文件") == len(none)


def files_named(said):
    return [line.partition(":")[0].rpartition("/")[2] for line in said.splitlines()]


@posix
@pytest.mark.parametrize("kind", ["folder", "dangling", "loop", "pipe"])
def test_a_place_whose_pack_is_no_file_is_not_answered_by_its_province(capsys, tmp_path, kind):
    folder = tmp_path / "packs"
    shutil.copytree(shipped_policies(), folder)
    (pack,) = folder.glob("140100-*.yaml")
    pack.unlink()
    match kind:
        case "folder":
            pack.mkdir()
        case "dangling":
            pack.symlink_to(tmp_path / "nowhere.yaml")
        case "loop":
            pack.symlink_to(pack)
        case _:
            os.mkfifo(pack)
    case = resource("samples", "resident-skipped-2025.json")
    paper = tmp_path / "a.pdf"
    for command in (("assess", case), ("report", case, "-o", paper), ("policy", "show", "140100")):
        assert "不是普通文件" in refused(capsys, *command, "--policies", folder)
    assert not paper.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize(
    "arguments", [("assess", "nowhere.json"), ("assess", SAMPLE, "--bad"), ("policy", "check", "no")]
)
def test_where_stderr_takes_nothing_the_exit_code_tells(arguments):
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "app", *map(str, arguments)]
        assert subprocess.run(command, stdout=subprocess.PIPE, stderr=full, check=False).returncode == 2


@posix
def test_a_file_of_unknown_keys_is_refused_before_it_takes_the_memory(tmp_path):
    path = tmp_path / "case.json"
    keys = {f"key{number:07}": number for number in range(900_000)}
    path.write_text(json.dumps({"format": "xubaotong.case/1", "region": "370200", "periods": [], **keys}))
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (400 * 2**20,) * 2);"
        "sys.argv = ['xubaotong', 'assess', sys.argv[1]]; from app.__main__ import main; sys.exit(main())"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert (ended.returncode, "内容太多" in ended.stderr) == (2, True)
    assert limits.getrlimit(limits.RLIMIT_AS)[0] == limits.RLIM_INFINITY


def test_many_unknown_keys_anywhere_are_counted_not_listed(capsys, tmp_path):
    path = tmp_path / "case.json"
    row = {"scheme": "employee", "start": "2024-01", "end": "2024-01", **{f"k{n}": 1 for n in range(30)}}
    path.write_text(json.dumps({"format": "xubaotong.case/1", "region": "370200", "periods": [row] * 1000}))
    assert "有 30000 处不合格式" in refused(capsys, "assess", path)


def test_the_tail_of_a_long_list_is_never_lost_unseen(capsys, tmp_path):
    statement = tmp_path / "list.csv"
    blank = "\n" * 25_000
    statement.write_text(
        f"年月,险种,缴费状态\n202401,职工医保,正常缴费\n{blank}202402,职工医保,欠费\n", encoding="utf-8"
    )
    assert "10000" in refused(capsys, "import", statement, "-o", tmp_path / "case.json")
    statement.write_text(
        f"年月,险种,缴费状态\n202401,职工医保,正常缴费\n{blank[:15_000]}202402,职工医保,欠费\n", encoding="utf-8"
    )
    assert run(["import", str(statement), "-o", str(tmp_path / "case.json")], None) == 0
    assert [row["start"] for row in json.loads((tmp_path / "case.json").read_text(encoding="utf-8"))["periods"]] == [
        "2024-01",
        "2024-02",
    ]


def test_a_record_paid_far_ahead_is_told_in_every_form(capsys, tmp_path):
    path = tmp_path / "case.json"
    person = {"name": "李四", "id_number": "110105194912310021", "birth_date": "1990-05-01"}
    rows = [{"scheme": "employee", "start": "2024-01", "end": "2100-12"}]
    document = {"format": "xubaotong.case/1", "region": "370200", "as_of": "2026-11-22", "person": person}
    path.write_text(
        json.dumps({**document, "periods": rows, "plan": {"resume_as": "employee", "pay_on": "2036-01-01"}})
    )
    assert run(["assess", str(path), "--format", "text"], None) == 0
    text = capsys.readouterr().out
    assert run(["assess", str(path)], None) == 0
    codes = [warning["code"] for warning in json.loads(capsys.readouterr().out)["warnings"]]
    for said in ("在基准日2026年11月22日之后", "年以后，请检查年份", "证件号的最后一位"):
        assert said in text
    assert {"record-doubtful", "plan-doubtful", "person-doubtful"} <= set(codes)
