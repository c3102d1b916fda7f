"""Tells what a file is by what is in it, never by its name."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

_COMPOUND: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_LOOKED_AT: Final = 4096
_HTML: Final = (b"<html", b"<table", b"<!doctype html", b"<tr", b"<body", b"<meta")
_OTHERS: Final = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"RIFF",
    b"MZ",
    b"\x7fELF",
    b"Rar!",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"{\\rtf",
    b"%!PS",
)
"""How files begin that are no statements: pictures, programs, other archives."""


class FileKind(Enum):
    """What a file is."""

    TEXT = auto()
    ZIP = auto()
    COMPOUND = auto()
    PDF = auto()
    HTML = auto()
    XML_SHEET = auto()
    MHT = auto()
    OTHER = auto()


def kind_of(content: bytes) -> FileKind:
    """What a file is by its first four thousand bytes."""
    head = content[:_LOOKED_AT]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return FileKind.ZIP
    if head.startswith(_COMPOUND):
        return FileKind.COMPOUND
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    return FileKind.OTHER if head.startswith(_OTHERS) else _kind_of_text(head)


def _kind_of_text(head: bytes) -> FileKind:
    plain = head.replace(b"\0", b"").lower()
    if b"mime-version:" in plain and b"content-type:" in plain:
        return FileKind.MHT
    start = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<") and b"urn:schemas-microsoft-com:office:spreadsheet" in plain and b"<html" not in plain:
        return FileKind.XML_SHEET
    return FileKind.HTML if start.startswith(b"<") and any(sign in plain for sign in _HTML) else FileKind.TEXT
