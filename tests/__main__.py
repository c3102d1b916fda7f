"""Runs every check of the project: style, types, layer contracts, tests. `python -m tests`, from the root.

Arguments go to pytest. The exit code is 0 only when every check passed.
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


def main(arguments: list[str]) -> int:
    """Run all checks and say which of them failed."""
    failed = [" ".join(check) for check in CHECKS if _run(str(BIN / check[0]), *check[1:])]
    if _run(sys.executable, "-m", "pytest", *arguments):
        failed.append("pytest")
    for name in failed:
        print(f"FAILED: {name}", file=sys.stderr)
    return 1 if failed else 0


def _run(*command: str) -> int:
    print("$", Path(command[0]).name, *command[1:], flush=True)
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
