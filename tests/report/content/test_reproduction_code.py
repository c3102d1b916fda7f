from __future__ import annotations

import hashlib
from dataclasses import replace

from app.cases.file.saving import case_text
from app.report.content.blocks import Paper, Receipt
from app.report.content.notice import notice
from app.report.content.reproduction_code import code_modules
from app.report.content.sections import Style
from tests.report import example


def code_of(paper: Paper) -> str:
    (code,) = next(block.codes.texts for block in paper.blocks if isinstance(block, Receipt) and block.codes)
    return code


def test_the_code_holds_what_another_copy_needs_to_reproduce_the_answer() -> None:
    case, assessment, option = example.zhang()
    digest = hashlib.sha256(case_text(case, assessment.as_of).encode()).hexdigest()
    packs = "140100@2026.1-3f2a91c0 140000@2026.1-8be07712 000000@2026.2-c55d20e7"
    assert code_of(notice(case, assessment, option, Style())) == f"xbt1 {digest[:16]} 20261122 {packs}"


def test_the_code_changes_with_the_case_and_not_with_the_paper() -> None:
    case, assessment, option = example.zhang()
    other = replace(case, region="140000")
    codes = [
        code_of(notice(each, assessment, option, style))
        for each, style in ((case, Style()), (case, Style("en")), (other, Style()))
    ]
    assert codes[0] == codes[1] != codes[2]


def test_the_drawn_code_is_square_with_its_three_corner_marks() -> None:
    modules = code_modules("xbt1 0123456789abcdef 20261122 140100@2026.1-3f2a91c0")
    size = len(modules)
    assert all(len(row) == size for row in modules)
    mark = [True] * 7
    assert list(modules[0][:7]) == list(modules[0][-7:]) == list(modules[-1][:7]) == mark
    assert list(modules[-1][-7:]) != mark
