"""Composes the bill of a back payment month by month, for the one who pays: an employer, or the person."""

from __future__ import annotations

from dataclasses import replace

from app.report.content.blocks import (
    Block,
    Cell,
    Column,
    Item,
    Lead,
    Line,
    Paper,
    PaperTable,
    Paragraph,
    SmallPrint,
    Turn,
    Use,
    plain,
    strong,
)
from app.report.content.phrases import sources_of
from app.report.content.sections import (
    Style,
    Telling,
    assumptions,
    caution,
    codes,
    packs,
    paper_of,
    reason_line,
    section,
    source_list,
    who,
)
from app.rules.law.terms import Matter
from app.rules.outcome.assessment import Assessment, Cost, Option
from app.rules.record.case import Case
from app.wording import values

_RESTS_ON = (Matter.BACK_PAYMENT, Matter.PREMIUM)


def has_bill(option: Option | None) -> bool:
    """True where an option pays months back, and what they cost is worked out."""
    return option is not None and option.cost is not None and bool(option.cost.by_month)


def employer_bill(case: Case, assessment: Assessment, option: Option, style: Style) -> Paper:
    """The bill of an option; ValueError where it has none (`has_bill`)."""
    reasons = tuple(reason for reason in option.reasons if reason.matter in _RESTS_ON)
    alone = replace(option, reasons=reasons, disagreements=(), documents=(), steps=(), channels=())
    told = replace(Telling.of_way(case, assessment, option, style), sources=sources_of([alone]))
    cost, words = option.cost, told.words
    if cost is None or not cost.by_month:
        raise ValueError(f"option {option.id} pays no months back")
    blocks: list[Block] = [who(told), Lead(_total(told, cost)), *caution(told, option)]
    blocks += [months_table(told, cost), Paragraph(plain(words("bill.payable", day=words.day(option.pay_on))))]
    blocks += section(words("reasons"), (Item(words("mark"), reason_line(told, reason)) for reason in reasons))
    blocks += [SmallPrint(plain(words.bill_line(line)), words("mark.under")) for line in cost.lines]
    blocks += section(words("section.sources"), (*source_list(told), *assumptions(told, [option]), *packs(told)))
    return paper_of(told, "bill", words.item(option), (*blocks, codes(told), Turn.PAGE))


def _total(told: Telling, cost: Cost) -> Line:
    words = told.words
    return words.line(
        "bill.total",
        total=strong(words.sum(cost.total)),
        principal=words.sum(cost.principal),
        late=words.sum(cost.late_charge),
        payers=words.payers(cost),
    )


def months_table(told: Telling, cost: Cost) -> PaperTable:
    """Month by month: what is due, for how many days it is late, the late charge, and who pays it; then the whole."""
    words = told.words
    rows: list[tuple[Cell, ...]] = [
        (
            (plain(words.of(values.month(due.month))),),
            (plain(f"{due.principal:,.2f}"),),
            (plain(str(due.late_days)),),
            (plain(f"{due.late_charge:,.2f}"),),
            (plain(f"{due.total:,.2f}"),),
            (plain(words.payer(due.payer)),),
        )
        for due in cost.by_month
    ]
    if cost.extras:
        rows.append(((plain(words("bill.extras")),), (), (), (), (plain(f"{cost.extras:,.2f}"),), ()))
    sums = (f"{cost.principal:,.2f}", "", f"{cost.late_charge:,.2f}", f"{cost.total:,.2f}")
    rows.append(((strong(words("cost.sum")),), *(((strong(each),) if each else ()) for each in sums), ()))
    columns = (
        Column(words("bill.month"), 0.215),
        Column(words("bill.principal"), 0.205, Use.NUMBER),
        Column(words("bill.days"), 0.12, Use.NUMBER),
        Column(words("bill.late"), 0.155, Use.NUMBER),
        Column(words("bill.sum"), 0.165, Use.NUMBER),
        Column(words("cost.payer"), 0.14),
    )
    return PaperTable(columns, tuple(rows))
