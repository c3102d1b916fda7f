from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog

from app.system.resources import resource
from app.ui.policies.window import PolicyWindow
from app.ui.window.commands import COMMANDS, MENUS, TOOLS, WELL_KNOWN, ChoiceMenu, Command, ListMenu, commands
from app.ui.window.main_window import MainWindow
from app.wording.phrasebook import Phrasebook

DIALOGS = (
    *("decide", "correct", "local", "treatment", "margin"),
    *("office", "glossary", "about", "policies", "help", "place", "services"),
)
LANGUAGES = ("zh", "en")


def phrases() -> dict[str, list[str]]:
    return json.loads(resource("translations", "ui.json").read_text(encoding="utf-8"))


def test_every_command_stands_in_the_table_once():
    assert {name: n for name, n in Counter(command.name for command in commands()).items() if n > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_every_menu_has_a_name_in_both_languages(language):
    said = Phrasebook("ui", language)
    lists = [line.name for lines in MENUS.values() for line in lines if isinstance(line, ChoiceMenu | ListMenu)]
    names = [f"action.{name}" for name in COMMANDS] + [f"menu.{name}" for name in (*MENUS, *lists)]
    names += [f"tool.{name}" for group in TOOLS for name in group]
    assert all(said(name).strip() for name in names)


def test_no_name_is_kept_for_a_command_that_is_gone():
    named = {key.split(".")[1] for key in phrases() if key.startswith("action.")}
    assert named == set(COMMANDS)


def test_every_key_does_one_thing_and_is_written_as_qt_writes_it():
    keys = [key for command in commands() for key in command.keys]
    assert {key: n for key, n in Counter(keys).items() if n > 1} == {}
    portable = QKeySequence.SequenceFormat.PortableText
    assert [QKeySequence(key).toString(portable) for key in keys] == keys


def test_the_tools_are_commands_with_a_drawing():
    tools = [name for group in TOOLS for name in group]
    assert sorted(tools) == sorted(WELL_KNOWN)
    assert set(tools) <= set(COMMANDS)
    assert all(resource("icons", f"{name}.svg").is_file() for name in tools)


def test_a_menu_begins_and_ends_with_a_command_and_has_no_two_rules_together():
    for lines in MENUS.values():
        assert lines[0] is not None
        assert lines[-1] is not None
        assert all(one or other for one, other in pairwise(lines))
        assert any(isinstance(line, Command) for line in lines)


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_opens_by_its_command_once_and_comes_forward_again(window, name):
    window.run(name)
    opened = [it for it in window.children() if isinstance(it, QDialog | PolicyWindow) and it.isVisible()]
    assert len(opened) == 1
    window.run(name)
    assert [it for it in window.children() if isinstance(it, QDialog | PolicyWindow) and it.isVisible()] == opened
    opened[0].close()


def test_a_command_does_nothing_before_there_is_a_case(qtbot, today, settings):
    window = MainWindow(lambda: today, settings)
    qtbot.addWidget(window)
    for name in COMMANDS:
        window.run(name)
    assert not [it for it in window.children() if isinstance(it, QDialog)]
