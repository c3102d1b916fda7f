"""The two ways through the window on a real X server: the clerk's with keys alone, the one at home with a mouse too."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from tests.acceptance.clipboard import held, holding
from tests.acceptance.outside import PATIENCE, Program, Screen, colours, wait_until

pytestmark = pytest.mark.acceptance

MOST_KEYS = 10
COUNTER_MODE = ("alt+v", "m", "Down", "Return")
"""The way through the menus to counter mode."""
NAME = "Zhang San"
EMPTY = "^新案件 — 续保通$"
UNSAVED = "^新案件（未保存） — 续保通$"
FIRST_QUESTION = "^在哪里参保？$"
COLOURS_OF_A_DESK = 400
FORM = QRect(0, 180, 1366, 520)
"""Where the case shows on the screen, below the name field with its blinking cursor."""
CAUSES = 6
"""How many causes the third question offers."""
INSIDE = 10
"""So far from its lower edge a point is inside any field, in pixels."""
KINDS = ("企业职工基本养老保险", "职工基本医疗保险")


class Hand:
    """Presses keys and moves the mouse in the windows of a screen; counts, and has a picture taken of every step."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self.screen, self._folder = screen, folder
        self.pressed = self._pictures = 0

    def press(self, window: str, *keys: str) -> None:
        self.screen.press(window, *keys)
        self.pressed += len(keys)

    def click(self, x: int, y: int) -> None:
        self.screen.ask("xdotool", "mousemove", x, y, "click", 1)

    def picture(self, name: str) -> QImage:
        self._pictures += 1
        return self.screen.picture(self._folder / f"{self._pictures:02}-{name}.png")


@pytest.fixture
def hand(a_screen: Screen, tmp_path: Path) -> Hand:
    return Hand(a_screen, tmp_path)


@pytest.fixture
def own(program: Program, tmp_path: Path) -> Program:
    """The program with a home that no other test has used: nothing remembered, nothing kept."""
    home = tmp_path / "home"
    home.mkdir()
    return Program(program.command, home, surroundings=program.surroundings)


def this_month() -> int:
    """The present month, counted from the year 0."""
    today = datetime.now().astimezone().date()
    return today.year * 12 + today.month - 1


def month(number: int) -> str:
    """A counted month as a case file writes it."""
    return f"{number // 12}-{number % 12 + 1:02}"


def two_lapses() -> tuple[str, int, int]:
    """A list as a bureau's page gives it, to be copied; the first months of its two lapses, of two months each."""
    now = this_month()
    first, second = now - 30, now - 2
    paid = [number for number in range(now - 36, second) if number not in (first, first + 1)]
    rows = [f"{month(m).replace('-', '')}\t{kind}\t4500\t正常应缴\t已足额到账" for m in paid for kind in KINDS]
    listed = ["参保人员缴费明细", "费款所属期\t险种类型\t缴费基数\t缴费类型\t到账标志", *rows, "合计"]
    return "\n".join(listed), first, second


def changed(before: QImage, after: QImage) -> QRect:
    """The least rectangle outside of which two pictures are the same."""
    at = [
        (x, y)
        for y in range(after.height())
        if after.copy(0, y, after.width(), 1) != before.copy(0, y, before.width(), 1)
        for x in range(after.width())
        if after.pixel(x, y) != before.pixel(x, y)
    ]
    assert at, "nothing has changed"
    columns, rows = {x for x, _ in at}, {y for _, y in at}
    return QRect(min(columns), min(rows), max(columns) - min(columns) + 1, max(rows) - min(rows) + 1)


def ready(hand: Hand) -> str:
    """The empty window, once it stands there whole and the question of its first start is answered."""
    window = hand.screen.window(EMPTY)
    asked = hand.screen.window(FIRST_QUESTION)
    hand.screen.type(asked, "taiyuan")
    hand.picture("place")
    hand.press(asked, "Return")
    wait_until(lambda: not hand.screen.windows(FIRST_QUESTION), lambda: f"it asks on: {hand.screen.titles()}")
    wait_until(lambda: colours(hand.picture("start")) > COLOURS_OF_A_DESK, lambda: "the window stays nearly blank")
    return window


def write_file(hand: Hand, window: str, key: str, title: str, file: Path) -> None:
    """Have the window write a file, under a path typed into its dialog."""
    hand.press(window, key)
    dialog = hand.screen.window(title)
    hand.screen.type(dialog, str(file))
    hand.picture(f"writing-{file.stem}")
    hand.press(dialog, "Return")
    wait_until(lambda: not hand.screen.windows(title), lambda: f"the dialog stays: {hand.screen.titles()}")
    wait_until(file.exists, lambda: f"{file.name} is not written, only {hand.screen.titles()} to be seen")


def close(hand: Hand, window: str, process: subprocess.Popen[str]) -> None:
    """Close the window with a key; it must have nothing to ask and nothing to complain of."""
    hand.press(window, "ctrl+q")
    said, _ = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (0, "")


def paper_text(pdftotext: str, paper: Path) -> str:
    """The text of a PDF without white space, for a sentence may be broken anywhere."""
    return re.sub(r"\s+", "", Program((pdftotext,), paper.parent).run("-layout", paper, "-").stdout)


def plain_answer(program: Program, case: Path) -> list[str]:
    """What the command line tells at a glance of the case the window saved: status, four answers, steps.

    Of an answer and a step, what leads: the words after it are broken into columns on paper.
    """
    told = program.run("assess", case, "--format", "text")
    assert (told.returncode, told.stderr) == (0, "")
    _, seen, *_ = told.stdout.split("\n\n")
    status, *lines = seen.splitlines()
    answers = [line.split("。")[0].partition("：")[::2] for line in lines if not line.startswith("·")]
    answers = answers[:4]  # what changes with the day may follow
    assert [asked for asked, _ in answers] == ["做什么", "最晚哪天", "多少钱", "哪天起能报销"]
    assert re.fullmatch(r"(\d+年)?\d+月\d+日|要问经办", answers[-1][1]), answers  # the year, when it is the next one
    steps = [line.removeprefix("· ").split("：")[0] for line in lines if line.startswith("·")]
    return [*status.split("：", 1), *(text for answer in answers for text in answer), *steps]


def test_a_clerk_comes_from_a_copied_list_to_the_preview_with_few_keys(
    own: Program, hand: Hand, tool: Callable[[str, str], str], tmp_path: Path
) -> None:
    screen, (listed, first, second) = hand.screen, two_lapses()
    case, paper = tmp_path / "case.json", tmp_path / "notice.pdf"
    with own.opened(DISPLAY=screen.display) as process, holding(screen, listed):
        window = ready(hand)
        hand.press(window, *COUNTER_MODE)
        hand.picture("counter-mode")

        hand.pressed = 0
        hand.press(window, "ctrl+n")
        empty = hand.picture("new-person")
        hand.press(window, "ctrl+v")
        hand.picture("pasted")
        hand.press(window, "Return")
        screen.window(UNSAVED)
        hand.picture("taken-over")
        hand.press(window, "2", "Tab", "1")
        hand.picture("causes")
        hand.press(window, "ctrl+shift+p")
        preview = screen.window("^打印预览$")
        hand.picture("preview")
        assert hand.pressed <= MOST_KEYS

        hand.press(preview, "Escape")
        wait_until(lambda: screen.windows(".") == [window], lambda: f"the preview stays: {screen.titles()}")
        hand.press(window, "alt+m")
        screen.type(window, NAME)
        write_file(hand, window, "ctrl+s", "^保存案件$", case)
        write_file(hand, window, "ctrl+e", "^导出$", paper)
        titled = [f"{NAME} — 续保通"]
        wait_until(lambda: screen.titles() == titled, lambda: f"the windows are {screen.titles()}")
        assert held(screen) == listed

        hand.press(window, "F9")
        screen.window(EMPTY)
        assert screen.titles() == ["新案件 — 续保通"]
        wait_until(lambda: held(screen) == "", lambda: "the list is still held")
        wait_until(  # the caret blinks
            lambda: hand.picture("next-person").copy(FORM) == empty.copy(FORM), lambda: "the next person's form differs"
        )
        close(hand, window, process)

    saved = json.loads(case.read_text(encoding="utf-8"))
    assert [(row["start"], row["end"]) for row in saved["periods"]] == [
        (month(first - 6), month(first - 1)),
        (month(first + 2), month(second - 1)),
    ]
    assert saved["lapse_causes"] == [
        {"start": month(first), "cause": "left_job"},
        {"start": month(second), "cause": "employer"},
    ]
    printed = paper_text(tool("pdftotext", "poppler-utils"), paper)
    assert [text for text in plain_answer(own, case) if text.replace(" ", "") not in printed] == []
    assert NAME.replace(" ", "") not in printed


def test_a_person_at_home_comes_from_three_questions_to_a_pdf(
    own: Program, hand: Hand, tool: Callable[[str, str], str], tmp_path: Path
) -> None:
    screen, last = hand.screen, this_month() - 3
    case, paper = tmp_path / "case.json", tmp_path / "notice.pdf"
    with own.opened(DISPLAY=screen.display) as process:
        window = ready(hand)
        hand.press(window, "F5")
        hand.picture("questions")
        hand.press(window, "Down", "Tab")
        screen.type(window, month(last))
        hand.press(window, "Tab", "alt+2")
        at_second = hand.picture("two-answered")
        hand.press(window, "alt+3")
        at_third = hand.picture("third-question")
        third = changed(at_second, at_third)  # from the one field that is marked to the other, below it
        hand.click(third.center().x(), third.bottom() - INSIDE)
        listed = changed(at_third, hand.picture("causes"))
        hand.click(listed.center().x(), listed.top() + listed.height() * 3 // (2 * CAUSES))  # the second of them
        hand.picture("three-answered")
        hand.press(window, "alt+j")
        screen.window(UNSAVED)
        hand.picture("answer")
        write_file(hand, window, "ctrl+e", "^导出$", paper)
        hand.picture("exported")
        write_file(hand, window, "ctrl+s", "^保存案件$", case)
        close(hand, window, process)

    saved = json.loads(case.read_text(encoding="utf-8"))
    assert {"scheme": "employee", "start": month(last), "end": month(last)} in saved["periods"]
    assert saved["lapse_causes"] == [{"start": month(last + 1), "cause": "left_job"}]
    printed = paper_text(tool("pdftotext", "poppler-utils"), paper)
    assert f"{(last + 1) // 12}年{(last + 1) % 12 + 1}月" in printed
    assert [text for text in plain_answer(own, case) if text.replace(" ", "") not in printed] == []
