"""Every key of the assessment document `xubaotong.assessment/1`, once: where its value is found, and its kind.

Writer and JSON Schema are made from this table, in its order. A new key is a line here. Needs no pydantic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any, Final, Literal, TypeAlias

import app
from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, Grade, Matter, Source, Verdict
from app.rules.outcome.assessment import Assessment, OptionId, Retirement
from app.rules.record.case import Cause
from app.rules.record.history import Scheme
from app.wording.leading import why_leading

FORMAT: Final = "xubaotong.assessment/1"


class Value:
    """A value that stands for itself: how it is written, the type it then has, and the `limits` pydantic knows."""

    def __init__(self, of: Any, write: Callable[[Any], Any] | None = None, **limits: Any) -> None:
        self.of, self.write, self.limits = of, write, limits


class Sentence:
    """A sentence, written in the language asked for."""


class Several:
    """A list of values of one kind."""

    def __init__(self, item: Kind) -> None:
        self.item = item


class Part:
    """An object: its name in the schema, what it is, and its keys."""

    def __init__(self, name: str, told: str, *keys: Key) -> None:
        self.name, self.told, self.keys = name, told, keys


Kind: TypeAlias = Value | Sentence | Several | Part


class Key:
    """One key: its kind, and where its value is found (`get`; without one, in the attribute of that name).

    `may_be_null`: the value is null where there is none. A key with a `default` is left out where there is none.
    """

    def __init__(
        self,
        name: str,
        kind: Kind,
        get: Callable[[Any], Any] | None = None,
        *,
        may_be_null: bool = False,
        default: int | None = None,
    ) -> None:
        self.name, self.kind, self.get = name, kind, get or attrgetter(name)
        self.may_be_null, self.default = may_be_null, default


def _or_null(name: str, kind: Kind, get: Callable[[Any], Any] | None = None) -> Key:
    return Key(name, kind, get, may_be_null=True)


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _years_and_months(months: int) -> str:
    return f"{months // 12}y{months % 12}m"


def _source(source: Source) -> str:
    return f"{source.title}（{source.number}）" if source.number else source.title


_value = attrgetter("value")

TEXT: Final = Value(str)
SENTENCE: Final = Sentence()
YES_NO: Final = Value(bool)
WHOLE: Final = Value(int)
COUNT: Final = Value(int, ge=0)
PERCENT: Final = Value(int, ge=0, le=100)
DAY: Final = Value(str, date.isoformat, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
MONTH: Final = Value(str, str, pattern=r"^[0-9]{4}-[0-9]{2}$")
MONEY: Final = Value(str, _money, pattern=r"^-?[0-9]+\.[0-9]{2}$")
REGION: Final = Value(str, pattern=r"^[0-9]{6}$")
YEARS: Final = Value(str, _years_and_months, pattern=r"^[0-9]+y([0-9]|1[01])m$", examples=["58y0m"])
SOURCE: Final = Value(str, _source)
SCHEME: Final = Value(Scheme, _value)
BEARER: Final = Value(Bearer, _value)
VERDICT: Final = Value(Verdict, _value)
GRADE: Final = Value(Grade, _value)
MATTER: Final = Value(Matter, _value)
CAUSE: Final = Value(Cause, _value)
OPTION_ID: Final = Value(OptionId, _value)

POLICY: Final = Part(
    "PolicyPart",
    "A policy pack that took part; `requested` is the region the case asked for.",
    Key("code", REGION),
    Key("name", SENTENCE),
    Key("version", TEXT),
    Key("sha256", TEXT),
    Key("stale", YES_NO),
    Key("requested", REGION),
    Key("standing", SENTENCE),
)
SPAN: Final = Part(
    "SpanPart",
    "Months in a row, both ends included.",
    Key("start", MONTH, attrgetter("first")),
    Key("end", MONTH, attrgetter("last")),
)
LAPSE: Final = Part(
    "LapsePart",
    "Unpaid months in a row, and the last day of benefits where a rule says.",
    Key("start", MONTH, attrgetter("lapse.span.first")),
    Key("end", MONTH, attrgetter("lapse.span.last")),
    Key("months", Value(int, ge=1), lambda finding: len(finding.lapse.span)),
    Key("open", YES_NO, attrgetter("lapse.open")),
    _or_null("scheme_before", SCHEME, attrgetter("lapse.scheme_before")),
    _or_null("scheme_after", SCHEME, attrgetter("lapse.scheme_after")),
    Key("cause", CAUSE, attrgetter("lapse.cause")),
    _or_null("benefits_end", DAY),
)


def _months_of(scheme: Scheme, months: Mapping[Scheme, int]) -> int | None:
    return months.get(scheme)


CUMULATIVE: Final = Part(
    "CumulativePart",
    "Months of cover by scheme.",
    *(Key(scheme.value, COUNT, partial(_months_of, scheme), default=0) for scheme in Scheme),
)
COST_LINE: Final = Part(
    "CostLinePart",
    "One line of a bill, in yuan; `users_own`: with a figure the user supplied, `reference`: from weak sources.",
    Key("label", SENTENCE),
    Key("formula", TEXT),
    Key("amount", MONEY),
    Key("source", TEXT),
    Key("payer", BEARER),
    Key("users_own", YES_NO),
    Key("reference", YES_NO),
)
COST: Final = Part(
    "CostPart",
    "A bill in yuan.",
    Key("principal", MONEY),
    Key("late_charge", MONEY),
    Key("extras", MONEY),
    Key("total", MONEY),
    Key("reference", YES_NO),
    Key("lines", Several(COST_LINE)),
)
WAITING: Final = Part(
    "WaitingPart",
    "A waiting period, first and last day included; what is paid meanwhile in percent.",
    _or_null("months", COUNT),
    _or_null("days", COUNT),
    Key("fixed_months", COUNT),
    Key("variable_months", COUNT),
    Key("start", DAY),
    Key("end", DAY),
    Key("benefit_percent", PERCENT),
)
COVER: Final = Part(
    "CoverPart",
    "Days in a row with one share in percent and one bearer of costs; `until` null has no end.",
    Key("from", DAY, attrgetter("since")),
    _or_null("until", DAY),
    Key("percent", PERCENT),
    Key("services", TEXT),
    _or_null("scheme", SCHEME),
    Key("payer", BEARER),
)
REQUIRED_DOCUMENT: Final = Part(
    "RequiredDocumentPart",
    "One line of the checklist.",
    Key("id", TEXT),
    Key("title", SENTENCE),
    Key("form", SENTENCE),
    Key("copies", COUNT),
    Key("where", SENTENCE),
    Key("why", SENTENCE),
    _or_null("instead", SENTENCE),
    _or_null("if_missing", SENTENCE),
    Key("sources", Several(SOURCE)),
    Key("grade", GRADE),
)
MONTHS_AHEAD: Final = Part(
    "MonthsAheadPart",
    "Months paid at once when contributions go on; their cost is no part of the option's.",
    Key("months", SPAN, attrgetter("span")),
    _or_null("cost", COST),
    _or_null("missing", TEXT),
)
STEP: Final = Part(
    "StepPart",
    "One thing to do, in order.",
    Key("id", TEXT),
    Key("text", SENTENCE),
    _or_null("contact", SENTENCE),
    Key("sources", Several(SOURCE)),
    Key("grade", GRADE),
    _or_null("pays", MONTHS_AHEAD),
)
REASON: Final = Part(
    "ReasonPart",
    "Why one matter is answered as it is.",
    Key("matter", MATTER),
    Key("rule", TEXT),
    Key("text", SENTENCE),
    _or_null("when", SENTENCE),
    Key("facts", Several(SENTENCE)),
    Key("sources", Several(SOURCE)),
    Key("grade", GRADE),
    Key("inherited", YES_NO),
    Key("vouched", YES_NO),
)
DISAGREEMENT: Final = Part(
    "DisagreementPart",
    "Another source that says otherwise.",
    Key("matter", MATTER),
    Key("says", SENTENCE),
    Key("source", SOURCE),
    Key("grade", GRADE, attrgetter("source.grade")),
)
ASSUMPTION: Final = Part(
    "AssumptionPart",
    "What was assumed where the text leaves room.",
    Key("id", TEXT),
    Key("text", SENTENCE),
)
QUESTION: Final = Part(
    "QuestionPart",
    "A question only the office can answer, and whom to ask.",
    Key("text", SENTENCE),
    Key("whom", SENTENCE),
)
CHANGE: Final = Part(
    "ChangePart",
    "A day on which paying later begins to give another outcome.",
    Key("on", DAY),
    Key("matter", TEXT),
    Key("before", SENTENCE),
    Key("after", SENTENCE),
)
WORST: Final = Part(
    "WorstPart",
    "The worst outcome where several are possible.",
    _or_null("benefits_from", DAY),
    _or_null("waiting", WAITING),
    _or_null("total", MONEY),
    Key("gap_costs", BEARER),
)
PAY_STEP: Final = Part(
    "PayStepPart",
    "Payment days in a row after which something is lost, with what a payment on the first of them leads to.",
    Key("pay_from", DAY),
    _or_null("pay_until", DAY),
    _or_null("benefits_from", DAY),
    _or_null("waiting", WAITING),
)
MATERNITY: Final = Part(
    "MaternityPart",
    "The maternity allowance: the months it needs, those counted once the option is paid, from when the fund pays it.",
    Key("verdict", VERDICT),
    _or_null("from", DAY, attrgetter("since")),
    Key("months_needed", COUNT),
    _or_null("months_counted", COUNT),
    Key("allowance", BEARER),
)
OPTION: Final = Part(
    "OptionPart",
    "One way to close the lapse, with everything it leads to.",
    Key("id", OPTION_ID),
    Key("resume_as", SCHEME),
    Key("pay_on", DAY),
    Key("back_pay", YES_NO),
    Key("repair_years", COUNT),
    _or_null("insured_year", WHOLE),
    _or_null("insured_from", DAY),
    _or_null("insured_until", DAY),
    _or_null("lapse", SPAN),
    Key("verdict", VERDICT),
    Key("reference", YES_NO),
    Key("decided_by_office", Several(TEXT)),
    _or_null("pay_by", DAY),
    _or_null("cost", COST),
    _or_null("waiting", WAITING),
    _or_null("benefits_from", DAY),
    _or_null("benefits_until", DAY),
    _or_null("if_worst", WORST),
    Key("pay_steps", Several(PAY_STEP)),
    Key("cover", Several(COVER)),
    Key("gap_costs", BEARER),
    Key("continuity", TEXT),
    Key("personal_account", TEXT),
    _or_null("maternity", MATERNITY),
    Key("documents", Several(TEXT), lambda option: [document.id for document in option.documents]),
    Key("required_documents", Several(REQUIRED_DOCUMENT), attrgetter("documents")),
    Key("steps", Several(STEP)),
    Key("reasons", Several(REASON)),
    Key("disagreements", Several(DISAGREEMENT)),
    Key("outranked", Several(DISAGREEMENT)),
    Key("assumptions", Several(ASSUMPTION)),
    Key("office_questions", Several(QUESTION), attrgetter("questions")),
    Key("changes", Several(CHANGE)),
)
TODAY: Final = Part(
    "TodayPart",
    "Whether treatment is paid on the as-of day, and the last day of which that is certain.",
    Key("covered", VERDICT),
    _or_null("until", DAY),
    _or_null("scheme", SCHEME),
    Key("reason", SENTENCE),
)
BOTH_LANGUAGES: Final = Part(
    "BothLanguagesPart",
    "A sentence in both languages.",
    Key("zh", TEXT),
    Key("en", TEXT),
)


@dataclass(frozen=True, slots=True)
class _Leading:
    key: str
    why: Bilingual
    sooner: str | None


def _leading(assessment: Assessment) -> _Leading | None:
    leading, why = assessment.ranking.leading, why_leading(assessment)
    return None if leading is None or why is None else _Leading(leading.key, why, leading.sooner)


LEADING: Final = Part(
    "LeadingPart",
    "The first option, by its key in `order`; `sooner`, of the other kind, covers a month or more earlier.",
    Key("key", TEXT),
    Key("why", BOTH_LANGUAGES),
    _or_null("sooner", TEXT),
)
BEST: Final = Part(
    "BestPart",
    "The option that is best in each respect, by id.",
    _or_null("earliest_cover", OPTION_ID),
    _or_null("lowest_cost", OPTION_ID),
    _or_null("keeps_continuity", OPTION_ID),
)


def _windows(assessment: Assessment) -> Iterator[tuple[int, date | None, date | None, bool]]:
    """The enrolment windows by year, with an empty entry for a year that some option pays for and that has none."""
    known = {window.year: window for window in assessment.windows}
    asked = {option.insured_year for option in assessment.ways.values() if option.insured_year}
    for year in sorted(known.keys() | asked):
        window = known.get(year)
        yield (year, window.opens, window.closes, window.vouched) if window else (year, None, None, False)


WINDOW: Final = Part(
    "WindowPart",
    "The enrolment window of an insurance year; `recorded` where it is known to hold in the place.",
    Key("year", WHOLE, itemgetter(0)),
    _or_null("from", DAY, itemgetter(1)),
    _or_null("until", DAY, itemgetter(2)),
    Key("recorded", YES_NO, itemgetter(3)),
)
REQUIRED_YEARS: Final = Part(
    "RequiredYearsPart",
    "Years of contribution that retirement asks for.",
    _or_null("cumulative", COUNT, attrgetter("required_cumulative")),
    _or_null("actual", COUNT, attrgetter("required_actual")),
)


def _with_required_years(retirement: Retirement) -> Retirement | None:
    known = (retirement.required_cumulative, retirement.required_actual)
    return None if all(years is None for years in known) else retirement


RETIREMENT: Final = Part(
    "RetirementPart",
    "Statutory retirement and years of contribution.",
    Key("statutory_month", MONTH),
    Key("statutory_age", YEARS, attrgetter("statutory_age_months")),
    _or_null("required_years", REQUIRED_YEARS, _with_required_years),
    Key("counted_years", YEARS, attrgetter("counted_months")),
    _or_null("shortfall_months", COUNT),
    _or_null("lump_sum", MONEY),
    Key("sources", Several(SOURCE)),
)
INCENTIVES: Final = Part(
    "IncentivesPart",
    "Resident years in a row, and what they do to the serious-illness ceiling.",
    Key("consecutive_resident_years", COUNT),
    _or_null("ceiling_change", MONEY),
    Key("sources", Several(SOURCE)),
)
MISSING_FACT: Final = Part(
    "MissingFactPart",
    "A fact that would change the outcome; answer it under `answers` of the case.",
    Key("fact", Value(str, str)),
    Key("question", SENTENCE),
    Key("choices", Several(TEXT)),
    Key("decides", Several(TEXT)),
)
WARNING: Final = Part(
    "WarningPart",
    "Something that must be seen before money is spent; `concerns` names options, empty where it concerns all.",
    Key("code", TEXT),
    Key("text", SENTENCE),
    Key("concerns", Several(OPTION_ID)),
)
ASSESSMENT: Final = Part(
    "xubaotong.assessment/1",
    "The whole answer for one case on one day.",
    Key("format", Value(Literal["xubaotong.assessment/1"]), lambda _: FORMAT),
    Key("app_version", TEXT, lambda _: app.__version__),
    Key("as_of", DAY),
    Key("policies", Several(POLICY)),
    Key("lapses", Several(LAPSE)),
    Key("cumulative_months", CUMULATIVE),
    Key("consecutive_months", COUNT),
    _or_null("planned", OPTION),
    Key("options", Several(OPTION)),
    Key("today", TODAY),
    Key("order", Several(TEXT), attrgetter("ranking.order")),
    _or_null("leading", LEADING, _leading),
    Key("best", BEST),
    Key("windows", Several(WINDOW), _windows),
    _or_null("retirement", RETIREMENT),
    Key("incentives", INCENTIVES),
    Key("missing_facts", Several(MISSING_FACT)),
    Key("warnings", Several(WARNING)),
)
