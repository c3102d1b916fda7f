"""Looks for what a client said in everything the program can reach: Python's objects, Qt's, clipboards and files.

What is looked for is given backwards, so that the search itself does not hold it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType, ModuleType

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.files.test_counter_mode import texts_of

_OURS = ("tests", "_pytest", "pytest", "pluggy", "hypothesis")


def tidied() -> None:
    """Let Qt delete what is to be deleted, and Python what nothing refers to."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.unfreeze()
    gc.collect()


def held(backwards: Sequence[str], home: Path | None = None) -> list[str]:
    """Where something of the client is still held, with a way to it."""
    tidied()
    found = [f"object: {where}" for where in _among_objects(backwards)]
    found += [f"window: {where}" for where in _in_windows(backwards)]
    found += [f"clipboard: {mode}" for mode in _on_clipboards(backwards)]
    found += [f"file: {path}" for path in _in_files(backwards, home)] if home is not None else []
    return found


def tells(text: str, backwards: Sequence[str]) -> bool:
    """True when a text holds one of the traces."""
    return any(trace in text[::-1] for trace in backwards)


def _among_objects(backwards: Sequence[str]) -> Iterator[str]:
    """Every object there is, and what they refer to that the collector does not list by itself."""
    listed = gc.get_objects()
    seen = set(map(id, listed))
    seen.add(id(listed))
    waiting, pairs = list(listed), []
    del listed
    while waiting:
        thing = waiting.pop()
        if _is_the_tests_own(thing):
            continue
        for part in gc.get_referents(thing):
            if isinstance(part, str | bytes | bytearray):
                text = part if isinstance(part, str) else bytes(part).decode("utf-8", "replace")
                if tells(text, backwards):
                    pairs.append((thing, text))
            elif id(part) not in seen:
                seen.add(id(part))
                waiting.append(part)
    for thing, text in pairs:
        owners = [type(owner).__name__ for owner in gc.get_referrers(thing) if owner is not pairs][:4]
        names = list(thing) if isinstance(thing, dict) and len(thing) < 30 else ""
        yield f"{type(thing).__name__} {names} of {owners}: {text[:40]!r}"


def _is_the_tests_own(thing: object) -> bool:
    if isinstance(thing, FrameType):
        return True
    module = thing.__name__ if isinstance(thing, ModuleType) else None
    if isinstance(thing, dict):
        module = thing.get("__name__") if "__builtins__" in thing else None
    return isinstance(module, str) and module.partition(".")[0] in _OURS


def _in_windows(backwards: Sequence[str]) -> Iterator[str]:
    things: dict[int, QObject] = {}
    for widget in [*QApplication.allWidgets(), *QApplication.topLevelWidgets()]:
        for thing in (widget, *widget.findChildren(QObject)):
            things[id(thing)] = thing
    for thing in things.values():
        texts = list(texts_of(thing))
        if isinstance(thing, QLineEdit) and thing.isUndoAvailable():
            thing.undo()
            texts.append(thing.text())
        for text in texts:
            if tells(text, backwards):
                yield f"{type(thing).__name__} {thing.objectName()}: {text[:40]!r}"


def _on_clipboards(backwards: Sequence[str]) -> Iterator[str]:
    clipboard = QGuiApplication.clipboard()
    modes = [QClipboard.Mode.Clipboard, QClipboard.Mode.Selection] if clipboard.supportsSelection() else []
    for mode in modes or [QClipboard.Mode.Clipboard]:
        mime = clipboard.mimeData(mode)
        shown = "".join([mime.text(), mime.html()]) if mime is not None else ""
        if tells(shown, backwards):
            yield mode.name


def _in_files(backwards: Sequence[str], home: Path) -> Iterator[Path]:
    for path in home.rglob("*"):
        content = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
        if tells(path.name, backwards) or tells(content, backwards):
            yield path
