"""The README is true: its commands are those that are run, and what it points to is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_ci_runs_the_readmes_test_command_and_nothing_cleverer() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    command = next(line for line in run.splitlines() if line.startswith("SUDO="))
    assert command.removesuffix(' "$@"') in README.splitlines()


def test_everything_the_readme_points_to_is_there() -> None:
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", README) if "://" not in target]
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_readme_names_as_many_packs_as_there_are() -> None:
    (stated,) = re.findall(r"现有 (\d+) 个规则包", README)
    assert int(stated) == len(list((ROOT / "policies").glob("*.yaml")))
