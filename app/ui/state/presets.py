"""Reads the settings that an office gives every desk by one file; what a desk chooses for itself goes before them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from app.rules.value_type import value_type
from app.ui.state.settings import Settings, sound_settings

_OF_ONE_DESK: Final = ("geometry", "recent")
_MOST_BYTES: Final = 100_000


@value_type
class Presets:
    """The settings given, the file they come from, and the names in it that were not understood.

    `readable` is False where the file as a whole could not be read or is no JSON object.
    """

    settings: Settings = Settings()
    file: Path | None = None
    names: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    readable: bool = True


def read_presets(path: Path | None) -> Presets:
    """The presets of a file, which somebody wrote by hand: UTF-8 or GB 18030, with or without a byte order mark."""
    if path is None:
        return Presets()
    found = _document(path)
    if found is None:
        return Presets(file=path, readable=False)
    known = {item.name for item in fields(Settings)} - set(_OF_ONE_DESK)
    sound = {name: value for name, value in sound_settings(found).items() if name in known}
    ignored = tuple(name for name in found if name not in sound and name != "format")
    return Presets(Settings(**sound), path, tuple(sound), ignored)


def _document(path: Path) -> Mapping[str, Any] | None:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("gb18030")
        found = json.loads(text)
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
