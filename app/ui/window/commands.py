"""The table of commands: where each stands in the menus, what it does, its keys, and when it can be chosen.

A new command is a line here and its name, `action.NAME`, in `resources/translations/ui.json`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from app.ui.style.looks import TextSize

if TYPE_CHECKING:
    from app.ui.files.case_files import Files
    from app.ui.pasting.import_list import Pasting
    from app.ui.printing.output import Papers
    from app.ui.state.menus import MenuEntry
    from app.ui.state.session import Session, State
    from app.ui.window.workspace import Workspace


class Commanded(Protocol):
    """The window, as its commands know it."""

    session: Session
    files: Files
    desk: Workspace

    @property
    def pasting(self) -> Pasting:
        """The way of a copied list into the record."""

    def open_dialog(self, name: str) -> None:
        """Open the dialog of a command."""

    def make_paper(self, make: Callable[[Papers], None]) -> None:
        """Bring the case to paper, once nothing is half typed."""

    def ask_questions(self) -> None:
        """Ask the three questions that make a record."""

    def copy_answer(self) -> None:
        """Copy the answer as plain text for a message."""

    def undo(self) -> None:
        """Take back what was last typed or done."""

    def turn_masking(self) -> None:
        """Show everything on paper, or mask it again."""

    def enlarge(self, text_size: TextSize) -> None:
        """Write in a size."""

    def close(self) -> bool:
        """Close the window."""

    def recent(self) -> list[MenuEntry]:
        """The cases opened last."""

    def samples(self) -> list[MenuEntry]:
        """Cases to look at."""

    def looks(self) -> list[MenuEntry]:
        """How the window can look."""

    def languages(self) -> list[MenuEntry]:
        """Which languages it speaks."""

    def modes(self) -> list[MenuEntry]:
        """At home or at a counter."""


class Command(NamedTuple):
    """A command: its name, what it does, its keys, and in which states it can be chosen (None: in all)."""

    name: str
    run: Callable[[Commanded], object]
    keys: tuple[str, ...] = ()
    allowed: Callable[[State], bool] | None = None


class ChoiceMenu(NamedTuple):
    """A menu within a menu, of commands one of which is in force."""

    name: str
    commands: tuple[Command, ...]


class ListMenu(NamedTuple):
    """A menu within a menu that is filled each time it is opened."""

    name: str
    entries: Callable[[Commanded], list[MenuEntry]]


def _with_answer(state: State) -> bool:
    return state.assessment is not None and state.case.is_told


def _with_option(state: State) -> bool:
    return state.option is not None and state.case.is_told


def _dialog(name: str, *keys: str, allowed: Callable[[State], bool] | None = None) -> Command:
    return Command(name, lambda window: window.open_dialog(name), keys, allowed)


def _timeline(name: str, *keys: str) -> Command:
    return Command(name, lambda window: window.desk.timeline.turn(name), keys)


def _why(answer: str, key: str) -> Command:
    return Command(f"why_{answer}", lambda window: window.desk.explain(answer), (key,), _with_option)


def _text(size: TextSize, key: str) -> Command:
    return Command(f"text_{size}", lambda window: window.enlarge(size), (key,))


def _preview(papers: Papers) -> None:
    papers.preview()


def _print(papers: Papers) -> None:
    papers.print()


def _export(papers: Papers) -> None:
    papers.ask_and_export()


NEXT_PERSON: Final = "F9"
"""The second key for a new case: one key for the next person."""
MENUS: Final[Mapping[str, tuple[Command | ChoiceMenu | ListMenu | None, ...]]] = {
    "file": (
        Command("new", lambda window: window.files.start_new(), ("Ctrl+N", NEXT_PERSON)),
        Command("open", lambda window: window.files.ask_and_open(), ("Ctrl+O",)),
        Command("save", lambda window: window.files.save(), ("Ctrl+S",)),
        Command("save_as", lambda window: window.files.save_as(), ("Ctrl+Shift+S",)),
        Command("import_list", lambda window: window.pasting.ask_and_import(), ("Ctrl+I",)),
        Command("open_code", lambda window: window.files.when_safe(lambda: window.open_dialog("open_code"))),
        ListMenu("recent", lambda window: window.recent()),
        ListMenu("samples", lambda window: window.samples()),
        None,
        Command("preview", lambda window: window.make_paper(_preview), ("Ctrl+Shift+P",), _with_answer),
        Command("print", lambda window: window.make_paper(_print), ("Ctrl+P",), _with_answer),
        Command("export", lambda window: window.make_paper(_export), ("Ctrl+E",), _with_answer),
        Command("unmasked", lambda window: window.turn_masking(), (), _with_answer),
        _dialog("office"),
        None,
        Command("quit", lambda window: window.close(), ("Ctrl+Q",)),
    ),
    "edit": (
        Command("undo", lambda window: window.undo(), ("Ctrl+Z",)),
        Command("redo", lambda window: window.session.redo(), ("Ctrl+Shift+Z",)),
        # the second works in a text field too, where the first is the field's own
        Command("paste", lambda window: window.pasting.paste(), ("Ctrl+V", "Ctrl+Shift+V")),
        Command("copy_answer", lambda window: window.copy_answer(), ("Ctrl+Shift+C",), _with_answer),
        Command("quick_start", lambda window: window.ask_questions(), ("F5",)),
        _dialog("place"),
        None,
        _dialog("decide", "F8", allowed=_with_option),
        _dialog("correct", "F7", allowed=_with_option),
        _dialog("local", "Shift+F7", allowed=_with_answer),
        _dialog("treatment", allowed=_with_option),
        None,
        _dialog("margin"),
    ),
    "view": (
        Command("go_record", lambda window: window.desk.go_to_record(), ("F2",)),
        Command("go_answer", lambda window: window.desk.go_to_answer(), ("F3",)),
        _why("act", "Alt+1"),
        _why("last_day", "Alt+2"),
        _why("cost", "Alt+3"),
        _why("covered", "Alt+4"),
        _dialog("policies", "F6"),
        _dialog("services", "Ctrl+G"),
        None,
        _timeline("fit", "Ctrl+0"),
        _timeline("last_five_years"),
        _timeline("today"),
        _timeline("zoom_in", "Ctrl++"),
        _timeline("zoom_out", "Ctrl+-"),
        Command("timeline_table", lambda window: window.desk.timeline.toggle_table(), ("F4",)),
        None,
        ListMenu("look", lambda window: window.looks()),
        ChoiceMenu(
            "text_size",
            (_text("standard", "Ctrl+Alt+1"), _text("large", "Ctrl+Alt+2"), _text("largest", "Ctrl+Alt+3")),
        ),
        ListMenu("language", lambda window: window.languages()),
        ListMenu("mode", lambda window: window.modes()),
    ),
    "help": (
        _dialog("help", "F1"),
        _dialog("glossary", "Shift+F1"),
        None,
        _dialog("about"),
    ),
}
"""The menus, line by line; None is a rule between groups."""
TOOLS: Final = (("new", "open", "save", "paste"), ("undo", "redo"), ("print", "export"))
"""What stands on the toolbar, in groups; each has a drawing in `resources/icons` and a short name, `tool.NAME`."""
WELL_KNOWN: Final = ("export", "print", "paste", "save", "open", "new", "redo", "undo")
"""The tools that are known by their drawings, the best known last."""


def commands() -> Iterator[Command]:
    """Every command, in the order of the menus."""
    for lines in MENUS.values():
        for line in lines:
            if isinstance(line, Command):
                yield line
            elif isinstance(line, ChoiceMenu):
                yield from line.commands


def choices() -> Iterator[ChoiceMenu]:
    """The menus of which one command is in force."""
    return (line for lines in MENUS.values() for line in lines if isinstance(line, ChoiceMenu))


COMMANDS: Final[Mapping[str, Command]] = {command.name: command for command in commands()}
SHORTCUTS: Final[Mapping[str, str]] = {command.name: command.keys[0] for command in commands() if command.keys}
"""The key to be named for a command."""
