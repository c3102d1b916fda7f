"""Screen, sheet, notice and text show the same cells of every way, for every sample and every example of the packs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from app.cases.file.reading import read_case
from app.export.answer_text import answer_text
from app.packs.checking.example_case import example_case
from app.packs.shelf.shelf import open_shelf
from app.report.content.assessment_sheet import sheet
from app.report.content.blocks import Item, PaperTable, SmallPrint, text_of
from app.report.content.notice import notice
from app.report.content.sections import Style
from app.rules.assess import assess
from app.rules.bilingual import Language
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Assessment, Respect
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Case
from app.system.resources import resource
from app.ui.answer.options_table import COLUMNS, OptionsModel, offers_of
from app.ui.state.session import State
from app.wording.option_cells import BEST_SIGN, OptionCell, OptionCells, Subject, long_title, merit, option_cells
from app.wording.outcome import way_title
from app.wording.phrasebook import Phrasebook

SHELF = open_shelf()
SAMPLES = sorted(resource("samples").glob("*.json"))
TODAY = date(2026, 11, 22)
COMPARED = [Subject(column) for column in COLUMNS[1:]]


def answered(case: Case, as_of: date) -> Assessment:
    policy = SHELF.policy_for(case.region)
    return with_turning_points(case, policy, assess(case, policy, as_of))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_door_shows_the_cells_of_a_sample(path: Path, language: Language) -> None:
    opened = read_case(path, TODAY)
    doors_agree(opened.case, answered(opened.case, TODAY), language)


@pytest.mark.slow
@pytest.mark.parametrize("code", SHELF.codes)
def test_every_door_shows_the_cells_of_every_example(code: str) -> None:
    for example in SHELF.find(code).record.get("examples", ()):
        case, as_of = example_case(example["case"])
        doors_agree(case, answered(case, as_of), "zh")


def doors_agree(case: Case, assessment: Assessment, language: Language) -> None:
    """Every door says of every way what its cells say."""
    cells = {key: option_cells(case, assessment, option) for key, option in assessment.ways.items()}
    if not cells:
        return
    assert on_screen(case, assessment, language) == {
        key: [found[subject].in_table(assessment.as_of.year).in_(language) for subject in COMPARED]
        for key, found in cells.items()
    }
    assert on_the_sheet(case, assessment, language) == {
        way_title(key, assessment.ways[key]).in_(language): sorted(
            text for each in Subject for text in lines(found[each], language)
        )
        for key, found in cells.items()
    }
    in_text(answer_text(case, assessment, language), assessment, cells, language)
    leading = assessment.leading
    assert leading is not None
    paper = notice(case, assessment, leading, Style(language=language))
    said = [text_of(block.line) for block in paper.blocks if isinstance(block, Item | SmallPrint)]
    for cell in next(iter(cells.values())).values():
        if cell.applies and (leading.verdict is not Verdict.NO or cell.subject is Subject.VERDICT):
            title = long_title(cell.subject).in_(language)
            assert any(cell.long.in_(language) in text.partition(title)[2] for text in said), cell


def on_screen(case: Case, assessment: Assessment, language: Language) -> dict[str, list[str]]:
    """The texts of the table of options, without the merits: those are of the ranking."""
    state = State(case, assessment.as_of, assessment, settled=True, options=tuple(assessment.ways.items()))
    model = OptionsModel(Phrasebook("ui", language))
    model.show_offers(offers_of(state))
    texts = {}
    for row, key in enumerate(assessment.ways):
        texts[key] = [model.text(row, column).removesuffix(f" {BEST_SIGN}") for column in range(1, len(COLUMNS))]
    return texts


def on_the_sheet(case: Case, assessment: Assessment, language: Language) -> dict[str, list[str]]:
    """The lines of the comparison, without the merits."""
    paper, merits = sheet(case, assessment, Style(language=language)), {merit(each).in_(language) for each in Respect}
    table = next(block for block in paper.blocks if isinstance(block, PaperTable))
    found = {}
    for row in table.rows:
        title, *said = [text_of(line) for cell in row for line in cell]
        found[title] = sorted(text for text in said if text not in merits)
    return found


def lines(cell: OptionCell, language: Language) -> Iterator[str]:
    yield cell.short.in_(language)
    yield from (mark.short.in_(language) for mark in cell.marks)


def in_text(text: str, assessment: Assessment, cells: Mapping[str, OptionCells], language: Language) -> None:
    """The leading way has its cells in full, a line each; the others in short, all in one line."""
    for number, (key, found) in enumerate(cells.items()):
        if assessment.ways[key].verdict is Verdict.NO:
            continue
        for cell in found.values():
            wanted = cell.in_line if number and cell.subject is not Subject.VERDICT else cell.in_text
            assert not cell.applies or wanted.in_(language) in text, cell
