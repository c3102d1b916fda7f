"""Knows how the bytes of a text become text: UTF-8, UTF-16 with or without its mark, GB18030, or as they say."""

from __future__ import annotations

import codecs
from typing import Final

from app.cases.statements.refusal import Reason, Refused

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE: Final = frozenset({"gb2312", "gbk", "gb18030", "cp936", "x-gbk", "gb_2312-80"})
_LOOKED_AT: Final = 4096
_MOST_ODD: Final = 0.01  # of the signs of a text, those that no list has


def text_of(content: bytes, says: str | None = None) -> str:
    """The text of a file; `says` is the encoding that it names itself. Raises `Refused` for what is no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    halves = content[:_LOOKED_AT]
    if halves[1::2].count(0) * 4 > len(halves):
        return _decoded(content, "utf-16-le")
    if halves[::2].count(0) * 4 > len(halves):
        return _decoded(content, "utf-16-be")
    named = (says or "").strip().lower()
    for encoding in ("gb18030", "utf-8") if named in _CHINESE else ("utf-8", "gb18030"):
        try:
            return _sound(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Refused(Reason.UNKNOWN_KIND)


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return _sound(content.decode(encoding))
    except UnicodeDecodeError as error:
        raise Refused(Reason.UNKNOWN_KIND) from error


def _sound(text: str) -> str:
    """The text; `Refused` where signs that no list has tell that the bytes are something else."""
    if "\0" in text or sum(_is_odd(sign) for sign in text[:_LOOKED_AT]) > len(text[:_LOOKED_AT]) * _MOST_ODD:
        raise Refused(Reason.UNKNOWN_KIND)
    return text


def _is_odd(sign: str) -> bool:
    return (sign < " " and sign not in "\t\n\r\f\v\x1a") or "\x7f" <= sign < "\xa0" or "\ue000" <= sign <= "\uf8ff"
