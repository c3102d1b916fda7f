"""The commands that bring an answer to paper and into files: preview, printer, and every kind of export."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from app.cases.problems import trouble_writing
from app.export.kinds import ExportKind, content, kind_of
from app.export.wanted import NothingToExport, Wanted
from app.report.content.composing import PaperKind
from app.report.content.office import office_of
from app.report.content.sections import Personal, Style
from app.system.users_file import save_file, shown_name
from app.ui.preview.print_dialog import PrintDialog
from app.ui.preview.print_preview import Edition, Preview
from app.ui.printing.printing import file_name_for, kinds_of, pages_for, title_for
from app.ui.state.session import Session, State
from app.ui.widgets.notice_bar import BarMessage

if TYPE_CHECKING:
    from app.report.layout.marks import Page
    from app.rules.bilingual import Bilingual
    from app.ui.preview.own_process import OwnProcess
    from app.ui.state.shell import Shell


EXPORTED: Final = "exported"
"""The name of the notice about a file just written."""


class Papers(QObject):
    """The papers of the current case; `remarks` returns what every paper must say about this computer.

    A paper is made only once the days on which the answer changes are known; else it would say there is no last day.
    """

    def __init__(
        self, shell: Shell, session: Session, remarks: Callable[[], tuple[Bilingual, ...]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._shell, self._session, self._remarks = shell, session, remarks
        self._window, self._large = parent, False
        session.started.connect(self._on_started)

    def _on_started(self) -> None:
        """The next person comes: nothing of the last one stays in sight, or in memory."""
        for kind in (Preview, PrintDialog):
            shown: Iterable[QDialog] = self._window.findChildren(kind, "", Qt.FindChildOption.FindDirectChildrenOnly)
            for dialog in shown:
                dialog.close()

    def preview(self) -> None:
        """Show the print preview: the notice, and the other papers there are for the option shown."""
        phrases, state = self._shell.phrases, self._session.settle()
        editions = [
            Edition(kind, phrases(f"paper.{kind}"), partial(self._pages, state, kind)) for kind in kinds_of(state)
        ]
        title = phrases("print.preview.title")
        preview = Preview(title, editions, phrases, self._window, large=self._large)
        preview.print_asked.connect(self._on_print_asked)
        preview.open()

    def _pages(self, state: State, kind: PaperKind, large: bool) -> list[Page]:  # noqa: FBT001  the value of a box
        return pages_for(state, replace(self.style, large=large), kind)

    def print(self, kind: PaperKind = PaperKind.NOTICE) -> None:
        """Ask for a printer and print; the same dialog offers a PDF."""
        phrases, state = self._shell.phrases, self._session.settle()
        title = title_for(state, phrases, kind)
        dialog = PrintDialog(pages_for(state, self.style, kind), title, phrases, self._window)
        dialog.pdf_asked.connect(partial(self.ask_and_export, kind))
        dialog.sent.connect(self._on_sent)
        dialog.open()

    def _on_print_asked(self, shown: str, large: bool) -> None:  # noqa: FBT001  the value of a signal
        self._large = large
        self.print(PaperKind(shown))

    def _on_sent(self, printer: str, process: OwnProcess) -> None:
        self._shell.mention(self._shell.phrases("print.sending", printer=printer))
        process.ended.connect(partial(self._on_printed, printer))

    def _on_printed(self, printer: str, well: bool, _output: bytes) -> None:  # noqa: FBT001  the value of a signal
        phrases = self._shell.phrases
        if well:
            self._shell.mention(phrases("print.sent", printer=printer))
        else:
            self._shell.boxes.tell(phrases("print.refused", printer=printer))

    def ask_and_export(self, paper: PaperKind = PaperKind.NOTICE) -> None:
        """Ask for a file and its kind, and write what that holds of the option shown; another paper to read or edit."""
        words, now = self._shell.phrases, datetime.now().astimezone().time()
        name = file_name_for(self._session.settle(), words, now, self.style, paper)
        offered = ExportKind if paper is PaperKind.NOTICE else (ExportKind.PDF, ExportKind.DOCX)
        kinds = {kind.value: words.of(kind.told) for kind in offered}
        self._shell.boxes.ask_file_to_export(name, kinds, partial(self.export, paper=paper))

    def export(self, path: Path, paper: PaperKind = PaperKind.NOTICE) -> None:
        """Write what a file of its kind holds of the option shown, whole or not at all; any other suffix is a PDF."""
        phrases, state = self._shell.phrases, self._session.settle()
        if state.assessment is None:
            raise ValueError("nothing to export yet")
        wanted = Wanted(state.case, state.assessment, state.option, self.style, paper)
        try:
            save_file(path, content(kind_of(path) or ExportKind.PDF, wanted))
        except NothingToExport as nothing:
            self._shell.boxes.tell(phrases("save.refused", file=shown_name(path)), phrases.of(nothing.said))
        except OSError as trouble:
            self._shell.boxes.tell(phrases("save.refused", file=shown_name(path)), phrases.of(trouble_writing(trouble)))
        else:
            self._tell_of(path)

    def _tell_of(self, path: Path) -> None:
        """Say that a file is written, and offer to open it, or the folder it is in."""
        words = self._shell.phrases
        answers = (
            (words.phrase("export.open"), partial(self._open, path)),
            (words.phrase("export.open_folder"), partial(self._open, path.parent)),
        )
        self._shell.notices.withdraw(EXPORTED)
        self._shell.notices.tell(EXPORTED, BarMessage(words.phrase("export.done", file=shown_name(path)), answers))

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._shell.mention(self._shell.phrases("export.not_opened", file=shown_name(path)))

    @property
    def style(self) -> Style:
        """The style of papers: masked unless switched off for this client, with the office's details."""
        return Style(
            language=self._shell.phrases.language,
            unmasked=frozenset(Personal) if self._session.state.unmasked else frozenset(),
            office=office_of(self._shell.settings.current.office),
            remarks=self._remarks(),
            margin=self._session.state.margin,
            large=self._large,
            ticked=self._session.state.ticked,
        )
