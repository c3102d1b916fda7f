"""The commands that come with a later version, and say so."""

from __future__ import annotations

from argparse import Namespace

from app.cli.streams import unusable
from app.wording.phrasebook import phrase


def perform(wanted: Namespace) -> int:
    """Always `Unusable`."""
    raise unusable(wanted.command, phrase("cli", "comes_later"), "zh")
