"""Runs every check of the project: style, types, layer contracts, tests. `python -m tests`, from the root.

`python -m tests --fast` is for the time between two edits, and takes less than a minute. It leaves out the tests that
run the whole program from outside (marked `acceptance`), those that open the window but for the first ones (`smoke`),
and those that go through all packs or take long for another reason (`slow`).

Two workers share the tests (pytest-xdist) file by file, so that what a file needs is made once. Other arguments go to
pytest: `-n 0` keeps all in one process. The exit code is 0 only when every check passed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)
SHARED_OUT = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
FAST = "--fast"
IN_HASTE = ("-m", "not slow")


def main(arguments: list[str]) -> int:
    """Run all checks and say which of them failed."""
    failed = [" ".join(check) for check in CHECKS if _run(str(BIN / check[0]), *check[1:])]
    chosen = IN_HASTE if FAST in arguments else ()
    others = [argument for argument in arguments if argument != FAST]
    if _run(sys.executable, "-m", "pytest", *SHARED_OUT, *chosen, *others):
        failed.append("pytest")
    for name in failed:
        print(f"FAILED: {name}", file=sys.stderr)
    return 1 if failed else 0


def _run(*command: str) -> int:
    print("$", Path(command[0]).name, *command[1:], flush=True)
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
