"""Settings every test needs before Qt or Hypothesis is loaded."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Derandomised: the same examples on every machine; a run with more is `--hypothesis-profile=thorough`.
settings.register_profile("usual", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=2000, deadline=None)
settings.load_profile("usual")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever runs the whole program or opens its window is slow, but for what is marked `smoke`."""
    for item in items:
        opens_window = "bare" in getattr(item, "fixturenames", ())
        if item.get_closest_marker("acceptance") or (opens_window and not item.get_closest_marker("smoke")):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """What is loaded now stays; tests that collect garbage need not look through it every time."""
    gc.collect()
    gc.freeze()
