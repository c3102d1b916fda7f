from __future__ import annotations

from pathlib import Path

import pytest

from app.packs.checking.check import Check, Report, check
from app.packs.checking.example_case import example_case
from app.packs.shelf.shelf import Shelf


def checked(folder: Path) -> Report:
    return check(Shelf(folder, None), example_case)


def told(report: Report) -> list[str]:
    return [f"{Path(problem.file).name}:{problem.line}: {problem.text.en}" for problem in report.failures]


def spoiled(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, mark: str) -> int:
    return text[: text.index(mark)].count("\n") + 1


def test_sound_packs_pass(nation: str, city: str, shelve) -> None:
    report = checked(shelve(nation, city))

    assert told(report) == []
    assert report.refused == ()
    assert (report.counts.packs, report.counts.rows, report.counts.examples) == (2, 9, 4)


def test_a_hole_is_found_and_said_in_words(nation: str, shelve) -> None:
    text = spoiled(nation, ('{unpaid: ">3", resume', '{unpaid: ">4", resume'))
    text = spoiled(text, ("    - id: unrecorded\n", "    - id: unrecorded\n      when: {resume_as: resident}\n"))

    found = told(checked(shelve(text)))

    assert found[0] == (
        f"000000-test.yaml:{line_of(text, '  cover:')}: from 1 January 2025 no rule answers “When benefits return” "
        "for: unpaid months: 4; scheme resumed: employee insurance through a unit or flexible employment"
    )


def test_a_hole_that_opens_in_time_is_found_at_its_day(nation: str, shelve) -> None:
    text = spoiled(nation, ("then: {bearer: self}", "valid: {from: 2026-03-01}\n      then: {bearer: self}"))

    assert any("from 1 January 2025 no rule answers “Treatment costs" in line for line in told(checked(shelve(text))))


def test_a_hole_outside_the_claimed_days_is_none(nation: str, shelve) -> None:
    text = spoiled(
        nation, ("then: {bearer: self}", "valid: {from: 2025-01-01, until: 2027-12-31}\n      then: {bearer: self}")
    )

    assert told(checked(shelve(text))) == []


def test_two_rows_of_one_layer_for_the_same_case_are_found(nation: str, shelve) -> None:
    text = spoiled(nation, ('{unpaid: ">3", resume', '{unpaid: ">=3", resume'))

    found = told(checked(shelve(text)))

    assert found[0].startswith(
        f"000000-test.yaml:{line_of(text, '- id: long')}: from 1 January 2025 both 000000/cover/short and "
        "000000/cover/long answer: unpaid months: 3; scheme resumed: employee"
    )
    assert len(found) == 1


def test_rows_of_different_days_do_not_meet(nation: str, shelve) -> None:
    text = spoiled(
        nation,
        ("- id: self\n", "- id: earlier\n      valid: {until: 2025-12-31}\n"),
        ("  continuity:", SECOND_ROW + "  continuity:"),
    )

    assert not any("both" in line for line in told(checked(shelve(text))))


SECOND_ROW = """\
    - id: self
      valid: {from: 2026-01-01}
      then: {bearer: self}
      says: {zh: 自费, en: borne by the person}
      cite: [law]
"""


def test_a_row_that_can_never_answer_is_found(nation: str, city: str, shelve) -> None:
    text = spoiled(
        city,
        ('      when: {back_pay: yes, "group:exempt": [yes, no]}\n', ""),
        ("examples:", GENERAL + "examples:"),
        ("sources:", "sources:\n  web-ty: {title: 网文, grade: web}"),
    )

    found = told(checked(shelve(nation, text)))

    assert found[0] == (
        f"140100-test.yaml:{line_of(text, '- id: hidden')}: 140100/gap_costs/hidden never answers, "
        "rules before it leave nothing over; delete it or change its conditions"
    )


GENERAL = """\
    - id: hidden
      then: {bearer: self}
      says: {zh: 自费, en: self}
      cite: [web-ty]
"""


def test_a_row_no_example_uses_is_found(nation: str, shelve) -> None:
    text = nation[: nation.index("  - name: 断缴五个月")] + nation[nation.index("  - name: 居民") :]

    assert told(checked(shelve(text))) == [
        f"000000-test.yaml:{line_of(text, '- id: long')}: no example uses 000000/cover/long, add one"
    ]


def test_an_example_of_a_city_uses_the_rows_it_inherits(nation: str, city: str, shelve) -> None:
    start, end = nation.index("  - name: 断缴五个月"), nation.index("  - name: 居民")
    moved = city + nation[start:end].replace('"000000"', '"140100"')

    assert told(checked(shelve(nation[:start] + nation[end:], moved))) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("benefits_from: 2026-06-01", "benefits_from: 2026-06-02", "expects 2026-06-02, found 2026-06-01"),
        ("waiting_months: null", "waiting_months: 3", "expects 3, found null"),
        ("waiting_months: 6", "waiting_days: 6", "expects 6, found null"),
        ('principal: "1000.00"', 'principal: "1000.01"', "expects 1000.01, found 1000.00"),
        ("      verdict: yes\n", "      verdict: no\n", "expects no, found yes"),
        ("[000000/cover/short, ", "[000000/cover/long, ", "should rest on 000000/cover/long, rests on"),
    ],
)
def test_an_example_that_comes_to_something_else_is_found(old: str, new: str, said: str, nation: str, shelve) -> None:
    text = spoiled(nation, (old, new))

    found = told(checked(shelve(text)))

    assert len(found) == 1
    assert said in found[0]
    assert found[0].startswith(f"000000-test.yaml:{line_of(text, new.strip())}: ")


def test_an_example_whose_case_is_bad_is_found(nation: str, shelve) -> None:
    text = spoiled(nation, ("start: 2024-01, end: 2026-02, base", "start: 2024-13, end: 2026-02, base"))

    found = told(checked(shelve(text)))

    assert found[0].startswith(f"000000-test.yaml:{line_of(text, 'case:')}: the example cannot be worked out: case")
    assert "periods[0].start" in found[0]


def test_an_example_must_not_change_with_the_day(nation: str, shelve) -> None:
    text = spoiled(
        nation,
        ("      as_of: 2026-08-15\n", ""),
        ("      plan: {resume_as: flexible, pay_on: 2026-08-15}\n", ""),
    )

    assert "neither as_of nor a day of payment" in told(checked(shelve(text)))[0]


@pytest.mark.parametrize(
    "value",
    [
        '{amount: "9%", valid: {from: 2010-01-01, until: 2012-01-01}, cite: [law]}',
        '{amount: "9%", valid: {from: 2030-01-01, until: 2030-06-01}, cite: [old]}',
    ],
)
def test_a_figure_whose_source_is_not_in_force_is_found(value: str, nation: str, shelve) -> None:
    text = spoiled(
        nation,
        (
            '{amount: "10%", cite: [law]}',
            '{amount: "10%", valid: {from: 2020-01-01, until: 2029-12-31}, cite: [law]}, ' + value,
        ),
        ("  web-a:", "  old: {title: 旧文, grade: A, in_force: {until: 2029-12-31}}\n  web-a:"),
    )

    found = told(checked(shelve(text)))

    assert found
    assert all("is in force" in line for line in found)
    assert all(line.startswith(f"000000-test.yaml:{line_of(text, value)}: ") for line in found)


def test_two_figures_for_the_same_day_are_found(nation: str, shelve) -> None:
    text = spoiled(
        nation, ('{amount: "10%", cite: [law]}', '{amount: "10%", cite: [law]}, {amount: "9%", cite: [law]}')
    )

    assert "is valid at the same time as figure 1" in told(checked(shelve(text)))[0]


def test_a_pack_that_cannot_be_used_is_named_and_the_others_are_checked(nation: str, city: str, shelve) -> None:
    report = checked(shelve(nation, spoiled(city, ("grade: B", "grade: D"))))

    assert len(report.refused) == 1
    assert (report.counts.packs, report.failures) == (1, ())


def test_a_check_done_piece_by_piece_reports_every_pack_and_comes_to_the_same(nation: str, city: str, shelve) -> None:
    folder = shelve(nation, city)
    whole = Check(Shelf(folder, None), example_case)
    reports = [report for report in whole.pieces() if report is not None]

    assert [report.pack.code for report in reports[:2]] == ["000000", "140100"]
    assert whole.report == check(Shelf(folder, None), example_case)
    last = {report.pack.code: report for report in reports}
    assert sum(len(report.failures) for report in last.values()) == len(whole.report.failures)
    assert sum(report.counts.examples for report in last.values()) == whole.report.counts.examples


EXEMPT_LATER = """\
  cover:
    - id: newborn
      when: {"group:exempt": yes, unpaid: "<=3", resume_as: [employee, flexible]}
      then: {verdict: yes, start: {at: payment, months: 2, align: month_start}}
      says: {zh: 新生儿晚一个月, en: newborns a month later}
      cite: [ty-1]
      valid: {from: 2025-01-01}
"""
EXEMPT_REFUSED = EXEMPT_LATER.replace(
    "{verdict: yes, start: {at: payment, months: 2, align: month_start}}", "{verdict: no}"
)
EXEMPT_SOONER = EXEMPT_LATER.replace("months: 2, align: month_start", "align: month_start")
EXEMPT_OPEN = EXEMPT_LATER.replace(
    "{verdict: yes, start: {at: payment, months: 2, align: month_start}}", "{verdict: ask}"
)


@pytest.mark.parametrize(
    ("rows", "worse"), [(EXEMPT_LATER, True), (EXEMPT_REFUSED, True), (EXEMPT_SOONER, False), (EXEMPT_OPEN, False)]
)
def test_nobody_exempt_may_be_worse_off(nation: str, city: str, shelve, rows: str, worse: bool) -> None:
    text = spoiled(city, ("tables:\n", "tables:\n" + rows))

    found = [line for line in told(checked(shelve(nation, text))) if "somebody exempt" in line]

    assert bool(found) == worse
    if worse:
        assert found[0].startswith(f"140100-test.yaml:{line_of(text, '- id: newborn')}: by 140100/cover/newborn ")
        assert "than others by 000000/cover/short" in found[0]


def test_nobody_exempt_may_pay_more(nation: str, shelve) -> None:
    text = spoiled(
        nation,
        ("  resident_premium: [", '  dear: [{year: 2026, amount: "900.00", cite: [law]}]\n  resident_premium: ['),
        (
            "  premium:\n    - id: own-share\n",
            '  premium:\n    - id: dear\n      when: {"group:exempt": yes}\n      then: {parts: [dear]}\n'
            "      says: {zh: 贵, en: dear}\n      cite: [law]\n    - id: own-share\n"
            '      when: {"group:exempt": no}\n',
        ),
    )

    assert any("by 000000/premium/dear somebody exempt" in line for line in told(checked(shelve(text))))


def test_cover_inside_a_month_already_paid_for_and_for_somebody_never_insured_is_kept_out(
    nation: str, city: str, shelve, monkeypatch
) -> None:
    monkeypatch.setattr("app.rules.outcome.situation.Situation.first_free_day", lambda _, day: day)
    at_once = spoiled(
        nation,
        ("      then: {verdict: ask}", "      then: {verdict: yes, start: {at: payment, align: month_start}}"),
        ("cite: [web-a]\n      fallback", "cite: [law]\n      fallback"),
        ("000000/cover/long,", "000000/cover/long, 000000/cover/unrecorded,"),
    )

    assert any("cover begins inside a month already paid" in line for line in told(checked(shelve(at_once, city))))
