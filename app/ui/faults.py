"""Knows what a person is told when the window itself is at fault. Does not know what went wrong.

The message of a fault may hold what a person typed. So only its kind and the place in the program are shown, and
nothing else of it is written anywhere.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

_PROGRAM = Path(__file__).parent.parent


def place_of(trace: TracebackType | None) -> str:
    """The innermost line of the program's own code, as module and line number."""
    frames = traceback.extract_tb(trace)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_PROGRAM)]
    for frame in [*frames[-1:], *own][::-1]:
        return f"{Path(frame.filename).stem}:{frame.lineno}"
    return "?"


class Faults:
    """Takes the place of `sys.excepthook`; each fault is told once, for one that comes with every paint would not end.

    `tell` is given the kind and the place of a fault.
    """

    def __init__(self, tell: Callable[[str, str], None]) -> None:
        self._tell = tell
        self._told: set[tuple[str, str]] = set()

    def __call__(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Tell of a fault that nothing caught."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        told = (kind.__name__, place_of(trace))
        if told in self._told:
            return
        self._told.add(told)
        if sys.stderr is not None:
            sys.stderr.write(f"{told[0]} {told[1]}\n")
        self._tell(*told)
