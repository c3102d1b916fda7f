"""The guide to service items: the items by their official names, beside how each is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QStringListModel, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QTextBrowser, QWidget

from app.ui.style.html import Inks, inks_of, quiet, source_line
from app.ui.style.theme import UNIT, decorate, faint
from app.ui.widgets.dialog import Dialog, Role
from app.ui.widgets.fields import named
from app.ui.widgets.flat_scroll_bar import use_flat_scroll_bars
from app.ui.widgets.search_line import SearchLine
from app.ui.widgets.table_setup import own_selection
from app.wording.escaping import escape
from app.wording.phrasebook import Phrasebook
from app.wording.service_guide import AREA, GuideEntry, GuidePage, Mark, Section

_WIDE, _HIGH = 58, 36  # letter heights
_MARKS = {Mark.TICK: "□", Mark.DOT: "·"}


class ServicesDialog(Dialog):
    """The pages of the guide; typing narrows them. `print_asked` carries the page shown."""

    print_asked = Signal(object)

    def __init__(
        self, pages: Sequence[GuidePage], title: str, phrases: Phrasebook, parent: QWidget | None = None
    ) -> None:
        self._phrases = phrases.within(AREA)
        super().__init__(title, parent, _WIDE, _HIGH)
        self.setModal(False)
        self.pages, self._found = tuple(pages), tuple(pages)
        self.search = SearchLine(self)
        self.search.setPlaceholderText(self._phrases("search.example"))
        self.search.offer_clearing(phrases.within("comfort")("search.clear"))
        label = QLabel(self._phrases("search"), self)
        named(self.search, self._phrases("search.spoken"), label)
        self.titles = QListView(self)
        self.titles.setAccessibleName(self._phrases("list.spoken"))
        self.titles.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        decorate(self.titles, "list")
        self._names = QStringListModel([self._phrases.of(page.title) for page in pages], self)
        self.titles.setModel(self._names)
        self.text = QTextBrowser(self)
        self.text.setAccessibleName(self._phrases("page.spoken"))
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(2 * UNIT)
        use_flat_scroll_bars(self.text)
        self._lay_out(label)
        self.to_print = self.add_button(self._phrases("print"), Role.ActionRole)
        self.to_print.clicked.connect(self._on_print)
        self.add_button(self._phrases("close"), Role.RejectRole)
        self.buttons.rejected.connect(self.reject)
        self.search.textChanged.connect(self._on_search)
        self.search.walked.connect(self._on_walked)
        own_selection(self.titles).currentChanged.connect(self._on_title)
        self._on_search("")
        self.search.setFocus()

    def _lay_out(self, label: QLabel) -> None:
        bar = self.titles.verticalScrollBar().sizeHint().width()
        self.titles.setFixedWidth(self.titles.sizeHintForColumn(0) + bar + UNIT)
        top = QHBoxLayout()
        top.setSpacing(UNIT)
        top.addWidget(label)
        top.addWidget(self.search, 1)
        body = QHBoxLayout()
        body.setSpacing(UNIT)
        body.addWidget(self.titles)
        body.addWidget(self.text, 1)
        self.body.addLayout(top)
        self.body.addLayout(body, 1)
        note = faint(QLabel(self._phrases("note"), self))
        note.setWordWrap(True)
        self.body.addWidget(note)

    @property
    def page(self) -> GuidePage | None:
        """The page shown; None where none is found."""
        row = self.titles.currentIndex().row()
        return self._found[row] if 0 <= row < len(self._found) else None

    def show_page(self, key: str) -> None:
        """Show the page of an item, whatever was typed before."""
        self.search.clear()
        for row, page in enumerate(self._found):
            if page.key == key:
                self.titles.setCurrentIndex(self._names.index(row))

    def _on_search(self, typed: str) -> None:
        shown = self.page
        self._found = tuple(page for page in self.pages if page.is_found_by(typed))
        self._names.setStringList([self._phrases.of(page.title) for page in self._found])
        if self._found:
            self.titles.setCurrentIndex(self._names.index(self._found.index(shown) if shown in self._found else 0))
        self._tell()

    def _on_title(self, _current: QModelIndex) -> None:
        self._tell()

    def _on_walked(self, step: int) -> None:
        row = self.titles.currentIndex().row() + step
        if 0 <= row < len(self._found):
            self.titles.setCurrentIndex(self._names.index(row))

    def _on_print(self) -> None:
        if self.page is not None:
            self.print_asked.emit(self.page)

    def _tell(self) -> None:
        page = self.page
        self.to_print.setEnabled(page is not None)
        if page is not None:
            self.text.setHtml("".join(_html(page, self._phrases, inks_of(self.palette()))))
            return
        typed = self.search.text().strip()
        self.text.setPlainText(self._phrases("nothing", text=typed) if self.pages else self._phrases("no_policy"))

    def changeEvent(self, event: QEvent) -> None:
        """Write the page again in other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "to_print"):
            self._tell()


def _html(page: GuidePage, words: Phrasebook, inks: Inks) -> Iterator[str]:
    yield f"<h2>{escape(words.of(page.title))}</h2><p>{escape(words.of(page.lead))}</p>"
    for section in page.sections:
        yield f"<h3>{escape(words.of(section.title))}</h3><table>"
        yield from (_row(section, number, entry, words, inks) for number, entry in enumerate(section.entries, 1))
        yield "</table>"
    if page.sources:
        told = "<br>".join(quiet(source_line(source, words.language), inks) for source in page.sources)
        yield f"<h3>{escape(words('sources'))}</h3><p>{told}</p>"


def _row(section: Section, number: int, entry: GuideEntry, words: Phrasebook, inks: Inks) -> str:
    mark = f"<b>{number}</b>" if section.mark is Mark.NUMBER else _MARKS[section.mark]
    head = escape(words.of(entry.head))
    head = f"<b>{head}</b>" if entry.more else head
    more = "".join(f"<br>{quiet(escape(words.of(each)), inks)}" for each in entry.more)
    return f"<tr><td style='padding-right:8px'>{mark}</td><td style='padding-bottom:8px'>{head}{more}</td></tr>"
