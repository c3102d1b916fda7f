"""Records timers and threads that are started, to find those that outlive their window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QObject, QThread, QTimer


class Started:
    """What was started and may still be running."""

    def __init__(self) -> None:
        self.timers: WeakSet[QTimer] = WeakSet()
        self.threads: WeakSet[QThread] = WeakSet()
        self.calls: set[str] = set()

    def running(self) -> list[str]:
        """What runs now, by name."""
        timers = [f"timer of {_name(it.parent())}" for it in self.timers if shiboken6.isValid(it) and it.isActive()]
        threads = [f"thread {_name(it)}" for it in self.threads if shiboken6.isValid(it) and it.isRunning()]
        return [*timers, *threads, *self.calls]


def _name(owner: QObject | None) -> str:
    return type(owner).__name__


@contextmanager
def watched(monkeypatch) -> Iterator[Started]:
    """Note every timer, thread and call for later that is started."""
    started = Started()
    start_timer, start_thread, call_later = QTimer.start, QThread.start, QTimer.singleShot

    def timer_started(timer, *args):
        started.timers.add(timer)
        start_timer(timer, *args)

    def thread_started(thread, *args):
        started.threads.add(thread)
        start_thread(thread, *args)

    def called_later(delay, *args):
        if len(args) == 1 and delay > 0:  # with an object of its own a call goes when that goes
            name = f"call of {args[0]} after {delay} ms"
            started.calls.add(name)
            call_later(delay, lambda: (started.calls.discard(name), args[0]()))
        else:
            call_later(delay, *args)

    monkeypatch.setattr(QTimer, "start", timer_started)
    monkeypatch.setattr(QThread, "start", thread_started)
    monkeypatch.setattr(QTimer, "singleShot", called_later)
    yield started
