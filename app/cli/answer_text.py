"""Knows how an assessment reads as plain text. Does not know how it was reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.rules.assessment import Assessment, CostLine, LapseFinding, Matter, Option, Reason, Source, Verdict, Waiting
from app.rules.case import Cause
from app.rules.history import Scheme
from app.rules.said import Language, Said
from app.wording import outcome, values
from app.wording.leading import why_leading
from app.wording.phrasebook import Phrasebook


def answer_text(assessment: Assessment, language: Language) -> str:
    """The answer for a person at a terminal: what to note, lapses, the leading way in full, the others in short."""
    return "\n".join(_Answer(assessment, Phrasebook("cli", language)).lines()) + "\n"


@dataclass(frozen=True, slots=True)
class _Answer:
    assessment: Assessment
    words: Phrasebook

    def lines(self) -> Iterator[str]:
        found = self.assessment
        yield self.words("text.title")
        yield self.words("text.as_of", day=values.day(found.as_of))
        yield from filter(None, [self.words.of(outcome.today(found))])
        yield from self.section(
            "text.warnings", dict.fromkeys(f"- {self.words.of(warning.text)}" for warning in found.warnings)
        )
        yield from self.section("text.lapses", self.lapses())
        leading, why = found.leading, why_leading(found)
        if leading and why:
            yield from ("", self.words.of(why))
            yield from self.section("text.planned" if found.planned else "text.leading", self.option(leading))
        others = tuple(found.ways.values())[1:]
        yield from self.section("text.other_options", self.options(others))
        yield from self.section("text.missing", self.missing())
        yield from self.section("text.policies", self.policies())

    def section(self, key: str, body: Iterable[str]) -> Iterator[str]:
        lines = list(body)
        if lines:
            yield from ("", f"== {self.words(key)} ==", *lines)

    def lapses(self) -> Iterator[str]:
        if not self.assessment.lapses:
            yield self.words.of(outcome.happened(self.assessment))
        for finding in self.assessment.lapses:
            yield f"- {self.lapse(finding)}"
        ahead = self.words.of(outcome.impending(self.assessment))
        if self.assessment.lapses and ahead:
            yield f"- {ahead}"

    def lapse(self, finding: LapseFinding) -> str:
        lapse = finding.lapse
        text = self.words("text.lapse", span=outcome.lapse_span(lapse), n=outcome.lapse_length(lapse))
        if lapse.scheme_before is not Scheme.RESIDENT:  # nobody asks for the cause there
            known = lapse.cause is not Cause.UNKNOWN
            cause = values.cause_name(lapse.cause)
            text += self.words("text.lapse.cause", cause=cause) if known else self.words("text.lapse.no_cause")
        text += self.words("text.lapse.open") if lapse.open else ""
        if finding.benefits_end:
            key = "text.lapse.benefits_end.reference" if finding.reference else "text.lapse.benefits_end"
            text += self.words(key, day=values.day(finding.benefits_end))
        return text

    def options(self, options: Iterable[Option]) -> Iterator[str]:
        for option in options:
            yield from self.head(option)

    def head(self, option: Option) -> Iterator[str]:
        title, verdict = outcome.option_title(option), outcome.verdict_name(option.verdict)
        yield f"- {self.words('text.option', title=title, verdict=verdict)}"
        yield f"  {self.words.of(outcome.conclusion(option)).strip()}"

    def option(self, option: Option) -> Iterator[str]:
        yield from self.head(option)
        if option.verdict != Verdict.NO:
            yield from self.outcome(option)
        for reason in option.reasons:
            yield from self.reason(reason)
        for assumption in option.assumptions:
            yield f"  {self.words('text.assumes', text=assumption.text)}"
        for other in option.disagreements:
            matter, grade = self.matter(other.matter), values.say(f"grade.{other.source.grade}")
            text = self.words("text.disagrees", matter=matter, says=other.says, source=other.source.title, grade=grade)
            yield f"  {text}"
        for whom in dict.fromkeys(question.whom for question in option.questions):
            yield f"  {self.words('text.ask', whom=whom)}"
            asked = dict.fromkeys(question.text for question in option.questions if question.whom == whom)
            yield from (f"    {self.words.of(text)}" for text in asked)
        if option.documents:
            yield f"  {self.words('text.bring', documents=self.documents(option))}"

    def outcome(self, option: Option) -> Iterator[str]:
        yield self.field("text.pay_on", values.day(option.pay_on))
        yield self.field("text.pay_by", self.pay_by(option))
        for change in option.changes:
            text = self.words("text.changes", day=values.day(change.on), before=change.before, after=change.after)
            yield f"    {text}"
        if option.waiting or option.benefits_from:
            yield self.field("text.waiting", self.waiting(option.waiting))
        yield self.field("text.benefits_from", self.begins(option))
        if option.benefits_until:
            yield self.field("text.benefits_until", values.day(option.benefits_until))
        if option.lapse:
            yield self.field("text.gap_costs", outcome.bearer_name(option.gap_costs))
        yield self.field("text.continuity", values.say(f"continuity.{option.continuity}"))
        if option.cost is None:
            yield self.field("text.cost", self.words.phrase("text.cost.none"))
        elif option.cost.lines:
            yield self.field("text.cost", values.money(option.cost.total))
            yield from (f"    {self.cost_line(line)}" for line in option.cost.lines)

    def begins(self, option: Option) -> Said:
        wasted = outcome.in_vain(option)
        if wasted is not None:
            return self.words.phrase("text.in_vain", year=wasted)
        return values.day(option.benefits_from) if option.benefits_from else self.words.phrase("text.not_known")

    def pay_by(self, option: Option) -> Said:
        if outcome.in_vain(option) is not None:
            return self.words.phrase("text.pay_by.in_vain")
        if option.nothing_to_pay:
            return self.words.phrase("text.pay_by.nothing")
        if option.pay_by is None and option.verdict is Verdict.ASK:
            return self.words.phrase("text.pay_by.ask")
        if option.pay_by is None and option.tried_until is not None:
            return self.words.phrase("text.pay_by.tried", day=values.day(option.tried_until))
        if option.pay_by is None:
            return self.words.phrase("text.pay_by.none")
        return self.words.phrase("text.pay_by.reason", day=values.day(option.pay_by))

    def waiting(self, waiting: Waiting | None) -> Said:
        length = values.wait_length(waiting)
        if waiting is None:
            return length
        dates = {"start": values.day(waiting.start), "end": values.day(waiting.end)}
        told = self.words.phrase("text.waiting.dates", n=length, **dates)
        if not waiting.benefit_percent:
            return told
        share = self.words.phrase("text.waiting.percent", percent=waiting.benefit_percent)
        return Said(told.zh + share.zh, told.en + share.en)

    def cost_line(self, line: CostLine) -> str:
        amount = values.money(line.amount)
        return self.words("text.cost.line", label=line.label, formula=line.formula, amount=amount, source=line.source)

    def reason(self, reason: Reason) -> Iterator[str]:
        when = self.words("text.when", when=reason.when) if reason.when else ""
        yield f"  {self.words('text.because', matter=self.matter(reason.matter), text=reason.text)}{when}"
        if reason.sources:
            named = self.words("text.list").join(_named(source) for source in reason.sources)
            grade = values.say(f"grade.{reason.grade}")
            yield f"    {self.words('text.rests_on', sources=named, grade=grade, rule=reason.rule)}"

    def documents(self, option: Option) -> str:
        told = (self.words("text.document", title=item.title, form=item.form) for item in option.documents)
        return self.words("text.list").join(told)

    def missing(self) -> Iterator[str]:
        for fact in self.assessment.missing_facts:
            matters = self.words("text.list").join(
                self.words.of(values.say(f"matter.{matter}")) for matter in fact.decides
            )
            yield f"- {self.words('text.missing.decides', question=fact.question, matters=matters)}"

    def policies(self) -> Iterator[str]:
        for used in self.assessment.policies:
            digest, words = used.sha256[:12], {"name": used.name, "standing": used.standing}
            yield f"- {self.words('text.policy', code=used.code, version=used.version, digest=digest, **words)}"

    def matter(self, matter: Matter) -> Said:
        return values.say(f"matter.{matter}")

    def field(self, key: str, value: Said) -> str:
        return f"  {self.words('text.field', name=self.words.phrase(key), value=value)}"


def _named(source: Source) -> str:
    return f"{source.title} {source.number}".strip()
