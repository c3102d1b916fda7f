"""The command line: thin commands on top of rules, packs, cases and reports."""

from app.cli.main import Door, run

__all__ = ["Door", "run"]
