"""Knows what a window needs from the system, and finds out before Qt is loaded, which would end the program.

Does not know Qt: nothing here imports it.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Mapping

from app.rules.said import Language
from app.wording import phrases

_PACKAGE_OF = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_PACKAGE_OF_X11 = {
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
_WITHOUT_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def why_no_window(
    environment: Mapping[str, str],
    language: Language,
    platform: str = sys.platform,
    loads: Callable[[str], bool] = _loads,
) -> str | None:
    """What keeps the window from opening, how to mend it and what works without a screen; None when nothing does.

    Only Linux leaves these to the user; elsewhere everything comes with Qt.
    """
    if not platform.startswith("linux"):
        return None
    asked_for = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    screenless = asked_for in _WITHOUT_SCREEN
    on_x11 = not screenless and (asked_for == "xcb" or not environment.get("WAYLAND_DISPLAY"))
    wanted = {**_PACKAGE_OF, **(_PACKAGE_OF_X11 if on_x11 else {})}
    missing = {library: package for library, package in wanted.items() if not loads(library)}
    words = phrases("ui")
    reasons = []
    if not (screenless or environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        reasons.append(words["no_window.display"])
    if missing:
        packages = " ".join(missing.values())
        reasons.append(words["no_window.libraries"].filled(libraries=", ".join(missing), packages=packages))
    if not reasons:
        return None
    lines = (words["no_window"], *reasons, words["no_window.instead"])
    return "\n".join(line.in_(language) for line in lines)
