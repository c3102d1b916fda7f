"""The file dialogs, questions and messages of the window.

None of them blocks: each dialog is opened, and the answer is passed to the function given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QWidget

from app.ui.style.theme import Button
from app.ui.widgets.plain_text import plain
from app.wording.phrasebook import Phrasebook

Then = Callable[[], None]
ThenPath = Callable[[Path], None]


class MessageBoxes(QObject):
    """The dialogs of one window. Tests replace it."""

    def __init__(self, window: QWidget, phrases: Phrasebook) -> None:
        super().__init__(window)
        self._window, self._phrases = window, phrases
        self._folder = str(Path.home())

    def ask_file_to_open(self, then: ThenPath) -> None:
        """Ask which case file to open."""
        dialog = self._file_dialog("dialog.open", "dialog.cases", "xbt")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, then)

    def ask_files_to_import(self, then: Callable[[list[Path]], None]) -> None:
        """Ask which files hold a contribution record; several are read as one."""
        dialog = self._file_dialog("dialog.import", "dialog.lists", "xlsx")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)

        def chosen(names: list[str]) -> None:
            self._folder = str(Path(names[0]).parent)
            then([Path(name) for name in names])

        dialog.filesSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_file_to_save(self, name: str, then: ThenPath) -> None:
        """Ask where to save a case."""
        dialog = self._file_dialog("dialog.save", "dialog.cases", "xbt")
        self._to_save(dialog, name, then)

    def ask_file_to_export(self, name: str, then: ThenPath) -> None:
        """Ask where to write a PDF."""
        dialog = self._file_dialog("dialog.export", "dialog.pdf", "pdf")
        self._to_save(dialog, name, then)

    def _to_save(self, dialog: QFileDialog, name: str, then: ThenPath) -> None:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        self._open(dialog, then)

    def _file_dialog(self, title: str, kinds: str, suffix: str) -> QFileDialog:
        dialog = QFileDialog(self._window, self._phrases(title), self._folder, self._phrases(kinds))
        dialog.setDefaultSuffix(suffix)
        return dialog

    def _open(self, dialog: QFileDialog, then: ThenPath) -> None:
        def chosen(name: str) -> None:
            self._folder = str(Path(name).parent)
            then(Path(name))

        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_changed(self, text: str, more: str, overwrite: Then, save_as: Then) -> None:
        """Ask what to do with a file that somebody else has changed; Enter saves another one, Cancel calls neither."""
        box = self._question(text, more)
        roles = QMessageBox.ButtonRole
        other = self._button(box, "changed.save_as", roles.AcceptRole, "saving")
        over = self._button(box, "changed.overwrite", roles.DestructiveRole, "saving")
        box.setEscapeButton(self._button(box, "changed.cancel", roles.RejectRole, "saving"))
        box.setDefaultButton(other)
        self._ask(box, {other: save_as, over: overwrite})

    def ask_backup(self, text: str, more: str, open_it: Then) -> None:
        """Say that a file cannot be opened, and ask whether to open the version saved before it."""
        box = self._question(text, more)
        opening = self._button(box, "backup.open", QMessageBox.ButtonRole.AcceptRole, "saving")
        box.setEscapeButton(self._button(box, "backup.cancel", QMessageBox.ButtonRole.RejectRole, "saving"))
        box.setDefaultButton(opening)
        self._ask(box, {opening: open_it})

    def ask_unsaved(self, save: Then, discard: Then, *, usually_saved: bool) -> None:
        """Ask whether to save or discard changes; Cancel calls neither, Enter does what is usual."""
        box = self._question(self._phrases("dialog.unsaved"), self._phrases("dialog.unsaved.more"))
        roles = QMessageBox.ButtonRole
        saving = self._button(box, "dialog.unsaved.save", roles.AcceptRole)
        discarding = self._button(box, "dialog.unsaved.discard", roles.DestructiveRole)
        box.setEscapeButton(self._button(box, "dialog.unsaved.cancel", roles.RejectRole))
        box.setDefaultButton(saving if usually_saved else discarding)
        self._ask(box, {saving: save, discarding: discard})

    def _question(self, text: str, more: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self._phrases("app.name"))
        box.setText(text)
        box.setInformativeText(more)
        return box

    def _ask(self, box: QMessageBox, answers: Mapping[Button, Then]) -> None:
        def answered(_result: int) -> None:
            clicked = box.clickedButton()
            for button, then in answers.items():
                if clicked is button:
                    then()

        box.finished.connect(answered)
        self._show(box)

    def _button(self, box: QMessageBox, key: str, role: QMessageBox.ButtonRole, area: str = "ui") -> Button:
        button = Button(self._phrases.within(area)(key), box)
        box.addButton(button, role)
        return button

    def tell(self, text: str, more: str = "") -> None:
        """Say that something could not be done, and why."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self._phrases("app.name"))
        box.setText(text)
        box.setInformativeText(more)
        box.setEscapeButton(self._button(box, "dialog.read", QMessageBox.ButtonRole.AcceptRole))
        self._show(box)

    @staticmethod
    def _show(box: QMessageBox) -> None:
        labels: Iterable[QLabel] = box.findChildren(QLabel)
        for label in labels:
            plain(label)  # names and contents of files are not to be trusted; the box itself sets only its first text
        box.finished.connect(box.deleteLater)
        box.open()
