"""Opens, saves and closes cases of the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.cases.differences import differences
from app.cases.file.backup import backup_of, backup_path, keep_backup
from app.cases.file.reading import OpenedCase, content_of, parse_case, read_case
from app.cases.file.saving import SUFFIXES, save_case
from app.cases.json_text import decoded
from app.cases.problems import UnusableCase, trouble_writing
from app.regions.divisions import NATION
from app.system.resources import resource
from app.system.sha256 import digest_of
from app.system.users_file import is_there, shown_name
from app.ui.state.place import known_place
from app.ui.state.samples import new_case
from app.ui.state.session import Session
from app.ui.state.settings import MOST_RECENT
from app.wording.values import day

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.system.clock import Clock
    from app.ui.state.shell import Shell

_MOST_DIFFERENCES = 12


class Files(QObject):
    """The current case and its file.

    `cleared`: the next person's case begins. `opened`: a case was opened from a file. `missing` carries the name of a
    file that is gone, `refused` the dropped files that cannot be opened (empty: no file was dropped), `lists_dropped`
    the other files dropped, which may hold contribution records.
    """

    cleared = Signal()
    opened = Signal()
    missing = Signal(str)
    refused = Signal(list)
    lists_dropped = Signal(list)

    def __init__(self, shell: Shell, session: Session, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._session, self._clock = shell, session, clock
        self._seen: tuple[Path | None, str] = (None, "")
        session.started.connect(self._on_started)

    def _on_started(self) -> None:
        self._seen = (None, "")  # the name of a file may name the last person

    # leaving the case

    def when_safe(self, then: Callable[[], None]) -> None:
        """Do something that would lose unsaved changes; asks first if there are any that are meant to be kept."""
        self._shell.commit_typing()
        if not self.would_lose:
            then()
            return
        at_counter = self._shell.settings.current.counter
        self._shell.boxes.ask_unsaved(partial(self.save_then, then), then, usually_saved=not at_counter)

    @property
    def would_lose(self) -> bool:
        """True when something unsaved is meant to be kept; at a counter only a case that has a file is."""
        state = self._session.state
        return state.unsaved and not (self._shell.settings.current.counter and state.path is None)

    def keep_place(self, code: str) -> None:
        """Begin further cases in a place; at a counter only in one that is chosen for nobody in particular."""
        if self._session.state.untouched or not self._shell.settings.current.counter:
            self._shell.settings.save(region=code)

    def keep_place_of_list(self) -> None:
        """Begin further cases in the place that came with a list, where none was ever chosen."""
        kept = self._shell.settings.current
        if kept.region in ("", NATION) and not kept.counter:
            self._shell.settings.save(region=self._session.state.case.region)

    def start_new(self) -> None:
        """Clear the window for the next person."""
        self.when_safe(self._start_new)

    def _start_new(self) -> None:
        kept = self._shell.settings.current.region
        place = known_place(kept) if kept else self._session.state.case.region
        self._session.start(new_case(place), self._clock())
        self.cleared.emit()

    # opening a case

    def ask_and_open(self) -> None:
        """Ask for a file and open its case."""
        self.when_safe(partial(self._shell.boxes.ask_file_to_open, self.open))

    def open(self, path: Path) -> None:
        """Open the case of a file; for an unusable file a message is shown and nothing changes."""
        found = self._read(path)
        if found is None:
            return
        opened, digest = found
        self._session.start(opened.case, opened.as_of, path)
        self._seen = (path, digest)
        self.opened.emit()
        self._remember(path)

    def _read(self, path: Path) -> tuple[OpenedCase, str] | None:
        """The case of a file, and the digest of its content; None for an unusable one, of which is told."""
        try:
            content = content_of(path)
            return parse_case(decoded(content, str(path)), str(path), self._clock()), digest_of(content)
        except UnusableCase as problem:
            self._tell_of_unusable(path, problem)
            return None

    def _tell_of_unusable(self, path: Path, problem: UnusableCase) -> None:
        """Say why a file cannot be opened; offer the version before it where that can be read."""
        phrases = self._shell.phrases
        text, more = phrases("open.unusable", file=shown_name(path)), "\n".join(problem.lines(phrases.language))
        backup = backup_of(path, self._clock())
        if backup is None:
            self._shell.boxes.tell(text, more)
            return
        offer = phrases.within("saving")("backup.offer", day=day(backup.moment.date()), time=f"{backup.moment:%H:%M}")
        self._shell.boxes.ask_backup(text, f"{more}\n\n{offer}", partial(self._open_backup, backup.opened))

    def _open_backup(self, opened: OpenedCase) -> None:
        self._session.recover(opened.case, opened.as_of)  # unsaved: the damaged file is not written over unasked
        self.opened.emit()

    def open_recent(self, path: Path) -> None:
        """Open a recent case; a file that is gone is reported and taken off the list."""
        if is_there(path):
            self.when_safe(partial(self.open, path))
        else:
            self.missing.emit(shown_name(path))
            self._shell.settings.save(recent=tuple(name for name in self._recent if name != str(path)))

    def take_dropped(self, names: list[str]) -> None:
        """Open a dropped case, or review what all other dropped files hold; a case among others is refused."""
        paths = [Path(name) for name in names if name]
        cases = [path for path in paths if path.suffix.lower() in SUFFIXES]
        if not paths or (cases and len(paths) > 1):
            self.refused.emit([shown_name(path) for path in paths])
            return
        self.refused.emit([])
        if cases:
            self.when_safe(partial(self.open, cases[0]))
        else:
            self.lists_dropped.emit(paths)

    @property
    def _recent(self) -> tuple[str, ...]:
        return self._shell.settings.current.recent

    def _remember(self, path: Path) -> None:
        """Put a case file first among recent files; not in counter mode."""
        name = str(path.absolute())
        if not self._shell.settings.current.counter:
            others = tuple(other for other in self._recent if other != name)
            self._shell.settings.save(recent=(name, *others)[:MOST_RECENT])

    def open_sample(self, name: str) -> None:
        """Open a sample; it has no file of its own, so saving asks for one."""
        self.when_safe(partial(self._open_sample, resource("samples", f"{name}.json")))

    def _open_sample(self, path: Path) -> None:
        found = self._read(path)
        if found is not None:
            self._session.start(found[0].case, found[0].as_of)
            self.opened.emit()

    # saving the case

    def save(self) -> None:
        """Save the case to its file, or ask for one."""
        self.save_then(_nothing)

    def save_then(self, then: Callable[[], None]) -> None:
        """Save the case, then call `then`, unless saving fails or is cancelled."""
        self._shell.commit_typing()
        path = self._session.state.path
        if path is None:
            self._ask_where(then)
        elif self._is_as_seen(path):
            self._write(path, then)
        else:
            self._warn_of_change(path, then)

    def _is_as_seen(self, path: Path) -> bool:
        """False when a file was changed by somebody else since it was opened or saved here."""
        seen, digest = self._seen
        if seen != path:
            return True
        try:
            return digest_of(content_of(path)) == digest
        except UnusableCase:
            return not is_there(path)  # a file that is gone is simply written anew

    def _warn_of_change(self, path: Path, then: Callable[[], None]) -> None:
        """Show what somebody else changed, and ask what to do."""
        phrases = self._shell.phrases.within("saving")
        lines = [*self._changed(path), "", phrases("changed.backup", file=shown_name(backup_path(path)))]
        if self._shell.settings.current.counter:
            del lines[-2:]
        self._shell.boxes.ask_changed(
            phrases("changed", file=shown_name(path)),
            "\n".join(lines),
            partial(self._save_over, path, then),
            partial(self._ask_where, then),
        )

    def _save_over(self, path: Path, then: Callable[[], None]) -> None:
        """Save over what somebody else has written, once that is kept where it was said to be kept."""
        try:
            if not self._shell.settings.current.counter:
                keep_backup(path)
        except OSError as trouble:
            self._refuse(path, self._shell.phrases.of(trouble_writing(trouble)))
        else:
            self._write(path, then)

    def _changed(self, path: Path) -> list[str]:
        phrases, state = self._shell.phrases.within("saving"), self._session.state
        try:
            theirs = read_case(path, self._clock())
        except UnusableCase:
            return [phrases("changed.unreadable")]
        found = [phrases.of(said) for said in differences((theirs.case, theirs.as_of), (state.case, state.as_of))]
        if not found:
            return [phrases("changed.same")]
        rest = [phrases("differs.more", n=len(found) - _MOST_DIFFERENCES)] if len(found) > _MOST_DIFFERENCES else []
        return [phrases("changed.more"), *found[:_MOST_DIFFERENCES], *rest]

    def save_as(self) -> None:
        """Save the case to another file."""
        self._shell.commit_typing()
        self._ask_where(_nothing)

    def _ask_where(self, then: Callable[[], None]) -> None:
        name = self._shell.phrases("save.name", day=f"{self._session.state.as_of:%Y%m%d}")
        self._shell.boxes.ask_file_to_save(name, lambda path: self._write(path, then))

    def _write(self, path: Path, then: Callable[[], None]) -> None:
        state, phrases = self._session.state, self._shell.phrases
        try:
            if not self._shell.settings.current.counter:
                with suppress(OSError):  # the save itself matters more
                    keep_backup(path)
            written = save_case(state.case, state.as_of, path)
        except UnusableCase as problem:
            self._refuse(path, "\n".join(problem.lines(phrases.language)))
        except OSError as trouble:
            self._refuse(path, phrases.of(trouble_writing(trouble)))
        else:
            self._seen = (path, digest_of(written))
            self._session.mark_saved(path)
            self._remember(path)
            then()

    def _refuse(self, path: Path, why: str) -> None:
        self._shell.boxes.tell(self._shell.phrases("save.refused", file=shown_name(path)), why)


def _nothing() -> None:
    """The default for `then`."""
