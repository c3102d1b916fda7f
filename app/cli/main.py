"""Chooses and runs a command, and turns any failure into an exit code and a line of error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.cli.exit_codes import DONE, INTERRUPTED, UNUSABLE
from app.cli.names import QUIT_AFTER_FIRST_PAINT, is_command, told
from app.cli.streams import Unusable, complain, nobody_listens, prepare
from app.system.own_process import PRINT_JOB, PRINTERS

if TYPE_CHECKING:
    from argparse import Namespace


class Door(Protocol):
    """The function that opens the window; the command line knows nothing else of it."""

    def __call__(self, case_path: Path | None, *, quit_after_first_paint: bool) -> int:
        """Open the window, on a case if one is given; returns the exit code once it is closed."""


def run(arguments: Sequence[str], open_window: Door) -> int:
    """Run the program with these arguments; returns its exit code and never raises.

    0: done; 1: a check failed; 2: the input is unusable, or the program has a bug, which is reported in one line that
    names the place in the code and nothing of the case.
    """
    prepare()
    try:
        return _run(arguments, open_window)
    except Unusable as problem:
        complain(problem.lines)
        return UNUSABLE
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else DONE
    except BrokenPipeError:
        nobody_listens(sys.stdout)
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001  no traceback is shown to the user
        complain([told("fault", kind=type(fault).__name__, place=_place_of(fault))])
        return UNUSABLE


def _run(arguments: Sequence[str], open_window: Door) -> int:
    if list(arguments) in ([], [QUIT_AFTER_FIRST_PAINT]):  # a double click should not wait for a parser
        return open_window(None, quit_after_first_paint=bool(arguments))
    if arguments[0] in (PRINTERS, PRINT_JOB):
        from app.cli.printer import perform

        return perform(arguments[0])
    from app.cases.problems import printable
    from app.cli.arguments import command_parser, window_parser

    if is_command(arguments):
        return _perform(command_parser(arguments[0]).parse_args(arguments[1:]))
    wanted = window_parser().parse_args(arguments)
    if wanted.case is not None and not os.path.lexists(wanted.case):
        raise Unusable(f"{printable(str(wanted.case))}: {told('no_such_case')}")
    return open_window(wanted.case, quit_after_first_paint=wanted.quit_after_first_paint)


def _perform(wanted: Namespace) -> int:
    """Run the command that is named; only its module is loaded, and none for the window."""
    match wanted.command:
        case "assess" if wanted.format == "text":  # JSON does not wait for sentences
            from app.cli.assess_as_text import perform
        case "assess":
            from app.cli.assess import perform
        case "report":
            from app.cli.report import perform
        case "import":
            from app.cli.import_ import perform
        case "policy":
            from app.cli.policy import perform
        case "schema":
            from app.cli.schema import perform
        case "selftest":
            from app.cli.selftest import perform
        case _:
            from app.cli.later import perform
    return perform(wanted)


def _place_of(fault: BaseException) -> str:
    """The innermost line of the program's own code. Messages are left out: they may contain what a person typed."""
    import traceback

    folder = str(Path(__file__).parent.parent)
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.startswith(folder)]
    innermost = frames[-1] if frames else traceback.extract_tb(fault.__traceback__)[-1]
    return f"{Path(innermost.filename).stem}:{innermost.lineno}"
