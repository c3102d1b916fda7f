from PySide6.QtCore import QTimer

from tests.ui.left_running import watched


def test_a_timer_that_outlives_its_window_is_named(qapp, monkeypatch):
    with watched(monkeypatch) as started:
        timer = QTimer()
        timer.start(60_000)
        assert started.running() == ["timer of NoneType"]
        timer.stop()
        assert started.running() == []


def test_a_call_for_later_that_nobody_owns_is_named_until_it_came(qtbot, monkeypatch):
    came = []
    with watched(monkeypatch) as started:
        QTimer.singleShot(5, lambda: came.append(True))
        assert len(started.running()) == 1
        qtbot.waitUntil(lambda: bool(came))
        assert started.running() == []
