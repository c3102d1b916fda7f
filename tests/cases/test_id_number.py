from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from app.cases.id_number import Flaw, Holder, compact, holder_of
from app.rules.record.case import Sex

BODIES = st.builds(
    lambda place, born, order: f"{place:06d}{born:%Y%m%d}{order:03d}",
    st.integers(110000, 839999),
    st.dates(date(1900, 1, 1), date(2026, 11, 22)),
    st.integers(1, 999),
)


@given(BODIES)
def test_a_sound_number_tells_birth_date_and_sex_wherever_it_was_given_out(body):
    number = body + ric.calc_check_digit(body + "0")
    expected = Sex.MALE if int(body[16]) % 2 else Sex.FEMALE
    assert holder_of(number) == Holder(ric.get_birth_date(number), expected)


@given(BODIES, st.sampled_from("0123456789X"))
def test_any_other_last_character_is_told(body, last):
    sound = last == ric.calc_check_digit(body + "0")
    assert (holder_of(body + last).flaw is Flaw.CHECK_DIGIT) is not sound


@given(BODIES, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_goes_unseen(body, place, more):
    number = body + ric.calc_check_digit(body + "0")
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    found = holder_of(wrong)
    assert found.flaw is Flaw.CHECK_DIGIT or wrong[0] in "09"


@pytest.mark.parametrize(
    ("number", "flaw"),
    [
        ("11010519490230002" + ric.calc_check_digit("110105194902300020"), Flaw.NO_SUCH_DAY),
        ("110105491231002", Flaw.OLD),
        ("1101051949123100", Flaw.LENGTH),
        ("1101051949123100211", Flaw.LENGTH),
        ("1101051949123I002X", Flaw.SHAPE),
        ("E12345678", None),
        ("123456789", None),
        ("H1234567801", None),
        ("911344198503120019", None),
        ("", None),
    ],
)
def test_what_looks_wrong_is_told_and_other_documents_are_let_be(number, flaw):
    assert holder_of(number) == Holder(flaw=flaw)


def test_a_number_is_read_as_it_is_printed_or_pasted():
    assert compact("１１０１０５ 19491231\t002ｘ\n") == "11010519491231002X"
    assert holder_of("810000199001010015").flaw is Flaw.CHECK_DIGIT
    assert holder_of("81000019900101001" + ric.calc_check_digit("810000199001010010")).sex is Sex.MALE
