"""What the answer says of options that are decided, for reference, or in vain, and that nothing of it is cut."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from app.plain import in_vain, outcome
from app.rules.assessment import Assumption, OptionId, Verdict, Warning
from app.rules.said import Said
from app.ui.files import SAMPLES
from app.ui.options_table import COLUMNS
from tests.ui.conftest import settled


def shown(window, **changes):
    """The window with its option changed so."""
    state = window.session.state
    assessment = state.assessment
    option = replace(assessment.planned, **changes)
    changed = replace(assessment, planned=option)
    window.answer.show_state(replace(state, assessment=changed, options=((state.options[0][0], option),)))
    return option


def cell(window, column, row=0):
    return window.answer.model.text(row, COLUMNS.index(column))


def test_a_warning_is_shown_with_the_options_it_concerns(window):
    window.files.open_sample("zhang-nyushi")
    state = window.session.state
    said = [
        Warning("a", Said("都要看", "all")),
        Warning("b", Said("这个办法", "this"), (state.option.id,)),
        Warning("c", Said("别的办法", "other"), (OptionId.JOIN_RESIDENT,)),
    ]
    window.answer.show_state(replace(state, assessment=replace(state.assessment, warnings=tuple(said))))
    text = window.answer.warnings.text()
    assert "都要看" in text
    assert "这个办法" in text
    assert "别的办法" not in text


def test_an_amount_for_reference_is_marked_wherever_it_stands(window):
    window.files.open_sample("zhang-nyushi")
    cost = window.session.state.option.cost
    lines = tuple(replace(line, reference=True) for line in cost.lines)
    option = shown(window, cost=replace(cost, lines=lines))
    assert "参考" in cell(window, "cost")
    assert "参考" in outcome(option).zh
    assert "参考" in window.answer.reasons.text()


def test_what_an_official_decided_is_marked(window):
    window.files.open_sample("zhang-nyushi")
    shown(window, decided_by_office=("cover",))
    assert "经办核定" in cell(window, "verdict")
    assert window.answer.reasons.text().count("经办核定") == 1


@pytest.mark.parametrize(("year", "said"), [(2026, "今年享受不到"), (2027, "2027年度享受不到")])
def test_an_option_that_gains_nothing_says_so_and_names_no_last_day(window, year, said):
    window.files.open_sample("resident-skipped-two-years")
    waiting = replace(window.session.state.option.waiting, end=date(year, 12, 31))
    option = shown(
        window,
        verdict=Verdict.YES,
        benefits_from=None,
        insured_year=year,
        waiting=waiting,
        pay_by=date(2026, 12, 1),
        assumptions=(Assumption("no-cover-in-year", Said("", "")),),
    )
    assert in_vain(option) == year
    assert cell(window, "benefits_from") == said
    assert cell(window, "pay_by") == "—"
    assert said in outcome(option).zh
    assert "最晚" not in outcome(option).zh


def test_an_undecided_day_is_not_in_vain(window):
    window.files.open_sample("resident-skipped-two-years")
    option = window.session.state.option
    assert in_vain(option) is None
    assert in_vain(replace(option, benefits_from=None)) is None
    assert in_vain(replace(option, verdict=Verdict.NO, benefits_from=None, cost=None)) is None


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_cell_of_the_options_is_cut_on_a_small_screen(qtbot, window, name, language):
    window.files.open_sample(name)
    settled(qtbot, window)
    window.speak(language)
    window.resize(1366, 768)
    QApplication.processEvents()
    table, model = window.answer.options, window.answer.model
    bold, plain = QFont(table.font()), QFontMetrics(table.font())
    bold.setWeight(QFont.Weight.DemiBold)
    for row in range(model.rowCount()):
        lines = (table.rowHeight(row) - table.verticalHeader().defaultSectionSize()) // plain.height() + 1
        assert plain.horizontalAdvance(model.text(row, 0)) <= lines * table.columnWidth(0)
        for column in range(1, len(COLUMNS)):
            text = model.text(row, column)
            assert QFontMetrics(bold).horizontalAdvance(text) < table.columnWidth(column), text
    assert table.height() >= sum(table.rowHeight(row) for row in range(model.rowCount()))
    assert sum(table.columnWidth(column) for column in range(len(COLUMNS))) <= table.width()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_day_and_the_restoration_keep_their_labels_on_a_small_screen(qtbot, window, name):
    window.files.open_sample(name)
    settled(qtbot, window)
    window.resize(1366, 768)
    labelled = {str(p.marker.kind) for p in window.timeline.view.layout_shown().markers if p.label is not None}
    assert {"as_of", "pay_on", "restoration"} <= labelled


def test_the_undo_key_reaches_the_window_from_every_line(qtbot, window):
    from PySide6.QtCore import Qt  # noqa: PLC0415

    window.files.open_sample("zhang-xiansheng")
    lines = (
        window.region.lineEdit(),
        window.plan.pay_on,
        window.questions.fields["rate:employee"],
        window.person.birth,
    )
    for line in lines:
        window.session.edit(Said("改", "edit"), replace(window.session.state.case, figures={"x": Decimal(1)}))
        line.setFocus()
        qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert "x" not in window.session.state.case.figures
