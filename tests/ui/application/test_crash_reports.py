import gc
import sys

import pytest
from PySide6.QtGui import QGuiApplication

from app.cases.human_input import read_month
from app.system.resources import shipped_policies
from app.ui.application import application as program
from app.ui.application import start
from app.ui.application.crash_reports import Faults, places_of, redacted
from app.ui.dialogs.fault_dialog import FaultDialog
from app.ui.state.versions import PacksKnown, surroundings
from app.ui.window.on_demand import Dialogs
from tests.ui.conftest import TODAY

NAME, NUMBER = "欧阳娜娜", "110101199003070011"
TRACES = (NAME, NUMBER, "1990", "/home", "secret")


def fault():
    secret = f"{NAME} {NUMBER}"
    try:
        try:
            read_month(type(secret, (), {}))  # the kind of a thing may be called by what it holds
        except TypeError as first:
            raise ValueError(f"/home/zhang/{secret}.json") from first
    except ValueError as raised:
        return ValueError, raised, raised.__traceback__


def names_nothing(text):
    return not any(trace in text for trace in TRACES)


def test_a_fault_is_told_by_its_kinds_and_places_and_by_nothing_of_the_case(capfd):
    told = []
    Faults(told.append)(*fault())
    [lines] = told
    assert lines[:2] == ["ValueError", "TypeError"]
    assert any(line.startswith("  app.cases.human_input:") and line.endswith(":_plain") for line in lines)
    assert names_nothing("\n".join(lines))
    written = capfd.readouterr()
    assert written.err == "ValueError ?\n"
    assert names_nothing(written.out + written.err)


def test_a_fault_that_comes_with_every_paint_is_told_once():
    told = []
    hook = Faults(told.append)
    for _ in range(3):
        hook(*fault())
    assert len(told) == 1


def test_a_fault_of_telling_does_not_tell_itself():
    told = []

    def tell(lines):
        told.append(lines)
        hook(*fault())

    hook = Faults(tell)
    hook(KeyError, KeyError(NAME), None)
    assert told == [["KeyError"]]


def test_a_fault_while_an_object_is_tidied_away_writes_no_message(monkeypatch, capfd):
    class Torn:
        def __del__(self):
            raise ValueError(NAME)

    told = []
    monkeypatch.setattr(sys, "unraisablehook", Faults(told.append).while_tidying)
    Torn()
    gc.collect()
    assert told == [["ValueError"]]
    assert names_nothing("".join(capfd.readouterr()))


def test_places_are_those_of_the_program_alone():
    with pytest.raises(TypeError) as raised:
        read_month(None)
    places = [place.split(":") for place in places_of(raised.value.__traceback__)]
    assert (places[0][2], places[-1][2]) == ("read_month", "_plain")
    assert {place[0] for place in places} == {"app.cases.human_input"}
    assert places_of(None) == []


def test_faults_that_led_to_each_other_end_somewhere():
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert len(redacted(first)) == 5


def test_what_a_fault_happened_in_names_versions_and_no_computer():
    lines = surroundings(PacksKnown(35, TODAY, "abc"))
    assert lines[-1] == "packs 35 · 2026-11-22 · abc"
    assert any("Qt 6." in line for line in lines)
    assert surroundings(None)[-1] == lines[-2]


@pytest.fixture
def dialogs(window):
    window.dialogs = Dialogs(window, window.session, window)
    return window.dialogs


def test_the_window_tells_in_one_dialog_that_further_faults_join(window, dialogs):
    window.tell_of_fault(["ValueError", "  app.ui.record.month_grid:12:paint"])
    window.tell_of_fault(["KeyError"])
    [box] = window.findChildren(FaultDialog)
    text = box.report.toPlainText()
    assert text.startswith("ValueError\n  app.ui.record.month_grid:12:paint")
    assert "KeyError" in text
    assert f"\npacks {len(list(shipped_policies().glob('*.yaml')))} · " in text
    box.copy.click()
    assert QGuiApplication.clipboard().text() == text
    box.reject()
    window.tell_of_fault(["OSError"])
    assert [
        box.report.toPlainText().splitlines()[0] for box in window.findChildren(FaultDialog) if box.isVisible()
    ] == ["OSError"]


def test_what_was_filled_in_is_kept_before_the_dialog_is_read(window, tmp_path):
    window.keep_journal(tmp_path)
    window.desk.person.name.setText(NAME)
    window.desk.person.name.textEdited.emit(NAME)
    window.tell_of_fault(["ValueError"])
    [journal] = tmp_path.glob("*.json")
    assert NAME in journal.read_text(encoding="utf-8")
    [told] = window.boxes.told
    assert "可以恢复" in told
    assert names_nothing(told)


def test_a_fault_in_the_running_window_comes_to_the_dialog_and_nothing_of_it_anywhere_else(
    qtbot, window, monkeypatch, tmp_path, capfd
):
    """The hook of the program, the window and its journal together; the case is in the journal and nowhere else."""
    window.keep_journal(tmp_path)
    window.session.changed.emit(window.session.state)
    with program.FaultHooks(window.tell_of_fault).in_force():
        sys.excepthook(*fault())
    [told] = window.boxes.told
    assert "app.cases.human_input" in told
    written = capfd.readouterr()
    assert names_nothing(told + written.out + written.err)
    assert all(names_nothing(path.name) for path in tmp_path.iterdir())


@pytest.mark.parametrize("broken", ["stdout", "stderr"])
def test_a_program_without_streams_starts_and_ends(monkeypatch, broken):
    monkeypatch.setattr(sys, broken, None)
    start.write(getattr(sys, broken), "nobody listens")
    Faults(lambda _: None)(*fault())


def test_what_is_measured_is_written_where_somebody_listens(capsys):
    start.write(sys.stdout, "12\n")
    assert capsys.readouterr().out == "12\n"
    assert program.write is start.write
