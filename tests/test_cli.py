from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.cli import run

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "zhang-nyushi.json"

Ran = subprocess.CompletedProcess[bytes]
Program = Callable[..., Ran]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Run the program as a person does, in a process of its own, with a cache of its own."""

    def start(*arguments: object, environment: Mapping[str, str] | None = None) -> Ran:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "QT_"))}
        own = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "LANG": "C.UTF-8", **(environment or {})}
        command = [sys.executable, "-m", "app", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, env={**inherited, **own}, capture_output=True, timeout=60, check=False)

    return start


@pytest.fixture
def bad_case(tmp_path: Path) -> Path:
    path = tmp_path / "bad.json"
    path.write_text('{\n  "format": "xubaotong.case/1",\n  "region": "999999",\n  "periods": []\n}\n', encoding="utf-8")
    return path


def no_window(case_path: Path | None, *, quit_after_first_paint: bool) -> int:
    raise AssertionError("the window was opened")


@pytest.fixture
def two_folders(tmp_path: Path) -> tuple[Path, Path]:
    """The nation's pack in an older and a newer folder: in the newer one a wait of the web is longer."""
    shipped = (ROOT / "policies" / "000000-national.yaml").read_text(encoding="utf-8")
    head, row, rest = shipped.partition("    - id: web-short-resumed-flexible\n")
    newer = head + row + rest.replace("wait: {months: 6", "wait: {months: 7", 1)
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, text in ((old, shipped), (new, newer)):
        folder.mkdir()
        (folder / "000000-x.yaml").write_text(text, encoding="utf-8")
    return old, new


def test_assess_answers_as_json_by_default(program: Program) -> None:
    ran = program("assess", SAMPLE)

    assert (ran.returncode, ran.stderr) == (0, b"")
    document = json.loads(ran.stdout)
    assert document["format"] == "xubaotong.assessment/1"
    assert document["planned"]["cost"]["principal"] == "3200.00"
    assert document["planned"]["verdict"] == "ask"  # no text says who bears the months that were missed
    assert document["planned"]["benefits_from"] == "2026-12-01"
    assert document["order"][0] == document["leading"]["key"] == "planned"
    assert document["today"]["covered"] == "no"


def test_the_same_case_gives_the_same_bytes_whatever_locale_and_time_zone(program: Program) -> None:
    environments = (
        {"LC_ALL": "C", "TZ": "UTC"},
        {"LC_ALL": "en_US.UTF-8", "TZ": "Pacific/Kiritimati"},
        {
            "PYTHONIOENCODING": "ascii",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "LC_ALL": "POSIX",
            "TZ": "Asia/Shanghai",
        },
        {"PYTHONHASHSEED": "7"},
    )
    answers = {program("assess", SAMPLE, environment=environment).stdout for environment in environments}

    assert len(answers) == 1
    assert "深圳" in answers.pop().decode("utf-8")


def test_assess_as_text_says_what_a_person_needs(program: Program) -> None:
    text = program("assess", SAMPLE, "--format", "text").stdout.decode("utf-8")

    for said in (
        "2026年7月至10月，4个月，单位没有缴",
        "现在不能报销：断缴后，报销到2026年7月31日为止。",
        "最晚哪天到账：2026年11月30日，再晚恢复报销就要推到2027年1月1日",
        "8000.00 × 10% × 4 = 3,200.00 元",
        "== 在哪里办、问谁 ==",
        "- 医保服务热线：",
        "== 其他办法 ==",
    ):
        assert said in text
    english = program("assess", SAMPLE, "--format", "text", "--lang", "en").stdout.decode("utf-8")
    assert "Benefits from: 1 December 2026" in english
    assert "treatment is paid from 1 December, with no waiting period" in english


def test_the_as_of_day_of_the_command_line_goes_before_the_case(program: Program) -> None:
    document = json.loads(program("assess", SAMPLE, "--as-of", "2026-12-05").stdout)

    assert document["as_of"] == "2026-12-05"


def test_assess_needs_no_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from app.cli import run; "
        f"assert run(['assess', {str(SAMPLE)!r}], None) == 0; assert run(['policy', 'show', '140100'], None) == 0; "
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'app.ui', 'app.report'))]"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=False)

    assert (ran.returncode, ran.stderr) == (0, b"")


def test_assess_on_packs_it_knows_needs_neither_pydantic_nor_yaml(tmp_path: Path) -> None:
    code = (
        "import sys; from app.cli import run; "
        f"assert run(['assess', {str(SAMPLE)!r}], None) == 0; "
        "sys.exit(10 if {'pydantic', 'pydantic_core', 'yaml'} & set(sys.modules) else 0)"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", code]
    first, second = (
        subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False) for _ in range(2)
    )

    assert (first.returncode, second.returncode) == (10, 0)
    assert first.stdout == second.stdout


def test_a_bad_case_is_told_line_by_line_and_ends_with_2(program: Program, bad_case: Path) -> None:
    ran = program("assess", bad_case)

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.decode("utf-8").startswith(f"{bad_case}:3: region: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("assess", "none.json"),
        ("assess", SAMPLE, "--policies", "none"),
        ("assess", SAMPLE, "--as-of", "2026-02-30"),
        ("assess", SAMPLE, "--as-of", "20260228"),
        ("assess", SAMPLE, "--format", "xml"),
        ("assess",),
        ("policy",),
        ("policy", "show", "999999"),
        ("policy", "check", "none"),
        ("schema", "person"),
        ("asess",),
        ("none.json",),
        ("--frobnicate",),
        ("import", "statement.csv", "-o", "case.json"),
        ("import", "statement.csv"),
        ("import", "statement.csv", "--region", "999999", "-o", "case.json"),
        ("import", "statement.csv", "--map", "status", "-o", "case.json"),
        ("batch", "roster.xlsx", "-o", "result.xlsx", "--workers", "2"),
        ("policy", "diff", "140100"),
        ("policy", "diff", "140100", "999999"),
        ("policy", "diff", "140100", "310000", "--on2", "2026-13-01"),
    ],
    ids=lambda arguments: " ".join(map(str, arguments))[-40:],
)
def test_what_cannot_be_used_is_told_in_one_line_and_ends_with_2(
    arguments: tuple[object, ...], program: Program
) -> None:
    ran = program(*arguments)

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert len(ran.stderr.decode("utf-8").splitlines()) == 1
    assert b"Traceback" not in ran.stderr


def test_a_command_of_a_later_version_says_so(program: Program) -> None:
    assert "以后的版本才有" in program("batch", "roster.xlsx").stderr.decode("utf-8")


def test_an_unusable_pack_ends_assess_with_2_at_its_line(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "000000-x.yaml").write_text("format: xubaotong.policy/1\nformat: x\n", encoding="utf-8")

    ran = program("assess", SAMPLE, "--policies", folder)

    assert ran.returncode == 2
    assert ran.stderr.decode("utf-8").startswith(f"{folder / '000000-x.yaml'}:2: format: ")


@pytest.mark.slow
def test_policy_check_passes_on_the_shipped_packs(program: Program) -> None:
    ran = program("policy", "check")

    assert ran.returncode == 0
    assert ran.stdout.decode("utf-8").startswith("通过：")


def test_policy_check_ends_with_1_when_a_check_fails_and_with_2_when_a_pack_is_unusable(
    program: Program, tmp_path: Path
) -> None:
    shipped = (ROOT / "policies" / "000000-national.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "000000-x.yaml").write_text(shipped[: shipped.index("\nexamples:")] + "\n", encoding="utf-8")

    failed = program("policy", "check", folder, "--lang", "en")
    (folder / "140000-x.yaml").write_text("format: nothing\n", encoding="utf-8")
    unusable = program("policy", "check", folder, "--lang", "en")

    assert failed.returncode == 1
    assert b"add one" in failed.stdout
    assert failed.stderr == b""
    assert unusable.returncode == 2
    assert b"140000-x.yaml:1: format: " in unusable.stderr


def test_policy_show_names_place_rules_and_sources(program: Program) -> None:
    text = program("policy", "show", "140105", "--on", "2026-11-22").stdout.decode("utf-8")

    assert "山西省太原市小店区（140105）在2026年11月22日有效的规则" in text
    assert "sha256" in text


def test_policy_diff_names_both_places_what_differs_and_the_rows(program: Program) -> None:
    ran = program("policy", "diff", "440300", "310000", "--on", "2026-11-22")
    text = ran.stdout.decode("utf-8")

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "深圳市（440300，2026年11月22日）与上海市（310000，2026年11月22日）的规则有什么不同" in text
    assert "310000/cover/flexible-long" in text
    assert program("policy", "diff", "440300", "440300", "--lang", "en").stdout.endswith(b"Nothing differs.\n")


def test_policy_diff_compares_two_days_of_one_place(program: Program) -> None:
    ran = program("policy", "diff", "000000", "000000", "--on", "2026-11-22", "--on2", "2027-01-01", "--lang", "en")

    assert ran.returncode == 0
    assert "between 22 November 2026 and 1 January 2027" in ran.stdout.decode("utf-8")
    assert b"000000/notices/law-2027" in ran.stdout


def test_policy_diff_of_two_folders_tells_what_they_hold(program: Program, two_folders: tuple[Path, Path]) -> None:
    ran = program("policy", "diff", *map(str, two_folders))

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "== 改动 000000 全国（2026.2 → 2026.2） ==" in ran.stdout.decode("utf-8")
    assert "  ~ web-short-resumed-flexible\n      then.wait.months：6 → 7\n" in ran.stdout.decode("utf-8")
    document = json.loads(program("policy", "diff", *map(str, two_folders), "--format", "json").stdout)
    assert [pack["code"] for pack in document["packs"]] == ["000000"]


def test_policy_answers_tells_the_answers_that_differ(program: Program, two_folders: tuple[Path, Path]) -> None:
    ran = program("policy", "answers", *map(str, two_folders), "--cases", SAMPLE, "--lang", "en")

    assert (ran.returncode, ran.stderr) == (0, b"")
    text = ran.stdout.decode("utf-8")
    assert re.match(r"[0-9]+ cases, [1-9][0-9]* of them with another answer\.\n", text)
    assert "rewritten: 000000/cover/web-short-resumed-flexible" in text
    document = json.loads(program("policy", "answers", *map(str, two_folders), "--format", "json").stdout)
    assert document["format"] == "xubaotong.answer-changes/1"
    assert document["differing"] > 0


def test_policy_diff_of_a_place_and_a_folder_or_of_folders_on_a_day_is_refused(program: Program) -> None:
    for arguments in (("140100", "policies"), ("policies", "policies", "--on", "2026-11-22")):
        ran = program("policy", "diff", *arguments, "--lang", "en")
        assert (ran.returncode, ran.stdout) == (2, b"")
        assert ran.stderr.startswith(b"A B: ")


def test_a_folder_with_an_unusable_pack_is_not_compared(program: Program, two_folders: tuple[Path, Path]) -> None:
    old, new = two_folders
    (new / "140100-bad.yaml").write_text("format: 1", encoding="utf-8")
    for action in ("diff", "answers"):
        ran = program("policy", action, str(old), str(new))
        assert (ran.returncode, ran.stdout) == (2, b"")
        assert b"140100-bad.yaml:1: format:" in ran.stderr


@pytest.mark.slow
def test_selftest_runs_every_example_of_the_shipped_packs(program: Program) -> None:
    ran = program("selftest")

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.decode("utf-8").startswith("自检通过：")


def test_selftest_ends_with_1_when_an_example_comes_out_otherwise(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shipped = (ROOT / "policies" / "000000-national.yaml").read_text(encoding="utf-8")
    (tmp_path / "000000-x.yaml").write_text(
        shipped.replace("benefits_from: 2027-06-01", "benefits_from: 2027-06-02"), encoding="utf-8"
    )
    monkeypatch.setattr("app.packs.shelf.shelf.shipped_policies", lambda: tmp_path)

    assert run(["selftest", "--lang", "en"], no_window) == 1
    *failures, summary = capsys.readouterr().out.splitlines()
    assert failures
    assert all("000000-x.yaml:" in line and "examples[" in line for line in failures)
    assert summary.startswith("self-test failed: ")


@pytest.mark.parametrize("content", [None, "format: nothing\n"], ids=["no pack at all", "an unusable pack"])
def test_selftest_ends_with_1_when_the_installation_is_spoiled(
    content: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if content:
        (tmp_path / "000000-x.yaml").write_text(content, encoding="utf-8")
    monkeypatch.setattr("app.packs.shelf.shelf.shipped_policies", lambda: tmp_path)

    assert run(["selftest"], no_window) == 1
    monkeypatch.setattr("app.packs.shelf.shelf.shipped_policies", lambda: tmp_path / "none")
    assert run(["selftest"], no_window) == 1


@pytest.mark.parametrize("document", ["case", "assessment", "policy"])
def test_schema_prints_a_json_schema(document: str, program: Program) -> None:
    schema = json.loads(program("schema", document).stdout)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["type"] == "object"


def test_help_is_chinese_first_and_english_where_the_system_is(program: Program) -> None:
    assert "不用窗口的命令" in program("--help").stdout.decode("utf-8")
    assert "commands that need no window" in program("--help", environment={"LANG": "en_US.UTF-8"}).stdout.decode(
        "utf-8"
    )
    assert program("assess", "--help").returncode == 0
    assert program("--version").stdout.startswith(b"xubaotong ")


def test_report_writes_pdf_and_chart_without_a_screen(program: Program, tmp_path: Path) -> None:
    pdf, chart = tmp_path / "告知单.pdf", tmp_path / "图.SVG"

    ran = program("report", SAMPLE, "-o", pdf, "--chart", chart, environment={"DISPLAY": "", "WAYLAND_DISPLAY": ""})

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert b"<svg" in chart.read_bytes()


def test_a_failed_report_leaves_what_was_there(program: Program, bad_case: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(b"what was there")

    for arguments in (
        (bad_case, "-o", pdf),
        (SAMPLE, "-o", pdf, "--chart", tmp_path / "a.gif"),
        (SAMPLE, "-o", pdf, "--chart", tmp_path / "none" / "a.png"),
    ):
        assert program("report", *arguments).returncode == 2
        assert pdf.read_bytes() == b"what was there"


def test_a_report_never_replaces_its_own_case(program: Program, tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_bytes(SAMPLE.read_bytes())

    ran = program("report", case, "-o", case)

    assert ran.returncode == 2
    assert case.read_bytes() == SAMPLE.read_bytes()


def test_a_folder_that_is_not_there_is_told(program: Program, tmp_path: Path) -> None:
    ran = program("report", SAMPLE, "-o", tmp_path / "none" / "a.pdf")

    assert ran.returncode == 2
    assert ran.stderr.decode("utf-8").startswith(str(tmp_path / "none" / "a.pdf"))


def test_a_missing_system_library_is_one_clear_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("app.cli.export.missing_of", lambda wanted: {"libEGL.so.1": "libegl1"})

    assert run(["report", str(SAMPLE), "-o", str(tmp_path / "a.pdf")], no_window) == 2
    assert "sudo apt-get install -y libegl1" in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


def test_nobody_listening_is_no_error() -> None:
    command = [sys.executable, "-m", "app", "schema", "policy"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        told = process.stderr.read()

    assert (process.returncode, told) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's own")
def test_an_answer_that_cannot_be_written_is_told_in_one_line() -> None:
    command = [sys.executable, "-m", "app", "schema", "policy"]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)

    assert ran.returncode == 2
    assert ran.stderr.startswith(b"stdout: ")
    assert len(ran.stderr.splitlines()) == 1


def test_a_fault_of_the_program_names_its_place_and_nothing_of_the_case(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("张女士 110101199001011234")

    monkeypatch.setattr("app.cli.assess.assess_with_doubts", broken)

    assert run(["assess", str(SAMPLE)], no_window) == 2
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert "RuntimeError" in told
    assert "张女士" not in told


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.assess.assess_with_doubts", interrupted)

    assert run(["assess", str(SAMPLE)], no_window) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "opened"),
    [
        ([], (None, False)),
        ([str(SAMPLE)], (SAMPLE, False)),
        (["--quit-after-first-paint"], (None, True)),
        ([str(SAMPLE), "--quit-after-first-paint"], (SAMPLE, True)),
    ],
)
def test_without_a_command_the_window_opens(arguments: list[str], opened: tuple[Path | None, bool]) -> None:
    calls = []

    def window(case_path: Path | None, *, quit_after_first_paint: bool) -> int:
        calls.append((case_path, quit_after_first_paint))
        return 7

    assert run(arguments, window) == 7
    assert calls == [opened]


def test_a_terminal_gets_the_letters_it_shows(program: Program) -> None:
    master, slave = os.openpty()
    environment = {**os.environ, "LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "app", "assess", "no-such-file.json"]
    subprocess.run(command, cwd=ROOT, env=environment, stderr=slave, timeout=60, check=False)
    os.close(slave)
    said = os.read(master, 4096)
    os.close(master)
    assert "文件".encode("gbk") in said
