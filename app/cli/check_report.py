"""What a check of packs found, in lines; `policy check` and `selftest` write it alike."""

from __future__ import annotations

from app.cli.streams import complain, put
from app.packs.checking.check import Report
from app.rules.bilingual import Language
from app.wording.phrasebook import phrase


def put_report(report: Report, summary: str, language: Language) -> None:
    """Write what a check found: unusable files as problems; as its answer what failed, and the counts (a phrase)."""
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
