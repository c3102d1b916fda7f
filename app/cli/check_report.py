"""Writes what a check of packs found, for `policy check` and `selftest`."""

from __future__ import annotations

from app.cli.streams import complain, put
from app.packs.checking.check import Report
from app.rules.bilingual import Language
from app.wording.phrasebook import phrase


def put_report(report: Report, summary: str, language: Language) -> None:
    """Write unusable files to stderr; failures and the counts (by the phrase `summary`) to stdout."""
    complain(problem.in_(language) for problem in report.refused)
    counts, lines = report.counts, [problem.in_(language) for problem in report.failures]
    counted = phrase(
        "cli",
        summary,
        packs=counts.packs,
        rows=counts.rows,
        intervals=counts.intervals,
        tables=counts.tables,
        examples=counts.examples,
        failures=len(lines),
        refused=len({problem.file for problem in report.refused}),
    )
    put("".join(f"{line}\n" for line in (*lines, counted.in_(language))))
