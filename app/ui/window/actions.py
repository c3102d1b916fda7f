"""The menus and the tools of a window, made from the table of commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QToolBar, QWidget

from app.rules.bilingual import Bilingual
from app.ui.style.icons import icon
from app.ui.style.theme import blank_icon, framing_of, grown
from app.ui.window.commands import COMMANDS, MENUS, TOOLS, WELL_KNOWN, ChoiceMenu, Command, ListMenu, choices
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from app.ui.state.menus import MenuEntry
    from app.ui.state.session import State

_ICON: Final = 20


class Commands(QObject):
    """The commands of one window in one language.

    `run` is given the name of a command that is to be done; `entries` has the lines of a menu that is being opened.
    """

    def __init__(
        self,
        window: QMainWindow,
        phrases: Phrasebook,
        run: Callable[[str], object],
        entries: Callable[[ListMenu], list[MenuEntry]],
    ) -> None:
        super().__init__(window)
        self._phrases, self._entries = phrases, entries
        self.by_key = {name: self._action(command, partial(run, name)) for name, command in COMMANDS.items()}
        self._bar = bar = QMenuBar(window)
        window.setMenuBar(bar)
        for name, lines in MENUS.items():
            menu = QMenu(phrases(f"menu.{name}"), bar)  # made here: PySide loses track of menus that Qt creates itself
            bar.addMenu(menu)
            self._fill(menu, lines)
        if window.isVisible():
            bar.show()  # a layout shows it only in the next turn, and until then its keys would be lost

    def _action(self, command: Command, run: Callable[[], object]) -> QAction:
        action = QAction(self._phrases(f"action.{command.name}"), self)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.triggered.connect(partial(_run, run))
        return action

    def _fill(self, menu: QMenu, lines: Iterable[Command | ChoiceMenu | ListMenu | None]) -> None:
        for line in lines:
            if line is None:
                menu.addSeparator()
            elif isinstance(line, Command):
                menu.addAction(self.by_key[line.name])
            else:
                listed = QMenu(self._phrases(f"menu.{line.name}"), menu)
                menu.addMenu(listed)
                if isinstance(line, ChoiceMenu):
                    self._fill(listed, line.commands)
                else:
                    listed.aboutToShow.connect(partial(self._list, listed, line))

    def _list(self, menu: QMenu, listing: ListMenu) -> None:
        menu.clear()
        for entry in self._entries(listing):
            action = QAction(entry.name, menu)
            menu.addAction(action)
            if entry.checked is not None:
                action.setCheckable(True)
                action.setChecked(entry.checked)
            action.setEnabled(entry.enabled)
            action.triggered.connect(partial(_run, entry.run))

    def put_on(self, bar: QToolBar) -> None:
        """Put the tools on a toolbar; their icons come later."""
        for group in TOOLS:
            for key in group:
                action = self.by_key[key]
                action.setIcon(blank_icon(self.icon_side(bar)))
                action.setIconText(self._phrases(f"tool.{key}"))
                bar.addAction(action)
            bar.addSeparator()

    @property
    def well_known(self) -> list[QAction]:
        """The tools whose icons are well known, the best known last; these can lose their text first."""
        return [self.by_key[key] for key in WELL_KNOWN]

    def tint(self, widget: QWidget) -> None:
        """Draw the icons in the colour of a widget's text."""
        menus: Iterable[QMenu] = self._bar.findChildren(QMenu)
        for menu in menus:
            menu.setPalette(framing_of(widget.palette()))
        colour, side = widget.palette().buttonText().color(), self.icon_side(widget)
        for group in TOOLS:
            for key in group:
                self.by_key[key].setIcon(icon(key, colour, side, widget.devicePixelRatioF()))

    @staticmethod
    def icon_side(widget: QWidget) -> int:
        """The size of icons beside a widget's text, in pixels."""
        return grown(_ICON, widget.font())

    def tick(self, chosen: str) -> None:
        """Mark a command as the active one of its submenu."""
        for choice in choices():
            names = [command.name for command in choice.commands]
            for name in names if chosen in names else ():
                self.check(name, name == chosen)

    def check(self, key: str, checked: bool) -> None:  # noqa: FBT001  said by the name
        """Show a command as switched on or off."""
        self.by_key[key].setCheckable(True)
        self.by_key[key].setChecked(checked)

    def allow(self, state: State) -> None:
        """Offer the commands that can be chosen in a state."""
        for name, command in COMMANDS.items():
            if command.allowed is not None:
                self.by_key[name].setEnabled(command.allowed(state))

    def name_step(self, key: str, said: Bilingual | None) -> None:
        """Name the step that undo or redo would take; None disables it."""
        action, plain = self.by_key[key], f"action.{key}"
        action.setEnabled(said is not None)
        action.setText(self._phrases(plain) if said is None else self._phrases(f"{plain}.named", name=said))
        action.setIconText(self._phrases(f"tool.{key}"))


def _run(run: Callable[[], object], *_checked: object) -> None:
    run()
