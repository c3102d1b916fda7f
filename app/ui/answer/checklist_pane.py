"""What to bring for the option shown, ticked off by the person at the desk. It is filled only while visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.ui.answer.option_html import OptionHtml
from app.ui.answer.option_pages import decided, why_nothing
from app.ui.state.session import Session, State
from app.ui.style.html import inks_of
from app.ui.style.theme import UNIT, Size, faint
from app.ui.widgets.rich_label import RichLabel
from app.ui.widgets.scroll_column import ScrollColumn
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.checklist import lacking_said
from app.wording.outcome import option_title
from app.wording.phrasebook import Phrasebook
from app.wording.service_guide import AREA, checklist_entry

if TYPE_CHECKING:
    from app.rules.outcome.assessment import Option, RequiredDocument


class ChecklistPane(ScrollColumn):
    """The documents of the option shown, each with its tick; the ticks are the session's."""

    def __init__(self, session: Session, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(UNIT + UNIT // 2, parent)
        self._session, self._phrases = session, phrases
        self._state: State | None = None
        self.setAccessibleName(phrases("tab.checklist"))
        self.head, self.lacking = RichLabel(self), WrappedLabel(self, Size.BODY)
        self.lines: list[DocumentLine] = []
        self.put(self.head)
        self.put(self.lacking)

    def show_state(self, state: State) -> None:
        """Show the checklist of a state, at once or when the pane is next shown."""
        self._state = state
        if self.isVisible():
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Update the pane if something changed while it was hidden."""
        super().showEvent(event)
        self._refresh()

    def text(self) -> str:
        """Everything that is said."""
        shown = (line for line in self.lines if not line.isHidden())
        return "\n".join((self.head.text(), self.lacking.text(), *(line.text() for line in shown)))

    def _refresh(self) -> None:
        if self._state is None:
            return
        state, writer = self._state, OptionHtml(self._phrases, inks_of(self.palette()))
        option = state.option if state.case.is_told else None
        self.head.say(self._head(writer, state, option))
        asked = option.documents if option is not None else ()
        while len(self.lines) < len(asked):
            self._add_line()
        for line, document in zip(self.lines, asked, strict=False):
            line.show_document(document, ticked=document.id in state.ticked)
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(asked))
        missing = lacking_said(asked, state.ticked)
        self.lacking.say(self._phrases.of(missing) if missing is not None else "")
        self.lacking.setVisible(missing is not None)

    def _head(self, writer: OptionHtml, state: State, option: Option | None) -> str:
        if option is None:
            return writer.nothing(why_nothing(state))
        title = self._phrases("paper.for", option=self._phrases.of(option_title(option)))
        nothing = "" if option.documents else writer.nothing("documents.none")
        return writer.headed(title, decided(writer, state, option) + nothing)

    def _add_line(self) -> None:
        line = DocumentLine(self._phrases, self)
        line.ticked.connect(self._session.tick)
        if self.lines:
            QWidget.setTabOrder(self.lines[-1].box, line.box)
        self.lines.append(line)
        self.put(line)


class DocumentLine(QWidget):
    """A document with its tick, and below it all that is to be known of it; `ticked` carries its id."""

    ticked = Signal(str, bool)

    def __init__(self, phrases: Phrasebook, parent: QWidget) -> None:
        super().__init__(parent)
        self._phrases, self._id = phrases, ""
        self.box = QCheckBox(self)
        self.box.toggled.connect(self._on_toggled)
        self.title, self.more = WrappedLabel(self, Size.BODY), faint(WrappedLabel(self))
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        lines = QGridLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(UNIT)
        lines.setVerticalSpacing(UNIT // 4)
        lines.addWidget(self.box, 0, 0, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(self.title, 0, 1)
        lines.addWidget(self.more, 1, 1)
        lines.setColumnStretch(1, 1)

    def show_document(self, document: RequiredDocument, *, ticked: bool) -> None:
        """Show a document, ticked or not."""
        entry = checklist_entry(document)
        self._id = document.id
        self.title.say(self._phrases.of(entry.head))
        self.more.say("\n".join(map(self._phrases.of, entry.more)))
        self.box.setAccessibleName(self._phrases.within(AREA)("tick.spoken", title=document.title))
        self.box.setAccessibleDescription(self.more.text())
        with QSignalBlocker(self.box):
            self.box.setChecked(ticked)

    def text(self) -> str:
        """Everything the line says."""
        return f"{self.title.text()}\n{self.more.text()}"

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick by a click on the title, too."""
        if event.button() is Qt.MouseButton.LeftButton and self.title.geometry().contains(event.position().toPoint()):
            self.box.toggle()
        else:
            super().mouseReleaseEvent(event)

    def _on_toggled(self, there: bool) -> None:  # noqa: FBT001  Qt's own signal
        self.ticked.emit(self._id, there)
