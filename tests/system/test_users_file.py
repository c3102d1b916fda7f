"""Saves where the user wants them: nothing is left of a killed save, and shared folders stay shared."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.cases.problems import trouble_writing
from app.system.installation import MARKER
from app.system.users_file import save_copy, save_file, sweep_killed_saves

posix = pytest.mark.skipif(os.name != "posix", reason="rights and signals are those of POSIX")
KILLED = """
import os, signal, sys
from pathlib import Path
from app.system import atomic_file
def killed(*_): os.kill(os.getpid(), signal.SIGKILL)
setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace"), "note": (os, "urandom")}[sys.argv[2]], killed)
if sys.argv[2] == "fsync":
    calls = []
    def fsync(handle):
        calls.append(handle)
        if len(calls) == 2: killed()
    os.fsync = fsync
from app.system.users_file import save_file
save_file(Path(sys.argv[1]), b"name of a client")
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "xubaotong" / "saving"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a case is saved."""
    made = tmp_path / "cases"
    made.mkdir()
    return made


@posix
@pytest.mark.parametrize("moment", ["note", "fsync", "replace"])
def test_a_killed_save_leaves_nothing_after_the_next_start(folder: Path, own_folder: Path, moment: str) -> None:
    target = folder / "case.json"
    target.write_bytes(b"before")
    ended = subprocess.run([sys.executable, "-c", KILLED, str(target), moment], check=False)
    assert ended.returncode == -9
    assert len(list(folder.iterdir())) == (1 if moment == "note" else 2), "the half-written file is there"
    sweep_killed_saves()
    assert [path.name for path in folder.iterdir()] == ["case.json"]
    assert target.read_bytes() == b"before"
    assert not own_folder.exists() or list(own_folder.iterdir()) == []


def test_a_save_that_goes_on_is_left_alone(folder: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wait = "import time; os.fsync = lambda handle: (print('writing', flush=True), time.sleep(60))"
    code = f"import os, sys\n{wait}\nfrom pathlib import Path\nfrom app.system.users_file import save_file\n"
    code += "os.fsync = (lambda real, n=[]: lambda h: n.append(h) or (real(h) if len(n) > 1 else None))(os.fsync)\n"
    code += "save_file(Path(sys.argv[1]), b'')"
    command = [sys.executable, "-c", code, str(folder / "case.json")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "writing\n"
        sweep_killed_saves()
        assert len(list(folder.iterdir())) == 1
        assert len(list(own_folder.iterdir())) == 1
        other.kill()
    sweep_killed_saves()
    assert list(folder.iterdir()) == []


def test_a_note_that_names_something_else_removes_nothing(folder: Path, own_folder: Path) -> None:
    other = folder / "somebody-elses.txt"
    other.write_bytes(b"")
    own_folder.mkdir(parents=True)
    (own_folder / "note").write_bytes(os.fsencode(other))
    (own_folder / "broken").write_bytes(b"\0")
    sweep_killed_saves()
    assert other.exists()


@posix
@pytest.mark.parametrize(("mode", "rights"), [(0o755, 0o600), (0o777, 0o600), (0o2770, 0o660)])
def test_a_new_file_is_its_owners_alone_but_in_a_folder_marked_as_shared(folder: Path, mode: int, rights: int) -> None:
    folder.chmod(mode)
    save_file(folder / "case.json", b"")
    assert stat.S_IMODE((folder / "case.json").stat().st_mode) == rights


@posix
@pytest.mark.parametrize("rights", [0o600, 0o640, 0o660, 0o664, 0o666])
def test_a_file_that_exists_keeps_its_rights(folder: Path, rights: int) -> None:
    target = folder / "case.json"
    target.write_bytes(b"")
    target.chmod(rights)
    save_file(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == rights
    save_copy(folder / "case.json.bak", b"new", target)
    assert stat.S_IMODE((folder / "case.json.bak").stat().st_mode) == rights


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files to other groups")
def test_a_file_keeps_its_group(folder: Path) -> None:
    target = folder / "case.json"
    target.write_bytes(b"")
    os.chown(target, -1, 12345)
    save_file(target, b"new")
    assert target.stat().st_gid == 12345


@posix
def test_devices_pipes_and_loops_are_told(folder: Path) -> None:
    pipe, one, other = folder / "pipe", folder / "one", folder / "other"
    os.mkfifo(pipe)
    one.symlink_to(other)
    other.symlink_to(one)
    for path, said in ((pipe, "不是普通文件"), (Path(os.devnull), "不是普通文件"), (one, "指向自己的链接")):
        with pytest.raises(OSError) as caught:  # noqa: PT011  which one is told in words
            save_file(path, b"")
        assert said in trouble_writing(caught.value).zh
    assert pipe.is_fifo()


@posix
def test_a_name_of_any_bytes_is_written_and_one_that_is_too_long_is_told(folder: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(folder) + b"/\xff\n\xfe.json"))
    save_file(odd, b"new")
    assert odd.read_bytes() == b"new"
    long = folder / ("长" * 85)  # 255 bytes, as many as there can be
    save_file(long, b"new")
    assert long.read_bytes() == b"new"
    with pytest.raises(OSError, match="File name too long") as caught:
        save_file(folder / ("长" * 300), b"")
    assert "太长" in trouble_writing(caught.value).zh


def test_without_a_place_for_notes_the_save_is_made_all_the_same(folder: Path, own_folder: Path) -> None:
    own_folder.parent.mkdir(parents=True)
    own_folder.write_bytes(b"a file where the folder should be")
    save_file(folder / "case.json", b"new")
    assert (folder / "case.json").read_bytes() == b"new"


@posix
def test_on_a_stick_the_notes_of_saves_go_with_the_program(
    folder: Path, own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / MARKER).touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(stick / "xubaotong"))
    save_file(folder / "case.json", b"a case")
    assert (stick / "data" / "saving").is_dir()
    assert not own_folder.exists()
    killed = folder / ".xubaotong-0123456789abcdef.tmp"
    killed.write_bytes(b"name of a client")
    (stick / "data" / "saving" / "note").write_bytes(os.fsencode(killed))
    sweep_killed_saves()
    assert [path.name for path in folder.iterdir()] == ["case.json"]
