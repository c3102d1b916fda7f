"""From a case file to the answer and the printed notice, by the two commands that need no screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtGui import QImage

from tests.acceptance.outside import SAMPLES, Program, colours

pytestmark = pytest.mark.acceptance

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
SURROUNDINGS: tuple[dict[str, str], ...] = (
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "POSIX", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "0"},
)


def assessed(program: Program, sample: Path, *options: str) -> dict[str, Any]:
    answer = program.run("assess", sample, *options)
    assert (answer.returncode, answer.stderr) == (0, "")
    document = json.loads(answer.stdout)
    assert isinstance(document, dict)
    return document


def sample(name: str) -> Path:
    return next(path for path in SAMPLES if path.stem == name)


@every_sample
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sample_is_answered_as_a_document(program: Program, sample: Path, language: str) -> None:
    document = assessed(program, sample, "--format", "json", "--lang", language)
    assert document["format"] == "xubaotong.assessment/1"
    assert document["as_of"] == json.loads(sample.read_text(encoding="utf-8"))["as_of"]
    assert document["lapses"]
    assert document["planned"]["reasons"]
    for option in document["options"]:
        assert option["verdict"] in {"yes", "no", "ask"}
        assert all(reason["sources"] and reason["text"] for reason in option["reasons"])


@every_sample
def test_every_sample_is_answered_in_words(program: Program, sample: Path) -> None:
    for language, word in (("zh", "断缴"), ("en", "laps")):
        answer = program.run("assess", sample, "--format", "text", "--lang", language)
        assert (answer.returncode, answer.stderr) == (0, "")
        assert word in answer.stdout
        assert "None" not in answer.stdout
        assert "{" not in answer.stdout


@every_sample
@pytest.mark.parametrize("chart", ["png", "svg"])
def test_every_sample_becomes_a_notice_and_a_chart(
    program: Program, tool: Callable[[str, str], str], sample: Path, chart: str, tmp_path: Path
) -> None:
    reader = tool("pdftotext", "poppler-utils")
    paper, picture = tmp_path / "notice.pdf", tmp_path / f"chart.{chart}"
    written = program.run("report", sample, "-o", paper, "--chart", picture)
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    text = Program((reader,), tmp_path).run("-layout", paper, "-").stdout
    assert "一次性告知单" in text
    assert not [letter for letter in text if 0x2E80 <= ord(letter) <= 0x2FDF], "radicals in place of ideographs"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([paper.name, picture.name])
    if chart == "png":
        assert colours(QImage(str(picture))) > 3
    else:
        assert picture.read_text(encoding="utf-8").lstrip().startswith("<?xml")


def test_mr_zhang_must_ask_and_has_the_reference_worked_out(program: Program) -> None:
    """The founding article says that the fund pays for the gap, judgments say the unit: nobody may count on either."""
    planned = assessed(program, sample("zhang-xiansheng"))["planned"]
    assert (planned["id"], planned["verdict"], planned["reference"]) == ("employer_back_pays", "ask", True)
    assert (planned["benefits_from"], planned["waiting"], planned["gap_costs"]) == ("2026-12-01", None, "ask")
    said = [found for found in planned["disagreements"] if found["matter"] == "gap_costs"]
    assert len(said) >= 2
    assert any("还是由单位承担" in question["text"] for question in planned["office_questions"])


def test_ms_li_must_ask_and_has_a_wait_of_six_months_as_reference(program: Program) -> None:
    planned = assessed(program, sample("li-nyushi"))["planned"]
    assert (planned["verdict"], planned["reference"], planned["waiting"]["months"]) == ("ask", True, 6)


def test_ms_zhang_pays_3200_and_must_ask_who_pays_for_the_missed_months(program: Program) -> None:
    """Cover from the next month is Shenzhen's own rule; no text of Shenzhen says who bears the gap."""
    planned = assessed(program, sample("zhang-nyushi"))["planned"]
    assert (planned["verdict"], planned["benefits_from"], planned["waiting"]) == ("ask", "2026-12-01", None)
    assert (planned["gap_costs"], len(planned["office_questions"])) == ("ask", 1)
    assert "由基金追溯报销，还是由单位承担" in planned["office_questions"][0]["text"]
    assert planned["cost"]["principal"] == "3200.00"


class Skipped(NamedTuple):
    """A resident who left years out: the wait on a way, and the first day of cover on either side of the window."""

    name: str
    way: str
    months: int
    inside: str
    outside: str

    @property
    def year(self) -> str:
        """The insurance year paid for."""
        return self.inside[:4]


every_resident = pytest.mark.parametrize(
    "who",
    [
        Skipped("resident-skipped-2025", "planned", 3, "2026-04-01", "2026-04-02"),
        Skipped("resident-skipped-two-years", "planned", 4, "2027-05-01", "2027-05-02"),
        Skipped("resident-skipped-two-years", "resident_repair", 3, "2027-04-01", "2027-04-02"),
    ],
    ids=lambda who: f"{who.name}-{who.way}",
)


def way(document: dict[str, Any], name: str) -> dict[str, Any]:
    ways: dict[str, dict[str, Any]] = {found["id"]: found for found in document["options"]}
    ways["planned"] = document["planned"]
    return ways[name]


@every_resident
def test_residents_are_asked_for_the_window_and_told_the_worst_that_the_nation_says(
    program: Program, who: Skipped
) -> None:
    """No window is recorded for Taiyuan: one day more outside of it, for the wait is counted by days there."""
    document = assessed(program, sample(who.name))
    found, paid_on = way(document, who.way), document["as_of"]
    assert (found["verdict"], found["waiting"], found["benefits_from"], found["pay_by"]) == ("ask", None, None, None)
    assert (found["if_worst"]["waiting"]["months"], found["if_worst"]["benefits_from"]) == (who.months, who.outside)
    assert f"in_window:{who.year}:{paid_on}" in {missing["fact"] for missing in document["missing_facts"]}


@every_resident
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_residents_who_answer_for_the_window_have_their_day_as_a_reference(
    program: Program, who: Skipped, answer: str, tmp_path: Path
) -> None:
    """Taiyuan has no text of its own on these waits; what the nation says is told, to be confirmed there."""
    case = json.loads(sample(who.name).read_text(encoding="utf-8"))
    case["answers"] = {f"in_window:{who.year}:{case['as_of']}": answer}
    answered = tmp_path / "answered.json"
    answered.write_text(json.dumps(case), encoding="utf-8")
    found = way(assessed(program, answered), who.way)
    assert (found["verdict"], found["reference"], found["waiting"]["months"]) == ("ask", True, who.months)
    assert found["benefits_from"] == (who.inside if answer == "yes" else who.outside)


@every_sample
def test_the_same_case_gives_the_same_bytes_everywhere(program: Program, sample: Path) -> None:
    for options in (("--format", "json"), ("--format", "text", "--lang", "en")):
        answers = [program.run("assess", sample, *options, **around) for around in SURROUNDINGS]
        assert {answer.returncode for answer in answers} == {0}, [answer.stderr for answer in answers]
        assert len({answer.stdout for answer in answers}) == 1


def test_the_same_case_gives_the_same_paper_everywhere(
    program: Program, tool: Callable[[str, str], str], tmp_path: Path
) -> None:
    reader = tool("pdftotext", "poppler-utils")
    papers = []
    for number, around in enumerate(SURROUNDINGS):
        paper = tmp_path / f"{number}.pdf"
        written = program.run("report", sample("zhang-nyushi"), "-o", paper, **around)
        assert written.returncode == 0, written.stderr  # in a locale that is not UTF-8, Qt says so
        papers.append(Program((reader,), tmp_path).run("-layout", paper, "-").stdout)
    assert len(set(papers)) == 1


def test_a_second_run_answers_from_the_kept_packs_as_the_first_did(program: Program, tmp_path: Path) -> None:
    fresh = Program(program.command, tmp_path, surroundings=program.surroundings)
    first, second = (fresh.run("assess", sample("zhang-xiansheng")) for _ in range(2))
    assert (first.returncode, first.stdout) == (second.returncode, second.stdout)


def test_a_home_that_cannot_be_written_changes_nothing(program: Program, tmp_path: Path) -> None:
    nowhere = Program(program.command, tmp_path / "not" / "there", surroundings=program.surroundings)
    (tmp_path / "not").write_text("a file where a folder should be", encoding="utf-8")
    answer = nowhere.run("assess", sample("zhang-xiansheng"))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == program.run("assess", sample("zhang-xiansheng")).stdout
