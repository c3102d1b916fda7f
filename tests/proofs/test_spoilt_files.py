"""Every file the program writes, met wrong, cut short, of a newer program, read-only, or on a full disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from app.cases.file.backup import backup_of
from app.cases.file.reading import read_case
from app.cases.problems import UnusableCase
from app.packs.shelf.cache import Cache
from app.packs.shelf.shelf import Shelf
from app.rules.bilingual import Bilingual
from app.rules.record.case import Case
from app.system.resources import resource, shipped_policies
from app.ui.files.journal import Recovery
from app.ui.state.session import Session
from app.ui.state.settings import SettingsStore
from tests.proofs.rounds import measured, rounds

pytestmark = pytest.mark.slow
TODAY = date(2026, 11, 22)
SAMPLE = resource("samples", "zhang-xiansheng.json")


def spoilt(whole: bytes, rounds_each: int) -> list[bytes]:
    """What may be found in place of a file: nothing, something else, the beginning of it, a newer format, odd bytes."""
    step = max(1, len(whole) // rounds_each)
    cut = [whole[:length] for length in range(0, len(whole), step)]
    newer = whole.replace(b"/1", b"/99").replace(b"/2", b"/99")
    flipped = [whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :] for at in range(0, len(whole), step)]
    return [b"", b"\0" * 100, b"[]", b"null", b"{" * 5000, b"\xff\xfe", newer, whole * 2, *cut, *flipped]


@pytest.fixture
def session(qapp):
    parent = QObject()
    yield Session(Case("140100"), TODAY, parent)
    parent.deleteLater()


def test_a_case_is_read_whole_or_refused_with_a_sentence(tmp_path: Path) -> None:
    whole, path = SAMPLE.read_bytes(), tmp_path / "case.json"
    refused = 0
    contents = spoilt(whole, rounds(40, 1000))
    for content in contents:
        path.write_bytes(content)
        try:
            read_case(path, TODAY)
        except UnusableCase as unusable:
            refused += all(line.strip() for language in ("zh", "en") for line in unusable.lines(language))
        backup = path.with_name("case.json.bak")
        backup.write_bytes(content)
        backup_of(path, TODAY)
    measured(case_files=len(contents), refused=refused)
    assert refused > len(contents) / 2


def test_a_journal_is_recovered_whole_or_told_unreadable(session, tmp_path: Path) -> None:
    recovery = Recovery(session, tmp_path / "a", session)
    session.edit(Bilingual("改", "edit"), read_case(SAMPLE, TODAY).case)
    recovery.write()
    [journal] = (tmp_path / "a").glob("*.json")
    whole, folder = journal.read_bytes(), tmp_path / "b"
    folder.mkdir()
    contents = spoilt(whole, rounds(15, 300))
    read = 0
    for content in contents:
        (folder / "spoilt.json").write_bytes(content)
        [left] = Recovery(session, folder, session).left()
        read += left.read(TODAY) is not None
        left.discard()
    measured(journals=len(contents), read=read)
    assert list(folder.glob("*.json")) == []


def test_settings_are_taken_as_far_as_they_are_sound(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    SettingsStore(path).save(language="en", look="dark", recent=("a.json",), office={"name": "某某中心"})
    contents = spoilt(path.read_bytes(), rounds(40, 1000))
    for content in contents:
        path.write_bytes(content)
        store = SettingsStore(path)
        store.save(margin=(store.current.margin + 1) % 15)
        assert SettingsStore(path).current == store.current
    measured(settings=len(contents))


def test_a_spoilt_record_of_a_pack_is_as_if_there_were_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "packs")
    code = Shelf(shipped_policies(), cache).policy_for("370200").own.sha256
    kept = sorted((tmp_path / "packs").glob("*.json"))
    assert kept
    contents = spoilt(kept[0].read_bytes(), rounds(3, 60))
    for content in contents:
        kept[0].write_bytes(content)
        assert Shelf(shipped_policies(), cache).policy_for("370200").own.sha256 == code
    measured(records=len(contents))


# disks that are full or read-only

_MOUNTS = """
mount -t tmpfs -o size={size}k tmpfs "$1" || exit 77
shift
{then}
exec "$@"
"""
WRITING = """
import json, os, sys
from dataclasses import replace
from datetime import date
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtGui import QGuiApplication
from app.cases.file.backup import keep_backup
from app.cases.file.reading import read_case
from app.cases.file.saving import save_case

from app.cases.problems import trouble_writing
from app.packs.shelf.shelf import open_shelf
from app.rules.bilingual import Bilingual
from app.rules.record.case import Person
from app.ui.files.journal import Recovery
from app.ui.state.session import Session
from app.ui.state.settings import SettingsStore
from app.cli import run

disk, before = Path(sys.argv[1]), sys.argv[2]
application = QGuiApplication([])
today = date(2026, 11, 22)
opened = read_case(Path(before), today)
told = {}
def tried(name, write):
    try:
        write()
        told[name] = "written"
    except OSError as error:
        told[name] = trouble_writing(error).zh
case = replace(opened.case, person=Person("SECRET" * 30))
tried("backup", lambda: keep_backup(disk / "case.json"))
tried("case", lambda: save_case(case, today, disk / "case.json"))
told["report"] = run(["report", before, "-o", str(disk / "a.pdf"), "--chart", str(disk / "a.png")], None)
told["import"] = run(["import", os.environ["LIST"], "-o", str(disk / "b.json")], None)
settings = SettingsStore(disk / "settings.json")
settings.save(language="en", office={"name": "x" * 90_000})
session = Session(opened.case, today)
recovery = Recovery(session, disk / "recovery")
session.edit(Bilingual("a", "b"), case)
recovery.write()
recovery.forget()
open_shelf().policy_for("370200")
if (disk / "case.json").exists():
    read_case(disk / "case.json", today)
told["left"] = sorted(path.name for path in disk.rglob("*") if path.suffix == ".tmp")
print("FOUND" + json.dumps(told))
"""
DISKS: dict[str, tuple[int, str]] = {
    "full": (64, 'cp "$CASE" "$DISK/case.json"; dd if=/dev/zero of="$DISK/filler" bs=1k 2>/dev/null'),
    "nearly_full": (64, 'cp "$CASE" "$DISK/case.json"; dd if=/dev/zero of="$DISK/filler" bs=1k count=52 2>/dev/null'),
    "read_only": (64, 'cp "$CASE" "$DISK/case.json"; mount -o remount,ro "$DISK"'),
    "no_inodes": (64, 'mount -o remount,nr_inodes=3 "$DISK"; cp "$CASE" "$DISK/case.json"; : > "$DISK/x"'),
}


@pytest.mark.skipif(not sys.platform.startswith("linux") or os.geteuid() != 0, reason="mounts disks of its own")
@pytest.mark.parametrize("name", DISKS)
def test_a_disk_that_takes_nothing_is_told_and_leaves_what_was_there(name: str, tmp_path: Path) -> None:
    size, then = DISKS[name]
    disk = tmp_path / "disk"
    disk.mkdir()
    listed = tmp_path / "list.csv"
    listed.write_text("年月,险种,缴费状态\n202401,职工医保,正常缴费\n202402,职工医保,正常缴费\n", encoding="utf-8")
    surroundings = {"CASE": str(SAMPLE), "DISK": str(disk), "LIST": str(listed)}
    surroundings |= {f"XDG_{kind}_HOME": str(disk / "own") for kind in ("STATE", "CACHE", "CONFIG", "DATA")}
    mounts = _MOUNTS.format(size=size, then=then)
    ended = subprocess.run(
        ["unshare", "-m", "sh", "-c", mounts, "sh", str(disk), sys.executable, "-c", WRITING, str(disk), str(SAMPLE)],
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode == 77 or ended.stderr.startswith("unshare:"):
        pytest.skip("no disk can be mounted here")
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout.rpartition("FOUND")[2])
    measured(disk=name, **found)
    assert found["left"] == []
    if name != "nearly_full":
        assert found["case"] != "written"
        assert found["report"] == 2
        assert any(said in found["case"] for said in ("磁盘空间不足", "只能读不能写"))
    assert "Traceback" not in ended.stderr
