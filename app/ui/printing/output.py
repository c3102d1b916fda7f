"""Knows how the window comes to paper: preview, printer, PDF. Does not know what stands on it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.printing.printing import Printing, file_name_for, write_pdf
from app.ui.state.session import Session

if TYPE_CHECKING:
    from app.report.content.sections import Style
    from app.ui.window.main_window import MainWindow


class Papers(QObject):
    """The papers of the case at hand."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._printing = Printing(window, window.speech)

    def preview(self) -> None:
        """Show the pages as they will come out."""
        self._printing.preview(self._session.state, self.style).print_asked.connect(self.print)

    def print(self) -> None:
        """Ask for a printer and print; where there is none, offer a PDF."""
        if self._printing.has_printer():
            self._printing.print(self._session.state, self.style)
        else:
            self._window.mention(self._window.speech("print.no_printer"))
            self.ask_and_export()

    def ask_and_export(self) -> None:
        """Ask for a file and write the notice for the option shown as PDF."""
        name = file_name_for(self._session.state, self._window.speech, datetime.now().astimezone().time())
        self._window.dialogs.ask_file_to_export(name, self.export)

    def export(self, path: Path) -> None:
        """Write the notice for the option shown as PDF."""
        from app.cases.problems import trouble_writing  # noqa: PLC0415  pydantic must not delay the window

        speech = self._window.speech
        try:
            write_pdf(self._session.state, speech, path, self.style)
        except OSError as trouble:
            self._window.dialogs.tell(speech("save.refused", file=path.name), speech.of(trouble_writing(trouble)))
        else:
            self._window.mention(speech("export.done", file=path.name))

    @property
    def style(self) -> Style:
        """Masked unless asked otherwise for this client, with what the office has said of itself."""
        from app.report.content.office import office_of  # noqa: PLC0415  paper must not delay the window
        from app.report.content.sections import Personal, Style  # noqa: PLC0415  as above

        window = self._window
        return Style(
            language=window.language,
            unmasked=frozenset(Personal) if self._session.state.unmasked else frozenset(),
            office=office_of(window.memory.settings.office),
            remarks=(window.clock,) if window.clock is not None else (),
            margin=self._session.state.margin,
        )
