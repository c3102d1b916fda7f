"""Window, text, sheet and JSON lead with the same option, whatever the case: all read one ranking."""

from __future__ import annotations

import pytest

from app.cases.format.assessment_document import assessment_record
from app.export.answer_text import answer_text
from app.packs.checking.example_case import example_case
from app.packs.shelf.shelf import open_shelf
from app.report.content.assessment_sheet import sheet
from app.report.content.blocks import PaperTable, text_of
from app.report.content.sections import Style
from app.rules.outcome.assessment import PLANNED
from app.ui.answer.options_table import offers_of
from app.ui.state.session import Session
from app.wording.glance import glance
from app.wording.leading import why_leading
from app.wording.outcome import option_title

SHELF = open_shelf()


@pytest.mark.slow
@pytest.mark.parametrize("code", SHELF.codes)
def test_all_doors_lead_alike_over_every_example_of_a_pack(qapp, engine, code):
    for example in SHELF.find(code).record.get("examples", ()):
        name, (case, as_of) = example["name"], example_case(example["case"])
        session = Session(case, as_of)
        session.use_engine(engine)
        state, answered = session.state, session.state.assessment
        if not answered.ways:
            continue
        keys = [key for key, _ in state.options]
        record = assessment_record(case, answered, "zh")
        assert record["order"] == keys, name
        assert record["leading"]["key"] == keys[0] == state.option_key, name
        assert record["leading"]["why"]["zh"] == why_leading(answered).zh, name
        assert why_leading(answered).zh in answer_text(case, answered, "zh"), name
        title = option_title(answered.leading).zh
        assert [offer.key for offer in offers_of(state)] == keys, name
        assert glance(case, answered) == glance(case, answered, keys[0]), name
        assert f"- {title}：" in answer_text(case, answered, "zh").partition(why_leading(answered).zh)[2][:80], name
        tables = [block for block in sheet(case, answered, Style()).blocks if isinstance(block, PaperTable)]
        table = next(table for table in tables if table.columns[0].head.startswith("办法"))
        named = [text_of(row[0][0]) for row in table.rows]
        assert len(named) == len(keys), name
        assert named[0].removesuffix("（您的打算）") == title, name
        assert named[0].endswith("（您的打算）") == (keys[0] == PLANNED), name
