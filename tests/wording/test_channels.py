"""A channel is worded once: what it is, what for, how it is reached, and that weak sources want checking."""

from __future__ import annotations

from app.rules.bilingual import Bilingual
from app.rules.law.terms import ChannelKind, Grade
from app.rules.outcome.assessment import Channel
from app.wording.channels import channel_name, channel_sentence


def channel(kind: ChannelKind, phone: str = "", address: str = "", grade: Grade = Grade.A) -> Channel:
    return Channel("id", kind, Bilingual("甲", "Jia"), Bilingual("查记录", "records"), phone, address, (), grade)


def test_the_name_shows_what_kind_of_channel_it_is() -> None:
    named = {kind: channel_name(channel(kind)) for kind in ChannelKind}
    assert {name.zh for name in named.values()} == {"甲 App", "公众号“甲”", "小程序“甲”", "网站“甲”", "甲"}
    assert named[ChannelKind.MINI].en == "Jia (mini-programme)"


def test_phone_and_address_follow_what_it_is_good_for() -> None:
    assert channel_sentence(channel(ChannelKind.HALL)).zh == "甲：查记录"
    hall = channel_sentence(channel(ChannelKind.HALL, "024-12345", "某街1号"))
    assert hall == Bilingual("甲：查记录（电话 024-12345；地址 某街1号）", "Jia: records (phone 024-12345; at 某街1号)")
    assert channel_sentence(channel(ChannelKind.SITE, address="yb.example")).zh == "网站“甲”：查记录（网址 yb.example）"


def test_a_channel_that_only_weak_sources_name_is_to_be_checked() -> None:
    weak = channel_sentence(channel(ChannelKind.HOTLINE, "12393", grade=Grade.C))
    assert weak.zh == "甲：查记录（电话 12393；非官方来源，请核对）"
    assert weak.en == "Jia: records (phone 12393; not official, please check)"
