"""The command `policy`: checks, shows and compares packs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import Final

from app.cli.check_report import put_report
from app.cli.exit_codes import DONE, FAILED_CHECK, UNUSABLE
from app.cli.packs_at_hand import opened_shelf, policy_for, shelf_or_unusable
from app.cli.streams import put
from app.packs.checking.check import check
from app.packs.checking.example_case import example_case
from app.packs.reading.difference_text import difference_text
from app.packs.reading.policy_text import policy_text
from app.packs.shelf.shelf import reread_shelf
from app.system.clock import today


def perform(wanted: Namespace) -> int:
    """Run the action named; returns the exit code. `Unusable` when a pack cannot be used."""
    return _ACTIONS[wanted.action](wanted)


def _check(wanted: Namespace) -> int:
    report = check(shelf_or_unusable(lambda: reread_shelf(wanted.folder), wanted.lang), example_case)
    put_report(report, "check.failed" if report.refused or report.failures else "check.passed", wanted.lang)
    return UNUSABLE if report.refused else FAILED_CHECK if report.failures else DONE


def _show(wanted: Namespace) -> int:
    policy = policy_for(opened_shelf(wanted), wanted.code, wanted.lang)
    put(policy_text(policy, wanted.on or today(), wanted.lang))
    return DONE


def _diff(wanted: Namespace) -> int:
    shelf = opened_shelf(wanted)
    one, other = (policy_for(shelf, code, wanted.lang) for code in (wanted.code, wanted.other))
    on = wanted.on or today()
    put(difference_text(one, on, other, wanted.on2 or on, wanted.lang))
    return DONE


_ACTIONS: Final[Mapping[str, Callable[[Namespace], int]]] = {"check": _check, "show": _show, "diff": _diff}
