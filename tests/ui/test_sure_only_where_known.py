"""What is not known is said to be not known: in the days, the table, the line on what happened and the timeline."""

from datetime import date

import pytest

from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import OptionId
from app.rules.record.case import Case, Cause, Plan
from app.rules.record.history import History, Period, Scheme
from app.rules.record.months import Month, Span
from app.timeline.model import Lane, timeline_of
from app.timeline.palette import ColourRole
from app.ui.answer.option_html import LAPSES
from app.ui.answer.options_table import COLUMNS
from app.ui.record.recollection import Recollection, remembered_case
from app.wording.glance import Voice, glance
from app.wording.outcome import happened
from app.wording.values import day, short_day
from tests.ui.conftest import TODAY, glanced, settled

TAIYUAN, DONGCHENG, CHONGQING, SHANGHAI = "140100", "110101", "500101", "310115"
QINGDAO = "370200"


@pytest.fixture
def shown(qtbot, window):
    def show(region, told, as_of=TODAY):
        window.session.start(remembered_case(Case(region), told, as_of), as_of)
        return settled(qtbot, window)

    return show


@pytest.fixture
def days(window):
    window.desk.tabs.setCurrentWidget(window.desk.days)
    return window.desk.days


@pytest.fixture
def answer_of(engine):
    def answer(case, as_of=TODAY):
        policy, _ = engine.policy_for(case.region)
        return engine.refine(case, policy, engine.assess(case, policy, as_of))

    return answer


def paid(region, *spans, cause=Cause.UNKNOWN, lapse=None):
    rows = [Period(Scheme.EMPLOYEE, Span(Month.of(*first), Month.of(*last)), region) for first, last in spans]
    return Case(region, history=History.of(rows), causes={Month.of(*lapse): cause} if lapse else {})


def pay_by(window):
    model = window.desk.answer.model
    return {model.offer(row).option.id: model.text(row, COLUMNS.index("pay_by")) for row in range(model.rowCount())}


def test_days_are_open_while_nobody_knows_whether_the_latest_months_were_paid(qtbot, shown, days):
    shown(TAIYUAN, Recollection(Scheme.EMPLOYEE, Month.of(2023, 5), later_unknown=True))
    days.day.show_value(date(2027, 3, 1))
    days.day.committed.emit(date(2027, 3, 1))
    assert "没有中断" not in days.told.text()
    assert "说不准" in days.told.text()
    assert "还需要知道" in days.told.text()
    assert "先弄清" in days.changes.text()


def test_a_day_to_pay_by_that_no_rule_settles_is_a_question_for_the_office(window, shown):
    state = shown(DONGCHENG, Recollection(Scheme.EMPLOYEE, Month.of(2026, 2)))
    open_ended = {option.id for _, option in state.options if not option.nothing_lost_until}
    told = pay_by(window)
    assert OptionId.JOIN_RESIDENT_NEXT_YEAR in open_ended
    assert {told[option] for option in open_ended} == {"要问经办"}


def test_nothing_is_called_without_a_set_day_outside_the_dates_of_the_packs(window, shown):
    shown(TAIYUAN, Recollection(Scheme.EMPLOYEE, Month.of(2028, 2)), date(2028, 6, 1))
    assert set(pay_by(window).values()) == {"要问经办"}


def test_a_settled_way_whose_terms_do_not_change_names_the_day_after_which_cover_begins_later(window, shown, days):
    left = Recollection(Scheme.EMPLOYEE, Month.of(2026, 8), since=Month.of(2015, 1), cause=Cause.LEFT_JOB)
    state = shown(CHONGQING, left)
    option = next(each for _, each in state.options if each.id is OptionId.NEW_EMPLOYER_ENROLS)
    assert (option.verdict, option.pay_by) == (Verdict.YES, None)
    assert pay_by(window)[option.id] == short_day(option.nothing_lost_until, TODAY.year).zh, (
        "later, cover begins a month later"
    )
    window.session.choose(option.id)
    assert f"恢复报销推到{day(option.postponed_to).zh}" in days.changes.text()


@pytest.mark.parametrize(
    ("region", "as_of", "told"),
    [
        (SHANGHAI, date(2026, 4, 10), "不接着缴的话，报销待遇到2026年4月30日为止。"),
        (DONGCHENG, date(2026, 4, 10), "报销待遇只到2026年3月31日为止（参考）"),
    ],
)
def test_the_last_day_of_benefits_is_flat_only_where_a_deciding_rule_says_it(answer_of, region, as_of, told):
    said = happened(answer_of(paid(region, ((2022, 1), (2026, 3))), as_of))
    assert told in said.zh
    assert ("（参考）" in said.zh) is ("（参考）" in told)
    assert ("(for reference)" in said.en) is ("（参考）" in told)


def test_a_last_day_that_is_only_a_reference_is_no_reason_to_say_that_cover_has_ended(answer_of):
    case = paid(DONGCHENG, ((2022, 1), (2026, 3)))
    said = glance(case, answer_of(case)).status
    assert (said.head.zh, said.voice) == ("现在能不能报销，还说不准", Voice.OPEN)
    assert said.line.zh.startswith("2026年4月起没有缴费；看病前先问 12393。")
    assert "为止" not in said.line.zh
    assert said.head.en == "Paid now: not certain"


def test_a_last_day_that_a_deciding_rule_names_is_told_flatly(answer_of):
    case = paid(SHANGHAI, ((2022, 1), (2026, 3)))
    said = glance(case, answer_of(case)).status
    assert (said.head.zh, said.voice) == ("现在不能报销", Voice.LOUD)
    assert said.line.zh.startswith("断缴后，报销到2026年4月30日为止。")


def test_nothing_is_to_be_paid_by_a_day_where_cover_was_resumed(qtbot, window, days):
    case = paid(CHONGQING, ((2022, 1), (2026, 3)), ((2026, 9), (2026, 11)), cause=Cause.LEFT_JOB, lapse=(2026, 4))
    window.session.start(case, TODAY)
    settled(qtbot, window)
    window.session.choose(OptionId.ALREADY_RESUMED)
    assert "已经续上" in days.changes.text()
    assert "越早缴" not in days.changes.text()
    days.day.committed.emit(date(2027, 9, 1))
    row = days.model.row_of(OptionId.ALREADY_RESUMED)
    assert [days.model.index(row, column).data() for column in (2, 3, 4)] == ["—"] * 3
    assert not days.model.way(row).can_be_planned


@pytest.mark.parametrize("region", [TAIYUAN, DONGCHENG, CHONGQING, SHANGHAI])
def test_less_knowledge_never_looks_more_certain_on_the_timeline(answer_of, region):
    def sure(cause):
        case = paid(region, ((2022, 1), (2026, 2)), ((2026, 4), (2026, 10)), cause=cause, lapse=(2026, 3))
        answer = answer_of(case)
        option = next(each for each in answer.options if each.id is OptionId.ALREADY_RESUMED)
        bars = timeline_of(case, answer, option).in_lane(Lane.BENEFITS)
        return [
            bar
            for bar in bars
            if bar.role is ColourRole.BENEFIT and not bar.tentative and bar.until >= date(2026, 3, 1)
        ]

    def covered(bars, on):
        return any(bar.since <= on <= bar.until for bar in bars)

    unknown, left_job = sure(Cause.UNKNOWN), sure(Cause.LEFT_JOB)
    for month in range(3, 13):
        on = date(2026, month, 15)
        assert not covered(unknown, on) or covered(left_job, on)


def test_a_resident_is_first_offered_resident_insurance_that_brings_cover(qtbot, window, shown):
    state = shown(TAIYUAN, Recollection(Scheme.RESIDENT, Month.of(2024, 12)))
    assert state.option.resume_as is Scheme.RESIDENT
    assert state.option.in_vain is None
    assert state.option.benefits_from is None, "whether the window is open decides it, and is asked"
    assert state.option.id is OptionId.RESIDENT_REPAIR, "at the worst too it covers a month earlier"
    assert state.option.if_worst.benefits_from == date(2027, 4, 2)
    assert state.assessment.ways[OptionId.JOIN_RESIDENT_NEXT_YEAR].if_worst.benefits_from == date(2027, 5, 2)
    kinds = [option.resume_as for _, option in state.options if option.in_vain is None]
    assert kinds == [Scheme.RESIDENT, Scheme.RESIDENT, Scheme.FLEXIBLE]
    asked = window.desk.questions.fields[f"in_window:{state.option.insured_year}:{TODAY}"]
    asked.picked.emit("yes")
    state = settled(qtbot, window)
    assert state.option.id is OptionId.RESIDENT_REPAIR, "with a skipped year repaired the wait is a month shorter"
    assert state.option.benefits_from == date(2027, 4, 1)
    assert state.assessment.ways[OptionId.JOIN_RESIDENT_NEXT_YEAR].benefits_from == date(2027, 5, 1)


@pytest.mark.parametrize(
    ("region", "until"),
    [
        (SHANGHAI, "报销只到11月30日"),
        (TAIYUAN, "报销只到10月31日（参考）"),
    ],
)
def test_who_has_just_left_a_job_reads_until_when_cover_lasts_and_why(window, shown, region, until):
    told = Recollection(Scheme.EMPLOYEE, Month.of(2026, 10), since=Month.of(2022, 1), cause=Cause.LEFT_JOB)
    state = shown(region, told)
    answer = window.desk.answer
    assert until in glanced(window)
    assert "最晚哪天：11月" in glanced(window)
    answer.open_first((LAPSES,))
    answer.tell_why()
    reasons = answer.reasons.text()
    assert "2026年11月还没有缴；一直不缴，才从这里断起" in reasons
    assert state.assessment.impending.finding.reason.text.zh in reasons


def test_timeline_and_table_show_the_wait_after_an_older_lapse_that_is_not_chosen(qtbot, window):
    spans = (((2022, 1), (2025, 2)), ((2025, 9), (2026, 8)))
    rows = [Period(Scheme.FLEXIBLE, Span(Month.of(*first), Month.of(*last)), QINGDAO) for first, last in spans]
    plan = Plan(Scheme.FLEXIBLE, TODAY, back_pay=True, pay_lapses=frozenset({Month.of(2026, 9)}))
    window.session.start(Case(QINGDAO, history=History.of(rows), plan=plan), TODAY)
    state = settled(qtbot, window)
    shown = timeline_of(state.case, state.assessment, state.option)
    after = [bar for bar in shown.in_lane(Lane.BENEFITS) if date(2025, 9, 1) <= bar.since < date(2026, 9, 1)]
    assert [(bar.since, bar.role) for bar in after] == [
        (date(2025, 9, 1), ColourRole.SELF_PAID),
        (date(2025, 12, 1), ColourRole.BENEFIT),
    ]
    assert [entry.until for entry in shown.entries() if entry.segment is after[0]] == [date(2025, 11, 30)]
