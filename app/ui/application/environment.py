"""Checks whether a window can open on this system. It must not import Qt, which ends the program if it cannot."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Mapping

from app.rules.bilingual import Language
from app.system.libraries import PACKAGE_OF, PACKAGE_OF_X11, loads, missing_of
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
) -> str | None:
    """Why the window cannot open, how to fix it, and what works without a screen; None when it can open.

    Only on Linux can something be missing; elsewhere everything comes with Qt.
    """
    if not platform.startswith("linux"):
        return None
    asked_for = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    screenless = asked_for in _WITHOUT_SCREEN
    on_x11 = not screenless and (asked_for == "xcb" or not environment.get("WAYLAND_DISPLAY"))
    missing = missing_of({**PACKAGE_OF, **(PACKAGE_OF_X11 if on_x11 else {})}, platform, loads)
    words = Phrasebook("ui", language)
    reasons = []
    if not (screenless or environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        reasons.append(words("no_window.display"))
    elif on_x11 and not answers(environment.get("DISPLAY", "")):
        reasons.append(words("no_window.unreached", display=environment.get("DISPLAY", "")))
    if missing:
        packages = " ".join(missing.values())
        reasons.append(words("no_window.libraries", libraries=", ".join(missing), packages=packages))
    if not reasons:
        return None
    return "\n".join((words("no_window"), *reasons, words("no_window.instead")))
