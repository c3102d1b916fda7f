"""Says why the leading option comes first, which one of the other kind is sooner, and what extra money buys."""

from __future__ import annotations

from collections.abc import Iterator

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Assessment, Because, Gain, Option
from app.wording.outcome import option_title
from app.wording.phrasebook import phrase
from app.wording.values import day, joined, money

AREA = "leading"


def why_leading(assessment: Assessment) -> Bilingual | None:
    """The sentences shown beside the leading option; None where there is no option at all."""
    if assessment.ranking.leading is None:
        return None
    first, *others = _sentences(assessment)
    return joined(first, *(part for sentence in others for part in (Bilingual("", " "), sentence)))


def _sentences(assessment: Assessment) -> Iterator[Bilingual]:
    leading, ways = assessment.ranking.leading, assessment.ways
    if leading is None:
        return
    yield phrase(AREA, _because(leading.because, ways[leading.key]))
    if leading.sooner is not None:
        yield _other("sooner", ways[leading.sooner])
    if leading.surer is not None and leading.surer != leading.sooner:
        yield _other("surer", ways[leading.surer])
    if leading.with_employer is not None:
        yield _other("employer", ways[leading.with_employer])
    if leading.gain is not None:
        yield _gain(leading.gain)


def _because(because: Because, option: Option) -> str:
    """The phrase key. Options also compare equal when the first day is open for both: then it is not one same day."""
    return f"{because.value}.open" if because in _BY_DAY and option.benefits_from is None else because.value


_BY_DAY = (
    Because.EARLIEST,
    Because.KEEPS_CONTINUITY,
    Because.NOTHING_BOUGHT,
    Because.CHEAPER,
    Because.COST_KNOWN,
)


def _other(key: str, option: Option) -> Bilingual:
    asked = key if option.verdict is Verdict.YES else f"{key}.ask"
    assert option.benefits_from is not None  # noqa: S101  none of them without a day
    return phrase(AREA, asked, title=option_title(option), day=day(option.benefits_from))


def _gain(gain: Gain) -> Bilingual:
    gains = [phrase(AREA, "gain.continuity")] if gain.continuity else []
    if gain.gap is not None:
        gains.append(phrase(AREA, f"gain.{gain.gap}"))
    mark = phrase(AREA, "gain.and")
    listed = Bilingual(mark.zh.join(each.zh for each in gains), mark.en.join(each.en for each in gains))
    return phrase(AREA, "gain", extra=money(gain.extra), gains=listed)
