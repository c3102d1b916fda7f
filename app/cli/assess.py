"""The command `assess`: writes the assessment of a case as JSON."""

from __future__ import annotations

from argparse import Namespace

from app.cases.doubts import assess_with_doubts
from app.cases.file.reading import read_case
from app.cases.format.assessment_document import assessment_text
from app.cases.problems import UnusableCase
from app.cli.exit_codes import DONE
from app.cli.packs_at_hand import opened_shelf, policy_for
from app.cli.streams import Unusable, complain, put
from app.rules.outcome.assessment import Assessment
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Case
from app.system.clock import today


def perform(wanted: Namespace) -> int:
    """Write the assessment of a case; returns the exit code. `Unusable` when the case or a pack cannot be used."""
    case, assessment = assessed(wanted)
    put(assessment_text(case, assessment, wanted.lang))
    return DONE


def assessed(wanted: Namespace) -> tuple[Case, Assessment]:
    """The case of a file and its assessment on the day asked for, with turning points.

    Files of the folder of packs that are none are told on stderr; `Unusable` when one of them is named as a pack that
    the answer needs.
    """
    try:
        opened = read_case(wanted.case, today())
    except UnusableCase as problem:
        raise Unusable(*problem.lines(wanted.lang)) from None
    case, as_of = opened.case, wanted.as_of or opened.as_of
    shelf = opened_shelf(wanted)
    policy = policy_for(shelf, case.region, wanted.lang)
    complain(problem.in_(wanted.lang) for problem in shelf.passed_over)
    return case, with_turning_points(case, policy, assess_with_doubts(case, policy, as_of))
