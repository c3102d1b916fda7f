"""Shows text that is not to be trusted as it is: nothing in it is taken for markup."""

from __future__ import annotations

import re
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.wording.escaping import escape

Label = TypeVar("Label", bound=QLabel)


def plain(label: Label) -> Label:
    """The label, which from now on shows its text as it is."""
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def without_mnemonic(text: str) -> str:
    """The text of an action or a label without its mnemonic, and without the dots of a dialog to come.

    >>> without_mnemonic("打开(&O)…"), without_mnemonic("Save &as…"), without_mnemonic("甲 && 乙")
    ('打开', 'Save as', '甲 & 乙')
    """
    bare = re.sub(r"\(&\w\)|&", "", text.replace("&&", "\0"))
    return bare.replace("\0", "&").removesuffix("…").strip()


def plain_tip(text: str) -> str:
    """A text for a tool tip, which would else read markup in it.

    >>> plain_tip("a <b>\\nc"), plain_tip("a\\nc")
    ('<qt>a &lt;b&gt;<br>c</qt>', 'a\\nc')
    """
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if "<" in text else text
