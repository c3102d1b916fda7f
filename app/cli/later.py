"""The commands of a later version, which only say that they are not there yet."""

from __future__ import annotations

from argparse import Namespace

from app.cli.streams import unusable
from app.wording.phrasebook import phrase


def perform(wanted: Namespace) -> int:
    """Always `Unusable`."""
    raise unusable(wanted.command, phrase("cli", "comes_later"), "zh")
