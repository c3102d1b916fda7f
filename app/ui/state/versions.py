"""Knows the versions of the program, of what it stands on and of its packs. Does not know who asks for them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSysInfo, qVersion

from app import __version__
from app.packs.shelf.headings import PackHeading
from app.system.sha256 import digest_of

if TYPE_CHECKING:
    from app.ui.state.session import Session

_DIGEST_SHOWN = 16


@dataclass(frozen=True, slots=True)
class PacksKnown:
    """The packs at hand: how many, the day of the newest text they rest on, and a digest of them all."""

    count: int
    newest: date | None
    digest: str


def packs_known(packs: Sequence[PackHeading]) -> PacksKnown:
    """What is known of packs together.

    >>> packs_known([])
    PacksKnown(count=0, newest=None, digest='e3b0c44298fc1c14')
    """
    days = [pack.newest for pack in packs if pack.newest]
    digest = digest_of("".join(pack.sha256 for pack in packs).encode("ascii"))
    return PacksKnown(len(packs), max(days, default=None), digest[:_DIGEST_SHOWN])


def packs_in_use(session: Session) -> PacksKnown | None:
    """What is known of the packs a session answers with; None until they are read."""
    return packs_known(session.engine.shelf.headings) if session.engine is not None else None


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
    return Versions(__version__, ".".join(map(str, sys.version_info[:3])), qVersion(), system)


def surroundings(packs: PacksKnown | None) -> list[str]:
    """What a fault happened in: versions of the program, of what it stands on, and of its packs."""
    known = versions()
    lines = [f"xubaotong {known.program}", f"Python {known.python} · Qt {known.qt}", known.system]
    if packs is not None:
        lines.append(f"packs {packs.count} · {packs.newest or '-'} · {packs.digest}")
    return lines
