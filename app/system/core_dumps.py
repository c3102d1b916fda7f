"""Keeps what the program holds of a client out of core dumps."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_FILTER: Final = Path("/proc/self/coredump_filter")


def leave_none() -> None:
    """Write no core dump if the process ends by a fault; where the system collects dumps itself, leave memory out.

    A limit does not bind a dump that Linux pipes to a collector (systemd-coredump, apport), but the filter does. On
    Windows dumps of programs are off until somebody turns them on.
    """
    if resource is not None:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        _FILTER.write_text("0", encoding="ascii")
