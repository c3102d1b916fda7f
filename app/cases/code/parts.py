"""Cuts a document into short texts for codes, and puts what is scanned or typed together again.

The format is frozen (docs/decisions/0033). A part is lines of letters with hyphens between them. Its head line says the
format, which part of how many it is, and the mark of the whole; every line ends with two letters that check it, its
place and its part, so that a slip of the typist is found in its line.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from app.cases.code.base32 import ALPHABET, lettered, meant, number_of, numbered, unlettered
from app.rules.bilingual import Bilingual
from app.rules.value_type import value_type
from app.wording.phrasebook import phrase

FORMAT: Final = "XUB2"
BETWEEN: Final = "-"
MOST_LINES: Final = 11
"""Lines of a part after its head: 295 letters, a QR code of version 10 with medium error correction."""
MOST_PARTS: Final = 32**3 - 1
_GROUP: Final = 4
_CHECK: Final = 2
_MARK: Final = 8
_COUNT: Final = 3
_HEAD: Final = len(FORMAT) + 2 * _COUNT + _MARK + _CHECK
_LINE: Final = 24
_LETTERS: Final = _LINE - _CHECK
_MOST_BYTES: Final = 20 * 1024 * 1024
_FIRST_FORMAT: Final = "xbt1 "
_ANY_FORMAT: Final = re.compile(r"XUB[0-9A-Z]")
"""No line but a head has it: there is no U among the letters."""
_HYPHENS: Final = "[-\u2010-\u2015\u2212]"
KNOWN_WORDS: Final = (
    '"verdict":"no","benefits_from":"20","gap_costs":"self","gap_costs":"ask","office_values":{"figures":{'
    '"resident_premium:2027":"400.00"},"windows":[{"year":2027,"from":"2026-09-01","until":"2026-12-31"}]},'
    '"decisions":[{"reason":"","option":"person_back_pays","verdict":"yes","waiting_months":0,"gap_costs":"fund",'
    '"amount":"","by":"","on":""}],"events":[{"treatment":"birth","since":"2026-"},{"treatment":"stay","since":"2025-'
    '","until":"2025-"}],"status":"partly_paid","status":"in_transit","kind":"adjustment","kind":"refund",'
    '"kind":"military","kind":"unemployment_fund","kind":"back_paid","status":"unknown","status":"unpaid"'
    '"retirement_category":"cadre","worker","unemployment_benefit:","credited_on:","since:","in_window:","month_status:'
    '2026-01":"paid","parent_insured":true,"first_enrolment":false,"lapse_cause:20":"agency","transfer","personal",'
    '"left_job","employer","unknown""local_household":true,"since":{"released","military_spouse","graduate_this_year",'
    '"student","hardship","veteran","retired","categories":["newborn"]'
    '"resident_premium:202":"400.00","reference_wage:202":"8000.00","rate:employee":"10%","late_charge":'
    '"person":{"birth_date":"20","birth_date":"19","sex":"male","sex":"female","first_enrolment":true},'
    '"credited_on":[14,9,9,10,11,12,8,13,15,16,17,18,19,20,21,22,23,24,25,-20,-15,null,null,null,null],"periods":{"start":'
    '[216,1,1,1,1,1,1,1,2,3,4,5,6,7,13,204,228,240,252,264,276,288],"length":[0,0,0,0,0,0,0,0,11,11,11,11,23,35,47,59],'
    '"scheme":["resident","resident","flexible","flexible","employee","employee","flexible","resident","employee"],'
    '"region":["370200",null],"base":["4416.00","4416.00","00.00"]},"periods":{"start":[240],"length":59,"scheme":"resident"},'
    '"periods":{"start":[276],"length":23,"scheme":"flexible"},"periods":{"start":[264],"length":53,"scheme":"employee"},'
    '"lapse_causes":[{"start":"2024-12","cause":"personal"},{"start":"2025-02","cause":"employer"},{"start":"2026-03",'
    '"cause":"left_job"}],'
    '"plan":{"resume_as":"employee","pay_on":"2024-05-15","back_pay":true,"pay_lapses":["20"],"plan":{"resume_as":'
    '"flexible","pay_on":"2025-05-15","plan":{"resume_as":"resident","pay_on":"2026-11-30","insured_year":2027,'
    '"in_window":true,"repair_years":1},"in_window":false},"answers":{"figures":{"'
    '"packs":[["440300","2026.1"],["310000","2026.2"],["110000","2026.3","way":"already_resumed"}"first_enrolment"}'
    '"resident_repair"}"join_resident_next_year"}"join_resident"}"new_employer_enrols"}"employer_back_pays"}'
    '"person_back_pays"}"resume_without_back_pay:flexible"}"planned"}'
    '0.1.0\n{"case":{"format":"xubaotong.case/1","region":"100","as_of":"2025-12-'
    '"as_of":"2026-11-30","person":{},"periods":{"start":[]}},"packs":[["140100",'
    '"2026.1",""],["000000","2026.1",""]],"way":"resume_without_back_pay","margin":3}'
).encode("ascii")
"""Words of most documents, which need not be written out; part of the frozen format."""


class UnreadableCode(Exception):  # noqa: N818  named for the outcome; answered with a message
    """What was scanned or typed is no whole code; holds the sentences that say why, one for each place."""

    def __init__(self, *said: Bilingual) -> None:
        self.said = said
        super().__init__("\n".join(each.zh for each in said))


@value_type
class JoinedParts:
    """A whole code: its mark, the version of the program that wrote it, and its document."""

    mark: str
    program: str
    text: str


def cut(program: str, text: str, mark: str) -> list[str]:
    """The parts of a document, each the text of one code; ValueError where it is too long for any number of codes."""
    letters = lettered(_packed(f"{program}\n{text}".encode()))
    lines = [letters[at : at + _LETTERS] for at in range(0, len(letters), _LETTERS)]
    total = -(-len(lines) // MOST_LINES)
    if total > MOST_PARTS:
        raise ValueError("too long for codes")
    each, longer = divmod(len(lines), total)
    parts, at = [], 0
    for number in range(1, total + 1):
        size = each + (number <= longer)
        head = FORMAT + _checked(f"{numbered(number, _COUNT)}{numbered(total, _COUNT)}{mark}", 0, 0)
        body = (_checked(line, number, place) for place, line in enumerate(lines[at : at + size], start=1))
        parts.append(BETWEEN.join([head, *body]))
        at += size
    return parts


def typed_lines(part: str) -> list[str]:
    """The lines of a part as they are printed for somebody who types them, in groups of four letters.

    >>> typed_lines("XUB2001001WERC8GMRXY-0123456789")
    ['XUB2 0010 01WE RC8G MRXY', '0123 4567 89']
    """
    return [" ".join(line[at : at + _GROUP] for at in range(0, len(line), _GROUP)) for line in part.split(BETWEEN)]


def joined(typed: str) -> JoinedParts:
    """The whole that scanned or typed parts make, in any order and each as often as one likes.

    Case, spaces, wide letters and letters that look alike do not matter. `UnreadableCode` says which line of which part
    is wrong, which parts are missing, or that they are not of one paper.
    """
    if typed.strip().lower().startswith(_FIRST_FORMAT):
        raise UnreadableCode(phrase("code", "first_format"))
    read = list(_parts(_lines(typed)))
    if not read:
        raise UnreadableCode(phrase("code", "nothing"))
    wrong = [said for part in read for said in part.wrong]
    if wrong:
        raise UnreadableCode(*wrong)
    if len({(part.total, part.mark) for part in read}) > 1:
        raise UnreadableCode(phrase("code", "several"))
    bodies = {part.number: part.letters for part in read}
    total, mark = read[0].total, read[0].mark
    missing = [str(number) for number in range(1, total + 1) if number not in bodies]
    if missing:
        numbers = Bilingual("、".join(missing), ", ".join(missing))
        raise UnreadableCode(phrase("code", "missing", total=total, numbers=numbers))
    program, _, text = _unpacked("".join(bodies[number] for number in range(1, total + 1))).partition("\n")
    return JoinedParts(mark, program, text)


@value_type
class _Part:
    number: int
    total: int
    mark: str
    letters: str
    wrong: tuple[Bilingual, ...]


def _lines(typed: str) -> Iterator[str]:
    """The lines of letters in what was typed; lines that ran together are cut where lines end."""
    for row in unicodedata.normalize("NFKC", typed).splitlines():
        pieces = ["".join(piece.split()) for piece in re.split(_HYPHENS, meant(row))]
        if max(map(len, pieces)) <= _GROUP:  # hyphens between groups, not between lines
            pieces = ["".join(pieces)]
        for piece in pieces:
            yield from _cut(piece)


def _cut(run: str) -> Iterator[str]:
    rest = run
    while rest:
        following = _ANY_FORMAT.search(rest, 1)
        end = following.start() if following else len(rest)
        size = min(_HEAD if _ANY_FORMAT.match(rest) else _LINE, end)
        yield rest[:size]
        rest = rest[size:]


def _parts(lines: Iterable[str]) -> Iterator[_Part]:
    head, body = "", list[str]()
    for line in lines:
        if _ANY_FORMAT.match(line):
            if head:
                yield _part(head, body)
            head, body = line, []
        elif not head:
            raise UnreadableCode(phrase("code", "no_head", line=_shown(line)))
        else:
            body.append(line)
    if head:
        yield _part(head, body)


def _part(head: str, body: list[str]) -> _Part:
    if not head.startswith(FORMAT):
        raise UnreadableCode(phrase("code", "newer"))
    told = head.removeprefix(FORMAT)
    if len(head) != _HEAD or set(told) - set(ALPHABET) or not _is_sound(told, 0, 0):
        raise UnreadableCode(phrase("code", "head", line=_shown(head)))
    number, total = number_of(told[:_COUNT]), number_of(told[_COUNT : 2 * _COUNT])
    wrong = tuple(
        phrase("code", f"line.{fault}", part=number, place=place + 1, line=_shown(line))
        for place, line in enumerate(body, start=1)
        if (fault := _fault(line, number, place, last=place == len(body)))
    )
    if not body:
        wrong = (phrase("code", "no_lines", part=number),)
    return _Part(number, total, told[2 * _COUNT : -_CHECK], "".join(line[:-_CHECK] for line in body), wrong)


def _fault(line: str, number: int, place: int, *, last: bool) -> str:
    if set(line) - set(ALPHABET):
        return "letters"
    if _is_sound(line, number, place):
        return ""
    return "short" if len(line) < _LINE and not last else "wrong"


def _checked(line: str, number: int, place: int) -> str:
    return line + numbered(_sum_of(line, number, place), _CHECK)


def _is_sound(line: str, number: int, place: int) -> bool:
    return len(line) > _CHECK and line == _checked(line[:-_CHECK], number, place)


_GENERATOR: Final = 0b11000110011
"""CRC-10 of ITU-T I.610: it finds every wrong letter, and any two neighbours that changed places."""


def _sum_of(line: str, number: int, place: int) -> int:
    """The check sum of a line, ten bits, with its part and its place."""
    value = number_of(numbered(number, _COUNT) + numbered(place, 1) + line) << 10
    for bit in reversed(range(10, value.bit_length())):
        if value >> bit & 1:
            value ^= _GENERATOR << (bit - 10)
    return value


def _shown(line: str) -> str:
    return line if len(line) <= _LINE else f"{line[:_LINE]}…"


def _packed(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, KNOWN_WORDS)
    return packer.compress(data) + packer.flush()


def _unpacked(letters: str) -> str:
    unpacker = zlib.decompressobj(-15, KNOWN_WORDS)
    try:
        data = unpacker.decompress(unlettered(letters), _MOST_BYTES)
        if not unpacker.eof:
            raise UnreadableCode(phrase("code", "incomplete"))
        return data.decode("utf-8")
    except (zlib.error, UnicodeDecodeError):
        raise UnreadableCode(phrase("code", "incomplete")) from None
