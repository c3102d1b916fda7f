"""Opens, saves and closes cases of the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.cases.file.reading import read_case
from app.cases.file.saving import save_case
from app.cases.problems import UnusableCase, trouble_writing
from app.regions.divisions import NATION
from app.system.resources import resource
from app.ui.state.place import known_place
from app.ui.state.samples import new_case
from app.ui.state.session import Session
from app.ui.state.settings import MOST_RECENT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.state.shell import Shell

_CASE = ".json"


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

    def __init__(self, shell: Shell, session: Session, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._session, self._today = shell, session, today

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
        self._session.start(new_case(place), self._today)
        self.cleared.emit()

    # opening a case

    def ask_and_open(self) -> None:
        """Ask for a file and open its case."""
        self.when_safe(partial(self._shell.boxes.ask_file_to_open, self.open))

    def open(self, path: Path) -> None:
        """Open the case of a file; for an unusable file a message is shown and nothing changes."""
        try:
            opened = read_case(path, self._today)
        except UnusableCase as problem:
            phrases = self._shell.phrases
            self._shell.boxes.tell(phrases("open.unusable", file=path.name), "\n".join(problem.lines(phrases.language)))
            return
        self._session.start(opened.case, opened.as_of, path)
        self.opened.emit()
        self._remember(path)

    def open_recent(self, path: Path) -> None:
        """Open a recent case; a file that is gone is reported and taken off the list."""
        if path.exists():
            self.when_safe(partial(self.open, path))
        else:
            self.missing.emit(path.name)
            self._shell.settings.save(recent=tuple(name for name in self._recent if name != str(path)))

    def take_dropped(self, names: list[str]) -> None:
        """Open a dropped case, or review what all other dropped files hold; a case among others is refused."""
        paths = [Path(name) for name in names if name]
        cases = [path for path in paths if path.suffix.lower() == _CASE]
        if not paths or (cases and len(paths) > 1):
            self.refused.emit([path.name for path in paths])
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
        """Put a case file first among recent files; not in counter mode, and not for samples."""
        name = str(path.absolute())
        if not self._shell.settings.current.counter and path.parent != resource("samples"):
            others = tuple(other for other in self._recent if other != name)
            self._shell.settings.save(recent=(name, *others)[:MOST_RECENT])

    def open_sample(self, name: str) -> None:
        """Open a sample; it has no file of its own, so saving asks for one."""
        self.when_safe(partial(self._open_sample, resource("samples", f"{name}.json")))

    def _open_sample(self, path: Path) -> None:
        self.open(path)
        state = self._session.state
        if state.path == path:
            self._session.start(state.case, state.as_of)
            self.opened.emit()

    # saving the case

    def save(self) -> None:
        """Save the case to its file, or ask for one."""
        self.save_then(_nothing)

    def save_then(self, then: Callable[[], None]) -> None:
        """Save the case, then call `then`, unless saving fails or is cancelled."""
        self._shell.commit_typing()
        path = self._session.state.path
        if path is not None:
            self._write(path, then)
        else:
            self._ask_where(then)

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
            save_case(state.case, state.as_of, path)
        except UnusableCase as problem:
            self._refuse(path, "\n".join(problem.lines(phrases.language)))
        except OSError as trouble:
            self._refuse(path, phrases.of(trouble_writing(trouble)))
        else:
            self._session.mark_saved(path)
            self._remember(path)
            then()

    def _refuse(self, path: Path, why: str) -> None:
        self._shell.boxes.tell(self._shell.phrases("save.refused", file=path.name), why)


def _nothing() -> None:
    """The default for `then`."""
