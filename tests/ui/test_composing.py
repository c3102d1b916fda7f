"""Chinese typed with an input method, in every field that takes text."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from app.rules.bilingual import Bilingual
from app.rules.record.case import Plan
from app.rules.record.history import History, Period, Scheme
from app.rules.record.months import Month, Span

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEYS = Qt.Key
PAID = Span(Month.of(2026, 1), Month.of(2026, 8))


def compose(line, text):
    QApplication.sendEvent(line, QInputMethodEvent(text, []))


def choose(line, text):
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def filled(window):
    state = window.session.state
    history = History.of([Period(Scheme.EMPLOYEE, PAID, "140100")])
    window.session.edit(
        Bilingual("试", "test"), replace(state.case, history=history, plan=Plan(Scheme.EMPLOYEE, state.as_of))
    )


def line_of(window, which):
    filled(window)
    lines = {
        "name": window.desk.person.name,
        "id_number": window.desk.person.id_number,
        "birth": window.desk.person.birth,
        "as_of": window.place.as_of,
        "region": window.place.region.lineEdit(),
        "pay_on": window.desk.plan.pay_on,
    }
    return lines[which]


@pytest.mark.parametrize("which", ["name", "id_number", "birth", "as_of", "region", "pay_on"])
def test_what_is_being_composed_changes_nothing_and_no_key_takes_it(qtbot, window, which):
    line = line_of(window, which)
    line.setFocus()
    line.selectAll()
    before = window.session.state
    compose(line, "ni'hao")
    for key in (KEYS.Key_Return, KEYS.Key_Enter, KEYS.Key_Tab, KEYS.Key_Escape, KEYS.Key_Down):
        qtbot.keyClick(line, key)
    assert window.session.state.case == before.case
    assert window.session.state.as_of == before.as_of
    assert line.hasFocus()
    assert not window.place.region.refused
    assert window.statusBar().currentMessage() == ""


def test_a_name_is_taken_once_it_is_chosen(qtbot, window):
    name = window.desk.person.name
    name.setFocus()
    compose(name, "zhang'san")
    qtbot.keyClick(name, KEYS.Key_Return)
    choose(name, "张三")
    assert window.session.state.case.person.name == "张三"
    qtbot.keyClick(name, KEYS.Key_Tab)
    assert not name.hasFocus()


@pytest.mark.parametrize(
    ("which", "text", "day"),
    [("as_of", "2026年10月1日", "2026-10-01"), ("pay_on", "二〇二六年十二月一日", "2026-12-01")],
)
def test_a_day_written_in_chinese_is_taken_with_enter_once_it_is_chosen(qtbot, window, which, text, day):
    line = line_of(window, which)
    line.setFocus()
    line.selectAll()
    compose(line, "nian")
    choose(line, text)
    qtbot.keyClick(line, KEYS.Key_Return)
    assert line.text() == day


def test_the_questions_take_nothing_while_a_month_is_being_composed(qtbot, window):
    window.commands.by_key["quick_start"].trigger()
    form = window.desk.quick_start
    form.last.setFocus()
    compose(form.last, "2026 nian")
    for key in (KEYS.Key_Return, KEYS.Key_Escape):
        qtbot.keyClick(form.last, key)
    assert form.isVisible()
    assert form.last.hasFocus()
    choose(form.last, "2026年8月")
    qtbot.keyClick(form.last, KEYS.Key_Tab)
    assert form.last.value == Month.of(2026, 8)


def test_a_cell_of_the_table_waits_for_what_is_being_composed(qtbot, window):
    filled(window)
    window.desk.record.show_view(1)
    table, model = window.desk.record.table, window.desk.record.model
    payer = model.columnCount() - 1
    table.setFocus()
    table.setCurrentIndex(model.index(0, payer))
    table.edit(table.currentIndex())
    editor = table.findChild(QLineEdit)
    compose(editor, "chang'cheng")
    for key in (KEYS.Key_Return, KEYS.Key_Tab, KEYS.Key_Escape):
        qtbot.keyClick(editor, key)
        qtbot.wait(1)  # a cell is taken in the next turn
    assert table.findChild(QLineEdit) is editor
    assert table.currentIndex().column() == payer
    choose(editor, "长城公司")
    qtbot.keyClick(editor, KEYS.Key_Return)
    qtbot.waitUntil(lambda: window.session.state.case.history.periods[0].payer == "长城公司")


def test_composing_ends_with_the_focus(qtbot, window):
    name = window.desk.person.name
    name.setFocus()
    compose(name, "zhang")
    window.desk.person.id_number.setFocus()
    name.setFocus()
    qtbot.keyClick(name, KEYS.Key_Tab)
    assert window.desk.person.id_number.hasFocus()
