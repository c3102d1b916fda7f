from __future__ import annotations

from datetime import date

import pytest

from app.rules.law.source_dates import Dated


@pytest.mark.parametrize(
    ("dated", "latest"),
    [(Dated(2022), "2022-12-31"), (Dated(2024, 2), "2024-02-29"), (Dated(2024, 2, 5), "2024-02-05")],
)
def test_a_date_may_mean_any_day_it_leaves_open(dated: Dated, latest: str) -> None:
    assert dated.latest == date.fromisoformat(latest)
