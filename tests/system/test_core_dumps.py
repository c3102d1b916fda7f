"""What a client said is in no core dump."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SECRET = "4403041988" + "03074321"
CRASH = """
import os, sys, resource
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
if sys.argv[2] == "ours":
    from app.system import core_dumps
    if sys.argv[3] == "collected":  # a collector is given the dump whatever the limit: here none is set
        core_dumps.resource = None
    core_dumps.leave_none()
held = ["4403041988" + "03074321" for _ in range(1000)]
os.chdir(sys.argv[1])
os.abort()
"""


def dumped(folder: Path, *how: str) -> bytes:
    ended = subprocess.run([sys.executable, "-c", CRASH, str(folder), *how], check=False)
    assert ended.returncode == -signal.SIGABRT
    return b"".join(path.read_bytes() for path in folder.iterdir())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="dumps as Linux writes them")
def test_no_dump_holds_a_client(tmp_path: Path) -> None:
    pattern = Path("/proc/sys/kernel/core_pattern").read_text(encoding="ascii").strip()
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    if pattern.startswith(("/", "|")) or hard != resource.RLIM_INFINITY or os.geteuid() != 0:
        pytest.skip("this system puts dumps elsewhere")
    assert SECRET.encode() in dumped(tmp_path, "plain", "limited"), "a dump is written here without the program's doing"
    for path in tmp_path.iterdir():
        path.unlink()
    assert dumped(tmp_path, "ours", "limited") == b""
    held = dumped(tmp_path, "ours", "collected")
    assert held, "no limit, so there is a dump"
    assert SECRET.encode() not in held


def test_the_program_begins_with_it() -> None:
    code = (
        "import sys, resource; sys.argv = ['xubaotong', 'schema', 'case']; from app.__main__ import main; main();"
        "print(resource.getrlimit(resource.RLIMIT_CORE), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ended.stderr == "(0, 0)\n"
