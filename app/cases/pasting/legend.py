"""Reads a paper's own legend: what its signs mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Final

from app.cases.pasting.cells import SIGNS
from app.cases.pasting.vocabulary import Insurance, PaymentWord, vocabulary
from app.rules.record.history import Kind, Status
from app.rules.value_type import value_type

_QUOTES = "“”\"'‘’「」『』"
_MEANS = (
    rf"[{_QUOTES}）)]*\s*(?:的月份|的)?(?:标识|标记|标志|记号|符号)?(?:为|是|表示|代表|指|即)?\s*[:：]?\s*[{_QUOTES}]*"
)
_WORDS = r"([\u4e00-\u9fff][\u4e00-\u9fff（）()、/]*)"
_SIGN = re.compile(rf"([{re.escape(SIGNS)}√×]){_MEANS}{_WORDS}")
_DASH = re.compile(rf"(?:^|[\s，,;；。、{_QUOTES}])([-－—])[{_QUOTES}]*(?:表示|为|代表|标识为)?{_WORDS}")
_EMPTY = re.compile(r"空(?:行|白行|白)[^，,。；;]{0,6}断缴")
_TIER = re.compile(r"[“\"'‘]([0-9A-Za-z]{1,2})[”\"'’]\s*(?:为|是|表示|代表|[:：])\s*([\u4e00-\u9fff]+)")
_OF_MEDICAL = re.compile("医疗.{0,4}险种|医疗.{0,4}档次")
_CONTAINS: Final = (
    (("缓缴", "视同", "转入", "转移", "退役", "未制定"), PaymentWord(doubt="sign")),
    (("欠费", "断缴", "未缴", "未实缴", "欠缴", "中断"), PaymentWord(Status.UNPAID)),
    (("补缴", "补收"), PaymentWord(Status.PAID, Kind.BACK_PAID)),
    (("实缴", "已缴", "到账", "正常"), PaymentWord(Status.PAID)),
)


@value_type
class Legend:
    """The signs of one paper: what each says of a payment, and whether an empty row means that nothing was paid.

    `tiers` are the codes of its column of medical insurance.
    """

    signs: Mapping[str, PaymentWord]
    empty_is_lapse: bool = False
    tiers: Mapping[str, Insurance] = field(default_factory=dict)


def legend_of(lines: Iterable[str]) -> Legend:
    """What the notes of a paper say of its signs.

    >>> legend_of(["●表示已经实缴，△表示欠费，-表示未制定计划。"]).signs["△"].status.value
    'unpaid'
    >>> legend_of(["带“*”标识为补缴，空行为断缴。"]).empty_is_lapse
    True
    """
    signs: dict[str, PaymentWord] = {}
    tiers: dict[str, Insurance] = {}
    empty = False
    for line in lines:
        for match in _TIER.finditer(line) if _OF_MEDICAL.search(line) else ():
            if (insurance := vocabulary().insurance(match[2])) not in (None, Insurance.OTHER):
                tiers.setdefault(match[1], insurance or Insurance.MEDICAL)
        for match in (*_SIGN.finditer(line), *_DASH.finditer(line)):
            signs.setdefault("-" if match[1] in "-－—" else match[1], _meant(match[2]))
        empty = empty or bool(_EMPTY.search(line))
    return Legend(signs, empty, tiers)


def _meant(phrase: str) -> PaymentWord:
    known = vocabulary().payment(phrase)
    if known is not None:
        return known
    return next((word for parts, word in _CONTAINS if any(part in phrase for part in parts)), PaymentWord(doubt="sign"))
