"""Knows the window's words in the language chosen. Does not know where they stand."""

from __future__ import annotations

from app.rules.said import Language, Said
from app.wording.phrasebook import phrases


class Speech:
    """The phrases of one area of the window in one language; a missing key is a KeyError."""

    def __init__(self, language: Language, area: str = "ui") -> None:
        self.language: Language = language
        self._phrases = phrases(area)

    def within(self, area: str) -> Speech:
        """The same language in another area: what opens later keeps its phrases in a file of its own."""
        return Speech(self.language, area)

    def __call__(self, key: str, **values: object) -> str:
        """A phrase of the window with its places filled."""
        text = self._phrases[key].in_(self.language)
        if not values:
            return text
        spoken = {name: self.of(value) if isinstance(value, Said) else value for name, value in values.items()}
        return text.format(**spoken)

    def phrase(self, key: str, **values: object) -> Said:
        """The same in both languages, for what outlives a change of language."""
        phrase = self._phrases[key]
        return phrase.filled(**values) if values else phrase

    def of(self, said: Said) -> str:
        """A sentence that was said elsewhere, in this language."""
        return said.in_(self.language)

    def plain(self, key: str, **values: object) -> str:
        """A phrase that screen and paper share."""
        return self.within("plain")(key, **values)

    def has(self, key: str) -> bool:
        """True when the window has such a phrase."""
        return key in self._phrases
