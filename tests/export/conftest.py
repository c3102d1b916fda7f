"""Answers to export."""

from datetime import date
from pathlib import Path

import pytest

from app.cases.file.reading import read_case
from app.export.wanted import Wanted
from app.packs.shelf.shelf import open_shelf
from app.report.content.sections import Style
from app.rules.assess import assess
from app.rules.outcome.turning_points import with_turning_points
from app.system.resources import resource

SAMPLES = ("zhang-nyushi", "resident-skipped-two-years", "chongqing-left-job", "zhang-xiansheng")


@pytest.fixture
def wanted(qapp):
    """The leading way of a sample, to export; `style` are the settings of its papers."""

    def found(sample="zhang-nyushi", **style):
        read = read_case(Path(str(resource("samples", f"{sample}.json"))), date(2026, 11, 22))
        policy = open_shelf().policy_for(read.case.region)
        assessment = with_turning_points(read.case, policy, assess(read.case, policy, read.as_of))
        return Wanted(read.case, assessment, assessment.leading, Style(**style))

    return found
