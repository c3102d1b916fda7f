"""A key with Alt means one thing on a page, a letter one thing in a menu, and a shortcut one thing in the window."""

from collections import Counter

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QTabBar

from tests.ui.seen import LANGUAGES, STATES, bring, menus, mnemonic, pages, visible


def twice(pairs):
    """Letters that more than one text claims, with the texts."""
    counted = Counter(letter for letter, _ in pairs if letter)
    return {letter: [text for key, text in pairs if key == letter] for letter, n in counted.items() if n > 1}


def keyed_on_page(window):
    texts = [action.text() for action in window.menuBar().actions()]
    texts += [label.text() for label in visible(window, QLabel) if label.buddy() is not None]
    texts += [button.text() for button in visible(window, QAbstractButton)]
    texts += [bar.tabText(number) for bar in visible(window, QTabBar) for number in range(bar.count())]
    return [(mnemonic(text), text) for text in texts]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_alt_and_a_letter_lead_to_one_place(qtbot, window, language, state):
    bring(qtbot, window, state, language)
    assert {page: clashes for page in pages(window) if (clashes := twice(keyed_on_page(window)))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_leads_to_one_line_of_a_menu(qtbot, window, language):
    bring(qtbot, window, "answered", language)
    clashes = {
        menu.title(): found
        for menu in menus(window)
        if (found := twice([(mnemonic(action.text()), action.text()) for action in menu.actions()]))
    }
    assert clashes == {}


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
