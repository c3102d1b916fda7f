"""What the answer says of options that are decided, for reference, or in vain, and that nothing of it is cut."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, Matter, Verdict
from app.rules.law.waiting import Waiting
from app.rules.outcome.assessment import Assumption, Caution, Change, OptionId, Respect
from app.rules.record.case import Decision
from app.rules.record.months import Month, Span
from app.ui.answer.option_html import COST
from app.ui.answer.options_table import COLUMNS
from app.ui.state.samples import SAMPLES
from app.wording.glance import About, glance
from app.wording.glossary import LINK
from app.wording.outcome import in_vain, outcome
from tests.ui.conftest import glanced, settled
from tests.ui.letters import in_both_fonts
from tests.ui.seen import cut


def shown(window, **changes):
    """The window with its option changed so."""
    state = window.session.state
    assessment = state.assessment
    option = replace(assessment.planned, **changes)
    changed = replace(assessment, planned=option)
    window.desk.answer.show_state(replace(state, assessment=changed, options=((state.options[0][0], option),)))
    window.desk.answer.tell_why()
    return option


def cell(window, column, row=0):
    return window.desk.answer.model.text(row, COLUMNS.index(column))


def test_a_warning_is_shown_with_the_options_it_concerns(window):
    window.files.open_sample("zhang-nyushi")
    state = window.session.state
    said = [
        Caution("a", Bilingual("都要看", "all")),
        Caution("b", Bilingual("这个办法", "this"), (state.option.id,)),
        Caution("c", Bilingual("别的办法", "other"), (OptionId.JOIN_RESIDENT,)),
    ]
    window.desk.answer.show_state(replace(state, assessment=replace(state.assessment, warnings=tuple(said))))
    text = window.desk.answer.warnings.text()
    assert "都要看" in text
    assert "这个办法" in text
    assert "别的办法" not in text


def test_an_amount_for_reference_is_marked_wherever_it_stands(window):
    window.files.open_sample("zhang-nyushi")
    cost = window.session.state.option.cost
    lines = tuple(replace(line, reference=True) for line in cost.lines)
    option = shown(window, cost=replace(cost, lines=lines))
    assert "※" in cell(window, "cost")
    assert "参考" in outcome(option).zh
    assert "参考" in window.desk.answer.reasons.text()


def test_what_an_official_decided_is_marked(window):
    window.files.open_sample("zhang-nyushi")
    session, case = window.session, window.session.state.case
    session.edit(Bilingual("", ""), replace(case, decisions=(Decision("批复", verdict="yes"),)))
    assert cell(window, "verdict") == "可以办 ✓"
    session.edit(Bilingual("", ""), replace(case, decisions=(Decision("批复", waiting_months=1),)))
    window.desk.answer.tell_why()
    assert "✓" not in cell(window, "verdict"), "whether it can be done was not decided"
    assert cell(window, "wait").endswith("✓")
    assert window.desk.answer.reasons.text().count("· 经办核定") == 1


@pytest.mark.parametrize(("year", "said"), [(2026, "2026年度享受不到"), (2027, "2027年度享受不到")])
def test_an_option_that_gains_nothing_says_so_and_names_no_last_day(window, year, said):
    window.files.open_sample("resident-skipped-two-years")
    waiting = Waiting(4, None, 3, 1, date(year, 9, 1), date(year, 12, 31), 0)
    option = shown(
        window,
        verdict=Verdict.YES,
        benefits_from=None,
        insured_year=year,
        insured_from=date(year, 1, 1),
        insured_until=date(year, 12, 31),
        waiting=waiting,
        pay_by=date(2026, 12, 1),
        assumptions=(Assumption("no-cover-in-year", Bilingual("", "")),),
    )
    assert in_vain(option) == year
    assert cell(window, "benefits_from") == said
    assert cell(window, "pay_by") == "—"
    assert said in outcome(option).zh
    assert "最晚" not in outcome(option).zh


def test_an_undecided_day_is_not_in_vain(window):
    window.files.open_sample("resident-skipped-two-years")
    option = window.session.state.option
    assert in_vain(option) is None
    assert in_vain(replace(option, benefits_from=None)) is None
    assert in_vain(replace(option, verdict=Verdict.NO, benefits_from=None, cost=None)) is None


@pytest.fixture
def compared(qtbot, window):
    """The options of a sample on a small screen."""

    def shown(name, language):
        window.files.open_sample(name)
        settled(qtbot, window)
        window.speak(language)
        window.resize(1366, 768)
        QApplication.processEvents()
        return window.desk.answer.options, window.desk.answer.model

    return shown


@in_both_fonts
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_cell_of_the_options_is_cut_on_a_small_screen(window, compared, name, language):
    table, model = compared(name, language)
    assert cut(window.desk.answer) == []
    assert table.height() >= sum(table.rowHeight(row) for row in range(model.rowCount()))
    assert sum(table.columnWidth(column) for column in range(len(COLUMNS))) <= table.width()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_figure_of_the_options_is_one_line_on_a_small_screen(compared, name, language):
    table, model = compared(name, language)
    bold, plain = QFont(table.font()), QFontMetrics(table.font())
    bold.setWeight(QFont.Weight.DemiBold)
    for row in range(model.rowCount()):
        lines = (table.rowHeight(row) - table.verticalHeader().defaultSectionSize()) // plain.height() + 1
        assert plain.horizontalAdvance(model.text(row, 0)) <= lines * table.columnWidth(0)
        for column in range(1, len(COLUMNS)):
            text = model.text(row, column)
            assert QFontMetrics(bold).horizontalAdvance(text) < table.columnWidth(column), text


OPEN_WINDOW = ("resident-skipped-2025", "resident-skipped-two-years")


def labelled(window):
    return {str(p.marker.kind) for p in window.desk.timeline.view.layout_shown().markers if p.label is not None}


@in_both_fonts
@pytest.mark.parametrize("name", SAMPLES)
def test_the_day_and_the_restoration_keep_their_labels_on_a_small_screen(qtbot, window, name):
    window.files.open_sample(name)
    state = settled(qtbot, window)
    window.resize(1366, 768)
    if name in OPEN_WINDOW:
        assert "restoration" not in labelled(window), "no day is drawn while nobody knows whether the window is open"
        plan = replace(state.case.plan, in_window=True)
        window.session.edit(Bilingual("", ""), replace(state.case, plan=plan))
        settled(qtbot, window)
    assert {"pay_on", "restoration"} <= labelled(window)


def test_the_undo_key_reaches_the_window_from_every_line(qtbot, window):
    from PySide6.QtCore import Qt  # noqa: PLC0415

    window.files.open_sample("zhang-xiansheng")
    lines = (
        window.place.region.lineEdit(),
        window.desk.plan.pay_on,
        window.desk.questions.fields["rate:employee"],
        window.desk.person.birth,
    )
    for line in lines:
        window.session.edit(Bilingual("改", "edit"), replace(window.session.state.case, figures={"x": Decimal(1)}))
        line.setFocus()
        qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert "x" not in window.session.state.case.figures


def plain(window):
    """What the reasons say, without their marks."""
    return re.sub(r"<[^>]+>", "\n", window.desk.answer.reasons.text())


@pytest.mark.parametrize("name", SAMPLES)
def test_no_sentence_of_the_answer_ends_in_doubled_marks(qtbot, window, name):
    window.files.open_sample(name)
    settled(qtbot, window)
    pane = window.desk.answer
    said = [glanced(window), pane.why.text(), pane.warnings.text(), pane.disputes.text(), plain(window)]
    for text in said:
        for doubled in ("））", "。。", "：：", "，，", "；。", "。；"):
            assert doubled not in text


def test_a_question_is_asked_once_and_its_office_is_named_once(window):
    window.files.open_sample("zhang-xiansheng")
    option = window.session.state.option
    shown(window, questions=(*option.questions, *option.questions))
    text = plain(window)
    for question in option.questions:
        assert text.count(question.text.zh) == 1
        assert text.count(question.whom.zh) == 1


def test_a_disagreement_stands_with_its_figure_and_below_the_options(window):
    window.files.open_sample("zhang-xiansheng")
    pane = window.desk.answer
    entry = next(text for text in pane.reasons.text().split("\n") if "什么时候恢复报销" in text)
    other = next(it for it in window.session.state.option.disagreements if it.matter is Matter.COVER)
    assert other.says.zh.rstrip("。") in entry
    assert other.source.title in entry
    assert "※" in cell(window, "benefits_from")
    assert "哪天恢复报销" in pane.disputes.text()
    assert pane.disputes.y() > pane.options.y()


def all_closed(pane):
    """As a person closes the one reason that stands open at first."""
    pane.begin()
    pane.reasons.linkActivated.emit(COST)


@pytest.mark.parametrize("column", ["verdict", "cost", "pay_by", "wait", "benefits_from", "gap_costs"])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_enter_key_opens_the_reason_of_every_figure(qtbot, window, name, column):
    window.files.open_sample(name)
    settled(qtbot, window)
    pane = window.desk.answer
    all_closed(pane)
    pane.options.setCurrentIndex(pane.model.index(pane.options.currentIndex().row(), COLUMNS.index(column)))
    before, offer = pane.reasons.text(), pane.model.offer(pane.options.currentIndex().row())
    qtbot.keyClick(pane.options, Qt.Key.Key_Return)
    lacks = offer.lacks(COLUMNS.index(column))
    if lacks:
        assert window.focusWidget() is window.desk.questions.fields[lacks], "it leads to the field that fills it"
    else:
        assert pane.reasons.text() != before


@pytest.mark.parametrize("name", SAMPLES)
def test_every_dispute_leads_to_an_entry_of_the_reasons(qtbot, window, name):
    window.files.open_sample(name)
    settled(qtbot, window)
    pane = window.desk.answer
    links = [link for link in re.findall(r"<a href='([^']+)'", QLabel.text(pane.disputes)) if not link.startswith(LINK)]
    for link in links:
        assert f"<a href='{link}'" in pane.reasons.text()
        all_closed(pane)
        closed = pane.reasons.text()
        pane.disputes.linkActivated.emit(link)
        assert pane.reasons.text() != closed


@pytest.mark.parametrize("about", list(About))
@pytest.mark.parametrize("name", SAMPLES)
def test_every_tile_opens_to_its_reason(qtbot, window, name, about):
    window.files.open_sample(name)
    settled(qtbot, window)
    pane, tile = window.desk.answer, window.desk.glance.tiles[about]
    by_key = partial(qtbot.keyClick, tile, Qt.Key.Key_Return)
    for opening in (tile.click, by_key, window.commands.by_key[f"why_{about}"].trigger):
        all_closed(pane)
        window.desk.tabs.setCurrentIndex(1)
        closed = pane.reasons.text()
        opening()
        assert window.desk.tabs.currentIndex() == 0
        assert pane.reasons.text() != closed


def test_an_opened_last_day_names_the_rules_that_hold_after_it(qtbot, window):
    window.files.open_sample("chongqing-left-job")
    settled(qtbot, window)
    window.desk.glance.tiles[About.LAST_DAY].click()
    entry = next(text for text in window.desk.answer.reasons.text().split("\n") if "最晚哪天" in text)
    assert "2026年12月1日起" in entry
    assert "规则编号 500000/" in entry


def test_the_end_of_benefits_opens_to_its_rule_and_source(window):
    window.files.open_sample("chongqing-left-job")
    finding = window.session.state.assessment.lapses[-1]
    window.desk.answer.open_first(("lapses",))
    text = plain(window)
    assert finding.reason.rule in text
    assert finding.reason.sources[0].title in text


def test_a_bill_names_the_sources_of_its_figures_and_who_pays_how_much(window):
    window.files.open_sample("zhang-nyushi")
    cost = window.session.state.option.cost
    lines = (cost.lines[0], replace(cost.lines[1], payer=Bearer.SELF), *cost.lines[2:])
    shown(window, cost=replace(cost, lines=lines))
    text = plain(window)
    assert "数字出处" in text
    assert cost.lines[1].source in text
    assert "由个人缴 45.20 元" in text


def test_skipped_resident_years_are_told_in_years(window):
    window.files.open_sample("resident-skipped-two-years")
    assert "2025、2026年度没有缴居民医保" in glanced(window)
    assert "22个月" not in glanced(window)


def test_the_reasons_of_a_case_that_is_opened_are_there_at_once(window):
    window.files.open_sample("zhang-xiansheng")
    assert "假定" in QLabel.text(window.desk.answer.reasons.entries[-1])
    window.files.open_sample("chongqing-left-job")
    assert "太原市" not in window.desk.answer.reasons.text(), "nothing that was said of the last client stays"
    assert "离开单位" in window.desk.answer.reasons.text()


def test_after_an_edit_the_reasons_follow_a_moment_later(qtbot, window):
    window.files.open_sample("zhang-nyushi")
    pane, before = window.desk.answer, window.desk.answer.reasons.text()
    case = window.session.state.case
    window.session.edit(Bilingual("改", "edit"), replace(case, figures={"base": Decimal(9000)}))
    assert pane.reasons.text() == before
    qtbot.waitUntil(lambda: pane.reasons.text() != before)


def test_nothing_below_moves_while_the_last_day_is_worked_out(qtbot, window):
    window.files.open_sample("chongqing-left-job")
    settled(qtbot, window)
    place = window.desk.answer.options.y()
    window.session.edit(Bilingual("改", "edit"), replace(window.session.state.case, figures={"x": Decimal(1)}))
    assert window.desk.answer.options.y() == place
    settled(qtbot, window)
    assert window.desk.answer.options.y() == place


def column(window, name):
    return [cell(window, name, row) for row in range(window.desk.answer.model.rowCount())]


def best(window, respect):
    return [key for key, merits in window.session.state.assessment.ranking.merits.items() if respect in merits]


def test_the_marks_of_the_best_are_explained(qtbot, window):
    window.files.open_sample("chongqing-left-job")
    settled(qtbot, window)
    assert best(window, Respect.EARLIEST) == ["planned", "new_employer_enrols", "join_resident"]
    assert not best(window, Respect.CHEAPEST)
    assert "★ 这一列里最好" in window.desk.answer.legend.text()
    assert any(text.endswith("★") for text in column(window, "benefits_from"))
    assert not any("★" in text for text in column(window, "cost")), "no bill at all is known to compare"


def test_nothing_is_called_the_least_or_the_earliest_while_a_bill_or_a_day_is_open(qtbot, window):
    window.files.open_sample("resident-skipped-2025")
    state = settled(qtbot, window)
    days = {key: option.benefits_from for key, option in state.options}
    assert days["planned"] is None
    assert days["resume_without_back_pay"] > state.option.if_worst.benefits_from, "the open day is the earlier one"
    assert not best(window, Respect.EARLIEST)
    assert not best(window, Respect.CHEAPEST)
    assert "★" not in window.desk.answer.legend.text()
    assert not any("★" in text for name in ("benefits_from", "cost") for text in column(window, name))


def test_a_step_that_tells_payment_days_is_minded_beside_the_last_day(qtbot, window):
    window.files.open_sample("zhang-nyushi")
    option = settled(qtbot, window).option
    last, later = date(2026, 12, 31), Bilingual("7个月", "7 months")
    changes = (Change(last + timedelta(days=1), "waiting", Bilingual("6个月", "6 months"), later),)
    steps = tuple(replace(step, tells_days=True) for step in option.steps)
    shown(window, pay_by=last, changes=changes, steps=steps)
    said = "缴费时间以办理步骤为准，可能更早截止"
    shown_again = window.session.state
    assert "或更早截止，看步骤" in window.phrases.of(
        glance(shown_again.case, replace(shown_again.assessment, planned=window.desk.answer.model.offer(0).option))
        .answer(About.LAST_DAY)
        .line
    )
    model = window.desk.answer.model
    tip = model.data(model.index(0, COLUMNS.index("pay_by")), Qt.ItemDataRole.ToolTipRole)
    assert said in tip


def test_older_lapses_that_the_answer_leaves_out_are_named_with_where_to_add_them(window):
    window.files.open_sample("zhang-nyushi")
    state = window.session.state
    latest = state.assessment.lapses[-1]
    before = replace(latest.lapse, span=Span(Month.of(2024, 5), Month.of(2024, 6)), open=False)
    assessment = replace(state.assessment, lapses=(replace(latest, lapse=before), *state.assessment.lapses))
    case = replace(state.case, plan=None)
    window.desk.answer.show_state(replace(state, case=case, assessment=assessment))
    said = window.desk.answer.warnings.text()
    assert "另有1段较早的断缴（2024年5月至6月，" in said
    assert "续保打算" in said
