"""The code of a paper: it rebuilds the answer, never tells whose it is, and finds the line with a slip."""

import json
import random
import re
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.cases.code.anonymous import without_person
from app.cases.code.codes import advice_number, codes, opened
from app.cases.code.document import CodedAnswer, CodedPack, mark_of, read_document
from app.cases.code.parts import KNOWN_WORDS, MOST_LINES, UnreadableCode, cut, joined, typed_lines
from app.cases.file.reading import read_case
from app.cases.format.assessment_document import assessment_text
from app.packs.shelf.shelf import open_shelf
from app.rules.assess import assess
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Case, Decision, Person
from app.rules.record.history import History, StatementRow
from app.system.resources import resource
from tests.cases.strategies import cases, days
from tests.published.test_published import CASES, read

NAME, NUMBER = "欧阳小鹏", "11010519491231002X"
LONG = "".join(chr(0x4E00 + n) for n in range(900))
TEXT = json.dumps({"long": LONG}, ensure_ascii=False)


def assessed(case, as_of):
    policy = open_shelf().policy_for(case.region)
    return with_turning_points(case, policy, assess(case, policy, as_of))


def named_everywhere(case):
    """The case with name and number of its person in every place that takes a text."""
    both = f"{NAME} {NUMBER}"
    rows = (replace(row, payer=both, source=StatementRow(1, both, 7)) for row in case.history.periods)
    return replace(
        case,
        person=replace(case.person, name=NAME, id_number=NUMBER, categories=case.person.categories | {f"x:{NUMBER}"}),
        history=History.of(rows),
        answers={**case.answers, "told": both, "number": int(NUMBER[:-1]), f"of:{NUMBER}": True},
        decisions=tuple(replace(each, reason=f"{each.reason}{both}", by=both) for each in case.decisions),
    )


def hidden(text):
    """What a document that must name nobody would show of the person, with or without spaces."""
    tight = "".join(text.split())
    return [each for each in (NAME, NUMBER, NUMBER[:-1], NUMBER.lower()) if each in tight]


# what it rebuilds


@pytest.mark.slow
@pytest.mark.parametrize("row", CASES, ids=[row["id"] for row in CASES])
def test_a_published_case_comes_back_with_the_same_answer_byte_for_byte(row):
    case, as_of = read(row)
    case = replace(case, person=replace(case.person, name=NAME, id_number=NUMBER))
    assessment = assessed(case, as_of)
    option = assessment.leading
    found = opened("\n".join(codes(case, assessment, option, margin=3)))
    again = assessed(found.case, found.as_of)
    assert assessment_text(found.case, again, "zh") == assessment_text(case, assessment, "zh")
    assert again.ways.get(found.way) == option
    assert found.differences(again) == ()
    assert found.margin == 3
    assert found.number == advice_number(case, assessment, option, margin=3)
    assert not hidden(found.text)


@pytest.mark.parametrize("row", CASES[::9], ids=[row["id"] for row in CASES[::9]])
def test_no_place_of_a_published_case_lets_a_name_or_number_through(row):
    case, as_of = read(row)
    case = replace(case, decisions=(Decision("经办核定", by="王"),))
    assessment = assessed(named_everywhere(case), as_of)
    found = opened("\n".join(codes(named_everywhere(case), assessment, assessment.leading)))
    assert not hidden(found.text)
    assert found.case.decisions[0].reason.startswith("经办核定")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases, as_of=days)
def test_any_case_comes_back_without_its_person(case, as_of):
    case = named_everywhere(case)
    answer = CodedAnswer(without_person(case), as_of, (CodedPack("140100", "2026.1", "0" * 8),), "planned", 0, "9.9")
    assume(all(each.reason for each in answer.case.decisions))
    whole = joined("\n".join(reversed(cut("9.9", answer.text, answer.mark))))
    assert read_document(whole.program, whole.text) == answer
    assert not hidden(whole.text)


@given(name=st.text(st.characters(categories=["Lo", "L"]), min_size=2, max_size=6), spaced=st.sampled_from(["", " "]))
def test_a_name_is_starred_out_however_it_is_spaced(name, spaced):
    case = Case("140100", Person(name=name), decisions=(Decision(f"因{spaced.join(name)}。"),))
    assert name not in without_person(case).decisions[0].reason.replace(" ", "")


def test_days_and_amounts_of_a_decision_are_no_numbers_of_a_person():
    said = Decision("2024-05-01 至 2024-06-30 欠费 12,345.67 元，见 2024051500123 号")
    assert without_person(Case("140100", decisions=(said,))).decisions == (said,)


def test_the_number_covers_the_option_and_not_the_person():
    case, as_of = read(next(row for row in CASES if row.get("plan")))
    assessment = assessed(case, as_of)
    numbers = {advice_number(case, assessment, option) for option in (None, *assessment.ways.values())}
    assert len(numbers) == len(assessment.ways) + 1
    other = replace(case, person=replace(case.person, name="李四", id_number=NUMBER))
    assert advice_number(other, assessment, None) in numbers
    assert all(re.fullmatch(rf"{as_of:%Y%m%d}-[0-9A-HJKMNP-TV-Z]{{8}}", number) for number in numbers)


# packs that differ


def test_a_pack_that_differs_is_named_and_so_is_another_program():
    case, as_of = read(CASES[0])
    assessment = assessed(case, as_of)
    answer = CodedAnswer.of(case, assessment, None, 0)
    own, *others = answer.packs
    older = replace(answer, packs=(replace(own, version="2020.1"), *others), program="0.0.1")
    pack, program = older.differences(assessment)
    assert own.code in pack.zh
    assert "2020.1" in pack.en
    assert own.version in pack.en
    assert "0.0.1" in program.zh
    changed = replace(answer, packs=(replace(own, digest="0" * 8), *others))
    assert [own.version in said.zh for said in changed.differences(assessment)] == [True]
    without = replace(answer, packs=tuple(others))
    with_more = replace(answer, packs=(*answer.packs, CodedPack("999999", "1", "")))
    assert ["（" in said.zh for said in without.differences(assessment)] == [True]
    assert ["999999" in said.zh for said in with_more.differences(assessment)] == [True]


# many parts


def parts():
    return cut("0.1.0", TEXT, "01234567")


def test_a_long_case_takes_as_many_codes_as_it_needs_read_in_any_order_and_twice():
    found = parts()
    assert len(found) > 3
    assert max(len(part.split("-")) for part in found) <= MOST_LINES + 1
    shuffled = random.Random(16).sample(found, len(found))
    assert joined("\n".join([*shuffled, found[1]])).text == TEXT
    assert joined("".join(shuffled)).text == TEXT  # a scanner that sends no Enter


def test_every_text_is_of_the_letters_that_a_qr_code_packs_tightly():
    assert all(re.fullmatch(r"XUB2[0-9A-HJKMNP-TV-Z]{16}(-[0-9A-HJKMNP-TV-Z]{3,24})+", part) for part in parts())
    assert all(len(part) <= 295 for part in parts())


def test_parts_that_are_missing_are_named():
    found = parts()
    with pytest.raises(UnreadableCode) as refused:
        joined("\n".join([found[0], *found[3:]]))
    assert refused.value.said[0].zh == f"共{len(found)}个码，还缺第2、3个"


def test_parts_of_two_papers_are_not_put_together():
    with pytest.raises(UnreadableCode, match="同一份"):
        joined("\n".join([*parts(), *cut("0.1.0", TEXT, "ZZZZZZZZ")]))


# typed by hand


def one_typed():
    return [
        line
        for part in cut("0.1.0", '{"case":"some of it, long enough for lines"}' * 9, "01234567")
        for line in typed_lines(part)
    ]


def test_typed_lines_are_read_with_small_letters_wide_letters_and_letters_that_look_alike():
    lines = one_typed()
    sloppy = "\n".join(lines).lower().replace("0", "o").replace("1", "l").translate({ord("x"): "ｘ", ord("-"): "—"})
    assert joined(f"\n  {sloppy}  \n\n").mark == "01234567"
    assert joined("".join(lines)).mark == "01234567"
    assert joined(" ".join(lines).replace(" ", "-")).mark == "01234567"


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_wrong_letter_or_two_that_changed_places_are_found_in_their_line(data):
    lines = one_typed()
    place = data.draw(st.integers(0, len(lines) - 1))
    line = lines[place]
    letters = [at for at, letter in enumerate(line) if letter != " " and (place or at >= 5)]
    at = data.draw(st.sampled_from(letters))
    if data.draw(st.booleans()) and at + 1 < len(line):
        other = at + 1 if line[at + 1] != " " else at + 2
        slipped = [*line]
        slipped[at], slipped[other] = slipped[other], slipped[at]
        typed = "".join(slipped)
    else:
        typed = line[:at] + data.draw(st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) + line[at + 1 :]
    assume(typed != line)
    with pytest.raises(UnreadableCode) as refused:
        joined("\n".join([*lines[:place], typed, *lines[place + 1 :]]))
    (said,) = refused.value.said
    assert typed.replace(" ", "") in said.zh
    assert place == 0 or f"第{place + 1}行" in said.zh


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda lines: [*lines[:2], lines[2][:-3], *lines[3:]], "第1个码第3行.*少了字符"),
        (lambda lines: [*lines[:2], "£" + lines[2][1:], *lines[3:]], "第1个码第3行.*不会出现"),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], "第1个码第2行.*有误"),
        (lambda lines: [*lines[:1], *lines[2:]], "第1个码第2行.*有误"),
        (lambda lines: lines[:-1], "末尾可能缺"),
        (lambda lines: lines[:1], "只有首行"),
        (lambda lines: lines[1:], "缺首行"),
        (lambda lines: [lines[0][:-1], *lines[1:]], "首行.*有误"),
        (lambda lines: ["XUB3" + lines[0][4:], *lines[1:]], "更新版本"),
        (lambda lines: ["xbt1 abababababababab 20261122 140100@2026.1-cdcdcdcd"], "早先版本"),
        (lambda lines: ["1234"], "缺首行"),
        (lambda lines: [" "], "没有读到"),
    ],
)
def test_a_slip_is_told_with_its_line(spoil, said):
    with pytest.raises(UnreadableCode) as refused:
        joined("\n".join(spoil(one_typed())))
    assert re.search(said, refused.value.said[0].zh)


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"case":{},"packs":[],"way":""}', '{"case":1,"packs":[[1]],"way":""}', "no"]
)
def test_a_code_that_holds_no_case_is_refused(text):
    with pytest.raises(UnreadableCode, match="不能用"):
        opened("\n".join(cut("0.1.0", text, mark_of(text))))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["case", "packs", "way", "margin", "periods", "format", "region", "start"]), inner
        )
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(value=values | st.fixed_dictionaries({"case": values, "packs": values, "way": values}))
def test_whatever_a_code_holds_it_is_refused_in_a_sentence(value):
    text = json.dumps(value)
    with pytest.raises(UnreadableCode, match="不能用"):
        opened("\n".join(cut("0.1.0", text, mark_of(text))))


@settings(max_examples=300, deadline=None)
@given(typed=st.text(max_size=80) | st.text("XUB20123-\n ", max_size=80))
def test_whatever_is_typed_is_refused_in_a_sentence(typed):
    with pytest.raises(UnreadableCode):
        opened(typed)


@pytest.mark.parametrize(
    "text", ["[" * 5_000, '{"case":' * 5_000, "1" * 5_000, "NaN", '{"way":"","way":"","case":{},"packs":[]}']
)
def test_what_is_too_deep_or_too_long_is_refused_like_any_other(text):
    with pytest.raises(UnreadableCode, match="不能用"):
        opened("\n".join(cut("0.1.0", text, mark_of(text))))


def test_a_code_whose_contents_were_exchanged_is_refused():
    with pytest.raises(UnreadableCode, match="不完整"):
        opened("\n".join(parts()))


# frozen


WORDS = "4f658c5b36d33e65ab2d8242f8dc2289e9d6d978248a7951f262c35bb8edc18f"
OLDEST = (
    "XUB20010012P4SKFNHWK-"
    "4F5SQW2MGBQ328S3CJ7T2NJ2-"
    "HNWJBJBC7225F4E4H8BJ0C1N-"
    "B09STS987D7203GJ7N72M1NE-"
    "B0F995HTJVCHMD7BA3R19JZ1-"
    "SZ2C1MHMRMW134NXG390DAJ7-"
    "6JCRK2K5H92VK2JE32V302N1-"
    "1M9R5QCJ0499MVGTJ5G0GM",
)


def test_the_oldest_code_is_read_for_ever():
    found = opened("\n".join(OLDEST))
    sample = read_case(resource("samples", "zhang-nyushi.json"), date(2026, 11, 30))
    assert found.case == without_person(sample.case)


def test_the_words_that_need_not_be_written_out_never_change():
    assert sha256(KNOWN_WORDS).hexdigest() == WORDS  # with other words no code printed before could be read
