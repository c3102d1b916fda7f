import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.state.settings import Settings, SettingsStore, settings_of


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
