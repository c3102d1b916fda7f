"""The answer at a glance, above everything: status today, four tiles, and the steps of the payment day."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.regions.divisions import NATION, name_of
from app.timeline.palette import ColourRole
from app.ui.answer.cliff_row import CliffRow
from app.ui.answer.tile_button import TileButton
from app.ui.state.session import State
from app.ui.style.theme import UNIT, Size, sized
from app.ui.style.theme_colours import tone
from app.ui.widgets.focus_chain import window_of
from app.ui.widgets.table_setup import shared
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.escaping import escape
from app.wording.glance import About, Glance, TodayTold, Voice, glance
from app.wording.phrasebook import Phrasebook

_MARGIN, _GAP = 2 * UNIT, UNIT
_LEAST: Final = 15
"""A tile is at least so many letters wide."""
_SIGNS: Final = {Voice.GOOD: "●", Voice.LOUD: "◆", Voice.OPEN: "？", Voice.PLAIN: "●"}


class GlancePane(QWidget):
    """The glance at the way shown; hidden without a record. It is as high as its texts need, and never scrolls.

    `reason_requested` carries the keys of reasons, of which the first that there is, is meant; `fill_asked` the name of
    a fact or figure that somebody wants to give; `resized`: it needs another height.
    """

    reason_requested = Signal(tuple)
    fill_asked = Signal(str)
    resized = Signal()

    def __init__(self, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrases = phrases
        self._held_by = parent or self
        self._shown: Glance | None = None
        self._place = self._told = self._told_with_place = ""
        self.setAccessibleName(phrases("glance.name"))
        self.status = WrappedLabel(self)
        self.status.setFont(sized(self.font(), Size.HEADING))
        self.status.setTextFormat(Qt.TextFormat.RichText)
        self.tiles = {about: TileButton(phrases, f"Alt+{number}", self) for number, about in enumerate(About, start=1)}
        for tile in self.tiles.values():
            tile.clicked.connect(self._on_tile)
            tile.fill_asked.connect(self.fill_asked)
        self.cliffs = CliffRow(phrases, self)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches, in order."""
        return tuple(stop for tile in self.tiles.values() for stop in tile.tab_stops)

    @property
    def shown(self) -> Glance | None:
        """What is shown; None without a record."""
        return self._shown

    def show_state(self, state: State) -> None:
        """Show the glance at the way that a state shows."""
        if state.assessment is None or not state.case.is_told:
            self._shown = None
            self.hide()
            self.resized.emit()
            return
        found = glance(
            state.case, state.assessment, state.option, margin=state.margin, settled=state.settled_for_option
        )
        place = self._place_of(state.case.region)
        if found != self._shown or place != self._place:
            self._show(found, place)
        if self.isHidden():
            self.show()
            self.resized.emit()

    def begin(self) -> None:
        """Keep nothing of the last case."""
        self.cliffs.forget()

    def open(self, answer: str) -> None:
        """Ask for the reason of one answer, by its name."""
        button = self.tiles[About(answer)]
        tile = button.tile
        if tile is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.reason_requested.emit(tile.behind)

    def _place_of(self, code: str) -> str:
        return self._phrases("glance.place.open") if code == NATION else name_of(code)

    def _show(self, found: Glance, place: str) -> None:
        before, self._shown = self._shown, found
        told, self._place = self._place, place
        resized = before is None
        if before is None or found.status != before.status or place != told:
            self._tell(found.status)
            resized = True
        for tile in found.answers:
            resized = self.tiles[tile.about].show_tile(tile) or resized
        if self.cliffs.show_glance(found) or resized:
            self._lay()

    def _tell(self, told: TodayTold) -> None:
        head, line = escape(self._phrases.of(told.head)), escape(self._phrases.of(told.line))
        role = {Voice.GOOD: ColourRole.BENEFIT, Voice.LOUD: ColourRole.LAPSE}.get(told.voice, ColourRole.AS_OF)
        colour, faint = tone(role, self.palette()).line.name(), tone(ColourRole.AS_OF, self.palette()).line.name()
        self._told = f"<span style='color:{colour}'>{_SIGNS[told.voice]}</span> <b>{head}</b>　{line}"
        self._told_with_place = f"{self._told}　<span style='color:{faint}'>{escape(self._place)}</span>"
        said = (self._phrases.of(told.head), self._phrases.of(told.line), self._place)
        self.status.setAccessibleName(" ".join(said))

    def _on_tile(self) -> None:
        button = self.sender()
        if isinstance(button, TileButton) and button.tile is not None:
            self.reason_requested.emit(button.tile.behind)

    # sizes

    def _lay(self) -> None:
        """Place everything for the width of the window, and take the height that is needed.

        Not for its own width: while the window is rebuilt that is a small one, whose height would make the window grow.
        The window is looked for from what holds it: its own parent is a widget of Qt's making, and to name its kind for
        Python PySide would load every kind there is (0.7 MiB).
        """
        width = window_of(self._held_by).width() - 2 * _MARGIN
        if width <= 0 or self._shown is None:
            return
        top = UNIT
        height = self._status_height(width)
        self.status.setGeometry(_MARGIN, top, width, height)
        top += height + UNIT - UNIT // 4
        tiles = tuple(self.tiles.values())
        widths = self._tile_widths(width)
        height = max(tile.heightForWidth(each) for tile, each in zip(tiles, widths, strict=True))
        left = _MARGIN
        for tile, each in zip(tiles, widths, strict=True):
            tile.setGeometry(left, top, each, height)
            left += each + _GAP
        top += height + UNIT
        height = self.cliffs.heightForWidth(width)
        self.cliffs.setGeometry(_MARGIN, top, width, height)
        needed = top + height + UNIT
        if needed != self.minimumHeight() or needed != self.maximumHeight():
            self.setFixedHeight(needed)
            self.resized.emit()

    def _status_height(self, width: int) -> int:
        """Put the status into a width, with the place where that needs no line of its own; its height."""
        self.status.say(self._told)
        least = self.status.heightForWidth(width)
        self.status.say(self._told_with_place)
        if self.status.heightForWidth(width) > least:
            self.status.say(self._told)
        return least

    def _tile_widths(self, width: int) -> list[int]:
        """As much as each needs for its value, and an even share of the rest."""
        room = width - (len(self.tiles) - 1) * _GAP
        even = room // len(self.tiles)
        wanted = [tile.least_width() for tile in self.tiles.values()]
        if max(wanted) <= even:
            return [even] * len(wanted)
        least = [min(each, _LEAST * self.fontMetrics().averageCharWidth()) for each in wanted]
        if sum(least) > room:
            return [even] * len(wanted)
        given = shared(room, least, wanted)
        spare = max(0, room - sum(given)) // len(given)
        return [each + spare for each in given]

    def sizeHint(self) -> QSize:
        """The height is fixed by what is told."""
        return QSize(80 * UNIT, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay()

    def changeEvent(self, event: QEvent) -> None:
        """Follow font and palette."""
        super().changeEvent(event)
        if self._shown is None:
            return
        if event.type() is QEvent.Type.PaletteChange:
            self._tell(self._shown.status)
            self._lay()
        elif event.type() is QEvent.Type.FontChange:
            self.status.setFont(sized(self.font(), Size.HEADING))
            self._lay()
