"""What packs record of service items (办理事项): what an item is, how it is done, and what holds of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.rules.bilingual import Bilingual
from app.rules.law.tables import Condition
from app.rules.value_type import value_type


class DoneBy(StrEnum):
    """How a step of a service item is done."""

    ONLINE = "online"
    COUNTER = "counter"
    EITHER = "either"


class Told(StrEnum):
    """What is told of a service item beside its documents and steps, in the order in which it is told."""

    RESULT = "result"
    WITHIN = "within"
    TAKES = "takes"
    FEE = "fee"
    PROXY = "proxy"
    LIMIT = "limit"
    KEEP = "keep"
    NOTE = "note"


@value_type
class ServiceStepRow:
    """One step of a service item."""

    by: DoneBy
    text: Bilingual
    cites: tuple[str, ...]


@value_type
class ServiceFactRow:
    """One thing told of a service item: by when to ask for it, how long it takes, what it costs, who may act."""

    told: Told
    says: Bilingual
    cites: tuple[str, ...]


@value_type
class ServiceRow:
    """A service item, or what a place says of an item that a pack above it names.

    `when`: the ways of an assessment that go through it; None for an item that belongs to no way, as a reimbursement by
    hand. `title` and `what` are None where the pack above is to be read.
    """

    id: str
    cites: tuple[str, ...]
    title: Bilingual | None = None
    what: Bilingual | None = None
    when: Mapping[str, Condition] | None = None
    steps: tuple[ServiceStepRow, ...] = ()
    facts: tuple[ServiceFactRow, ...] = ()


@value_type
class LapseEffectRow:
    """What a lapse does to one thing of a person's, where its conditions hold."""

    id: str
    when: Mapping[str, Condition]
    title: Bilingual
    says: Bilingual
    cites: tuple[str, ...]
