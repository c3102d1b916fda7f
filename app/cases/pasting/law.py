"""The law of reading: what the cells of a row come to, and what becomes of a row that is not certain.

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
from app.cases.pasting.rows import Draft, LeftOut, ListRow, RowVerdict, in_order, left_out, problem
from app.rules.record.history import Kind, Scheme, Status
from app.rules.record.months import Month, Span

Entry = Draft | ListRow
"""A row that is still being judged, or one that is left out already."""

_MOVES_MONEY: Final = (Kind.REFUND, Kind.ADJUSTMENT)
_CUT_ZERO = re.compile(r"(\d{4})\.1")
_PAIR: Final = 2  # rows that change places
_LEAST_ORDER: Final = 3  # rows in order before another one can be out of it
_FEW: Final = 10  # one row in so many may be out of order; more, and the list has another order
_MOST_RANGES: Final = 2  # rows in ten that may be ranges in a list with a row a month
_YEAR: Final = 12
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
        if status is Status.PAID and said.status_expected:
            draft.doubt("no_status")
        if status is Status.PAID and said.credited == "" and said.credit_expected:
            draft.doubt("no_credit")
        return status
    if arrived and not said.status_expected:
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
            draft.elsewhere = draft.elsewhere or count > months


# what the rows of a table come to together


def settle_table(entries: Sequence[Entry]) -> list[ListRow]:
    """The rows of one table, each with its verdict, after a look at them all."""
    drafts = [entry for entry in entries if isinstance(entry, Draft) and not entry.empty]
    _doubt_cut_zeros(drafts)
    for one in _of_one_insurance(drafts):
        _doubt_too_long(one)
        _doubt_said_twice(one)
        _doubt_out_of_order([draft for draft in one if draft.spans and _is_common(draft)])
    _doubt_far_away(drafts)
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


def _of_one_insurance(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Rows that say one month or range each, by the insurance, place and share they are of."""
    groups: dict[tuple[Scheme | None, str | None, str], list[Draft]] = {}
    for draft in drafts:
        if len(draft.spans) == 1 and draft.known.get("kind", Kind.NORMAL) not in _MOVES_MONEY:
            key = (draft.known.get("scheme"), draft.known.get("region"), draft.part)
            groups.setdefault(key, []).append(draft)
    return list(groups.values())


def _is_common(draft: Draft) -> bool:
    """True for a row that was paid in the common way: such are printed in order."""
    return draft.known.get("kind", Kind.NORMAL) in (Kind.NORMAL, Kind.UNEMPLOYMENT_FUND)


def _is_month(draft: Draft) -> bool:
    return len(draft.spans) == 1 and len(draft.spans[0]) == 1


def _doubt_out_of_order(drafts: Sequence[Draft]) -> None:
    """Doubt the few rows that break the order all others keep: their months may be misprinted."""
    months = [draft.spans[0].first.index for draft in drafts]
    longest, kept = max(_surely_in_order(months), _surely_in_order([-month for month in months]))
    outside = set(range(len(months))) - set(kept)
    if longest < _LEAST_ORDER or len(outside) > max(_PAIR, len(months) // _FEW):
        return
    for place in outside:
        draft = drafts[place]
        if not draft.cut_zero and not _was_late(draft, months, place, kept):
            _doubt_month(draft)


def _doubt_far_away(drafts: Sequence[Draft]) -> None:
    """Doubt a month at the end of a list that is more than a year from all others: its year may be misprinted."""
    spans = sorted({span for draft in drafts for span in draft.spans})
    if len(spans) <= _LEAST_ORDER:
        return
    oldest, newest = spans[0], spans[-1]
    far = {oldest} if spans[1].first - oldest.last > _YEAR else set()
    if newest.first - max(span.last for span in spans[:-1]) > _YEAR:
        far.add(newest)
    for draft in drafts:
        if _is_month(draft) and draft.spans[0] in far:
            _doubt_month(draft)


def _was_late(draft: Draft, months: Sequence[int], place: int, ordered: Sequence[int]) -> bool:
    """True for a row that stands where it was booked, months after the one it is for, and leaves none out there."""
    if draft.booked is None or draft.booked <= draft.spans[0].first or months.count(draft.booked.index) == 0:
        return False
    n = bisect_left(ordered, place)
    return 0 < n < len(ordered) and abs(months[ordered[n]] - months[ordered[n - 1]]) <= 1


def _doubt_month(draft: Draft) -> None:
    draft.doubt("out_of_order", text=str(draft.spans[0].first))
    draft.elsewhere = True


def _doubt_too_long(drafts: Sequence[Draft]) -> None:
    """Doubt a range across months that have rows of their own, or of more than a year, in a list with a row a month."""
    single = [draft for draft in drafts if _is_month(draft)]
    if len(single) < _LEAST_ORDER or len(single) * _FEW < len(drafts) * (_FEW - _MOST_RANGES):
        return
    months = {draft.spans[0].first for draft in single}
    for draft in drafts:
        long = len(draft.spans[0]) > _YEAR
        if not _is_month(draft) and (long or any(month in months for month in draft.spans[0])):
            draft.doubt("overlaps", text=str(draft.spans[0]))
            draft.elsewhere = True


def _surely_in_order(numbers: Sequence[int]) -> tuple[int, list[int]]:
    """How long a run that never falls can be, and the places of the numbers that stand in every such run.

    >>> _surely_in_order([1, 2, 9, 3, 4]), _surely_in_order([5, 1, 6, 7])
    ((4, [0, 1, 3, 4]), (3, [2, 3]))
    """
    before = _lengths(numbers)
    after = _lengths([-number for number in reversed(numbers)])[::-1]
    longest = max(before, default=0)
    ranks: dict[int, list[int]] = {}
    for place, (left, right) in enumerate(zip(before, after, strict=True)):
        if left + right - 1 == longest:
            ranks.setdefault(left, []).append(place)
    return longest, [places[0] for _, places in sorted(ranks.items()) if len(places) == 1]


def _lengths(numbers: Sequence[int]) -> list[int]:
    """For each number how long a run that never falls can be that ends with it."""
    ends: list[int] = []
    lengths: list[int] = []
    for number in numbers:
        n = bisect_right(ends, number)
        ends[n : n + 1] = [number]
        lengths.append(n + 1)
    return lengths


def _doubt_said_twice(drafts: Sequence[Draft]) -> None:
    """Doubt the second of two rows of the same months where a month beside them is missing, if that is rare."""
    seen: dict[Span, Draft] = {}
    again: list[Draft] = []
    for draft in drafts:
        if draft.spans[0] in seen:
            again.append(draft)
        seen.setdefault(draft.spans[0], draft)
    if not again or len(again) > max(1, len(drafts) // _FEW):
        return
    covered = {month for span in seen for month in span}
    begin, end = min(covered), max(covered)
    ordered = in_order([draft.spans[0].first for draft in drafts])
    for draft in again:
        span = draft.spans[0]
        beside = [month for month in (span.first + -1, span.last + 1) if month not in covered]
        inside = [month for month in beside if begin < month < end]
        if inside or (beside and (len(seen) >= _LEAST_ORDER or len(span) > 1 or not ordered)):
            draft.doubt("said_twice", month=str(span.first))
            draft.elsewhere = True
            if seen[span].known.get("status") == draft.known.get("status"):
                draft.spans = ()  # one of the two is of these months, whichever it is


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


def settle_money_moved(rows: Sequence[ListRow]) -> list[ListRow]:
    """Let a refund cancel only what it equals, one payment of the same months and as much money; doubt any other.

    An adjustment adjusts months that were paid: of those that no other row speaks of nobody knows.
    """
    moving = [row for row in rows if row.kind in _MOVES_MONEY and row.verdict is RowVerdict.TAKEN]
    if not moving:
        return list(rows)
    refunds = [row for row in moving if row.kind is Kind.REFUND]
    paid = [row for row in rows if row.kind not in _MOVES_MONEY and row.verdict is not RowVerdict.LEFT_OUT]
    payments, beside = _by_month(paid), _by_month(refunds)
    settled: dict[int, ListRow] = {}
    for row in moving:
        if row.kind is Kind.REFUND:
            if not _equals(_touching(row, payments), _touching(row, beside), row):
                settled[id(row)] = _in_doubt(row, "refund_unequal")
            continue
        alone = [m for span in row.spans for m in span if (row.scheme, row.region, m.index) not in payments]
        if alone:
            spans = tuple(Span(month, month) for month in alone)
            settled[id(row)] = replace(_in_doubt(row, "adjusts_nothing"), spans=spans)
    return [settled.get(id(row), row) for row in rows]


def settle_open_schemes(rows: Sequence[ListRow]) -> list[ListRow]:
    """Doubt rows that leave their scheme open in a list that holds resident insurance too."""
    named = {row.scheme for row in rows if row.verdict is not RowVerdict.LEFT_OUT}
    if Scheme.RESIDENT not in named:
        return list(rows)
    return [
        _in_doubt(row, "scheme_open") if row.scheme is None and row.verdict is RowVerdict.TAKEN else row for row in rows
    ]


def _in_doubt(row: ListRow, key: str) -> ListRow:
    return replace(row, verdict=RowVerdict.DOUBTFUL, remarks=(problem(key), *row.remarks))


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
