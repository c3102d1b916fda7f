"""A sentence in both languages."""

from __future__ import annotations

from app.rules.bilingual import Bilingual


def test_a_value_that_is_itself_a_sentence_is_filled_in_its_own_language() -> None:
    said = Bilingual("按{limit}计算", "taken at the {limit}").filled(limit=Bilingual("下限", "lower limit"))
    assert (said.zh, said.en) == ("按下限计算", "taken at the lower limit")


def test_the_language_chosen_is_the_language_given() -> None:
    said = Bilingual("断缴", "lapse")
    assert (said.in_("zh"), said.in_("en")) == ("断缴", "lapse")
