"""Pages hold a person's name and numbers, so none outlives the person's turn at the counter."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.report.layout.marks import Page
from app.ui.preview.print_dialog import PrintDialog
from app.ui.preview.print_preview import Preview


def pages_alive() -> int:
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    return sum(isinstance(each, Page) for each in gc.get_objects())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("opened", ["preview", "print"])
def test_no_page_is_left_once_the_next_person_comes(qtbot, window, opened) -> None:
    before = pages_alive()
    window.files.open_sample("zhang-xiansheng")
    window.commands.by_key["unmasked"].trigger()
    window.commands.by_key[opened].trigger()
    (shown,) = [each for kind in (Preview, PrintDialog) for each in window.findChildren(kind) if each.isVisible()]
    assert pages_alive() > before
    del shown
    window.commands.by_key["new"].trigger()  # F9, which a dialog keeps from the window
    assert pages_alive() == before


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_preview_that_is_closed_leaves_no_page(window) -> None:
    before = pages_alive()
    window.files.open_sample("zhang-xiansheng")
    for _ in range(3):
        window.commands.by_key["preview"].trigger()
        (shown,) = [each for each in window.findChildren(Preview) if each.isVisible()]
        shown.large.setChecked(True)
        shown.close()
        del shown
    assert pages_alive() == before
