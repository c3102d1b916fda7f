"""The answer at a glance in the window: whole at every text size, its cells lead on, and the timeline makes room."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.rules.bilingual import Bilingual
from app.rules.record.months import Month
from app.ui.style.theme import SCALES
from app.ui.widgets.notice_bar import BarMessage
from app.wording.glance import About, Voice
from tests.ui.conftest import glanced, settled
from tests.ui.letters import in_both_fonts
from tests.ui.seen import LANGUAGES, STATES, bring
from tests.ui.test_golden import GOLDEN, MOST_DIFFERING, MOST_ON_AVERAGE, WRITE, blurred, difference

NAME = Bilingual("改", "edit")
LOOKS = ("system", "light", "dark", "contrast")


@in_both_fonts
@pytest.mark.parametrize("state", [state for state in STATES if state != "empty"])
@pytest.mark.parametrize("text_size", SCALES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_status_tiles_and_steps_are_whole_and_never_scrolled_away(qtbot, window, language, text_size, state):
    bring(qtbot, window, state, language, text_size)
    pane = window.desk.glance
    window.desk.answer.verticalScrollBar().setValue(window.desk.answer.verticalScrollBar().maximum())
    assert window.desk.head.verticalScrollBar().maximum() == 0
    for part in (pane.status, *pane.tiles.values(), pane.cliffs):
        assert part.visibleRegion().boundingRect() == part.rect(), type(part)
        assert part.heightForWidth(part.width()) <= part.height(), type(part)


@pytest.mark.parametrize("noticed", [False, True])
@pytest.mark.parametrize(("text_size", "fewest"), [("standard", 99), ("large", 99), ("largest", 3)])
def test_the_ways_are_in_sight_without_scrolling(qtbot, window, text_size, fewest, noticed):
    bring(qtbot, window, "left_job", "zh", text_size)
    if noticed:
        window.notices.tell("one", BarMessage(Bilingual("有一条提醒。", "A notice.")))
        QApplication.processEvents()
    table, model = window.desk.answer.options, window.desk.answer.model
    seen = table.visibleRegion().boundingRect()
    rows = min(fewest, model.rowCount())
    bottom = table.horizontalHeader().height() + sum(table.rowHeight(row) for row in range(rows))
    assert seen.top() == 0
    assert seen.bottom() + 1 >= bottom, f"{seen.bottom() + 1} of {bottom}"


def test_the_timeline_folds_where_there_is_no_room_and_comes_back(qtbot, window):
    bring(qtbot, window, "left_job", "zh", "largest")
    timeline = window.desk.timeline
    assert timeline.folded
    assert timeline.view.isVisible()
    timeline.unfolding_asked.emit()
    QApplication.processEvents()
    assert not timeline.folded, "it is unfolded by hand"
    timeline.unfolding_asked.emit()
    QApplication.processEvents()
    assert timeline.folded
    window.resize(1920, 1080)
    QApplication.processEvents()
    assert not timeline.folded, "there is room again"


def test_a_tile_that_lacks_a_figure_leads_to_the_field_that_fills_it(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    settled(qtbot, window)
    tile = window.desk.glance.tiles[About.COST]
    assert tile.tile.lacks == "rate:employee"
    qtbot.mouseClick(tile.fill, Qt.MouseButton.LeftButton)
    assert window.focusWidget() is window.desk.questions.fields["rate:employee"]


def test_every_missing_figure_has_a_field(qtbot, window):
    for name in ("zhang-xiansheng", "chongqing-left-job", "resident-skipped-2025", "resident-skipped-two-years"):
        window.files.open_sample(name)
        settled(qtbot, window)
        for row in range(window.desk.answer.model.rowCount()):
            window.session.choose(window.desk.answer.model.offer(row).key)
            for tile in window.desk.glance.tiles.values():
                if tile.tile.lacks:
                    assert window.desk.field_of(tile.tile.lacks) is not None, (name, tile.tile.lacks)


def test_dragging_the_payment_day_walks_the_steps_and_changes_nothing_but_the_day(qtbot, window):
    window.files.open_sample("chongqing-left-job")
    state = settled(qtbot, window)
    window.session.edit(NAME, replace(state.case, plan=None))
    settled(qtbot, window)
    key = next(key for key, option in window.session.state.options if option.id.value == "person_back_pays")
    window.session.choose(key)
    before = settled(qtbot, window)
    steps, view = window.desk.glance.shown.cliffs, window.desk.timeline.view
    assert [step.here for step in steps].index(True) == 0
    view.pay_on_moved.emit(date(2026, 12, 10))
    view.pay_on_chosen.emit(date(2026, 12, 10))
    after = settled(qtbot, window)
    plan = after.case.plan
    assert replace(after.case, plan=None) == before.case
    assert (plan.pay_on, plan.back_pay, plan.pay_lapses) == (date(2026, 12, 10), True, frozenset({Month.of(2026, 9)}))
    moved = window.desk.glance.shown.cliffs
    assert [(step.when, step.then) for step in moved] == [(step.when, step.then) for step in steps]
    assert [step.here for step in moved].index(True) == 1
    assert after.assessment.lapses == before.assessment.lapses


def test_a_day_that_is_today_is_loud(qtbot, window):
    window.files.open_sample("chongqing-left-job")
    window.session.set_as_of(NAME, date(2026, 11, 30))
    settled(qtbot, window)
    assert window.desk.glance.tiles[About.LAST_DAY].tile.voice is Voice.LOUD
    assert "今天" in window.desk.glance.tiles[About.LAST_DAY].accessibleName()


def test_what_follows_later_keeps_its_place(qtbot, window):
    window.files.open_sample("chongqing-left-job")
    settled(qtbot, window)
    heights = [window.desk.glance.height(), window.desk.glance.cliffs.height()]
    window.session.edit(NAME, replace(window.session.state.case, figures={"x": Decimal(1)}))
    assert "正在算" in glanced(window)
    assert [window.desk.glance.height(), window.desk.glance.cliffs.height()] == heights
    settled(qtbot, window)
    assert "正在算" not in glanced(window)
    assert [window.desk.glance.height(), window.desk.glance.cliffs.height()] == heights


def test_a_stroke_is_seen_before_anything_is_worked_out(qtbot, window, monkeypatch):
    window.files.open_sample("chongqing-left-job")
    settled(qtbot, window)
    grid, seen = window.desk.record.grid, []
    grid.setFocus()
    month = grid.selection.first
    painted = type(grid).paintEvent

    def paint(it, event):
        painted(it, event)
        seen.append((it.cell(month).look.value, window.session.state.case.history))

    monkeypatch.setattr(type(grid), "paintEvent", paint)
    before = window.session.state.case.history
    qtbot.keyClick(grid, Qt.Key.Key_9)
    assert seen[0] == ("unknown", before), "the cell is painted before there is another case"
    assert window.session.state.case.history != before


@pytest.mark.parametrize(("language", "text_size", "look"), list(product(LANGUAGES, SCALES, LOOKS)))
def test_the_tiles_look_as_they_were_approved(qtbot, window, follower, language, text_size, look):  # noqa: PLR0917  a picture each
    follower.choose(look)
    bring(qtbot, window, "left_job", language, text_size)
    window.session.set_as_of(NAME, date(2026, 11, 30))
    settled(qtbot, window)
    window.recolour()
    window.setFocus()
    picture = window.desk.glance.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    path = GOLDEN / f"tiles_{language}_{text_size}_{look}.png"
    if WRITE:
        picture.save(str(path))
    approved = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    assert not approved.isNull(), f"no golden picture {path.name}"
    assert picture.size() == approved.size()
    average, share = difference(blurred(picture), blurred(approved))
    assert average <= MOST_ON_AVERAGE
    assert share <= MOST_DIFFERING
