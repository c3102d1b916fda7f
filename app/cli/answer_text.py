"""Knows how an assessment reads as plain text. Does not know how it was reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.cli.leading import leading_option
from app.rules.assessment import Assessment, CostLine, LapseFinding, Matter, Option, Reason, Source, Verdict, Waiting
from app.rules.case import Cause
from app.rules.history import Scheme
from app.rules.said import Language, Said
from app.wording import outcome as plain
from app.wording.phrasebook import phrases


def answer_text(assessment: Assessment, language: Language) -> str:
    """The answer for a person at a terminal: what to note, lapses, the leading way in full, the others in short."""
    return "\n".join(_Answer(assessment, language).lines()) + "\n"


@dataclass(frozen=True, slots=True)
class _Answer:
    assessment: Assessment
    language: Language

    def lines(self) -> Iterator[str]:
        found = self.assessment
        yield self.said("text.title")
        yield self.said("text.as_of", day=plain.day(found.as_of))
        yield from self.section("text.warnings", (f"- {self.of(warning.text)}" for warning in found.warnings))
        yield from self.section("text.lapses", self.lapses())
        leading = leading_option(found)
        if leading:
            yield from self.section("text.planned" if found.planned else "text.leading", self.option(leading))
        others = (option for option in found.options if option != leading)
        yield from self.section("text.other_options", self.options(others))
        yield from self.section("text.missing", self.missing())
        yield from self.section("text.policies", self.policies())

    def section(self, key: str, body: Iterable[str]) -> Iterator[str]:
        lines = list(body)
        if lines:
            yield from ("", f"== {self.said(key)} ==", *lines)

    def lapses(self) -> Iterator[str]:
        if not self.assessment.lapses:
            yield self.of(plain.situation(self.assessment))
        for finding in self.assessment.lapses:
            yield f"- {self.lapse(finding)}"
        ahead = self.of(plain.impending(self.assessment))
        if self.assessment.lapses and ahead:
            yield f"- {ahead}"

    def lapse(self, finding: LapseFinding) -> str:
        lapse = finding.lapse
        text = self.said("text.lapse", span=plain.lapse_span(lapse), n=plain.lapse_length(lapse))
        if lapse.scheme_before is not Scheme.RESIDENT:  # nobody asks for the cause there
            known = lapse.cause is not Cause.UNKNOWN
            cause = plain.cause_name(lapse.cause)
            text += self.said("text.lapse.cause", cause=cause) if known else self.said("text.lapse.no_cause")
        text += self.said("text.lapse.open") if lapse.open else ""
        if finding.benefits_end:
            key = "text.lapse.benefits_end.reference" if finding.reference else "text.lapse.benefits_end"
            text += self.said(key, day=plain.day(finding.benefits_end))
        return text

    def options(self, options: Iterable[Option]) -> Iterator[str]:
        for option in options:
            yield from self.head(option)

    def head(self, option: Option) -> Iterator[str]:
        title, verdict = plain.option_title(option), plain.verdict_name(option.verdict)
        yield f"- {self.said('text.option', title=title, verdict=verdict)}"
        yield f"  {self.of(plain.conclusion(option)).strip()}"

    def option(self, option: Option) -> Iterator[str]:
        yield from self.head(option)
        if option.verdict != Verdict.NO:
            yield from self.outcome(option)
        for reason in option.reasons:
            yield from self.reason(reason)
        for assumption in option.assumptions:
            yield f"  {self.said('text.assumes', text=assumption.text)}"
        for other in option.disagreements:
            matter, grade = self.matter(other.matter), plain.say(f"grade.{other.source.grade}")
            text = self.said("text.disagrees", matter=matter, says=other.says, source=other.source.title, grade=grade)
            yield f"  {text}"
        for whom in dict.fromkeys(question.whom for question in option.questions):
            yield f"  {self.said('text.ask', whom=whom)}"
            asked = dict.fromkeys(question.text for question in option.questions if question.whom == whom)
            yield from (f"    {self.of(text)}" for text in asked)
        if option.documents:
            yield f"  {self.said('text.bring', documents=self.documents(option))}"

    def outcome(self, option: Option) -> Iterator[str]:
        yield self.field("text.pay_on", plain.day(option.pay_on))
        yield self.field("text.pay_by", self.pay_by(option))
        for change in option.changes:
            text = self.said("text.changes", day=plain.day(change.on), before=change.before, after=change.after)
            yield f"    {text}"
        if option.waiting or option.benefits_from:
            yield self.field("text.waiting", self.waiting(option.waiting))
        yield self.field("text.benefits_from", self.begins(option))
        if option.benefits_until:
            yield self.field("text.benefits_until", plain.day(option.benefits_until))
        if option.lapse:
            yield self.field("text.gap_costs", plain.bearer_name(option.gap_costs))
        yield self.field("text.continuity", plain.say(f"continuity.{option.continuity}"))
        if option.cost is None:
            yield self.field("text.cost", self.phrase("text.cost.none"))
        elif option.cost.lines:
            yield self.field("text.cost", plain.money(option.cost.total))
            yield from (f"    {self.cost_line(line)}" for line in option.cost.lines)

    def begins(self, option: Option) -> Said:
        wasted = plain.in_vain(option)
        if wasted is not None:
            return self.phrase("text.in_vain", year=wasted)
        return plain.day(option.benefits_from) if option.benefits_from else self.phrase("text.not_known")

    def pay_by(self, option: Option) -> Said:
        if plain.in_vain(option) is not None:
            return self.phrase("text.pay_by.in_vain")
        if option.nothing_to_pay:
            return self.phrase("text.pay_by.nothing")
        if option.pay_by is None and option.verdict is Verdict.ASK:
            return self.phrase("text.pay_by.ask")
        if option.pay_by is None and option.tried_until is not None:
            return self.phrase("text.pay_by.tried", day=plain.day(option.tried_until))
        if option.pay_by is None:
            return self.phrase("text.pay_by.none")
        return self.phrase("text.pay_by.reason", day=plain.day(option.pay_by))

    def waiting(self, waiting: Waiting | None) -> Said:
        length = plain.wait_length(waiting)
        if waiting is None:
            return length
        dates = {"start": plain.day(waiting.start), "end": plain.day(waiting.end)}
        told = self.phrase("text.waiting.dates", n=length, **dates)
        if not waiting.benefit_percent:
            return told
        share = self.phrase("text.waiting.percent", percent=waiting.benefit_percent)
        return Said(told.zh + share.zh, told.en + share.en)

    def cost_line(self, line: CostLine) -> str:
        amount = plain.money(line.amount)
        return self.said("text.cost.line", label=line.label, formula=line.formula, amount=amount, source=line.source)

    def reason(self, reason: Reason) -> Iterator[str]:
        when = self.said("text.when", when=reason.when) if reason.when else ""
        yield f"  {self.said('text.because', matter=self.matter(reason.matter), text=reason.text)}{when}"
        if reason.sources:
            named = self.said("text.list").join(_named(source) for source in reason.sources)
            grade = plain.say(f"grade.{reason.grade}")
            yield f"    {self.said('text.rests_on', sources=named, grade=grade, rule=reason.rule)}"

    def documents(self, option: Option) -> str:
        told = (self.said("text.document", title=item.title, form=item.form) for item in option.documents)
        return self.said("text.list").join(told)

    def missing(self) -> Iterator[str]:
        for fact in self.assessment.missing_facts:
            matters = self.said("text.list").join(self.of(plain.say(f"matter.{matter}")) for matter in fact.decides)
            yield f"- {self.said('text.missing.decides', question=fact.question, matters=matters)}"

    def policies(self) -> Iterator[str]:
        for used in self.assessment.policies:
            digest, words = used.sha256[:12], {"name": used.name, "standing": used.standing}
            yield f"- {self.said('text.policy', code=used.code, version=used.version, digest=digest, **words)}"

    def matter(self, matter: Matter) -> Said:
        return plain.say(f"matter.{matter}")

    def field(self, key: str, value: Said) -> str:
        return f"  {self.said('text.field', name=self.phrase(key), value=value)}"

    def phrase(self, key: str, **values: object) -> Said:
        phrase = phrases("cli")[key]
        return phrase.filled(**values) if values else phrase

    def said(self, key: str, **values: object) -> str:
        return self.of(self.phrase(key, **values))

    def of(self, words: Said) -> str:
        return words.in_(self.language)


def _named(source: Source) -> str:
    return f"{source.title} {source.number}".strip()
