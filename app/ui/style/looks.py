"""The looks and text sizes a person may choose."""

from __future__ import annotations

from typing import Literal

Look = Literal["system", "light", "dark", "contrast"]
TextSize = Literal["standard", "large", "largest"]
