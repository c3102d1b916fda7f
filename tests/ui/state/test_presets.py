"""What an office gives every desk by one file, and what a desk chooses for itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.ui.state.presets import read_presets
from app.ui.state.settings import Settings, SettingsStore

GIVEN = {"counter": True, "office": {"name": "某某医保经办大厅"}, "text_size": "large"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "presets.json"
    path.write_text(json.dumps(GIVEN, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_new_desk_begins_with_what_the_office_gives(file: Path, tmp_path: Path) -> None:
    settings = SettingsStore(tmp_path / "desk" / "settings.json", read_presets(file).settings).current
    assert (settings.counter, settings.office, settings.text_size) == (True, GIVEN["office"], "large")


def test_what_a_desk_chooses_stays_and_the_rest_follows_the_office(file: Path, tmp_path: Path) -> None:
    own = tmp_path / "desk" / "settings.json"
    SettingsStore(own, read_presets(file).settings).save(text_size="standard", margin=3)
    file.write_text(json.dumps({**GIVEN, "counter": False, "margin": 5}, ensure_ascii=False), encoding="utf-8")
    settings = SettingsStore(own, read_presets(file).settings).current
    assert (settings.counter, settings.text_size, settings.margin) == (False, "standard", 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_written_in_any_editor_is_read(file: Path, encoding: str) -> None:
    file.write_text(json.dumps(GIVEN, ensure_ascii=False), encoding=encoding)
    assert read_presets(file).settings.office == GIVEN["office"]


def test_what_is_not_understood_is_named_and_nothing_of_one_desk_is_taken(file: Path) -> None:
    file.write_text(json.dumps({"counter": "yes", "geometry": "AA", "look": "dark", "colour": 1}), encoding="utf-8")
    presets = read_presets(file)
    assert presets.names == ("look",)
    assert presets.ignored == ("counter", "geometry", "colour")
    assert presets.settings == Settings(look="dark")


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xff", b"\x00"])
def test_a_file_that_is_no_settings_gives_none_and_is_told(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    presets = read_presets(file)
    assert (presets.settings, presets.readable) == (Settings(), False)


def test_without_a_file_everything_is_as_the_program_has_it() -> None:
    assert read_presets(None).settings == Settings()
