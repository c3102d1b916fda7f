"""Collects what benchmarks measure and prints it as the rows of the README's table."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from app.__main__ import NEW_OBJECTS_BEFORE_A_LOOK

collect_ignore = ["empty_program.py"]  # runs beside `empty_window`, as a bundle of its own


@dataclass
class Table:
    """The rows of the README's table."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, what: str, measured: str, aim: str) -> None:
        """Add a row: what was measured, the result, the aim."""
        self.rows.append((what, measured, aim))


_TABLE = Table()


@pytest.fixture
def table() -> Iterator[Table]:
    """Takes what a benchmark found."""
    return _TABLE


@pytest.fixture
def as_the_program_runs() -> Iterator[None]:
    """Freeze what is loaded against garbage collection, as `app.__main__` and the window's application do."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS_BEFORE_A_LOOK)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    if _TABLE.rows:
        terminalreporter.section("for the README")
        for row in _TABLE.rows:
            terminalreporter.write_line("| " + " | ".join(row) + " |")
