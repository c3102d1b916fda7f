"""The window is read in full at the scalings between whole ones too, in which lines and letters fall between pixels.

Qt takes a scaling when it starts, so each is looked at by a process of its own.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
LOOKED_AT = (
    "tests/ui/test_no_cut_text.py::test_nothing_is_cut_at_1366_by_768[zh-standard-answered-bundled]",
    "tests/ui/test_no_cut_text.py::test_nothing_is_cut_at_1366_by_768[en-large-planned-bundled]",
    "tests/ui/test_every_window.py::test_every_small_window_is_read_in_full[zh-standard-bundled]",
)


@pytest.mark.parametrize("scale", ["1.25", "1.75"])
def test_nothing_is_cut_at_a_scaling(scale):
    environment = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *LOOKED_AT],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:]
    assert "3 passed" in run.stdout
