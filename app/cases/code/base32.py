"""Bytes as letters that are hard to mistake (Crockford's base 32): no I, L, O or U, and small letters are as large."""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS: Final = 5
_LOOKS_LIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_VALUE_OF: Final = {letter: value for value, letter in enumerate(ALPHABET)}


def lettered(data: bytes) -> str:
    """The letters of bytes; the last one is filled up with zeros.

    >>> lettered(b"\\x00\\xff"), lettered(b"")
    ('03ZG', '')
    """
    count = -(-len(data) * 8 // BITS)
    return numbered(int.from_bytes(data) << (count * BITS - len(data) * 8), count)


def unlettered(letters: str) -> bytes:
    """The bytes of letters of the alphabet, without the zeros that fill the last one.

    >>> unlettered("03ZG")
    b'\\x00\\xff'
    """
    size = len(letters) * BITS // 8
    return (number_of(letters) >> (len(letters) * BITS - size * 8)).to_bytes(size)


def numbered(number: int, count: int) -> str:
    """A number in so many letters.

    >>> numbered(33, 3)
    '011'
    """
    return "".join(ALPHABET[number >> BITS * place & 31] for place in reversed(range(count)))


def number_of(letters: str) -> int:
    """The number that letters of the alphabet spell."""
    number = 0
    for letter in letters:
        number = number << BITS | _VALUE_OF[letter]
    return number


def meant(typed: str) -> str:
    """What was typed, in letters of the alphabet where it can be told; others stay as they are.

    >>> meant("oil-7x")
    '011-7X'
    """
    return typed.upper().translate(_LOOKS_LIKE)
