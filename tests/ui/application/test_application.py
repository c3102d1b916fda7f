"""What a whole start leaves in memory, once packs were read before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.ui.state.settings import SettingsStore

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[3] / "resources" / "samples" / "zhang-xiansheng.json"
STARTED = """
import gc, json, sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QTimer
from app.ui.application.application import Program

def tell():
    from app.rules.law.policy import Pack
    gc.unfreeze()
    packs = [found.code for found in gc.get_objects() if isinstance(found, Pack)]
    print(json.dumps({"modules": list(sys.modules), "packs": sorted(packs)}))
    program.quit()

program = Program(lambda: date(2026, 11, 22), Path(sys.argv[1]) if sys.argv[1:] else None)
program.ready.connect(program.load)
program.ready.connect(lambda: QTimer.singleShot(0, tell))
sys.exit(program.run())
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[str]]]:
    """What is loaded after a start without and with a case, by a person who has started the program before."""
    home = str(tmp_path_factory.mktemp("home"))
    SettingsStore(Path(home) / "xubaotong" / "settings.json").save(region="140100")
    around = {**os.environ, "HOME": home, "XDG_CACHE_HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}

    def start(*case: str) -> dict[str, list[str]]:
        command = [sys.executable, "-c", STARTED, *case]
        ended = subprocess.run(command, env=around, capture_output=True, text=True, check=True)
        told: dict[str, list[str]] = json.loads(ended.stdout)
        return told

    start()
    return {"empty": start(), "case": start(str(SAMPLE))}


@pytest.mark.parametrize("opened", ["empty", "case"])
def test_a_start_loads_neither_a_checker_of_packs_nor_openssl(
    started: dict[str, dict[str, list[str]]], opened: str
) -> None:
    heavy = {"pydantic", "yaml", "_hashlib", "_ssl", "PySide6.QtPrintSupport", "PySide6.QtSvg", "uuid", "platform"}

    assert heavy & set(started[opened]["modules"]) == set()


def test_a_start_opens_no_pack_that_no_place_asks_for(started: dict[str, dict[str, list[str]]]) -> None:
    assert started["empty"]["packs"] == ["000000", "140000", "140100"]
    assert started["case"]["packs"] == ["000000", "140000", "140100"]
