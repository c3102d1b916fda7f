"""Reads a pack file into a checked record, and reports every problem with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from app.packs.file.consistency import incoherences
from app.packs.file.schema import FORMAT, complaints, validated
from app.packs.file.yaml_source import Marked, read_yaml
from app.packs.problems import FieldPath, PackProblem, UnusablePack, field_name, say, shown
from app.rules.bilingual import Bilingual
from app.rules.value_type import value_type

_OUR_FORMATS = re.compile(r"xubaotong\.policy/([0-9]{1,6})\Z")


@value_type
class PackText:
    """A pack file as read: its name, its record, and the line of every field."""

    file: str
    record: Mapping[str, Any]
    marked: Marked

    def line_of(self, *path: str | int) -> int | None:
        """The line of a field."""
        return self.marked.line_of(path)

    def problem(self, path: FieldPath, text: Bilingual) -> PackProblem:
        """A problem with one of its fields."""
        return PackProblem(self.file, self.marked.line_of(path), field_name(path), text)


def read_pack(data: bytes, file: str) -> PackText:
    """The record of a pack file's bytes; UnusablePack with everything that does not fit the format."""
    marked = read_yaml(data, file)
    document = marked.value
    if not isinstance(document, dict):
        raise UnusablePack([PackProblem(file, 1, "", say("not_a_mapping"))])
    written = document.get("format")
    newer = _OUR_FORMATS.match(written) if isinstance(written, str) else None
    if newer and written != FORMAT:
        text = say("newer_format", given=shown(written), ours=FORMAT)
        raise UnusablePack([PackProblem(file, marked.line_of(("format",)), "format", text)])
    try:
        record = validated(document)
    except ValidationError as error:
        found = [PackProblem(file, marked.line_of(path), field_name(path), text) for path, text in complaints(error)]
        raise UnusablePack(found) from None
    return PackText(file, record, marked)


def require_coherent(text: PackText, above: Sequence[Mapping[str, Any]]) -> None:
    """Raise UnusablePack for contradictions within the pack, or with the packs it extends (nearest first)."""
    found = [text.problem(path, said) for path, said in incoherences(text.record, above)]
    if found:
        raise UnusablePack(found)
