"""Killed at any moment of a save, the program leaves a whole file, and nothing else after the next start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proofs.rounds import measured, rounds

pytestmark = pytest.mark.slow
SAVING = """
import json, os, random, signal, sys, time
from datetime import date
from pathlib import Path
from app.cases.file.backup import keep_backup
from app.cases.file.reading import read_case
from app.cases.file.saving import save_case
from app.rules.record.case import Person
from dataclasses import replace
from app.system.users_file import sweep_killed_saves

path, times, seed = Path(sys.argv[1]), int(sys.argv[2]), random.Random(17)
found = {"whole": 0, "left_before": 0, "left_after": 0, "named_before": 0}
opened = read_case(path, date(2026, 11, 22))
for turn in range(times):
    child = os.fork()
    if child == 0:
        number = 0
        while True:
            keep_backup(path)
            case = replace(opened.case, person=Person(f"SECRET-{turn}-{number}" + "x" * 100))
            save_case(case, opened.as_of, path)
            number += 1
    time.sleep(seed.uniform(0.0005, 0.02))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    halves = [half for half in path.parent.iterdir() if half.suffix == ".tmp"]
    found["left_before"] += len(halves)
    found["named_before"] += sum(b"SECRET" in half.read_bytes() for half in halves)
    sweep_killed_saves()  # the next start
    found["left_after"] += len({*path.parent.iterdir()} - {path, path.with_name(path.name + ".bak")})
    read_case(path, date(2026, 11, 22))
    backup = path.with_name(path.name + ".bak")
    if backup.exists():
        read_case(backup, date(2026, 11, 22))
    found["whole"] += 1
notes = Path(os.environ["XDG_STATE_HOME"], "xubaotong", "saving")
found["notes"] = len(list(notes.iterdir())) if notes.exists() else 0
print(json.dumps(found))
"""


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_a_killed_save_leaves_a_whole_file_and_nothing_else(tmp_path: Path) -> None:
    times = rounds(60, 1000)
    folder = tmp_path / "cases"
    folder.mkdir()
    sample = Path("resources/samples/zhang-xiansheng.json").read_bytes()
    (folder / "case.json").write_bytes(sample)
    ended = subprocess.run(
        [sys.executable, "-c", SAVING, str(folder / "case.json"), str(times)],
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path / "state")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    measured(kills=times, **found)
    assert found["whole"] == times
    assert found["left_before"] > 0, "no kill met a save: the proof proves nothing"
    assert (found["left_after"], found["notes"]) == (0, 0)
