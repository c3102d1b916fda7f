"""Whatever can be reached says what it is, and whatever names a field leads to it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from tests.ui.seen import LANGUAGES, STATES, bring, mnemonic, name, nameless, pages, part_of_another, visible


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_takes_keys_or_clicks_has_a_name(qtbot, window, language, state):
    bring(qtbot, window, state, language)
    assert {fault for page in pages(window) for fault in nameless(window)} == set()


@pytest.mark.parametrize("state", STATES)
def test_nothing_in_the_window_takes_the_focus_without_a_name(qtbot, window, state):
    """By key or by click, in sight or scrolled away: whatever is read aloud says what it is."""
    bring(qtbot, window, state, "zh")
    lost = {
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for _ in pages(window)
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisibleTo(window) and not name(widget)
    }
    assert lost == set()


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
