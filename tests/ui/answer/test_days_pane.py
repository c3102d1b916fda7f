"""To be covered on a day: which way, paid by when, for how much. And the days on which the way shown changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.rules.bilingual import Bilingual
from app.rules.outcome.assessment import OptionId
from app.ui.answer.covered_on import ways_to_be_covered
from app.ui.answer.days_pane import COLUMNS, WaysModel, left_text
from app.ui.state.samples import SAMPLES
from app.ui.widgets.fields import ProblemLabel, ReadField
from app.wording.outcome import in_vain
from app.wording.phrasebook import Phrasebook
from tests.ui.conftest import glanced, settled
from tests.ui.letters import in_both_fonts
from tests.ui.seen import cut

TAB = 4


@pytest.fixture
def days(qtbot, window):
    def opened(sample):
        window.files.open_sample(sample)
        window.desk.tabs.setCurrentWidget(window.desk.days)
        settled(qtbot, window)
        return window.desk.days

    return opened


def ask(qtbot, pane, day):
    pane.day.setFocus()
    pane.day.selectAll()
    qtbot.keyClicks(pane.day, day)
    qtbot.keyClick(pane.day, Qt.Key.Key_Return)
    QApplication.sendPostedEvents()  # what is shown is placed before it is painted


def column(pane, name):
    number = COLUMNS.index(name)
    return [pane.model.index(row, number).data() for row in range(pane.model.rowCount())]


def test_before_a_day_is_given_the_pane_says_what_it_can_do(days):
    pane = days("chongqing-left-job")
    assert "填上日子" in pane.told.text()
    assert not pane.ways.isVisible()


def test_ways_in_time_come_first_with_the_last_day_and_the_days_left(qtbot, days):
    pane = days("chongqing-left-job")
    ask(qtbot, pane, "20261210")
    assert "有2个办法赶得上" in pane.told.text()
    assert column(pane, "pay_by")[0] == "2026-11-30"
    assert column(pane, "left")[0] == "8 天"
    assert column(pane, "result")[:3] == ["能报销", "能报销", "推算能报销，须经办确认"]
    assert "赶不上" in column(pane, "result")[3]


def test_paying_a_day_later_than_told_is_too_late(window, days):
    days("chongqing-left-job")
    state, covered_on = window.session.state, date(2026, 12, 10)
    ways = ways_to_be_covered(window.session.engine, state, covered_on)
    assert {way.option.id for way in ways} >= {OptionId.NEW_EMPLOYER_ENROLS, OptionId.PERSON_BACK_PAYS}
    for way in ways:
        if way.in_time:
            assert way.option.pay_on == way.cover.pay_by
            assert way.option.benefits_from <= covered_on
            assert way.cover.pay_by >= state.as_of


def test_no_way_in_time_names_the_earliest_and_that_an_open_day_may_be_an_earlier_one(qtbot, window, days):
    pane = days("resident-skipped-two-years")
    ask(qtbot, pane, "2026-12-01")
    assert "没有办法能保证" in pane.told.text()
    assert "有的办法从哪天起恢复还定不下来" in pane.told.text()
    assert "2027年6月1日起恢复（须经办确认）" in pane.told.text()
    assert not pane.take.isVisible()
    case = window.session.state.case
    window.session.edit(Bilingual("", ""), replace(case, plan=replace(case.plan, in_window=True)))
    settled(qtbot, window)
    assert "最早的是" in pane.told.text()
    assert "2027年4月1日起恢复（须经办确认）" in pane.told.text()
    assert "定不下来" not in pane.told.text(), "an open way for 2026 brings nothing any more"


def test_a_late_way_that_rules_decide_is_named_without_a_hedge(qtbot, days):
    pane = days("chongqing-left-job")
    ask(qtbot, pane, "2026-11-25")
    assert "2026年12月1日起恢复。" in pane.told.text()
    assert "定不下来" not in pane.told.text(), "next year's resident insurance begins on 1 January at the earliest"


def test_ways_that_are_only_worked_out_say_so_and_what_to_ask(qtbot, days):
    pane = days("zhang-xiansheng")
    ask(qtbot, pane, "2026-12-10")
    assert "要经办机构确认" in pane.told.text()
    assert "须经办确认" in column(pane, "result")[0]
    assert "？" in pane.questions.text()


@pytest.mark.parametrize(("day", "said"), [("2026-11-01", "已经过去"), ("2026-13-01", "")])
def test_a_day_that_cannot_be_asked_for_is_told_in_a_sentence(qtbot, days, day, said):
    pane = days("zhang-xiansheng")
    ask(qtbot, pane, day)
    assert said in pane.told.text()
    assert any(problem.isVisible() for problem in pane.findChildren(ProblemLabel)) == (not said)


def test_choosing_a_line_shows_that_option(qtbot, window, days):
    pane = days("chongqing-left-job")
    ask(qtbot, pane, "2026-12-10")
    pane.ways.setFocus()
    qtbot.keyClick(pane.ways, Qt.Key.Key_Down)
    assert window.session.state.option_key == pane.model.way(1).key != "planned"


def test_the_day_of_a_line_becomes_the_plan_in_one_step(qtbot, window, days):
    pane = days("chongqing-left-job")
    ask(qtbot, pane, "2026-12-10")
    before = window.session.state.case
    pane.ways.setFocus()
    qtbot.keyClick(pane.ways, Qt.Key.Key_Return)
    plan = window.session.state.case.plan
    assert plan.pay_on == date(2026, 11, 30)
    assert window.session.state.undo_name.zh == "按想报销的日子定打算"
    window.session.undo()
    assert window.session.state.case == before


def test_the_next_client_finds_no_day(qtbot, window, days):
    pane = days("chongqing-left-job")
    ask(qtbot, pane, "2026-12-10")
    window.files.open_sample("zhang-xiansheng")
    assert pane.day.text() == ""
    settled(qtbot, window)
    assert "填上日子" in pane.told.text()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_coming_day_of_change_is_listed_with_the_days_left(window, days, name):
    pane = days(name)
    state = window.session.state
    for change in state.option.changes:
        if change.on > state.as_of:
            last = change.on - timedelta(days=1)
            assert last.isoformat() in pane.changes.text()
            assert left_text(Phrasebook("days", "zh"), (last - state.as_of).days) in pane.changes.text()


def test_days_that_are_over_are_not_listed(qtbot, window, days):
    pane = days("chongqing-left-job")
    window.session.set_as_of(window.phrases.phrase("edit.as_of"), date(2026, 12, 5))
    settled(qtbot, window)
    assert "2026-11-30" not in pane.changes.text()
    assert "2026-12-31" in pane.changes.text()


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (date(2026, 11, 22), "11月30日，剩8天"),
        (date(2026, 11, 29), "11月30日，剩1天"),
        (date(2026, 11, 30), "最晚哪天：今天"),
        (date(2026, 12, 1), "最晚哪天：已经过了"),
    ],
)
def test_the_answer_counts_the_days_down(qtbot, window, as_of, said):
    window.files.open_sample("chongqing-left-job")
    window.session.set_as_of(window.phrases.phrase("edit.as_of"), as_of)
    settled(qtbot, window)
    assert in_vain(window.session.state.option) is None
    assert said in glanced(window)


def test_nothing_is_worked_out_while_the_pane_is_hidden(window):
    window.files.open_sample("chongqing-left-job")
    assert window.desk.days.findChildren(ReadField) == []


def test_the_model_of_ways_is_sound(qtmodeltester, engine, window):
    window.files.open_sample("chongqing-left-job")
    model = WaysModel(window.phrases, window)
    model.show_ways(ways_to_be_covered(engine, window.session.state, date(2026, 12, 10)), window.session.state.as_of)
    qtmodeltester.check(model)


@pytest.fixture
def asked(qtbot, window):
    """The ways to be covered on a day, in a language and a text size."""

    def shown(language, size):
        window.files.open_sample("chongqing-left-job")
        window.speak(language)
        window.enlarge(size)
        window.desk.tabs.setCurrentWidget(window.desk.days)
        settled(qtbot, window)
        ask(qtbot, window.desk.days, "2026-12-10")
        return window.desk.days

    return shown


@in_both_fonts
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", ["standard", "largest"])
def test_the_table_is_as_high_as_its_rows_and_no_cell_is_cut(asked, language, size):
    pane = asked(language, size)
    table = pane.ways
    rows = sum(table.rowHeight(row) for row in range(pane.model.rowCount()))
    assert 0 <= table.viewport().height() - rows <= table.fontMetrics().height()
    assert cut(pane) == []
    assert sum(table.columnWidth(number) for number in range(len(COLUMNS))) <= table.viewport().width()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", ["standard", "largest"])
def test_every_figure_of_a_way_is_one_line(asked, language, size):
    pane = asked(language, size)
    for number, name in enumerate(COLUMNS[1:], 1):
        widest = max(map(pane.ways.fontMetrics().horizontalAdvance, column(pane, name)))
        assert widest < pane.ways.columnWidth(number)
