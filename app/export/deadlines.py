"""The days by which something must be done, as values: for calendars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Final

from app.export.wanted import Wanted
from app.rules.bilingual import Bilingual
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Option
from app.rules.record.history import Scheme
from app.rules.value_type import value_type
from app.wording.cliffs import cliffs_of, loss_after
from app.wording.glance import About, act, glance
from app.wording.office_and_bills import margin_advice, safe_day
from app.wording.phrasebook import phrase
from app.wording.values import day

_say: Final = partial(phrase, "export")


@value_type
class Deadline:
    """A last day: what must be done by its end, and what follows if it is not."""

    on: date
    what: Bilingual
    why: Bilingual


def deadlines(wanted: Wanted) -> tuple[Deadline, ...]:
    """The deadlines of an answer from its day on, the first one first; of two on one day the more telling one."""
    found: dict[date, Deadline] = {}
    for deadline in _deadlines(wanted):
        if deadline.on >= wanted.assessment.as_of:
            found.setdefault(deadline.on, deadline)
    return tuple(found[day] for day in sorted(found))


def _deadlines(wanted: Wanted) -> Iterator[Deadline]:
    option, due = wanted.option, wanted.assessment.impending
    if option is not None and option.verdict is not Verdict.NO and not option.nothing_to_pay and option.in_vain is None:
        yield from _of_option(wanted, option)
    if due is not None and due.pay_by is not None:
        seen = glance(wanted.case, wanted.assessment, wanted.key, margin=wanted.style.margin)
        what = seen.answer(About.ACT).value if seen.answers else _say("deadline.go_on")
        yield Deadline(due.pay_by, _say("deadline.due", what=what, on=day(due.pay_by)), _say("deadline.due.why"))


def _of_option(wanted: Wanted, option: Option) -> Iterator[Deadline]:
    as_of, margin, way = wanted.assessment.as_of, wanted.style.margin, act(option)
    asks = "" if option.verdict is Verdict.YES else ".ask"
    last, safe = option.nothing_lost_until, safe_day(option, margin)
    if last is not None:
        yield Deadline(last, _say(f"deadline.last{asks}", way=way, on=day(last)), loss_after(option, as_of))
    if safe is not None:
        yield Deadline(safe, _say(f"deadline.safe{asks}", way=way, on=day(safe)), margin_advice(option, margin, as_of))
    steps = cliffs_of(option, as_of)
    for step, following in pairwise(steps):
        if step.pay_until is not None:
            told = {"when": following.when, "then": following.then, "loses": following.loses}
            why = _say("deadline.step.why.loses" if following.loses.zh else "deadline.step.why", **told)
            on = day(step.pay_until)
            yield Deadline(step.pay_until, _say(f"deadline.step{asks}", way=way, on=on), why)
    if option.pay_by is not None:
        yield Deadline(
            option.pay_by, _say(f"deadline.last{asks}", way=way, on=day(option.pay_by)), loss_after(option, as_of)
        )
    if option.resume_as is Scheme.RESIDENT:
        for window in wanted.assessment.windows:
            if window.year == option.insured_year:
                yield Deadline(
                    window.closes,
                    _say("deadline.window", year=window.year, on=day(window.closes)),
                    _say("deadline.window.why"),
                )
