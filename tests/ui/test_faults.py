import sys

import pytest

from app.ui import program, start
from app.ui.faults import Faults, place_of


def fault():
    try:
        int("张三 110101199003070011")
    except ValueError as raised:
        return ValueError, raised, raised.__traceback__


def test_a_fault_is_told_once_by_kind_and_place_and_nothing_of_the_case(capsys):
    told = []
    hook = Faults(lambda *what: told.append(what))
    for _ in range(3):
        hook(*fault())
    [(kind, place)] = told
    assert kind == "ValueError"
    assert place.startswith("test_faults:")
    written = capsys.readouterr()
    assert "张三" not in written.out + written.err
    assert "1101" not in written.out + written.err


def test_the_place_is_the_innermost_line_of_the_program():
    from app.ui.month_input import read_month  # noqa: PLC0415

    with pytest.raises(AttributeError) as raised:
        read_month("2024-1").no_such_thing  # noqa: B018
    assert place_of(raised.value.__traceback__).startswith("test_faults:")
    with pytest.raises(TypeError) as raised:
        read_month(None)
    assert place_of(raised.value.__traceback__).startswith("month_input:")
    assert place_of(None) == "?"


def test_the_window_tells_of_a_fault_in_one_box(window):
    window.tell_of_fault("ValueError", "month_grid:12")
    [told] = window.dialogs.told
    assert "ValueError" in told
    assert "month_grid:12" in told


@pytest.mark.parametrize("broken", ["stdout", "stderr"])
def test_a_program_without_streams_starts_and_ends(monkeypatch, broken):
    monkeypatch.setattr(sys, broken, None)
    start.write(getattr(sys, broken), "nobody listens")
    Faults(lambda *_: None)(*fault())


def test_what_is_measured_is_written_where_somebody_listens(capsys):
    start.write(sys.stdout, "12\n")
    assert capsys.readouterr().out == "12\n"
    assert program.write is start.write
