"""Decodes the bytes of a text: UTF-8, UTF-16 with or without its mark, or GB18030."""

from __future__ import annotations

import codecs
from typing import Final

from app.cases.statements.refusal import RefusalReason, RefusedFile

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT: Final = 4096
_LEAST_ZEROS: Final = 20  # one byte in twenty, where signs of two bytes have digits and commas among them
_MOST_ODD: Final = 0.01  # of the signs of a text, those that no list has


def text_of(content: bytes) -> str:
    """The text of a file; raises `RefusedFile` for what is no text.

    What a page says of its own encoding is not asked: Chinese in GB18030 is never sound UTF-8 but by a rare chance, and
    many pages say the one and are the other.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    head = content[:_LOOKED_AT]
    first, second = head[::2].count(0), head[1::2].count(0)
    if max(first, second) * _LEAST_ZEROS > len(head):
        return _decoded(content, "utf-16-le" if second > first else "utf-16-be")
    try:
        return _sound(content.decode())
    except UnicodeDecodeError:
        return _decoded(content, "gb18030")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return _sound(content.decode(encoding))
    except UnicodeDecodeError as error:
        raise RefusedFile(RefusalReason.UNKNOWN_KIND) from error


def _sound(text: str) -> str:
    """The text; `RefusedFile` where signs that no list has tell that the bytes are something else."""
    if "\0" in text or sum(_is_odd(sign) for sign in text[:_LOOKED_AT]) > len(text[:_LOOKED_AT]) * _MOST_ODD:
        raise RefusedFile(RefusalReason.UNKNOWN_KIND)
    return text


def _is_odd(sign: str) -> bool:
    return (sign < " " and sign not in "\t\n\r\f\v\x1a") or "\x7f" <= sign < "\xa0" or "\ue000" <= sign <= "\uf8ff"
