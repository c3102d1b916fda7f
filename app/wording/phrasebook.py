"""Reads the program's phrases: one JSON file for each area, each phrase in Chinese and English."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from app.rules.bilingual import Bilingual, Language
from app.system.resources import resource


@cache
def phrases(area: str) -> Mapping[str, Bilingual]:
    """The phrases of one area (`resources/translations/AREA.json`), by key; a missing key is a KeyError.

    A file maps a key to a pair `[Chinese, English]`, so that neither language can lack what the other has.
    """
    pairs = json.loads(resource("translations", f"{area}.json").read_text(encoding="utf-8"))
    return {key: Bilingual(chinese, english) for key, (chinese, english) in pairs.items()}


def phrase(area: str, key: str, /, **values: object) -> Bilingual:
    """A phrase of an area in both languages, with its places filled; a missing key or value is a KeyError.

    >>> phrase("plain", "months", n=3)
    Bilingual(zh='3个月', en='3 months')
    """
    return phrases(area)[key].filled(**values)


class Phrasebook:
    """The phrases of one area for a reader of one language; a missing key or value is a KeyError.

    >>> Phrasebook("plain", "en")("months", n=3)
    '3 months'
    """

    def __init__(self, area: str, language: Language) -> None:
        self.language: Language = language
        self._phrases = phrases(area)

    def within(self, area: str) -> Phrasebook:
        """The phrases of another area in the same language."""
        return Phrasebook(area, self.language)

    def __call__(self, key: str, /, **values: object) -> str:
        """A phrase in this language with its places filled."""
        said = {name: self.of(value) if isinstance(value, Bilingual) else value for name, value in values.items()}
        return self.template(key).format(**said)

    def __contains__(self, key: str) -> bool:
        return key in self._phrases

    def template(self, key: str) -> str:
        """A phrase in this language with its places open, for whoever fills them later."""
        return self._phrases[key].in_(self.language)

    def phrase(self, key: str, /, **values: object) -> Bilingual:
        """A phrase in both languages, for what must follow a later change of language."""
        return self._phrases[key].filled(**values)

    def of(self, said: Bilingual) -> str:
        """A bilingual sentence in this language."""
        return said.in_(self.language)

    def plain(self, key: str, /, **values: object) -> str:
        """A phrase of the shared area `plain`."""
        return self.within("plain")(key, **values)
