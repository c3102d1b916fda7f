"""The command `selftest`: works out the examples of the packs that come with the program."""

from __future__ import annotations

from argparse import Namespace

from app.cli.check_report import put_report
from app.cli.exit_codes import DONE, FAILED_CHECK
from app.cli.streams import complain
from app.packs.checking.check import try_examples
from app.packs.checking.example_case import example_case
from app.packs.problems import UnusablePack
from app.packs.shelf.shelf import reread_shelf


def perform(wanted: Namespace) -> int:
    """Work out every example; returns 0 when all give the expected results, else 1."""
    try:
        report = try_examples(reread_shelf(), example_case)
    except UnusablePack as problem:
        complain(found.in_(wanted.lang) for found in problem.problems)
        return FAILED_CHECK
    failed = bool(report.refused or report.failures) or not report.counts.examples
    put_report(report, "selftest.failed" if failed else "selftest.passed", wanted.lang)
    return FAILED_CHECK if failed else DONE
