"""Every key of the assessment document `xubaotong.assessment/1`, once: where its value is found, and its kind.

Writer and JSON Schema are made from this table, in its order. A new key is a line here. Needs no pydantic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any, Final, Literal, TypeAlias

import app
from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, ChannelKind, Grade, Matter, Source, Verdict
from app.rules.outcome.assessment import Assessment, Beside, OptionId, Retirement
from app.rules.record.case import Case, Cause
from app.rules.record.history import Scheme
from app.rules.value_type import value_type
from app.wording.glance import About, Tile, glance
from app.wording.leading import why_leading

FORMAT: Final = "xubaotong.assessment/1"


@value_type
class Answer:
    """What is written: a case, and its assessment."""

    case: Case
    assessment: Assessment


class OutputValue:
    """A value that stands for itself: how it is written, the type it then has, and the `limits` pydantic knows."""

    def __init__(self, of: Any, write: Callable[[Any], Any] | None = None, **limits: Any) -> None:
        self.of, self.write, self.limits = of, write, limits


class Sentence:
    """A sentence, written in the language asked for."""


class Several:
    """A list of values of one kind."""

    def __init__(self, item: Kind) -> None:
        self.item = item


class OutputPart:
    """An object: its name in the schema, what it is, and its keys."""

    def __init__(self, name: str, told: str, *keys: OutputKey) -> None:
        self.name, self.told, self.keys = name, told, keys


Kind: TypeAlias = OutputValue | Sentence | Several | OutputPart


class OutputKey:
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


def _or_null(name: str, kind: Kind, get: Callable[[Any], Any] | None = None) -> OutputKey:
    return OutputKey(name, kind, get, may_be_null=True)


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _years_and_months(months: int) -> str:
    return f"{months // 12}y{months % 12}m"


def _source(source: Source) -> str:
    return f"{source.title}（{source.number}）" if source.number else source.title


_value = attrgetter("value")

TEXT: Final = OutputValue(str)
SENTENCE: Final = Sentence()
YES_NO: Final = OutputValue(bool)
WHOLE: Final = OutputValue(int)
COUNT: Final = OutputValue(int, ge=0)
PERCENT: Final = OutputValue(int, ge=0, le=100)
DAY: Final = OutputValue(str, date.isoformat, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
MONTH: Final = OutputValue(str, str, pattern=r"^[0-9]{4}-[0-9]{2}$")
MONEY: Final = OutputValue(str, _money, pattern=r"^-?[0-9]+\.[0-9]{2}$")
REGION: Final = OutputValue(str, pattern=r"^[0-9]{6}$")
YEARS: Final = OutputValue(str, _years_and_months, pattern=r"^[0-9]+y([0-9]|1[01])m$", examples=["58y0m"])
SOURCE: Final = OutputValue(str, _source)
SCHEME: Final = OutputValue(Scheme, _value)
BEARER: Final = OutputValue(Bearer, _value)
VERDICT: Final = OutputValue(Verdict, _value)
GRADE: Final = OutputValue(Grade, _value)
MATTER: Final = OutputValue(Matter, _value)
CAUSE: Final = OutputValue(Cause, _value)
OPTION_ID: Final = OutputValue(OptionId, _value)

POLICY: Final = OutputPart(
    "PolicyPart",
    "A policy pack that took part; `requested` is the region the case asked for.",
    OutputKey("code", REGION),
    OutputKey("name", SENTENCE),
    OutputKey("version", TEXT),
    OutputKey("sha256", TEXT),
    OutputKey("stale", YES_NO),
    OutputKey("requested", REGION),
    OutputKey("standing", SENTENCE),
)
SPAN: Final = OutputPart(
    "SpanPart",
    "Months in a row, both ends included.",
    OutputKey("start", MONTH, attrgetter("first")),
    OutputKey("end", MONTH, attrgetter("last")),
)
LAPSE: Final = OutputPart(
    "LapsePart",
    "Unpaid months in a row, and the last day of benefits where a rule says.",
    OutputKey("start", MONTH, attrgetter("lapse.span.first")),
    OutputKey("end", MONTH, attrgetter("lapse.span.last")),
    OutputKey("months", OutputValue(int, ge=1), lambda finding: len(finding.lapse.span)),
    OutputKey("open", YES_NO, attrgetter("lapse.open")),
    _or_null("scheme_before", SCHEME, attrgetter("lapse.scheme_before")),
    _or_null("scheme_after", SCHEME, attrgetter("lapse.scheme_after")),
    OutputKey("cause", CAUSE, attrgetter("lapse.cause")),
    _or_null("benefits_end", DAY),
)


def _months_of(scheme: Scheme, months: Mapping[Scheme, int]) -> int | None:
    return months.get(scheme)


CUMULATIVE: Final = OutputPart(
    "CumulativePart",
    "Months of cover by scheme.",
    *(OutputKey(scheme.value, COUNT, partial(_months_of, scheme), default=0) for scheme in Scheme),
)
COST_LINE: Final = OutputPart(
    "CostLinePart",
    "One line of a bill, in yuan. `users_own`: no pack has the figure, `office_own`: the office keeps it.",
    OutputKey("label", SENTENCE),
    OutputKey("formula", TEXT),
    OutputKey("amount", MONEY),
    OutputKey("source", TEXT),
    OutputKey("payer", BEARER),
    OutputKey("users_own", YES_NO, lambda line: line.users_own or line.office_own),
    OutputKey("office_own", YES_NO),
    OutputKey("reference", YES_NO),
)
MONTH_DUE: Final = OutputPart(
    "MonthDuePart",
    "One month of a back payment, in yuan: the contribution, the late charge and the days it is counted for.",
    OutputKey("month", MONTH),
    OutputKey("principal", MONEY),
    OutputKey("late_days", COUNT),
    OutputKey("late_charge", MONEY),
    OutputKey("payer", BEARER),
)
COST: Final = OutputPart(
    "CostPart",
    "A bill in yuan.",
    OutputKey("principal", MONEY),
    OutputKey("late_charge", MONEY),
    OutputKey("extras", MONEY),
    OutputKey("total", MONEY),
    OutputKey("reference", YES_NO),
    OutputKey("lines", Several(COST_LINE)),
    OutputKey("by_month", Several(MONTH_DUE)),
)
COST_RANGE: Final = OutputPart(
    "CostRangePart",
    "Between which sums a bill lies, in yuan, while the contribution base is not known but its limits are; no `high`"
    " where the upper one is not recorded.",
    OutputKey("low", MONEY),
    _or_null("high", MONEY),
)
WAITING: Final = OutputPart(
    "WaitingPart",
    "A waiting period, first and last day included; what is paid meanwhile in percent.",
    _or_null("months", COUNT),
    _or_null("days", COUNT),
    OutputKey("fixed_months", COUNT),
    OutputKey("variable_months", COUNT),
    OutputKey("start", DAY),
    OutputKey("end", DAY),
    OutputKey("benefit_percent", PERCENT),
)
COVER: Final = OutputPart(
    "CoverPart",
    "Days in a row with one share in percent and one bearer of costs; `until` null has no end.",
    OutputKey("from", DAY, attrgetter("since")),
    _or_null("until", DAY),
    OutputKey("percent", PERCENT),
    OutputKey("services", TEXT),
    _or_null("scheme", SCHEME),
    OutputKey("payer", BEARER),
)
REQUIRED_DOCUMENT: Final = OutputPart(
    "RequiredDocumentPart",
    "One line of the checklist.",
    OutputKey("id", TEXT),
    OutputKey("title", SENTENCE),
    OutputKey("form", SENTENCE),
    OutputKey("copies", COUNT),
    OutputKey("where", SENTENCE),
    OutputKey("why", SENTENCE),
    _or_null("instead", SENTENCE),
    _or_null("if_missing", SENTENCE),
    _or_null("needed", SENTENCE),
    OutputKey("sources", Several(SOURCE)),
    OutputKey("grade", GRADE),
)
SERVICE: Final = OutputPart(
    "ServicePart",
    "A service item that the option goes through, by its official name.",
    OutputKey("id", TEXT),
    OutputKey("title", SENTENCE),
)
LAPSE_EFFECT: Final = OutputPart(
    "LapseEffectPart",
    "What the lapse does to one thing of the person's.",
    OutputKey("id", TEXT),
    OutputKey("title", SENTENCE),
    OutputKey("says", SENTENCE),
    OutputKey("sources", Several(SOURCE)),
    OutputKey("grade", GRADE),
)
MONTHS_AHEAD: Final = OutputPart(
    "MonthsAheadPart",
    "Months paid at once when contributions go on; their cost is no part of the option's.",
    OutputKey("months", SPAN, attrgetter("span")),
    _or_null("cost", COST),
    _or_null("missing", TEXT),
    _or_null("cost_range", COST_RANGE),
)
STEP: Final = OutputPart(
    "StepPart",
    "One thing to do, in order.",
    OutputKey("id", TEXT),
    OutputKey("text", SENTENCE),
    _or_null("contact", SENTENCE),
    OutputKey("sources", Several(SOURCE)),
    OutputKey("grade", GRADE),
    _or_null("pays", MONTHS_AHEAD),
)
CHANNEL: Final = OutputPart(
    "ChannelPart",
    "Where something can be done or asked, and what it is good for.",
    OutputKey("id", TEXT),
    OutputKey("kind", OutputValue(ChannelKind, _value)),
    OutputKey("name", SENTENCE),
    OutputKey("what", SENTENCE),
    _or_null("phone", TEXT, lambda channel: channel.phone or None),
    _or_null("address", TEXT, lambda channel: channel.address or None),
    OutputKey("sources", Several(SOURCE)),
    OutputKey("grade", GRADE),
)
REASON: Final = OutputPart(
    "ReasonPart",
    "Why one matter is answered as it is.",
    OutputKey("matter", MATTER),
    OutputKey("rule", TEXT),
    OutputKey("text", SENTENCE),
    _or_null("when", SENTENCE),
    OutputKey("facts", Several(SENTENCE)),
    OutputKey("sources", Several(SOURCE)),
    OutputKey("grade", GRADE),
    OutputKey("inherited", YES_NO),
    OutputKey("vouched", YES_NO),
)
DISAGREEMENT: Final = OutputPart(
    "DisagreementPart",
    "Another source that says otherwise.",
    OutputKey("matter", MATTER),
    OutputKey("says", SENTENCE),
    OutputKey("source", SOURCE),
    OutputKey("grade", GRADE, attrgetter("source.grade")),
)
ASSUMPTION: Final = OutputPart(
    "AssumptionPart",
    "What was assumed where the text leaves room.",
    OutputKey("id", TEXT),
    OutputKey("text", SENTENCE),
)
QUESTION: Final = OutputPart(
    "QuestionPart",
    "A question only the office can answer, and whom to ask.",
    OutputKey("text", SENTENCE),
    OutputKey("whom", SENTENCE),
)
CHANGE: Final = OutputPart(
    "ChangePart",
    "A day on which paying later begins to give another outcome.",
    OutputKey("on", DAY),
    OutputKey("matter", TEXT),
    OutputKey("before", SENTENCE),
    OutputKey("after", SENTENCE),
)
WORST: Final = OutputPart(
    "WorstPart",
    "The worst outcome where several are possible.",
    _or_null("benefits_from", DAY),
    _or_null("waiting", WAITING),
    _or_null("total", MONEY),
    OutputKey("gap_costs", BEARER),
)
PAY_STEP: Final = OutputPart(
    "PayStepPart",
    "Payment days in a row after which something is lost, with what a payment on the first of them leads to.",
    OutputKey("pay_from", DAY),
    _or_null("pay_until", DAY),
    _or_null("benefits_from", DAY),
    _or_null("waiting", WAITING),
)
MATERNITY: Final = OutputPart(
    "MaternityPart",
    "The maternity allowance: the months it needs, those counted once the option is paid, from when the fund pays it.",
    OutputKey("verdict", VERDICT),
    _or_null("from", DAY, attrgetter("since")),
    OutputKey("months_needed", COUNT),
    _or_null("months_counted", COUNT),
    OutputKey("allowance", BEARER),
)
MULTIPLE: Final = OutputValue(str, str, pattern=r"^[0-9]+(\.[0-9]+)?$")
CEILING_STAND: Final = OutputPart(
    "CeilingStandPart",
    "Up to how much the fund pays in a year: so many times a figure, yuan on top, both together where recorded.",
    OutputKey("from_months", COUNT),
    OutputKey("multiple", MULTIPLE),
    _or_null("supplement", MONEY),
    _or_null("amount", MONEY),
)
CEILING: Final = OutputPart(
    "CeilingPart",
    "The most that the fund pays in a year, by the months in a row once the option is paid, and before the lapse.",
    _or_null("months", COUNT),
    _or_null("stand", CEILING_STAND),
    _or_null("months_before", COUNT),
    _or_null("before", CEILING_STAND),
    OutputKey("lost", VERDICT),
    _or_null("next_month", MONTH),
    _or_null("next", CEILING_STAND, attrgetter("following")),
    OutputKey("reference", YES_NO),
)
OPTION: Final = OutputPart(
    "OptionPart",
    "One way to close the lapse, with everything it leads to.",
    OutputKey("id", OPTION_ID),
    OutputKey("resume_as", SCHEME),
    OutputKey("pay_on", DAY),
    OutputKey("pay_on_assumed", YES_NO),
    OutputKey("back_pay", YES_NO),
    OutputKey("repair_years", COUNT),
    _or_null("insured_year", WHOLE),
    _or_null("insured_from", DAY),
    _or_null("insured_until", DAY),
    _or_null("lapse", SPAN),
    OutputKey("verdict", VERDICT),
    OutputKey("reference", YES_NO),
    OutputKey("decided_by_office", Several(TEXT)),
    _or_null("pay_by", DAY),
    _or_null("cost", COST),
    _or_null("cost_range", COST_RANGE),
    _or_null("waiting", WAITING),
    _or_null("benefits_from", DAY),
    _or_null("benefits_until", DAY),
    _or_null("if_worst", WORST),
    OutputKey("pay_steps", Several(PAY_STEP)),
    OutputKey("pay_steps_today", Several(PAY_STEP)),
    OutputKey("cover", Several(COVER)),
    OutputKey("gap_costs", BEARER),
    OutputKey("continuity", TEXT),
    OutputKey("personal_account", TEXT),
    _or_null("maternity", MATERNITY),
    _or_null("ceiling", CEILING),
    OutputKey("documents", Several(TEXT), lambda option: [document.id for document in option.documents]),
    OutputKey("required_documents", Several(REQUIRED_DOCUMENT), attrgetter("documents")),
    OutputKey("services", Several(SERVICE)),
    OutputKey("steps", Several(STEP)),
    OutputKey("reasons", Several(REASON)),
    OutputKey("disagreements", Several(DISAGREEMENT)),
    OutputKey("outranked", Several(DISAGREEMENT)),
    OutputKey("affects", Several(LAPSE_EFFECT)),
    OutputKey("assumptions", Several(ASSUMPTION)),
    OutputKey("office_questions", Several(QUESTION), attrgetter("questions")),
    OutputKey("changes", Several(CHANGE)),
    OutputKey("changes_today", Several(CHANGE)),
)
TODAY: Final = OutputPart(
    "TodayPart",
    "Whether treatment is paid on the as-of day, and the last day of which that is certain.",
    OutputKey("covered", VERDICT),
    _or_null("until", DAY),
    _or_null("scheme", SCHEME),
    OutputKey("reason", SENTENCE),
)
BOTH_LANGUAGES: Final = OutputPart(
    "BothLanguagesPart",
    "A sentence in both languages.",
    OutputKey("zh", TEXT),
    OutputKey("en", TEXT),
)


@value_type
class _Leading:
    key: str
    why: Bilingual
    sooner: str | None


def _leading(assessment: Assessment) -> _Leading | None:
    leading, why = assessment.ranking.leading, why_leading(assessment)
    return None if leading is None or why is None else _Leading(leading.key, why, leading.sooner)


LEADING: Final = OutputPart(
    "LeadingPart",
    "The first option, by its key in `order`; `sooner`, of the other kind, covers a month or more earlier.",
    OutputKey("key", TEXT),
    OutputKey("why", BOTH_LANGUAGES),
    _or_null("sooner", TEXT),
)
BEST: Final = OutputPart(
    "BestPart",
    "The option that is best in each respect, by id.",
    _or_null("earliest_cover", OPTION_ID),
    _or_null("lowest_cost", OPTION_ID),
    _or_null("keeps_continuity", OPTION_ID),
)


def _windows(assessment: Assessment) -> Iterator[tuple[int, date | None, date | None, bool, bool]]:
    """The enrolment windows by year, with an empty entry for a year that some option pays for and that has none."""
    known = {window.year: window for window in assessment.windows}
    asked = {option.insured_year for option in assessment.ways.values() if option.insured_year}
    for year in sorted(known.keys() | asked):
        window = known.get(year)
        if window is None:
            yield year, None, None, False, False
        else:
            yield year, window.opens if window.opening_known else None, window.closes, window.vouched, window.office_own


WINDOW: Final = OutputPart(
    "WindowPart",
    "The enrolment window of an insurance year; `recorded`: a pack of the place has it, `office_own`: an office has.",
    OutputKey("year", WHOLE, itemgetter(0)),
    _or_null("from", DAY, itemgetter(1)),
    _or_null("until", DAY, itemgetter(2)),
    OutputKey("recorded", YES_NO, itemgetter(3)),
    OutputKey("office_own", YES_NO, itemgetter(4)),
)
REQUIRED_YEARS: Final = OutputPart(
    "RequiredYearsPart",
    "Years of contribution that retirement asks for.",
    _or_null("cumulative", COUNT, attrgetter("required_cumulative")),
    _or_null("actual", COUNT, attrgetter("required_actual")),
)


def _with_required_years(retirement: Retirement) -> Retirement | None:
    known = (retirement.required_cumulative, retirement.required_actual)
    return None if all(years is None for years in known) else retirement


RETIREMENT: Final = OutputPart(
    "RetirementPart",
    "Statutory retirement and years of contribution.",
    OutputKey("statutory_month", MONTH),
    OutputKey("statutory_age", YEARS, attrgetter("statutory_age_months")),
    _or_null("required_years", REQUIRED_YEARS, _with_required_years),
    OutputKey("counted_years", YEARS, attrgetter("counted_months")),
    _or_null("shortfall_months", COUNT),
    _or_null("lump_sum", MONEY),
    OutputKey("sources", Several(SOURCE)),
)
INCENTIVES: Final = OutputPart(
    "IncentivesPart",
    "Resident years in a row, and what they do to the serious-illness ceiling.",
    OutputKey("consecutive_resident_years", COUNT),
    _or_null("ceiling_change", MONEY),
    _or_null("each_year", MONEY),
    _or_null("zero_claim", MONEY),
    _or_null("limit_percent", COUNT),
    _or_null("first_rise", WHOLE),
    OutputKey("years_before_lapse", COUNT),
    OutputKey("earned", VERDICT),
    OutputKey("may_lower", YES_NO),
    _or_null("penalty", MONEY),
    OutputKey("reference", YES_NO),
    OutputKey("sources", Several(SOURCE)),
)
MISSING_FACT: Final = OutputPart(
    "MissingFactPart",
    "A fact that would change the outcome; answer it under `answers` of the case.",
    OutputKey("fact", OutputValue(str, str)),
    OutputKey("question", SENTENCE),
    OutputKey("choices", Several(TEXT)),
    OutputKey("decides", Several(TEXT)),
)
WARNING: Final = OutputPart(
    "WarningPart",
    "Something that must be seen before money is spent; `concerns` names options, empty where it concerns all.",
    OutputKey("code", TEXT),
    OutputKey("text", SENTENCE),
    OutputKey("concerns", Several(OPTION_ID)),
)
TWO_SCHEMES: Final = OutputPart(
    "TwoSchemesPart",
    "Months that two schemes share; whether the resident premium is refunded, and until when.",
    OutputKey("how", OutputValue(Beside, _value)),
    OutputKey("span", SPAN),
    OutputKey("schemes", Several(SCHEME)),
    _or_null("insured_year", WHOLE, attrgetter("year")),
    _or_null("refund", VERDICT),
    _or_null("refund_by", DAY),
    OutputKey("sources", Several(SOURCE)),
)
TILE: Final = OutputPart(
    "TilePart",
    "One of the four answers, with the day or sum in it; one not settled is a reference, or the worst of several.",
    OutputKey("value", SENTENCE),
    OutputKey("line", SENTENCE),
    OutputKey("settled", YES_NO),
    _or_null("day", DAY),
    _or_null("total", MONEY),
)


def _tile(about: About) -> Callable[[Answer], Tile]:
    return lambda answer: glance(answer.case, answer.assessment).answer(about)


GLANCE: Final = OutputPart(
    "GlancePart",
    "The answer as window, text and papers begin with it: what to do, by which day, how much, and from when.",
    *(OutputKey(about.value, TILE, _tile(about)) for about in About),
)


def _of_assessment(*keys: OutputKey) -> Iterator[OutputKey]:
    """Keys whose values are found in the assessment alone."""
    for key in keys:
        found = partial(_found_in_assessment, key.get)
        yield OutputKey(key.name, key.kind, found, may_be_null=key.may_be_null, default=key.default)


def _found_in_assessment(get: Callable[[Assessment], Any], answer: Answer) -> Any:
    return get(answer.assessment)


ASSESSMENT: Final = OutputPart(
    "xubaotong.assessment/1",
    "The whole answer for one case on one day.",
    *_of_assessment(
        OutputKey("format", OutputValue(Literal["xubaotong.assessment/1"]), lambda _: FORMAT),
        OutputKey("app_version", TEXT, lambda _: app.__version__),
        OutputKey("as_of", DAY),
        OutputKey("policies", Several(POLICY)),
        OutputKey("lapses", Several(LAPSE)),
        OutputKey("cumulative_months", CUMULATIVE),
        OutputKey("consecutive_months", COUNT),
        _or_null("planned", OPTION),
        OutputKey("options", Several(OPTION)),
        OutputKey("today", TODAY),
        OutputKey("order", Several(TEXT), attrgetter("ranking.order")),
        _or_null("leading", LEADING, _leading),
    ),
    OutputKey("glance", GLANCE, lambda answer: answer),
    *_of_assessment(
        OutputKey("best", BEST),
        OutputKey("windows", Several(WINDOW), _windows),
        OutputKey("channels", Several(CHANNEL)),
        _or_null("retirement", RETIREMENT),
        OutputKey("incentives", INCENTIVES),
        OutputKey("two_schemes", Several(TWO_SCHEMES)),
        OutputKey("missing_facts", Several(MISSING_FACT)),
        OutputKey("warnings", Several(WARNING)),
    ),
)
