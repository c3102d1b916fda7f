from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from app.packs.file.loading import read_pack
from app.packs.file.schema import policy_schema
from app.packs.problems import MOST_PROBLEMS, UnusablePack
from app.packs.shelf.shelf import Shelf


class Spoiled(NamedTuple):
    """A change that makes a pack bad: the text put in for another, and how the problem reads.

    `at` is text on the line that must be named, where that is not the first line put in.
    """

    replaced: str
    by: str
    told: str
    at: str = ""


NATIONAL = [
    Spoiled("version: ", "versoin: ", "versoin: there is no such field"),
    Spoiled(
        'version: "2026.1"', "version: 2026", "version: 2026 is read as a number, date or yes/no, write it in quotes"
    ),
    Spoiled('code: "000000"', "code: 000000", "code: 000000 has more than one reading in YAML"),
    Spoiled('code: "000000"', 'code: "999999"', "code: the standard has no region 999999"),
    Spoiled("xubaotong.policy/1", "xubaotong.policy/9", "format: the format xubaotong.policy/9 is newer"),
    Spoiled("xubaotong.policy/1", "other/1", "format: other/1 is not possible"),
    Spoiled("grade: A\n", "grade: D\n", "sources.law.grade: a source of grade D supports no rule"),
    Spoiled("grade: A\n", "grade: E\n", "sources.law.grade: E is not possible, expected one of A, B, C, web"),
    Spoiled(
        "from: 2025-01-01, until: 2027-12-31", "from: 2028-01-01, until: 2027-12-31", "claims: 2027-12-31 is before"
    ),
    Spoiled("from: 2011-07-01", 'from: "2011-07-01"', "sources.law.in_force.from: expected a date"),
    Spoiled('amount: "400.00"', "amount: 400", "parameters.resident_premium[0].amount: 400 is read as a number"),
    Spoiled(
        'amount: "400.00"', "amount: 400.5", "parameters.resident_premium[0].amount: 400.5 has more than one reading"
    ),
    Spoiled('"400.00"', '"-1"', "parameters.resident_premium[0].amount: -1 is not an amount or rate"),
    Spoiled('"400.00"', '"NaN"', "parameters.resident_premium[0].amount: NaN is not an amount or rate"),
    Spoiled('"400.00"', '"4%"', "parameters.resident_premium[0].amount: 4% is a percentage"),
    Spoiled('"10%"', '"10"', "parameters.rate:flexible[0].amount: the rate 10 is above 1"),
    Spoiled("opens: 2025-10-01", "opens: 2026-10-01", "windows[0]: 2026-02-28 is before 2026-10-01"),
    Spoiled("opens: 2025-10-01, ", "", "windows[0]: a window has either opens", at="windows"),
    Spoiled("opens: 2025-10-01", "opens: 2025-10-01, open_by: 2025-10-02", "windows[0]: a window has either opens"),
    Spoiled(
        "windows: [{year: 2026, opens: 2025-10-01, closes: 2026-02-28, cite: [law]}]",
        "windows:\n- {year: 2026, opens: 2025-10-01, closes: 2026-02-28, cite: [law]}\n"
        "- {year: 2026, opens: 2025-11-01, closes: 2026-02-28, cite: [law]}",
        "windows[1].year: the enrolment window of 2026 is written twice",
        at="2025-11-01",
    ),
    Spoiled('{unpaid: "<=3"', '{unpaid: "<= three"', "tables.cover[0].when.unpaid: <= three is not a range"),
    Spoiled('{unpaid: "<=3"', '{unpaid: "6..4"', "tables.cover[0].when.unpaid: 6..4 is not a range"),
    Spoiled('{unpaid: "<=3"', "{unpaid: yes", "tables.cover[0].when.unpaid: yes is not a range"),
    Spoiled('{unpaid: "<=3"', '{unpiad: "<=3"', "tables.cover[0].when.unpiad: there is no fact or measure unpiad"),
    Spoiled(
        'unpaid: "<=3", resume_as: [employee, flexible]',
        "resume_as: [employe]",
        "tables.cover[0].when.resume_as: employe is not a possible value, expected one of employee, flexible, resident",
    ),
    Spoiled('when: {unpaid: "<=3"', 'when: {"group:old": yes', "tables.cover[0].when.group:old: there is no group old"),
    Spoiled(
        "at: payment, months: 1", "at: paymnet, months: 1", "tables.cover[0].then.start.at: paymnet is not possible"
    ),
    Spoiled("assumes: [A1]", "assumes: [A2]", "tables.cover[0].assumes[0]: the assumption A2 is not listed"),
    Spoiled("- id: long", "- id: short # two", "tables.cover[1].id: the id short is used twice"),
    Spoiled("counted: unpaid_months}", "counted: span_months}", "measures.unpaid: span_months needs first, last"),
    Spoiled("  unpaid: {title", "  cause: {title", "measures.cause: cause is the name of a fact"),
    Spoiled(
        "      assumes: [A1]",
        "      asks: [{zh: 从哪天起, en: from which day}]",
        "tables.cover[0].asks[0]: the row asks the office and gives the value all the same: verdict, start",
        at="zh: 从哪天起",
    ),
    Spoiled(
        "      assumes: [A1]",
        "      asks: [{zh: 从哪天起, en: from which day, about: [start]}]",
        "tables.cover[0].asks[0]: the row asks the office and gives the value all the same: start;",
        at="zh: 从哪天起",
    ),
    Spoiled(
        "      assumes: [A1]",
        "      asks: [{zh: 从哪天起, en: from which day, about: [colour]}]",
        "tables.cover[0].asks[0].about[0]: colour is not possible",
        at="zh: 从哪天起",
    ),
    Spoiled(
        "      assumes: [A1]",
        "      confirm: [{zh: 对吗, en: is it so}]",
        "tables.cover[0].confirm: the row rests on a text that decides, so nothing is to be confirmed",
        at="confirm:",
    ),
    Spoiled(
        "rules: [000000/back_payment/any,",
        "rules: [000000/back_payment/none,",
        "binding[0].rules[0]: there is no rule 000000/back_payment/none to adopt",
    ),
    Spoiled(
        "    valid: {from: 2020-01-01}\n    cite: [law]\n",
        "    valid: {until: 2030-01-01}\n    cite: [law]\n",
        "binding[0].valid: a mark needs the day from which it holds",
    ),
    Spoiled(
        "    valid: {from: 2020-01-01}\n    cite: [law]\n",
        "    valid: {from: 2020-01-01}\n    cite: [web-a]  # of the mark\n",
        "binding[0].cite: adopting a rule, or marking it as binding, needs a text of grade A or B",
        at="# of the mark",
    ),
    Spoiled(
        "{id: go, phase: pay, text",
        "{id: go, payment_days: {first: 25, last: 1}, text",
        "steps[0].payment_days: the first payment day of a month comes after the last",
    ),
    Spoiled("wait: {months: 6, start", "wait: {start", "tables.cover[1].then.wait: either months or days"),
    Spoiled(
        "valid: {from: 2020-01-01}",
        "valid: {from: 2020-01-01, until: 2019-01-01}",
        "tables.cover[1].valid: 2019-01-01 is",
    ),
    Spoiled('"1965-01"', '"1965-13"', "retirement[0].first_birth: 1965-13 is not a month"),
    Spoiled("expect: {waiting_months: 6", "expect: {wait: 6", "examples[1].expect.wait: there is no such field"),
    Spoiled(
        'expect: {verdict: ask, total: "400.00", rules: [000000/cover/unrecorded]}',
        "expect: {}",
        "examples[2].expect: nothing",
    ),
    Spoiled(
        "en: borne by the person}\n      cite: [law]\n",
        "en: borne by the person}\n",
        "tables.gap_costs[0].cite: is missing",
        at="- id: self",
    ),
    Spoiled(
        "says: {zh: 自费, en: borne by the person}\n      cite: [law]",
        "says: {zh: 自费, en: borne by the person}\n      cite: []",
        "tables.gap_costs[0].cite: at least one entry",
        at="cite: []",
    ),
    Spoiled(
        "says: {zh: 自费, en: borne by the person}\n      cite: [law]",
        "says: {zh: 自费, en: borne by the person}\n      cite: [lex]",
        "tables.gap_costs[0].cite[0]: the source lex is not listed",
        at="cite: [lex]",
    ),
    Spoiled("says: {zh: 自费, en: borne by the person}", "says: {zh: 自费}", "tables.gap_costs[0].says.en: is missing"),
    Spoiled(
        "then: {bearer: self}", "then: {bearer: nobody}", "tables.gap_costs[0].then.bearer: nobody is not possible"
    ),
]

CITY = [
    Spoiled(
        'extends: "000000"\n', "", "extends: every pack but the national one names the pack it extends", at="format:"
    ),
    Spoiled('extends: "000000"', 'extends: "320000"', "extends: 140100 does not lie in 320000"),
    Spoiled('extends: "000000"', 'extends: "140100"', "extends: 140100 does not lie in 140100"),
    Spoiled('extends: "000000"', 'extends: "140000"', "extends: there is no pack 140000, known are 000000, 140100"),
    Spoiled('code: "140100"', 'code: "140200"', "code: the file's name says 140100, its content 140200"),
    Spoiled(
        "  ty-1:", "  law: {title: x, grade: A}\n  ty-1:", "sources.law: an extended pack has a source law already"
    ),
    Spoiled(
        "tables:",
        "remove: [000000/cover/nothing]\ntables:",
        "remove[0]: no extended pack has a rule 000000/cover/nothing",
    ),
    Spoiled(
        "tables:",
        "channels:\n  - {id: line, kind: hotline, name: {zh: 热线, en: line}, what: {zh: 问, en: ask}, cite: [ty-1]}\n"
        "tables:",
        "channels[0]: a hotline needs its phone",
        at="  - {id: line",
    ),
    Spoiled(
        "tables:",
        "channels:\n  - {id: a, kind: app, name: {zh: 甲, en: a}, what: {zh: 查, en: look}, cite: [nowhere]}\n"
        "  - {id: b, kind: app, when: {moon: 1}, name: {zh: 乙, en: b}, what: {zh: 查, en: look}, cite: [ty-1]}\n"
        "tables:",
        "channels[0].cite[0]: the source nowhere is not listed",
        at="  - {id: a",
    ),
    Spoiled(
        "tables:",
        "adopts:\n  - id: a\n    rules: [140100/gap_costs/back-paid]\n    says: {zh: 照办, en: so}\n"
        "    valid: {from: 2025-01-01}\n    cite: [ty-1]\ntables:",
        "adopts[0].rules[0]: there is no rule 140100/gap_costs/back-paid to adopt",
        at="    rules:",
    ),
    Spoiled("tables:", "remove: [000000-cover]\ntables:", "remove[0]: 000000-cover is not the name of a rule"),
    Spoiled(
        "- id: back-paid",
        "- id: back-paid\n      fallback: yes",
        "tables.gap_costs[0].fallback: fallback belongs",
        at="fallback",
    ),
]


def spoiled_line(text: str, case: Spoiled) -> int:
    """The line that must be named: the one with `at`, else the first with something new."""
    return text[: text.index(case.at or case.by.partition("\n")[0])].count("\n") + 1


def told_of(folder: Path) -> list[str]:
    return [problem.in_("en") for problem in Shelf(folder, None).refused]


@pytest.mark.parametrize("case", NATIONAL, ids=lambda case: case.told[:60])
def test_a_bad_national_pack_is_told_at_its_line(case: Spoiled, nation: str, shelve) -> None:
    text = nation.replace(case.replaced, case.by, 1)
    assert text != nation
    folder = shelve(nation)
    (folder / "000000-test.yaml").write_text(text, encoding="utf-8")

    told = told_of(folder)

    expected = f"{folder / '000000-test.yaml'}:{spoiled_line(text, case)}: {case.told}"
    assert any(line.startswith(expected) for line in told), (expected, told)


@pytest.mark.parametrize("case", CITY, ids=lambda case: case.told[:60])
def test_a_bad_city_pack_is_told_at_its_line(case: Spoiled, nation: str, city: str, shelve) -> None:
    text = city.replace(case.replaced, case.by, 1)
    assert text != city
    folder = shelve(nation, city)
    (folder / "140100-test.yaml").write_text(text, encoding="utf-8")

    told = told_of(folder)

    assert told[0].startswith(f"{folder / '140100-test.yaml'}:{spoiled_line(text, case)}: {case.told}"), told


def test_a_national_pack_extends_nothing(nation: str, shelve) -> None:
    folder = shelve(nation.replace("claims:", 'extends: "000000"\nclaims:'))

    assert "the national pack extends nothing" in told_of(folder)[0]


def test_what_a_refused_pack_is_the_ground_of_is_refused_too(nation: str, city: str, shelve) -> None:
    folder = shelve(nation.replace("grade: A\n", "grade: D\n"), city)

    told = told_of(folder)

    assert len(told) == 2
    assert told[1].startswith(f"{folder / '140100-test.yaml'}:5: extends: the pack 000000 it extends cannot be used")


def test_every_problem_is_told_at_once_but_no_more_than_twenty(nation: str) -> None:
    many = nation.replace("sources:", "sources:\n" + "".join(f"  s{n}: {{title: x, grade: D}}\n" for n in range(50)))

    with pytest.raises(UnusablePack) as caught:
        read_pack(many.encode(), "a.yaml")

    assert len(caught.value.problems) == MOST_PROBLEMS
    assert [problem.line for problem in caught.value.problems] == list(range(9, 29))


@pytest.mark.parametrize("text", ["", "- a\n", "just words\n"])
def test_a_file_that_is_no_pack_says_so(text: str) -> None:
    with pytest.raises(UnusablePack, match=r"a\.yaml:1: this is no policy pack"):
        read_pack(text.encode(), "a.yaml")


def test_the_same_pack_in_another_encoding_is_the_same_record(nation: str) -> None:
    records = [read_pack(nation.encode(encoding), "a.yaml").record for encoding in ("utf-8", "utf-8-sig", "gb18030")]

    assert records[0] == records[1] == records[2]


def test_a_record_is_plain_json(nation: str) -> None:
    record = read_pack(nation.encode(), "a.yaml").record

    assert json.loads(json.dumps(record)) == record


def test_the_schema_is_json_and_names_every_part_of_a_pack(nation: str) -> None:
    schema = json.loads(json.dumps(policy_schema()))

    assert set(read_pack(nation.encode(), "a.yaml").record) <= set(schema["properties"])
    assert schema["additionalProperties"] is False
