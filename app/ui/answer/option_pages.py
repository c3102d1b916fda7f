"""The panes of running text: steps, sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from app.rules.outcome.decisions import decisions_for
from app.rules.record.fact_name import Question
from app.ui.answer.option_html import SERVICE, OptionHtml
from app.ui.state.advice import number_shown
from app.ui.state.session import State
from app.ui.style.html import inks_of
from app.ui.style.theme import UNIT
from app.ui.widgets.flat_scroll_bar import use_flat_scroll_bars
from app.wording.office_and_bills import decision_sentence
from app.wording.outcome import option_title
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from app.rules.outcome.assessment import Option
    from app.ui.answer.option_html import OptionHtml

Write = Callable[["OptionHtml", State], str]


class OptionPages(QWidget):
    """One page of running text made from the state; it is made and updated only while visible.

    `service_asked` carries the id of the service item whose link was followed.
    """

    service_asked = Signal(str)

    def __init__(self, write: Write, name: str, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._write, self._name, self._phrases = write, name, phrases
        self._state: State | None = None
        self._written: str | None = None
        self.page: QTextBrowser | None = None

    def show_state(self, state: State) -> None:
        """Show the page of a state, at once or when the pane is next shown."""
        self._state = state
        if self.isVisible():
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Update the page if something changed while it was hidden."""
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if self._state is None:
            return
        page = self._made()
        text = self._write(OptionHtml(self._phrases, inks_of(self.palette())), self._state)
        if text != self._written:
            place = page.verticalScrollBar().value()
            page.setHtml(text)
            self._written = text
            page.verticalScrollBar().setValue(place)

    def _made(self) -> QTextBrowser:
        if self.page is None:
            self.page = QTextBrowser(self)
            use_flat_scroll_bars(self.page)
            self.page.setAccessibleName(self._name)
            self.page.setFrameShape(QFrame.Shape.NoFrame)
            self.page.setOpenLinks(False)
            self.page.anchorClicked.connect(self._on_link)
            self.page.document().setDocumentMargin(2 * UNIT)
            self.page.viewport().setAutoFillBackground(False)
            layout = QVBoxLayout(self)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(self.page)
            self.setFocusProxy(self.page)
        return self.page

    def _on_link(self, link: QUrl) -> None:
        self.service_asked.emit(link.toString().removeprefix(SERVICE))


def steps_pane(phrases: Phrasebook, parent: QWidget | None = None) -> OptionPages:
    """What to do for the option shown."""
    return OptionPages(_for_option(phrases, _steps), phrases("tab.steps"), phrases, parent)


def basis_pane(phrases: Phrasebook, parent: QWidget | None = None) -> OptionPages:
    """What the answer rests on."""

    def write(writer: OptionHtml, state: State) -> str:
        if state.assessment is None:
            return ""
        return writer.basis(state.assessment, state.option if state.case.is_told else None, number_shown(state))

    return OptionPages(write, phrases("tab.basis"), phrases, parent)


def why_nothing(state: State) -> str:
    """The key of the phrase that says why there is nothing for an option."""
    if state.assessment is None or not state.case.is_told:
        return "paper.no_option"
    return "paper.open_months" if state.assessment.asks(Question.MONTHS) else "paper.nothing_to_do"


def _steps(writer: OptionHtml, option: Option) -> str:
    return writer.steps(option)


def _for_option(phrases: Phrasebook, write: Callable[[OptionHtml, Option], str]) -> Write:
    def written(writer: OptionHtml, state: State) -> str:
        if state.option is None or not state.case.is_told:
            return writer.nothing(why_nothing(state))
        title = phrases("paper.for", option=phrases.of(option_title(state.option)))
        return writer.headed(title, decided(writer, state, state.option) + write(writer, state.option))

    return written


def decided(writer: OptionHtml, state: State, option: Option) -> str:
    """What the office decided on the option, so that nobody takes it for the pack's own answer."""
    if not state.case.decisions:
        return ""
    return writer.decisions([decision_sentence(decision) for decision in decisions_for(state.case, option.id)])
