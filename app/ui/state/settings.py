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
from app.system.atomic_file import sweep, write_privately
from app.system.upgrades import Document, Steps, upgraded
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


FAMILY: Final = "xubaotong.settings"
STEPS: Final[Steps] = {0: lambda document: document}
"""The first programs wrote no format; everything else was the same."""
_PRESENT: Final = f"{FAMILY}/{max(STEPS) + 1}"


def sound_settings(found: Mapping[str, Any]) -> dict[str, Any]:
    """The valid ones among settings as JSON has them."""
    sound = {key: found[key] for key, is_sound in _SOUND.items() if key in found and is_sound(found[key])}
    if "recent" in sound:
        sound["recent"] = tuple(sound["recent"])
    return sound


def settings_of(text: str, given: Settings = Settings()) -> Settings:  # noqa: B008  a frozen value
    """The settings in a file; missing or invalid ones are as given, by default as the program has them.

    >>> settings_of('{"language": "en", "look": "purple"}')  # doctest: +ELLIPSIS
    Settings(language='en', look='system', ...)
    >>> settings_of("not JSON") == Settings()
    True
    """
    return replace(given, **sound_settings(_document(text)))


def _document(text: str) -> Document:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return upgraded(found, FAMILY, STEPS) if isinstance(found, dict) else {}


class SettingsStore:
    """The settings and the file they are kept in; without a file they last as long as the window.

    `given` is what an office gives every desk. Only what differs from it is written, so that a later change of the
    office's file reaches a desk that chose nothing else.
    """

    def __init__(self, path: Path | None = None, given: Settings = Settings()) -> None:  # noqa: B008  a frozen value
        self._path, self._given = path, given
        self._of_later_programs: Document = {}
        if path is not None:
            sweep(path.parent)
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
                # a file's name may have bytes that are no text: Python's escape for them is JSON's
                write_privately(self._path, self._text().encode("utf-8", "backslashreplace"))
            except OSError:
                return

    def _text(self) -> str:
        names = [item.name for item in fields(Settings)]
        values = {name: getattr(self._settings, name) for name in names}
        known = {name: value for name, value in values.items() if value != getattr(self._given, name)}
        document = {"format": _PRESENT, **self._of_later_programs, **known}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    def _read(self) -> Settings:
        if self._path is None:
            return self._given
        try:
            with self._path.open("rb") as file:
                content = file.read(_MOST_BYTES)
        except OSError:
            return self._given
        text = content.decode("utf-8", "replace")
        self._of_later_programs = {name: value for name, value in _document(text).items() if name not in _SOUND}
        return settings_of(text, self._given)
