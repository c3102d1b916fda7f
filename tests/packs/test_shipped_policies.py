from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from app.packs.checking.check import check
from app.packs.checking.example_case import example_case
from app.packs.shelf.shelf import reread_shelf
from app.system.resources import shipped_policies


@pytest.mark.slow
def test_every_shipped_pack_proves_itself() -> None:
    report = check(reread_shelf(), example_case)

    assert [problem.in_("en") for problem in (*report.refused, *report.failures)] == []
    assert report.counts.packs >= 35


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(shipped_policies().glob("*.yaml")), ids=lambda path: path.name)
def test_every_shipped_pack_reads_the_same_without_libyaml(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, yaml.CSafeLoader)
