from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QObject

from app.packs.problems import PackProblem, UnusablePack
from app.rules.bilingual import Bilingual
from app.rules.record.case import Case, Person
from app.rules.record.months import Month, Span
from app.ui.state.edits import Brush, painted
from app.ui.state.engine import Engine
from app.ui.state.session import Session
from tests.ui.conftest import TODAY

NAME = Bilingual("填写姓名", "name")
BACK_TO = Span(Month.of(2022, 1), Month.of(2026, 8))


def named(case: Case, name: str) -> Case:
    return replace(case, person=Person(name))


@pytest.fixture
def session(qapp):
    return Session(Case("140100"), TODAY)


def test_a_new_session_has_nothing_to_undo_and_nothing_to_lose(session):
    assert not session.state.unsaved
    assert session.state.undo_name is None
    session.undo()
    session.redo()
    assert session.state.case == Case("140100")


def test_every_edit_is_told_with_the_whole_state(session, qtbot):
    with qtbot.waitSignal(session.changed) as told:
        session.edit(NAME, named(session.state.case, "张"))
    assert told.args[0] is session.state
    assert told.args[0].unsaved
    assert told.args[0].undo_name == NAME


def test_undo_and_redo_walk_over_the_cases_and_their_names(session):
    first, second = named(session.state.case, "张"), named(session.state.case, "李")
    session.edit(NAME, first)
    session.set_as_of(Bilingual("基准日", "as-of day"), date(2026, 1, 1))
    session.edit(NAME, second)
    session.undo()
    assert session.state.case == first
    session.undo()
    assert session.state.as_of == TODAY
    assert session.state.redo_name.zh == "基准日"
    session.redo()
    session.redo()
    assert (session.state.case, session.state.as_of) == (second, date(2026, 1, 1))
    assert session.state.redo_name is None


def test_a_new_edit_forgets_what_was_undone(session):
    session.edit(NAME, named(session.state.case, "张"))
    session.undo()
    session.edit(NAME, named(session.state.case, "王"))
    session.redo()
    assert session.state.case.person.name == "王"


def test_one_gesture_is_one_step(session):
    for name in ("张", "张先", "张先生"):
        session.edit(NAME, named(session.state.case, name), "name")
    session.undo()
    assert session.state.case.person.name == ""


def test_a_gesture_that_was_ended_is_a_step_of_its_own(session):
    session.edit(NAME, named(session.state.case, "张"), "name")
    session.end_gesture()
    session.edit(NAME, named(session.state.case, "张三"), "name")
    session.undo()
    assert session.state.case.person.name == "张"


def test_an_edit_that_changes_nothing_is_no_step(session):
    session.edit(NAME, session.state.case)
    assert session.state.undo_name is None


def test_undoing_back_to_what_was_saved_leaves_nothing_to_lose(session, tmp_path):
    session.edit(NAME, named(session.state.case, "张"))
    session.mark_saved(tmp_path / "a.json")
    assert not session.state.unsaved
    session.edit(NAME, named(session.state.case, "李"))
    assert session.state.unsaved
    session.undo()
    assert not session.state.unsaved


def test_the_next_case_has_none_of_the_last_ones_past(session):
    session.edit(NAME, named(session.state.case, "张"))
    session.start(Case("440300"), TODAY)
    session.undo()
    assert session.state.case == Case("440300")


def test_the_days_on_which_the_answer_changes_follow_a_moment_later(session, engine, qtbot):
    session.use_engine(engine)
    session.edit(NAME, painted(session.state.case, BACK_TO, Brush.EMPLOYEE))
    assert session.state.assessment is not None
    assert not session.state.settled
    qtbot.waitUntil(lambda: session.state.settled, timeout=5000)
    assert any(option.pay_by for _, option in session.state.options)


def test_another_edit_puts_the_later_answer_off(session, engine, qtbot):
    refined = []

    def refine(case, policy, assessment):
        refined.append(case.person.name)
        return assessment

    session.use_engine(Engine(engine.shelf, engine.assess, refine))
    for name in ("张", "张先", "张先生"):
        session.edit(NAME, named(session.state.case, name), "name")
    qtbot.waitUntil(lambda: session.state.settled, timeout=5000)
    assert refined == ["张先生"]


def test_the_option_chosen_by_hand_stays_while_it_is_offered(session, engine):
    session.use_engine(engine)
    session.edit(NAME, painted(session.state.case, BACK_TO, Brush.EMPLOYEE))
    last = session.state.options[-1][0]
    session.choose(last)
    assert session.state.option_key == last
    session.edit(NAME, named(session.state.case, "张"))
    assert session.state.option_key == last


def test_choosing_an_option_is_nothing_to_undo_or_save(session, engine):
    session.use_engine(engine)
    session.start(painted(Case("140100"), BACK_TO, Brush.EMPLOYEE), TODAY)
    session.choose(session.state.options[-1][0])
    assert session.state.undo_name is None
    assert not session.state.unsaved


def test_a_place_with_an_unusable_pack_has_no_answer_but_says_why(session, engine):
    class Broken(QObject):
        refused = ()

        def policy_for(self, region_code):
            raise UnusablePack([PackProblem("x.yaml", 3, "code", Bilingual("缺少", "missing"))])

        def choices(self):
            return ()

    session.use_engine(Engine(Broken(), engine.assess, engine.refine))
    assert session.state.assessment is None
    assert session.state.trouble[0].line == 3
