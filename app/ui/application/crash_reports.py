"""Reports uncaught exceptions without private data.

The message of an exception may contain what a person typed. So only its type and the places in the program are shown,
and nothing else of it is written anywhere.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


_PROGRAM: Final = __name__.partition(".")[0]
_LONGEST_CHAIN: Final = 5
"""How many exceptions of a chain are reported."""


def places_of(trace: TracebackType | None) -> list[str]:
    """The lines of the program's own code, outermost first, as `module:line:function`; others are left out."""
    return [
        f"{module}:{line}:{frame.f_code.co_qualname}"
        for frame, line in traceback.walk_tb(trace)
        if (module := str(frame.f_globals.get("__name__"))).partition(".")[0] == _PROGRAM
    ]


def redacted(fault: BaseException) -> list[str]:
    """An exception and its causes, by type and places: no message, no value, no path outside the program."""
    lines: list[str] = []
    for each in _chain(fault):
        lines.append(type(each).__name__)
        lines.extend(f"  {place}" for place in places_of(each.__traceback__))
    return lines


def _chain(fault: BaseException) -> Iterator[BaseException]:
    at: BaseException | None = fault
    for _ in range(_LONGEST_CHAIN):
        if at is None:
            return
        yield at
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)


class Faults:
    """Replaces `sys.excepthook`; each fault is reported once, as one in a paint event would repeat for ever.

    `tell` gets the redacted lines of a fault. A fault within `tell` is not reported.
    """

    def __init__(self, tell: Callable[[list[str]], None]) -> None:
        self._tell = tell
        self._told: set[tuple[str, ...]] = set()
        self._telling = False

    def __call__(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Report an uncaught exception."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        lines = redacted(fault.with_traceback(trace))
        if tuple(lines) in self._told or self._telling:
            return
        self._told.add(tuple(lines))
        if sys.stderr is not None:
            sys.stderr.write(f"{kind.__name__} {(places_of(trace) or ['?'])[-1]}\n")
        self._telling = True
        try:
            self._tell(lines)
        finally:
            self._telling = False

    def while_tidying(self, ignored: UnraisableHookArgs) -> None:
        """Replaces `sys.unraisablehook`, which would print the message of an exception."""
        if ignored.exc_value is not None:
            self(ignored.exc_type, ignored.exc_value, ignored.exc_traceback)
