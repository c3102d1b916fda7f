"""The versions of the program, of Python, Qt and system, and of the packs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSysInfo, qVersion

from app import __version__
from app.packs.shelf.headings import PackHeading
from app.rules.value_type import value_type
from app.system.sha256 import digest_of

if TYPE_CHECKING:
    from app.ui.state.session import Session

_DIGEST_SHOWN = 16


@value_type
class PacksKnown:
    """The packs in use: how many, the date of their newest source, and a digest of all."""

    count: int
    newest: date | None
    digest: str


def packs_known(packs: Sequence[PackHeading]) -> PacksKnown:
    """A summary of packs.

    >>> packs_known([])
    PacksKnown(count=0, newest=None, digest='e3b0c44298fc1c14')
    """
    days = [pack.newest for pack in packs if pack.newest]
    digest = digest_of("".join(pack.sha256 for pack in packs).encode("ascii"))
    return PacksKnown(len(packs), max(days, default=None), digest[:_DIGEST_SHOWN])


def packs_in_use(session: Session) -> PacksKnown | None:
    """What is known of the packs a session answers with; None until they are read."""
    return packs_known(session.engine.shelf.headings) if session.engine is not None else None


@value_type
class Versions:
    """The program and what it runs on; nothing that names the computer or its user."""

    program: str
    python: str
    qt: str
    system: str


def versions() -> Versions:
    """The versions of this running program."""
    system = f"{QSysInfo.prettyProductName()} {QSysInfo.currentCpuArchitecture()}"
    return Versions(__version__, ".".join(map(str, sys.version_info[:3])), qVersion(), system)


def surroundings(packs: PacksKnown | None) -> list[str]:
    """Lines for a fault report: versions of the program, of what it runs on, and of its packs."""
    known = versions()
    lines = [f"xubaotong {known.program}", f"Python {known.python} · Qt {known.qt}", known.system]
    if packs is not None:
        lines.append(f"packs {packs.count} · {packs.newest or '-'} · {packs.digest}")
    return lines
