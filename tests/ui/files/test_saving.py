"""Saving where others save too: the later save is warned, shown what differs, and loses nothing."""

import json
import os
import shutil
from pathlib import Path

import pytest

from app.cases.file.backup import backup_path
from app.cases.file.reading import read_case
from app.cases.file.saving import save_case
from app.rules.bilingual import Bilingual
from app.rules.record.case import Person
from app.rules.record.months import Month, Span
from app.system.resources import resource
from app.ui.state.edits import Brush, painted, with_person
from app.ui.state.settings import SettingsStore
from tests.ui.conftest import TODAY
from tests.ui.seen import listed


@pytest.fixture
def file(tmp_path):
    return Path(shutil.copy(resource("samples", "zhang-xiansheng.json"), tmp_path / "张先生.json"))


def name_of(path):
    return json.loads(path.read_text(encoding="utf-8"))["person"]["name"]


def typed(window, name):
    case = window.session.state.case
    window.session.edit(Bilingual("改", "edit"), with_person(case, Person(name)))


def elsewhere(file, name="别人改的"):
    """Another window saves the same file."""
    opened = read_case(file, TODAY)
    case = painted(opened.case, Span(Month.of(2026, 5), Month.of(2026, 6)), Brush.UNPAID)
    save_case(with_person(case, Person(name)), opened.as_of, file)


def save(window):
    window.commands.by_key["save"].trigger()


def test_a_save_after_somebody_elses_is_warned_and_shown_what_differs(window, file):
    window.files.open(file)
    typed(window, "我改的")
    elsewhere(file)
    save(window)
    assert window.boxes.asked == ["changed"]
    said = window.boxes.told[0]
    assert "被改过" in said
    assert "姓名：别人改的 → 我改的" in said
    assert "2026年5月至6月" in said
    assert name_of(file) == "别人改的"
    assert window.session.state.unsaved


def test_saving_all_the_same_keeps_the_other_version_beside_it(window, file):
    window.files.open(file)
    typed(window, "我改的")
    elsewhere(file)
    window.boxes.changed = "overwrite"
    save(window)
    assert name_of(file) == "我改的"
    assert name_of(backup_path(file)) == "别人改的"
    assert not window.session.state.unsaved


def test_another_file_can_be_saved_instead(window, file):
    window.files.open(file)
    typed(window, "我改的")
    elsewhere(file)
    window.boxes.changed, window.boxes.path = "save_as", file.with_name("另存.json")
    save(window)
    assert (name_of(file), name_of(file.with_name("另存.json"))) == ("别人改的", "我改的")


@pytest.mark.parametrize("content", [b"", b"not a case", b'{"format": "xubaotong.case/1"}'])
def test_a_file_that_somebody_else_has_spoilt_is_told_too(window, file, content):
    window.files.open(file)
    typed(window, "我改的")
    file.write_bytes(content)
    save(window)
    assert "读不出来" in window.boxes.told[0]
    assert file.read_bytes() == content


def test_ones_own_saves_and_a_file_that_is_gone_ask_nothing(window, file):
    window.files.open(file)
    for name in ("一", "二"):
        typed(window, name)
        save(window)
    file.unlink()
    typed(window, "三")
    save(window)
    assert window.boxes.asked == []
    assert name_of(file) == "三"


def test_the_last_good_save_is_kept_and_offered_when_the_file_is_damaged(window, file):
    window.files.open(file)
    typed(window, "第二版")
    save(window)
    file.write_bytes(file.read_bytes()[:100])
    window.files.start_new()
    window.files.open(file)
    assert window.boxes.asked == ["backup"]
    assert "上次存好的一份" in window.boxes.told[-1]
    assert window.session.state.case.person.name == ""
    window.boxes.backup = True
    window.files.open(file)
    assert window.session.state.case.person.name == "张先生"
    assert window.session.state.unsaved
    assert window.session.state.path is None, "the damaged file is not written over unasked"


def test_a_damaged_file_is_never_made_the_backup(window, file):
    window.files.open(file)
    typed(window, "第二版")
    save(window)
    file.write_bytes(b"spoilt")
    window.boxes.changed = "overwrite"
    typed(window, "第三版")
    save(window)
    assert name_of(file) == "第三版"
    assert name_of(backup_path(file)) == "张先生"


def test_at_a_counter_nothing_is_kept_beside_the_file(window, file):
    window.counter.switch(True)
    window.files.open(file)
    typed(window, "第二版")
    save(window)
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.skipif(os.name != "posix", reason="names are text elsewhere")
def test_a_file_whose_name_is_no_text_is_opened_saved_and_remembered(window, file, tmp_path):
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xd5\xc5\xc8\xfd.json"))  # 张三 as GBK has it
    file.rename(odd)
    window.settings = SettingsStore(tmp_path / "settings.json")
    window.files._shell.settings = window.settings  # noqa: SLF001
    window.files.open(odd)
    typed(window, "李四")
    save(window)
    assert name_of(odd) == "李四"
    assert SettingsStore(tmp_path / "settings.json").current.recent == (str(odd),)
    assert "\ufffd" in listed(window, "recent")[0].text()
    odd.unlink()
    listed(window, "recent")[0].trigger()
    assert window.settings.current.recent == ()


def test_a_name_that_is_too_long_is_told(window, file, tmp_path):
    window.files.open(file)
    window.boxes.path = tmp_path / f"{'长' * 300}.json"
    window.commands.by_key["save_as"].trigger()
    assert "文件名太长" in window.boxes.told[0]
    window.files.open_recent(window.boxes.path)
    assert window.session.state.path == file
