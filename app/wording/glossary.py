"""The glossary: terms of the field with their meanings, and links on their first mention in a text."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from app.rules.bilingual import Language
from app.rules.value_type import value_type
from app.wording.escaping import escape
from app.wording.phrasebook import Phrasebook, phrases

AREA: Final = "glossary"
LINK: Final = "term:"
"""Prefix of a link to a term; its key follows."""
_TERM: Final = "term."


@value_type
class Term:
    """A term of the field in one language, and its meaning in one or two sentences."""

    key: str
    name: str
    also: tuple[str, ...]
    means: str

    def is_found_by(self, text: str) -> bool:
        """True when somebody who types `text` may mean this term."""
        wanted = text.strip().casefold()
        return any(wanted in said.casefold() for said in (self.name, *self.also, self.means))


class Glossary:
    """The terms in one language; get it from `glossary_in`."""

    def __init__(self, language: Language) -> None:
        book = Phrasebook(AREA, language)
        keys = [key.removeprefix(_TERM) for key in phrases(AREA) if key.startswith(_TERM)]
        self.terms = tuple(
            Term(key, book(f"{_TERM}{key}"), tuple(book(f"also.{key}").split("|")), book(f"means.{key}"))
            for key in keys
        )
        self._by_key = {term.key: term for term in self.terms}
        self._key_of = {name.casefold(): term.key for term in self.terms for name in (term.name, *term.also)}
        names = sorted((escape(name) for name in self._key_of), key=len, reverse=True)
        words = "|".join(map(re.escape, names))
        edges = r"\b" if language == "en" else ""
        self._pattern = re.compile(rf"<a\b.*?</a>|<[^>]*>|{edges}({words}){edges}", re.IGNORECASE | re.DOTALL)

    def term(self, key: str) -> Term:
        """A term by its key; KeyError when there is none."""
        return self._by_key[key]

    def marked(self, html: str, met: set[str]) -> str:
        """Rich text with a link on the first mention of each term; `met` holds terms already met and is added to.

        Existing links are left alone.
        """

        def mark(found: re.Match[str]) -> str:
            word = found.group(1)
            if word is None:
                return found.group()
            key = self._key_of[word.casefold()]
            if key in met:
                return word
            met.add(key)
            return f"<a href='{LINK}{key}'>{word}</a>"

        return self._pattern.sub(mark, html)


@cache
def glossary_in(language: Language) -> Glossary:
    """The glossary of a language, read and compiled once."""
    return Glossary(language)
