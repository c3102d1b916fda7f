import pytest

from app.rules.record.fact_name import FactName, Question
from app.rules.record.months import Month


@pytest.mark.parametrize("question", Question)
def test_a_name_comes_back_from_its_text(question: Question) -> None:
    name = FactName.of(question, Month.of(2026, 9))
    assert (name, name.question, name.about) == (f"{question.value}:2026-09", question, "2026-09")
    assert FactName(str(name)).question is question
    assert (FactName.of(question), FactName.of(question).about) == (question.value, "")


@pytest.mark.parametrize(
    "text", ["", ":", "lapse_cause_2026-09", "Lapse_cause:2026-09", " birth_date", "rate:employee"]
)
def test_any_other_text_is_no_question_of_ours(text: str) -> None:
    assert FactName(text).question is None
