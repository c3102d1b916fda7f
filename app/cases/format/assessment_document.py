"""Knows the assessment document `xubaotong.assessment/1`. Does not know how an outcome was reached, nor pydantic."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

import app
from app.rules.bilingual import Bilingual, Language
from app.rules.law.terms import Source
from app.rules.law.waiting import Waiting
from app.rules.outcome.assessment import (
    Assessment,
    Best,
    Cost,
    CostLine,
    CoverSegment,
    Disagreement,
    Incentives,
    LapseFinding,
    MissingFact,
    MonthsAhead,
    Option,
    PayStep,
    PolicyUsed,
    Reason,
    RequiredDocument,
    Retirement,
    Step,
    Today,
    Worst,
)
from app.rules.record.history import Scheme
from app.rules.record.months import Span
from app.wording.leading import why_leading

FORMAT: Final = "xubaotong.assessment/1"

Record = dict[str, Any]
"""A part of the document: only `dict`, `list`, `str`, `int`, `bool` and None, keys in the order of the contract."""

_Value = TypeVar("_Value")
_Written = TypeVar("_Written")


def assessment_text(assessment: Assessment, language: Language) -> str:
    """The document as text; the same assessment and language give the same characters on every machine."""
    return json.dumps(assessment_record(assessment, language), ensure_ascii=False, indent=2) + "\n"


def assessment_record(assessment: Assessment, language: Language) -> Record:
    """The document as plain values, its sentences in one language."""
    write = _Writer(language)
    return {
        "format": FORMAT,
        "app_version": app.__version__,
        "as_of": assessment.as_of.isoformat(),
        "policies": [write.policy(used) for used in assessment.policies],
        "lapses": [_lapse(finding) for finding in assessment.lapses],
        "cumulative_months": {
            scheme.value: assessment.cumulative_months[scheme]
            for scheme in Scheme
            if scheme in assessment.cumulative_months
        },
        "consecutive_months": assessment.consecutive_months,
        "planned": _maybe(assessment.planned, write.option),
        "options": [write.option(option) for option in assessment.options],
        "today": write.today(assessment.today),
        "order": list(assessment.ranking.order),
        "leading": write.leading(assessment),
        "best": _best(assessment.best),
        "windows": list(_windows(assessment)),
        "retirement": _maybe(assessment.retirement, _retirement),
        "incentives": _incentives(assessment.incentives),
        "missing_facts": [write.missing_fact(missing) for missing in assessment.missing_facts],
        "warnings": [
            {
                "code": warning.code,
                "text": write.said(warning.text),
                "concerns": [option.value for option in warning.concerns],
            }
            for warning in assessment.warnings
        ],
    }


class _Writer:
    """Writes the parts that hold sentences, in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def said(self, sentence: Bilingual) -> str:
        return sentence.in_(self._language)

    def policy(self, used: PolicyUsed) -> Record:
        return {
            "code": used.code,
            "name": self.said(used.name),
            "version": used.version,
            "sha256": used.sha256,
            "stale": used.stale,
            "requested": used.requested,
            "standing": self.said(used.standing),
        }

    def option(self, option: Option) -> Record:
        return {
            "id": option.id.value,
            "resume_as": option.resume_as.value,
            "pay_on": option.pay_on.isoformat(),
            "back_pay": option.back_pay,
            "repair_years": option.repair_years,
            "insured_year": option.insured_year,
            "insured_from": _maybe(option.insured_from, date.isoformat),
            "insured_until": _maybe(option.insured_until, date.isoformat),
            "lapse": _maybe(option.lapse, _span),
            "verdict": option.verdict.value,
            "reference": option.reference,
            "decided_by_office": list(option.decided_by_office),
            "pay_by": _maybe(option.pay_by, date.isoformat),
            "cost": _maybe(option.cost, self._cost),
            "waiting": _maybe(option.waiting, _waiting),
            "benefits_from": _maybe(option.benefits_from, date.isoformat),
            "benefits_until": _maybe(option.benefits_until, date.isoformat),
            "if_worst": _maybe(option.if_worst, _worst),
            "pay_steps": [_pay_step(step) for step in option.pay_steps],
            "cover": [_cover(segment) for segment in option.cover],
            "gap_costs": option.gap_costs.value,
            "continuity": option.continuity,
            "personal_account": option.personal_account,
            "maternity": option.maternity,
            "documents": [document.id for document in option.documents],
            "required_documents": [self._required_document(document) for document in option.documents],
            "steps": [self._step(step) for step in option.steps],
            "reasons": [self._reason(reason) for reason in option.reasons],
            "disagreements": [self._disagreement(disagreement) for disagreement in option.disagreements],
            "outranked": [self._disagreement(disagreement) for disagreement in option.outranked],
            "assumptions": [
                {"id": assumption.id, "text": self.said(assumption.text)} for assumption in option.assumptions
            ],
            "office_questions": [
                {"text": self.said(question.text), "whom": self.said(question.whom)} for question in option.questions
            ],
            "changes": [
                {
                    "on": change.on.isoformat(),
                    "matter": change.matter,
                    "before": self.said(change.before),
                    "after": self.said(change.after),
                }
                for change in option.changes
            ],
        }

    def today(self, today: Today) -> Record:
        return {
            "covered": today.covered.value,
            "until": _maybe(today.until, date.isoformat),
            "scheme": _maybe(today.scheme, _scheme),
            "reason": self.said(today.reason),
        }

    def leading(self, assessment: Assessment) -> Record | None:
        leading, why = assessment.ranking.leading, why_leading(assessment)
        if leading is None or why is None:
            return None
        return {"key": leading.key, "why": {"zh": why.zh, "en": why.en}, "sooner": leading.sooner}

    def missing_fact(self, missing: MissingFact) -> Record:
        return {
            "fact": missing.fact,
            "question": self.said(missing.question),
            "choices": list(missing.choices),
            "decides": list(missing.decides),
        }

    def _cost(self, cost: Cost) -> Record:
        return {
            "principal": _money(cost.principal),
            "late_charge": _money(cost.late_charge),
            "extras": _money(cost.extras),
            "total": _money(cost.total),
            "reference": cost.reference,
            "lines": [self._cost_line(line) for line in cost.lines],
        }

    def _cost_line(self, line: CostLine) -> Record:
        return {
            "label": self.said(line.label),
            "formula": line.formula,
            "amount": _money(line.amount),
            "source": line.source,
            "payer": line.payer.value,
            "users_own": line.users_own,
            "reference": line.reference,
        }

    def _required_document(self, document: RequiredDocument) -> Record:
        return {
            "id": document.id,
            "title": self.said(document.title),
            "form": self.said(document.form),
            "copies": document.copies,
            "where": self.said(document.where),
            "why": self.said(document.why),
            "instead": _maybe(document.instead, self.said),
            "if_missing": _maybe(document.if_missing, self.said),
            "sources": _sources(document.sources),
            "grade": document.grade.value,
        }

    def _step(self, step: Step) -> Record:
        return {
            "id": step.id,
            "text": self.said(step.text),
            "contact": _maybe(step.contact, self.said),
            "sources": _sources(step.sources),
            "grade": step.grade.value,
            "pays": _maybe(step.pays, self._months_ahead),
        }

    def _months_ahead(self, ahead: MonthsAhead) -> Record:
        return {"months": _span(ahead.span), "cost": _maybe(ahead.cost, self._cost), "missing": ahead.missing}

    def _reason(self, reason: Reason) -> Record:
        return {
            "matter": reason.matter.value,
            "rule": reason.rule,
            "text": self.said(reason.text),
            "when": _maybe(reason.when, self.said),
            "facts": [self.said(fact) for fact in reason.facts],
            "sources": _sources(reason.sources),
            "grade": reason.grade.value,
            "inherited": reason.inherited,
            "vouched": reason.vouched,
        }

    def _disagreement(self, disagreement: Disagreement) -> Record:
        return {
            "matter": disagreement.matter.value,
            "says": self.said(disagreement.says),
            "source": _source(disagreement.source),
            "grade": disagreement.source.grade.value,
        }


def _lapse(finding: LapseFinding) -> Record:
    lapse = finding.lapse
    return {
        **_span(lapse.span),
        "months": len(lapse.span),
        "open": lapse.open,
        "scheme_before": _maybe(lapse.scheme_before, _scheme),
        "scheme_after": _maybe(lapse.scheme_after, _scheme),
        "cause": lapse.cause.value,
        "benefits_end": _maybe(finding.benefits_end, date.isoformat),
    }


def _waiting(waiting: Waiting) -> Record:
    return {
        "months": waiting.months,
        "days": waiting.days,
        "fixed_months": waiting.fixed_months,
        "variable_months": waiting.variable_months,
        "start": waiting.start.isoformat(),
        "end": waiting.end.isoformat(),
        "benefit_percent": waiting.benefit_percent,
    }


def _worst(worst: Worst) -> Record:
    return {
        "benefits_from": _maybe(worst.benefits_from, date.isoformat),
        "waiting": _maybe(worst.waiting, _waiting),
        "total": _maybe(worst.total, _money),
        "gap_costs": worst.gap_costs.value,
    }


def _pay_step(step: PayStep) -> Record:
    return {
        "pay_from": step.pay_from.isoformat(),
        "pay_until": _maybe(step.pay_until, date.isoformat),
        "benefits_from": _maybe(step.benefits_from, date.isoformat),
        "waiting": _maybe(step.waiting, _waiting),
    }


def _windows(assessment: Assessment) -> Iterator[Record]:
    """The enrolment windows by year; a year that some way pays for and that has none is named all the same."""
    known = {window.year: window for window in assessment.windows}
    asked = {option.insured_year for option in assessment.ways.values() if option.insured_year}
    for year in sorted(known.keys() | asked):
        window = known.get(year)
        yield {
            "year": year,
            "from": window.opens.isoformat() if window else None,
            "until": window.closes.isoformat() if window else None,
            "recorded": window is not None and window.vouched,
        }


def _cover(segment: CoverSegment) -> Record:
    return {
        "from": segment.since.isoformat(),
        "until": _maybe(segment.until, date.isoformat),
        "percent": segment.percent,
        "services": segment.services,
        "scheme": _maybe(segment.scheme, _scheme),
        "payer": segment.payer.value,
    }


def _best(best: Best) -> Record:
    return {
        "earliest_cover": _maybe(best.earliest_cover, str),
        "lowest_cost": _maybe(best.lowest_cost, str),
        "keeps_continuity": _maybe(best.keeps_continuity, str),
    }


def _retirement(retirement: Retirement) -> Record:
    required = {"cumulative": retirement.required_cumulative, "actual": retirement.required_actual}
    return {
        "statutory_month": str(retirement.statutory_month),
        "statutory_age": _years_and_months(retirement.statutory_age_months),
        "required_years": None if all(years is None for years in required.values()) else required,
        "counted_years": _years_and_months(retirement.counted_months),
        "shortfall_months": retirement.shortfall_months,
        "lump_sum": _maybe(retirement.lump_sum, _money),
        "sources": _sources(retirement.sources),
    }


def _incentives(incentives: Incentives) -> Record:
    return {
        "consecutive_resident_years": incentives.consecutive_resident_years,
        "ceiling_change": _maybe(incentives.ceiling_change, _money),
        "sources": _sources(incentives.sources),
    }


def _maybe(value: _Value | None, write: Callable[[_Value], _Written]) -> _Written | None:
    return None if value is None else write(value)


def _span(span: Span) -> Record:
    return {"start": str(span.first), "end": str(span.last)}


def _scheme(scheme: Scheme) -> str:
    return scheme.value


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _years_and_months(months: int) -> str:
    return f"{months // 12}y{months % 12}m"


def _sources(sources: Iterable[Source]) -> list[str]:
    return [_source(source) for source in sources]


def _source(source: Source) -> str:
    return f"{source.title}（{source.number}）" if source.number else source.title
