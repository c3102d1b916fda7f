"""The dialog about the program: versions, what is stored, and licences."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from app.system.installation import presets
from app.ui.dialogs.licences import licences
from app.ui.state.presets import read_presets
from app.ui.state.session import Session
from app.ui.state.shell import Shell
from app.ui.state.versions import PacksKnown, packs_in_use, versions
from app.ui.style.theme import UNIT, Size, decorate
from app.ui.widgets.dialog import Dialog, Role
from app.ui.widgets.fields import named
from app.ui.widgets.line_tabs import Tabs
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook
from app.wording.values import day

_WIDE, _HIGH = 64, 27  # letter heights: the longest line of a licence beside the list
_LIST = 22  # letter heights the list takes at most; longer names of parts wrap
_TALLEST = 1000


def dialog(shell: Shell, session: Session, parent: QWidget) -> QDialog:
    """The dialog as the window opens it."""
    return AboutDialog(packs_in_use(session), shell.phrases, parent)


class AboutDialog(Dialog):
    """The program and its versions; on a second page the licence of everything that comes with it."""

    def __init__(self, packs: PacksKnown | None, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        self._phrases = phrases = phrases.within("comfort")
        super().__init__(phrases("about.title"), parent, _WIDE, _HIGH)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.pages = Tabs(self)
        self.pages.setAccessibleName(phrases("about.pages"))
        self.pages.addTab(self._about(packs), phrases("about.page"))
        self.pages.addTab(self._licences(), phrases("about.licences"))
        close = self.add_button(phrases("about.close"), Role.RejectRole)
        self.buttons.rejected.connect(self.reject)
        self.body.addWidget(self.pages, 1)
        close.setDefault(True)
        close.setFocus()

    def _about(self, packs: PacksKnown | None) -> QWidget:
        phrases, known = self._phrases, versions()
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        layout.setSpacing(UNIT)
        lines = [phrases("about.versions", python=known.python, qt=known.qt, system=known.system)]
        if packs is not None and packs.newest is not None:
            lines.append(phrases("about.packs", n=packs.count, newest=day(packs.newest), digest=packs.digest))
        lines += self._presets()
        for text, size in (
            (phrases("about.name", version=known.program), Size.CONCLUSION),
            (phrases("about.what"), None),
            (phrases("about.offline"), None),
            (phrases("about.kept"), None),
            (phrases("about.caution"), None),
            ("\n".join(lines), None),
        ):
            label = WrappedLabel(page, size)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus if size else Qt.FocusPolicy.ClickFocus)
            label.say(text)
            layout.addWidget(label)
        layout.addStretch(1)
        return page

    def _presets(self) -> list[str]:
        """What the office gives every desk, and what in its file was not understood."""
        given = read_presets(presets())
        if given.file is None:
            return []
        if not given.readable:
            return [self._phrases("about.presets_unreadable", file=given.file)]
        lines = [self._phrases("about.presets", file=given.file, names=", ".join(given.names) or "-")]
        if given.ignored:
            lines.append(self._phrases("about.presets_ignored", names=", ".join(given.ignored)))
        return lines

    def _licences(self) -> QWidget:
        page = QWidget(self)
        self._all = licences()
        self.parts = QListWidget(page)
        self.parts.addItems([self._phrases("about.licence", part=it.part, licence=it.name) for it in self._all])
        named(self.parts, self._phrases("about.parts"))
        decorate(self.parts, "list")
        self.text = QPlainTextEdit(page)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        named(self.text, self._phrases("about.text"))
        self._wrap_parts()
        self.parts.currentRowChanged.connect(self._on_part)
        self.parts.setCurrentRow(0)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(UNIT, UNIT, UNIT, UNIT)
        layout.setSpacing(UNIT)
        layout.addWidget(self.parts)
        layout.addWidget(self.text, 1)
        return page

    def _wrap_parts(self) -> None:
        """Make the list as wide as its names, within limits, and each name as high as its lines."""
        self.parts.setWordWrap(True)
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.parts.ensurePolished()
        letters = self.parts.fontMetrics()
        beside = 4 * UNIT + self.parts.verticalScrollBar().sizeHint().width()
        items = [self.parts.item(row) for row in range(self.parts.count())]
        whole = max(letters.horizontalAdvance(item.text()) for item in items) + beside + UNIT
        wide = min(whole, _LIST * letters.height(), self._wanted.width() // 3)
        room = QRect(0, 0, wide - beside - UNIT, _TALLEST)
        for item in items:
            high = letters.boundingRect(room, Qt.TextFlag.TextWordWrap, item.text()).height()
            item.setSizeHint(QSize(0, high + UNIT + 2))
        self.parts.setFixedWidth(wide)

    def _on_part(self, row: int) -> None:
        self.text.setPlainText(self._all[row].text)
