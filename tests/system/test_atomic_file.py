from __future__ import annotations

from pathlib import Path

import pytest

from app.cases.problems import trouble_writing
from app.system.atomic_file import write_privately


def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "target.pdf", tmp_path / "link.pdf"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_privately(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        write_privately(tmp_path / "none" / "case.json", b"")
    assert "文件夹不存在" in trouble_writing(caught.value).zh


def test_writing_over_a_folder_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(OSError, match="folder"):
        write_privately(folder, b"")
    assert list(tmp_path.iterdir()) == [folder]
