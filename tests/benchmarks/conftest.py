"""What was measured, printed as the rows of the README's table once everything has run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest


@dataclass
class Table:
    """The rows of the README's table."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, what: str, measured: str, aim: str) -> None:
        """One line: what was measured, how it came out, what it should be."""
        self.rows.append((what, measured, aim))


_TABLE = Table()


@pytest.fixture
def table() -> Iterator[Table]:
    """Takes what a benchmark found."""
    return _TABLE


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    if _TABLE.rows:
        terminalreporter.section("for the README")
        for row in _TABLE.rows:
            terminalreporter.write_line("| " + " | ".join(row) + " |")
