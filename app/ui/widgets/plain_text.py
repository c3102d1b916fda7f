"""Shows text that is not to be trusted as it is: nothing in it is taken for markup."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.wording.escaping import escape

Label = TypeVar("Label", bound=QLabel)


def plain(label: Label) -> Label:
    """The label, which from now on shows its text as it is."""
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def plain_tip(text: str) -> str:
    """A text for a tool tip, which would else read markup in it.

    >>> plain_tip("a <b>\\nc")
    '<qt>a &lt;b&gt;<br>c</qt>'
    """
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if text else ""
