"""Knows in what one way to close a lapse is better than the others. Does not know how that is shown.

A mark is given only where it can be stood up for: nothing is called the cheapest while a bill is unknown, or because
nothing is paid back; equals are marked alike; where all are alike nobody is marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.rules.assessment import Option, Verdict


class Respect(StrEnum):
    """In what options are compared."""

    EARLIEST = "earliest"
    CHEAPEST = "cheapest"
    CONTINUITY = "continuity"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What each option is best in, by its key, and what could not be compared.

    `shared` are the respects in which more than one option is best; `cost_open` is True when a bill that is still
    unknown keeps the program from calling another the cheapest.
    """

    merits: Mapping[str, frozenset[Respect]]
    shared: frozenset[Respect] = frozenset()
    cost_open: bool = False

    def of(self, key: str) -> frozenset[Respect]:
        """What the option of a key is best in."""
        return self.merits.get(key, frozenset())


def compared(options: Sequence[tuple[str, Option]]) -> Comparison:
    """Compare what is offered; options that cannot be carried out take no part."""
    able = [(key, option) for key, option in options if option.verdict is not Verdict.NO]
    billed = [(key, option) for key, option in able if option.cost is None or option.cost.lines]
    cost_open = any(option.cost is None for _, option in billed)
    best = {
        Respect.EARLIEST: _earliest(able),
        Respect.CHEAPEST: frozenset() if cost_open else _cheapest(billed),
        Respect.CONTINUITY: _keeping(able),
    }
    return Comparison(
        {key: frozenset(respect for respect, keys in best.items() if key in keys) for key, _ in options},
        frozenset(respect for respect, keys in best.items() if len(keys) > 1),
        cost_open=cost_open and len(billed) > 1 and any(option.cost is not None for _, option in billed),
    )


def _earliest(options: Sequence[tuple[str, Option]]) -> frozenset[str]:
    days = {key: option.benefits_from for key, option in options if option.benefits_from is not None}
    first = min(days.values(), default=None)
    return _unless_all({key for key, day in days.items() if day == first}, options)


def _cheapest(billed: Sequence[tuple[str, Option]]) -> frozenset[str]:
    totals = {key: option.cost.total for key, option in billed if option.cost is not None}
    least = min(totals.values(), default=None)
    return _unless_all({key for key, total in totals.items() if total == least}, billed)


def _keeping(options: Sequence[tuple[str, Option]]) -> frozenset[str]:
    return _unless_all({key for key, option in options if option.continuity == "kept"}, options)


def _unless_all(best: set[str], options: Sequence[tuple[str, Option]]) -> frozenset[str]:
    return frozenset() if len(best) == len(options) else frozenset(best)
