"""The names of facts that are asked for: `lapse_cause:2026-09` in `missing_facts`, and in the `answers` of a case."""

from __future__ import annotations

from enum import StrEnum


class Question(StrEnum):
    """What is asked of the person; a name begins with it, and goes on with what it is asked about."""

    CAUSE = "lapse_cause"
    MONTHS = "month_status"
    UNEMPLOYMENT = "unemployment_benefit"
    IN_WINDOW = "in_window"
    CREDITED = "credited_on"
    GROUP = "group"
    BIRTH_DATE = "birth_date"
    SINCE = "since"
    FIRST_ENROLMENT = "first_enrolment"
    PARENT_INSURED = "parent_insured"
    RETIREMENT_CATEGORY = "retirement_category"


_BY_NAME = {question.value: question for question in Question}


class FactName(str):
    """The name of a fact as documents spell it: a text that knows its question, and what that is asked about.

    >>> name = FactName("lapse_cause:2026-09")
    >>> name.question is Question.CAUSE, name.about
    (True, '2026-09')
    >>> FactName("shoe_size").question is None
    True
    """

    __slots__ = ()

    @classmethod
    def of(cls, question: Question, *about: object) -> FactName:
        """The name under which a question is asked, about a month, a year, a day.

        >>> from datetime import date
        >>> FactName.of(Question.IN_WINDOW, 2027, date(2027, 1, 10))
        'in_window:2027:2027-01-10'
        """
        return cls(":".join((question.value, *map(str, about))))

    @property
    def question(self) -> Question | None:
        """The question; None where the name is none of ours."""
        return _BY_NAME.get(self.partition(":")[0])

    @property
    def about(self) -> str:
        """What it is asked about; empty where there is but one such fact."""
        return self.partition(":")[2]
