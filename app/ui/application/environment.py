"""Checks whether a window can open on this system. It must not import Qt, which ends the program if it cannot."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from app.rules.bilingual import Language
from app.system.installation import command
from app.system.libraries import PACKAGE_OF, PACKAGE_OF_X11, PACKAGE_OF_X11_ON_ARM, loads, missing_of
from app.wording.phrasebook import Phrasebook

_WITHOUT_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def answers(display: str) -> bool:
    """True when an X server answers under this name, or when that cannot be tested."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    reached = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return reached


def why_no_window(
    environment: Mapping[str, str],
    language: Language,
    platform: str = sys.platform,
    loads: Callable[[str], bool] = loads,
    answers: Callable[[str], bool] = answers,
    *,
    processor: str | None = None,
) -> str | None:
    """Why the window cannot open, how to fix it, and what works without a screen; None when it can open.

    Only on Linux can something be missing; elsewhere everything comes with Qt.
    """
    if not platform.startswith("linux"):
        return None
    asked_for = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    screenless = asked_for in _WITHOUT_SCREEN
    on_x11 = not screenless and (asked_for == "xcb" or not environment.get("WAYLAND_DISPLAY"))
    wanted = {**PACKAGE_OF, **(_of_x11(processor or os.uname().machine) if on_x11 else {})}
    missing = missing_of(wanted, platform, loads)
    words = Phrasebook("ui", language)
    reasons = []
    if not (screenless or environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        reasons.append(words("no_window.display"))
    elif on_x11 and not answers(environment.get("DISPLAY", "")):
        reasons.append(words("no_window.unreached", display=environment.get("DISPLAY", "")))
    if missing:
        reasons.append(_libraries(words, missing))
    return _told(words, reasons) if reasons else None


def is_invisible(chosen: str, environment: Mapping[str, str]) -> bool:
    """True when Qt has chosen a platform without a screen unasked, as where the one it wanted does not load."""
    asked_for = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    return chosen in _WITHOUT_SCREEN and asked_for not in _WITHOUT_SCREEN


def why_invisible(plugins: Path, environment: Mapping[str, str], language: Language) -> str:
    """What to say where the window would be invisible; `plugins` is Qt's folder of plugins.

    The plugin that did not load is loaded once more, for the system then names the library it misses.
    """
    words = Phrasebook("ui", language)
    name = "qwayland-generic" if environment.get("WAYLAND_DISPLAY") else "qxcb"
    missing = _missed_by(plugins / "platforms" / f"lib{name}.so")
    known = {**PACKAGE_OF, **PACKAGE_OF_X11, **PACKAGE_OF_X11_ON_ARM}
    if missing is None:
        return _told(words, [words("no_window.invisible")])
    return _told(words, [_libraries(words, {missing: known.get(missing, missing)})])


def _missed_by(plugin: Path) -> str | None:
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        named = re.match(r"(lib[^:/ ]+\.so[.0-9]*): ", str(error))
        return named[1] if named else None
    return None


def _of_x11(processor: str) -> Mapping[str, str]:
    return {**PACKAGE_OF_X11, **PACKAGE_OF_X11_ON_ARM} if processor == "aarch64" else PACKAGE_OF_X11


def _libraries(words: Phrasebook, missing: Mapping[str, str]) -> str:
    return words("no_window.libraries", libraries=", ".join(missing), packages=" ".join(missing.values()))


def _told(words: Phrasebook, reasons: list[str]) -> str:
    return "\n".join((words("no_window"), *reasons, words("no_window.instead", program=command())))
