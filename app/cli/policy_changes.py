"""The commands that compare two folders of packs: `policy diff` what they hold, `policy answers` what comes out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from app.cases.file.case_lists import read_cases
from app.cases.problems import UnusableCase
from app.cli.exit_codes import DONE
from app.cli.packs_at_hand import shelf_or_unusable
from app.cli.streams import Unusable, put
from app.packs.changes.answer_changes import PosedCase, answer_changes, examples_of
from app.packs.changes.change_document import answer_changes_document, pack_changes_document
from app.packs.changes.change_text import answer_changes_text, pack_changes_text
from app.packs.changes.pack_changes import pack_changes
from app.packs.checking.check import UnreadableExample
from app.packs.checking.example_case import example_case
from app.packs.shelf.shelf import Shelf, open_shelf
from app.rules.bilingual import Language
from app.system.clock import today


def diff_folders(wanted: Namespace) -> int:
    """Write what two folders of packs record otherwise; returns the exit code."""
    old, new = (_sound(Path(folder), wanted.lang) for folder in (wanted.one, wanted.other))
    write = pack_changes_document if wanted.format == "json" else pack_changes_text
    put(write(pack_changes(old, new), wanted.lang))
    return DONE


def answers(wanted: Namespace) -> int:
    """Write every answer that comes out otherwise under two folders of packs; returns the exit code."""
    old, new = (_sound(folder, wanted.lang) for folder in (wanted.old, wanted.new))
    try:
        posed = (*_given(wanted), *examples_of(old, new, example_case))
    except UnreadableExample as problem:
        raise Unusable(problem.said.in_(wanted.lang)) from None
    write = answer_changes_document if wanted.format == "json" else answer_changes_text
    put(write(answer_changes(old, new, posed), wanted.lang))
    return DONE


def _given(wanted: Namespace) -> Iterator[PosedCase]:
    try:
        for path in wanted.cases:
            for name, opened in read_cases(path, today()):
                yield PosedCase(name, opened.case, opened.as_of)
    except UnusableCase as problem:
        raise Unusable(*problem.lines(wanted.lang)) from None


def _sound(folder: Path, language: Language) -> Shelf:
    """The packs of a folder; `Unusable` where one of them cannot be used: a comparison would leave it out unsaid."""
    shelf = shelf_or_unusable(lambda: open_shelf(folder), language)
    if shelf.refused:
        raise Unusable(*(problem.in_(language) for problem in shelf.refused))
    return shelf
