"""What a person adds to the answer: lapses chosen, the window, decisions, figures, the margin, a stay or a birth."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from app.report.content.sections import Style, Telling, caution
from app.rules.bilingual import Bilingual
from app.rules.outcome.assessment import PLANNED
from app.rules.outcome.warnings import lacking_figures
from app.rules.record.case import Event, Treatment
from app.rules.record.history import History, Period, Scheme
from app.rules.record.months import Month, Span
from app.ui.answer.options_table import COLUMNS
from app.ui.state.edits import with_event, with_figure
from app.ui.widgets.message_boxes import MessageBoxes
from app.wording.outcome import option_title
from tests.ui.conftest import TODAY, settled
from tests.ui.seen import mnemonic

EDIT = Bilingual("试", "test")
TWICE = """{"format": "xubaotong.case/1", "region": "370200", "as_of": "2026-11-22",
"periods": [{"scheme": "flexible", "start": "2023-01", "end": "2025-06", "base": "5000.00"},
            {"scheme": "flexible", "start": "2025-09", "end": "2026-08", "base": "5000.00"}],
"plan": {"resume_as": "flexible", "pay_on": "2026-11-22", "back_pay": true}, "answers": {"account": "with"}}"""
OLDER, LATER = Month.of(2025, 7), Month.of(2026, 9)


@pytest.fixture
def twice(window, tmp_path):
    file = tmp_path / "twice.json"
    file.write_text(TWICE, encoding="utf-8")
    window.files.open(file)
    return window


def undo(window):
    window.commands.by_key["undo"].trigger()


def opened(window, key):
    window.commands.by_key[key].trigger()
    return window.dialogs.open(key)


def typed(qtbot, line, text):
    line.setFocus()
    line.clear()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def pick(choice, value):
    choice.show_value(value)
    assert choice.value == value
    choice.activated.emit(choice.currentIndex())


def cell(window, column, row=0):
    return window.desk.answer.model.text(row, COLUMNS.index(column))


# which lapses to pay


def test_one_lapse_needs_no_ticks(window):
    window.files.open_sample("zhang-xiansheng")
    assert window.desk.plan.lapses.isHidden()


def test_a_lapse_is_left_out_by_its_tick_and_comes_back_with_one_undo(qtbot, twice):
    boxes = twice.desk.plan.lapses.boxes
    assert [box.text() for box in boxes.values()] == ["2025年7月至8月（2个月）", "2026年9月至10月（2个月）"]
    boxes[OLDER].setFocus()
    qtbot.keyClick(boxes[OLDER], Qt.Key.Key_Space)
    assert twice.session.state.case.plan.pay_lapses == {LATER}
    assert not boxes[OLDER].isChecked()
    assert twice.session.state.undo_name.zh == "选择补缴哪几段"
    undo(twice)
    assert twice.session.state.case.plan.pay_lapses is None
    assert twice.desk.plan.lapses.boxes[OLDER].isChecked()


def test_ticking_all_again_names_none(twice):
    twice.desk.plan.lapses.boxes[OLDER].click()
    twice.desk.plan.lapses.boxes[OLDER].click()
    plan = twice.session.state.case.plan
    assert (plan.back_pay, plan.pay_lapses) == (True, None)


def test_the_bill_follows_the_lapses_chosen(qtbot, twice):
    window = twice
    form = opened(window, "correct")
    for figure, value in (("rate:flexible", "9.5%"), ("base_high", "20000"), ("base_low", "4000")):
        assert window.session.state.option.cost is None, "no sum while a rate or a bound of the base is unknown"
        typed(qtbot, form.fields[figure], value)
    assert window.session.state.option.cost.total == Decimal("1900.00"), "four months"
    window.desk.plan.lapses.boxes[OLDER].click()
    assert window.session.state.option.cost.total == Decimal("950.00"), "two months"
    window.desk.plan.lapses.boxes[LATER].click()
    assert not window.session.state.case.plan.back_pay
    assert window.desk.plan.lapses.isHidden()


# the enrolment window


def test_the_window_is_asked_for_only_of_residents_for_whom_it_decides(window):
    window.files.open_sample("zhang-xiansheng")
    assert window.desk.plan.in_window.isHidden()
    window.files.open_sample("resident-skipped-two-years")
    assert not window.desk.plan.in_window.isHidden()


def test_a_payment_outside_the_window_is_answered_so(window):
    window.files.open_sample("resident-skipped-2025")
    inside = window.session.state.option.benefits_from
    pick(window.desk.plan.in_window, False)
    assert window.session.state.case.plan.in_window is False
    assert window.session.state.option.benefits_from != inside
    pick(window.desk.plan.in_window, None)
    assert window.session.state.option.benefits_from == inside
    assert window.session.state.undo_name.zh == "选择在不在集中参保期"


# decisions of the office


def decide(qtbot, window, field, value, reason="市局批复", *, by="王某"):
    form = opened(window, "decide")
    pick(form.what, field)
    entered = form.values[field]
    if isinstance(entered, QLineEdit):
        entered.setText(value)
        entered.setModified(True)  # as a hand or an input method would leave it
    else:
        pick(entered, value)
    form.reason.setText(reason)
    form.by.setText(by)
    qtbot.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    return form


def test_f8_opens_the_form_and_holds_nothing_up(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    qtbot.keyClick(window, Qt.Key.Key_F8)
    form = window.dialogs.open("decide")
    assert form.isVisible()
    assert not form.isModal()
    assert window.dialogs.open("decide") is form


def test_an_empty_window_has_nothing_to_decide_on(window):
    assert not window.commands.by_key["decide"].isEnabled()
    assert window.commands.by_key["margin"].isEnabled()


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("waiting_months", "3", ("wait", "3个月 ✓")),
        ("benefits_from", "2027-01-05", ("benefits_from", "2027年1月5日 ✓")),
        ("gap_costs", "self", ("gap_costs", "自己承担 ✓")),
        ("amount", "1305.60", ("cost", "1,305.60 元 ✓")),
    ],
)
def test_a_decision_is_obeyed_and_marked_wherever_it_shows(qtbot, window, field, value, shown):
    column, said = shown
    window.files.open_sample("zhang-xiansheng")
    before = cell(window, "verdict")
    decide(qtbot, window, field, value)
    assert said in cell(window, column)
    assert cell(window, "verdict") == before
    assert "市局批复" in window.desk.answer.additions.told.text()
    assert "核定" in window.desk.answer.legend.text()
    window.desk.tabs.setCurrentWidget(window.desk.checklist)
    QApplication.processEvents()
    assert "经办核定" in window.desk.checklist.text()
    assert "市局批复" in window.desk.checklist.text()


def test_a_verdict_of_the_office_is_obeyed(qtbot, window):
    window.files.open_sample("li-nyushi")
    decide(qtbot, window, "verdict", "no")
    model, state = window.desk.answer.model, window.session.state
    assert state.option_key == PLANNED, "the way that was decided stays in sight"
    assert cell(window, "verdict", model.row_of(PLANNED)).startswith("不能办")
    assert state.assessment.ranking.order[-1] == PLANNED


def test_a_decision_without_reason_or_result_is_not_kept(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    form = decide(qtbot, window, "waiting_months", "3", reason=" ")
    assert "理由" in form.problem.text()
    decide(qtbot, window, "waiting_months", "", reason="批复")
    assert "结果" in form.problem.text()
    decide(qtbot, window, "waiting_months", "半年", reason="批复")
    assert "半年" in form.problem.text()
    assert window.session.state.case.decisions == ()


def test_decisions_are_listed_replaced_taken_back_and_undone(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    form = decide(qtbot, window, "waiting_months", "3")
    decide(qtbot, window, "waiting_months", "1")
    (kept,) = window.session.state.case.decisions
    assert (kept.waiting_months, kept.option, kept.on) == (1, "employer_back_pays", TODAY)
    assert len(form.kept.texts) == 1
    qtbot.mouseClick(form.kept.buttons[0], Qt.MouseButton.LeftButton)
    assert window.session.state.case.decisions == ()
    for expected in (1, 3):
        undo(window)
        assert window.session.state.case.decisions[0].waiting_months == expected


def test_a_decision_for_every_way_reaches_the_others(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    form = opened(window, "decide")
    pick(form.option, None)
    decide(qtbot, window, "gap_costs", "employer")
    assert {option.gap_costs for _, option in window.session.state.options} == {"employer"}


def test_the_timeline_says_what_was_decided(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    decide(qtbot, window, "waiting_months", "3")
    settled(qtbot, window)
    shown = window.desk.timeline.view.layout_shown()
    assert any("经办核定" in placed.marker.what.zh for placed in shown.markers)


# figures


def test_a_figure_of_the_bill_is_corrected_marked_and_taken_back(qtbot, window):
    window.files.open_sample("zhang-nyushi")
    form = opened(window, "correct")
    before = window.session.state.option.cost.total
    assert form.note("base") == "现在用的是 8,000.00"
    typed(qtbot, form.fields["base"], "6000")
    assert window.session.state.option.cost.total < before
    assert form.note("base") == "您提供的"
    assert "✓" in cell(window, "cost")
    assert "您填的" in window.desk.answer.legend.text()
    typed(qtbot, form.fields["base"], "")
    assert window.session.state.option.cost.total == before


def test_a_missing_figure_can_be_given_there_too(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    form = opened(window, "correct")
    assert form.note("rate:employee") == "还没有，问到后填"
    typed(qtbot, form.fields["rate:employee"], "8%")
    assert window.session.state.case.figures == {"rate:employee": Decimal("0.08")}


# the margin


def test_the_margin_moves_no_deadline_but_says_when_to_pay(qtbot, window):
    window.files.open_sample("chongqing-left-job")
    settled(qtbot, window)
    form = opened(window, "margin")
    pick(form.days, 2)
    assert window.session.state.option.pay_by == date(2026, 11, 30)
    assert "2026年11月26日前缴" in window.desk.answer.additions.told.text()
    assert cell(window, "pay_by") == "11月30日\n11月26日前缴"
    assert window.settings.current.margin == 2
    assert not window.session.state.unsaved


def test_a_margin_that_cannot_be_kept_any_more_is_told(qtbot, window):
    window.files.open_sample("chongqing-left-job")
    window.session.use_margin(6)
    settled(qtbot, window)
    assert "已经过了" in window.desk.answer.additions.told.text()


def test_the_margin_outlives_the_case(window):
    window.session.use_margin(3)
    window.files.open_sample("zhang-xiansheng")
    assert window.session.state.margin == 3


def test_without_a_margin_nothing_is_said_of_it(qtbot, window):
    window.files.open_sample("chongqing-left-job")
    settled(qtbot, window)
    assert window.desk.answer.additions.told.isHidden()
    assert cell(window, "pay_by") == "11月30日"


# a stay or a birth


def test_a_stay_inside_the_lapse_is_answered_for_that_bill(qtbot, window):
    window.files.open_sample("chongqing-left-job")
    form = opened(window, "treatment")
    typed(qtbot, form.since, "2026-10-08")
    assert form.focusWidget() is form.until
    typed(qtbot, form.until, "2026-10-15")
    assert window.session.state.case.events == (Event(Treatment.STAY, date(2026, 10, 8), date(2026, 10, 15)),)
    told = window.desk.answer.additions.told.text()
    assert "2026年10月8日至10月15日住院" in told
    assert "追溯报销" in told
    assert "续灵活就业”：自己承担" in told
    assert form.kept.texts == ("2026年10月8日至10月15日住院",)
    undo(window)
    assert window.session.state.case.events == ()
    assert window.desk.answer.additions.told.isHidden()


def test_a_birth_has_one_day_and_is_for_the_office(qtbot, window):
    window.files.open_sample("chongqing-left-job")
    form = opened(window, "treatment")
    pick(form.treatment, Treatment.BIRTH)
    assert form.until.isHidden()
    typed(qtbot, form.since, "2026-10-08")
    assert "生育待遇另有规定" in window.desk.answer.additions.told.text()


def test_a_stay_that_ends_before_it_starts_is_told(qtbot, window):
    window.files.open_sample("chongqing-left-job")
    form = opened(window, "treatment")
    qtbot.mouseClick(form.add, Qt.MouseButton.LeftButton)
    assert "请填日期" in form.problem.text()
    typed(qtbot, form.since, "2026-10-08")
    typed(qtbot, form.until, "2026-10-07")
    assert "早于" in form.problem.text()
    assert window.session.state.case.events == ()


def test_the_next_case_closes_every_form_and_shows_nothing_of_the_last(window):
    window.files.open_sample("chongqing-left-job")
    case = with_event(window.session.state.case, Event(Treatment.STAY, date(2026, 10, 8)))
    window.session.start(case, TODAY)
    forms = [opened(window, key) for key in ("decide", "correct", "treatment", "margin")]
    window.session.start(type(case)("140100"), TODAY)
    assert not any(form.isVisible() for form in forms)
    assert "10月8日" not in (
        window.desk.answer.additions.told.text() if window.desk.answer.additions.isVisible() else ""
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("key", ["decide", "correct", "treatment", "margin"])
def test_every_field_of_a_form_has_a_name_and_is_reached_by_tab(window, key, language):
    window.files.open_sample("zhang-nyushi")
    window.speak(language)
    form = opened(window, key)
    fields = [field for field in form.findChildren(QLineEdit) if field.isVisibleTo(form)]
    assert all(field.accessibleName() for field in fields if not field.parent().inherits("QComboBox"))
    assert all(field.focusPolicy() & Qt.FocusPolicy.TabFocus for field in fields)


def test_another_language_closes_the_forms(window):
    window.files.open_sample("zhang-nyushi")
    form = opened(window, "decide")
    window.speak("en")
    assert not form.isVisible()
    assert opened(window, "decide").windowTitle() == "The office's decision"


def test_the_form_begins_with_what_is_decided_and_leads_back_to_a_missing_reason(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    form = opened(window, "decide")
    assert form.focusWidget() is form.what
    decide(qtbot, window, "waiting_months", "3", reason="")
    assert form.focusWidget() is form.reason


def test_the_notice_printed_from_the_window_names_the_safe_day(qtbot, window):
    window.files.open_sample("chongqing-left-job")
    window.session.use_margin(2)
    settled(qtbot, window)
    assert window.papers.style.margin == 2  # what every paper of the window is made out with


def test_what_is_told_of_a_stay_is_saved_with_the_case_and_read_again(window, tmp_path):
    window.files.open_sample("chongqing-left-job")
    event = Event(Treatment.STAY, date(2026, 10, 8))
    window.session.edit(window.phrases.phrase("edit.answer"), with_event(window.session.state.case, event))
    window.boxes.path = tmp_path / "case.json"
    window.files.save()
    window.files.open(tmp_path / "case.json")
    assert window.session.state.case.events == (event,)
    assert "还没出院" in window.desk.answer.additions.told.text()


@pytest.mark.parametrize(
    ("by", "on", "problem"),
    [(" ", "2026-11-22", "谁核定"), ("王某", "2099-01-01", "还没有到"), ("王某", "", "哪天核定")],
)
def test_who_decided_and_a_day_that_has_come_are_required(qtbot, window, by, on, problem):
    window.files.open_sample("zhang-xiansheng")
    form = opened(window, "decide")
    typed(qtbot, form.on, on)
    decide(qtbot, window, "waiting_months", "1", by=by)
    assert problem in form.problem.text()
    assert form.focusWidget() is (form.by if not by.strip() else form.on)
    assert window.session.state.case.decisions == ()


def test_one_item_decided_certifies_no_other_on_screen_or_paper(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    settled(qtbot, window)
    kept = ("verdict", "pay_by", "gap_costs")
    before = [cell(window, column) for column in kept]
    decide(qtbot, window, "waiting_months", "1", reason="abc")
    settled(qtbot, window)
    assert [cell(window, column) for column in kept] == before
    assert any(warning.code == "reference-only" for warning in window.session.state.assessment.warnings)
    state = window.session.state
    told = Telling.of(state.case, state.assessment, [state.option], Style())
    (said,) = caution(told, state.option)
    assert said.line[0].text == told.words("caution.reference")


@pytest.mark.parametrize("field", ["verdict", "waiting_months", "benefits_from", "gap_costs", "amount"])
def test_the_key_of_the_result_leads_to_it_whatever_is_decided(qtbot, window, field):
    window.files.open_sample("zhang-xiansheng")
    form = opened(window, "decide")
    pick(form.what, field)
    form.reason.setFocus()
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClick(form, Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    assert form.focusWidget() is form.values[field]


def test_a_form_grows_with_what_it_says_and_its_buttons_stay_in_sight(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    form = opened(window, "decide")
    before = form.height()
    decide(qtbot, window, "waiting_months", "1", reason="很长的理由" * 60)
    qtbot.waitUntil(lambda: form.height() > before)
    assert form.rect().contains(form.buttons.geometry())
    assert form.hint.height() >= form.hint.heightForWidth(form.hint.width())
    for field in ("gap_costs", "amount", "benefits_from"):
        decide(
            qtbot, window, field, {"gap_costs": "fund", "amount": "5", "benefits_from": "2027-01-01"}[field], "长" * 400
        )
    QApplication.processEvents()
    assert form.height() <= form.screen().availableGeometry().height()
    assert form.rect().contains(form.buttons.geometry())


def test_an_error_beside_a_figure_squeezes_nothing(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    form = opened(window, "correct")
    typed(qtbot, form.fields["rate:employee"], "900%")
    assert "0 到 100%" in form.problem.text()
    QApplication.processEvents()
    for told in (form.hint, form.problem):
        assert told.height() >= told.heightForWidth(told.width())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_question_of_an_unsaved_case_is_answered_by_a_letter(qtbot, window, language):
    window.speak(language)
    answered = []
    MessageBoxes(window, window.phrases).ask_unsaved(
        lambda: answered.append("save"), lambda: answered.append("discard"), usually_saved=True
    )
    (box,) = window.findChildren(QMessageBox)
    letters = {mnemonic(button.text()).upper() for button in box.buttons()}
    assert letters == {"S", "D", "C"}
    qtbot.waitUntil(box.isActiveWindow)
    qtbot.keyClick(box, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: answered == ["discard"])


def test_two_resident_years_are_one_plan_with_one_sum(qtbot, window):
    rows = (Period(Scheme.RESIDENT, Span(Month.of(2025, 1), Month.of(2025, 12)), "350100"),)
    window.session.edit(EDIT, replace(window.session.state.case, region="350100", history=History.of(rows)))
    settled(qtbot, window)
    plan = window.desk.plan.resume_as
    offered = [plan.itemText(n) for n in range(plan.count())]
    assert offered[-1] == "居民医保，2026和2027两年一起缴"
    plan.setCurrentIndex(plan.count() - 1)
    plan.picked.emit(plan.value)
    state = settled(qtbot, window)
    while lacking := lacking_figures(state.assessment.warnings):
        window.session.edit(EDIT, with_figure(window.session.state.case, lacking[0], Decimal(400)))
        state = settled(qtbot, window)
    assert (state.option_key, state.option.insured_year, state.option.back_pay) == (PLANNED, 2027, True)
    assert option_title(state.option).zh == "居民医保，两个年度一起缴"
    years = {line.label.zh[:4] for line in state.option.cost.lines}
    assert {"2026", "2027"} <= years
    assert state.option.cost.total == sum(line.amount for line in state.option.cost.lines)
    assert plan.currentText() == offered[-1]
