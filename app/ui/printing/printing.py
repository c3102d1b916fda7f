"""The paper of a state of the window: its pages, its names, and its PDF."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.report.content.sections import Style, Telling
from app.report.layout.pdf import pdf_bytes
from app.report.papers import PaperKind, build, kinds_for, title_of
from app.system.users_file import save_file
from app.ui.state.session import State
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from app.report.layout.marks import Page


def kinds_of(state: State) -> tuple[PaperKind, ...]:
    """The papers there are for what is shown, the usual one first; ValueError before an answer."""
    if state.assessment is None:
        raise ValueError("nothing to print yet")
    return kinds_for(state.assessment, state.option)


def pages_for(state: State, style: Style, kind: PaperKind = PaperKind.NOTICE) -> list[Page]:
    """The pages of a paper for the option shown, or for a case in which there is none; ValueError before an answer."""
    if state.assessment is None:
        raise ValueError("nothing to print yet")
    return build(kind, state.case, state.assessment, state.option, style)


def file_name_for(
    state: State, phrases: Phrasebook, now: time, style: Style, kind: PaperKind = PaperKind.NOTICE
) -> str:
    """A name for the PDF: the number on the paper and the time of day; it does not name the person."""
    if state.assessment is None:
        raise ValueError("nothing to print yet")
    option = None if kind is PaperKind.SHEET else state.option
    told = Telling.of_way(state.case, state.assessment, option, style)
    return phrases(f"export.name.{kind}", number=told.number, time=f"{now:%H%M}")


def title_for(state: State, phrases: Phrasebook, kind: PaperKind = PaperKind.NOTICE) -> str:
    """The title of the paper in PDF readers and printer queues; it does not name the person."""
    if state.assessment is None:
        raise ValueError("nothing to print yet")
    return title_of(kind, state.assessment, Style(language=phrases.language))


def write_pdf(state: State, phrases: Phrasebook, path: Path, style: Style, kind: PaperKind = PaperKind.NOTICE) -> None:
    """Write a paper as PDF, whole or not at all; OSError when the system refuses."""
    save_file(path, pdf_bytes(pages_for(state, style, kind), title_for(state, phrases, kind), state.as_of))
