"""The dialogs of the window: imported when first needed, opened once, then brought to the front again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.state.session import Session

if TYPE_CHECKING:
    from app.ui.dialogs.fault_dialog import FaultDialog
    from app.ui.policies.window import PolicyWindow
    from app.ui.state.shell import Shell
    from app.ui.state.versions import PacksKnown


class OnDemand(QObject):
    """The dialogs of one window in one language; a new dialog is a line in `_makers` and a function here."""

    def __init__(self, shell: Shell, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._session, self._window = shell, session, parent
        self._phrases = shell.phrases.within("deciding")
        self._open: dict[str, QDialog] = {}
        self._fault: FaultDialog | None = None
        self._makers: Mapping[str, Callable[[], QDialog]] = {
            "decide": self._decision,
            "correct": self._figures,
            "treatment": self._events,
            "margin": self._margin,
            "glossary": self._glossary,
        }
        shell.rebuilt.connect(self.close_all)

    def open(self, key: str) -> QDialog:
        """Open the dialog of a command, or bring it to the front."""
        dialog = self._open.get(key)
        if dialog is None:
            dialog = self._open[key] = self._makers[key]()
            dialog.finished.connect(lambda _result: self._open.pop(key, None))
        dialog.show()
        dialog.activateWindow()
        return dialog

    def close_all(self) -> None:
        """Close every dialog, as language or text size has changed."""
        for dialog in tuple(self._open.values()):
            dialog.close()

    def fault(self, report: str, hint: str) -> None:
        """Report a fault with a text to copy; a further fault is added to an open dialog."""
        from app.ui.dialogs.fault_dialog import FaultDialog  # noqa: PLC0415  loaded with the first fault

        if self._fault is not None:
            self._fault.add(report)
            return
        self._fault = FaultDialog(report, hint, self._shell.phrases, self._window)
        self._fault.finished.connect(self._on_fault_read)
        self._fault.open()

    def about(self, packs: PacksKnown | None) -> None:
        """Show the dialog about the program."""
        from app.ui.dialogs.about_dialog import AboutDialog  # noqa: PLC0415  loaded when asked for

        _show(AboutDialog(packs, self._shell.phrases, self._window))

    def ask_office(self, details: Mapping[str, str], then: Callable[[dict[str, str]], None]) -> None:
        """Ask for the office's own details."""
        from app.ui.dialogs.office_dialog import OfficeDialog  # noqa: PLC0415  loaded when asked for

        form = OfficeDialog(details, self._shell.phrases, self._window)
        form.kept.connect(then)
        _show(form)

    def policies(self) -> PolicyWindow | None:
        """Show the policy browser for the place and day of the current case; None until the packs are read."""
        from app.ui.policies.window import open_policies  # noqa: PLC0415  a window of its own

        return open_policies(self._shell, self._session, self._window)

    def _on_fault_read(self) -> None:
        if self._fault is not None:
            self._fault.deleteLater()
            self._fault = None

    def _decision(self) -> QDialog:
        from app.ui.dialogs.decision_dialog import DecisionDialog  # noqa: PLC0415  see the head of the module

        return DecisionDialog(self._session, self._phrases, self._window)

    def _figures(self) -> QDialog:
        from app.ui.dialogs.figures_dialog import FiguresDialog  # noqa: PLC0415  see the head of the module

        return FiguresDialog(self._session, self._phrases, self._shell.phrases, self._window)

    def _events(self) -> QDialog:
        from app.ui.dialogs.events_dialog import EventsDialog  # noqa: PLC0415  see the head of the module

        return EventsDialog(self._session, self._phrases, self._window)

    def _margin(self) -> QDialog:
        from app.ui.dialogs.margin_dialog import MarginDialog  # noqa: PLC0415  see the head of the module

        form = MarginDialog(self._session, self._phrases, self._window)
        form.picked.connect(self._on_margin)
        return form

    def _glossary(self) -> QDialog:
        from app.ui.dialogs.glossary_dialog import GlossaryDialog  # noqa: PLC0415  see the head of the module

        box = GlossaryDialog(self._shell.phrases, self._window)
        box.finished.connect(box.deleteLater)
        return box

    def _on_margin(self, days: int) -> None:
        self._shell.settings.save(margin=days)
        self._session.use_margin(days)


def _show(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
