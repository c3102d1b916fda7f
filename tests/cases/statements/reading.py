"""What a test reads of a file: its rows, or why it was refused."""

from __future__ import annotations

from app.cases.statements.cell_grid import CellGrid
from app.cases.statements.files import Grids, grids_of
from app.cases.statements.refusal import Refusal, RefusalReason


def read(*contents: bytes) -> Grids:
    found = grids_of([(content, f"{number}.bin") for number, content in enumerate(contents, 1)])
    assert isinstance(found, Grids), found.said.zh
    return found


def grid(content: bytes) -> CellGrid:
    (only,) = read(content).grids
    return only


def rows(content: bytes) -> list[tuple[str, ...]]:
    return [record.cells for record in grid(content).records]


def reason(*contents: bytes) -> RefusalReason:
    return refusal(*contents).reason


def refusal(*contents: bytes) -> Refusal:
    found = grids_of([(content, "") for content in contents])
    assert isinstance(found, Refusal), [len(each.records) for each in found.grids]
    assert found.said.zh
    assert found.said.en
    return found
