"""Sums up in sentences how a list was understood, and what to check before it is taken over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from app.cases.pasting.into_record import RecordProposal
from app.cases.pasting.reading import Listing
from app.cases.pasting.rows import LeftOut, RowVerdict
from app.rules.bilingual import Bilingual
from app.rules.record.history import Period, Scheme, Status
from app.rules.record.lapses import Lapse
from app.rules.record.months import Month, Span
from app.wording.phrasebook import phrase
from app.wording.values import months as months_said
from app.wording.values import scheme_name

_MOST_SPANS = 4
_say: Final = partial(phrase, "paste")
_SPAN = "{first}…{last}"


def summary(listing: Listing, proposal: RecordProposal) -> Bilingual:
    """How many months were read, of which scheme, from when to when; and how many rows could not be."""
    paid = [_of_scheme(scheme, proposal.periods) for scheme in Scheme if _months(proposal.periods, scheme)]
    others = [
        _say(f"summary.{status.value}", n=months_said(count))
        for status in (Status.UNPAID, Status.PARTLY_PAID, Status.IN_TRANSIT, Status.UNKNOWN)
        if (count := len(_standing(proposal.periods, status)))
    ]
    months = {month for row in proposal.periods if row.makes_months for month in row.span}
    said = _listed([*paid, *others])
    told = _say("summary", n=months_said(len(months)), said=said)
    doubtful = _rows(listing, RowVerdict.DOUBTFUL)
    return told if doubtful is None else Bilingual(f"{told.zh}{doubtful.zh}", f"{told.en} {doubtful.en}")


def left_out_said(listing: Listing) -> Bilingual | None:
    """How many rows are no part of the record, by their reasons; None where every row is."""
    counts = [
        _say(f"left_out.{reason.value}", n=count) for reason in LeftOut if (count := listing.left_out.get(reason, 0))
    ]
    total = sum(listing.left_out.values())
    return _say("summary.left_out", n=total, reasons=_listed(counts)) if counts else None


def counts_said(listing: Listing) -> Bilingual:
    """How many lines the list has, and how many of them are used, in doubt and left out."""
    found = listing.counts
    counts = {verdict: found.get(verdict, 0) for verdict in RowVerdict}
    return _say("counts", n=sum(counts.values()), **{verdict.value: count for verdict, count in counts.items()})


def cautions(listing: Listing, proposal: RecordProposal, differing: tuple[Span, ...]) -> tuple[Bilingual, ...]:
    """What the person should look at before the list is taken over."""
    months = {
        "contradicted": proposal.contradicted,
        "twice": proposal.twice,
        "guessed": proposal.guessed,
        "differing": differing,
    }
    told = [_say(f"caution.{key}", spans=spans_said(spans)) for key, spans in months.items() if spans]
    if not listing.says_status:
        told.append(_say("caution.no_status"))
    told += [*listing.findings, *listing.notes]
    return tuple(told)


def lapses_said(lapses: Sequence[Lapse], proposal: RecordProposal) -> Bilingual:
    """The lapses a record has with a list taken over; none is promised while months are not known."""
    if not lapses:
        unknown = any(row.makes_months and row.unsettled for row in proposal.periods)
        return _say("lapses.none_unknown" if unknown else "lapses.none")
    said = [
        _say("lapse.open" if lapse.open else "lapse", span=spans_said([lapse.span]), n=months_said(len(lapse.span)))
        for lapse in lapses[:_MOST_SPANS]
    ]
    more = [_say("spans.and_more")] if len(lapses) > _MOST_SPANS else []
    return _say("lapses", n=len(lapses), lapses=_listed([*said, *more]))


def spans_said(spans: Iterable[Span]) -> Bilingual:
    """Spans of months as a list writes them; the first few of many."""
    texts = [str(s.first) if s.first == s.last else _SPAN.format(first=s.first, last=s.last) for s in spans]
    shown = [Bilingual(text, text) for text in texts[:_MOST_SPANS]]
    listed = _listed(shown)
    return _say("spans.more", spans=listed, n=len(texts)) if len(texts) > _MOST_SPANS else listed


def _of_scheme(scheme: Scheme, periods: Iterable[Period]) -> Bilingual:
    months = sorted(_months(periods, scheme))
    span = Span(months[0], months[-1])
    return _say("summary.scheme", scheme=scheme_name(scheme), spans=spans_said([span]), n=months_said(len(months)))


def _months(periods: Iterable[Period], scheme: Scheme) -> set[Month]:
    return {
        m
        for row in periods
        if row.scheme is scheme and row.status is Status.PAID and row.makes_months
        for m in row.span
    }


def _standing(periods: Iterable[Period], status: Status) -> set[Month]:
    return {month for row in periods if row.status is status and row.makes_months for month in row.span}


def _rows(listing: Listing, verdict: RowVerdict) -> Bilingual | None:
    count = sum(row.verdict is verdict for row in listing.rows)
    return _say(f"summary.{verdict.value}", n=count) if count else None


def _listed(items: Iterable[Bilingual]) -> Bilingual:
    kept = list(items)
    return Bilingual("、".join(it.zh for it in kept), ", ".join(it.en for it in kept))
