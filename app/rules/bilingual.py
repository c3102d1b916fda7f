"""A sentence or name in the program's two languages, Chinese first."""

from __future__ import annotations

from typing import Literal

from app.rules.value_type import value_type

Language = Literal["zh", "en"]


@value_type
class Bilingual:
    """One sentence or name, in Chinese and in English.

    >>> Bilingual("断缴", "lapse").in_("en")
    'lapse'
    """

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """The sentence in one language."""
        return self.zh if language == "zh" else self.en

    def filled(self, **values: object) -> Bilingual:
        """The sentence with its `{placeholders}` filled, in both languages; a value may itself be `Bilingual`.

        >>> Bilingual("等{n}个月", "wait {n} months").filled(n=3).zh
        '等3个月'
        """
        chinese = {key: value.zh if isinstance(value, Bilingual) else value for key, value in values.items()}
        english = {key: value.en if isinstance(value, Bilingual) else value for key, value in values.items()}
        return Bilingual(self.zh.format(**chinese), self.en.format(**english))
