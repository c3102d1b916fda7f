"""The help: the chapters of the manual beside their text, found by typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QPalette, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QTextBrowser, QWidget

from app.system.resources import resource
from app.ui.style.theme import UNIT, decorate
from app.ui.widgets.dialog import Dialog, Role
from app.ui.widgets.fields import named
from app.ui.widgets.flat_scroll_bar import use_flat_scroll_bars
from app.ui.widgets.search_line import SearchLine
from app.ui.widgets.table_setup import own_selection
from app.wording.manual import FOLDER, Chapter
from app.wording.phrasebook import Phrasebook

_WIDE, _HIGH = 58, 36  # letter heights
_LINE_HEIGHT: Final = 140  # percent
_MOST_MARKED: Final = 200
_PICTURE: Final = chr(0xFFFC)
"""The letter that stands for a picture in a text."""


class HelpDialog(Dialog):
    """The manual; typing narrows its chapters and marks what was typed. It stays open beside the work."""

    def __init__(self, chapters: Sequence[Chapter], phrases: Phrasebook, parent: QWidget | None = None) -> None:
        self._phrases = phrases.within("help")
        super().__init__(self._phrases("title"), parent, _WIDE, _HIGH)
        self.setModal(False)
        self._chapters, self._found = tuple(chapters), tuple(chapters)
        self.search = SearchLine(self)
        self.search.setPlaceholderText(self._phrases("search.example"))
        self.search.offer_clearing(phrases.within("comfort")("search.clear"))
        label = QLabel(self._phrases("search"), self)
        named(self.search, self._phrases("search.spoken"), label)
        self.titles = QListView(self)
        self.titles.setAccessibleName(self._phrases("chapters"))
        self.titles.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        decorate(self.titles, "list")
        self._names = QStringListModel([chapter.title for chapter in chapters], self)
        self.titles.setModel(self._names)
        self.text = _Page(self)
        self.text.setAccessibleName(self._phrases("text"))
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)
        # queued: a page must not be made anew while it is being made
        self.text.narrowed.connect(self._on_narrowed, Qt.ConnectionType.QueuedConnection)
        self.text.document().setDocumentMargin(UNIT)
        use_flat_scroll_bars(self.text)
        self._lay_out(label)
        self.add_button(self._phrases("close"), Role.RejectRole)
        self.buttons.rejected.connect(self.reject)
        self.search.textChanged.connect(self._on_search)
        self.search.walked.connect(self._on_walked)
        own_selection(self.titles).currentChanged.connect(self._on_chapter)
        self.titles.setCurrentIndex(self._names.index(0))
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

    def _on_search(self, text: str) -> None:
        self._found = tuple(chapter for chapter in self._chapters if chapter.is_found_by(text))
        self._names.setStringList([chapter.title for chapter in self._found])
        if self._found:
            self.titles.setCurrentIndex(self._names.index(0))
        else:
            self.text.setPlainText(self._phrases("nothing", text=text.strip()))

    def _on_chapter(self, current: QModelIndex) -> None:
        if current.isValid():
            self._tell(self._found[current.row()])

    def _on_narrowed(self) -> None:
        self._on_chapter(self.titles.currentIndex())

    def _on_walked(self, step: int) -> None:
        row = self.titles.currentIndex().row() + step
        if 0 <= row < len(self._found):
            self.titles.setCurrentIndex(self._names.index(row))

    def _tell(self, chapter: Chapter) -> None:
        """Show a chapter, with what was typed marked, and the first of it in sight."""
        self.text.clear()
        self.text.setCurrentCharFormat(QTextCharFormat())  # or all of it would look as the heading before
        self.text.textCursor().setBlockFormat(QTextBlockFormat())
        self.text.setMarkdown(f"## {chapter.title}\n\n{chapter.text}")
        _space(self.text.document())
        first = self._mark()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        if first is not None:
            self.text.setTextCursor(first)
            self.text.ensureCursorVisible()

    def _mark(self) -> QTextCursor | None:
        """Mark what was typed wherever it stands; returns a cursor before the first of it."""
        mark, palette, document = QTextCharFormat(), self.palette(), self.text.document()
        mark.setBackground(palette.brush(QPalette.ColorRole.Highlight))
        mark.setForeground(palette.brush(QPalette.ColorRole.HighlightedText))
        starts: list[int] = []
        for word in self.search.text().split():
            at = document.find(word)
            while not at.isNull() and len(starts) < _MOST_MARKED:
                starts.append(at.selectionStart())
                at.mergeCharFormat(mark)
                at = document.find(word, at)
        if not starts:
            return None
        first = QTextCursor(document)
        first.setPosition(min(starts))
        return first


def _space(text: QTextDocument) -> None:
    """Set the lines apart; not those of pictures, whose height would grow with them."""
    spacing = QTextBlockFormat()
    spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block = text.begin()
    while block.isValid():
        if _PICTURE not in block.text():
            QTextCursor(block).mergeBlockFormat(spacing)
        block = block.next()


class _Page(QTextBrowser):
    """A page whose pictures are no wider than itself; `narrowed` follows when their width should change."""

    narrowed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._fitted = 0

    @property
    def _room(self) -> int:
        return self.viewport().width() - 4 * UNIT

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture of the manual, made smaller where there is no room for it."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        picture = QImage(str(resource(FOLDER, "pictures", QUrl(name).fileName())))
        self._fitted = self._room
        if picture.isNull() or picture.width() <= self._room:
            return picture
        return picture.scaledToWidth(self._room, Qt.TransformationMode.SmoothTransformation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures into another width."""
        super().resizeEvent(event)
        if self._fitted and self._fitted != self._room:
            self.narrowed.emit()
