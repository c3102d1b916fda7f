"""What the window shows is not taken away by the garbage collector (decision 0019)."""

import ast
import gc
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.rules.bilingual import Bilingual
from app.ui.widgets.focus_chain import stops, window_of
from app.ui.widgets.notice_bar import BarMessage
from tests.ui.seen import STATES, bring, pages

ROOT = Path(__file__).resolve().parents[2]
UNSAFE = {"window", "nativeParentWidget", "nextInFocusChain", "previousInFocusChain", "focusProxy"}


@pytest.mark.parametrize("path", [*ROOT.glob("app/**/*.py"), *ROOT.glob("tests/**/*.py")], ids=lambda it: it.stem)
def test_nobody_asks_a_widget_for_what_python_would_then_own(path):
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    asked = [call.func for call in calls if isinstance(call.func, ast.Attribute) and not call.args]
    assert [f"line {it.lineno}: {it.attr}()" for it in asked if it.attr in UNSAFE] == []


@pytest.mark.parametrize("state", STATES)
def test_every_part_outlives_a_collection_of_garbage(qtbot, window, state):
    bring(qtbot, window, state)
    window.notices.tell("one", BarMessage(Bilingual("注意", "Mind")))
    window.notices.tell("two", BarMessage(Bilingual("注意", "Mind")))
    for page in pages(window):
        for stop in stops(window):
            stop.setFocus()
            assert window_of(stop) is window
        gc.collect()
        assert isValid(window.desk), page
        assert [
            it for it in (window.place, window.notices, *window.desk.findChildren(QWidget)) if not isValid(it)
        ] == []


def test_another_language_leaves_nothing_to_be_collected_too_early(qtbot, window):
    bring(qtbot, window, "answered")
    window.desk.person.sex.setFocus()
    for language in ("en", "zh"):
        window.speak(language)
        gc.collect()
        assert isValid(window.desk.person.sex)
        assert window.focusWidget() is window.desk.person.sex
