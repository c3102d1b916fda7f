from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel

from app.cases.file.reading import parse_case
from app.cases.file.saving import case_text
from app.rules.bilingual import Bilingual
from app.rules.outcome.assessment import OptionId
from app.rules.record.case import Case, Cause
from app.rules.record.history import Scheme, Standing
from app.rules.record.lapses import find_lapses
from app.rules.record.months import Month
from app.ui.record.recollection import Recollection, recollected, remembered_case
from app.ui.record.three_questions import read_last, read_since, read_year
from app.ui.style.theme import Button
from app.wording.phrasebook import Phrasebook
from tests.ui.conftest import TODAY, glanced, settled
from tests.ui.letters import in_both_fonts

RETURN, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
MONTHS = st.integers(Month.of(1990, 1).index, Month.containing(TODAY).index).map(Month)
TOLD = st.builds(
    lambda scheme, a, b, known, year_only, later, cause: Recollection(
        scheme, max(a, b), min(a, b) if known else None, known and year_only, later, cause
    ),
    st.sampled_from(Scheme),
    MONTHS,
    MONTHS,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(Cause),
)


def rows(window):
    return [(str(r.span), r.scheme.value, r.status.value) for r in window.session.state.case.history.periods]


def asked(window):
    window.commands.by_key["quick_start"].trigger()
    return window.desk.quick_start


def button(pane, key):
    [found] = [it for it in pane.findChildren(Button) if it.text() == Phrasebook("quick_start", "zh")(key)]
    return found


def pick(qtbot, choice, value):
    choice.setFocus()
    while choice.value != value:
        qtbot.keyClick(choice, Qt.Key.Key_Down)


def write(qtbot, line, text):
    line.setFocus()
    line.selectAll()
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QApplication.sendEvent(line, typed)


def visible(window):
    return [label.text() for label in window.desk.quick_start.findChildren(QLabel) if label.isVisible()]


def test_three_answers_make_one_record_one_step_and_an_answer(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_F5)
    form = window.desk.quick_start
    assert form.isVisible()
    assert not window.desk.record.isVisible()
    pick(qtbot, form.scheme, Scheme.EMPLOYEE)
    qtbot.keyClick(form.scheme, TAB)
    qtbot.keyClicks(form.last, "2026.8")
    qtbot.keyClick(form.last, TAB)
    write(qtbot, form.since, "2020-3")
    pick(qtbot, form.cause, Cause.LEFT_JOB)
    qtbot.keyClick(form.cause, RETURN)
    state = settled(qtbot, window)
    assert rows(window) == [("2020-03..2026-08", "employee", "paid")]
    assert state.case.causes == {Month.of(2026, 9): Cause.LEFT_JOB}
    assert state.option is not None
    assert window.desk.record.isVisible()
    assert not form.isVisible()
    assert window.desk.answer.options.hasFocus()
    window.commands.by_key["undo"].trigger()
    assert window.session.state.case == Case(state.case.region)


def test_the_whole_way_goes_by_the_keyboard_from_the_offer(qtbot, window):
    offer = button(window.desk.record, "offer")
    offer.setFocus()
    qtbot.keyClick(offer, Qt.Key.Key_Space)
    form = window.desk.quick_start
    assert form.scheme.hasFocus()
    qtbot.keyClick(form.scheme, Qt.Key.Key_Down)
    way = [form.scheme]
    for _ in range(4):
        qtbot.keyClick(window.focusWidget(), TAB)
        way.append(window.focusWidget())
    assert way == [form.scheme, form.last, form.unsure, form.since, form.cause]


def test_since_nobody_remembers_makes_unknown_months_and_says_so(qtbot, window):
    form = asked(window)
    pick(qtbot, form.scheme, Scheme.EMPLOYEE)
    write(qtbot, form.last, "202608")
    qtbot.keyClick(form.last, TAB)
    assert any("2021年8月至2026年7月不清楚（不当缴过，也不当断过）" in text for text in visible(window))
    form.show_answer()
    assert rows(window) == [("2021-08..2026-07", "employee", "unknown"), ("2026-08..2026-08", "employee", "paid")]


def test_a_year_alone_leaves_its_months_unknown(qtbot, window):
    form = asked(window)
    pick(qtbot, form.scheme, Scheme.FLEXIBLE)
    write(qtbot, form.last, "2026-8")
    write(qtbot, form.since, "2020年")
    form.show_answer()
    assert rows(window) == [("2020-01..2020-12", "flexible", "unknown"), ("2021-01..2026-08", "flexible", "paid")]


def test_later_months_nobody_remembers_are_neither_paid_nor_lapsed_and_are_asked_for(qtbot, window):
    form = asked(window)
    pick(qtbot, form.scheme, Scheme.EMPLOYEE)
    form.unsure.click()
    assert any("能肯定缴过的最后一个月" in text for text in visible(window))
    assert not form.cause.isEnabled()
    write(qtbot, form.last, "2026-3")
    write(qtbot, form.since, "2020-1")
    form.show_answer()
    state = window.session.state
    assert rows(window)[1] == ("2026-04..2026-10", "employee", "unknown")
    assert state.lapses == ()
    assert [fact.fact for fact in state.assessment.missing_facts] == ["month_status:2026-04"]
    assert "说不准" in glanced(window)
    assert "先查清缴没缴" in glanced(window)
    assert "不用补" not in glanced(window).replace("没断就不用补", "")
    window.desk.questions.fields["month_status:2026-04"].picked.emit("unpaid")
    assert [str(lapse.span) for lapse in window.session.state.lapses] == ["2026-04..2026-10"]


def test_residents_answer_in_years_and_need_no_cause(qtbot, window):
    form = asked(window)
    pick(qtbot, form.scheme, Scheme.RESIDENT)
    assert form.last_year.isVisible()
    assert not form.last.isVisible()
    assert not form.cause.isEnabled()
    write(qtbot, form.last_year, "2024年")
    write(qtbot, form.since_year, "2020")
    form.show_answer()
    assert rows(window) == [("2020-01..2024-12", "resident", "paid")]


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_changed(qtbot, window):
    form = asked(window)
    form.show_answer()
    assert any("还差这一题：之前是怎么缴的" in text for text in visible(window))
    assert form.scheme.hasFocus()
    pick(qtbot, form.scheme, Scheme.EMPLOYEE)
    assert not any("还差这一题：之前" in text for text in visible(window))
    qtbot.keyClick(form.scheme, RETURN)
    assert any("肯定缴过的就行" in text for text in visible(window))
    assert form.last.hasFocus()
    assert not window.session.state.case.history.periods


@pytest.mark.parametrize(
    ("last", "since", "sentence"),
    [
        ("2027-1", "", "2027-01还没到"),
        ("2026", "", "还要写月份"),
        ("八月", "", "看不懂“八月”"),
        ("2026-8", "2026-9", "不能晚于最后缴的2026-08"),
        ("2026-8", "2026-13", "没有13月"),
    ],
)
def test_what_cannot_be_is_said_and_kept_as_typed(qtbot, window, last, since, sentence):
    form = asked(window)
    pick(qtbot, form.scheme, Scheme.EMPLOYEE)
    write(qtbot, form.last, "2026-8")
    write(qtbot, form.last, last)
    write(qtbot, form.since, since)
    form.show_answer()
    assert any(sentence in text for text in visible(window)), visible(window)
    assert not window.session.state.case.history.periods


@pytest.mark.parametrize(("last", "day"), [("2026-11", "最晚哪天：12月25日"), ("2026-10", "最晚哪天：11月25日")])
def test_who_has_just_left_a_job_is_told_how_and_by_when_to_go_on(qtbot, window, last, day):
    form = asked(window)
    pick(qtbot, form.scheme, Scheme.EMPLOYEE)
    write(qtbot, form.last, last)
    write(qtbot, form.since, "2020-1")
    qtbot.keyClick(form.since, TAB)
    assert form.cause.isEnabled()
    assert any("刚离职" in text for text in visible(window))
    pick(qtbot, form.cause, Cause.LEFT_JOB)
    assert any("最晚哪天续上" in text for text in visible(window))
    form.show_answer()
    state = settled(qtbot, window)
    assert state.case.plan is not None
    assert day in glanced(window)
    assert not any("没有用上" in warning.text.zh for warning in state.assessment.warnings)


def test_an_unbroken_record_of_who_still_works_makes_no_plan(qtbot, window):
    form = asked(window)
    pick(qtbot, form.scheme, Scheme.EMPLOYEE)
    write(qtbot, form.last, "2026-11")
    form.show_answer()
    assert window.session.state.case.plan is None


def test_who_remembers_nothing_is_told_where_to_look(qtbot, window):
    form = asked(window)
    office = window.session.engine.policy_for("140100")[0].contact.zh
    lost = button(form, "lost")
    lost.setFocus()
    qtbot.keyClick(lost, RETURN)
    assert any("国家医保服务平台 App" in text and office in text for text in visible(window))
    pick(qtbot, form.scheme, Scheme.EMPLOYEE)
    assert not any("国家医保服务平台 App" in text for text in visible(window))
    lost.click()
    assert any("国家医保服务平台 App" in text for text in visible(window))


def test_the_first_question_offers_no_answer_that_leads_nowhere(window):
    form = asked(window)
    offered = [form.scheme.itemText(n) for n in range(form.scheme.count())]
    assert not any("不知道" in text for text in offered)


def test_the_questions_can_be_answered_again(qtbot, window):
    form = asked(window)
    pick(qtbot, form.scheme, Scheme.EMPLOYEE)
    write(qtbot, form.last, "2026-8")
    write(qtbot, form.since, "2020")
    pick(qtbot, form.cause, Cause.LEFT_JOB)
    form.show_answer()
    assert not form.isVisible()
    form = asked(window)
    assert form.isVisible()
    assert (form.scheme.value, form.last.text(), form.since.text()) == (Scheme.EMPLOYEE, "2026-08", "2020")
    assert form.cause.value is Cause.LEFT_JOB
    form.show_answer()
    assert not form.isVisible()
    form = asked(window)
    write(qtbot, form.last, "2026-11")
    form.show_answer()
    assert window.session.state.case.plan is not None
    form = asked(window)
    assert form.cause.value is Cause.LEFT_JOB
    form.cause.show_value(Cause.UNKNOWN)
    form.show_answer()
    assert window.session.state.case.plan is None


def test_escape_leads_back_to_the_record_and_nothing_stays(qtbot, window):
    form = asked(window)
    write(qtbot, form.last, "2026-8")
    qtbot.keyClick(form.last, Qt.Key.Key_Escape)
    assert window.desk.record.isVisible()
    assert window.desk.record.grid.hasFocus()
    assert asked(window).last.text() == ""


def test_a_record_from_elsewhere_takes_the_questions_place(window):
    asked(window)
    window.files.open_sample("zhang-xiansheng")
    assert not window.desk.quick_start.isVisible()
    assert window.desk.record.isVisible()
    window.commands.by_key["quick_start"].trigger()
    assert not window.desk.quick_start.isVisible()
    assert "不是三个问题填出来的" in window.statusBar().currentMessage()
    assert not button(window.desk.record, "offer").isVisible()


def test_the_next_client_meets_no_answer_of_the_last_one(qtbot, window):
    form = asked(window)
    pick(qtbot, form.scheme, Scheme.EMPLOYEE)
    write(qtbot, form.last, "2026-8")
    window.boxes.unsaved = "discard"
    window.commands.by_key["new"].trigger()
    form = asked(window)
    assert (form.last.text(), form.scheme.value) == ("", None)


def test_the_questions_name_the_place_whose_rules_are_used(window):
    form = asked(window)
    assert form.place.text() == "按山西省太原市的规定算。"
    form.place_asked.emit()
    assert window.place.region.hasFocus() or window.place.region.lineEdit().hasFocus()


@in_both_fonts
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_in_the_questions_is_cut(qtbot, window, language):
    window.speak(language)
    form = asked(window)
    for scheme in Scheme:
        form.scheme.show_value(scheme)
        form.scheme.picked.emit(scheme)
        qtbot.wait(1)
        for choice in (form.scheme, form.cause):
            widest = max(choice.fontMetrics().horizontalAdvance(choice.itemText(n)) for n in range(choice.count()))
            assert choice.width() >= widest + 24
        for button in form.findChildren(Button):
            assert button.width() >= button.minimumSizeHint().width()
    assert window.width() == 1366


@given(TOLD)
def test_only_what_is_remembered_is_recorded_as_paid_or_lapsed(told):
    case = remembered_case(Case("500000"), told, TODAY)
    history = case.history
    assert history.last_cover == told.last
    assert history.run_at(told.last).standing is Standing.COVERED
    for run in history.runs:
        assert run.standing in (Standing.COVERED, Standing.UNKNOWN)
        if run.standing is Standing.COVERED and told.since is not None:
            assert run.span.first >= told.since or run.span.first == told.last
    if told.since is None:
        assert history.run_at(told.paid.first + -1).standing is Standing.UNKNOWN
    if told.later_unknown and told.last + 1 < Month.containing(TODAY):
        assert history.run_at(told.last + 1).standing is Standing.UNKNOWN
        assert not case.causes


RESUMED = st.builds(
    lambda scheme, earlier, months, later, cause: Recollection(
        scheme, months[2], months[1], False, later, cause, before=months[0], before_scheme=earlier
    ),
    st.sampled_from((Scheme.EMPLOYEE, Scheme.FLEXIBLE)),
    st.sampled_from((Scheme.EMPLOYEE, Scheme.FLEXIBLE)),
    st.lists(MONTHS, min_size=3, max_size=3).map(sorted).filter(lambda months: months[0] + 1 < months[1]),
    st.booleans(),
    st.sampled_from(Cause),
)


@given(RESUMED)
def test_a_break_that_was_resumed_is_recorded_and_found_again(told):
    made = remembered_case(Case("500000"), told, TODAY)
    closed = [lapse.span for lapse in find_lapses(made, TODAY) if lapse.scheme_after is not None]
    assert closed == [told.missed]
    found = recollected(made, TODAY)
    assert found is not None
    assert remembered_case(made, found, TODAY) == made


def test_who_has_resumed_says_when_it_broke_and_is_asked_when_it_was_paid(qtbot, window):
    window.place.region.chosen.emit("370200")
    form = asked(window)
    pick(qtbot, form.scheme, Scheme.RESIDENT)
    write(qtbot, form.last_year, "2026")
    qtbot.keyClick(form.last_year, TAB)
    assert not form.broke.isVisible()
    write(qtbot, form.since_year, "2026")
    qtbot.keyClick(form.since_year, TAB)
    form.broke.click()
    form.show_answer()
    assert form.isVisible()
    assert form.before_year.hasFocus()
    write(qtbot, form.before_year, "2025")
    form.show_answer()
    assert any("至少隔一个月" in text for text in visible(window))
    write(qtbot, form.before_year, "2024")
    form.show_answer()
    state = settled(qtbot, window)
    assert not form.isVisible()
    assert ("2024-01..2024-12", "resident", "paid") in rows(window)
    assert ("2026-01..2026-12", "resident", "paid") in rows(window)
    assert state.option.id is OptionId.ALREADY_RESUMED
    assert state.option.pay_on_assumed
    assert window.desk.glance.shown is not None
    assert "2026年1月31日" not in glanced(window)
    assert not any("2026年1月31日" in text for text in visible(window))
    asks = [fact.question.zh for fact in state.assessment.missing_facts]
    assert any("是哪一天缴的" in text for text in asks)
    form = asked(window)
    assert (form.broke.isChecked(), form.before_year.text()) == (True, "2024")


@given(TOLD)
def test_the_answers_are_found_again_in_their_record(told):
    made = remembered_case(Case("500000"), told, TODAY)
    found = recollected(made, TODAY)
    assert found is not None
    assert remembered_case(made, found, TODAY) == made


@given(TOLD)
def test_every_record_made_can_be_saved_and_read_again(told):
    case = remembered_case(Case("500000"), told, TODAY)
    assert parse_case(case_text(case, TODAY), "x.json", TODAY).case == case


@pytest.mark.parametrize(
    ("text", "value"), [("2020", 2020), ("2020年", 2020), ("２０２０年度", 2020), ("2020-3", Month.of(2020, 3))]
)
def test_a_year_or_a_month_is_read(text, value):
    assert read_since(text) == value


def test_a_year_is_asked_about_where_a_month_is_needed_and_the_other_way_round():
    assert isinstance(read_last("2026"), Bilingual)
    assert isinstance(read_year("2026-3"), Bilingual)
    assert read_year("2025") == 2025


def test_the_first_question_is_seen_to_have_the_keyboard(qtbot, window):
    form = asked(window)
    assert form.scheme.hasFocus()
    marked = form.scheme.grab().toImage()
    form.last.setFocus()
    assert form.scheme.grab().toImage() != marked


def test_somebody_never_insured_is_asked_for_the_date_of_birth_alone_and_answered(qtbot, window):
    form = asked(window)
    pick(qtbot, form.scheme, "never")
    assert form.birth.isVisible()
    assert not any(field.isVisible() for field in (form.last, form.last_year, form.since, form.unsure, form.cause))
    write(qtbot, form.birth, "2026-10-2")
    form.show_answer()
    state = settled(qtbot, window)
    assert (state.case.person.first_enrolment, state.case.person.birth_date) == (True, date(2026, 10, 2))
    assert rows(window) == []
    assert {option.resume_as for option in state.assessment.options} == {Scheme.RESIDENT}
    assert "没有断" not in glanced(window)
    assert window.desk.answer.options.isVisible()
    assert asked(window).scheme.value == "never"
    qtbot.keyClick(form.scheme, Qt.Key.Key_Up)
    assert form.scheme.value is Scheme.RESIDENT
    write(qtbot, form.last_year, "2025")
    form.show_answer()
    assert window.session.state.case.person.first_enrolment is None


def test_a_birth_yet_to_come_is_said_beside_its_field(qtbot, window):
    form = asked(window)
    pick(qtbot, form.scheme, "never")
    write(qtbot, form.birth, "2027-1-1")
    form.show_answer()
    assert window.session.state.case.person.first_enrolment is None
    assert any("不能晚于2026-11-22" in text for text in visible(window))
