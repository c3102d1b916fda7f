"""Shows a message where the program's own window cannot: by a tool of the desktop, if there is one."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Final

_LONGEST_WAIT: Final = 600  # seconds; nobody reads for longer
_STOP: Final = 0x10
_TOOLS: Final = (
    ("zenity", "--error", "--no-markup", "--width=600", "--title={title}", "--text={text}"),
    ("kdialog", "--title", "{title}", "--error", "{text}"),
    ("xmessage", "-center", "-title", "{title}", "{text}"),
    ("notify-send", "{title}", "{text}"),
)


def show_message(
    title: str,
    text: str,
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
    run: Callable[[list[str]], bool] | None = None,
) -> bool:
    """Show a message and wait until it was read; False where nothing could show it."""
    if platform == "win32":
        return bool(ctypes.windll.user32.MessageBoxW(None, text, title, _STOP))  # type: ignore[attr-defined]  # Windows only
    for tool, *arguments in _TOOLS:
        path = which(tool)
        command = [argument.format(title=title, text=text) for argument in arguments]
        if path is not None and (run or _runs)([path, *command]):
            return True
    return False


def _runs(command: list[str]) -> bool:
    try:
        ended = subprocess.run(command, check=False, timeout=_LONGEST_WAIT, stderr=subprocess.DEVNULL)  # noqa: S603  the tools above
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode in (0, 1)  # 1: closed by its frame
