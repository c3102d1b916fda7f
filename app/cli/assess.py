"""Knows what each command does with its arguments. Does not know their spelling, nor how problems reach the person.

What a command needs is imported when it runs: `assess` must not wait for Qt, nor `schema` for the rules.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.cli.streams import Unusable, complain, put, unusable
from app.rules.bilingual import Language
from app.wording.phrasebook import phrase

if TYPE_CHECKING:
    from app.packs.checking.check import Report
    from app.packs.shelf.shelf import Shelf
    from app.rules.law.policy import Policy
    from app.rules.outcome.assessment import Assessment
    from app.rules.record.case import Case


def perform(wanted: Namespace) -> int:
    """Run the command the arguments name; returns its exit code. `Unusable` when the input is."""
    if wanted.command == "policy":
        return _POLICY[wanted.action](wanted)
    return _COMMANDS[wanted.command](wanted)


def _assess(wanted: Namespace) -> int:
    case, assessment = _assessed(wanted)
    if wanted.format == "text":
        from app.cli.answer_text import answer_text  # noqa: PLC0415  as the module says

        put(answer_text(case, assessment, wanted.lang))
    else:
        from app.cases.format.assessment_document import assessment_text  # noqa: PLC0415  as the module says

        put(assessment_text(assessment, wanted.lang))
    return 0


def _report(wanted: Namespace) -> int:
    from app.cli.report import write_notice  # noqa: PLC0415  as the module says

    form = _chart_format(wanted)
    _require_apart(wanted)
    case, assessment = _assessed(wanted)
    option = assessment.leading
    if option is None:
        raise unusable(str(wanted.case), phrase("cli", "nothing_to_print"), wanted.lang)
    write_notice(case, assessment, option, wanted, form)
    return 0


def _check(wanted: Namespace) -> int:
    from app.packs.checking.check import check  # noqa: PLC0415  as the module says
    from app.packs.checking.example_case import example_case  # noqa: PLC0415  as the module says
    from app.packs.shelf.shelf import reread_shelf  # noqa: PLC0415  as the module says

    report = check(_shelf_or_unusable(lambda: reread_shelf(wanted.folder), wanted.lang), example_case)
    _put_report(report, "check.failed" if report.refused or report.failures else "check.passed", wanted.lang)
    return 2 if report.refused else 1 if report.failures else 0


def _selftest(wanted: Namespace) -> int:
    from app.packs.checking.check import try_examples  # noqa: PLC0415  as the module says
    from app.packs.checking.example_case import example_case  # noqa: PLC0415  as the module says
    from app.packs.problems import UnusablePack  # noqa: PLC0415  as the module says
    from app.packs.shelf.shelf import reread_shelf  # noqa: PLC0415  as the module says

    try:
        report = try_examples(reread_shelf(), example_case)
    except UnusablePack as problem:
        complain(found.in_(wanted.lang) for found in problem.problems)
        return 1
    failed = bool(report.refused or report.failures) or not report.counts.examples
    _put_report(report, "selftest.failed" if failed else "selftest.passed", wanted.lang)
    return 1 if failed else 0


def _put_report(report: Report, summary: str, language: Language) -> None:
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


def _show(wanted: Namespace) -> int:
    from app.packs.reading.policy_text import policy_text  # noqa: PLC0415  as the module says

    policy = _policy_for(_shelf(wanted), wanted.code, wanted.lang)
    put(policy_text(policy, wanted.on or _today(), wanted.lang))
    return 0


def _diff(wanted: Namespace) -> int:
    from app.packs.reading.difference_text import difference_text  # noqa: PLC0415  as the module says

    shelf = _shelf(wanted)
    one, other = (_policy_for(shelf, code, wanted.lang) for code in (wanted.code, wanted.other))
    on = wanted.on or _today()
    put(difference_text(one, on, other, wanted.on2 or on, wanted.lang))
    return 0


def _schema(wanted: Namespace) -> int:
    if wanted.document == "policy":
        from app.packs.file.schema import policy_schema as schema  # noqa: PLC0415  as the module says
    elif wanted.document == "case":
        from app.cases.format.schemas import case_schema as schema  # noqa: PLC0415  as the module says
    else:
        from app.cases.format.schemas import assessment_schema as schema  # noqa: PLC0415  as the module says
    put(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n")
    return 0


def _later(wanted: Namespace) -> int:
    raise unusable(wanted.command, phrase("cli", "comes_later"), "zh")


_COMMANDS: Final[Mapping[str, Callable[[Namespace], int]]] = {
    "assess": _assess,
    "report": _report,
    "schema": _schema,
    "import": _later,
    "batch": _later,
    "selftest": _selftest,
}
_POLICY: Final[Mapping[str, Callable[[Namespace], int]]] = {"check": _check, "show": _show, "diff": _diff}


def _assessed(wanted: Namespace) -> tuple[Case, Assessment]:
    from app.cases.file.reading import read_case  # noqa: PLC0415  as the module says
    from app.cases.problems import UnusableCase  # noqa: PLC0415  as the module says
    from app.rules.assess import assess  # noqa: PLC0415  as the module says
    from app.rules.outcome.turning_points import with_turning_points  # noqa: PLC0415  as the module says

    try:
        opened = read_case(wanted.case, _today())
    except UnusableCase as problem:
        raise Unusable(*problem.lines(wanted.lang)) from None
    case, as_of = opened.case, wanted.as_of or opened.as_of
    policy = _policy_for(_shelf(wanted), case.region, wanted.lang)
    return case, with_turning_points(case, policy, assess(case, policy, as_of))


def _shelf(wanted: Namespace) -> Shelf:
    from app.packs.shelf.shelf import open_shelf  # noqa: PLC0415  as the module says

    return _shelf_or_unusable(lambda: open_shelf(wanted.policies), wanted.lang)


def _shelf_or_unusable(open_it: Callable[[], Shelf], language: Language) -> Shelf:
    from app.packs.problems import UnusablePack  # noqa: PLC0415  as the module says

    try:
        return open_it()
    except UnusablePack as problem:
        raise Unusable(*(found.in_(language) for found in problem.problems)) from None


def _policy_for(shelf: Shelf, code: str, language: Language) -> Policy:
    from app.packs.problems import UnusablePack  # noqa: PLC0415  as the module says
    from app.packs.shelf.shelf import UnknownRegion  # noqa: PLC0415  as the module says

    try:
        return shelf.policy_for(code)
    except UnusablePack as problem:
        raise Unusable(*(found.in_(language) for found in problem.problems)) from None
    except UnknownRegion:
        raise unusable(code, phrase("cli", "no_such_region"), language) from None


def _chart_format(wanted: Namespace) -> Any:
    if wanted.chart is None:
        return None
    form = wanted.chart.suffix.lower().removeprefix(".")
    if form not in ("png", "svg"):
        raise unusable(str(wanted.chart), phrase("cli", "chart_format"), wanted.lang)
    return form


def _require_apart(wanted: Namespace) -> None:
    """A case must never be overwritten by its own notice, nor the notice by its chart."""
    taken: dict[Path, Path] = {}
    for path in filter(None, (wanted.case, wanted.output, wanted.chart)):
        if path.resolve() in taken:
            raise unusable(str(path), phrase("cli", "same_file"), wanted.lang)
        taken[path.resolve()] = path


def _today() -> date:
    return datetime.now().astimezone().date()
