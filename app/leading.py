"""Says why the leading way comes first, which way of the other kind is sooner, and what extra money buys."""

from __future__ import annotations

from collections.abc import Iterator

from app import plain
from app.rules.assessment import Assessment, Gain, Option, Verdict
from app.rules.said import Said
from app.wording import phrases


def why_leading(assessment: Assessment) -> Said | None:
    """The sentences that stand beside the leading way; None where there is no way at all."""
    if assessment.ranking.leading is None:
        return None
    return plain.joined(*_sentences(assessment))


def _sentences(assessment: Assessment) -> Iterator[Said]:
    leading, ways = assessment.ranking.leading, assessment.ways
    if leading is None:
        return
    yield _say(leading.because.value)
    if leading.sooner is not None:
        yield _other("sooner", ways[leading.sooner])
    if leading.surer is not None and leading.surer != leading.sooner:
        yield _other("surer", ways[leading.surer])
    if leading.gain is not None:
        yield _gain(leading.gain)


def _other(key: str, option: Option) -> Said:
    asked = key if option.verdict is Verdict.YES else f"{key}.ask"
    assert option.benefits_from is not None  # noqa: S101  neither sooner nor surer without a day
    return _say(asked, title=plain.option_title(option), day=plain.day(option.benefits_from))


def _gain(gain: Gain) -> Said:
    gains = [_say("gain.continuity")] if gain.continuity else []
    if gain.gap is not None:
        gains.append(_say(f"gain.{gain.gap}"))
    mark = _say("gain.and")
    listed = Said(mark.zh.join(each.zh for each in gains), mark.en.join(each.en for each in gains))
    return _say("gain", extra=plain.money(gain.extra), gains=listed)


def _say(key: str, **values: object) -> Said:
    phrase = phrases("leading")[key]
    return phrase.filled(**values) if values else phrase
