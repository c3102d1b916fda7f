"""The commands: a thin skin over rules, packs, cases and paper."""

from app.cli.main import Door, run

__all__ = ["Door", "run"]
