"""The real window on a real X server: opened, typed into, saved and closed with the keyboard."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.acceptance.outside import ROOT, SAMPLES, Program, Screen, colours, wait_until

pytestmark = pytest.mark.acceptance

ZHANG = ROOT / "resources" / "samples" / "zhang-xiansheng.json"


@pytest.fixture
def own(program: Program, tmp_path: Path) -> Program:
    """The program with a home that no other test has used: nothing remembered, nothing kept."""
    home = tmp_path / "home"
    home.mkdir()
    return Program(program.command, home, surroundings=program.surroundings)


@pytest.fixture
def own_case(tmp_path: Path) -> Path:
    """A case file that may be written to."""
    file = tmp_path / "case.json"
    file.write_bytes(ZHANG.read_bytes())
    return file


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    said, _ = process.communicate(timeout=20)
    return process.returncode, said


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_opened_from_the_command_line(own: Program, a_screen: Screen, sample: Path, tmp_path: Path) -> None:
    name = json.loads(sample.read_text(encoding="utf-8")).get("person", {}).get("name") or sample.stem
    with own.opened(sample, DISPLAY=a_screen.display) as process:
        window = a_screen.window(f"^{name} — 续保通$")
        wait_until(
            lambda: colours(a_screen.picture(tmp_path / "screen.png")) > 100, lambda: "the window stays nearly blank"
        )
        a_screen.press(window, "ctrl+q")
        assert ended(process) == (0, "")


def test_a_name_is_typed_undone_typed_again_and_saved(own: Program, a_screen: Screen, own_case: Path) -> None:
    with own.opened(own_case, DISPLAY=a_screen.display) as process:
        window = a_screen.window("^张先生 — 续保通$")
        a_screen.press(window, "ctrl+a")
        a_screen.type(window, "Zhang San")
        a_screen.press(window, "Tab")
        a_screen.window("^Zhang San（未保存） — 续保通$")
        a_screen.press(window, "ctrl+z")
        a_screen.window("^张先生 — 续保通$")
        a_screen.press(window, "ctrl+shift+z", "ctrl+s")
        a_screen.window("^Zhang San — 续保通$")
        a_screen.press(window, "ctrl+q")
        assert ended(process) == (0, "")
    before, after = (json.loads(path.read_text(encoding="utf-8")) for path in (ZHANG, own_case))
    assert after == {**before, "person": {**before["person"], "name": "Zhang San"}}


def test_the_next_person_begins_with_an_empty_window(
    own: Program, a_screen: Screen, own_case: Path, tmp_path: Path
) -> None:
    with own.opened(own_case, DISPLAY=a_screen.display) as process:
        window = a_screen.window("^张先生 — 续保通$")
        before = a_screen.picture(tmp_path / "before.png")
        a_screen.press(window, "ctrl+n")
        a_screen.window("^新案件 — 续保通$")
        assert a_screen.picture(tmp_path / "after.png") != before
        a_screen.press(window, "ctrl+q")
        assert ended(process) == (0, "")
    assert own_case.read_bytes() == ZHANG.read_bytes()


def test_months_are_painted_with_the_keyboard(own: Program, a_screen: Screen, own_case: Path) -> None:
    with own.opened(own_case, DISPLAY=a_screen.display) as process:
        window = a_screen.window("^张先生 — 续保通$")
        a_screen.press(window, "F2", "End", "3", "ctrl+s")
        wait_until(lambda: own_case.read_bytes() != ZHANG.read_bytes(), lambda: f"not saved; {a_screen.titles()}")
        a_screen.window("^张先生 — 续保通$")
        a_screen.press(window, "ctrl+q")
        assert ended(process) == (0, "")
    painted = {"scheme": "resident", "start": "2026-12", "end": "2026-12"}
    assert painted in json.loads(own_case.read_text(encoding="utf-8"))["periods"]


def test_an_unusable_file_is_told_and_changes_nothing(own: Program, a_screen: Screen, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "xubaotong.case/1",\n "region": "999999", "periods": []}', encoding="utf-8")
    with own.opened(bad, DISPLAY=a_screen.display) as process:
        window = a_screen.window("^新案件 — 续保通$")
        wait_until(lambda: len(a_screen.windows(".")) > 1, lambda: f"nothing is told, only {a_screen.titles()}")
        told = next(found for found in a_screen.windows(".") if found != window)
        a_screen.press(told, "Escape")
        wait_until(lambda: a_screen.windows(".") == [window], lambda: f"the message stays: {a_screen.titles()}")
        a_screen.press(window, "ctrl+q")
        assert ended(process) == (0, "")


def test_closing_an_unsaved_case_asks_first(own: Program, a_screen: Screen, own_case: Path) -> None:
    with own.opened(own_case, DISPLAY=a_screen.display) as process:
        window = a_screen.window("^张先生 — 续保通$")
        a_screen.type(window, "X")
        a_screen.press(window, "Tab")
        a_screen.window("（未保存） — 续保通$")
        a_screen.press(window, "ctrl+q")
        wait_until(lambda: len(a_screen.windows(".")) > 1, lambda: "nothing is asked")
        asked = next(found for found in a_screen.windows(".") if found != window)
        a_screen.press(asked, "Escape")
        wait_until(lambda: a_screen.windows(".") == [window], lambda: f"the question stays: {a_screen.titles()}")
        assert process.poll() is None
    assert own_case.read_bytes() == ZHANG.read_bytes()


def test_the_start_is_measured(own: Program, a_screen: Screen) -> None:
    started = own.run("--quit-after-first-paint", DISPLAY=a_screen.display)
    assert (started.returncode, started.stderr) == (0, "")
    assert 0 < float(started.stdout) < 20_000


def test_the_place_and_size_of_the_window_are_remembered(own: Program, a_screen: Screen) -> None:
    sizes = []
    for start in range(2):
        with own.opened(DISPLAY=a_screen.display) as process:
            window = a_screen.window("^新案件 — 续保通$")
            if not start:
                a_screen.press(a_screen.window("^在哪里参保？$"), "Escape")  # asked once, whatever the answer
                wait_until(lambda: len(a_screen.windows(".")) == 1, lambda: f"it stays: {a_screen.titles()}")
            sizes.append(a_screen.ask("xdotool", "getwindowgeometry", "--shell", window).split("WIDTH")[1])
            a_screen.ask("xdotool", "windowsize", "--sync", window, 1300, 740)
            a_screen.press(window, "ctrl+q")
            assert ended(process) == (0, "")
    assert "1300" in sizes[1]
    assert "1300" not in sizes[0]
