"""The page that lists the packs and runs their check."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.packs.problems import PackProblem
from app.packs.reading.sentences import validity_said
from app.packs.reading.source_age import dated_said
from app.rules.law.policy import Pack
from app.rules.law.source_dates import newest
from app.ui.policies.cells import validity
from app.ui.policies.pack_check import SelfCheck
from app.ui.policies.reason_html import Reasons
from app.ui.style.html import Inks
from app.ui.style.theme import UNIT, Button
from app.ui.widgets.plain_text import plain
from app.ui.widgets.table_with_detail import TableWithDetail
from app.ui.widgets.wrapping_table import WrappedRow
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from app.packs.checking.check import PackReport, Report
    from app.ui.state.engine import PacksAtHand

_COLUMNS: Final = ("place", "standing", "version", "claims", "newest", "hash", "checked")
_SHORT: Final = 12  # letters of a hash, enough to tell packs apart


class PacksPage(QWidget):
    """A row for every pack, refused ones last, and the check. `told` carries a remark for the status line."""

    told = Signal(str)

    def __init__(self, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrases = phrases
        self._shelf: PacksAtHand | None = None
        self._day = date.max
        self._reports: Mapping[str, PackReport] = {}
        self._refused: tuple[PackProblem, ...] = ()
        self.run = Button(phrases("check.run"))
        self.stop = Button(phrases("check.stop"))
        self.copy = Button(phrases("check.copy"))
        self.result = plain(QLabel(phrases("check.before"), self))
        self.result.setWordWrap(True)
        self.check = SelfCheck(self)
        self.desk = TableWithDetail(phrases, phrases("packs.name"), self._written)
        row = QHBoxLayout()
        row.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        row.setSpacing(UNIT)
        for button in (self.run, self.stop, self.copy):
            row.addWidget(button)
        row.addWidget(self.result, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.desk, 1)
        self.stop.setEnabled(False)
        self.copy.setEnabled(False)
        self.run.clicked.connect(self._on_run)
        self.stop.clicked.connect(self._on_stop)
        self.copy.clicked.connect(self._on_copy)
        self.check.checked.connect(self._on_checked)
        self.check.finished.connect(self._on_finished)
        self.check.failed.connect(self._on_failed)
        self.desk.table.copied.connect(self._on_copied)

    def show_shelf(self, shelf: PacksAtHand, day: date) -> None:
        """Show the packs; the age of their sources is counted from a day."""
        self._shelf, self._day, self._refused = shelf, day, shelf.refused
        self._show()

    def give_up(self) -> None:
        """Stop a check that is still running."""
        if self.check.running:
            self._on_stop()

    # what is shown

    def _show(self) -> None:
        titles = [self._phrases(f"pack.{column}") for column in _COLUMNS]
        packs = self._shelf.packs if self._shelf is not None else ()
        self.desk.table.show_lines(titles, [*map(self._line, packs), *map(self._refusal, self._refused)])

    def _line(self, pack: Pack) -> WrappedRow:
        dated = newest((source.dated for source in pack.sources.values()), self._day)
        cells = (
            f"{self._phrases.of(pack.name)}\n{pack.code}",
            self._phrases.of(pack.standing),
            pack.version,
            "\n".join(validity(self._phrases, pack.claims)),
            self._phrases.of(dated_said(dated)) if dated else "",
            pack.sha256[:_SHORT],
            self._checked(pack),
        )
        return WrappedRow(cells, pack)

    def _refusal(self, problem: PackProblem) -> WrappedRow:
        name = problem.file.replace("\\", "/").rpartition("/")[2]
        said = self._phrases.of(problem.text)
        return WrappedRow(
            (name, self._phrases("pack.refused", why=said), "", "", "", "", self._phrases("pack.unusable")), problem
        )

    def _checked(self, pack: Pack) -> str:
        report = self._reports.get(pack.code)
        if report is None:
            return self._phrases("pack.waits") if self.check.running else self._phrases("pack.unchecked")
        if report.pack.sha256 != pack.sha256:
            return self._phrases("pack.changed")
        key = "pack.failed" if report.failures else "pack.passed"
        counts = report.counts
        return self._phrases(key, n=len(report.failures), rows=counts.rows, examples=counts.examples)

    def _written(self, line: WrappedRow, inks: Inks) -> str:
        reasons = Reasons(self._phrases, inks)
        if isinstance(line.stands_for, PackProblem):
            return reasons.plain(self._phrases("pack.unusable"), [line.stands_for.in_(self._phrases.language)])
        pack = line.stands_for
        if not isinstance(pack, Pack):
            return ""
        facts = [
            self._phrases("pack.claimed", claims=validity_said(pack.claims)),
            self._phrases("pack.holds", rows=len(pack.rows), sources=len(pack.sources)),
            f"sha256 {pack.sha256}",
        ]
        title = self._phrases("pack.title", name=pack.name, code=pack.code, version=pack.version)
        text = reasons.plain(title, [self._phrases.of(pack.standing), *facts])
        return text + reasons.plain(self._phrases("pack.checked"), [self._checked(pack), *self._failures(pack)])

    def _failures(self, pack: Pack) -> list[str]:
        report = self._reports.get(pack.code)
        return [problem.in_(self._phrases.language) for problem in report.failures] if report is not None else []

    # the check

    def _on_run(self) -> None:
        if self._shelf is None:
            return
        self._reports, self._refused = {}, self._shelf.refused
        self.copy.setEnabled(False)
        self.check.start(self._shelf.folder)
        self._show_running()
        self._show()

    def _on_stop(self) -> None:
        self.check.stop()
        self._show_running()
        self.result.setText(self._phrases("check.stopped"))
        self._show()

    def _show_running(self) -> None:
        running = self.check.running
        focused = self.run.hasFocus() or self.stop.hasFocus()
        self.run.setEnabled(not running)
        self.stop.setEnabled(running)
        if focused:
            (self.stop if running else self.run).setFocus()

    def _on_checked(self, report: PackReport) -> None:
        packs = self._shelf.packs if self._shelf is not None else ()
        self._reports = {**self._reports, report.pack.code: report}
        for row, pack in enumerate(packs):
            if pack.code == report.pack.code:
                self.desk.table.replace(row, self._line(pack))
        self.result.setText(self._phrases("check.running", n=len(self._reports), of=len(packs)))

    def _on_finished(self, report: Report) -> None:
        self._refused = report.refused
        counts = report.counts
        failed = bool(report.failures or report.refused)
        self.result.setText(
            self._phrases(
                "check.failed" if failed else "check.passed",
                packs=counts.packs,
                rows=counts.rows,
                examples=counts.examples,
                failures=len(report.failures),
                refused=len({problem.file for problem in report.refused}),
            )
        )
        self._show_running()
        self.copy.setEnabled(True)
        self._show()

    def _on_failed(self, problems: tuple[PackProblem, ...]) -> None:
        self.result.setText("\n".join(problem.in_(self._phrases.language) for problem in problems))
        self._show_running()

    def text(self) -> str:
        """The result of the check as text: the summary, a line for each pack, the failures."""
        packs = self._shelf.packs if self._shelf is not None else ()
        lines = [self.result.text(), ""]
        for pack in packs:
            head = self._phrases("pack.title", name=pack.name, code=pack.code, version=pack.version)
            lines.append(f"{head}\t{self._checked(pack)}\tsha256 {pack.sha256}")
            lines += [f"\t{failure}" for failure in self._failures(pack)]
        lines += [problem.in_(self._phrases.language) for problem in self._refused]
        return "\n".join(lines) + "\n"

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.told.emit(self._phrases("check.copied"))

    def _on_copied(self, count: int) -> None:
        self.told.emit(self._phrases("copied", n=count))
