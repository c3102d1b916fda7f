import gc
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.rules.record.history import Scheme
from app.timeline.layout import PlacedBar, PlacedMarker, lay_out
from app.timeline.model import Band, Bar, Lane, Marker, MarkerKind, Timeline, timeline_of
from app.timeline.palette import PALETTES, Theme
from app.ui.style.theme import DARK, HIGH_CONTRAST, palette_of
from app.ui.timeline import view as timeline_pane
from app.ui.timeline.view import TimelineView
from tests.timeline.examples import (
    EXAMPLES,
    assessed,
    case_of,
    employee,
    enrolling,
    every_month_another,
    flexible,
    turning,
)

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def turning_resident():
    """The answer that changes twice, for somebody who may enrol as a resident."""
    case, assessment, chosen = turning()
    return case, assessment, replace(chosen, resume_as=Scheme.RESIDENT, insured_year=2027)


@pytest.fixture
def view(qtbot):
    shown = TimelineView()
    qtbot.addWidget(shown)
    shown.resize(830, 250)
    shown.set_timeline(timeline_of(*employee()))
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def wheel(view: TimelineView, x: float, delta: QPoint, modifiers: Qt.KeyboardModifier) -> QWheelEvent:
    at = QPointF(x, 60)
    event = QWheelEvent(
        at,
        QPointF(view.viewport().mapToGlobal(at.toPoint())),
        QPoint(),
        delta,
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)
    return event


def pay_day(view: TimelineView) -> PlacedMarker:
    return next(placed for placed in view.layout_shown().markers if placed.marker.draggable)


def bar_of(view: TimelineView, lane: Lane) -> PlacedBar:
    return next(placed for placed in view.layout_shown().bars if placed.bar.lane is lane)


def point(x: float, y: float) -> QPoint:
    return QPoint(round(x), round(y))


def walk(qtbot, view: TimelineView, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    for key in keys:
        qtbot.keyClick(view, key, modifier)


def test_the_whole_timeline_is_shown_at_first_and_there_is_nothing_to_scroll(view) -> None:
    layout = view.layout_shown()
    assert layout.scale == layout.canvas.fitted(layout.timeline)
    assert view.horizontalScrollBar().maximum() == 0


def test_ctrl_and_wheel_zoom_at_the_pointer(view) -> None:
    before = view.layout_shown().scale
    day = before.day_at(500)
    event = wheel(view, 500, QPoint(0, 120), CTRL)
    after = view.layout_shown().scale
    assert event.isAccepted()
    assert after.per_day == pytest.approx(before.per_day * 1.25)
    assert abs((after.day_at(500) - day).days) <= 1
    assert view.horizontalScrollBar().maximum() > 0


def test_a_plain_wheel_is_left_to_the_page(view) -> None:
    before = view.layout_shown().scale
    assert not wheel(view, 500, QPoint(0, 120), NO_KEY).isAccepted()
    assert view.layout_shown().scale == before


def test_shift_and_wheel_pan(view, qtbot) -> None:
    view.show_as_of()
    start = view.horizontalScrollBar().value()
    wheel(view, 500, QPoint(0, 120), Qt.KeyboardModifier.ShiftModifier)
    assert view.horizontalScrollBar().value() < start
    assert view.layout_shown().scale.x(view.timeline.first) == pytest.approx(
        view.layout_shown().canvas.plot.left - view.horizontalScrollBar().value()
    )


def test_plus_and_minus_zoom_and_never_past_the_whole(view, qtbot) -> None:
    whole = view.layout_shown().scale.per_day
    walk(qtbot, view, Qt.Key.Key_Plus, Qt.Key.Key_Equal)
    assert view.layout_shown().scale.per_day == pytest.approx(whole * 1.25**2)
    walk(qtbot, view, *[Qt.Key.Key_Minus] * 5)
    assert view.layout_shown().scale.per_day == whole
    for _ in range(40):
        view.zoom_in()
    assert view.layout_shown().scale.per_day == 8.0


def test_dragging_the_sheet_pans_and_stops_at_its_end(view, qtbot) -> None:
    view.show_as_of()
    before = view.layout_shown().scale.left
    canvas = view.viewport()
    empty = point(300, view.layout_shown().canvas.lane_box(Lane.WAITING).top + 10)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=empty)
    qtbot.mouseMove(canvas, empty + QPoint(60, 0))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=empty + QPoint(60, 0))
    assert view.layout_shown().scale.left == pytest.approx(before + 60)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=empty)
    qtbot.mouseMove(canvas, empty + QPoint(20000, 0))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=empty)
    assert view.layout_shown().scale.x(view.timeline.first) <= view.layout_shown().canvas.plot.left


def test_five_years_and_today_show_what_they_say(view) -> None:
    view.set_timeline(timeline_of(*EXAMPLES["forty_years"]()))
    view.show_last_five_years()
    layout = view.layout_shown()
    assert layout.scale.day_at(layout.canvas.plot.left + 0.01) == date(2021, 11, 1)
    assert layout.scale.end(view.timeline.last) == pytest.approx(layout.canvas.plot.right)
    view.show_as_of()
    layout = view.layout_shown()
    assert layout.scale.day_at(layout.canvas.plot.left + 0.01) == date(2025, 11, 1)
    view.fit()
    layout = view.layout_shown()
    assert layout.scale == layout.canvas.fitted(view.timeline)


def test_dragging_the_day_of_payment_tells_every_day_and_then_the_chosen_one(view, qtbot) -> None:
    moved, chosen = [], []
    view.pay_on_moved.connect(moved.append)
    view.pay_on_chosen.connect(chosen.append)
    view.show_as_of()
    stem, per_day = pay_day(view).x, view.layout_shown().scale.per_day
    canvas, y = view.viewport(), 20
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=point(stem, y))
    qtbot.mouseMove(canvas, point(stem + 5 * per_day, y))
    qtbot.mouseMove(canvas, point(stem + 9 * per_day, y))
    assert chosen == []
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=point(stem + 9 * per_day, y))
    assert [day.month for day in moved] == [11, 12]
    assert len(moved) == 2
    assert abs((moved[-1] - date(2026, 12, 1)).days) <= 1
    assert chosen == [moved[-1]]
    assert view.timeline.pay_on == moved[-1]


def test_the_sheet_holds_still_while_the_day_is_dragged_even_when_the_answer_grows(view, qtbot) -> None:
    case, assessment, chosen = flexible()
    view.pay_on_moved.connect(lambda day: view.set_timeline(timeline_of(case, assessment, chosen).with_pay_on(day)))
    scale = view.layout_shown().scale
    stem = pay_day(view).x
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=point(stem, 20))
    qtbot.mouseMove(view.viewport(), point(stem + 15, 20))
    assert view.layout_shown().scale.per_day == scale.per_day
    assert abs(pay_day(view).x - (stem + 15)) <= 1
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=point(stem + 15, 20))
    assert view.layout_shown().scale == view.layout_shown().canvas.fitted(view.timeline)


def test_a_click_on_the_day_of_payment_moves_nothing(view, qtbot) -> None:
    chosen = []
    view.pay_on_chosen.connect(chosen.append)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point(pay_day(view).x, 20))
    assert chosen == []
    assert view.current.kind is MarkerKind.PAY_ON


@pytest.mark.parametrize(
    ("key", "day"), [(Qt.Key.Key_Right, date(2026, 11, 23)), (Qt.Key.Key_Left, date(2026, 11, 21))]
)
def test_alt_and_arrows_step_the_day_of_payment_from_anywhere(view, qtbot, key, day) -> None:
    moved, chosen = [], []
    view.pay_on_moved.connect(moved.append)
    view.pay_on_chosen.connect(chosen.append)
    qtbot.keyPress(view, key, ALT)
    assert (moved, chosen) == ([day], [])
    qtbot.keyRelease(view, key, ALT)
    assert chosen == [day]


def test_arrows_on_the_marker_itself_step_it_and_ctrl_walks_on(view, qtbot) -> None:
    chosen = []
    view.pay_on_chosen.connect(chosen.append)
    view.set_current(pay_day(view).marker)
    walk(qtbot, view, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert chosen == [date(2026, 11, 23), date(2026, 11, 24)]
    assert view.current.on == date(2026, 11, 24)
    walk(qtbot, view, Qt.Key.Key_Right, modifier=CTRL)
    assert view.current.kind is MarkerKind.PAY_BY


def test_a_step_is_settled_when_the_keyboard_leaves(view, qtbot) -> None:
    chosen = []
    view.pay_on_chosen.connect(chosen.append)
    view.setFocus()
    qtbot.keyPress(view, Qt.Key.Key_Right, ALT)
    view.clearFocus()
    assert chosen == [date(2026, 11, 23)]


def test_keys_walk_from_segment_to_segment_and_lane_to_lane(view, qtbot) -> None:
    view.set_current(view.timeline.in_lane(Lane.CONTRIBUTIONS)[0])
    walk(qtbot, view, Qt.Key.Key_Right)
    assert view.current == view.timeline.in_lane(Lane.CONTRIBUTIONS)[1]
    walk(qtbot, view, Qt.Key.Key_Down)
    assert view.current == view.timeline.in_lane(Lane.LAPSES)[0]
    walk(qtbot, view, Qt.Key.Key_Down)  # the empty lane of waiting is passed over
    assert view.current == view.timeline.in_lane(Lane.BENEFITS)[1]
    walk(qtbot, view, Qt.Key.Key_End)
    assert view.current == view.timeline.in_lane(Lane.BENEFITS)[-1]
    walk(qtbot, view, Qt.Key.Key_Right)
    assert view.current == view.timeline.in_lane(Lane.BENEFITS)[-1]
    walk(qtbot, view, Qt.Key.Key_Home)
    assert view.current == view.timeline.in_lane(Lane.BENEFITS)[0]
    walk(qtbot, view, Qt.Key.Key_End, Qt.Key.Key_Down)
    assert isinstance(view.current, Marker)
    walk(qtbot, view, Qt.Key.Key_Up)
    assert isinstance(view.current, Bar)


def test_turning_points_and_windows_are_walked_to_and_enter_opens_why(view, qtbot) -> None:
    asked = []
    view.reason_requested.connect(asked.append)
    view.set_timeline(timeline_of(*turning_resident()))
    view.set_current(view.timeline.markers[0])
    walk(qtbot, view, Qt.Key.Key_End)
    assert view.current.kind is MarkerKind.CHANGE
    walk(qtbot, view, Qt.Key.Key_Return)
    turn = view.current
    walk(qtbot, view, Qt.Key.Key_Down)
    assert isinstance(view.current, Band)
    walk(qtbot, view, Qt.Key.Key_Home, Qt.Key.Key_Enter)
    assert view.current == view.timeline.bands[0]
    assert asked == [turn, view.timeline.bands[0]]


def test_tab_goes_through_the_timeline_and_out_both_ways(qtbot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    before, view, after = QLineEdit(room), TimelineView(room), QLineEdit(room)
    for place, widget in enumerate((before, view, after)):
        widget.setGeometry(0, 260 * place, 830, 250)
    view.set_timeline(timeline_of(*employee()))
    with qtbot.waitExposed(room):
        room.show()
    room.activateWindow()
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert view.hasFocus()
    assert view.current is not None
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert after.hasFocus()
    qtbot.keyClick(after, Qt.Key.Key_Backtab)
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Backtab)
    assert before.hasFocus()


def test_keys_that_are_not_the_timelines_are_left_to_the_window(view) -> None:
    for key, modifiers in (
        (Qt.Key.Key_T, CTRL),
        (Qt.Key.Key_Return, CTRL),
        (Qt.Key.Key_F4, NO_KEY),
        (Qt.Key.Key_A, NO_KEY),
    ):
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers)
        view.keyPressEvent(event)
        assert not event.isAccepted(), key


def test_t_asks_for_the_table(view, qtbot) -> None:
    with qtbot.waitSignal(view.table_requested):
        walk(qtbot, view, Qt.Key.Key_T)


def test_the_pointer_tells_what_it_is_on_and_a_click_on_a_window_chooses_it(view, qtbot) -> None:
    seen = []
    view.set_timeline(timeline_of(*enrolling()))
    view.hovered.connect(seen.append)
    window = view.layout_shown().bands[0]
    inside = point(window.box.left + 3, view.layout_shown().canvas.lane_box(Lane.WAITING).top + 10)
    qtbot.mouseMove(view.viewport(), inside)
    qtbot.mouseMove(view.viewport(), inside + QPoint(1, 1))
    assert seen == [window.band]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    assert view.current == window.band
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert seen == [window.band, None]


def test_panning_over_a_bar_does_not_choose_it(view, qtbot) -> None:
    view.show_as_of()
    bar = bar_of(view, Lane.BENEFITS)
    start, before = point(bar.box.left + 30, bar.box.top + 8), view.current
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view.viewport(), start + QPoint(60, 0))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    assert view.current == before != bar.bar


def test_a_hidden_timeline_is_not_laid_out_until_it_is_seen(view, monkeypatch) -> None:
    laid_out = []
    monkeypatch.setattr(timeline_pane, "lay_out", lambda *what: laid_out.append(what[0]) or lay_out(*what))
    view.hide()
    view.set_timeline(timeline_of(*EXAMPLES["forty_years"]()))
    assert laid_out == []
    view.show()
    assert view.layout_shown().timeline == view.timeline
    assert laid_out == [view.timeline]


def test_a_segment_walked_to_is_brought_into_sight(view, qtbot) -> None:
    view.set_timeline(timeline_of(*EXAMPLES["forty_years"]()))
    view.show_as_of()
    view.set_current(view.timeline.in_lane(Lane.CONTRIBUTIONS)[0])
    assert any(placed.bar == view.current for placed in view.layout_shown().bars)


def test_enter_and_double_click_ask_for_the_reason(view, qtbot) -> None:
    asked = []
    view.reason_requested.connect(asked.append)
    lapse = bar_of(view, Lane.LAPSES)
    view.set_current(lapse.bar)
    walk(qtbot, view, Qt.Key.Key_Return)
    middle = point(lapse.box.left + lapse.box.width / 2, lapse.box.top + 8)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert asked == [lapse.bar, lapse.bar]
    view.set_current(pay_day(view).marker)
    walk(qtbot, view, Qt.Key.Key_Return)
    assert len(asked) == 2
    view.set_current(next(m for m in view.timeline.markers if m.kind is MarkerKind.RESTORATION))
    walk(qtbot, view, Qt.Key.Key_Return)
    assert asked[2].kind is MarkerKind.RESTORATION


def test_a_click_selects_a_bar_and_a_new_answer_keeps_it(view, qtbot) -> None:
    changed = []
    view.current_changed.connect(changed.append)
    lapse = bar_of(view, Lane.LAPSES)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point(lapse.box.left + 4, lapse.box.top + 8))
    assert view.current == lapse.bar
    case, assessment, _ = employee()
    view.set_timeline(timeline_of(case, assessment, None))
    assert view.current.lane is Lane.LAPSES
    view.set_timeline(None)
    assert view.current is None
    assert changed[0] == lapse.bar
    assert changed[-1] is None


def test_the_ring_shows_only_with_the_keyboard_here(view, qtbot) -> None:
    view.set_current(bar_of(view, Lane.CONTRIBUTIONS).bar)
    view.clearFocus()
    without = view.viewport().grab().toImage()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert view.viewport().grab().toImage() != without


def test_tips_say_the_whole_segment(view) -> None:
    lapse = bar_of(view, Lane.LAPSES)
    assert view.tip_at(point(lapse.box.left + 4, lapse.box.top + 8)) == "\n".join(
        [lapse.bar.spoken.zh, "缴费记录里没有这段时间的缴费；单位没有缴", "双击看依据。"]
    )
    assert "拖动可以改日期，也可以按 Alt 加左右键" in view.tip_at(point(pay_day(view).x, 20))
    assert view.tip_at(QPoint(3, 3)) == ""


def test_a_tip_on_a_day_the_answer_changes_says_what_changes_once(view) -> None:
    view.set_timeline(timeline_of(*turning()))
    turn = next(placed for placed in view.layout_shown().markers if placed.marker.on == date(2027, 3, 1))
    tip = view.tip_at(point(turn.x, view.layout_shown().canvas.lane_box(Lane.WAITING).top + 8))
    assert tip.count("等待期由“6个月”变为“12个月”") == 1
    assert tip.endswith("双击看依据。")


def test_a_long_tip_is_wrapped_and_shows_what_it_says_as_it_is(view, qtbot, monkeypatch) -> None:
    shown = []
    monkeypatch.setattr(view, "tip_at", lambda _point: "甲 <b>乙</b>\n丙")
    monkeypatch.setattr("app.ui.timeline.view.QToolTip.showText", lambda _at, text, _on: shown.append(text))
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5)))
    assert shown == ["<p>甲 &lt;b&gt;乙&lt;/b&gt;</p><p>丙</p>"]


def test_an_empty_timeline_says_what_will_appear(view) -> None:
    case = case_of()
    blank = view.viewport().grab().toImage()
    view.set_timeline(timeline_of(case, assessed(case, date(2026, 11, 22)), None))
    assert view.layout_shown() is None
    assert view.viewport().grab().toImage() != blank
    view.zoom_in()
    view.show_as_of()
    view.fit()


def test_nothing_breaks_before_there_is_a_timeline(qtbot) -> None:
    view = TimelineView()
    qtbot.addWidget(view)
    view.show_last_five_years()
    walk(qtbot, view, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_Plus, Qt.Key.Key_Return)
    walk(qtbot, view, Qt.Key.Key_Right, modifier=ALT)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton)
    qtbot.mouseMove(view.viewport(), QPoint(20, 20))
    assert view.current is None
    view.viewport().grab()


def test_a_screen_reader_finds_every_segment_by_name(view) -> None:
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.role() is QAccessible.Role.List
    assert interface.text(QAccessible.Text.Name) == "时间轴"
    names = [interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())]
    assert names == [s.spoken.zh for s in view.timeline.segments]
    assert interface.child(0).text(QAccessible.Text.Description) == "缴费记录"
    assert "Alt 加左右键改拟缴费日期" in interface.text(QAccessible.Text.Description)
    assert names[3] == "断缴：2026年9月至10月，没有缴费，2个月，单位没有缴"
    assert interface.child(0).role() is QAccessible.Role.ListItem
    assert interface.child(len(names)) is None


@pytest.fixture
def heard(monkeypatch):
    """What a screen reader is told of: kind of event and the child it concerns."""
    told = []

    listening = SimpleNamespace(
        Event=QAccessible.Event,
        isActive=lambda: True,
        updateAccessibility=lambda event: told.append((event.type(), event.child())),
    )
    monkeypatch.setattr("app.ui.timeline.view.QAccessible", listening)
    return told


def test_every_step_of_the_keyboard_is_announced(view, qtbot, heard) -> None:
    view.setFocus()
    view.set_current(view.timeline.bars[0])
    heard.clear()
    walk(qtbot, view, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert heard == [(QAccessible.Event.Focus, 1), (QAccessible.Event.Focus, 3)]
    heard.clear()
    view.set_current(pay_day(view).marker)
    walk(qtbot, view, Qt.Key.Key_Right)  # another day is another name: it is read again
    place = view.current_segment()
    assert len(heard) == 2
    assert heard[-1] == (QAccessible.Event.Focus, place)
    assert view.segment_name(place) == "拟缴费：2026年11月23日"


def test_coming_back_to_the_timeline_is_announced_and_leaving_is_not(view, qtbot, heard) -> None:
    view.setFocus()
    view.set_current(view.timeline.bars[1])
    view.clearFocus()
    heard.clear()
    view.set_current(view.timeline.bars[2])
    assert heard == []
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert heard == [(QAccessible.Event.Focus, 2)]


def test_windows_and_turning_points_have_a_place_a_name_and_a_state_for_a_screen_reader(view) -> None:
    view.set_timeline(timeline_of(*turning_resident()))
    interface = QAccessible.queryAccessibleInterface(view)
    items = [interface.child(n) for n in range(interface.childCount())]
    names = [item.text(QAccessible.Text.Name) for item in items]
    window = names.index(next(name for name in names if name.startswith("居民医保2026年度集中参保期")))
    turn = names.index(next(name for name in names if name.startswith("结果有变")))
    for place in (window, turn):
        assert items[place].role() is QAccessible.Role.ListItem
        assert not items[place].rect().isEmpty()
        assert not items[place].state().offscreen
        view.set_current(view.timeline.segments[place])
        assert items[place].state().selected
    assert interface.focusChild() is items[turn]
    view.show_as_of()
    assert items[0].state().offscreen == items[0].rect().isEmpty()


def test_a_screen_reader_finds_a_segment_by_its_place_and_follows_the_keyboard(view) -> None:
    interface = QAccessible.queryAccessibleInterface(view)
    second = interface.child(1)
    assert interface.indexOfChild(second) == 1
    assert second.parent().object() is view
    middle = second.rect().center()
    assert interface.childAt(middle.x(), middle.y()).text(QAccessible.Text.Name) == second.text(QAccessible.Text.Name)
    view.set_current(view.timeline.bars[1])
    assert interface.focusChild() is second
    assert second.state().selected
    assert not interface.child(0).state().selected


def test_segments_read_aloud_are_renewed_with_the_answer_and_go_with_the_view(qtbot) -> None:
    for _ in range(30):
        view = TimelineView()
        view.set_timeline(timeline_of(*employee()))
        interface = QAccessible.queryAccessibleInterface(view)
        assert interface.childCount() == len(view.timeline.segments)
        assert interface.child(0).isValid()
        view.set_timeline(timeline_of(*flexible()))
        assert "等待期" in "".join(
            interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())
        )
        view.deleteLater()
        del view, interface
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def test_everything_can_be_said_in_english(view) -> None:
    view.set_language("en")
    assert view.accessibleName() == "Timeline"
    assert view.segment_name(3).startswith("Lapse: September to October 2026")
    assert "Drag to change the day" in view.tip_at(point(pay_day(view).x, 20))


def test_colours_follow_the_palette_or_the_theme_that_was_set(view) -> None:
    def ground() -> str:
        return view.viewport().grab().toImage().pixelColor(3, view.viewport().height() - 3).name()

    assert ground() == PALETTES[Theme.LIGHT].surface
    view.setPalette(palette_of(DARK))
    assert ground() == PALETTES[Theme.DARK].surface
    view.setPalette(palette_of(HIGH_CONTRAST))
    assert ground() == PALETTES[Theme.HIGH_CONTRAST].surface
    view.set_theme(Theme.PRINT)
    assert ground() == PALETTES[Theme.PRINT].surface
    view.set_theme(None)
    assert ground() == PALETTES[Theme.HIGH_CONTRAST].surface


def test_larger_text_makes_the_timeline_higher(view) -> None:
    before = view.sizeHint().height()
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    view.setFont(font)
    assert view.sizeHint().height() > before * 1.3
    assert view.layout_shown().canvas.unit > 8


def test_a_resize_keeps_the_whole_in_sight(view, qtbot) -> None:
    view.resize(600, 250)
    layout = view.layout_shown()
    assert layout.scale == layout.canvas.fitted(view.timeline)
    view.show_as_of()
    view.resize(1200, 250)
    layout = view.layout_shown()
    assert layout.scale.x(view.timeline.first) <= layout.canvas.plot.left
    assert layout.scale.end(view.timeline.last) >= layout.canvas.plot.right - 0.01


def test_forty_years_are_repainted_quickly(qtbot, benchmark) -> None:
    view = TimelineView()
    qtbot.addWidget(view)
    view.resize(830, 250)
    timeline: Timeline = every_month_another()
    view.set_timeline(timeline)
    view.show()
    benchmark(view.viewport().grab)
