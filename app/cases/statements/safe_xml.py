"""Reads XML without following anything in it: no declaration of a document type, so no entity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NoReturn
from xml.parsers import expat

from app.cases.statements.refusal import RefusalReason, RefusedFile

_DEEPEST: Final = 100
_SEPARATOR: Final = " "

OnStart = Callable[[str, Mapping[str, str]], None]


def read_xml(
    content: bytes,
    on_start: OnStart,
    on_end: Callable[[str], None] | None = None,
    on_text: Callable[[str], None] | None = None,
) -> None:
    """Tell each element and text of a document, read as UTF-8 whatever it says of itself.

    Names and attributes come without namespaces. Raises `RefusedFile` for what is no XML, is damaged, too deep, or
    declares a document type.
    """
    parser = expat.ParserCreate("utf-8", _SEPARATOR)
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise RefusedFile(RefusalReason.DAMAGED)
        on_start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if on_end is not None:
            on_end(_local(name))

    def refuse(*_: object) -> NoReturn:
        raise RefusedFile(RefusalReason.FOREIGN_PARTS)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    if on_text is not None:
        parser.buffer_text = True
        parser.CharacterDataHandler = on_text
    try:
        parser.Parse(content, True)  # noqa: FBT003  the name of this argument differs between versions
    except expat.ExpatError as error:
        raise RefusedFile(RefusalReason.DAMAGED) from error


def _local(name: str) -> str:
    return name.rpartition(_SEPARATOR)[2]
