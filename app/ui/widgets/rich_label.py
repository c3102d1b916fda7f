"""Labels in which terms and figures are links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.style.theme import Size
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.escaping import escape
from app.wording.glossary import LINK

_WORD: Final = re.compile(rf"<a href='{LINK}[^']+'")
_DOTTED: Final = "text-underline-style:dotted"
Figure = tuple[str, str]
"""A figure as written in a sentence, and the target of its link."""


class RichLabel(WrappedLabel):
    """A rich text with links for mouse and Tab key; Tab goes from link to link.

    A term with an explanation is underlined with dots, in the colour of the text.
    """

    def __init__(
        self, parent: QWidget | None = None, size: Size | None = None, role: QPalette.ColorRole | None = None
    ) -> None:
        super().__init__(parent, size, role)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)

    def say(self, text: str) -> None:
        """Show rich text."""
        quiet = self.palette().color(self.foregroundRole()).name()
        text = _WORD.sub(rf"\g<0> style='color:{quiet};{_DOTTED}'", text)
        if text != QLabel.text(self):
            # not by WrappedLabel, which would compare with what a LinkedLabel says, not with what it shows
            self._heights.clear()
            self.setText(text)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus if "<a " in text else Qt.FocusPolicy.ClickFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to the first link, or with Shift+Tab to the last."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.focusNextPrevChild(event.reason() == Qt.FocusReason.TabFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  as Qt calls it
        """Go to the next link or widget; Qt alone gets stuck going back from a link at the start of the text."""
        if not forward and self.hasSelectedText() and self.selectionStart() == 0:
            self.setSelection(0, 0)
            return QWidget.focusNextPrevChild(self, forward)
        return super().focusNextPrevChild(forward)


class LinkedLabel(RichLabel):
    """A sentence in which terms and figures are links; `text` is the sentence without them."""

    def __init__(
        self, parent: QWidget | None = None, size: Size | None = None, role: QPalette.ColorRole | None = None
    ) -> None:
        super().__init__(parent, size, role)
        self._said = ""

    def say_linked(self, text: str, html: str) -> None:
        """Show a sentence, given as plain text and as rich text."""
        self._said = text
        self.say(html)

    def text(self) -> str:
        """The plain text."""
        return self._said


def with_figures(text: str, figures: Iterable[Figure], colour: str) -> str:
    """A sentence as rich text with a link on the first mention of each figure."""
    html = escape(text)
    for figure, leads_to in figures:
        said = escape(figure)
        at = html.find(said)
        if said and at >= 0 and html.rfind("<a", 0, at) <= html.rfind("</a>", 0, at):
            link = f"<a href='{leads_to}' style='color:{colour};{_DOTTED}'>{said}</a>"
            html = html[:at] + link + html[at + len(said) :]
    return html
