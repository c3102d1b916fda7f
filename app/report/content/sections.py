"""The sections both papers share: head, person, result, documents, questions, sources, assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from app.cases.code import codes as of_answers
from app.cases.code.parts import BETWEEN, typed_lines
from app.report.content.blocks import (
    ActionLine,
    ActionLines,
    Block,
    Cell,
    Codes,
    Heading,
    Item,
    Lead,
    Line,
    Masthead,
    Paper,
    PaperTile,
    Paragraph,
    SmallPrint,
    Strip,
    Subheading,
    TextRun,
    Tiles,
    merged,
    plain,
    strong,
    text_of,
)
from app.report.content.masking import masked_id, masked_name
from app.report.content.office import Office
from app.report.content.phrases import Phrasing, citation, sources_of, with_strong_days
from app.rules.bilingual import Bilingual, Language
from app.rules.law.terms import Matter, Source, Verdict
from app.rules.outcome.assessment import Assessment, MissingFact, Option, Reason
from app.rules.outcome.decisions import decisions_for
from app.rules.outcome.options import lapses_left_out
from app.rules.outcome.sentences import rule_to_confirm
from app.rules.outcome.warnings import REFERENCE_CODE
from app.rules.record.case import Case
from app.rules.value_type import value_type
from app.wording import outcome, values
from app.wording.effects import effects
from app.wording.facts import may_concern
from app.wording.glance import Glance, Voice, glance
from app.wording.office_and_bills import bill_sentences, decision_sentence, margin_advice
from app.wording.option_cells import OPEN, OptionCell, OptionCells, Subject, long_title, option_cells

_UNBROKEN: Final = "\N{NO-BREAK SPACE}"
_BETWEEN_LINES: Final = f"{_UNBROKEN}{BETWEEN} "
"""Between the lines of a code: as many of them as fit stand in one of the paper, as they may be typed."""


class Personal(StrEnum):
    """What is masked of a person unless asked for."""

    NAME = "name"
    ID_NUMBER = "id_number"


@value_type
class Style:
    """Settings of a paper: language, what is shown unmasked, the office that issues it.

    `case_number` is the office's own number; when it is empty one is made from day, case and way. `remarks` say what
    must be known of the computer that made the paper; they are printed with the assumptions. `margin` is how many
    working days money takes to arrive at this office, 0 where that is not known. `large`: in large print. `ticked` are
    the documents that are there already, by their ids.
    """

    language: Language = "zh"
    unmasked: frozenset[Personal] = frozenset()
    office: Office | None = None
    case_number: str = ""
    remarks: tuple[Bilingual, ...] = ()
    margin: int = 0
    large: bool = False
    ticked: frozenset[str] = frozenset()


@value_type
class Telling:
    """What a paper is about: the case, its assessment, the way by its key, and the sources it cites by number.

    `way` is None for a paper about every way, or where there is none.
    """

    case: Case
    assessment: Assessment
    style: Style
    words: Phrasing
    sources: Mapping[Source, int]
    way: str | None = None

    @classmethod
    def of(cls, case: Case, assessment: Assessment, options: Iterable[Option], style: Style) -> Telling:
        """For a paper about all of these options."""
        return cls(case, assessment, style, Phrasing(style.language), _sources(case, assessment, tuple(options)))

    @classmethod
    def of_way(cls, case: Case, assessment: Assessment, option: Option | None, style: Style) -> Telling:
        """For a paper about one option, or about a case in which there is none."""
        key = next((key for key, way in assessment.ways.items() if way == option), None)
        sources = _sources(case, assessment, () if option is None else (option,))
        return cls(case, assessment, style, Phrasing(style.language), sources, key)

    def cells(self, option: Option) -> OptionCells:
        """What the cells of an option say."""
        return option_cells(self.case, self.assessment, option, margin=self.style.margin)

    def glance(self, key: str | None) -> Glance:
        """The answer at a glance for a way."""
        return glance(self.case, self.assessment, key, margin=self.style.margin)

    @property
    def option(self) -> Option | None:
        """The option it is about."""
        return self.assessment.ways.get(self.way) if self.way is not None else None

    @property
    def number(self) -> str:
        """The office's number, or that of the advice."""
        made = of_answers.advice_number(self.case, self.assessment, self.option, margin=self.style.margin)
        return self.style.case_number or made

    @property
    def name(self) -> str:
        """The person's name, masked unless the style says otherwise."""
        name = self.case.person.name
        return name if Personal.NAME in self.style.unmasked else masked_name(name)

    @property
    def id_number(self) -> str:
        """The person's document number, masked unless the style says otherwise."""
        number = self.case.person.id_number or ""
        return number if Personal.ID_NUMBER in self.style.unmasked else masked_id(number)

    @property
    def office(self) -> str:
        """The office's name, where it was set."""
        return self.style.office.name if self.style.office else ""

    @property
    def region(self) -> str:
        """The name of the case's region."""
        return self.words.region(self.case, self.assessment.policies)


def _sources(case: Case, assessment: Assessment, options: Sequence[Option]) -> Mapping[Source, int]:
    """The sources of the options, and of what the first of them affects."""
    return sources_of(options, effects(case, assessment, options[0]) if options else ())


def paper_of(told: Telling, kind: str, subtitle: str, blocks: Iterable[Block]) -> Paper:
    """A paper of blocks, with the header and footer of its pages; `kind` is `notice`, `sheet` and so on."""
    words, assessment = told.words, told.assessment
    title = words(f"{kind}.title")
    own = next(iter(assessment.policies), None)
    rules = words("footer.rules", name=words.of(own.name), version=own.version) if own else ""
    return Paper(
        running=words("running", title=title, number=told.number),
        footer=(words("footer.caution", day=words.day(assessment.as_of), rules=rules),),
        page_number=words.template("footer.page"),
        blocks=(Masthead(title, subtitle), *blocks),
        large=told.style.large,
    )


def codes(told: Telling, *more: str) -> Codes:
    """The code by which another copy of the program can reproduce the answer, and what else is to be said of it."""
    texts = of_answers.codes(told.case, told.assessment, told.option, margin=told.style.margin)
    typed = ([line.replace(" ", _UNBROKEN) for line in typed_lines(text)] for text in texts)
    return Codes(
        tuple(texts),
        (
            plain(told.words("space").join((told.words("code"), *more))),
            *(plain(_BETWEEN_LINES.join(lines)) for lines in typed),
        ),
    )


def document_title(kind: str, assessment: Assessment, style: Style) -> str:
    """The document title of a paper; it names the day and never the person."""
    words = Phrasing(style.language)
    return words("document_title", title=words(f"{kind}.title"), day=words.day(assessment.as_of))


def section(title: str, body: Iterable[Block]) -> Iterator[Block]:
    """A section under its heading; an empty one is left out."""
    blocks = tuple(body)
    if blocks:
        yield Heading(title)
        yield from blocks


def who(told: Telling) -> Strip:
    """Who was told, where and when; what is not known is left blank, to be filled in by hand."""
    words = told.words
    cells = (
        (("name", told.name), ("id_number", told.id_number)),
        (("region", told.region), ("office", told.office)),
        (("told_on", words.day(told.assessment.as_of)), ("case_number", told.number)),
    )
    made = tuple(
        tuple(words.line("field", name=words(key), value=strong(text)) for key, text in cell) for cell in cells
    )
    return Strip(made, (0.3, 0.33, 0.37))


def status(told: Telling, seen: Glance) -> Lead:
    """How things stand today."""
    line = told.words.of(seen.status.line)
    head = strong(told.words.of(seen.status.head))
    return Lead((*head, *plain(told.words("status.stop") + line)))


def tiles(told: Telling, seen: Glance) -> Tiles:
    """The four answers."""
    words = told.words
    return Tiles(
        tuple(
            PaperTile(
                words.of(tile.about.question),
                words.of(tile.value),
                plain(words.joined(words.of(tile.badge), words.of(tile.line))),
                loud=tile.voice is Voice.LOUD,
                settled=tile.settled,
            )
            for tile in seen.answers
        )
    )


def cliffs(told: Telling, seen: Glance) -> Block:
    """What each day of payment leads to, or why nothing hangs on it."""
    words = told.words
    if not seen.cliffs:
        return Paragraph(plain(words.of(seen.no_cliffs)))
    cells = tuple(
        (strong(words.of(each.when)), *(plain(words.of(said)) for said in (each.then, each.loses) if said.zh))
        for each in seen.cliffs
    )
    return Strip(cells)


def left_out(told: Telling, option: Option) -> Iterator[Paragraph]:
    """Which lapses an option leaves as they are, and whom to ask about them."""
    lapses = lapses_left_out(told.case, told.assessment, option)
    if lapses:
        yield Paragraph(strong(told.words.of(values.joined(outcome.left_out(lapses), values.say("left_out.ask")))))


def caution(told: Telling, option: Option) -> Iterator[Paragraph]:
    """How far an option's answer can be relied on, in one sentence; none for a plain yes."""
    kind = _caution_kind(option)
    if kind:
        yield Paragraph((*strong(told.words(f"caution.{kind}")), *plain(told.words(f"caution.{kind}.text"))))


def _caution_kind(option: Option) -> str:
    if option.verdict is Verdict.NO:
        return "no"
    if option.reference:
        return _REFERENCE
    if option.verdict is Verdict.ASK:
        return "ask"
    return "cost" if option.cost is not None and option.cost.reference and option.cost.total else ""


_REFERENCE: Final = "reference"


def results(told: Telling, option: Option) -> Iterator[Item]:
    """What an option leads to: on every subject the answer, the reasons, and the numbers of their sources."""
    words, cells = told.words, told.cells(option)
    if option.verdict is Verdict.NO:
        yield _result(told, option, cells[Subject.VERDICT], *Matter)
        return
    yield _result(told, option, cells[Subject.VERDICT], Matter.BACK_PAYMENT)
    yield _result(told, option, cells[Subject.PAY_BY], more=_deadlines(told, option))
    yield _result(told, option, cells[Subject.COST], Matter.PREMIUM, more=_payers(words, option))
    yield from _bill_lines(words, option)
    yield _result(told, option, cells[Subject.BENEFITS_FROM], Matter.COVER, more=_waits(words, cells[Subject.WAIT]))
    if cells[Subject.GAP_COSTS].applies:
        yield _result(told, option, cells[Subject.GAP_COSTS], Matter.GAP_COSTS)
    more = [words(f"account.{option.personal_account}")]
    more += [words("maternity", text=option.maternity_months)] if option.maternity_months else []
    yield _result(told, option, cells[Subject.CONTINUITY], Matter.CONTINUITY, more=tuple(map(plain, more)))
    for reason in option.reasons:
        if reason.matter not in _TOLD_WITH:
            yield Item(words("mark"), reason_line(told, reason))


_TOLD_WITH = (
    Matter.BACK_PAYMENT,
    Matter.PREMIUM,
    Matter.COVER,
    Matter.GAP_COSTS,
    Matter.CONTINUITY,
)


def reason_line(told: Telling, reason: Reason) -> Line:
    """A reason in one paragraph: its matter, what the rule says, and the numbers of its sources."""
    words = told.words
    matter = words.of(values.say(f"matter.{reason.matter}"))
    when = (words.of(reason.when),) if reason.when else ()
    return (
        *strong(matter),
        *plain(words("colon") + words.joined(*when, words.of(reason.text)) + cited(told, [reason])),
    )


def _deadlines(told: Telling, option: Option) -> Cell:
    """Remarks on the last day: a safe day to pay, and the payment day assumed here."""
    words = told.words
    lines = []
    advice = words.of(margin_advice(option, told.style.margin, told.assessment.as_of)).strip()
    if advice:
        lines.append(with_strong_days(advice))
    told_of_days = words.of(outcome.days_caution(option)).strip()
    if told_of_days:
        lines.append(strong(told_of_days))
    if not option.pay_on_assumed:
        lines.append(words.line("pay_on", day=strong(words.day(option.pay_on))))
    return tuple(lines)


def change_lines(words: Phrasing, option: Option) -> Cell:
    """What changes when paying from a day on, one line for each day."""
    days: dict[date, list[str]] = {}
    for change in option.changes:
        days.setdefault(change.on, []).append(words.of(outcome.changed(change)))
    return tuple(
        words.line("change", day=strong(words.day(day)), changes=words("sentence.between").join(texts))
        for day, texts in days.items()
    )


def _result(told: Telling, option: Option, cell: OptionCell, *matters: Matter, more: Cell = ()) -> Item:
    """A cell in one paragraph: its name, what it says with its marks, `more` on the same subject, and the reasons.

    What several reasons say alike is said once, with the sources of all.
    """
    words = told.words
    said: dict[str, list[Reason]] = {}
    for reason in option.reasons:
        if reason.matter in matters:
            said.setdefault(words.of(reason.text), []).append(reason)
    because = (plain(text + cited(told, reasons)) for text, reasons in said.items())
    parts = (*_said(words, cell), *more, *because)
    return Item(words("mark"), (*_title(words, cell), *words.run_on(parts)))


def _title(words: Phrasing, cell: OptionCell) -> Line:
    return strong(words.of(long_title(cell.subject)) + words("colon"))


def _said(words: Phrasing, cell: OptionCell) -> Cell:
    """A cell in full, and its marks."""
    return (_answer(words, cell), *(strong(words.of(mark.long)) for mark in cell.marks))


def _waits(words: Phrasing, cell: OptionCell) -> Cell:
    """The same after its name, to stand with another."""
    answer, *marks = _said(words, cell)
    return ((*_title(words, cell), *answer), *marks)


_BOLD = (Subject.VERDICT, Subject.COST, Subject.GAP_COSTS)


def _answer(words: Phrasing, cell: OptionCell) -> Line:
    """A cell in full; bold are days, lengths, yes or no, and everything that is still open."""
    said, brief = words.of(cell.long), words.of(cell.short)
    if cell.subject in _BOLD or cell.kind == OPEN:
        return strong(said)
    head = brief if said.startswith(brief) else ""
    return merged((*strong(head), *with_strong_days(said.removeprefix(head))))


def decisions(told: Telling, option: Option) -> Iterator[Block]:
    """What the office decided about an option, why, who and when."""
    words, held = told.words, decisions_for(told.case, option.id)
    if held:
        yield Subheading(words("decisions"))
    for decision in held:
        yield Item(words("mark"), with_strong_days(words.of(decision_sentence(decision)).strip()))


def bills(told: Telling, option: Option) -> Iterator[Block]:
    """Who bears the bill of each hospital stay or birth in the case."""
    words = told.words
    if told.case.events:
        yield Subheading(words("bills"))
    for event in told.case.events:
        first, *rest = bill_sentences(event, option, told.case, told.assessment)
        space = words("space")
        more = space.join(words.of(each).strip() for each in rest)
        yield Item(words("mark"), (*strong(words.of(first).strip()), *plain(f"{space}{more}")))


def cited(told: Telling, reasons: Iterable[Reason]) -> str:
    """The numbers of the sources of reasons, in brackets."""
    return citation((source for reason in reasons for source in reason.sources), told.sources)


def _payers(words: Phrasing, option: Option) -> Cell:
    """Who pays how much; empty where nothing is worked out."""
    cost = option.cost
    return () if cost is None or not cost.lines else (plain(words.payers(cost)),)


def _bill_lines(words: Phrasing, option: Option) -> Iterator[Item]:
    """How the sum is made up."""
    for line in option.cost.lines if option.cost else ():
        yield Item(words("mark.under"), plain(words.bill_line(line)))


def questions(told: Telling, option: Option, facts: Iterable[MissingFact]) -> Iterator[Block]:
    """Questions for the office and for the person, sorted by whom to ask, with room for the answers."""
    words = told.words
    asked: dict[str, list[str]] = {}
    for whom in dict.fromkeys(question.whom for question in option.questions):
        asked |= _asked_of(words, whom, [each.text for each in option.questions if each.whom == whom])
    for fact in facts:
        asked.setdefault(words("question.yourself"), []).append(words.of(fact.question))
    if option.verdict is Verdict.ASK and not asked:
        asked[words("question.whom", whom=words("question.office"))] = [words("question.plain")]
    yield from _asked(asked)


def _asked_of(words: Phrasing, whom: Bilingual, texts: Sequence[Bilingual]) -> dict[str, list[str]]:
    """What is asked of somebody, by the title it stands under; rules to confirm have one of their own."""
    rules = {text: rule for text in texts if (rule := rule_to_confirm(text)) is not None}
    together = rules if len(rules) > 1 else {}
    title = words("question.whom", whom=words.of(whom))
    asked = {title: [words.of(text) for text in texts if text not in together]}
    if together:
        confirm = words("question.confirm" if asked[title] else "question.whom.confirm", whom=words.of(whom))
        asked[confirm] = [words.of(rule) for rule in together.values()]
    return {title: said for title, said in asked.items() if said}


def disagreements(told: Telling, option: Option) -> Iterator[Item]:
    """What other sources say, one paragraph each; where several say the same, with the numbers of all."""
    words = told.words
    said: dict[str, list[Source]] = {}
    for disagreement in option.disagreements:
        said.setdefault(words.of(disagreement.says), []).append(disagreement.source)
    for text, by in said.items():
        yield Item(words("mark"), plain(text + citation(by, told.sources)))


def effects_of(told: Telling, option: Option) -> Iterator[Block]:
    """What the option leads to beyond its table, each effect under its title with what it rests on."""
    words = told.words
    for effect in effects(told.case, told.assessment, option):
        yield Subheading(words.of(effect.title))
        for said in effect.sentences:
            yield Item(words("mark"), with_strong_days(words.of(said)))
        if effect.sources:
            yield Paragraph(plain(words("effect.rests_on", sources=citation(effect.sources, told.sources))))


def effects_in_short(told: Telling, option: Option) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """The same effects: the title of each, with its sentences and what they rest on."""
    words = told.words
    for effect in effects(told.case, told.assessment, option):
        sources = citation(effect.sources, told.sources)
        rests_on = words("effect.rests_on", sources=sources) if sources else ""
        said = (with_strong_days(words.of(each)) for each in effect.close or effect.sentences)
        yield words.of(effect.title), (*said, *([plain(rests_on)] if rests_on else []))


def facts_about(told: Telling, option: Option) -> list[MissingFact]:
    """The facts to find out that may concern an option."""
    return [missing for missing in told.assessment.missing_facts if may_concern(missing.fact, option)]


def facts_to_find_out(told: Telling) -> Iterator[Block]:
    """The facts the person can find out that would change the outcome."""
    words = told.words
    facts = [words.of(fact.question) for fact in told.assessment.missing_facts]
    if facts:
        yield from _asked({words("question.yourself"): facts})


def _asked(asked: Mapping[str, Sequence[str]]) -> Iterator[Block]:
    first = 1
    for whom, texts in asked.items():
        yield Subheading(whom)
        yield ActionLines(
            tuple(ActionLine((plain(text),), number=str(n), writing=True) for n, text in enumerate(texts, first))
        )
        first += len(texts)


def warnings(told: Telling, options: Iterable[Option]) -> Iterator[Block]:
    """What must be seen before money is spent on one of these options."""
    yield from _warnings(told, options)


def further_warnings(told: Telling, option: Option) -> Iterator[Block]:
    """The same for one option, but for what its caution says on the first page."""
    yield from _warnings(told, [option], before=REFERENCE_CODE if _caution_kind(option) == _REFERENCE else "")


def _warnings(told: Telling, options: Iterable[Option], *, before: str = "") -> Iterator[Block]:
    told_of = {option.id for option in options}
    for warning in told.assessment.warnings:
        if warning.code != before and (not warning.concerns or told_of & set(warning.concerns)):
            yield Item(told.words("mark"), plain(told.words.of(warning.text)))


def source_list(told: Telling) -> Iterator[SmallPrint]:
    """The sources by number, with their grades, and where they were read."""
    words = told.words
    for source, number in told.sources.items():
        address = words("source.address", address=source.address) if source.address else ""
        yield SmallPrint((*words.source(source), *plain(address)), f"[{number}]")


def sources_in_short(told: Telling) -> Iterator[SmallPrint]:
    """The sources after each other, each after its number in bold, with a mark for its grade; the grades come first."""
    words = told.words
    grades: dict[str, str] = {}
    runs: list[TextRun] = []
    for source, number in told.sources.items():
        mark = words.grade_mark(source)
        grades[mark] = words.grade(source)
        between = words("sentence.between") if runs else ""
        runs += [*plain(between), *strong(f"[{number}]"), *plain(text_of(words.source(source, mark)))]
    if runs:
        marks = words.joined(*(grades[mark] for mark in sorted(grades)))
        title = words("section.sources") + words("in_brackets", text=marks) + words("colon")
        yield SmallPrint((*strong(title), *merged(runs)))


def assumptions(told: Telling, options: Iterable[Option]) -> Iterator[Block]:
    """What was assumed where the texts leave room; each once."""
    words = told.words
    taken = dict.fromkeys(assumption for option in options for assumption in option.assumptions)
    sentences = [words("assumption", id=each.id, text=words.of(each.text)) for each in taken]
    sentences += [words.of(remark) for remark in told.style.remarks]
    if sentences:
        yield _small_print(words, "assumptions", sentences)


def packs(told: Telling) -> Iterator[Block]:
    """The packs that were used: version, digest, and what must be known of them."""
    words = told.words
    sentences = [
        words(
            "pack.standing",
            pack=words.pack(pack),
            standing=words.of(pack.standing),
            stale=words("pack.stale") if pack.stale else "",
        )
        for pack in told.assessment.policies
    ]
    if sentences:
        yield _small_print(words, "packs", sentences)


def _small_print(words: Phrasing, key: str, sentences: Iterable[str]) -> SmallPrint:
    text = words("sentence.between").join(sentence.rstrip("。.") for sentence in sentences)
    return SmallPrint((*strong(words(key)), *plain(text + words("sentence.end"))))
