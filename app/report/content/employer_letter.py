"""Composes the letter that asks a unit to pay what it owes, and says where to turn if it does not."""

from __future__ import annotations

from app.report.content.blocks import (
    ActionLine,
    ActionLines,
    Block,
    Cell,
    Column,
    Field,
    Fields,
    Heading,
    Paper,
    PaperTable,
    Paragraph,
    Receipt,
    SmallPrint,
    Turn,
    plain,
    strong,
)
from app.report.content.employer_bill import has_bill, months_table
from app.report.content.phrases import with_strong_days
from app.report.content.sections import Personal, Style, Telling, codes, paper_of
from app.rules.outcome.assessment import Assessment, Option, OptionId
from app.rules.record.case import Case, Cause
from app.rules.record.lapses import Lapse
from app.wording import outcome
from app.wording.phrasebook import Phrasebook

_TO_TURN_TO = ("office", "tax", "inspection", "arbitration")


def owed_by_unit(assessment: Assessment) -> tuple[Lapse, ...]:
    """The lapses for which the unit is at fault."""
    return tuple(found.lapse for found in assessment.lapses if found.lapse.cause is Cause.EMPLOYER)


def has_letter(assessment: Assessment, option: Option | None) -> bool:
    """True where the unit is at fault, and the option is that it pays."""
    return option is not None and option.id is OptionId.EMPLOYER_BACK_PAYS and bool(owed_by_unit(assessment))


def employer_letter(case: Case, assessment: Assessment, option: Option, style: Style) -> Paper:
    """The letter, to be signed by the person; ValueError where no unit is at fault (`has_letter`)."""
    if not has_letter(assessment, option):
        raise ValueError("no unit is asked to pay")
    told = Telling.of_way(case, assessment, option, style)
    words = told.words.within("letter")
    blocks: list[Block] = [_head(told, words), *_request(told, words, option)]
    if option.cost is not None and has_bill(option):
        blocks += [Heading(words("bill")), months_table(told, option.cost), Paragraph(plain(words("bill.estimate")))]
    blocks.append(Heading(words("rests_on")))
    blocks += [Paragraph(plain(words(f"law.{key}"))) for key in ("register", "pay", "late")]
    signed = Receipt(
        keep=words("receipt"),
        sentence=plain(words("received")),
        signatures=tuple(Field(words(f"sign.{key}"), ()) for key in ("person", "unit", "date", "date")),
        codes=codes(told, told.words("running.number", number=told.number)),
    )
    return paper_of(told, "letter", words("subtitle"), (*blocks, signed, Turn.PAGE, *_where_to_turn(words)))


def _head(told: Telling, words: Phrasebook) -> Fields:
    """To whom and from whom; a masked name is left blank, for the person to write."""
    person, shown = told.case.person, told.style.unmasked
    name = person.name if Personal.NAME in shown else ""
    number = person.id_number or "" if Personal.ID_NUMBER in shown else ""
    return Fields(
        (
            Field(words("to"), (), wide=True),
            Field(words("name"), plain(name)),
            Field(words("id_number"), plain(number)),
        )
    )


def _request(told: Telling, words: Phrasebook, option: Option) -> list[Block]:
    lapses = told.words.listed(told.words.of(outcome.lapse_span(lapse)) for lapse in owed_by_unit(told.assessment))
    yours = [words("ask.declare"), words("ask.pay"), words("ask.answer")]
    last = option.nothing_lost_until
    if last is not None and last >= told.assessment.as_of:
        yours.insert(2, words("ask.by", day=told.words.day(last)))
    return [
        Paragraph(with_strong_days(words("facts", region=told.region, lapses=lapses))),
        ActionLines(
            tuple(ActionLine((with_strong_days(text),), number=str(n)) for n, text in enumerate(yours, start=1))
        ),
    ]


def _where_to_turn(words: Phrasebook) -> list[Block]:
    """Whom to ask if the unit does not pay: what each can do, until when, and what that rests on."""
    columns = tuple(
        Column(words(f"turn.{key}"), share)
        for key, share in (("whom", 0.2), ("what", 0.33), ("until", 0.27), ("by", 0.2))
    )
    rows: list[tuple[Cell, ...]] = [
        (
            (strong(words(f"{key}.whom")),),
            (plain(words(f"{key}.what")),),
            (plain(words(f"{key}.until")),),
            (plain(words(f"{key}.by")),),
        )
        for key in _TO_TURN_TO
    ]
    return [
        Heading(words("turn")),
        Paragraph(plain(words("turn.first"))),
        PaperTable(columns, tuple(rows)),
        SmallPrint(plain(words("turn.note"))),
    ]
