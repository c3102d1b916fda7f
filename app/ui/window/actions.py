"""The window's commands as actions, with their names, keys, icons and places in menus and toolbar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QToolBar, QWidget

from app.rules.bilingual import Bilingual
from app.ui.state.commands import KEYS, MORE_KEYS, Listing
from app.ui.style.theme import blank_icon, framing_of, grown
from app.wording.phrasebook import Phrasebook

_ICON: Final = 20
_TOOLS: Final = (("new", "open", "save", "paste"), ("undo", "redo"), ("print", "pdf"))
"""The tools on the toolbar, in groups; each has an icon in `resources/icons`."""
_WELL_KNOWN: Final = ("pdf", "print", "paste", "save", "open", "new", "redo", "undo")
_RULE: Final = ""
_MENUS: Final[Mapping[str, tuple[str, ...]]] = {
    "file": (
        *("new", "open", "save", "save_as", "import_list", ">recent", ">samples", _RULE),
        *("preview", "print", "pdf", "unmasked", "office", _RULE, "quit"),
    ),
    "edit": ("undo", "redo", "paste", "quick_start", _RULE, "decide", "correct", "treatment", _RULE, "margin"),
    "view": (
        *("go_record", "go_answer", "policies", _RULE),
        *("fit", "last_five_years", "today", "zoom_in", "zoom_out", "timeline_table", _RULE),
        *(">look", ">text_size", ">language", ">mode"),
    ),
    "help": ("glossary", "about"),
}
"""The menus: commands, separators, and `>` before a submenu, of commands or made when opened."""
_LISTS: Final[Mapping[str, tuple[str, ...]]] = {"text_size": ("text_standard", "text_large", "text_largest")}
"""Submenus of commands of which one is active."""


class Commands(QObject):
    """The commands of one window in one language.

    `run` is called with the name of a command; `lists` has a function for every submenu that is made when opened.
    """

    def __init__(
        self,
        window: QMainWindow,
        phrases: Phrasebook,
        run: Callable[[str], object],
        lists: Mapping[str, Listing],
    ) -> None:
        super().__init__(window)
        self._phrases, self._lists = phrases, lists
        self.by_key = {key: self._action(key, partial(run, key)) for key in KEYS}
        self._bar = bar = QMenuBar(window)
        window.setMenuBar(bar)
        for name, entries in _MENUS.items():
            menu = QMenu(phrases(f"menu.{name}"), bar)  # made here: PySide loses track of menus that Qt creates itself
            bar.addMenu(menu)
            self._fill(menu, entries)

    def _action(self, key: str, run: Callable[[], object]) -> QAction:
        action = QAction(self._phrases(f"action.{key}"), self)
        pressed = KEYS[key]
        if pressed is not None:
            action.setShortcuts([QKeySequence(each) for each in (pressed, MORE_KEYS.get(key)) if each])
        action.triggered.connect(partial(_run, run))
        return action

    def _fill(self, menu: QMenu, entries: tuple[str, ...]) -> None:
        for entry in entries:
            if entry == _RULE:
                menu.addSeparator()
            elif entry.startswith(">"):
                listed = QMenu(self._phrases(f"menu.{entry[1:]}"), menu)
                menu.addMenu(listed)
                if entry[1:] in _LISTS:
                    self._fill(listed, _LISTS[entry[1:]])
                    continue
                listed.aboutToShow.connect(partial(self._list, listed, self._lists[entry[1:]]))
            else:
                menu.addAction(self.by_key[entry])

    @staticmethod
    def _list(menu: QMenu, listing: Listing) -> None:
        menu.clear()
        for entry in listing():
            action = QAction(entry.name, menu)
            menu.addAction(action)
            if entry.checked is not None:
                action.setCheckable(True)
                action.setChecked(entry.checked)
            action.setEnabled(entry.enabled)
            action.triggered.connect(partial(_run, entry.run))

    def put_on(self, bar: QToolBar) -> None:
        """Put the tools on a toolbar; their icons come later."""
        for group in _TOOLS:
            for key in group:
                action = self.by_key[key]
                action.setIcon(blank_icon(self.icon_side(bar)))
                action.setIconText(self._phrases(f"tool.{key}"))
                bar.addAction(action)
            bar.addSeparator()

    @property
    def well_known(self) -> list[QAction]:
        """The tools whose icons are well known, the best known last; these can lose their text first."""
        return [self.by_key[key] for key in _WELL_KNOWN]

    def tint(self, widget: QWidget) -> None:
        """Draw the icons in the colour of a widget's text."""
        from app.ui.style.icons import icon  # noqa: PLC0415  drawn once the window is on the screen

        menus: Iterable[QMenu] = self._bar.findChildren(QMenu)
        for menu in menus:
            menu.setPalette(framing_of(widget.palette()))
        colour, side = widget.palette().buttonText().color(), self.icon_side(widget)
        for group in _TOOLS:
            for key in group:
                self.by_key[key].setIcon(icon(key, colour, side, widget.devicePixelRatioF()))

    @staticmethod
    def icon_side(widget: QWidget) -> int:
        """The size of icons beside a widget's text, in pixels."""
        return grown(_ICON, widget.font())

    def tick(self, chosen: str) -> None:
        """Mark a command as the active one of its submenu."""
        for listed in _LISTS.values():
            for key in listed if chosen in listed else ():
                self.by_key[key].setCheckable(True)
                self.by_key[key].setChecked(key == chosen)

    def check(self, key: str, checked: bool) -> None:  # noqa: FBT001  said by the name
        """Show a command as switched on or off."""
        self.by_key[key].setCheckable(True)
        self.by_key[key].setChecked(checked)

    def allow(self, keys: tuple[str, ...], allowed: bool) -> None:  # noqa: FBT001  said by the name
        """Allow some commands or not."""
        for key in keys:
            self.by_key[key].setEnabled(allowed)

    def name_step(self, key: str, said: Bilingual | None) -> None:
        """Name the step that undo or redo would take; None disables it."""
        action, plain = self.by_key[key], f"action.{key}"
        action.setEnabled(said is not None)
        action.setText(self._phrases(plain) if said is None else self._phrases(f"{plain}.named", name=said))
        action.setIconText(self._phrases(f"tool.{key}"))


def _run(run: Callable[[], object], *_checked: object) -> None:
    run()
