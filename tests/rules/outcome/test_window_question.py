"""When it matters for a plan whether it is paid inside the enrolment window."""

from __future__ import annotations

import pytest

from app.rules.outcome.window_question import window_decides
from tests.rules.places import NOWHERE, case, day

RESIDENT = "resident 2024-01..2024-12"


@pytest.mark.parametrize(
    ("paid", "planned", "matters"),
    [
        (RESIDENT, "resident on 2026-11-22, for 2027", True),
        (RESIDENT, None, False),
        ("flexible 2024-01..2026-06 base=5000", "flexible on 2026-11-22", False),
    ],
)
def test_the_window_is_asked_for_only_where_it_decides(paid: str, planned: str | None, matters: bool) -> None:
    assert window_decides(case(paid, planned), NOWHERE, day("2026-11-22")) is matters
