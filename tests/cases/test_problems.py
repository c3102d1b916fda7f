import pickle
import string

import pytest

from app.cases.problems import CaseProblem, UnusableCase, trouble_reading
from app.rules.bilingual import Bilingual
from app.wording.phrasebook import phrases


def places(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_languages_of_a_sentence_hold_the_same_values() -> None:
    differing = [key for key, said in phrases("cases").items() if places(said.zh) != places(said.en)]
    assert differing == []


def test_a_problem_is_one_line_with_file_line_and_field() -> None:
    error = UnusableCase(
        "a.json", [CaseProblem(3, "region", Bilingual("错", "wrong")), CaseProblem(None, "", Bilingual("坏", "bad"))], 2
    )
    assert error.lines("en") == [
        "a.json:3: region: wrong",
        "a.json: file: bad",
        "a.json: file: 2 more problems are not listed; mend these first and try again",
    ]
    assert str(error).splitlines()[1] == "a.json: 文件: 坏"


def test_a_refusal_comes_back_whole_from_another_process() -> None:
    error = UnusableCase("a.json", [CaseProblem(3, "region", Bilingual("错", "wrong"))], 2)
    back = pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
    assert (back.name, back.problems, back.unlisted) == (error.name, error.problems, error.unlisted)


@pytest.mark.parametrize(("error", "told"), [(OSError(5, "I/O\nerror"), "I/O\\u000aerror"), (OSError("x"), "OSError")])
def test_trouble_the_system_has_no_common_name_for_is_told_as_it_says(error: OSError, told: str) -> None:
    assert told in trouble_reading(error).zh
