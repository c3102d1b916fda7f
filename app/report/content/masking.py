"""Masks names and document numbers for papers."""

from __future__ import annotations

import unicodedata
from itertools import takewhile

STAR = "*"
_LONG_NUMBER = 12
_SHORT_NUMBER = 6


def masked_name(name: str) -> str:
    """The first character, then one star for each further one; the single character of a short name is hidden too.

    A character counts as the reader sees it: one outside the BMP, or one with a variation selector, is one.

    >>> masked_name("张三"), masked_name("𠮷田一"), masked_name(""), masked_name("张")
    ('张*', '𠮷**', '', '*')
    """
    characters = _characters(name.strip())
    if len(characters) == 1:
        return STAR
    return "".join([*characters[:1], *(STAR for _ in characters[1:])])


def masked_id(number: str) -> str:
    """The number with its middle hidden: long numbers keep three and four characters, short ones the last two.

    >>> masked_id("110101199001011234"), masked_id("E12345678"), masked_id("1234")
    ('110***********1234', '*******78', '****')
    """
    number = number.strip()
    if len(number) >= _LONG_NUMBER:
        head, tail = number[:3], number[-4:]
    elif len(number) >= _SHORT_NUMBER:
        head, tail = "", number[-2:]
    else:
        head = tail = ""
    return head + STAR * (len(number) - len(head) - len(tail)) + tail


def _characters(text: str) -> list[str]:
    characters: list[str] = []
    rest = text
    while rest:
        marks = "".join(takewhile(lambda mark: unicodedata.category(mark) in ("Mn", "Me", "Cf"), rest[1:]))
        characters.append(rest[0] + marks)
        rest = rest[1 + len(marks) :]
    return characters
