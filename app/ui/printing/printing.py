"""The paper of a state of the window: its pages and its names."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from app.report.content.sections import Style, Telling
from app.report.papers import build_notice, notice_title
from app.ui.state.session import State
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from app.report.layout.marks import Page


def pages_for(state: State, style: Style) -> list[Page]:
    """The notice for the option shown, or for a case in which there is none; ValueError before an answer."""
    if state.assessment is None:
        raise ValueError("nothing to print yet")
    return build_notice(state.case, state.assessment, state.option, style)


def file_name_for(state: State, phrases: Phrasebook, now: time, style: Style) -> str:
    """A name for the PDF: the number on the paper and the time of day; it does not name the person."""
    if state.assessment is None:
        raise ValueError("nothing to print yet")
    told = Telling.of_way(state.case, state.assessment, state.option, style)
    return phrases("export.name", number=told.number, time=f"{now:%H%M}")


def title_for(state: State, phrases: Phrasebook) -> str:
    """The title of the paper in PDF readers and printer queues; it does not name the person."""
    if state.assessment is None:
        raise ValueError("nothing to print yet")
    return notice_title(state.assessment, Style(language=phrases.language))
