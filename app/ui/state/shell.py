"""What parts of the window may ask of it (`Shell`). Anything else is a signal that the window connects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from app.ui.state.settings import SettingsStore
    from app.ui.widgets.message_boxes import MessageBoxes
    from app.ui.widgets.notice_bar import NoticeBar
    from app.wording.phrasebook import Phrasebook


class Shell(Protocol):
    """The window as its parts know it. `rebuilt`: all parts were made anew, as after a change of language."""

    phrases: Phrasebook
    settings: SettingsStore

    @property
    def rebuilt(self) -> SignalInstance:
        """Signal: all parts were made anew."""

    @property
    def boxes(self) -> MessageBoxes:
        """The window's questions and messages."""

    @property
    def notices(self) -> NoticeBar:
        """The bar with messages above the workspace."""

    def commit_typing(self) -> None:
        """Commit the field being typed in, so that a command acts on what is visible."""

    def mention(self, text: str) -> None:
        """Show a short message in the status bar."""
