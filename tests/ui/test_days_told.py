"""A case that counts from another day than today's says so, and can count from today."""

import shutil
from pathlib import Path

import pytest

from app.system.resources import resource
from app.ui.state.samples import SAMPLES
from app.ui.window.notices import AS_OF
from tests.ui.conftest import TODAY


@pytest.fixture
def old(tmp_path):
    text = resource("samples", "zhang-xiansheng.json").read_text(encoding="utf-8")
    path = tmp_path / "case.json"
    path.write_text(text.replace('"as_of": "2026-11-22"', '"as_of": "2025-11-20"'), encoding="utf-8")
    return path


def told(window):
    return window.notices.notices.get(AS_OF)


def test_an_old_case_names_its_day_and_today_and_counts_from_today_in_one_step(window, old):
    window.files.open(old)
    assert "2025年11月20日" in told(window).text.zh
    assert "2026年11月22日" in told(window).text.zh
    [(_, count_from_today)] = told(window).answers
    count_from_today()
    assert window.session.state.as_of == TODAY
    assert told(window) is None
    window.commands.by_key["undo"].trigger()
    assert window.session.state.as_of.year == 2025
    assert told(window) is not None
    assert window.session.state.undo_name is None


def test_another_case_says_no_more_of_the_last_ones_day(window, old):
    window.files.open(old)
    window.files.start_new()
    assert told(window) is None


def test_a_case_of_today_says_nothing_of_its_day(window, tmp_path):
    window.files.open(Path(shutil.copy(resource("samples", "zhang-xiansheng.json"), tmp_path / "case.json")))
    assert told(window) is None


def test_a_sample_of_another_day_says_so_too(window):
    window.files.open_sample("resident-skipped-2025")
    assert "resident-skipped-2025" in SAMPLES
    assert told(window) is not None
