"""The line at the bottom: its longest parts are shortened first, short ones stay whole."""

from tests.ui.conftest import settled


def test_where_the_line_is_too_long_its_longest_parts_are_shortened(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    settled(qtbot, window)
    line, metrics = window.status, window.status.fontMetrics()
    whole = line.text()
    assert line.shown_at(metrics.horizontalAdvance(whole)) == whole
    for room in (600, 900):
        shown = line.shown_at(room)
        assert metrics.horizontalAdvance(shown) <= room
        assert "…" in shown
        assert shown.endswith("离线")
        assert shown.startswith("编号 20261122-")
        assert "规则：太原市" in shown
