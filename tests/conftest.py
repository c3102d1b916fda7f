"""Settings every test needs before Qt or Hypothesis is loaded."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Derandomised: the same examples on every machine; a run with more is `--hypothesis-profile=thorough`.
settings.register_profile("usual", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=2000, deadline=None)
settings.load_profile("usual")
