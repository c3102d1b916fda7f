"""How many rounds a proof goes, and where it says what it measured."""

from __future__ import annotations

import os


def rounds(few: int, full: int) -> int:
    """So many rounds: few in every run, all of them where `PROOFS=full` is set."""
    if os.environ.get("PROOFS") == "full":
        os.nice(5)
        return full
    return few


def measured(**figures: object) -> None:
    """Say what was measured; seen with `-s`."""
    print("\n" + "  ".join(f"{name}={value}" for name, value in figures.items()))
