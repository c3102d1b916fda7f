"""The command `policy`: checks, shows and compares packs. A place is six digits, whatever else is named is a folder."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import Final

from app.cli.check_report import put_report
from app.cli.exit_codes import DONE, FAILED_CHECK, UNUSABLE
from app.cli.packs_at_hand import opened_shelf, policy_for, shelf_or_unusable
from app.cli.policy_changes import answers, diff_folders
from app.cli.streams import put, unusable
from app.packs.checking.check import check
from app.packs.checking.example_case import example_case
from app.packs.reading.difference_document import difference_document
from app.packs.reading.difference_text import difference_text
from app.packs.reading.policy_text import policy_text
from app.packs.shelf.shelf import reread_shelf
from app.system.clock import today
from app.wording.phrasebook import phrase

_CODE: Final = re.compile(r"[0-9]{6}")


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
    places = [bool(_CODE.fullmatch(named)) for named in (wanted.one, wanted.other)]
    if not any(places):
        return _diff_of_folders(wanted)
    if not all(places):
        raise unusable("A B", phrase("cli", "diff.place_and_folder"), wanted.lang)
    shelf = opened_shelf(wanted)
    one, other = (policy_for(shelf, code, wanted.lang) for code in (wanted.one, wanted.other))
    on = wanted.on or today()
    write = difference_document if wanted.format == "json" else difference_text
    put(write(one, on, other, wanted.on2 or on, wanted.lang))
    return DONE


def _diff_of_folders(wanted: Namespace) -> int:
    if wanted.on or wanted.on2 or wanted.policies:
        raise unusable("A B", phrase("cli", "diff.folders_whole"), wanted.lang)
    return diff_folders(wanted)


_ACTIONS: Final[Mapping[str, Callable[[Namespace], int]]] = {
    "check": _check,
    "show": _show,
    "diff": _diff,
    "answers": answers,
}
