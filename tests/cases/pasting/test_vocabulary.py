from collections import Counter

import pytest
import yaml

from app.cases.pasting.vocabulary import ColumnRole, Insurance, PaymentWord, bare, folded, vocabulary
from app.rules.record.history import Kind, Status
from app.system.resources import resource

TOLD = yaml.safe_load(resource("pasting", "vocabulary.yaml").read_text(encoding="utf-8"))


def test_no_word_has_two_meanings():
    headings = Counter(folded(word) for words in TOLD["columns"].values() for word in words)
    payments = Counter(folded(word) for line in TOLD["payments"] for word in line["words"])
    assert [word for counts in (headings, payments) for word, count in counts.items() if count > 1 and word] == []


def test_every_word_can_be_met():
    assert all(folded(word) for words in TOLD["columns"].values() for word in words)
    assert all(folded(word) for line in TOLD["payments"] for word in line["words"])


def test_every_doubt_has_its_sentence():
    from app.wording.phrasebook import phrases  # noqa: PLC0415

    doubts = {line["doubt"] for line in TOLD["payments"] if "doubt" in line}
    assert {f"problem.{doubt}" for doubt in doubts} <= set(phrases("paste"))


@pytest.mark.parametrize(
    ("text", "insurance"),
    [
        ("职工基本医疗保险", Insurance.EMPLOYEE),
        ("城镇职工基本医疗保险（含生育）", Insurance.EMPLOYEE),
        ("310", Insurance.EMPLOYEE),
        ("310 职工基本医疗保险", Insurance.EMPLOYEE),
        ("基本医疗保险（灵活就业）", Insurance.FLEXIBLE),
        ("城乡居民基本医疗保险", Insurance.RESIDENT),
        ("390", Insurance.RESIDENT),
        ("医疗保险", Insurance.MEDICAL),
        ("企业职工基本养老保险", Insurance.OTHER),
        ("灵活就业人员养老保险", Insurance.OTHER),
        ("生育保险", Insurance.OTHER),
        ("职工大额医疗费用补助", Insurance.OTHER),
        ("公务员医疗补助", Insurance.OTHER),
        ("510", Insurance.OTHER),
        ("职工基本医疗保险、大额医疗互助", Insurance.COMBINED),
        ("基本医疗保险+大病保险", Insurance.COMBINED),
        ("养老、医疗、失业、工伤、生育", Insurance.COMBINED),
        ("职工基本医疗保险（大额）", Insurance.COMBINED),
        ("重大疾病医疗补助", Insurance.OTHER),
        ("3100", None),
        ("某某", None),
    ],
)
def test_insurances_are_told_apart(text, insurance):
    assert vocabulary().insurance(text) is insurance


@pytest.mark.parametrize(
    ("text", "payment"),
    [
        ("正常缴费", PaymentWord(Status.PAID, Kind.NORMAL)),
        ("10-正常应缴", PaymentWord(None, Kind.NORMAL)),
        ("10", None),
        ("正常应缴（失业代缴）", PaymentWord(Status.PAID, Kind.UNEMPLOYMENT_FUND)),
        ("正常应缴（退收）", None),
        ("退收", PaymentWord(None, Kind.REFUND)),
        ("异地转入", PaymentWord(doubt="transfer")),
    ],
)
def test_words_of_payment_are_matched_whole(text, payment):
    assert vocabulary().payment(text) == payment


@pytest.mark.parametrize("heading", ["费款所属期（年月）", "缴费 年月", "费款所属期"])
def test_headings_are_known_with_spaces_and_brackets(heading):
    assert vocabulary().role(heading) is ColumnRole.MONTH


def test_folding_keeps_what_distinguishes_words():
    assert folded(" √ ") == "√"
    assert bare("（职工）") == "职工"
