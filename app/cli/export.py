"""The commands `export` and `report`: files of an answer, all made before the first is written."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from app.cases.problems import printable, trouble_writing
from app.cli.assess import assessed
from app.cli.exit_codes import DONE
from app.cli.outputs import require_writable
from app.cli.streams import unusable
from app.export.kinds import ExportKind, content, draw_without_a_screen, kind_of
from app.export.wanted import NothingToExport, Wanted
from app.report.content.sections import Personal, Style
from app.system.libraries import PACKAGE_OF, missing_of
from app.system.users_file import save_file
from app.wording.phrasebook import phrase


def perform(wanted: Namespace) -> int:
    """Write the files asked for; returns 0. `Unusable` for a bad case, pack or path, or an answer without such a thing.

    Nothing is written unless every file could be made.
    """
    outputs = dict(_outputs(wanted))
    _require_apart(wanted, outputs)
    for path in outputs:
        require_writable(path, wanted.lang)
    case, assessment = assessed(wanted)
    if assessment.leading is None and not case.is_told:
        raise unusable(printable(str(wanted.case)), phrase("cli", "nothing_to_print"), wanted.lang)
    if any(kind.drawn for kind in outputs.values()):
        _prepare_drawing(wanted)
    unmasked = frozenset(Personal) if wanted.unmasked else frozenset()
    style = Style(language=wanted.lang, unmasked=unmasked)
    asked = Wanted(case, assessment, assessment.leading, style)
    try:
        made = {path: content(kind, asked) for path, kind in outputs.items()}
    except NothingToExport as nothing:
        raise unusable(printable(str(wanted.case)), nothing.said, wanted.lang) from None
    for path, data in made.items():
        try:
            save_file(path, data)
        except OSError as error:
            raise unusable(printable(str(path)), trouble_writing(error), wanted.lang) from None
    return DONE


def _outputs(wanted: Namespace) -> Iterator[tuple[Path, ExportKind]]:
    """Each path with the kind of file to write there."""
    if wanted.command == "report":
        yield wanted.output, ExportKind.PDF
        if wanted.chart is not None:
            kind = kind_of(wanted.chart)
            if kind not in (ExportKind.PNG, ExportKind.SVG):
                raise unusable(printable(str(wanted.chart)), phrase("cli", "chart_format"), wanted.lang)
            yield wanted.chart, kind
        return
    kind = kind_of(wanted.output)
    if kind is None:
        suffixes = ", ".join(f".{each}" for each in ExportKind)
        raise unusable(printable(str(wanted.output)), phrase("cli", "export_format", suffixes=suffixes), wanted.lang)
    yield wanted.output, kind


def _require_apart(wanted: Namespace, outputs: dict[Path, ExportKind]) -> None:
    """Refuse paths by which a file would overwrite the case, or another file asked for."""
    asked = (wanted.output, wanted.chart) if wanted.command == "report" and wanted.chart else tuple(outputs)
    taken: set[str] = set()
    for path in (wanted.case, *asked):
        place = os.path.realpath(path)
        if place in taken:
            raise unusable(printable(str(path)), phrase("cli", "same_file"), wanted.lang)
        taken.add(place)


def _prepare_drawing(wanted: Namespace) -> None:
    """Make Qt ready to draw without a screen; `Unusable` where libraries that it needs are missing."""
    missing = missing_of(PACKAGE_OF)
    if missing:
        said = phrase("cli", "libraries", libraries=", ".join(missing), packages=" ".join(missing.values()))
        raise unusable(wanted.command, said, wanted.lang)
    draw_without_a_screen()
