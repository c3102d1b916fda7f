"""Saves a file where the user wants it: cases and papers, in folders that may be shared with others.

A program that is killed while saving leaves a half-written file in a folder it may never see again. So each save is
noted in the program's own folder first, by the name of that file; the next start removes what is noted there.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from platformdirs import user_state_path

from app.system.atomic_file import lock, remove_abandoned, target_of, temporary_beside, write_beside
from app.system.installation import kept_beside

_RIGHTS: Final = 0o777
_OWNER_AND_GROUP: Final = 0o660
_LIST, _LIST_FOR_NEW = "system.posix_acl_access", "system.posix_acl_default"
_LONGEST_NAME: Final = 10_000


def save_file(path: Path, content: bytes) -> None:
    """Write a file of the user's whole, or leave what was there as it was; OSError when it cannot be done.

    A new file may be read by its owner alone: it is about one person's affairs. But a save never takes away what a
    folder was shared for. A file that exists keeps its rights, group and access list; a new one in a folder marked as
    shared (by the set-group-ID bit or a default access list) may be read and written by the group as well.
    """
    target = target_of(path)
    _save(target, content, target)


def save_copy(path: Path, content: bytes, original: Path) -> None:
    """Write a copy of a file of the user's, with the rights of the original."""
    _save(target_of(path), content, target_of(original))


def shown_name(path: Path) -> str:
    """The name of a file for people; bytes that are no text are replaced.

    >>> shown_name(Path("张女士.json")), shown_name(Path(os.fsdecode(b"a\\xff.json")))
    ('张女士.json', 'a\ufffd.json')
    """
    return os.fsencode(path.name).decode("utf-8", "replace")


def is_there(path: Path) -> bool:
    """True when there is such a file; no name is too long or too odd to ask."""
    return os.path.lexists(path)


def sweep_killed_saves() -> None:
    """Remove the half-written files that killed saves have left, wherever they are."""
    with contextlib.suppress(OSError):
        for note in _notes().iterdir():
            _sweep(note)


def _save(target: Path, content: bytes, like: Path) -> None:
    sweep_killed_saves()
    temporary = temporary_beside(target)
    with _noted(temporary):
        write_beside(target, temporary, content, partial(_grant, like))


def _notes() -> Path:
    """The folder of the notes; on a stick they go with the program, as all it keeps does."""
    return (kept_beside() or user_state_path("xubaotong", appauthor=False)) / "saving"


@contextlib.contextmanager
def _noted(temporary: Path) -> Iterator[None]:
    note = _notes() / os.urandom(8).hex()
    with contextlib.ExitStack() as ending:
        with contextlib.suppress(OSError):  # no place for notes: the save itself matters more
            note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            ending.callback(_forget, note)
            file = ending.enter_context(os.fdopen(handle, "wb"))  # open, and so locked, until the save has ended
            lock(handle)
            file.write(os.fsencode(temporary))
            file.flush()
            os.fsync(handle)
        yield


def _forget(note: Path) -> None:
    with contextlib.suppress(OSError):
        note.unlink()


def _sweep(note: Path) -> None:
    with contextlib.suppress(OSError, ValueError):
        with note.open("rb") as file:
            if not lock(file.fileno()):
                return  # a running program is saving
            temporary = Path(os.fsdecode(file.read(_LONGEST_NAME)))
        if remove_abandoned(temporary):
            note.unlink()


def _grant(like: Path, handle: int) -> None:
    """Give a new file the rights of another, most often the one it replaces, or those its folder is shared with."""
    if os.name != "posix":  # on Windows the folder's own rights see to that
        return
    with contextlib.suppress(OSError):
        try:
            before = like.stat()
        except FileNotFoundError:
            if _is_shared(like.parent):
                os.fchmod(handle, _OWNER_AND_GROUP)
            return
        rights = stat.S_IMODE(before.st_mode) & _RIGHTS
        if os.fstat(handle).st_gid != before.st_gid:
            try:
                os.fchown(handle, -1, before.st_gid)
            except OSError:
                rights &= ~stat.S_IRWXG  # they were meant for another group
        os.fchmod(handle, rights)
        _copy_list(like, handle)


def _is_shared(folder: Path) -> bool:
    return bool(folder.stat().st_mode & stat.S_ISGID) or _has_list(folder)


def _has_list(folder: Path) -> bool:
    try:
        return bool(os.getxattr(folder, _LIST_FOR_NEW))
    except (OSError, AttributeError):  # no such list; or a system without them
        return False


def _copy_list(like: Path, handle: int) -> None:
    with contextlib.suppress(OSError, AttributeError):
        os.setxattr(handle, _LIST, os.getxattr(like, _LIST))
