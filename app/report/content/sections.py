"""The sections both papers share: head, person, result, documents, questions, sources, assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from app.cases.file.saving import case_text
from app.report.content.blocks import (
    Block,
    Cell,
    Column,
    Field,
    Fields,
    Frame,
    Heading,
    Item,
    Line,
    Masthead,
    Paper,
    PaperTable,
    Paragraph,
    Subheading,
    Use,
    merged,
    plain,
    strong,
)
from app.report.content.masking import masked_id, masked_name
from app.report.content.office import Office
from app.report.content.phrases import Phrasing, citation, sources_of, with_strong_days
from app.report.content.reproduction_code import reproduction_code
from app.rules.bilingual import Bilingual, Language
from app.rules.law.terms import Matter, Source, Verdict
from app.rules.outcome.assessment import Assessment, MissingFact, Option, Reason
from app.rules.outcome.decisions import decisions_for
from app.rules.outcome.options import lapses_left_out
from app.rules.record.case import Case
from app.rules.value_type import value_type
from app.system.sha256 import digest_of
from app.wording import outcome, values
from app.wording.effects import effects
from app.wording.glance import glance
from app.wording.office_and_bills import bill_sentences, decision_sentence, margin_advice
from app.wording.option_cells import OPEN, CellMark, OptionCell, OptionCells, Subject, long_title, option_cells

_CASE_NUMBER_DIGITS = 8


class Personal(StrEnum):
    """What is masked of a person unless asked for."""

    NAME = "name"
    ID_NUMBER = "id_number"


@value_type
class Style:
    """Settings of a paper: language, what is shown unmasked, the office that issues it.

    `case_number` is the office's own number; when it is empty one is made from day and case. `remarks` say what must be
    known of the computer that made the paper; they are printed with the assumptions. `margin` is how many working days
    money takes to arrive at this office, 0 where that is not known.
    """

    language: Language = "zh"
    unmasked: frozenset[Personal] = frozenset()
    office: Office | None = None
    case_number: str = ""
    remarks: tuple[Bilingual, ...] = ()
    margin: int = 0


@value_type
class Telling:
    """What a paper is about: the case, its assessment, and the sources it cites by number."""

    case: Case
    assessment: Assessment
    style: Style
    words: Phrasing
    sources: Mapping[Source, int]

    @classmethod
    def of(cls, case: Case, assessment: Assessment, options: Iterable[Option], style: Style) -> Telling:
        """For a paper about these options."""
        return cls(case, assessment, style, Phrasing(style.language), sources_of(options))

    def cells(self, option: Option) -> OptionCells:
        """What the cells of an option say."""
        return option_cells(self.case, self.assessment, option, margin=self.style.margin)

    @property
    def digest(self) -> str:
        """The SHA-256 of the case document."""
        return digest_of(case_text(self.case, self.assessment.as_of).encode())

    @property
    def number(self) -> str:
        """The office's number, or one made from the as-of day and the case, the same for the same case."""
        made = f"{self.assessment.as_of:%Y%m%d}-{self.digest[:_CASE_NUMBER_DIGITS].upper()}"
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


def paper_of(told: Telling, kind: str, blocks: Iterable[Block]) -> Paper:
    """A paper of blocks, with the header and footer of its pages; `kind` is `notice` or `sheet`."""
    words, assessment = told.words, told.assessment
    title = words(f"{kind}.title")
    used = tuple((pack.code, pack.version, pack.sha256) for pack in assessment.policies)
    masthead = Masthead(
        title=title,
        subtitle=words(f"{kind}.subtitle"),
        code=reproduction_code(told.digest, used, assessment.as_of),
        code_caption=words("code"),
    )
    return Paper(
        running=words("running", title=title, number=told.number),
        footer=(
            words("footer.packs", packs=words("footer.between").join(map(words.pack, assessment.policies))),
            words("footer.caution", day=f"{assessment.as_of:%Y-%m-%d}"),
        ),
        page_number=words.template("footer.page"),
        blocks=(masthead, *blocks),
    )


def document_title(kind: str, assessment: Assessment, style: Style) -> str:
    """The document title of a paper; it names the day and never the person."""
    words = Phrasing(style.language)
    return words("document_title", title=words(f"{kind}.title"), day=words.day(assessment.as_of))


def sections(told: Telling, bodies: Iterable[tuple[str, Iterable[Block]]]) -> Iterator[Block]:
    """Sections under numbered headings; an empty one is left out and gets no number."""
    number = 0
    for title, body in bodies:
        blocks = tuple(body)
        if blocks:
            number += 1
            yield Heading(told.words("section", number=told.words(f"number.{number}"), title=title))
            yield from blocks


def head(told: Telling, *first: Field) -> Fields:
    """The form at the head of a paper; unknown fields are left blank to be filled in by hand."""
    words = told.words
    return Fields(
        (
            *first,
            Field(words("region"), plain(told.region)),
            Field(words("told_on"), plain(words.day(told.assessment.as_of))),
            Field(words("office"), plain(told.office)),
            Field(words("case_number"), plain(told.number)),
            Field(words("name"), plain(told.name)),
            Field(words("id_number"), plain(told.id_number)),
        )
    )


def at_a_glance(told: Telling, option: Option | None) -> Iterator[Block]:
    """The answer at a glance: the status, the four answers side by side, and the steps of the payment day."""
    words = told.words
    key = next((key for key, way in told.assessment.ways.items() if way == option), None)
    seen = glance(told.case, told.assessment, key, margin=told.style.margin)
    line = words.of(seen.status.line)
    yield Paragraph((*strong(words.of(seen.status.head)), *plain(words("colon") + line if line else "")))
    share = 1 / len(seen.answers)
    answers = tuple(
        (
            strong(" ".join(filter(None, (words.of(each.value), words.of(each.badge))))),
            plain(words.of(each.line)),
        )
        for each in seen.answers
    )
    yield PaperTable(tuple(Column(words.of(each.about.question), share) for each in seen.answers), (answers,))
    if seen.cliffs:
        share = 1 / len(seen.cliffs)
        steps = tuple((plain(words.of(each.then)), plain(words.of(each.loses))) for each in seen.cliffs)
        yield PaperTable(tuple(Column(words.of(each.when), share) for each in seen.cliffs), (steps,))


def office_fields(told: Telling) -> Iterator[Fields]:
    """Address and opening hours of the office, as far as they were set."""
    office = told.style.office
    if office:
        details = (
            ("address", office.address),
            ("window", office.window),
            ("hours", office.hours),
            ("phone", office.phone),
        )
        known = [(key, text) for key, text in details if text]
        if known:
            yield Fields(tuple(Field(told.words(f"office.{key}"), plain(text), wide=True) for key, text in known))


def left_out(told: Telling, option: Option) -> Iterator[Paragraph]:
    """Which lapses an option leaves as they are, and whom to ask about them."""
    lapses = lapses_left_out(told.case, told.assessment, option)
    if lapses:
        yield Paragraph(strong(told.words.of(values.joined(outcome.left_out(lapses), values.say("left_out.ask")))))


def frame(told: Telling, option: Option) -> Iterator[Frame]:
    """The frame that says how far an option's answer can be relied on; none for a plain yes."""
    words = told.words
    if option.verdict is Verdict.NO:
        yield Frame(words("frame.no"), (plain(words("frame.no.text")),))
    elif option.reference:
        yield Frame(words("frame.reference"), (plain(words("frame.reference.text", region=told.region)),))
    elif option.verdict is Verdict.ASK:
        yield Frame(words("frame.ask"), (plain(words("frame.ask.text")),))
    elif option.cost is not None and option.cost.reference and option.cost.total:
        yield Frame(words("frame.cost"), (plain(words("frame.cost.text")),))


def result_table(told: Telling, option: Option) -> PaperTable:
    """What an option leads to, row by row: the answer, the reasons, and their sources."""
    words = told.words
    columns = (
        Column(words("result.matter"), 0.19),
        Column(words("result.answer"), 0.70),
        Column(words("result.source"), 0.11),
    )
    return PaperTable(columns, tuple(_result_rows(told, option)))


def _result_rows(told: Telling, option: Option) -> Iterator[tuple[Cell, ...]]:
    words, cells = told.words, told.cells(option)
    if option.verdict is Verdict.NO:
        yield _result_row(told, option, cells[Subject.VERDICT], *Matter)
        return
    yield _result_row(told, option, cells[Subject.VERDICT], Matter.BACK_PAYMENT)
    yield _result_row(told, option, cells[Subject.PAY_BY], more=_deadlines(told, option))
    yield _result_row(told, option, cells[Subject.COST], Matter.PREMIUM, more=_bill_lines(words, option))
    yield _result_row(told, option, cells[Subject.WAIT])
    yield _result_row(told, option, cells[Subject.BENEFITS_FROM], Matter.COVER)
    if cells[Subject.GAP_COSTS].applies:
        yield _result_row(told, option, cells[Subject.GAP_COSTS], Matter.GAP_COSTS)
    more = [words(f"account.{option.personal_account}")]
    more += [words("maternity", text=option.maternity_months)] if option.maternity_months else []
    yield _result_row(told, option, cells[Subject.CONTINUITY], Matter.CONTINUITY, more=tuple(map(plain, more)))


def customs_rows(told: Telling) -> Iterator[tuple[Cell, ...]]:
    """The documents that the office asks for beyond the packs, as rows of the table of documents."""
    office = told.style.office
    asked = plain(told.words("document.custom"))
    for custom in office.customs if office else ():
        yield (), (strong(custom.title), asked), (plain(custom.note),) if custom.note else (), ()


def _deadlines(told: Telling, option: Option) -> Cell:
    """Remarks on the last day: a safe day to pay, the payment day assumed here, and what changes later."""
    words = told.words
    lines = []
    advice = words.of(margin_advice(option, told.style.margin, told.assessment.as_of)).strip()
    if advice:
        lines.append(with_strong_days(advice))
    caution = words.of(outcome.days_caution(option)).strip()
    if caution:
        lines.append(strong(caution))
    if not option.pay_on_assumed:
        lines.append(words.line("pay_on", day=strong(words.day(option.pay_on))))
    return (*lines, *change_lines(words, option))


def change_lines(words: Phrasing, option: Option) -> Cell:
    """What changes when paying from a day on, one line for each day."""
    days: dict[date, list[str]] = {}
    for change in option.changes:
        text = words("change.from_to", before=words.of(change.before), after=words.of(change.after))
        days.setdefault(change.on, []).append(text)
    return tuple(
        words.line("change", day=strong(words.day(day)), changes=words("sentence.between").join(texts))
        for day, texts in days.items()
    )


def _result_row(told: Telling, option: Option, cell: OptionCell, *matters: Matter, more: Cell = ()) -> tuple[Cell, ...]:
    """A cell as a row: its name, what it says with its marks, `more` on the same subject, and the reasons."""
    words = told.words
    reasons = [reason for reason in option.reasons if reason.matter in matters]
    why = tuple(plain(words.of(reason.text)) for reason in reasons)
    names = [plain(words.of(long_title(cell.subject)))]
    names += [strong(words.of(mark.long)) for mark in cell.marks if mark is CellMark.DECIDED]
    marks = [strong(words.of(mark.long)) for mark in cell.marks if mark is not CellMark.DECIDED]
    return tuple(names), (_answer(words, cell), *marks, *more, *why), (plain(cited(told, reasons)),)


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


def _bill_lines(words: Phrasing, option: Option) -> Cell:
    """Who pays how much, and how the sum is made up; empty where nothing is worked out."""
    cost = option.cost
    if cost is None or not cost.lines:
        return ()
    lines = (
        words.line(
            "cost.line",
            label=words.of(line.label),
            formula=line.formula,
            amount=words.sum(line.amount),
            own=words("cost.users_own") if line.users_own else "",
        )
        for line in cost.lines
    )
    return (plain(words.payers(cost)), *lines)


def questions(told: Telling, option: Option, facts: Iterable[MissingFact]) -> Iterator[Block]:
    """Questions for the office and for the person, sorted by whom to ask, with room for the answers."""
    words = told.words
    asked: dict[str, list[str]] = {}
    for question in option.questions:
        asked.setdefault(words("question.whom", whom=words.of(question.whom)), []).append(words.of(question.text))
    for fact in facts:
        asked.setdefault(words("question.yourself"), []).append(words.of(fact.question))
    if option.verdict is Verdict.ASK and not asked:
        asked[words("question.whom", whom=words("question.office"))] = [words("question.plain")]
    yield from _asked(told, asked)
    if option.disagreements:
        yield Subheading(words("disagreements"))
    for disagreement in option.disagreements:
        text = words.of(disagreement.says) + citation([disagreement.source], told.sources)
        yield Item(words("mark"), plain(text))


def effects_of(told: Telling, option: Option) -> Iterator[Block]:
    """What the option leads to beyond its table, each effect under its title with what it rests on."""
    words = told.words
    for effect in effects(told.case, told.assessment, option):
        yield Subheading(words.of(effect.title))
        for said in effect.sentences:
            yield Item(words("mark"), with_strong_days(words.of(said)))
        if effect.sources:
            yield Paragraph(plain(words("effect.rests_on", sources=_titles(effect.sources, words))))


def _titles(sources: Iterable[Source], words: Phrasing) -> str:
    named = (words("source.title", title=source.title) for source in sources)
    return words("sentence.between").join(dict.fromkeys(named))


def facts_to_find_out(told: Telling) -> Iterator[Block]:
    """The facts the person can find out that would change the outcome."""
    words = told.words
    facts = [words.of(fact.question) for fact in told.assessment.missing_facts]
    if facts:
        yield from _asked(told, {words("question.yourself"): facts})


def _asked(told: Telling, asked: Mapping[str, Sequence[str]]) -> Iterator[Block]:
    words = told.words
    columns = (
        Column(words("question.text"), 0.55),
        Column(words("question.answer"), 0.45, Use.WRITING),
    )
    for whom, texts in asked.items():
        yield Subheading(whom)
        yield PaperTable(columns, tuple(((plain(text),), ()) for text in texts))


def warnings(told: Telling, options: Iterable[Option]) -> Iterator[Block]:
    """What must be seen before money is spent on one of these options."""
    told_of = {option.id for option in options}
    for warning in told.assessment.warnings:
        if not warning.concerns or told_of & set(warning.concerns):
            yield Item(told.words("mark"), plain(told.words.of(warning.text)))


def source_list(told: Telling) -> Iterator[Block]:
    """The sources by number, with their grades."""
    for source, number in told.sources.items():
        yield Item(f"[{number}]", told.words.source(source))


def assumptions(told: Telling, options: Iterable[Option]) -> Iterator[Block]:
    """What was assumed where the texts leave room; each once."""
    words = told.words
    taken = dict.fromkeys(assumption for option in options for assumption in option.assumptions)
    sentences = [words("assumption", id=each.id, text=words.of(each.text)) for each in taken]
    sentences += [words.of(remark) for remark in told.style.remarks]
    if sentences:
        yield _small_print(words, "assumptions", sentences)


def packs(told: Telling) -> Iterator[Block]:
    """Remarks on the packs that were used; their versions and digests are in the footer."""
    words = told.words
    sentences = [
        words(
            "pack.standing",
            name=words.of(pack.name),
            standing=words.of(pack.standing),
            stale=words("pack.stale") if pack.stale else "",
        )
        for pack in told.assessment.policies
    ]
    if sentences:
        yield _small_print(words, "packs", sentences)


def _small_print(words: Phrasing, key: str, sentences: Iterable[str]) -> Paragraph:
    text = words("sentence.between").join(sentence.rstrip("。.") for sentence in sentences)
    return Paragraph((*strong(words(key)), *plain(text + words("sentence.end"))))
