"""The settings kept from one start to the next: language, look, text size, recent files, office details and so on.

The file is small, readable by its owner alone, and never about a client. Values that cannot be read count as not set.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import field, fields, replace
from pathlib import Path
from typing import Any, Final

from app.rules.bilingual import Language
from app.rules.value_type import value_type
from app.system.atomic_file import write_atomically
from app.ui.style.looks import Look, TextSize

_MOST_BYTES: Final = 100_000
_DIGITS: Final = 6
MOST_RECENT: Final = 10
MOST_MARGIN: Final = 15
"""The most working days an office may say that money takes from payment to credit."""


@value_type
class Settings:
    """The settings as last chosen.

    `geometry` is Qt's record of the window's place, in base64. `recent` are the case files opened last, newest
    first. `office` are the details of the office printed on its papers, by the name of the field. `margin` is how many
    working days money takes from payment to credit, 0 if not known. `region` is the code of the place new cases begin
    with, empty until somebody was asked. `columns` are the meanings chosen for headings of contribution lists, by
    digests of all headings of a list and of the one heading. `office_values` are the figures and enrolment windows that
    the office has found out for a place, see `kept_values`.

    >>> Settings().look
    'system'
    """

    language: Language = "zh"
    look: Look = "system"
    text_size: TextSize = "standard"
    counter: bool = False
    geometry: str = ""
    recent: tuple[str, ...] = ()
    office: Mapping[str, str] = field(default_factory=dict)
    margin: int = 0
    region: str = ""
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    office_values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def _one_of(*values: str) -> Callable[[Any], bool]:
    return lambda value: value in values


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_RECENT and all(map(_is_text, value))


def _are_details(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _are_details_by_name(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_are_details, value.values()))


_SOUND: Final[Mapping[str, Callable[[Any], bool]]] = {
    "language": _one_of("zh", "en"),
    "look": _one_of("system", "light", "dark", "contrast"),
    "text_size": _one_of("standard", "large", "largest"),
    "counter": lambda value: isinstance(value, bool),
    "geometry": _is_text,
    "recent": _are_texts,
    "office": _are_details,
    "columns": _are_details_by_name,
    "office_values": _are_details_by_name,
    "region": lambda value: _is_text(value) and len(value) == _DIGITS and value.isascii() and value.isdigit(),
    "margin": lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_MARGIN,
}


def settings_of(text: str) -> Settings:
    """The settings in a file; missing or invalid ones have their default.

    >>> settings_of('{"language": "en", "look": "purple"}')  # doctest: +ELLIPSIS
    Settings(language='en', look='system', ...)
    >>> settings_of("not JSON") == Settings()
    True
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    sound: dict[str, Any] = {
        key: found[key] for key, is_sound in _SOUND.items() if key in found and is_sound(found[key])
    }
    if "recent" in sound:
        sound["recent"] = tuple(sound["recent"])
    return Settings(**sound)


class SettingsStore:
    """The settings and the file they are kept in; without a file they last as long as the window."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._settings = self._read()

    @property
    def current(self) -> Settings:
        """The settings now."""
        return self._settings

    def save(self, **values: Any) -> None:
        """Change some settings and write the file; a failure to write is ignored, so as not to disturb work."""
        changed = replace(self._settings, **values)
        if changed == self._settings:
            return
        self._settings = changed
        if self._path is not None:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(self._path, self._text().encode("utf-8"))
            except OSError:
                return

    def _text(self) -> str:
        known = {item.name: getattr(self._settings, item.name) for item in fields(Settings)}
        return json.dumps(known, ensure_ascii=False, indent=1) + "\n"

    def _read(self) -> Settings:
        if self._path is None:
            return Settings()
        try:
            with self._path.open("rb") as file:
                content = file.read(_MOST_BYTES)
        except OSError:
            return Settings()
        return settings_of(content.decode("utf-8", "replace"))
