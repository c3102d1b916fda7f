"""Window, text and paper bear one number, which covers the way that is shown."""

from __future__ import annotations

import pytest

from app.export.answer_text import answer_text
from app.report.content.blocks import Strip, text_of
from app.report.content.notice import notice
from app.report.content.sections import Style
from app.ui.state.samples import SAMPLES
from tests.ui.conftest import settled
from tests.ui.letters import in_both_fonts

BASIS = 3
"""The tab of what the answer rests on."""


def on_screen(window) -> tuple[str, str]:
    """The number in the status line, and on the page of what the answer rests on."""
    window.desk.tabs.setCurrentIndex(BASIS)
    page = window.desk.basis.page.toPlainText()
    line, told = (text.split() for text in (window.status.text(), page))
    assert line[0] == told[0] in {"编号", "No."}
    return line[1], told[1]


def on_paper(state) -> str:
    paper = notice(state.case, state.assessment, state.option, Style(margin=state.margin))
    head = next(block for block in paper.blocks if isinstance(block, Strip))
    said = [text_of(line).split("\u3000") for cell in head.cells for line in cell]
    return dict(said)["编号"]


def in_text(state) -> str:
    told = answer_text(state.case, state.assessment, "zh", key=state.option_key, margin=state.margin)
    return next(line.removeprefix("编号：") for line in told.splitlines() if line.startswith("编号："))


@pytest.mark.parametrize("sample", SAMPLES)
def test_screen_text_and_paper_have_one_number_for_each_way(qtbot, window, sample):
    window.show()
    window.files.open_sample(sample)
    keys = [key for key, _ in settled(qtbot, window).options]
    found = set()
    for key in keys:
        window.session.choose(key)
        state = settled(qtbot, window)
        assert state.option_key == key
        numbers = {*on_screen(window), on_paper(state), in_text(state)}
        assert len(numbers) == 1, key
        found |= numbers
    assert len(found) == len(keys) > 0


def test_the_days_money_takes_are_part_of_it(qtbot, window):
    window.show()
    window.files.open_sample(next(iter(SAMPLES)))
    before = on_screen(window), settled(qtbot, window)
    window.session.use_margin(3)
    state = settled(qtbot, window)
    assert on_screen(window) != before[0]
    assert set(on_screen(window)) == {on_paper(state)} == {in_text(state)}


def test_without_a_record_there_is_no_number(qtbot, window):
    settled(qtbot, window)
    assert "编号" not in window.status.text()
    assert "编号" not in window.status.accessibleDescription()


@in_both_fonts
@pytest.mark.parametrize(
    ("language", "size"), [("zh", "standard"), ("en", "standard"), ("zh", "largest"), ("en", "largest")]
)
def test_the_number_in_the_status_line_is_whole_where_the_rest_is_shortened(qtbot, window, language, size):
    window.show()
    window.speak(language)
    window.enlarge(size)
    window.files.open_sample("zhang-xiansheng")
    settled(qtbot, window)
    (number, _) = on_screen(window)
    assert number in window.status.shown_at(600)
    assert number in window.status.accessibleDescription(), "what is painted is told to a screen reader too"
