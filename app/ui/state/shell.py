"""All that a part may ask of the window it belongs to; everything else is a signal that the window connects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from app.ui.state.settings import SettingsStore
    from app.ui.widgets.message_boxes import MessageBoxes
    from app.ui.widgets.notice_bar import NoticeBar
    from app.wording.phrasebook import Phrasebook


class Shell(Protocol):
    """The window, as its helpers know it. `rebuilt` comes when every part was made anew, as in another language."""

    phrases: Phrasebook
    settings: SettingsStore

    @property
    def rebuilt(self) -> SignalInstance:
        """Follows when every part was made anew."""

    @property
    def boxes(self) -> MessageBoxes:
        """The window's questions and messages."""

    @property
    def notices(self) -> NoticeBar:
        """The messages above the work."""

    def commit_typing(self) -> None:
        """Take what is being typed, so that a key pressed in a field acts on what is seen."""

    def mention(self, text: str) -> None:
        """Say something in passing, at the foot of the window."""
