"""The fields of a window together: what is half typed in them is taken, or taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtWidgets import QApplication, QWidget

from app.ui.widgets.fields import ReadField, commit


class WindowFields:
    """The fields of one window, those that are made later among them."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    @property
    def _all(self) -> Iterable[ReadField]:
        fields: Iterable[ReadField] = self._window.findChildren(ReadField)
        return fields

    @property
    def typed(self) -> Mapping[str, str]:
        """What is typed and not yet taken, by the names of the fields as they are read aloud."""
        return {field.accessibleName(): field.text() for field in self._all if field.isModified()}

    def type_again(self, typed: Mapping[str, str]) -> None:
        """Type again what was not yet taken; where a field is not there now, its text is lost."""
        fields = {field.accessibleName(): field for field in self._all}  # the latest of a name is the one in use
        for name, text in typed.items():
            if name in fields:
                fields[name].type_again(text)

    def commit(self) -> None:
        """Take what is being typed, as leaving the field would."""
        focus = QApplication.focusWidget()
        if focus is not None and self._window.isAncestorOf(focus):
            commit(focus)

    def take_back(self) -> None:
        """Show in every field what it holds."""
        for field in self._all:
            field.take_back()

    def take_back_typing(self) -> bool:
        """Show in the field with the keyboard what it holds; False where nothing was typed in it since."""
        focus = QApplication.focusWidget()
        if isinstance(focus, ReadField) and focus.isModified():
            focus.take_back()
            return True
        return False

    def unread_outside(self, part: QWidget) -> ReadField | None:
        """The first such field that is not in a part of the window."""
        return next((field for field in self._unread if not part.isAncestorOf(field)), None)

    @property
    def unread(self) -> ReadField | None:
        """The first field in sight that holds what could not be read."""
        return next(iter(self._unread), None)

    @property
    def _unread(self) -> Iterator[ReadField]:
        return (field for field in self._all if field.unread is not None and field.isVisible())
