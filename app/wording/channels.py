"""Words where something can be done or asked: what the channel is called, what it is good for, how it is reached.

Window, text, papers and `policy show` use the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from app.rules.bilingual import Bilingual
from app.rules.law.policy import ChannelRow
from app.rules.law.terms import ChannelKind
from app.rules.outcome.assessment import Channel
from app.wording.phrasebook import phrase
from app.wording.values import joined_as_is

AREA: Final = "channels"
_say: Final = partial(phrase, AREA)
TITLE: Final = _say("title")
UNSURE_THESE: Final = _say("unsure.these")
_UNSURE: Final = _say("unsure")


def channel_name(channel: Channel | ChannelRow) -> Bilingual:
    """What a channel is called, with its kind where the name alone does not show it."""
    return _say(f"kind.{channel.kind}", name=channel.name)


def channel_reached(channel: Channel | ChannelRow) -> tuple[Bilingual, ...]:
    """Its phone and its address, each as it is told; nothing where neither is known."""
    found = []
    if channel.phone:
        found.append(_say("phone", phone=channel.phone))
    if channel.address:
        found.append(_say("site" if channel.kind is ChannelKind.SITE else "address", address=channel.address))
    return tuple(found)


def channel_use(channel: Channel) -> Bilingual:
    """What a channel is good for and how it is reached; one that weak sources name is to be checked."""
    return joined_as_is(
        channel.what, *_beside(*channel_reached(channel), *([] if channel.grade.decides else [_UNSURE]))
    )


def channel_reach(channel: Channel) -> Bilingual:
    """The same without the mark of weak sources, for a place that says it of several channels at once."""
    return joined_as_is(channel.what, *_beside(*channel_reached(channel)))


def channel_sentence(channel: Channel) -> Bilingual:
    """A channel in one line."""
    return _say("line", name=channel_name(channel), use=channel_use(channel))


def _beside(*told: Bilingual) -> Iterator[Bilingual]:
    for number, each in enumerate(told):
        yield _say("next" if number else "beside")
        yield each
    if told:
        yield _say("end")
