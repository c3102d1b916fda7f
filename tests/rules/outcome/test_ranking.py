"""Which way comes first and why, and what may be called the best: equals alike, nothing for want of a figure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, Verdict
from app.rules.law.waiting import Waiting
from app.rules.outcome.assessment import (
    NO_COVER_IN_YEAR,
    PLANNED,
    Assumption,
    Because,
    Cost,
    CostLine,
    Gain,
    Option,
    OptionId,
    Ranking,
    Respect,
)
from app.rules.outcome.ranking import of_one_kind, ranked
from app.rules.record.history import Scheme

NOTHING = Cost(Decimal(0), Decimal(0), Decimal(0), ())


def bill(total: int) -> Cost:
    line = CostLine(Bilingual("", ""), "", Decimal(total), "", Bearer.SELF)
    return Cost(Decimal(total), Decimal(0), Decimal(0), (line,))


def option(**changes) -> Option:
    plain = Option(
        id=OptionId.PERSON_BACK_PAYS,
        resume_as=Scheme.FLEXIBLE,
        pay_on=date(2026, 11, 22),
        back_pay=True,
        repair_years=0,
        insured_year=None,
        lapse=None,
        verdict=Verdict.YES,
        reference=False,
        cost=bill(100),
        waiting=None,
        benefits_from=date(2026, 12, 1),
        benefits_until=None,
        cover=(),
        gap_costs=Bearer.SELF,
        continuity="restarts",
        personal_account="ask",
        maternity_months=None,
        documents=(),
        steps=(),
        reasons=(),
        disagreements=(),
        assumptions=(),
        questions=(),
    )
    return replace(plain, **changes)


WAYS = list(OptionId)


def marked(*options: Option) -> Ranking:
    """The ranking of ways that are called by their place: `employer_back_pays` the first, and so on."""
    named = [replace(each, id=id_) for each, id_ in zip(options, WAYS, strict=False)]
    return ranked(None, named, None)


FIRST, SECOND, THIRD = (id_.value for id_ in WAYS[:3])


@pytest.mark.parametrize(
    ("insured_year", "marked_earliest"),
    [(None, False), (2026, False), (2027, True)],
    ids=["any-day", "this-year", "next-year-begins-later"],
)
def test_nothing_is_the_earliest_while_an_open_day_may_be_an_earlier_one(insured_year, marked_earliest):
    begins = date(insured_year, 1, 1) if insured_year else None
    waits = option(benefits_from=None, insured_year=insured_year, insured_from=begins)
    found = marked(option(), option(benefits_from=date(2027, 6, 1)), waits)
    assert found.day_open is not marked_earliest
    assert (Respect.EARLIEST in found.merits[FIRST]) is marked_earliest
    assert Respect.EARLIEST not in found.merits[SECOND] | found.merits[THIRD]


def test_a_way_that_cannot_be_done_or_brings_nothing_takes_no_mark_away():
    in_vain = option(
        benefits_from=None, insured_year=2026, assumptions=(Assumption(NO_COVER_IN_YEAR, Bilingual("", "")),)
    )
    found = marked(option(), option(verdict=Verdict.NO, benefits_from=None, cost=None), in_vain)
    assert Respect.EARLIEST in found.merits[FIRST]


def test_the_first_day_of_cover_is_the_earliest():
    found = marked(option(), option(benefits_from=date(2027, 6, 1)))
    assert Respect.EARLIEST in found.merits[FIRST]
    assert Respect.EARLIEST not in found.merits[SECOND]


def test_equals_are_marked_alike_and_where_all_are_equal_nobody_is():
    found = marked(option(), option(), option(benefits_from=date(2027, 6, 1)))
    assert Respect.EARLIEST in found.merits[FIRST] & found.merits[SECOND]
    assert marked(option(), option()).merits[FIRST] == frozenset()


def test_nothing_is_the_cheapest_while_a_bill_is_unknown():
    found = marked(option(), option(cost=bill(300)), option(cost=None))
    assert all(Respect.CHEAPEST not in merits for merits in found.merits.values())
    assert found.cost_open


def test_paying_nothing_back_is_not_the_cheapest():
    found = marked(option(), option(cost=bill(300)), option(cost=NOTHING))
    assert Respect.CHEAPEST in found.merits[FIRST]
    assert Respect.CHEAPEST not in found.merits[THIRD]


def test_what_cannot_be_done_is_the_best_in_nothing():
    no = option(verdict=Verdict.NO, benefits_from=date(2026, 11, 1), cost=bill(1), continuity="kept")
    found = marked(option(), option(benefits_from=date(2027, 6, 1), cost=bill(300)), no)
    assert found.merits[THIRD] == frozenset()
    assert found.merits[FIRST] == {Respect.EARLIEST, Respect.CHEAPEST}


def test_a_single_way_is_compared_with_nothing():
    assert marked(option(continuity="kept")).merits[FIRST] == frozenset()


# --- order ---------------------------------------------------------------------------------------------------------

OWN, OTHER = OptionId.PERSON_BACK_PAYS, OptionId.JOIN_RESIDENT
LATE = date(2027, 6, 1)


def own(**changes) -> Option:
    return option(id=OWN, **changes)


def other(**changes) -> Option:
    return option(id=OTHER, **{"resume_as": Scheme.RESIDENT, **changes})


def resumed(**changes) -> Option:
    return option(id=OptionId.RESUME_WITHOUT_BACK_PAY, **changes)


def without(**changes) -> Option:
    """Paying on, with nothing paid back."""
    return resumed(back_pay=False, cost=Cost(Decimal(0), Decimal(0), Decimal(0), ()), **changes)


def gone_on(**changes) -> Option:
    return option(id=OptionId.ALREADY_RESUMED, **changes)


ASK, NO = Verdict.ASK, Verdict.NO


def leads(*options: Option, insured: Scheme | None = Scheme.FLEXIBLE, planned: Option | None = None):
    found = ranked(planned, options, insured)
    return found.order[0], found.leading.because


@pytest.mark.parametrize(
    ("options", "first", "because"),
    [
        ((own(),), OWN, Because.ONLY_ONE),
        ((own(verdict=NO),), OWN, Because.NONE_CAN),
        ((own(verdict=NO), other()), OTHER, Because.ONLY_ONE),
        ((other(benefits_from=date(2026, 12, 1)), own(benefits_from=LATE)), OWN, Because.OWN_KIND),
        ((own(verdict=ASK), resumed(benefits_from=LATE)), OptionId.RESUME_WITHOUT_BACK_PAY, Because.DECIDED),
        ((own(verdict=ASK, benefits_from=None), resumed(verdict=ASK)), resumed().id, Because.DAY_KNOWN),
        ((own(benefits_from=LATE), resumed()), resumed().id, Because.EARLIEST),
        ((own(), resumed(continuity="kept")), resumed().id, Because.KEEPS_CONTINUITY),
        ((own(cost=bill(300)), resumed()), resumed().id, Because.CHEAPER),
        ((own(cost=None), resumed()), resumed().id, Because.COST_KNOWN),
        ((own(), resumed()), OWN, Because.LAW),
        ((resumed(), own()), resumed().id, Because.LAW),
        ((own(), without()), OptionId.RESUME_WITHOUT_BACK_PAY, Because.NOTHING_BOUGHT),
        ((own(gap_costs=Bearer.FUND), without()), OWN, Because.LAW),
        ((own(continuity="ask"), without()), OWN, Because.LAW),
        ((own(), gone_on(verdict=ASK, benefits_from=None)), OptionId.ALREADY_RESUMED, Because.RESUMED),
        ((own(), gone_on(verdict=NO)), OWN, Because.ONLY_ONE),
    ],
)
def test_each_point_of_the_order_decides_where_those_before_it_are_equal(options, first, because):
    assert leads(*options) == (first, because)


def test_what_the_unit_owes_is_asked_of_it_first_where_nothing_is_decided() -> None:
    theirs = option(id=OptionId.EMPLOYER_BACK_PAYS, verdict=ASK, benefits_from=None)
    found = ranked(None, (resumed(verdict=ASK), theirs), Scheme.EMPLOYEE, unit_owes=True)
    assert (found.order[0], found.leading.because) == (OptionId.EMPLOYER_BACK_PAYS, Because.UNIT_OWES)
    assert ranked(None, (resumed(verdict=ASK), theirs), Scheme.EMPLOYEE).order[0] == resumed().id
    assert ranked(None, (resumed(), theirs), Scheme.EMPLOYEE, unit_owes=True).order[0] == resumed().id


def test_without_a_month_of_cover_no_kind_is_the_persons_own():
    assert leads(own(benefits_from=LATE), other(), insured=None) == (OTHER, Because.EARLIEST)


def test_a_resident_stays_a_resident():
    assert leads(own(), other(benefits_from=LATE), insured=Scheme.RESIDENT) == (OTHER, Because.OWN_KIND)
    assert of_one_kind(Scheme.EMPLOYEE, Scheme.FLEXIBLE)


def test_the_plan_leads_unless_it_cannot_be_done_and_stands_once():
    plan = other(verdict=ASK, benefits_from=None)
    assert leads(own(), other(), planned=plan) == (PLANNED, Because.PLAN)
    assert ranked(plan, (own(), other()), Scheme.FLEXIBLE).order == (PLANNED, OWN, OTHER)
    assert ranked(plan, (own(), plan), Scheme.FLEXIBLE).order == (PLANNED, OWN)
    refused = other(verdict=NO)
    assert ranked(refused, (own(), other()), Scheme.FLEXIBLE).order == (OWN, OTHER, PLANNED)


def test_what_brings_no_cover_comes_after_all_that_does():
    wait = Waiting(6, None, 6, 0, date(2026, 12, 1), date(2027, 5, 31), 0)
    vain = own(
        benefits_from=None,
        waiting=wait,
        assumptions=(Assumption(NO_COVER_IN_YEAR, Bilingual("", "")),),
        insured_year=2026,
    )
    assert vain.in_vain == 2026
    assert leads(vain, other(verdict=ASK)) == (OTHER, Because.BRINGS_COVER)
    assert ranked(None, (vain, resumed(verdict=NO)), Scheme.FLEXIBLE).order == (OWN, resumed().id)


def test_an_id_that_comes_twice_has_its_scheme_in_the_key():
    twice = (resumed(), resumed(resume_as=Scheme.EMPLOYEE))
    assert ranked(None, twice, None).order == (f"{resumed().id}:flexible", f"{resumed().id}:employee")


@pytest.mark.parametrize(
    ("first", "second", "sooner", "surer"),
    [
        (own(benefits_from=LATE), other(benefits_from=date(2027, 5, 1)), OTHER, None),
        (own(benefits_from=LATE), other(benefits_from=date(2027, 5, 2)), None, None),
        (own(benefits_from=LATE), other(benefits_from=date(2027, 5, 1), verdict=ASK), OTHER, None),
        (own(benefits_from=None, verdict=ASK), other(), OTHER, OTHER),
        (own(benefits_from=None, verdict=ASK), other(verdict=ASK), None, None),
        (own(verdict=ASK), other(benefits_from=LATE), None, OTHER),
        (own(verdict=ASK), other(benefits_from=None), None, None),
        (own(benefits_from=LATE), resumed(benefits_from=date(2026, 12, 1), verdict=ASK), None, None),
        (own(benefits_from=LATE), other(benefits_from=date(2026, 12, 1), verdict=NO), None, None),
    ],
)
def test_the_other_kind_is_named_where_it_is_a_month_sooner_or_surer(first, second, sooner, surer):
    leading = ranked(None, (first, second), Scheme.FLEXIBLE).leading
    assert (leading.key, leading.sooner, leading.surer) == (OWN, sooner, surer)


def test_a_sooner_way_that_is_settled_goes_before_one_to_ask_for():
    ways = (
        own(benefits_from=LATE),
        other(verdict=ASK, benefits_from=date(2026, 12, 1)),
        replace(other(benefits_from=date(2027, 1, 1)), id=OptionId.JOIN_RESIDENT_NEXT_YEAR),
    )
    assert ranked(None, ways, Scheme.FLEXIBLE).leading.sooner == OptionId.JOIN_RESIDENT_NEXT_YEAR


@pytest.mark.parametrize(
    ("leading", "cheaper", "gain"),
    [
        (own(cost=bill(300), continuity="kept"), resumed(), Gain(Decimal(200), continuity=True, gap=None)),
        (
            own(cost=bill(300), gap_costs=Bearer.FUND),
            resumed(benefits_from=LATE),
            Gain(Decimal(200), continuity=False, gap=Bearer.FUND),
        ),
        (own(cost=bill(300)), resumed(benefits_from=LATE), None),
        (own(cost=None, continuity="kept"), resumed(), None),
        (own(cost=bill(50), continuity="kept"), resumed(), None),
        (own(cost=bill(300), continuity="kept"), resumed(cost=None), None),
        (own(cost=bill(300), continuity="kept"), other(), None),
        (own(cost=bill(300), continuity="kept", verdict=NO), resumed(verdict=NO), None),
    ],
)
def test_what_the_extra_money_buys_is_told_where_it_buys_something(leading, cheaper, gain):
    assert ranked(None, (leading, cheaper), Scheme.FLEXIBLE).leading.gain == gain


def test_no_way_at_all_has_no_leading_one():
    found = ranked(None, (), None)
    assert (found.order, found.leading) == ((), None)


def test_a_new_employer_whom_nobody_has_never_leads_over_what_can_be_done_alone():
    alone = option(verdict=Verdict.ASK, benefits_from=date(2027, 3, 1))
    through = option(id=OptionId.NEW_EMPLOYER_ENROLS, resume_as=Scheme.EMPLOYEE, cost=NOTHING)
    found = ranked(None, (through, alone), Scheme.FLEXIBLE)
    assert found.order == ("person_back_pays", "new_employer_enrols")
    assert found.leading.because is Because.BY_ONESELF
    assert found.leading.with_employer == "new_employer_enrols"
    later = replace(through, benefits_from=date(2027, 4, 1))
    assert ranked(None, (later, alone), Scheme.FLEXIBLE).leading.with_employer is None
    refused = replace(alone, verdict=Verdict.NO)
    assert ranked(None, (through, refused), Scheme.FLEXIBLE).leading.key == "new_employer_enrols"
    assert ranked(through, (alone,), Scheme.FLEXIBLE).leading.key == PLANNED
