"""Knows the window's commands: their names, keys, icons and places in menus and toolbar. Does not know what they do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QToolBar, QWidget

from app.rules.said import Said
from app.ui.speech import Speech
from app.ui.theme import blank_icon

ICON: Final = 20
KEYS: Final[Mapping[str, str | None]] = {
    "new": "Ctrl+N",
    "open": "Ctrl+O",
    "save": "Ctrl+S",
    "save_as": "Ctrl+Shift+S",
    "preview": "Ctrl+Shift+P",
    "print": "Ctrl+P",
    "pdf": "Ctrl+E",
    "quit": "Ctrl+Q",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
    "go_record": "F2",
    "go_answer": "F3",
    "fit": "Ctrl+0",
    "last_five_years": None,
    "today": None,
    "zoom_in": "Ctrl++",
    "zoom_out": "Ctrl+-",
    "about": "F1",
}
"""Every command and its key."""
_TOOLS: Final = (("new", "open", "save"), ("undo", "redo"), ("print", "pdf"))
"""What stands on the toolbar, in groups; each has a drawing in `resources/icons`."""
_RULE: Final = ""
_MENUS: Final[Mapping[str, tuple[str, ...]]] = {
    "file": ("new", "open", "save", "save_as", ">samples", _RULE, "preview", "print", "pdf", _RULE, "quit"),
    "edit": ("undo", "redo"),
    "view": (
        *("go_record", "go_answer", _RULE),
        *("fit", "last_five_years", "today", "zoom_in", "zoom_out", _RULE, ">language"),
    ),
    "help": ("about",),
}
"""The menus: commands, lines between groups, and `>` before a list that is made when it is opened."""


class Entry(NamedTuple):
    """A line of a list that is made when it is opened; `checked` is None for one that cannot be ticked."""

    name: str
    run: Callable[[], object]
    checked: bool | None = None


Listing = Callable[[], list[Entry]]


class Commands(QObject):
    """The commands of one window in one language.

    `runs` has a function for every command, `lists` one for every list in a menu.
    """

    def __init__(
        self,
        window: QMainWindow,
        speech: Speech,
        runs: Mapping[str, Callable[[], object]],
        lists: Mapping[str, Listing],
    ) -> None:
        super().__init__(window)
        self._speech, self._lists = speech, lists
        self.by_key = {key: self._action(key, runs[key]) for key in KEYS}
        bar = QMenuBar(window)
        window.setMenuBar(bar)
        for name, entries in _MENUS.items():
            self._fill(bar.addMenu(speech(f"menu.{name}")), entries)

    def _action(self, key: str, run: Callable[[], object]) -> QAction:
        action = QAction(self._speech(f"action.{key}"), self)
        pressed = KEYS[key]
        if pressed is not None:
            action.setShortcut(QKeySequence(pressed))
        action.triggered.connect(partial(_run, run))
        return action

    def _fill(self, menu: QMenu, entries: tuple[str, ...]) -> None:
        for entry in entries:
            if entry == _RULE:
                menu.addSeparator()
            elif entry.startswith(">"):
                listed = menu.addMenu(self._speech(f"menu.{entry[1:]}"))
                listed.aboutToShow.connect(partial(self._list, listed, self._lists[entry[1:]]))
            else:
                menu.addAction(self.by_key[entry])

    @staticmethod
    def _list(menu: QMenu, listing: Listing) -> None:
        menu.clear()
        for entry in listing():
            action = menu.addAction(entry.name)
            if entry.checked is not None:
                action.setCheckable(True)
                action.setChecked(entry.checked)
            action.triggered.connect(partial(_run, entry.run))

    def put_on(self, bar: QToolBar) -> None:
        """Put the tools on a toolbar; their drawings come later."""
        for group in _TOOLS:
            for key in group:
                action = self.by_key[key]
                action.setIcon(blank_icon(ICON))
                action.setIconText(self._speech(f"tool.{key}"))
                bar.addAction(action)
            bar.addSeparator()

    def tint(self, widget: QWidget) -> None:
        """Draw the tools in the colour of a widget's text."""
        from app.ui.icons import icon  # noqa: PLC0415  drawn once the window is on the screen

        colour = widget.palette().buttonText().color()
        for group in _TOOLS:
            for key in group:
                self.by_key[key].setIcon(icon(key, colour))

    def allow(self, keys: tuple[str, ...], allowed: bool) -> None:  # noqa: FBT001  said by the name
        """Allow some commands or not."""
        for key in keys:
            self.by_key[key].setEnabled(allowed)

    def name_step(self, key: str, said: Said | None) -> None:
        """Name the step that undo or redo would take; None when there is none to take."""
        action, plain = self.by_key[key], f"action.{key}"
        action.setEnabled(said is not None)
        action.setText(self._speech(plain) if said is None else self._speech(f"{plain}.named", name=said))
        action.setIconText(self._speech(f"tool.{key}"))


def _run(run: Callable[[], object], *_checked: object) -> None:
    run()
