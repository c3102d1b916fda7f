"""Reads what titles, foot lines and names of sheets say of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from app.cases.pasting.cells import found_in, plain, read_spans
from app.cases.pasting.tables import insurance_named
from app.cases.pasting.vocabulary import Insurance, vocabulary
from app.cases.statements.cell_grid import Record
from app.rules.bilingual import Bilingual
from app.rules.record.months import Month

_YEAR = re.compile(r"[(（]\s*((?:19|20)\d{2})\s*[)）]|((?:19|20)\d{2})\s*年(?:度|(?!\s*\d))")
_SPACED = re.compile(r"(?<=\d)\s+(?=\d)")
_ALL_INSURANCES: Final = ("社会保险", "社保", "五险", "四险", "三险")
_MEDICAL_OFFICE = re.compile("医疗保障局|医保局|医保中心|医疗保险(?:局|中心|处|经办)")


def titles_before(records: Sequence[Record], start: int, end: int) -> list[str]:
    """The title lines between two places, the nearest to the table first."""
    return [" ".join(filter(None, record.cells)) for record in reversed(records[start:end])]


def insurance_of(titles: Iterable[str]) -> Insurance | None:
    """What titles say a table without a column for it is of, the nearest first.

    `COMBINED` where one line names several insurances, or all of social insurance and none by name.
    """
    general = False
    for title in titles:
        line = _MEDICAL_OFFICE.sub("", title)
        if len(line) > _LONGEST_TITLE or (vocabulary().is_note(line) and "险种" not in line and "项目" not in line):
            continue
        named = insurance_named(line)
        if named is not None:
            parts = {insurance_named(part) for part in re.split(r"[、,，;；/\s]+", line)} - {None}
            return Insurance.COMBINED if len(parts) > 1 and Insurance.OTHER in parts else named
        general = general or any(word in line for word in _ALL_INSURANCES)
    return Insurance.COMBINED if general else None


_LONGEST_TITLE: Final = 60


def year_of(titles: Iterable[str]) -> int | None:
    """The one year that titles name, as a page a year has it; None where they name none or several.

    >>> year_of(["( 2025 )", "权益记录单"]), year_of(["2 0 2 5 年度"]), year_of(["打印日期：2024年8月2日"])
    (2025, 2025, None)
    """
    for title in titles:
        found = {int(match[1] or match[2]) for match in _YEAR.finditer(_SPACED.sub("", plain(title)))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def month_of(titles: Iterable[str]) -> Month | None:
    """The one month that titles or the name of a file give; None where they name none or several.

    >>> month_of(["2026-04——职工基本医疗保险（单位缴纳部分）职工明细.xlsx"])
    Month.of(2026, 4)
    """
    found = {
        spans[0].first
        for title in titles
        for text in found_in(title)[0]
        if not isinstance(spans := read_spans(text), Bilingual) and len(spans[0]) == 1
    }
    return found.pop() if len(found) == 1 else None
