"""Knows the law of reading: what the cells of a row come to, and what becomes of rows nobody can be sure of.

Every reader's rows go through here. A row that names, or should name, a month is used, doubted, or left out with its
reason; a doubt makes its months unknown, never paid and never a gap. Where two cells contradict each other the row is
doubted. Does not know columns, files or layouts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from app.cases.pasting.evidence import Evidence
from app.cases.pasting.rows import Draft, LeftOut, ListRow, RowVerdict, left_out, problem
from app.rules.record.history import Kind, Scheme, Status
from app.rules.record.months import Month, Span

Entry = Draft | ListRow
"""A row that is still being judged, or one that is left out already."""

_MOVES_MONEY: Final = (Kind.REFUND, Kind.ADJUSTMENT)
_CUT_ZERO = re.compile(r"(\d{4})\.1")
_LEAST_ORDER: Final = 3  # rows in order before another one can be out of it
_FEW: Final = 10  # one row in so many may be out of order; more, and the list has another order
_OCTOBER: Final = 10
_MOST_TOUCHING: Final = 20  # rows of one month; more are no record of a person


# what the cells of a row come to


def settle_payment(draft: Draft, said: Evidence) -> None:
    """Write into a draft whether its months are paid, how, on which base and when."""
    for word in (*said.statuses, *said.kinds):
        if word.doubt:
            draft.doubt(word.doubt)
    if said.reversed:
        draft.doubt("reversed")
    kinds = [word.kind for word in (*said.kinds, *said.statuses) if word.kind is not None]
    kind = Kind.REFUND if Kind.REFUND in kinds else next((it for it in kinds if it is not Kind.NORMAL), Kind.NORMAL)
    status = Status.PAID if kind in _MOVES_MONEY else _status(draft, said)
    credited = said.credited if isinstance(said.credited, date) else None
    draft.known.update(status=status, kind=kind, credited_on=credited)
    _settle_money(draft, said, status, kind)


def _status(draft: Draft, said: Evidence) -> Status:
    named = {word.status for word in said.statuses if word.status is not None}
    of_kind = {word.status for word in said.kinds if word.status is not None}
    arrived = isinstance(said.credited, date | Month)
    against = of_kind - {Status.PAID}
    if len(named | against) > 1 or (arrived and (named | against) - {Status.PAID}):
        draft.doubt("contradiction")
    if named | against:
        status = min(named | against)
        if status is Status.PAID and said.credited == "" and said.credit_expected:
            draft.doubt("no_credit")
        return status
    if arrived:
        return Status.PAID
    if said.says_status:
        draft.doubt("no_status")
    elif said.credited is not None:
        draft.doubt("no_credit")
    elif said.due_only:
        draft.doubt("due_only")
    elif said.kinds and Status.PAID not in of_kind:
        draft.doubt("no_status")
    return Status.PAID


def _settle_money(draft: Draft, said: Evidence, status: Status, kind: Kind) -> None:
    draft.known["amount"] = sum(said.amounts, start=said.amounts[0] * 0) if said.amounts else None
    draft.known["base"] = said.base if said.base is not None and said.base > 0 and kind not in _MOVES_MONEY else None
    if kind in _MOVES_MONEY:
        return
    money = said.amounts or ([] if said.base is None else [said.base])
    if any(amount < 0 for amount in (*said.amounts, said.base or 0)):
        draft.doubts.insert(0, problem("negative"))
    elif status is Status.PAID and (said.zero or (money and not any(money))):
        draft.doubts.insert(0, problem("zero"))
    if status is Status.PAID and said.missing:
        draft.doubt("amount_missing")


def settle_count(draft: Draft, counts: Iterable[tuple[str, int | None]]) -> None:
    """Let a number of months prove the months beside it: only when it is full."""
    for text, count in counts:
        months = sum(map(len, draft.spans))
        if count is None:
            draft.doubt("count_unread", text=text)
        elif not draft.spans or (count == 0 and draft.known.get("kind") in _MOVES_MONEY):
            continue
        elif count != months:
            draft.doubt("count", said=text, months=months)


# what the rows of a table come to together


def settle_table(entries: Sequence[Entry]) -> list[ListRow]:
    """The rows of one table, each with its verdict, after a look at them all."""
    drafts = [entry for entry in entries if isinstance(entry, Draft) and not entry.empty]
    _doubt_cut_zeros(drafts)
    for one in _in_one_order(drafts):
        _doubt_out_of_order(one)
        _doubt_said_twice(one)
    return list(_rows(entries))


def _rows(entries: Sequence[Entry]) -> Iterator[ListRow]:
    for place, entry in enumerate(entries):
        if isinstance(entry, ListRow):
            yield entry
        elif not entry.empty:
            yield entry.row()
        elif _month_is_missing(entries, place):
            entry.doubt("empty_row")
            yield entry.row()
        else:
            yield left_out(entry.number, LeftOut.EMPTY)


def _month_is_missing(entries: Sequence[Entry], place: int) -> bool:
    """True where the rows around an empty one leave out a month, so that it may have stood there."""
    before = next((spans for entry in reversed(entries[:place]) if (spans := _spans_of(entry))), ())
    after = next((spans for entry in entries[place + 1 :] if (spans := _spans_of(entry))), ())
    if not before or not after:
        return False
    older, newer = sorted((before[-1], after[0]))
    return newer.first - older.last > 1


def _spans_of(entry: Entry) -> tuple[Span, ...]:
    return entry.spans if isinstance(entry, Draft) or entry.verdict is not RowVerdict.LEFT_OUT else ()


def _in_one_order(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Rows of one insurance that say one month each and were paid in the common way: such are printed in order."""
    groups: dict[tuple[Scheme | None, str | None, str], list[Draft]] = {}
    for draft in drafts:
        if _is_month(draft) and draft.known.get("kind", Kind.NORMAL) in (Kind.NORMAL, Kind.UNEMPLOYMENT_FUND):
            key = (draft.known.get("scheme"), draft.known.get("region"), draft.part)
            groups.setdefault(key, []).append(draft)
    return list(groups.values())


def _is_month(draft: Draft) -> bool:
    return len(draft.spans) == 1 and len(draft.spans[0]) == 1


def _doubt_out_of_order(drafts: Sequence[Draft]) -> None:
    """Doubt the few rows that break the order all others keep: their months may be misprinted."""
    months = [draft.spans[0].first.index for draft in drafts]
    kept = max(_longest(months), [*_longest([-month for month in months])], key=len)
    outside = set(range(len(months))) - set(kept)
    if len(kept) < _LEAST_ORDER or not outside or len(outside) > max(1, len(months) // _FEW):
        return
    paid = Counter(months)
    for place in outside:
        draft = drafts[place]
        late = draft.booked is not None and draft.booked > draft.spans[0].first and paid[draft.booked.index] > 0
        if not late and not draft.cut_zero:
            draft.doubt("out_of_order", text=str(draft.spans[0].first))
            draft.elsewhere = True


def _longest(numbers: Sequence[int]) -> list[int]:
    """The places of a longest run of numbers that never falls."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        n = bisect_right(ends, number)
        if n == len(ends):
            ends.append(number)
            at.append(place)
        else:
            ends[n], at[n] = number, place
        before.append(at[n - 1] if n else -1)
    run: list[int] = []
    place = at[-1] if at else -1
    while place >= 0:
        run.append(place)
        place = before[place]
    return run[::-1]


def _doubt_said_twice(drafts: Sequence[Draft]) -> None:
    """Doubt the second of two rows of a month where the month beside it is missing and the list has a row a month."""
    seen: dict[int, Draft] = {}
    again: list[Draft] = []
    for draft in drafts:
        month = draft.spans[0].first.index
        if month in seen and seen[month].known.get("payer") == draft.known.get("payer"):
            again.append(draft)
        seen.setdefault(month, draft)
    if not again or len(again) > max(1, len(drafts) // _FEW) or len(seen) < _LEAST_ORDER:
        return
    for draft in again:
        month = draft.spans[0].first.index
        if month - 1 not in seen or month + 1 not in seen:
            draft.doubt("said_twice", month=str(draft.spans[0].first))
            draft.spans = ()


def _doubt_cut_zeros(drafts: Sequence[Draft]) -> None:
    """Doubt `2024.1` where a table program may have cut the last zero off `2024.10`: there, or out of order."""
    counts = Counter(draft.written for draft in drafts)
    for place, draft in enumerate(drafts):
        match = _CUT_ZERO.fullmatch(draft.written)
        if match is None or not _is_month(draft) or draft.spans[0].first.number != 1:
            continue
        fitting = _fitting(drafts, place, int(match[1]))
        january = draft.spans[0].first
        if january in fitting and not draft.cut_zero and not _is_slip(match[1], counts):
            continue
        draft.doubt("cut_zero", text=draft.written, year=match[1])
        draft.spans = (Span(fitting[0], fitting[0]),) if len(fitting) == 1 else ()
        draft.cut_zero = True


def _fitting(drafts: Sequence[Draft], place: int, year: int) -> list[Month]:
    """Which of January and October lies between the months of the rows around one."""
    before = next((it.spans[0].first for it in reversed(drafts[:place]) if _is_month(it)), None)
    after = next((it.spans[0].first for it in drafts[place + 1 :] if _is_month(it)), None)
    others = [it.spans[0].first for n, it in enumerate(drafts) if n != place and _is_month(it)]
    falling = len(others) > 1 and others[0] > others[-1]
    low, high = (after, before) if falling else (before, after)
    months = (Month.of(year, 1), Month.of(year, _OCTOBER))
    return [m for m in months if (low is None or low <= m) and (high is None or m <= high)]


def _is_slip(year: str, counts: Mapping[str, int]) -> bool:
    if f"{year}.01" in counts:
        return True
    later = f"{year}.11" in counts or f"{year}.12" in counts
    return f"{year}.10" not in counts and (later or counts.get(f"{year}.1", 0) > 1)


# what all rows of a listing come to


def settle_refunds(rows: Sequence[ListRow]) -> list[ListRow]:
    """Let a refund cancel only what it equals: one payment of the same months, of as much money; doubt any other."""
    refunds = [row for row in rows if row.kind is Kind.REFUND and row.verdict is RowVerdict.TAKEN]
    if not refunds:
        return list(rows)
    paid = [row for row in rows if row.kind not in _MOVES_MONEY and row.verdict is not RowVerdict.LEFT_OUT]
    payments, beside = _by_month(paid), _by_month(refunds)
    unequal = {id(row) for row in refunds if not _equals(_touching(row, payments), _touching(row, beside), row)}
    said = problem("refund_unequal")
    return [
        replace(row, verdict=RowVerdict.DOUBTFUL, remarks=(said, *row.remarks)) if id(row) in unequal else row
        for row in rows
    ]


_ByMonth = Mapping[tuple[Scheme | None, str | None, int], Sequence[ListRow]]


def _by_month(rows: Iterable[ListRow]) -> _ByMonth:
    found: dict[tuple[Scheme | None, str | None, int], list[ListRow]] = {}
    for row in rows:
        for month in (month for span in row.spans for month in span):
            found.setdefault((row.scheme, row.region, month.index), []).append(row)
    return found


def _touching(refund: ListRow, rows: _ByMonth) -> list[ListRow]:
    """The rows that share a month with a refund, of the same insurance and place; of very many only the first."""
    found: dict[int, ListRow] = {}
    for month in (month for span in refund.spans for month in span):
        for row in rows.get((refund.scheme, refund.region, month.index), ())[:_MOST_TOUCHING]:
            found[id(row)] = row
    return list(found.values())


def _equals(payments: Sequence[ListRow], refunds: Sequence[ListRow], refund: ListRow) -> bool:
    if not payments or len(payments) != len(refunds):
        return False
    if any(row.spans != refund.spans or row.verdict is not RowVerdict.TAKEN for row in (*payments, *refunds)):
        return False
    amounts = [row.amount for row in (*payments, *refunds)]
    if all(amount is None for amount in amounts):
        return True
    known = [[abs(row.amount) for row in group if row.amount is not None] for group in (payments, refunds)]
    return len(known[0]) + len(known[1]) == len(amounts) and sorted(known[0]) == sorted(known[1])


def account_for(numbers: Iterable[int], rows: Sequence[ListRow]) -> list[ListRow]:
    """The rows in the order of their source, with a doubtful one for every line no reader spoke of."""
    told = {row.number for row in rows}
    missing = [number for number in numbers if number not in told]
    if not missing:
        return list(rows)
    unread = [ListRow(n, RowVerdict.DOUBTFUL, remarks=(problem("no_month"),), elsewhere=True) for n in missing]
    kept = sorted(rows, key=lambda row: row.number)
    for row in unread:
        kept.insert(bisect_left([it.number for it in kept], row.number), row)
    return kept
