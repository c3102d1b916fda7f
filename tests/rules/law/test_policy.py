"""Packs laid over each other: whose row answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.rules.bilingual import Bilingual
from app.rules.law.measures import Counted, Measure
from app.rules.law.policy import GapCostsRule, Pack, Policy, Validity, Window, best_grade
from app.rules.law.tables import Between
from app.rules.law.terms import Bearer, Grade, Matter
from tests.rules.places import MEASURES, PAGE, PRESS, SUM, WEB, amount, day, pack, policy, row

FUND, EMPLOYER, SELF, ASK = (GapCostsRule(bearer) for bearer in Bearer)


def place(code: str, *rows: object, **parts: object) -> Pack:
    return pack(code, *rows, measures=MEASURES, **parts)  # type: ignore[arg-type]


NATION = place("000000", row("all", SELF), row("nothing", ASK, fallback=True))


def answering(under: Policy, on: str = "2026-11-22", matter: Matter = Matter.GAP_COSTS, **known: object) -> list[str]:
    return [law.carries.id for law, _ in under.table(matter, day(on)).answers(under.space.box(known))]  # type: ignore[arg-type]


def test_the_city_stands_over_the_province_and_the_province_over_the_nation() -> None:
    province, city = place("140000", row("p", FUND)), place("140100", row("c", EMPLOYER))
    assert answering(policy(NATION)) == ["000000/gap_costs/all"]
    assert answering(policy(province, NATION)) == ["140000/gap_costs/p"]
    assert answering(policy(city, province, NATION)) == ["140100/gap_costs/c"]


def test_where_the_nearer_row_does_not_hold_the_inherited_one_answers() -> None:
    under = policy(place("140100", row("c", EMPLOYER, cause="employer")), NATION)
    assert answering(under, cause="employer") == ["140100/gap_costs/c"]
    assert answering(under, cause="personal") == ["000000/gap_costs/all"]
    assert answering(under, cause=frozenset({"employer", "personal"})) == ["140100/gap_costs/c", "000000/gap_costs/all"]


@pytest.mark.parametrize(("cites", "first"), [("law", "c"), ("press", "c"), ("page", "c"), ("sum", "c"), ("web", "n")])
def test_a_row_of_web_articles_stands_under_every_other_one(cites: str, first: str) -> None:
    """A weak row of the city hides an official one of the nation only when it is better than a web article."""
    city, nation = place("140100", row("c", FUND, cites=(cites,))), place("000000", row("n", SELF))
    assert answering(policy(city, nation)) == [f"{'140100' if first == 'c' else '000000'}/gap_costs/{first}"]


def test_web_rows_keep_the_order_of_places_among_themselves_and_the_fallback_is_last_of_all() -> None:
    city = place("140100", row("c", FUND, cites=("web",), cause="employer"))
    nation = place(
        "000000",
        row("nothing", ASK, fallback=True),
        row("n", SELF, cites=("web",), cause="employer/personal"),
    )
    under = policy(city, nation)
    order = [law.carries.id for law in under.table(Matter.GAP_COSTS, day("2026-11-22")).rows]
    assert order == ["140100/gap_costs/c", "000000/gap_costs/n", "000000/gap_costs/nothing"]


def test_a_row_that_also_cites_a_better_source_is_no_web_row() -> None:
    under = policy(place("140100", row("c", FUND, cites=("web", "page"))), place("000000", row("n", SELF)))
    assert answering(under) == ["140100/gap_costs/c"]
    assert under.laws[0].grade is Grade.C


def test_an_inherited_row_is_removed_by_its_id() -> None:
    province = place("140000", row("p", FUND))
    city = place("140100", removes=frozenset({"140000/gap_costs/p", "000000/gap_costs/never-there"}))
    assert answering(policy(city, province, NATION)) == ["000000/gap_costs/all"]
    assert answering(policy(province, NATION)) == ["140000/gap_costs/p"]


@pytest.mark.parametrize(
    ("on", "rule"),
    [("2025-12-31", "all"), ("2026-01-01", "new"), ("2026-06-30", "new"), ("2026-07-01", "all")],
)
def test_a_row_holds_on_both_of_its_days_and_not_on_those_beside_them(on: str, rule: str) -> None:
    city = place("140100", row("new", FUND, since="2026-01-01", until="2026-06-30"))
    under = policy(city, NATION)
    assert [name.rpartition("/")[2] for name in answering(under, on)] == [rule]
    assert under.edges == (day("2026-01-01"), day("2026-07-01"))


def test_an_inherited_row_keeps_the_meaning_its_own_pack_gives_a_measure() -> None:
    nation = place("000000", row("n", SELF, unpaid_months="<=3"), row("nothing", ASK, fallback=True))
    spans = Measure("unpaid_months", Bilingual("跨月数", "months spanned"), Counted.SPAN_MONTHS)
    city = pack("140100", row("c", FUND, unpaid_months="<=1"), measures={"unpaid_months": spans})
    under = policy(city, nation)
    assert dict(under.measures()) == {"140100:unpaid_months": spans, "000000:unpaid_months": MEASURES["unpaid_months"]}
    known = {"140100:unpaid_months": 2, "000000:unpaid_months": 3}
    assert answering(under, **known) == ["000000/gap_costs/n"]
    assert under.measure("unpaid_months") is spans
    assert under.measure("no-such-measure") is None
    assert under.measure_title("140100:unpaid_months") == spans.title
    assert under.measure_title("cause") is None


def test_a_place_that_has_no_measure_of_its_own_uses_the_inherited_one() -> None:
    under = policy(pack("140100", row("c", FUND, unpaid_months="4..6")), NATION)
    assert answering(under, **{"000000:unpaid_months": Between(3, 4)}) == ["140100/gap_costs/c", "000000/gap_costs/all"]


def test_figures_come_from_the_nearest_pack_that_has_one_on_the_day() -> None:
    city = place("140100", parameters={"rate": (amount("0.09", since="2026-01-01", until="2026-12-31"),)})
    nation = place("000000", parameters={"rate": (amount("0.08"),), "premium": (amount("400", year=2026),)})
    under = policy(city, nation)

    def rate(on: str) -> str | None:
        found = under.value("rate", day(on))
        return str(found[0].amount) if found else None

    assert [rate(on) for on in ("2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01")] == [
        "0.08",
        "0.09",
        "0.09",
        "0.08",
    ]
    assert under.value("premium", day("2026-01-01")) is None
    found = under.value_of_year("premium", 2026, day("2025-11-20"))
    assert found is not None
    assert found[1] is nation
    assert under.value_of_year("premium", 2027, day("2025-11-20")) is None
    assert under.value("no-such-figure", day("2026-01-01")) is None


def test_windows_groups_and_contact_come_from_the_nearest_pack_that_has_them() -> None:
    window = Window(2026, day("2025-10-17"), day("2026-02-25"), ("law",))
    nation = place(
        "000000",
        row("n", SELF, group__poor="yes"),
        contact=Bilingual("国", "nation"),
        groups={"poor": frozenset({"a"})},
    )
    province = place("140000", windows=(window,), groups={"poor": frozenset({"b"})})
    under = policy(place("140100"), province, nation)
    assert under.window(2026) == (window, province)
    assert under.window(2027) is None
    assert under.group("poor") == {"b"}
    assert under.group("rich") == frozenset()
    assert list(under.groups()) == ["group:poor"]
    assert under.contact == Bilingual("国", "nation")
    assert policy(place("140100")).contact is None


def test_the_windows_in_force_are_told_year_by_year_each_from_the_nearest_pack_with_its_sources() -> None:
    own = Window(2026, day("2025-11-01"), day("2025-12-25"), ("law",))
    others = (
        Window(2027, day("2026-10-01"), day("2027-02-28"), ("law",)),
        Window(2026, day("2025-10-17"), day("2026-02-25"), ("law",)),
    )
    under = policy(place("140100", windows=(own,)), place("140000", windows=others))
    told = [(it.year, it.opens, it.closes, [source.id for source in it.sources]) for it in under.enrolment_windows]
    assert told == [
        (2026, day("2025-11-01"), day("2025-12-25"), ["law"]),
        (2027, day("2026-10-01"), day("2027-02-28"), ["law"]),
    ]
    assert policy(place("140100")).enrolment_windows == ()


def test_a_pack_claims_the_days_it_answers_for() -> None:
    under = policy(replace(NATION, claims=Validity(day("2025-01-01"), day("2027-12-31"))))
    assert [under.claimed(day(on)) for on in ("2024-12-31", "2025-01-01", "2027-12-31", "2028-01-01")] == [
        False, True, True, False,
    ]  # fmt: skip


def test_sources_and_assumptions_are_looked_up_where_the_row_stands_and_above() -> None:
    own = replace(PRESS, id="law", title="市规定")
    city = pack("140100", sources={"law": own}, assumptions={"A1": Bilingual("市", "city")})
    nation = place("000000", assumptions={"A1": Bilingual("国", "nation"), "A2": Bilingual("二", "two")})
    under = policy(city, nation)
    assert under.sources(city, ["law", "web"]) == (own, WEB)
    assert under.sources(nation, ["law"])[0].title == "某法"
    assert (under.assumption(city, "A1").zh, under.assumption(nation, "A1").zh) == ("市", "国")
    assert under.assumption(city, "A2").zh == "二"


def test_the_best_source_gives_the_grade() -> None:
    assert best_grade((WEB, PAGE)) is Grade.C
    assert best_grade((WEB, PRESS, SUM)) is Grade.B
    with pytest.raises(ValueError, match="without a source"):
        best_grade(())


@pytest.mark.parametrize(
    ("since", "until", "inside"),
    [("", "", (True, True, True)), ("2026-01-02", "", (False, True, True)), ("", "2026-01-02", (True, True, False))],
)
def test_an_open_validity_has_no_end(since: str, until: str, inside: tuple[bool, ...]) -> None:
    valid = Validity(day(since) if since else None, day(until) if until else None)
    assert tuple(valid.holds(day(on)) for on in ("2026-01-01", "2026-01-02", "2026-01-03")) == inside


def test_the_last_day_there_is_has_no_day_after() -> None:
    assert list(Validity(None, date.max).edges()) == []


def test_a_matter_is_asked_in_its_own_part_of_the_space() -> None:
    under = policy(place("000000", row("n", SELF, resume_as="resident")))
    assert under.asked(Matter.PREMIUM) == under.space.box({"resume_as": "resident"})
    assert under.asked(Matter.COVER) == under.space.whole


def test_the_place_that_was_asked_for_keeps_its_name_or_goes_by_its_code() -> None:
    named = Bilingual("万柏林区", "Wanbailin")
    assert Policy((NATION,), "140109", named).requested_name == named
    assert Policy((NATION,), "140109").requested_name == Bilingual("140109", "140109")
