"""Knows the versions of the program, of what it stands on and of its packs. Does not know who asks for them."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from PySide6.QtCore import QSysInfo, qVersion

from app import __version__
from app.rules.policy import Pack

_DIGEST_SHOWN = 16


@dataclass(frozen=True, slots=True)
class PacksKnown:
    """The packs at hand: how many, the day of the newest text they rest on, and a digest of them all."""

    count: int
    newest: date | None
    digest: str


def packs_known(packs: Iterable[Pack]) -> PacksKnown:
    """What is known of packs together; a text that is dated by its month or year alone is passed over.

    >>> packs_known([])
    PacksKnown(count=0, newest=None, digest='e3b0c44298fc1c14')
    """
    found = tuple(packs)
    days = [day for pack in found for source in pack.sources.values() if (day := _day(source.dated))]
    digest = sha256("".join(pack.sha256 for pack in found).encode("ascii")).hexdigest()
    return PacksKnown(len(found), max(days, default=None), digest[:_DIGEST_SHOWN])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Versions:
    """The program and what it stands on; nothing that names the computer or its user."""

    program: str
    python: str
    qt: str
    system: str


def versions() -> Versions:
    """The versions of this running program."""
    system = f"{QSysInfo.prettyProductName()} {QSysInfo.currentCpuArchitecture()}"
    return Versions(__version__, platform.python_version(), qVersion(), system)
