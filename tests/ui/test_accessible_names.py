"""Whatever can be reached says what it is, and whatever names a field leads to it."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QHeaderView, QLabel, QLineEdit

from app.ui.whereabouts import stops
from tests.ui.seen import LANGUAGES, STATES, bring, mnemonic, pages, visible


def name(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def part_of_another(widget):
    """A line inside a list and the buttons of a row of tabs speak through what they belong to."""
    parent = widget.parentWidget()
    if isinstance(widget, QHeaderView) or isinstance(parent, QAbstractItemView):  # spoken cell by cell
        return True
    own = type(widget).__module__.startswith("PySide6") and type(widget).__name__ in ("QToolButton", "QLineEdit")
    return isinstance(parent, QComboBox) or (own and type(parent).__name__ in ("QToolBar", "_TabRow", "QLineEdit"))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_takes_keys_or_clicks_has_a_name(qtbot, window, language, state):
    bring(qtbot, window, state, language)
    nameless = set()
    for page in pages(window):
        found = [
            widget
            for kind in (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView)
            for widget in visible(window, kind)
        ]
        nameless |= {
            f"{page}: {type(widget).__name__} in {type(widget.parentWidget()).__name__}"
            for widget in (*stops(window), *found)
            if not name(widget) and not part_of_another(widget)
        }
    assert nameless == set()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_with_a_key_leads_to_a_field_that_takes_it(qtbot, window, language, state):
    bring(qtbot, window, state, language)
    keyed = [label for label in visible(window, QLabel) if mnemonic(label.text()) and "<" not in label.text()]
    lost = [label.text() for label in keyed if label.buddy() is None or not label.buddy().isVisible()]
    assert lost == []


@pytest.mark.parametrize("state", STATES)
def test_every_field_of_a_form_is_led_to_by_a_label(qtbot, window, state):
    bring(qtbot, window, state)
    led_to = {label.buddy() for label in visible(window, QLabel)}
    fields = [
        widget for kind in (QComboBox, QLineEdit) for widget in visible(window, kind) if not part_of_another(widget)
    ]
    assert [name(field) for field in fields if field not in led_to] == []
