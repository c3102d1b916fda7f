"""Writes an option as rich text: reasons, bill, steps, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Matter, Source
from app.rules.outcome.assessment import (
    Assessment,
    Cost,
    Disagreement,
    ImpendingLapse,
    LapseFinding,
    Option,
    Reason,
)
from app.ui.style.html import Inks, quiet, source_line
from app.wording import channels, option_cells
from app.wording.effects import Effect
from app.wording.escaping import escape
from app.wording.office_and_bills import grade_name
from app.wording.outcome import changed, impending, lapse_length, lapse_span
from app.wording.phrasebook import Phrasebook
from app.wording.values import day, money

SERVICE = "service:"
"""What a link to the page of a service item begins with."""
COST, PAY_BY, LAPSES = "cost", "pay_by", "lapses"
"""Entries of the reasons that are not a matter."""
Later = Mapping[date, Sequence[Reason]]
Lapsing = LapseFinding | ImpendingLapse


def lapsing(assessment: Assessment) -> tuple[Lapsing, ...]:
    """The lapses of an assessment, and the impending one, where the situation mentions it."""
    ahead = assessment.impending if impending(assessment).zh else None
    return (*assessment.lapses, ahead) if ahead is not None else assessment.lapses


def dissent_count(assessment: Assessment) -> int:
    """How many sources disagree, each counted once."""
    options = (*((assessment.planned,) if assessment.planned else ()), *assessment.options)
    return len({(d.matter, d.says, d.source.id) for option in options for d in option.disagreements})


class OptionHtml:
    """Writes rich text in one language and one set of colours."""

    def __init__(self, phrases: Phrasebook, inks: Inks) -> None:
        self._phrases, self._inks = phrases, inks

    # reasons

    def reasons(
        self,
        option: Option,
        opened: frozenset[str],
        lapses: Sequence[Lapsing] = (),
        later: Later | None = None,
        effects: Sequence[Effect] = (),
    ) -> dict[str, str]:
        """The reasons of an option, one entry for each matter; `opened` names the entries shown in full.

        `lapses` may end with the impending one. `later` gives the rules that hold from the days on which the outcome
        changes, `effects` what it leads to beyond the table.
        """
        entries = {
            "questions": self._questions(option),
            COST: self._bill(option, opened),
            PAY_BY: self._deadline(option, opened, later or {}),
        }
        for matter in Matter:
            found = [reason for reason in option.reasons if reason.matter is matter]
            if found:
                entries[matter.value] = self._matter(matter, found, option, opened)
        told = {reason.matter for reason in option.reasons}
        untold = [self._disagreement(other) for other in option.disagreements if other.matter not in told]
        entries |= {
            LAPSES: self._lapses(lapses, opened),
            **{effect.key: self._effect(effect, opened) for effect in effects},
            "disagreements": self._listed("answer.disagreements", untold),
            "assumptions": self._assumptions(option),
        }
        return {key: entry for key, entry in entries.items() if entry}

    def _questions(self, option: Option) -> str:
        asked: dict[Bilingual, dict[Bilingual, None]] = {}
        for question in option.questions:
            asked.setdefault(question.whom, {})[question.text] = None
        lines = []
        for whom, texts in asked.items():
            lines.append(escape(self._phrases("answer.whom", whom=whom)))
            lines += [escape(self._phrases("answer.question", question=text)) for text in texts]
        return self._listed("answer.questions", lines)

    def _disagreement(self, other: Disagreement) -> str:
        said = self._phrases("answer.disagreement", says=self._of(other.says).rstrip("。. "), source=other.source.title)
        return escape(said) + self._quiet(f" [{self._phrases.plain(f'grade.{other.source.grade.value}')}]")

    def _outranked(self, other: Disagreement) -> str:
        said = self._phrases("answer.outranked", says=self._of(other.says).rstrip("。. "), source=other.source.title)
        return self._quiet(escape(said))

    def _deadline(self, option: Option, opened: frozenset[str], later: Later) -> str:
        if option.nothing_lost_until is None:
            return ""
        head = self._head(PAY_BY, self._of(option_cells.long_title(option_cells.Subject.PAY_BY)), opened)
        said = escape(self._of(option_cells.pay_by(option).in_text))
        if PAY_BY not in opened:
            return f"{head}<br>{said}"
        lines = []
        for on in dict.fromkeys(change.on for change in option.changes):
            changes = [self._phrases.of(changed(change)) for change in option.changes if change.on == on]
            told = self._phrases("list.semicolon").join(changes)
            lines.append(escape(self._phrases("answer.pay_by.from", day=day(on), changes=told)))
            for reason in later.get(on, ()):
                lines.append(f"&nbsp;&nbsp;{self._reason(reason, full=False, several=False)}")
                lines += [f"&nbsp;&nbsp;{self._quiet(self.source(source))}" for source in reason.sources]
                lines.append(f"&nbsp;&nbsp;{self._quiet(escape(self._phrases('answer.rule', rule=reason.rule)))}")
        lines.append(self._quiet(escape(self._phrases("answer.pay_by.how"))))
        return f"{head}<br>{said}{self._list(lines)}"

    def _lapses(self, lapses: Sequence[Lapsing], opened: frozenset[str]) -> str:
        if not lapses:
            return ""
        head = self._head(LAPSES, self._phrases.plain("matter.lapses"), opened)
        full = LAPSES in opened
        return head + "".join(f"<br>{line}" for finding in reversed(lapses) for line in self._lapse(finding, full=full))

    def _lapse(self, lapsing: Lapsing, *, full: bool) -> Iterator[str]:
        finding = lapsing.finding if isinstance(lapsing, ImpendingLapse) else lapsing
        lapse, ends = finding.lapse, "answer.lapse.benefits_end"
        if isinstance(lapsing, ImpendingLapse):
            ends = "answer.lapse.impending_end"
            yield escape(self._phrases("answer.lapse.impending", span=lapse_span(lapse)))
        else:
            counted = {"span": lapse_span(lapse), "n": lapse_length(lapse)}
            yield escape(self._phrases("answer.lapse.open" if lapse.open else "answer.lapse", **counted))
        if full and finding.benefits_end is not None and finding.reason is not None:
            yield escape(self._phrases(ends, day=day(finding.benefits_end)))
            yield self._reason(finding.reason, full=True, several=False)

    def _effect(self, found: Effect, opened: frozenset[str]) -> str:
        head = self._head(found.key, self._of(found.title), opened)
        if found.key not in opened:
            return f"{head}<br>{escape(self._of(found.line))}"
        lines = [escape(self._of(said)) for said in found.sentences]
        return head + self._list([*lines, *(self._quiet(self.source(source)) for source in found.sources)])

    def _bill(self, option: Option, opened: frozenset[str]) -> str:
        if option.cost is None or not option.cost.lines:
            return ""
        total = escape(self._of(option_cells.cost(option).in_text) + self._shares(option.cost))
        head = self._head(COST, self._of(option_cells.long_title(option_cells.Subject.COST)), opened)
        if COST not in opened:
            return f"{head}<br>{total}"
        rows = "".join(
            f"<tr><td style='padding-right:16px'>{escape(self._of(line.label))}</td>"
            f"<td style='padding-right:16px'>{escape(line.formula)}</td>"
            f"<td align='right' style='padding-right:16px'>{line.amount:,.2f}</td>"
            f"<td>{self._quiet(escape(self._bearer(line.payer.value)))}"
            f"{self._remark('answer.users_own', said=line.users_own)}"
            f"{self._remark('answer.office_own', said=line.office_own)}"
            f"{self._remark('answer.reference', said=line.reference)}</td></tr>"
            for line in option.cost.lines
        )
        sources = self._phrases("list.semicolon").join(
            dict.fromkeys(filter(None, (x.source for x in option.cost.lines)))
        )
        named = self._quiet(escape(self._phrases("answer.figures", sources=sources))) if sources else ""
        return f"<p style='margin-top:0'>{head}<br>{total}</p><table cellpadding='2'>{rows}</table>{named}"

    def _shares(self, cost: Cost) -> str:
        """Who pays how much, where a bill has more than one payer."""
        shares: dict[str, Decimal] = {}
        for line in cost.lines:
            shares[line.payer.value] = shares.get(line.payer.value, Decimal(0)) + line.amount
        if len(shares) < 2:  # noqa: PLR2004  one payer pays it all
            return ""
        said = (f"{self._bearer(payer)} {self._of(money(amount))}" for payer, amount in shares.items())
        return self._phrases("answer.shares", shares=self._phrases("list.comma").join(said))

    def _remark(self, key: str, *, said: bool) -> str:
        return self._quiet(f" · {escape(self._phrases(key))}") if said else ""

    def _bearer(self, payer: str) -> str:
        return self._phrases(f"payer.{payer}")

    def _matter(self, matter: Matter, reasons: Sequence[Reason], option: Option, opened: frozenset[str]) -> str:
        head = self._head(matter.value, self._phrases.plain(f"matter.{matter.value}"), opened)
        head += self._remark("answer.decided", said=matter.value in option.decided_by_office)
        full = matter.value in opened
        texts = [self._reason(reason, full=full, several=len(reasons) > 1) for reason in reasons]
        texts += [self._disagreement(other) for other in option.disagreements if other.matter is matter]
        if full:  # weaker sources are shown on request, never beside the answer
            texts += [self._outranked(other) for other in option.outranked if other.matter is matter]
        return head + self._list(texts)

    def _reason(self, reason: Reason, *, full: bool, several: bool) -> str:
        when = f"{escape(self._of(reason.when))}: " if several and reason.when else ""
        grade = self._quiet(f" [{escape(self._of(grade_name(reason)))}]")
        text = f"{when}{escape(self._of(reason.text))}{grade}"
        if not full:
            return text
        remarks = [self._of(fact) for fact in reason.facts]
        if reason.inherited:
            remarks.append(self._phrases("answer.inherited" if reason.vouched else "answer.not_vouched"))
        facts = self._phrases("list.semicolon").join(remarks)
        lines = [escape(self._phrases("answer.facts", facts=facts))] if remarks else []
        lines += [self.source(source) for source in reason.sources]
        lines.append(escape(self._phrases("answer.rule", rule=reason.rule)))
        return text + "".join(f"<br>{self._quiet(line)}" for line in lines)

    def _assumptions(self, option: Option) -> str:
        return self._listed(
            "answer.assumptions", [escape(self._of(assumption.text)) for assumption in option.assumptions]
        )

    def _listed(self, key: str, lines: Sequence[str]) -> str:
        return f"<b>{escape(self._phrases(key))}</b>{self._list(lines)}" if lines else ""

    def source(self, source: Source) -> str:
        """A source as one line: title, number, issuer, date, standing."""
        return source_line(source, self._phrases.language)

    # steps, sources

    def steps(self, option: Option) -> str:
        """Which service items it is, what to do in order, with channel and hotline; then where it can be done."""
        steps = self._steps(option) if option.steps else self.nothing("steps.none")
        return self._through(option) + steps + self._channels(option)

    def _through(self, option: Option) -> str:
        """The service items of the way, each a link to its page of the guide."""
        if not option.services:
            return ""
        links = (
            f"<a href='{SERVICE}{item.id}' style='color:{self._inks.link}'>{escape(self._of(item.title))}</a>"
            for item in option.services
        )
        words = self._phrases.within("services")
        return f"<p>{escape(words('through'))}{escape(words('list')).join(links)}</p>"

    def _steps(self, option: Option) -> str:
        entries = []
        for number, step in enumerate(option.steps, 1):
            contact = f"<br>{self._quiet(escape(self._of(step.contact)))}" if step.contact is not None else ""
            entries.append(
                f"<tr><td style='padding-right:8px'><b>{number}</b></td>"
                f"<td style='padding-bottom:12px'>{escape(self._of(step.text))}{contact}</td></tr>"
            )
        return f"<table>{''.join(entries)}</table>"

    def _channels(self, option: Option) -> str:
        if not option.channels:
            return ""
        lines = [
            f"<b>{escape(self._of(channels.channel_name(channel)))}</b>"
            f"<br>{self._quiet(escape(self._of(channels.channel_use(channel))))}"
            for channel in option.channels
        ]
        entries = "".join(
            f"<tr><td style='padding-right:8px'>·</td><td style='padding-bottom:12px'>{line}</td></tr>"
            for line in lines
        )
        return self.headed(self._of(channels.TITLE), f"<table>{entries}</table>")

    def basis(self, assessment: Assessment, option: Option | None, number: str = "") -> str:
        """The number of the advice, the packs that took part, then every source of the option shown."""
        parts = [self._numbered(number)] if number else []
        packs = [self._pack_line(assessment, place) for place in range(len(assessment.policies))]
        parts.append(self._block(self._phrases("basis.packs"), self._list(packs)))
        if option is not None:
            sources = _sources_of(option)
            parts.append(
                self._block(self._phrases("basis.sources"), self._list([self._full_source(s) for s in sources]))
            )
        parts.append(f"<p>{self._quiet(escape(self._phrases('basis.note')))}</p>")
        return "".join(parts)

    def _numbered(self, number: str) -> str:
        note = f"<br>{self._quiet(escape(self._phrases('basis.number.note')))}"
        return f"<p><b>{escape(self._phrases('basis.number', number=number))}</b>{note}</p>"

    def _pack_line(self, assessment: Assessment, number: int) -> str:
        pack = assessment.policies[number]
        said = f"{escape(self._of(pack.name))} {escape(pack.version)} · {escape(self._of(pack.standing))}"
        stale = (
            f" <span style='color:{self._inks.alarm}'>{escape(self._phrases('basis.stale'))}</span>"
            if pack.stale
            else ""
        )
        return f"{said}{stale}<br>{self._quiet(f'{pack.code} · sha256 {pack.sha256[:16]}')}"

    def _full_source(self, source: Source) -> str:
        address = f"<br>{self._quiet(escape(source.address))}" if source.address else ""
        return f"{self.source(source)}{address}"

    # small pieces

    def headed(self, title: str, body: str) -> str:
        """A body under its title."""
        return f"<p><b>{escape(title)}</b></p>{body}"

    def decisions(self, sentences: Sequence[Bilingual]) -> str:
        """The decisions of the office, each marked as such."""
        deciding = self._phrases.within("deciding")
        return "".join(f"<p>{escape(deciding('answer.decided', said=said))}</p>" for said in sentences)

    def nothing(self, key: str) -> str:
        """A remark where there is nothing to show."""
        return f"<p>{self._quiet(escape(self._phrases(key)))}</p>"

    def _of(self, said: Bilingual) -> str:
        return self._phrases.of(said)

    def _head(self, key: str, title: str, opened: frozenset[str]) -> str:
        verb = self._phrases("answer.close" if key in opened else "answer.open")
        link = f"<a href='{key}' style='text-decoration:none;color:{self._inks.link}'>{escape(verb)}</a>"
        return f"<b>{escape(title)}</b> &nbsp;{link}"

    def _block(self, title: str, body: str) -> str:
        return (
            f"<p><b>{escape(title)}</b>{body}</p>"
            if body.startswith("<br>")
            else f"<p><b>{escape(title)}</b></p>{body}"
        )

    def _list(self, lines: Iterable[str]) -> str:
        return "".join(f"<br>{line}" for line in lines)

    def _quiet(self, text: str) -> str:
        return quiet(text, self._inks)


def _sources_of(option: Option) -> tuple[Source, ...]:
    found = [source for reason in option.reasons for source in reason.sources]
    found += [disagreement.source for disagreement in option.disagreements]
    found += [source for document in option.documents for source in document.sources]
    found += [source for step in option.steps for source in step.sources]
    found += [source for channel in option.channels for source in channel.sources]
    return tuple(dict.fromkeys(found))
