"""The command `report`: writes the notice of the leading option as PDF, and the timeline as a picture."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import Any

from app.cases.problems import printable, trouble_writing
from app.cli.assess import assessed
from app.cli.exit_codes import DONE
from app.cli.outputs import require_writable
from app.cli.streams import unusable
from app.rules.outcome.assessment import Assessment, Option
from app.rules.record.case import Case
from app.system.libraries import PACKAGE_OF, missing_of
from app.system.users_file import save_file
from app.wording.phrasebook import phrase


def perform(wanted: Namespace) -> int:
    """Write the papers of a case; returns 0. `Unusable` for a bad case, pack or path, or with nothing to print."""
    form = _chart_format(wanted)
    _require_apart(wanted)
    case, assessment = assessed(wanted)
    option = assessment.leading
    if option is None and not case.is_told:
        raise unusable(printable(str(wanted.case)), phrase("cli", "nothing_to_print"), wanted.lang)
    _write(case, assessment, option, wanted, form)
    return DONE


def _chart_format(wanted: Namespace) -> Any:
    if wanted.chart is None:
        return None
    form = wanted.chart.suffix.lower().removeprefix(".")
    if form not in ("png", "svg"):
        raise unusable(printable(str(wanted.chart)), phrase("cli", "chart_format"), wanted.lang)
    return form


def _require_apart(wanted: Namespace) -> None:
    """Refuse paths by which the notice would overwrite the case, or the chart the notice."""
    taken: set[str] = set()
    for path in filter(None, (wanted.case, wanted.output, wanted.chart)):
        place = os.path.realpath(path)
        if place in taken:
            raise unusable(printable(str(path)), phrase("cli", "same_file"), wanted.lang)
        taken.add(place)


def _write(case: Case, assessment: Assessment, option: Option | None, wanted: Namespace, chart: Any) -> None:
    """Draw the notice, and a chart in the format named, then write them; nothing is written unless both can be."""
    for path in filter(None, (wanted.output, wanted.chart)):
        require_writable(path, wanted.lang)
    missing = missing_of(PACKAGE_OF)
    if missing:
        said = phrase("cli", "libraries", libraries=", ".join(missing), packages=" ".join(missing.values()))
        raise unusable("report", said, wanted.lang)
    from app.report.content.sections import Personal, Style
    from app.report.offscreen import draw_notice

    unmasked = frozenset(Personal) if wanted.unmasked else frozenset()
    drawn = draw_notice(case, assessment, option, Style(language=wanted.lang, unmasked=unmasked), chart)
    for path, content in ((wanted.output, drawn.pdf), (wanted.chart, drawn.chart)):
        if path is not None and content is not None:
            try:
                save_file(path, content)
            except OSError as error:
                raise unusable(printable(str(path)), trouble_writing(error), wanted.lang) from None
