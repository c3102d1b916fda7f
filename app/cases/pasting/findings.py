"""Says, line by line, what a list leaves open and where: rows in doubt, questions, what a meaning is called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from app.cases.pasting.meanings import Asked
from app.cases.pasting.reading import Listing
from app.cases.pasting.rows import ListRow, RowVerdict
from app.rules.bilingual import Bilingual
from app.wording.phrasebook import phrase

_say: Final = partial(phrase, "paste")


def rows_in_doubt(listing: Listing) -> Iterator[ListRow]:
    """The rows that prove nothing, in the order of the source."""
    return (row for row in listing.rows if row.verdict is RowVerdict.DOUBTFUL)


def place_said(row: ListRow) -> Bilingual:
    """Where a row stands: its sheet, its number, and the columns to look at.

    >>> place_said(ListRow(12, RowVerdict.DOUBTFUL, sheet="明细", columns=("到账情况",))).zh
    '“明细”第 12 行“到账情况”'
    """
    columns = [f"“{column}”" for column in row.columns if column]
    return _say(
        "where",
        sheet=Bilingual(f"“{row.sheet}”", f"“{row.sheet}”, ") if row.sheet else "",
        row=row.number,
        columns=Bilingual("".join(columns), f" ({', '.join(columns)})") if columns else "",
    )


def said_of(row: ListRow) -> Bilingual:
    """What is wrong with a row, or was assumed of it."""
    return Bilingual("".join(remark.zh for remark in row.remarks), " ".join(remark.en for remark in row.remarks))


def meaning_said(about: Asked, meaning: str) -> Bilingual:
    """What an answer to a question is called."""
    return _say(f"meaning.{about.value}.{meaning}")
