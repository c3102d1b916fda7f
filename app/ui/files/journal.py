"""The recovery journal: saves an unsaved case against a crash, and finds what earlier crashes left.

A journal is a case file in the program's own folder, readable by its owner alone and with a random name. Its lock file
tells whether the program that writes it still runs; a journal without a running program was left by a crash. What is
being typed in a field, and is in no case yet, lies beside it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from time import time
from typing import Final

from PySide6.QtCore import QLockFile, QObject, QTimer

from app.cases.file.reading import read_case
from app.cases.file.saving import case_text
from app.cases.problems import UnusableCase
from app.rules.record.case import Case
from app.system.atomic_file import sweep, write_privately
from app.ui.state.session import Session, State

_FIRST, _NEXT = 100, 1000
"""Milliseconds until the first edit of a case is written, and between later writes, however fast somebody types."""
_ABANDONED: Final = 60  # seconds: no file takes so long to write
_JOURNAL, _LOCK, _TYPED = ".json", ".lock", ".typed"


class CrashedJournal:
    """A journal whose program no longer runs. It stays locked, so that no other program offers it too."""

    def __init__(self, path: Path, lock: QLockFile) -> None:
        self._path, self._lock = path, lock

    @property
    def moment(self) -> datetime:
        """When it was last written, in local time."""
        return datetime.fromtimestamp(-_age(self._path), UTC).astimezone()

    def read(self, today: date) -> tuple[Case, date] | None:
        """The case and its as-of day; None where the journal cannot be read."""
        try:
            opened = read_case(self._path, today)
        except UnusableCase:
            return None
        return opened.case, opened.as_of

    @property
    def typed(self) -> Mapping[str, str]:
        """What was being typed, by the names of the fields."""
        try:
            kept = json.loads(self._path.with_suffix(_TYPED).read_bytes())
        except (OSError, ValueError):
            return {}
        texts = kept.items() if isinstance(kept, dict) else ()
        return {name: text for name, text in texts if isinstance(text, str)}

    def discard(self) -> None:
        """Remove it for good."""
        _remove(self._path)
        self._lock.unlock()

    def release(self) -> None:
        """Keep it for the next start."""
        self._lock.unlock()


class Recovery(QObject):
    """The journal of one session, in a folder that other running programs may use too.

    If the folder cannot be written there is no journal, but work goes on. `typing` tells what is being typed.
    """

    def __init__(
        self,
        session: Session,
        folder: Path,
        parent: QObject | None = None,
        typing: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        super().__init__(parent)
        self._session, self._folder, self._typing = session, folder, typing
        self._path = folder / f"{os.urandom(16).hex()}{_JOURNAL}"
        self._lock: QLockFile | None = None
        self._written: tuple[Case, date, Mapping[str, str]] | None = None
        self._wanted = True
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.write)
        session.changed.connect(self._on_changed)

    def want(self, wanted: bool) -> None:  # noqa: FBT001  said by the name
        """Keep a journal or none; if none, remove all journals except those of running programs."""
        self._wanted = wanted
        if wanted:
            self._write_soon()
        else:
            self.forget()
            for left in self.left():
                left.discard()

    def left(self) -> list[CrashedJournal]:
        """The journals that crashes have left, newest first; those of running programs are not touched."""
        found = []
        self._sweep()
        for path in sorted(self._journals(), key=_age):
            lock = _lock_of(path)
            if path != self._path and lock.tryLock(0):
                found.append(CrashedJournal(path, lock))
        return found

    def write(self) -> None:
        """Write the journal now if there is something to lose, and remove it if there is not."""
        self._pause.stop()
        state, typed = self._session.state, self._typing() if self._wanted else {}
        if not (self._wanted and (state.unsaved or typed)):
            self.forget()
            return
        if self._written == (state.case, state.as_of, typed):
            return
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)  # it may be older than this rule
            if self._claimed():
                write_privately(self._path, case_text(state.case, state.as_of).encode("utf-8"))
                self._keep_typed(typed)
                self._written = (state.case, state.as_of, typed)

    def _keep_typed(self, typed: Mapping[str, str]) -> None:
        beside = self._path.with_suffix(_TYPED)
        if typed:
            write_privately(beside, json.dumps(typed).encode("ascii"))
        else:
            beside.unlink(missing_ok=True)

    def forget(self) -> None:
        """Remove the journal of the current case."""
        self._pause.stop()
        self._written = None
        if self._lock is not None:
            _remove(self._path)
            self._lock.unlock()
            self._lock = None

    def note_typing(self) -> None:
        """Something is typed, taken or taken back in a field."""
        if self._wanted:
            self._write_soon()

    def _on_changed(self, state: State) -> None:
        if self._written is not None and not state.unsaved:
            self.forget()
        self.note_typing()  # something may be left in a field

    def _write_soon(self) -> None:
        """Write after a pause that further edits do not lengthen."""
        if not self._pause.isActive():
            self._pause.start(_FIRST if self._written is None else _NEXT)

    def _claimed(self) -> bool:
        if self._lock is None:
            lock = _lock_of(self._path)
            if not lock.tryLock(0):
                return False
            self._lock = lock
        return True

    def _sweep(self) -> None:
        """Remove half-written files that a crash left, and locks and typed texts without a journal."""
        sweep(self._folder)
        with suppress(OSError):
            for path in self._folder.iterdir():
                abandoned = time() + _age(path) > _ABANDONED
                if path.suffix in (_LOCK, _TYPED) and abandoned and not path.with_suffix(_JOURNAL).exists():
                    lock = _lock_of(path)
                    if lock.tryLock(0):
                        path.with_suffix(_TYPED).unlink(missing_ok=True)
                        lock.unlock()

    def _journals(self) -> list[Path]:
        try:
            return [path for path in self._folder.iterdir() if path.suffix == _JOURNAL]
        except OSError:
            return []


def _remove(journal: Path) -> None:
    for path in (journal.with_suffix(_TYPED), journal):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _lock_of(journal: Path) -> QLockFile:
    lock = QLockFile(str(journal.with_suffix(_LOCK)))
    lock.setStaleLockTime(0)  # a lock never becomes stale by age
    return lock


def _age(path: Path) -> float:
    """Sort key: minus the time of last writing, so that the newest comes first."""
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0
