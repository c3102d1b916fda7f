"""A key with Alt means one thing on a page, a letter one thing in a menu, and a shortcut one thing in the window."""

from collections import Counter

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QMenu

from tests.ui.seen import LANGUAGES, STATES, bring, clashes, menus, mnemonic, pages, twice


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_alt_and_a_letter_lead_to_one_place(qtbot, window, language, state):
    bring(qtbot, window, state, language)
    assert {page: found for page in pages(window) if (found := clashes(window))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_leads_to_one_line_of_a_menu(qtbot, window, language):
    bring(qtbot, window, "answered", language)
    found_in = {
        menu.title(): found
        for menu in menus(window)
        if (found := twice([(mnemonic(action.text()), action.text()) for action in menu.actions()]))
    }
    assert found_in == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_menu_bar_has_a_letter(qtbot, window, language):
    bring(qtbot, window, "answered", language)
    lists = {menu.menuAction() for menu in menus(window)}
    fixed = [action for bar in window.menuBar().actions() for action in _lines(window, bar)]
    assert [a.text() for a in fixed if not a.isSeparator() and a not in lists and not mnemonic(a.text())] == []


def _lines(window, title):
    menu = next(menu for menu in window.findChildren(QMenu) if menu.menuAction() is title)
    return menu.actions()


def test_a_shortcut_means_one_thing(qtbot, window):
    bring(qtbot, window, "answered")
    keys = [key.toString() for action in window.commands.by_key.values() for key in action.shortcuts()]
    keys += [shortcut.key().toString() for shortcut in window.findChildren(QShortcut) if shortcut.parent() is window]
    assert [key for key, n in Counter(keys).items() if n > 1] == []
