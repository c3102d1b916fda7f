"""Writes an assessment as plain text: first the answer at a glance, then what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.cases.code.codes import advice_number
from app.rules.bilingual import Bilingual, Language
from app.rules.law.terms import Matter, Source, Verdict
from app.rules.outcome.assessment import PLANNED, Assessment, CostLine, LapseFinding, Option, Reason
from app.rules.record.case import Case, Cause
from app.rules.record.history import Scheme
from app.rules.record.months import Month
from app.rules.value_type import value_type
from app.wording import channels, outcome, values
from app.wording.effects import effects
from app.wording.glance import glance, glance_lines
from app.wording.leading import why_leading
from app.wording.office_and_bills import grade_name
from app.wording.option_cells import OptionCell, OptionCells, Subject, long_title, option_cells, short_title
from app.wording.phrasebook import Phrasebook


def answer_text(
    case: Case, assessment: Assessment, language: Language, *, key: str | None = None, margin: int = 0
) -> str:
    """The answer as text: at a glance, warnings, lapses, one option in full, the others in short.

    `key` is the option it is about, by default the leading one; `margin` is how many working days money takes to
    arrive, 0 if not known.
    """
    key = key if key in assessment.ways else assessment.ranking.order[0] if assessment.ways else None
    return "\n".join(_Answer(case, assessment, key, margin, Phrasebook("cli", language)).lines()) + "\n"


@value_type
class _Answer:
    case: Case
    assessment: Assessment
    key: str | None
    margin: int
    words: Phrasebook

    def lines(self) -> Iterator[str]:
        found, ways = self.assessment, self.assessment.ways
        shown = ways[self.key] if self.key is not None else None
        yield self.words("text.title")
        yield self.words("text.as_of", day=values.day(found.as_of))
        yield self.words("text.number", number=advice_number(self.case, found, shown, margin=self.margin))
        seen = glance(self.case, found, self.key, margin=self.margin)
        yield from ("", *map(self.words.of, glance_lines(seen)))
        yield from self.section(
            "text.warnings", dict.fromkeys(f"- {self.words.of(warning.text)}" for warning in found.warnings)
        )
        yield from self.section("text.lapses", self.lapses())
        why = why_leading(found)
        if why:
            yield from ("", self.words.of(why))
        if shown is not None:
            leads = self.key == next(iter(ways))
            title = "text.planned" if self.key == PLANNED else "text.leading" if leads else "text.shown"
            yield from self.section(title, self.option(shown))
            yield from self.block(self.words.of(channels.TITLE), self.channels(shown))
            for effect in effects(self.case, found, shown):
                yield from self.block(self.words.of(effect.title), (f"- {self.words.of(x)}" for x in effect.sentences))
        yield from self.section("text.other_options", self.others(way for way in ways.items() if way[0] != self.key))
        yield from self.section("text.missing", self.missing())
        yield from self.section("text.policies", self.policies())

    def section(self, key: str, body: Iterable[str]) -> Iterator[str]:
        yield from self.block(self.words(key), body)

    def block(self, title: str, body: Iterable[str]) -> Iterator[str]:
        lines = list(body)
        if lines:
            yield from ("", f"== {title} ==", *lines)

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
        if lapse.scheme_before is not Scheme.RESIDENT:  # the cause is not asked for there
            known = lapse.cause is not Cause.UNKNOWN
            cause = values.cause_name(lapse.cause)
            text += self.words("text.lapse.cause", cause=cause) if known else self.words("text.lapse.no_cause")
        text += self.words("text.lapse.open") if lapse.open else ""
        if finding.benefits_end:
            key = "text.lapse.benefits_end.reference" if finding.reference else "text.lapse.benefits_end"
            text += self.words(key, day=values.day(finding.benefits_end))
        return text

    def others(self, ways: Iterable[tuple[str, Option]]) -> Iterator[str]:
        for key, option in ways:
            yield from self.head(option, outcome.way_title(key, option))
            if option.verdict is not Verdict.NO:
                yield f"  {self.words('text.between').join(self.cell(cell) for cell in self.cells(option))}"

    def head(self, option: Option, title: Bilingual) -> Iterator[str]:
        verdict = self.every_cell(option)[Subject.VERDICT].in_text
        yield f"- {self.words('text.option', title=title, verdict=verdict)}"
        yield f"  {self.words.of(outcome.conclusion(option)).strip()}"

    def every_cell(self, option: Option) -> OptionCells:
        return option_cells(self.case, self.assessment, option)

    def cells(self, option: Option) -> Iterator[OptionCell]:
        """The cells of an option after its heading, in the order of the table."""
        return (
            cell for subject, cell in self.every_cell(option).items() if subject is not Subject.VERDICT and cell.applies
        )

    def cell(self, cell: OptionCell) -> str:
        return self.words("text.field", name=short_title(cell.subject), value=cell.in_line)

    def option(self, option: Option) -> Iterator[str]:
        yield from self.head(option, outcome.option_title(option))
        if option.verdict != Verdict.NO:
            yield from self.outcome(option)
        for reason in option.reasons:
            yield from self.reason(reason)
        for assumption in option.assumptions:
            yield f"  {self.words('text.assumes', text=assumption.text)}"
        for other in option.disagreements:
            matter, grade = self.matter(other.matter), grade_name(other.source)
            text = self.words("text.disagrees", matter=matter, says=other.says, source=other.source.title, grade=grade)
            yield f"  {text}"
        for whom in dict.fromkeys(question.whom for question in option.questions):
            yield f"  {self.words('text.ask', whom=whom)}"
            asked = dict.fromkeys(question.text for question in option.questions if question.whom == whom)
            yield from (f"    {self.words.of(text)}" for text in asked)
        if option.documents:
            yield f"  {self.words('text.bring', documents=self.documents(option))}"

    def channels(self, option: Option) -> Iterator[str]:
        return (f"- {self.words.of(channels.channel_sentence(channel))}" for channel in option.channels)

    def outcome(self, option: Option) -> Iterator[str]:
        assumed = values.month(Month.containing(option.pay_on)) if option.pay_on_assumed else None
        day = values.day(option.pay_on) if assumed is None else self.words.phrase("text.pay_on.month", month=assumed)
        yield self.field(self.words.phrase("text.pay_on"), day)
        for cell in self.cells(option):
            yield self.field(long_title(cell.subject), cell.in_text)
            yield from (f"    {line}" for line in self.details(option, cell.subject))

    def details(self, option: Option, subject: Subject) -> Iterator[str]:
        if subject is Subject.PAY_BY:
            for change in option.changes:
                on = values.day(change.on)
                if change.before != change.after:
                    yield self.words("text.changes", day=on, matter=outcome.changed(change))
        if subject is Subject.COST and option.cost is not None and not option.nothing_to_pay:
            yield from map(self.cost_line, option.cost.lines)

    def cost_line(self, line: CostLine) -> str:
        amount = values.money(line.amount)
        return self.words("text.cost.line", label=line.label, formula=line.formula, amount=amount, source=line.source)

    def reason(self, reason: Reason) -> Iterator[str]:
        when = self.words("text.when", when=reason.when) if reason.when else ""
        yield f"  {self.words('text.because', matter=self.matter(reason.matter), text=reason.text)}{when}"
        if reason.sources:
            named = self.words("text.list").join(_named(source) for source in reason.sources)
            grade = grade_name(reason)
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

    def matter(self, matter: Matter) -> Bilingual:
        return values.say(f"matter.{matter}")

    def field(self, name: Bilingual, value: Bilingual) -> str:
        return f"  {self.words('text.field', name=name, value=value)}"


def _named(source: Source) -> str:
    return f"{source.title} {source.number}".strip()
