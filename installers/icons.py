"""Draws the program's icons from their SVG in every size a desktop asks for: PNGs for Linux, one .ico for Windows.

usage: icons.py FOLDER      fills FOLDER with hicolor/SIZE/…, as Linux desktops look for them
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS: Final = Path(__file__).resolve().parents[1] / "resources" / "icons"
DRAWN_FROM: Final = {
    ("apps", "xubaotong"): "app.svg",
    ("mimetypes", "application-vnd.xubaotong.case+json"): "case.svg",
}
SIZES_OF_LINUX: Final = (16, 22, 24, 32, 48, 64, 96, 128, 256)
SIZES_OF_WINDOWS: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)  # Explorer's at 100, 125, 150 and 200 %


def png(drawing: Path, size: int) -> bytes:
    """A drawing as a PNG of `size` × `size` pixels."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, "PNG"):
        raise SystemExit(f"{drawing}: could not be drawn")
    return bytes(buffer.data().data())


def ico(drawing: Path) -> bytes:
    """A drawing as a Windows icon of every size; each size is a PNG, as Windows has read them since Vista."""
    pictures = [png(drawing, size) for size in SIZES_OF_WINDOWS]
    head, offset = struct.pack("<HHH", 0, 1, len(pictures)), 6 + 16 * len(pictures)
    for size, picture in zip(SIZES_OF_WINDOWS, pictures, strict=True):
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return head + b"".join(pictures)


def write_hicolor(folder: Path) -> None:
    """The icons of program and case file as a hicolor theme."""
    for (kind, name), source in DRAWN_FROM.items():
        for size in SIZES_OF_LINUX:
            _write(folder / "hicolor" / f"{size}x{size}" / kind / f"{name}.png", png(ICONS / source, size))
        _write(folder / "hicolor" / "scalable" / kind / f"{name}.svg", (ICONS / source).read_bytes())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    write_hicolor(Path(sys.argv[1]))
