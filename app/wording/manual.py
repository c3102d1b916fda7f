"""The manual: its chapters in a language, and which of them somebody may mean who types a few words."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from app.rules.bilingual import Language
from app.rules.value_type import value_type
from app.system.resources import resource

FOLDER: Final = "help"
_HEAD: Final = re.compile(r"^# (?P<title>.+?) \{(?P<key>\w+)\}$", re.MULTILINE)
_MARKS: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)|[*_>#|`]")


@value_type
class Chapter:
    """A chapter: a key for links to it, its title, and its text in Markdown."""

    key: str
    title: str
    text: str

    def is_found_by(self, words: str) -> bool:
        """True when every word typed is in its title or text.

        >>> Chapter("paper", "Paper", "Press **Ctrl+P** to print.").is_found_by("ctrl+p PRINT")
        True
        """
        said = self.plain.casefold()
        return all(word in said for word in words.casefold().split())

    @property
    def plain(self) -> str:
        """Title and text without marks of Markdown."""
        return _MARKS.sub("", f"{self.title}\n{self.text}")


@cache
def manual_in(language: Language) -> tuple[Chapter, ...]:
    """The chapters of the manual in a language, in their order."""
    text = resource(FOLDER, f"manual.{language}.md").read_text(encoding="utf-8").replace("{language}", language)
    heads = list(_HEAD.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return tuple(
        Chapter(head["key"], head["title"], text[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    )
