"""What a person is asked: only what would change an outcome, in words, with the answers to choose from."""

from __future__ import annotations

import pytest

from app.rules.bilingual import Bilingual
from app.rules.law.measures import Counted, Measure
from app.rules.law.policy import CoverRule
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import MissingFact
from app.rules.record.case import Person, Sex
from tests.rules.places import COUNTRY, NEXT_MONTH, assessed, born, day, option, pack, policy, row

CAUSES = ("employer", "left_job", "personal", "agency", "transfer", "unknown")
BY_AGE = policy(
    pack(
        "330000",
        row("young", CoverRule(Verdict.YES, NEXT_MONTH), resume_as="flexible", age="<18"),
        row("grown", CoverRule(Verdict.ASK, NEXT_MONTH), resume_as="flexible", age=">=18"),
        measures={"age": Measure("age", Bilingual("年龄", "age"), Counted.AGE)},
    ),
    COUNTRY,
)


def asked(paid: str, planned: str | None = None, **parts: object) -> list[MissingFact]:
    return list(assessed(paid, planned, **parts).missing_facts)  # type: ignore[arg-type]


def facts(paid: str, planned: str | None = None, **parts: object) -> list[str]:
    return [missing.fact for missing in asked(paid, planned, **parts)]


def test_the_cause_is_asked_for_by_the_first_month_of_the_lapse() -> None:
    (missing,) = asked("employee 2024-01..2026-08 base=5000", "employee on 2026-11-22, back pay")
    assert (missing.fact, missing.choices) == ("lapse_cause:2026-09", CAUSES)
    assert missing.question == Bilingual("2026年9月 起的断缴是什么原因？", "Why did the contributions stop in 2026-09?")
    assert set(missing.decides) == {"back_payment", "gap_costs"}


def test_months_nobody_knows_are_asked_for_row_by_row() -> None:
    paid = "flexible 2024-01..2026-05; flexible 2026-06 unknown; flexible 2026-07..2026-08 in_transit"
    one, two = asked(paid, "flexible on 2026-11-22")
    assert (one.fact, two.fact) == ("month_status:2026-06", "month_status:2026-07")
    assert one.choices == two.choices == ("paid", "unpaid", "unknown")
    assert two.question.zh == "2026年7月至8月 这几个月是否已经缴费到账？"
    assert one.question.en == "Were the months 2026-06 paid and credited?"
    assert one.decides == two.decides == ("cover", "continuity", "back_payment")


def test_an_age_that_decides_is_asked_for_as_the_date_of_birth() -> None:
    (missing,) = asked("", "flexible on 2026-11-22", under=BY_AGE)
    assert missing == MissingFact(
        "birth_date", Bilingual("出生日期是哪一天？", "What is the date of birth?"), (), ("cover",)
    )
    assert facts("", "flexible on 2026-11-22", under=BY_AGE, person=Person(birth_date=day("1990-05-01"))) == []


BY_HOUSEHOLD = policy(
    pack(
        "330000",
        row("here", CoverRule(Verdict.YES, NEXT_MONTH), resume_as="flexible", local_household="yes"),
        row("elsewhere", CoverRule(Verdict.NO), resume_as="flexible", local_household="no"),
    ),
    COUNTRY,
)


def test_a_household_that_decides_is_asked_for_and_told_in_the_case_or_as_an_answer() -> None:
    (missing,) = asked("", "flexible on 2026-11-22", under=BY_HOUSEHOLD)
    assert (missing.fact, missing.choices, missing.decides) == ("local_household", ("yes", "no", "unknown"), ("cover",))
    for told, verdict in ((True, Verdict.YES), (False, Verdict.NO)):
        answer = {"local_household": "yes" if told else "no"}
        for parts in ({"person": Person(local_household=told)}, {"answers": answer}):
            found = assessed("", "flexible on 2026-11-22", under=BY_HOUSEHOLD, **parts)
            assert (found.planned.verdict, found.missing_facts) == (verdict, ())
    for parts in ({}, {"answers": {"local_household": "unknown"}}):
        assert assessed("", "flexible on 2026-11-22", under=BY_HOUSEHOLD, **parts).planned.verdict is Verdict.ASK


def test_where_no_rule_hangs_on_the_household_nobody_is_asked_for_it() -> None:
    assert "local_household" not in facts("employee 2024-01..2026-08", "flexible on 2026-11-22")


def test_months_left_open_beside_an_age_are_asked_for_too() -> None:
    paid = "flexible 2024-01..2026-05; flexible 2026-06..2026-07 unknown"
    assert set(facts(paid, "flexible on 2026-11-22", under=BY_AGE)) == {"birth_date", "month_status:2026-06"}


@pytest.mark.parametrize("planned", [None, "employee on 2026-11-22, back pay"])
def test_the_cause_asked_for_is_that_of_the_lapse_that_is_paid(planned: str | None) -> None:
    """A row says that the month of payment is unpaid: the payment pays it, so its cause decides nothing."""
    paid = "employee 2024-01..2024-03 base=5000; employee 2024-06..2026-10 base=5000; employee 2026-11 unpaid"
    assert facts(paid, planned) == ["lapse_cause:2024-04"]
    answered = assessed(paid, planned, answers={"lapse_cause:2024-04": "employer"})
    assert option(answered, "employer_back_pays").verdict is Verdict.YES
    assert answered.missing_facts == ()


TWO = "employee 2024-01..2025-12 base=5000; employee 2026-02..2026-09 base=5000"


@pytest.mark.parametrize(
    ("planned", "causes", "expected"),
    [
        # The back payment on offer pays both, whatever the plan itself does; without a plan only the open one.
        ("employee on 2026-11-22, back pay", "2026-10 employer", ["lapse_cause:2026-01"]),
        ("employee on 2026-11-22", "2026-10 employer", ["lapse_cause:2026-01"]),
        (None, "2026-10 employer", []),
        # Paid are only the lapses that the plan names, and the open one.
        ("employee on 2026-11-22, back pay 2026-10", "2026-10 employer", []),
        ("employee on 2026-11-22, back pay 2026-01", "2026-10 employer", ["lapse_cause:2026-01"]),
        # A cause that is known is not asked for.
        ("employee on 2026-11-22, back pay", "2026-01 personal; 2026-10 employer", []),
        ("employee on 2026-11-22, back pay", "2026-01 personal", ["lapse_cause:2026-10"]),
    ],
)
def test_the_cause_of_an_older_lapse_is_asked_for_where_it_is_paid_too(
    planned: str | None, causes: str, expected: list[str]
) -> None:
    found = asked(TWO, planned, causes=causes)
    assert [missing.fact for missing in found] == expected
    if expected == ["lapse_cause:2026-01"]:
        assert (found[0].choices, found[0].decides) == (CAUSES, ("back_payment",))


@pytest.mark.parametrize(
    ("paid", "planned"),
    [
        # Nobody but the person himself can be at fault for a flexible payer.
        ("flexible 2024-01..2025-12 base=5; flexible 2026-02..2026-09 base=5", "flexible on 2026-11-22, back pay"),
        # A resident pays for years, and no back payment of months is on offer.
        ("employee 2024-01..2024-06; resident 2024-09..2025-12", "resident on 2026-11-22, for 2027, back pay"),
    ],
)
def test_the_cause_of_an_older_lapse_that_decides_nothing_is_not_asked_for(paid: str, planned: str) -> None:
    assert facts(paid, planned) == []


@pytest.mark.parametrize(
    ("person", "answers", "expected"),
    [
        (born("1976-03-31", "female"), {}, ["retirement_category"]),
        (born("1976-03-31", "female"), {"retirement_category": "cadre"}, []),
        (born("1976-03-31", "male"), {}, []),
        (Person(sex=Sex.FEMALE), {}, []),
        (Person(birth_date=day("1976-03-31")), {}, []),
    ],
)
def test_a_woman_whose_birth_is_known_is_asked_for_her_category(
    person: Person, answers: dict[str, str], expected: list[str]
) -> None:
    found = asked("", person=person, answers=answers)
    assert [missing.fact for missing in found] == expected
    if found:
        assert (found[0].choices, found[0].decides) == (("worker", "cadre", "unknown"), ("retirement",))
        assert "工人" in found[0].question.zh


@pytest.mark.parametrize(
    ("paid", "causes", "expected"),
    [
        ("employee 2024-01..2026-07", "2026-08 left_job", ["unemployment_benefit:2026-08"]),
        ("employee 2024-01..2026-07", "2026-08 personal", []),
        ("flexible 2024-01..2026-07", "2026-08 left_job", []),
        # Resumed since.
        ("employee 2024-01..2024-03; employee 2024-06..2026-11", "2024-04 left_job", []),
        ("employee 2024-01..2026-11", "", []),
    ],
)
def test_who_left_a_job_is_asked_for_unemployment_benefit(paid: str, causes: str, expected: list[str]) -> None:
    found = [missing for missing in asked(paid, causes=causes) if missing.fact.startswith("unemployment")]
    assert [missing.fact for missing in found] == expected
    for missing in found:
        assert (missing.choices, missing.decides) == (("yes", "no", "unknown"), ("lapses",))
        assert "2026年8月断缴后" in missing.question.zh
