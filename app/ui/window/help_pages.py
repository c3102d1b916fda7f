"""The help as the window opens it: the manual, then every key, written from the table of commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.dialogs.help_dialog import HelpDialog
from app.ui.record.month_grid import brush_keys
from app.ui.state.edits import Brush
from app.ui.widgets.plain_text import without_mnemonic
from app.ui.window.commands import MENUS, ChoiceMenu, Command, ListMenu
from app.wording.manual import Chapter, manual_in

if TYPE_CHECKING:
    from app.ui.state.session import Session
    from app.ui.state.shell import Shell
    from app.wording.phrasebook import Phrasebook

KEYS: Final = "keys"


def dialog(shell: Shell, session: Session, parent: QWidget) -> QDialog:  # noqa: ARG001  every dialog is made alike
    """The dialog as the window opens it."""
    return HelpDialog((*manual_in(shell.phrases.language), keys_chapter(shell.phrases)), shell.phrases, parent)


def keys_chapter(phrases: Phrasebook) -> Chapter:
    """Every command that has a key, by menu, in the order of the menus; then the keys of the month grid."""
    words = phrases.within("help")
    lines = [words("keys.lead")]
    for name, listed in MENUS.items():
        lines += _table(without_mnemonic(phrases(f"menu.{name}")), list(_of_menu(listed, phrases)), words)
    grid = [(_spelled((QKeySequence(key),), words), _painting(brush, phrases)) for key, brush in brush_keys().items()]
    walking = (words("keys.arrows"), words("keys.walk"))
    extending = (words("keys.shift"), words("keys.extend"))
    lines += _table(words("keys.grid"), [walking, extending, *grid], words)
    return Chapter(KEYS, words("keys"), "\n".join(lines))


def _table(title: str, rows: list[tuple[str, str]], words: Phrasebook) -> list[str]:
    if not rows:
        return []
    head = ("", f"### {title}", "", f"| {words('keys.key')} | {words('keys.do')} |", "| --- | --- |")
    return [*head, *(f"| **{keys}** | {said} |" for keys, said in rows)]


def _of_menu(
    lines: tuple[Command | ChoiceMenu | ListMenu | None, ...], phrases: Phrasebook
) -> Iterator[tuple[str, str]]:
    words = phrases.within("help")
    for line in lines:
        if isinstance(line, ChoiceMenu):
            menu = without_mnemonic(phrases(f"menu.{line.name}"))
            for command in line.commands:
                yield _keys(command, words), words("keys.choice", menu=menu, choice=_name(command, phrases))
        elif isinstance(line, Command) and line.keys:
            yield _keys(line, words), _name(line, phrases)


def _keys(command: Command, words: Phrasebook) -> str:
    return _spelled(tuple(map(QKeySequence, command.keys)), words)


def _spelled(keys: tuple[QKeySequence, ...], words: Phrasebook) -> str:
    return words("keys.or").join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def _name(command: Command, phrases: Phrasebook) -> str:
    return without_mnemonic(phrases(f"action.{command.name}"))


def _painting(brush: Brush, phrases: Phrasebook) -> str:
    return phrases.within("help")("keys.clear") if brush is Brush.CLEAR else phrases(f"brush.{brush.value}.tip")
