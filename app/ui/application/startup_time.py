"""Measures how long the program took to start."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TextIO

_STARTED = time.perf_counter()


def write(stream: TextIO | None, text: str) -> None:
    """Write to a stream, where there is one: a windowed program on Windows has none."""
    if stream is not None:
        stream.write(text)
        stream.flush()


def milliseconds_since_start() -> float:
    """Milliseconds since the process began where the system knows, else since this module was imported."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        began = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return (time.clock_gettime(time.CLOCK_BOOTTIME) - began) * 1000
    except (OSError, AttributeError):
        return (time.perf_counter() - _STARTED) * 1000
