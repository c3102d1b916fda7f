import json
import string

import pytest

from app.rules.law.terms import Bearer, Grade, Matter
from app.rules.outcome.assessment import OptionId
from app.rules.record.case import Cause
from app.rules.record.history import Scheme, Status
from app.system.resources import resource
from app.ui.answer.answer_pane import SAMPLES
from app.ui.record.month_grid import Look
from app.ui.record.person_pane import CATEGORIES
from app.ui.state.edits import Brush
from app.wording.phrasebook import Phrasebook, phrases


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


AREAS = sorted(path.stem for path in resource("translations").glob("*.json"))
SPELLED_APART = ("day", "month", "span.")  # English names a month, Chinese numbers it


SPACES = ("space", "wide_space")
"""What stands between words in one language and not in the other."""


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_say_every_phrase(area):
    pairs = json.loads(resource("translations", f"{area}.json").read_text(encoding="utf-8"))
    for key, (chinese, english) in pairs.items():
        assert key in SPACES or bool(chinese.strip()) == bool(english.strip()), key
        if not key.startswith(SPELLED_APART):
            assert places(chinese) == places(english), key


def test_every_name_of_the_field_has_its_word():
    kinds = {
        "option": OptionId,
        "act": OptionId,
        "gap": Bearer,
        "matter": Matter,
        "grade": Grade,
        "cause": Cause,
        "scheme": Scheme,
    }
    missing = [
        f"{kind}.{item.value}"
        for kind, items in kinds.items()
        for item in items
        if f"{kind}.{item.value}" not in phrases("plain")
    ]
    assert missing == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_part_of_the_window_has_its_word(language):
    phrases = Phrasebook("ui", language)
    keys = [f"status.{status.value}" for status in Status]
    keys += [f"grid.look.{look.value}" for look in Look]
    keys += [f"edit.painted.{brush.value}" for brush in Brush]
    keys += [f"payer.{bearer.value}" for bearer in Bearer]
    keys += [f"category.{category}" for category in CATEGORIES]
    keys += [f"sample.{name}" for name in SAMPLES]
    assert [key for key in keys if key not in phrases] == []


def test_every_sample_in_the_menu_is_there():
    assert {path.stem for path in resource("samples").glob("*.json")} == set(SAMPLES)
