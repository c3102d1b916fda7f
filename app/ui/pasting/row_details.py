"""One row of a list under review: what stands in the source, how it was read, and fields to mend it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.cases.pasting.cells import read_spans
from app.cases.pasting.findings import place_said, said_of
from app.cases.pasting.rows import ListRow, RowVerdict
from app.cases.pasting.under_review import ListUnderReview, Mended
from app.rules.bilingual import Bilingual
from app.rules.record.history import Status
from app.rules.record.months import Span
from app.ui.style.theme import UNIT, faint
from app.ui.widgets.fields import Choice, ProblemLabel, ReadField, named
from app.ui.widgets.plain_text import plain
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook

_OFFERED = (Status.PAID, Status.UNPAID, Status.IN_TRANSIT, Status.PARTLY_PAID, Status.UNKNOWN)
_AS_READ, _LEFT_OUT = "as_read", "left_out"


class RowDetails(QWidget):
    """The row the cursor is on. `mended` carries it, and what the person says of it (None: as it was read)."""

    mended = Signal(object, object)

    def __init__(self, phrases: Phrasebook, parent: QWidget) -> None:
        super().__init__(parent)
        self._phrases, self._words = phrases, phrases.within("paste")
        self._row: ListRow | None = None
        self.detail, self.source = plain(WrappedLabel(self)), faint(plain(WrappedLabel(self)))
        self.months = ReadField(self._read_months, _written, self)
        self.months.setPlaceholderText(self._words("mend.months.tip"))
        self.status = Choice(self)
        self.status.offer(
            [
                (_AS_READ, self._words("mend.as_read")),
                *((status, phrases(f"status.{status.value}")) for status in _OFFERED),
                (_LEFT_OUT, self._words("mend.left_out")),
            ]
        )
        self._problem = ProblemLabel(self)
        self.months.problem.connect(self._on_problem)
        self.months.committed.connect(self._on_months)
        self.status.picked.connect(self._on_status)
        self._lay_out()

    def _lay_out(self) -> None:
        label = plain(QLabel(self._words("mend"), self))
        named(self.status, self._words("mend.status.spoken"), label)
        named(self.months, self._words("mend.months.spoken"))
        line = QHBoxLayout()
        line.setSpacing(UNIT)
        line.addWidget(label)
        line.addWidget(self.status)
        line.addWidget(self.months, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(self.detail)
        layout.addWidget(self.source)
        layout.addLayout(line)
        layout.addWidget(self._problem)

    def show_row(self, row: ListRow | None, reviewed: ListUnderReview) -> None:
        """Show a row of a list."""
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        told = reviewed.mended.get(reviewed.keys[id(row)])
        remarks = self._phrases.of(said_of(row))
        self.detail.say(self._words("row.said", where=place_said(row), said=remarks) if remarks else "")
        self.detail.setVisible(bool(remarks))
        self.source.say(self._source(row, reviewed))
        self.months.clear_value()
        self.months.show_value(row.spans or None)
        self._problem.say("")
        if told is None:
            self.status.show_value(_AS_READ)
        else:
            self.status.show_value(told.status or _LEFT_OUT)

    def _source(self, row: ListRow, reviewed: ListUnderReview) -> str:
        cells = [
            self._words("source.cell", heading=heading, cell=cell) if heading else cell
            for heading, cell in reviewed.source_of(row)
        ]
        where = self._words("source.title", row=row.number)
        return self._words("source", where=where, cells=self._words("source.between").join(cells))

    # slots

    def _read_months(self, text: str) -> tuple[Span, ...] | Bilingual:
        return read_spans(text)

    def _on_problem(self, said: Bilingual | None) -> None:
        self._problem.say(self._phrases.of(said) if said is not None else "")

    def _on_months(self, spans: tuple[Span, ...] | None) -> None:
        if self._row is None or (spans or ()) == self._row.spans:
            return
        status = self.status.value
        if not isinstance(status, Status):
            status = self._row.status if self._row.verdict is RowVerdict.TAKEN else Status.UNKNOWN
        self._mend(spans or (), status)

    def _on_status(self, status: object) -> None:
        if self._row is None:
            return
        if status == _AS_READ:
            self.mended.emit(self._row, None)
        elif status == _LEFT_OUT:
            self._mend((), None)
        else:
            value = self.months.value
            self._mend(value if isinstance(value, tuple) else (), Status(str(status)))

    def _mend(self, spans: tuple[Span, ...], status: Status | None) -> None:
        if status is not None and not spans:
            self._problem.say(self._words("mend.no_months"))
            self.months.setFocus()
            return
        self.mended.emit(self._row, Mended(spans, status))


def _written(spans: object) -> str:
    """Spans as they can be typed."""
    if not isinstance(spans, tuple):
        return ""
    texts = [str(it.first) if it.first == it.last else f"{it.first}至{it.last}" for it in spans]
    return "、".join(texts)
