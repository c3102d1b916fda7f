"""What is opened in the form, or gone to, is scrolled into view."""

import pytest
from PySide6.QtGui import QGuiApplication

from tests.ui.conftest import settled
from tests.ui.opened import CLEAN


@pytest.fixture
def scrolled(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    settled(qtbot, window)
    window.resize(1366, 500)
    qtbot.waitUntil(lambda: window.desk.form.verticalScrollBar().maximum() > 0)
    return window


def down(window):
    bar = window.desk.form.verticalScrollBar()
    bar.setValue(bar.maximum())
    return bar


def in_sight(part):
    return not part.visibleRegion().isEmpty()


def test_a_review_is_seen_from_its_head(qtbot, scrolled):
    QGuiApplication.clipboard().setText(CLEAN)
    down(scrolled)
    scrolled.run("paste")
    review = scrolled.desk.record.reviewed
    qtbot.waitUntil(lambda: not scrolled.desk.glance.isVisible())  # its height is given to the form in a later turn
    qtbot.waitUntil(lambda: in_sight(review.summary) and in_sight(review.take))


def test_the_record_is_gone_to_even_where_it_has_the_focus(scrolled):
    scrolled.run("go_record")
    down(scrolled)
    grid = scrolled.desk.record.grid
    assert grid.visibleRegion().boundingRect().height() < grid.height()
    scrolled.run("go_record")
    assert grid.visibleRegion().boundingRect().height() == grid.height()


def test_the_three_questions_are_seen_from_their_head(scrolled):
    scrolled.boxes.unsaved = "discard"
    scrolled.files.start_new()
    scrolled.resize(1366, 420)
    down(scrolled)
    scrolled.run("quick_start")
    form = scrolled.desk.quick_start
    assert in_sight(form.scheme)
    assert in_sight(form.place)
    assert form.scheme.hasFocus()


def test_a_field_that_gets_the_focus_is_scrolled_to(scrolled):
    down(scrolled)
    scrolled.desk.person.birth.setFocus()
    assert in_sight(scrolled.desk.person.birth)
    scrolled.desk.plan.resume_as.setFocus()
    assert in_sight(scrolled.desk.plan.resume_as)
