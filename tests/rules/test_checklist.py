"""Documents, steps, questions, dissent and notices: taken whenever they may hold."""

from __future__ import annotations

from dataclasses import replace

from app.rules.bilingual import Bilingual
from app.rules.law.policy import ChannelRow, CoverRule, DissentRow, DocumentRow, GapCostsRule, Notice, StepRow, Validity
from app.rules.law.tables import Between
from app.rules.law.terms import Bearer, ChannelKind, Grade, Matter, Phase, Source, Verdict
from app.rules.outcome.reasons import when_text
from tests.rules.places import (
    COUNTRY,
    NEXT_MONTH,
    NOWHERE,
    OWN_CAUSES,
    SOURCES,
    assessed,
    codes,
    day,
    outcome,
    pack,
    policy,
    row,
    when,
)


def paper(id_: str, title: str, cites: tuple[str, ...] = ("law",), **conditions: object) -> DocumentRow:
    said = Bilingual(title, title)
    return DocumentRow(id_, when(**conditions), said, Bilingual("原件", "original"), 1, said, said, cites)


def step(id_: str, phase: Phase = Phase.PAY, **conditions: object) -> StepRow:
    return StepRow(id_, phase, when(**conditions), Bilingual(id_, id_), ("page",))


def channel(id_: str, name: str, until: str = "", **conditions: object) -> ChannelRow:
    said, valid = Bilingual(name, name), Validity(until=day(until) if until else None)
    return ChannelRow(id_, ChannelKind.MINI, when(**conditions), said, said, ("press",), valid=valid)


NATION = pack(
    "000000",
    documents=(
        paper("id", "身份证"),
        paper("seal", "盖章申请", cause="employer"),
        paper("proof", "离职证明", cause="left_job"),
    ),
    steps=(step("claim", Phase.LATER), step("ask"), step("long", unpaid_months=">3")),
    channels=(channel("app", "国家平台"), channel("call", "热线")),
    dissents=(
        DissentRow("other", Matter.GAP_COSTS, when(back_pay=True), Bilingual("另说", "else"), ("web", "page")),
        DissentRow("price", Matter.PREMIUM, when(), Bilingual("另价", "price"), ("web",)),
    ),
    rows=COUNTRY.rows,
    measures=COUNTRY.measures,
    groups=COUNTRY.groups,
    assumptions=COUNTRY.assumptions,
    parameters=COUNTRY.parameters,
)
CITY = pack(
    "330000",
    documents=(paper("id", "身份证或电子凭证", ("press",)),),
    steps=(step("city"), step("look", Phase.FIND_OUT)),
    channels=(
        channel("hall", "大厅"),
        channel("app", "市里的平台", resume_as="resident"),
        channel("old", "旧平台", "2026-11-21"),
    ),
)
UNDER = policy(CITY, NATION)
EMPLOYEE = "employee 2024-01..2026-08 base=5000"


def papers(causes: str) -> list[str]:
    found = outcome(EMPLOYEE, "flexible on 2026-11-22", under=UNDER, causes=causes)
    return [document.title.zh for document in found.documents]


def test_the_wording_of_the_nearest_place_stands() -> None:
    assert papers("2026-09 personal") == ["身份证或电子凭证"]
    found = outcome(EMPLOYEE, "flexible on 2026-11-22", under=UNDER, causes="2026-09 personal")
    assert [(d.id, d.grade) for d in found.documents] == [("id", Grade.B)]


def test_documents_are_asked_for_when_their_conditions_hold() -> None:
    assert papers("2026-09 employer") == ["身份证或电子凭证", "盖章申请"]
    assert papers("2026-09 left_job") == ["身份证或电子凭证", "离职证明"]


def test_while_a_cause_is_unknown_every_document_that_may_be_needed_is_listed() -> None:
    assert sorted(papers("")) == sorted(["身份证或电子凭证", "盖章申请", "离职证明"])


def test_steps_come_by_phase_and_in_each_the_places_own_first() -> None:
    found = outcome(EMPLOYEE, "flexible on 2026-11-22", under=UNDER, causes="2026-09 personal")
    assert [each.id for each in found.steps] == ["look", "city", "ask", "claim"]
    long = outcome("flexible 2024-01..2026-06", "flexible on 2026-11-22", under=UNDER)
    assert [each.id for each in long.steps] == ["look", "city", "ask", "long", "claim"]


def test_the_places_words_for_a_step_are_said_instead_of_the_nations_where_they_surely_hold() -> None:
    def said(*, causes: str) -> list[str]:
        nation = replace(NATION, steps=(step("pay"), step("enrol", Phase.REGISTER)))
        own = replace(step("pay", cause="employer"), text=Bilingual("单位缴", "the unit pays"))
        under = policy(replace(CITY, steps=(own,)), nation)
        found = outcome(EMPLOYEE, "flexible on 2026-11-22", under=under, causes=causes)
        return [each.text.zh for each in found.steps]

    assert said(causes="2026-09 employer") == ["enrol", "单位缴"]
    assert said(causes="2026-09 personal") == ["enrol", "pay"]
    assert said(causes="") == ["enrol", "单位缴", "pay"], "either may hold, and the place's own comes first"


def test_the_places_own_channels_come_first_and_replace_those_above_where_they_hold() -> None:
    def offered(planned: str, as_of: str = "2026-11-22") -> list[str]:
        found = assessed("flexible 2024-01..2026-08", planned, under=UNDER, as_of=as_of)
        assert found.channels == found.planned.channels
        return [each.name.zh for each in found.channels]

    assert offered("flexible on 2026-11-22") == ["大厅", "国家平台", "热线"]
    assert offered("resident on 2026-11-22, for 2027") == ["大厅", "市里的平台", "热线"]
    assert offered("flexible on 2026-11-21", "2026-11-21") == ["大厅", "旧平台", "国家平台", "热线"]


def test_a_source_that_says_otherwise_is_shown_on_its_matter_only() -> None:
    paid = outcome(EMPLOYEE, "employee on 2026-11-22, back pay", under=UNDER, causes="2026-09 employer")
    assert [(d.matter, d.source.id) for d in paid.disagreements] == [
        (Matter.GAP_COSTS, "web"),
        (Matter.GAP_COSTS, "page"),
    ]
    assert outcome(EMPLOYEE, "flexible on 2026-11-22", under=UNDER, causes="2026-09 personal").disagreements == ()


def test_a_question_says_whom_to_ask() -> None:
    ask = row("ask", CoverRule(Verdict.ASK), resume_as="flexible", asks=("哪天？",))
    named = outcome("", "flexible on 2026-11-22", under=policy(pack("330000", ask), COUNTRY))
    assert [(q.text.zh, q.whom.zh) for q in named.questions] == [("哪天？", "拨打某某")]
    unnamed = outcome("", "flexible on 2026-11-22", under=policy(pack("330000", ask), NATION))
    assert unnamed.questions[0].whom.zh == "当地医保经办机构"


def test_an_ask_without_a_question_of_its_own_asks_to_confirm_the_row() -> None:
    weak = row("w", CoverRule(Verdict.YES, NEXT_MONTH), cites=("page",), resume_as="flexible")
    found = outcome("", "flexible on 2026-11-22", under=policy(pack("330000", weak), COUNTRY))
    assert any("w" in question.text.zh for question in found.questions)


def test_a_reason_tells_the_facts_that_matched() -> None:
    found = outcome("flexible 2024-01..2026-06", "flexible on 2026-11-22")
    (cover,) = [reason for reason in found.reasons if reason.matter is Matter.COVER]
    assert [fact.zh for fact in cover.facts] == ["续保身份：灵活就业人员参保", "断缴月数：4"]
    assert [fact.en for fact in cover.facts] == ["scheme resumed: flexible employment", "unpaid months: 4"]
    assert not cover.inherited


def test_a_range_and_a_group_are_told_too() -> None:
    found = outcome("flexible 2024-01..2026-05; flexible 2026-06 unknown", "flexible on 2026-11-22")
    cover = [reason for reason in found.reasons if reason.matter is Matter.COVER]
    assert [fact.zh for reason in cover for fact in reason.facts if "断缴月数" in fact.zh] == ["断缴月数：4–5"]
    resident = outcome("", "resident on 2026-11-22, for 2027")
    assert any("否" in fact.zh for reason in resident.reasons for fact in reason.facts)


def test_an_unknown_cause_is_told_as_every_cause_it_may_be() -> None:
    under = policy(pack("330000", row("x", GapCostsRule(Bearer.SELF), cause=f"employer/{OWN_CAUSES}")), COUNTRY)
    found = outcome(EMPLOYEE, "flexible on 2026-11-22", under=under)
    (gap,) = [reason for reason in found.reasons if reason.rule == "330000/gap_costs/x"]
    assert gap.facts[0].zh.count("／") == 4
    assert gap.when is None


def test_what_must_be_true_for_an_outcome() -> None:
    space = NOWHERE.space
    whole = space.box({"cause": frozenset({"employer", "personal"}), "000000:unpaid_months": Between(2, 5)})
    short = space.box({"cause": "employer", "000000:unpaid_months": Between(2, 3)})
    long = space.box({"cause": frozenset({"employer", "personal"}), "000000:unpaid_months": Between(4, 5)})
    told = when_text(NOWHERE, [short], whole)
    assert told is not None
    assert set(told.zh.split("，")) == {"断缴原因：单位未按时缴费", "断缴月数：0-3"}
    both = when_text(NOWHERE, [short, long], whole)
    assert both is not None
    assert both.zh.count("；或者") == 1
    assert when_text(NOWHERE, [whole], whole) is None


def test_assumptions_of_the_rows_that_answer_are_told_once() -> None:
    found = outcome("flexible 2024-01..2026-08", "flexible on 2026-11-22, back pay")
    assert [assumption.id for assumption in found.assumptions] == ["A1"]
    assert found.assumptions[0].text.zh == "断缴3个月（含）"
    assert assessed("").warnings == ()


def test_a_notice_is_given_while_it_holds_on_the_as_of_day_or_the_payment_day_to_those_it_concerns() -> None:
    law = Notice("new-law", Validity(day("2027-01-01")), Bilingual("新法", "new law"), ("law",))
    town = Notice("farmers", Validity(), Bilingual("农民", "farmers"), ("law",), when(resume_as="resident"))
    under = policy(pack("330000", notices=(law, town)), COUNTRY)

    def noticed(planned: str, as_of: str) -> set[str]:
        told = codes(assessed("employee 2024-01..2027-01", planned, under=under, as_of=as_of))
        return {"new-law", "farmers"} & set(told)

    assert noticed("flexible on 2026-12-31", "2026-12-31") == set()
    assert noticed("flexible on 2027-01-01", "2026-12-31") == {"new-law"}
    assert noticed("resident on 2026-12-31, for 2027", "2027-01-01") == {"new-law", "farmers"}


def test_a_reason_whose_dated_sources_are_all_over_three_years_old_says_so() -> None:
    texts = {
        "year": Source("year", "甲", "", "", "2022", "", Grade.A),
        "day": Source("day", "乙", "", "", "2023-11-22", "", Grade.A),
        "new": Source("new", "丙", "", "", "2025-03", "", Grade.C),
    }

    def told(as_of: str, *cites: str) -> Bilingual:
        short = replace(row("短", CoverRule(Verdict.YES, NEXT_MONTH), unpaid_months="<=3"), cites=cites)
        under = policy(pack("330000", short, sources={**SOURCES, **texts}), COUNTRY)
        found = assessed("flexible 2024-01..2026-08", f"flexible on {as_of}", under=under, as_of=as_of)
        assert found.planned is not None
        (cover,) = [reason.text for reason in found.planned.reasons if reason.rule == "330000/cover/短"]
        return cover

    old = Bilingual("短；文本日期较早（2022年），请核对", "短; an early text (2022), please check")
    assert told("2026-11-22", "year") == told("2026-11-22", "year", "page") == old  # the page has no date
    assert told("2026-11-22", "year", "new").zh == "短"
    assert told("2026-11-22", "page").zh == "短"
    assert told("2026-11-22", "day").zh == "短"  # three years to the day
    assert told("2026-11-23", "day").zh == "短；文本日期较早（2023年），请核对"


def test_the_reason_of_the_last_day_of_benefits_says_so_too() -> None:
    found = assessed("flexible 2024-01..2026-08", under=UNDER)
    reason = found.lapses[0].reason
    assert reason is not None
    assert reason.text.zh.endswith("文本日期较早（2011年），请核对")
