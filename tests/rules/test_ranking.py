"""What may be called the best: nothing for want of a figure, nothing because nothing is paid, equals alike."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.merits import Respect, compared
from app.rules.assessment import Bearer, Cost, CostLine, Option, OptionId, Verdict
from app.rules.history import Scheme
from app.rules.said import Said

NOTHING = Cost(Decimal(0), Decimal(0), Decimal(0), ())


def bill(total: int) -> Cost:
    line = CostLine(Said("", ""), "", Decimal(total), "", Bearer.SELF)
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
        maternity=None,
        documents=(),
        steps=(),
        reasons=(),
        disagreements=(),
        assumptions=(),
        questions=(),
    )
    return replace(plain, **changes)


def test_the_first_day_of_cover_is_the_earliest():
    found = compared([("a", option()), ("b", option(benefits_from=date(2027, 6, 1)))])
    assert Respect.EARLIEST in found.of("a")
    assert Respect.EARLIEST not in found.of("b")


def test_equals_are_marked_alike_and_where_all_are_equal_nobody_is():
    later = option(benefits_from=date(2027, 6, 1))
    found = compared([("a", option()), ("b", option()), ("c", later)])
    assert Respect.EARLIEST in found.of("a") & found.of("b")
    assert Respect.EARLIEST in found.shared
    assert compared([("a", option()), ("b", option())]).of("a") == frozenset()


def test_nothing_is_the_cheapest_while_a_bill_is_unknown():
    found = compared([("a", option()), ("b", option(cost=bill(300))), ("c", option(cost=None))])
    assert all(Respect.CHEAPEST not in found.of(key) for key in "abc")
    assert found.cost_open


def test_paying_nothing_back_is_not_the_cheapest():
    found = compared([("a", option()), ("b", option(cost=bill(300))), ("c", option(cost=NOTHING))])
    assert Respect.CHEAPEST in found.of("a")
    assert Respect.CHEAPEST not in found.of("c")


def test_what_cannot_be_done_is_the_best_in_nothing():
    no = option(verdict=Verdict.NO, benefits_from=date(2026, 11, 1), cost=bill(1), continuity="kept")
    found = compared([("a", option()), ("b", option(benefits_from=date(2027, 6, 1), cost=bill(300))), ("c", no)])
    assert found.of("c") == frozenset()
    assert found.of("a") == {Respect.EARLIEST, Respect.CHEAPEST}


def test_a_single_way_is_compared_with_nothing():
    assert compared([("a", option(continuity="kept"))]).of("a") == frozenset()
