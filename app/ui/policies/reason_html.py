"""Writes a row of the policy browser in full as rich text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.packs.reading.comparing import Difference, Holds
from app.packs.reading.in_force import Entry, layer_said
from app.rules.bilingual import Bilingual
from app.rules.law.policy import Policy, Validity
from app.rules.law.terms import Source
from app.rules.value_type import value_type
from app.ui.policies.cells import topic_name, validity
from app.ui.style.html import Inks, source_line
from app.wording.escaping import escape
from app.wording.phrasebook import Phrasebook


@value_type
class Reasons:
    """Writes in one language and one set of colours; `phrases` has the area of the policy browser."""

    phrases: Phrasebook
    inks: Inks

    def entry(self, entry: Entry, policy: Policy) -> str:
        """A row's text, questions, remarks and sources; what the table shows in full is not repeated."""
        phrases, parts = self.phrases, []
        head = entry.says or entry.title
        if head is not None:
            parts.append(f"<p><b>{self._of(head)}</b></p>")
        if entry.idle:
            parts.append(f"<p>{escape(phrases('reason.idle'))}</p>")
        if entry.asks:
            whom = [escape(phrases("reason.whom", whom=policy.contact))] if policy.contact else []
            parts.append(self._field("reason.asks", [*map(self._of, entry.asks), *whom]))
        parts.append(self._field("reason.remarks", map(self._of, entry.remarks)))
        for opinion in entry.opinions:
            parts.append(self._field("reason.opinion", [self._of(opinion.says), *self._sources(opinion.sources)]))
        parts.append(self._field("column.source", self._sources(entry.sources)))
        if entry.standing is not None:
            parts.append(self._field("reason.standing", [self._of(entry.standing)]))
        layer = escape(phrases.of(layer_said(policy, entry.pack)))
        pack = escape(phrases("reason.pack", name=entry.pack.name, version=entry.pack.version, id=entry.id))
        parts.append(f"<p>{layer} · {self._quiet(pack)}</p>")
        return "".join(parts)

    def difference(self, difference: Difference, labels: tuple[str, str]) -> str:
        """One difference, both sides in full."""
        title = escape(topic_name(self.phrases, difference.topic))
        if not difference.where:
            title = f"{title} · {self._of(difference.what)}"
        parts = [f"<p><b>{title}</b></p>"]
        for label, holds in zip(labels, (difference.one, difference.other), strict=True):
            parts.append(f"<p><b>{escape(label)}</b>{self._lines(self._side(holds))}</p>")
        return "".join(parts)

    def _side(self, holds: Holds | None) -> list[str]:
        if holds is None:
            return [escape(self.phrases("compare.missing"))]
        return [self._of(holds.says), *self._sources(holds.sources), self._quiet(escape(", ".join(holds.rows)))]

    def plain(self, title: str, lines: Sequence[str]) -> str:
        """Lines under a title."""
        return f"<p><b>{escape(title)}</b>{self._lines(map(escape, lines))}</p>"

    def _sources(self, sources: Iterable[Source]) -> list[str]:
        lines = []
        for source in sources:
            dates = validity(self.phrases, Validity(source.in_force_from, source.in_force_until))
            lines.append(" ".join((source_line(source, self.phrases.language), *map(self._quiet, dates))))
            if source.address:
                lines.append(self._quiet(escape(source.address)))
        return lines

    def _field(self, key: str, lines: Iterable[str]) -> str:
        said = list(lines)
        return f"<p>{self._quiet(escape(self.phrases(key)))}{self._lines(said)}</p>" if said else ""

    def _lines(self, lines: Iterable[str]) -> str:
        return "".join(f"<br>{line}" for line in lines)

    def _of(self, said: Bilingual) -> str:
        return escape(self.phrases.of(said))

    def _quiet(self, text: str) -> str:
        return f"<span style='color:{self.inks.quiet}'>{text}</span>"
