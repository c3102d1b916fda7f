"""Finds missing system libraries that Qt needs. It must not import Qt, which ends the program without them."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Mapping
from typing import Final

PACKAGE_OF: Final = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Libraries that Qt needs even without a window, each with its Debian package."""

PACKAGE_OF_X11: Final = {
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
"""Libraries that a window on X11 needs besides."""

PACKAGE_OF_X11_ON_ARM: Final = {"libSM.so.6": "libsm6", "libICE.so.6": "libice6"}
"""Libraries that Qt's build for 64-bit ARM asks for on X11, and the one for x86 does not."""


def loads(library: str) -> bool:
    """True when the system has a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_of(
    wanted: Mapping[str, str], platform: str = sys.platform, loads: Callable[[str], bool] = loads
) -> dict[str, str]:
    """The missing libraries, each with its package; on systems other than Linux, none."""
    if not platform.startswith("linux"):
        return {}
    return {library: package for library, package in wanted.items() if not loads(library)}
