"""The packs and the rules, as the window works with them; imported, but for its types, once the window is painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from app.cases.doubts import assess_with_doubts
from app.packs.problems import UnusablePack
from app.packs.shelf.shelf import open_shelf
from app.rules.outcome.turning_points import with_turning_points
from app.rules.value_type import value_type

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from app.packs.problems import PackProblem
    from app.packs.shelf.headings import PackHeading
    from app.rules.law.policy import Pack, Policy
    from app.rules.outcome.assessment import Assessment
    from app.rules.record.case import Case


class PacksAtHand(Protocol):
    """The packs of a folder, as far as the window needs them."""

    folder: Path

    @property
    def headings(self) -> tuple[PackHeading, ...]:
        """The headings of all usable packs, in the order of the codes."""

    @property
    def packs(self) -> tuple[Pack, ...]:
        """Every pack that can be used, in the order of the codes."""

    @property
    def refused(self) -> tuple[PackProblem, ...]:
        """Packs that could not be read, each with its reason."""

    def policy_for(self, region_code: str) -> Policy:
        """The policy of a place, laid over that of its province and the nation."""


@value_type
class Engine:
    """Turns a case into an assessment. `refine` adds the days on which the answer changes, which takes longer.

    `refine_one` adds them to the option with a key alone.
    """

    shelf: PacksAtHand
    assess: Callable[[Case, Policy, date], Assessment]
    refine: Callable[[Case, Policy, Assessment], Assessment]
    refine_one: Callable[[Case, Policy, Assessment, str], Assessment] = with_turning_points

    def policy_for(self, region: str) -> tuple[Policy | None, tuple[PackProblem, ...]]:
        """The policy of a place, or None and what is wrong with its pack."""
        try:
            return self.shelf.policy_for(region), ()
        except UnusablePack as unusable:
            return None, unusable.problems


def load_engine() -> Engine:
    """Read the packs; takes a few hundred milliseconds, so the window is shown first."""
    return Engine(open_shelf(), assess_with_doubts, with_turning_points)
