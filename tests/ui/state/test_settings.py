import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.system.upgrades import number_of
from app.ui.state.settings import FAMILY, STEPS, Settings, SettingsStore, settings_of


def test_what_was_kept_is_there_at_the_next_start(tmp_path):
    path = tmp_path / "new folder" / "settings.json"
    SettingsStore(path).save(language="en", recent=("a.json",), office={"name": "某某中心"})
    assert SettingsStore(path).current == Settings(language="en", recent=("a.json",), office={"name": "某某中心"})


def test_only_the_owner_may_read_it(tmp_path):
    path = tmp_path / "settings.json"
    SettingsStore(path).save(counter=True)
    assert path.stat().st_mode & 0o077 == 0


def test_nothing_is_written_when_nothing_changed(tmp_path):
    path = tmp_path / "settings.json"
    SettingsStore(path).save(language="zh")
    assert not path.exists()


def test_without_a_file_the_settings_last_as_long_as_the_window():
    settings = SettingsStore()
    settings.save(look="dark")
    assert settings.current.look == "dark"


def test_a_folder_that_cannot_be_made_disturbs_nobody(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = SettingsStore(tmp_path / "file" / "settings.json")
    settings.save(look="dark")
    assert settings.current.look == "dark"


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "null", "{", '{"language": "fr"}', '{"recent": "x"}', '{"office": {"name": 1}}', "[" * 100_000),
        *('{"margin": -1}', '{"margin": 16}', '{"margin": true}', '{"margin": "2"}'),
    ],
)
def test_what_cannot_be_read_counts_as_never_set(text):
    assert settings_of(text) == Settings()


def test_one_unsound_value_does_not_take_the_others_with_it():
    assert settings_of(json.dumps({"look": 7, "text_size": "large"})) == Settings(text_size="large")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(list(Settings.__dataclass_fields__)), json_values))
def test_no_file_makes_the_start_fail(found):
    settings_of(json.dumps(found))


KEPT = sorted((Path(__file__).parent / "kept").glob("settings-*.json"))


def test_every_format_of_the_settings_has_a_kept_file_and_a_step():
    numbers = {number_of(json.loads(path.read_text(encoding="utf-8")), FAMILY) for path in KEPT}
    assert numbers == set(STEPS) | {max(STEPS) + 1}


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_settings_of_earlier_programs_are_taken_over(path):
    found = SettingsStore(path).current
    assert (found.language, found.look, found.text_size, found.margin) == ("en", "dark", "large", 3)
    assert found.recent == ("/cases/张女士.json",)
    assert found.office == {"name": "某某区医保服务中心"}


def test_what_a_later_program_keeps_is_not_lost_by_this_one(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"format": f"{FAMILY}/9", "language": "en", "dial": 7}), encoding="utf-8")
    SettingsStore(path).save(look="dark")
    written = json.loads(path.read_text(encoding="utf-8"))
    assert (written["format"], written["dial"], written["language"], written["look"]) == (
        f"{FAMILY}/9",
        7,
        "en",
        "dark",
    )


def test_a_killed_save_is_swept_at_the_next_start(tmp_path):
    (tmp_path / ".xubaotong-abc.tmp").write_text("half", encoding="utf-8")
    SettingsStore(tmp_path / "settings.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="names are text elsewhere")
def test_the_name_of_a_file_that_is_no_text_is_kept(tmp_path):
    path, name = tmp_path / "settings.json", os.fsdecode(b"/cases/\xff.json")
    SettingsStore(path).save(recent=(name,))
    assert SettingsStore(path).current.recent == (name,)
