"""Knows the sentences of screen and paper: one file an area, each phrase with both its languages side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from app.places import resource
from app.rules.said import Said


@cache
def phrases(area: str) -> Mapping[str, Said]:
    """The phrases of one area (`resources/translations/AREA.json`), by key; a missing key is a KeyError.

    A file maps a key to a pair `[Chinese, English]`, so that neither language can lack what the other has.
    """
    pairs = json.loads(resource("translations", f"{area}.json").read_text(encoding="utf-8"))
    return {key: Said(chinese, english) for key, (chinese, english) in pairs.items()}
