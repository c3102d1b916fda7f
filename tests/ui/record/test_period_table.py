from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from app.rules.record.case import Case
from app.rules.record.history import History, Period, Scheme, Status
from app.rules.record.months import Month, Span
from app.ui.record.period_table import PeriodModel
from app.ui.state.edits import with_period, without_periods
from app.ui.widgets.fields import ProblemLabel
from app.wording.phrasebook import Phrasebook
from tests.ui.conftest import TODAY

FIRST, LAST, SCHEME, BASE, STATUS, CREDITED, PAYER = range(7)


def row(first: str, last: str, scheme: Scheme = Scheme.EMPLOYEE) -> Period:
    return Period(scheme, Span(Month.parse(first), Month.parse(last)), "140100")


@pytest.fixture
def model(qapp, qtbot):
    model = PeriodModel(Phrasebook("ui", "zh"), Case("140100", history=History.of([row("2024-01", "2024-06")])))
    model.edited.connect(lambda _name, case: model.show_case(case))
    return model


@pytest.fixture
def refusals(model):
    said = []
    model.refused.connect(said.append)
    return said


def only(model: PeriodModel) -> Period:
    found = model.row(0)
    assert found is not None
    return found


def test_the_model_is_sound(model, qtmodeltester):
    qtmodeltester.check(model)


def test_the_model_stays_sound_while_rows_come_go_and_change(model):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    case = Case("140100", history=History.of([row("2024-01", "2024-06")]))
    more = with_period(with_period(case, row("2023-01", "2023-06")), row("2025-01", "2025-06"))
    fewer = without_periods(more, [row("2024-01", "2024-06")])
    other = replace(fewer, history=History.of([row("2020-01", "2020-02")]))
    for step in (more, fewer, other, Case("140100"), more):
        model.show_case(step)
        assert model.rowCount() == len(step.history.periods) + 1
    assert tester is not None


def test_the_last_row_is_there_to_be_typed_into(model):
    assert model.rowCount() == 2
    assert model.headerData(1, Qt.Orientation.Vertical) == "*"
    assert model.setData(model.index(1, FIRST), "2024-8")
    assert str(model.row(1).span) == "2024-08..2024-08"
    assert model.rowCount() == 3


@pytest.mark.parametrize(
    ("column", "text", "field", "value"),
    [
        (LAST, "2024年9月", "span", Span(Month.of(2024, 1), Month.of(2024, 9))),
        (FIRST, "202403", "span", Span(Month.of(2024, 3), Month.of(2024, 6))),
        (SCHEME, "灵活就业", "scheme", Scheme.FLEXIBLE),
        (BASE, "6,000", "base", Decimal("6000.00")),
        (STATUS, "在途", "status", Status.IN_TRANSIT),
        (CREDITED, "20240705", "credited_on", date(2024, 7, 5)),
        (PAYER, "某公司", "payer", "某公司"),
    ],
)
def test_each_cell_reads_what_is_typed(model, column, text, field, value):
    assert model.setData(model.index(0, column), text)
    assert getattr(only(model), field) == value


def test_a_base_is_taken_away_by_an_empty_cell(model):
    model.setData(model.index(0, BASE), "6000")
    model.setData(model.index(0, BASE), "")
    assert only(model).base is None


@pytest.mark.parametrize(
    ("column", "text", "hint"),
    [
        (FIRST, "20231", "还是少写了一位"),
        (LAST, "2023-12", "早于"),
        (BASE, "-1", "金额"),
        (CREDITED, "2024-02-30", "日历"),
    ],
)
def test_what_cannot_stand_is_refused_with_a_sentence(model, refusals, column, text, hint):
    before = only(model)
    assert not model.setData(model.index(0, column), text)
    assert only(model) == before
    assert hint in refusals[-1].zh


def test_two_rows_of_one_scheme_may_not_share_a_month(model, refusals):
    assert not model.setData(model.index(1, FIRST), "2024-06")
    assert "第1行" in refusals[-1].zh
    assert model.rowCount() == 2
    assert model.setData(model.index(1, FIRST), "2024-07")
    assert refusals[-1] is None


def test_a_period_is_typed_from_the_empty_row_on(qtbot, window):
    window.desk.record.show_view(1)
    table = window.desk.record.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, FIRST))
    for text in ("2024-3", "2026-8"):
        qtbot.keyClicks(table, text[:1])
        editor = QApplication.focusWidget()
        qtbot.keyClicks(editor, text[1:])
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is table)
    assert [str(found.span) for found in window.session.state.case.history.periods] == ["2024-03..2026-08"]
    assert table.currentIndex().column() == SCHEME


def test_grid_and_table_edit_one_record(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    window.desk.record.show_view(1)
    assert window.desk.record.model.rowCount() == 2
    window.commands.by_key["go_record"].trigger()
    qtbot.keyClick(window.desk.record.grid, Qt.Key.Key_0)
    assert window.desk.record.model.rowCount() == 3
    assert window.desk.record.model.data(window.desk.record.model.index(1, STATUS)) == "未缴"


def test_selected_rows_are_taken_away_and_come_back(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    window.desk.record.show_view(1)
    table = window.desk.record.table
    table.setCurrentIndex(table.model().index(0, FIRST))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert not window.session.state.case.history.periods
    window.commands.by_key["undo"].trigger()
    assert window.session.state.as_of == TODAY
    assert len(window.session.state.case.history.periods) == 1


def test_a_refused_edit_is_said_under_the_table(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    window.desk.record.show_view(1)
    model = window.desk.record.model
    model.setData(model.index(1, FIRST), "20231")
    [said] = [it.text() for it in window.desk.record.findChildren(ProblemLabel) if it.isVisible()]
    assert "还是少写了一位" in said
