"""From a key pressed in the month grid to the repainted window."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.state.engine import load_engine
from app.ui.style.theme import dress
from app.ui.window.main_window import MainWindow
from tests.benchmarks.conftest import Table
from tests.benchmarks.histories import AS_OF, forty_years

pytestmark = pytest.mark.usefixtures("as_the_program_runs")

ROUNDS = 100


def test_an_edit_is_painted_within_a_frame(benchmark: Any, table: Table, qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    dress(application)
    window = MainWindow(lambda: AS_OF)
    qtbot.addWidget(window)
    window.resize(1600, 1000)
    window.open_desk()
    window.use_engine(load_engine())
    window.session.start(forty_years("140100"), AS_OF)
    with qtbot.waitExposed(window):
        window.show()
    gc.collect()
    gc.freeze()  # once everything is loaded, as `app.ui.application.application` does
    grid = window.desk.record.grid
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Left)
    QApplication.processEvents()
    before = window.session.state.case
    keys = [Qt.Key.Key_0, Qt.Key.Key_1]

    def edit() -> None:
        keys.reverse()
        QTest.keyClick(grid, keys[0])
        QApplication.processEvents()

    def come_to_rest() -> None:
        qtbot.waitUntil(lambda: window.session.state.settled)
        QTest.keyClick(grid, Qt.Key.Key_Left)
        QApplication.processEvents()

    benchmark.pedantic(edit, setup=come_to_rest, rounds=ROUNDS, iterations=1, warmup_rounds=5)
    assert window.session.state.case != before
    times = benchmark.stats.stats.sorted_data
    p95 = times[int(len(times) * 0.95)] * 1000
    table.add("edit to repaint, 480 months, 95 of 100", f"{p95:.1f} ms", "≤ 16 ms")
    assert p95 <= 16
