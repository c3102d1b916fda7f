"""A save over a file that another program holds open, as on Windows."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from app.cases.problems import trouble_reading, trouble_writing
from app.system import held_files
from app.system.atomic_file import write_privately
from app.system.held_files import HeldOpen


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Renames are refused, as Windows does, while this list has anything; each refusal takes one."""
    left: list[float] = []
    rename = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if left:
            left.pop()
            raise PermissionError(errno.EACCES, "Access is denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(held_files, "_can_be_held", Path.is_file)
    monkeypatch.setattr(held_files.time, "sleep", lambda _seconds: None)
    return left


def test_a_program_that_lets_go_within_a_second_is_waited_for(tmp_path: Path, refusals: list[float]) -> None:
    case = tmp_path / "case.xbt"
    case.write_bytes(b"old")
    refusals += [0.0] * 5
    write_privately(case, b"new")
    assert case.read_bytes() == b"new"


def test_one_that_does_not_is_told_and_nothing_is_changed(
    tmp_path: Path, refusals: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "case.xbt"
    case.write_bytes(b"old")
    refusals += [0.0] * 100
    ticks = iter(range(100))
    monkeypatch.setattr(held_files.time, "monotonic", lambda: next(ticks) / 10)
    with pytest.raises(HeldOpen) as caught:
        write_privately(case, b"new")
    assert "被别的程序打开着" in trouble_writing(caught.value).zh
    assert len(refusals) > 80
    assert case.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [case]


def test_a_file_without_the_right_to_write_is_no_held_file(tmp_path: Path, refusals: list[float]) -> None:
    refusals.append(0.0)
    with pytest.raises(PermissionError) as caught:
        write_privately(tmp_path / "new.xbt", b"new")
    assert not isinstance(caught.value, HeldOpen)
    assert "打开着" not in trouble_writing(caught.value).zh


def test_a_file_that_cannot_be_read_for_another_program_is_told_so() -> None:
    error = PermissionError(errno.EACCES, "used by another process")
    error.winerror = 32  # type: ignore[attr-defined]  # Windows has it
    assert "被别的程序打开着" in trouble_reading(error).zh
