"""Measures how long two bundles take to start, side by side: with their files in memory, and with them evicted (cold).

usage: bundle_start.py OURS EMPTY [TIMES]      OURS: the folder xubaotong; EMPTY: the one that empty_bundle.spec makes
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TIMES = 9


def evict(folder: Path) -> None:
    """Take the files of a bundle out of the system's memory."""
    for path in folder.rglob("*"):
        if path.is_file():
            handle = os.open(path, os.O_RDONLY)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)


def seconds(command: list[str], home: str) -> float:
    """The wall time of one start, until the window was painted and closed."""
    around = {**os.environ, "HOME": home, "XDG_CACHE_HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=around)
    return time.perf_counter() - began


def main() -> None:
    """Print the medians and their ratio."""
    ours, empty = Path(sys.argv[1]), Path(sys.argv[2])
    times = int(sys.argv[3]) if sys.argv[3:] else TIMES
    commands = {ours: [str(ours / "xubaotong"), "--quit-after-first-paint"], empty: [str(empty / "empty")]}
    with tempfile.TemporaryDirectory() as home:
        for kind in ("warm", "cold"):
            taken: dict[Path, list[float]] = {ours: [], empty: []}
            for turn in range(times + 1):
                for folder, command in commands.items():
                    if kind == "cold":
                        evict(folder)
                    taken[folder].append(seconds(command, home))
                    if turn == 0:
                        taken[folder].clear()
            ratio = statistics.median(a / b for a, b in zip(taken[ours], taken[empty], strict=True))
            first, second = (statistics.median(taken[folder]) for folder in (ours, empty))
            print(f"{kind}: ours {first:.2f} s, empty {second:.2f} s, ratio of pairs {ratio:.2f}")


if __name__ == "__main__":
    main()
