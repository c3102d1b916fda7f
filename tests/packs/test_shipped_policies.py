from __future__ import annotations

from app.cli.examples import example_case
from app.packs.checking import check
from app.packs.shelf import reread_shelf


def test_every_shipped_pack_proves_itself() -> None:
    report = check(reread_shelf(), example_case)

    assert [problem.in_("en") for problem in (*report.refused, *report.failures)] == []
    assert report.counts.packs >= 7
