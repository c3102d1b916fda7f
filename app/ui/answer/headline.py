"""Words the sentences at the top of an answer, with terms and figures as links."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Matter
from app.ui.answer.option_html import COST, LAPSES, PAY_BY
from app.ui.state.session import State
from app.ui.widgets.rich_label import Figure, with_figures
from app.wording.glossary import glossary_in
from app.wording.outcome import consequence, days_caution, in_vain, lapse_length, situation
from app.wording.phrasebook import Phrasebook
from app.wording.values import day, day_after, joined_as_is, money, postponed, wait_length

if TYPE_CHECKING:
    from app.rules.outcome.assessment import Change, Option

Sentence = tuple[str, str]
"""A sentence as plain text and as rich text."""
_WEIGHT = ("verdict", "waiting", "gap_costs", "continuity", "price")
_MOST_NAMED = 2


class Teller:
    """Words the top of the answer of a state. `met` holds the terms explained so far."""

    def __init__(self, phrases: Phrasebook, state: State, palette: QPalette) -> None:
        self._phrases, self._state = phrases, state
        self._link = palette.color(QPalette.ColorRole.Link).name()
        self.met: set[str] = set()

    def met_above(self) -> set[str]:
        """The terms linked at the top of the answer."""
        self.situation(), self.conclusion(), self.countdown(), self.disputes()
        return self.met

    def situation(self) -> Sentence:
        """What happened; the length of the lapse and the end of benefits are links to their reasons."""
        assessment = self._state.assessment
        if assessment is None:
            return "", ""
        text, figures = self._phrases.of(situation(assessment)), []
        if assessment.lapses:
            latest = assessment.lapses[-1]
            said = [lapse_length(latest.lapse)]
            if latest.benefits_end is not None:
                said.append(day(latest.benefits_end))
            figures = [(self._phrases.of(each), LAPSES) for each in said]
        elif assessment.impending is not None and assessment.impending.finding.benefits_end is not None:
            figures = [(self._phrases.of(day(assessment.impending.finding.benefits_end)), LAPSES)]
        return self._linked(text, figures)

    def conclusion(self) -> Sentence:
        """What the option shown leads to; day, wait and cost are links to their reasons."""
        option = self._state.option
        if option is None:
            return "", ""
        return self._linked(self._phrases.of(consequence(option)).strip(), self._figures(option))

    def _figures(self, option: Option) -> list[Figure]:
        figures = []
        if option.benefits_from is not None:
            figures.append((day_after(option.benefits_from, option.pay_on.year), Matter.COVER.value))
        if option.waiting is not None or option.benefits_from is not None:
            figures.append((wait_length(option.waiting), Matter.COVER.value))
        if option.cost is not None:
            figures.append((money(option.cost.total), COST))
        return [(self._phrases.of(said), key) for said, key in figures]

    def countdown(self) -> Sentence:
        """How many days are left before the answer changes, and how; empty where no day is known."""
        option = self._state.option
        if option is None or option.nothing_lost_until is None or in_vain(option) is not None:
            return "", ""
        as_of, last = self._state.as_of, option.nothing_lost_until
        left = (last - as_of).days
        said_day = self._phrases.of(day_after(last, as_of.year))
        if left < 0:
            return self._linked(self._phrases("answer.countdown.past", day=said_day), [(said_day, PAY_BY)])
        key = {0: "answer.countdown.today", 1: "answer.countdown.one"}.get(left, "answer.countdown")
        changes = self._changes(option, last)
        filled = {"day": said_day, "changes": changes} | ({"n": left} if left > 1 else {})
        told = joined_as_is(self._phrases.phrase(key, **filled), Bilingual("", " "), days_caution(option))
        return self._linked(self._phrases.of(told).strip(), [(said_day, PAY_BY)])

    def _changes(self, option: Option, last: date) -> str:
        """What comes of paying after a day: the changes of the next day on which any come."""

        def weight(change: Change) -> int:
            return _WEIGHT.index(change.matter) if change.matter in _WEIGHT else len(_WEIGHT)

        begins = option.postponed_to
        if begins is not None:
            return self._phrases.of(postponed(day_after(begins, last.year)))
        later = [change for change in option.changes if change.on > last]
        on = min((change.on for change in later), default=None)
        changes = sorted((change for change in later if change.on == on), key=weight)[:_MOST_NAMED]
        return self._phrases("list.semicolon").join(
            self._phrases(f"answer.then.{change.matter}", after=change.after) for change in changes
        )

    def disputes(self) -> Sentence:
        """In which matters of the option shown sources disagree, as links to what they say."""
        option = self._state.option
        matters = dict.fromkeys(other.matter for other in option.disagreements) if option is not None else {}
        if not matters:
            return "", ""
        named = [(self._phrases.plain(f"matter.{matter.value}.short"), matter.value) for matter in matters]
        listed = self._phrases("list.comma").join(name for name, _ in named)
        return self._linked(self._phrases("answer.disputed", matters=listed), named)

    def _linked(self, text: str, figures: list[Figure]) -> Sentence:
        html = with_figures(text, figures, self._link)
        return text, glossary_in(self._phrases.language).marked(html, self.met)
