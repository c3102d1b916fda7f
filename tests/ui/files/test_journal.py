import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer

from app.rules.bilingual import Bilingual
from app.rules.record.case import Case, Person
from app.system.atomic_file import lock
from app.ui.files.journal import Recovery
from app.ui.state.session import Session
from app.ui.window.notices import LEFT

TODAY = date(2026, 11, 22)
NAME, NUMBER = "欧阳娜娜", "110101199003070011"
EDIT = Bilingual("改", "edit")

CRASH = """
import os, sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.rules.record.case import Case, Person
from app.rules.bilingual import Bilingual
from app.system.atomic_file import lock
from app.ui.files.journal import Recovery
from app.ui.state.session import Session
app = QCoreApplication([])
session = Session(Case("140100"), date(2026, 11, 22))
recovery = Recovery(session, Path(sys.argv[1]))
session.edit(Bilingual("改", "edit"), Case("140100", Person(sys.argv[2])))
recovery.write()
print("written", flush=True)
if sys.argv[3] == "crash":
    os._exit(1)
sys.stdin.read()
"""


def running(folder: Path, name: str, end: str) -> subprocess.Popen[str]:
    """Another program with an unsaved case: it crashes, or goes on until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", CRASH, str(folder), name, end],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "written\n"
    if end == "crash":
        process.communicate()
    return process


@pytest.fixture
def session(qapp):
    parent = QObject()
    yield Session(Case("140100"), TODAY, parent)
    parent.deleteLater()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "recovery"


def typed(session, name=NAME):
    session.edit(EDIT, replace(session.state.case, person=Person(name, NUMBER)))


def journals(folder):
    return sorted(folder.glob("*.json"))


def test_the_first_edit_is_in_the_journal_within_the_first_second(qtbot, session, folder):
    Recovery(session, folder, session)
    typed(session)
    assert journals(folder) == []
    qtbot.waitUntil(lambda: len(journals(folder)) == 1, timeout=900)
    assert json.loads(journals(folder)[0].read_text(encoding="utf-8"))["person"]["name"] == NAME


def test_somebody_who_never_stops_typing_is_saved_all_the_same(qtbot, session, folder):
    Recovery(session, folder, session)
    keys = iter(range(10_000))
    typing = QTimer(session, interval=20)
    typing.timeout.connect(lambda: typed(session, f"{NAME}{next(keys)}"))
    typing.start()
    qtbot.waitUntil(lambda: len(journals(folder)) == 1, timeout=900)
    first = journals(folder)[0].read_text(encoding="utf-8")
    qtbot.waitUntil(lambda: journals(folder)[0].read_text(encoding="utf-8") != first, timeout=2000)
    typing.stop()


def test_a_folder_that_others_could_read_is_closed_to_them(session, folder):
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    recovery = Recovery(session, folder, session)
    typed(session)
    recovery.write()
    assert folder.stat().st_mode & 0o077 == 0


def test_only_the_owner_may_read_it_and_its_name_tells_nothing(session, folder):
    recovery = Recovery(session, folder, session)
    typed(session)
    recovery.write()
    [journal] = journals(folder)
    assert journal.stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0
    for path in folder.iterdir():
        assert not any(trace in path.name for trace in (NAME, NUMBER, "1990"))


@pytest.mark.parametrize("end", ["saved", "cleared", "undone", "closed"])
def test_it_is_gone_once_nothing_can_be_lost(session, folder, tmp_path, end):
    recovery = Recovery(session, folder, session)
    typed(session)
    recovery.write()
    if end == "saved":
        session.mark_saved(tmp_path / "case.json")
    elif end == "cleared":
        session.start(Case("140100"), TODAY)
    elif end == "undone":
        session.undo()
    else:
        recovery.forget()
    assert list(folder.iterdir()) == []


def test_a_new_program_finds_what_a_crash_left_and_nothing_of_one_that_runs(session, folder):
    living = running(folder, "李四", "runs")
    running(folder, "张三", "crash")
    try:
        recovery = Recovery(session, folder, session)
        [left] = recovery.left()
        case, as_of = left.read(TODAY)
        assert (case.person.name, as_of) == ("张三", TODAY)
        assert Recovery(session, folder, session).left() == [], "what is offered here is offered nowhere else"
        left.discard()
        assert len(journals(folder)) == 1, "the other program's journal stays"
    finally:
        living.communicate("")


def test_what_was_offered_and_not_answered_is_offered_again(session, folder):
    running(folder, "张三", "crash")
    [left] = Recovery(session, folder, session).left()
    left.release()
    assert len(Recovery(session, folder, session).left()) == 1


def test_a_journal_cut_short_is_told_as_unreadable(session, folder):
    running(folder, "张三", "crash")
    [journal] = journals(folder)
    journal.write_text(journal.read_text(encoding="utf-8")[:20], encoding="utf-8")
    [left] = Recovery(session, folder, session).left()
    assert left.read(TODAY) is None


def test_what_a_crash_left_half_written_goes_away(session, folder):
    folder.mkdir()
    half, written = folder / ".xubaotong-abc.tmp", folder / ".xubaotong-def.tmp"
    for path in (half, written):
        path.write_text(NAME, encoding="utf-8")
    with written.open("rb") as file:
        assert lock(file.fileno())  # as a program does that is writing it
        Recovery(session, folder, session).left()
        assert [path.name for path in folder.iterdir()] == [written.name]
    Recovery(session, folder, session).left()
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_costs_the_journal_and_nothing_else(session, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    recovery = Recovery(session, tmp_path / "file" / "recovery", session)
    typed(session)
    recovery.write()
    assert recovery.left() == []
    assert session.state.case.person.name == NAME


def test_the_window_offers_it_without_a_name_and_takes_it_up_as_unsaved(window, folder):
    running(folder, NAME, "crash")
    window.keep_journal(folder)
    notice = window.notices.notices[LEFT]
    assert notice.text.zh.startswith("上次没有正常关闭，要恢复 20")
    assert "那以后填的（比如刚写的姓名）没来得及留下" in notice.text.zh
    assert NAME not in notice.text.zh + notice.text.en
    window.notices.row(LEFT).buttons[0].click()
    state = window.session.state
    assert (state.case.person.name, state.unsaved, state.path) == (NAME, True, None)
    assert LEFT not in window.notices.notices
    assert len(journals(folder)) == 1, "it is kept until it is saved"
    assert NAME in journals(folder)[0].read_text(encoding="utf-8")


def test_what_is_discarded_is_gone(window, folder):
    running(folder, NAME, "crash")
    window.keep_journal(folder)
    window.notices.row(LEFT).buttons[1].click()
    assert list(folder.iterdir()) == []
    assert window.session.state.case.person.name == ""


def test_recovering_over_unsaved_work_asks_first_and_can_be_called_off(window, folder):
    running(folder, NAME, "crash")
    window.keep_journal(folder)
    typed(window.session, "李四")
    window.notices.row(LEFT).buttons[0].click()
    assert window.boxes.asked == ["unsaved"]
    assert window.session.state.case.person.name == "李四"
    assert LEFT in window.notices.notices
    window.boxes.unsaved = "discard"
    window.notices.row(LEFT).buttons[0].click()
    assert window.session.state.case.person.name == NAME


def test_closing_the_window_properly_leaves_no_journal_and_keeps_the_offer_for_the_next_start(qtbot, window, folder):
    running(folder, NAME, "crash")
    window.keep_journal(folder)
    typed(window.session)
    window.counter.write_journal()
    assert len(journals(folder)) == 2
    window.files.when_safe = lambda then: QTimer.singleShot(0, then)  # as a hand answers: later
    window.close()
    qtbot.waitUntil(lambda: len(journals(folder)) == 1)
    assert len(Recovery(window.session, folder, window).left()) == 1


TYPING = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from datetime import date
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.ui.state.settings import SettingsStore
from app.ui.window.main_window import MainWindow
app = QApplication([])
folder = Path(sys.argv[1])
window = MainWindow(lambda: date(2026, 11, 22), SettingsStore(folder.parent / "settings.json"))
window.show()
window.open_desk()
window.keep_journal(folder)
window.desk.person.birth.setFocus()
QTest.keyClicks(window.desk.person.birth, sys.argv[2])
assert not window.session.state.unsaved
for _ in range(100):
    QTest.qWait(10)
    if list(folder.glob("*.typed")):
        os._exit(1)
"""


@pytest.mark.parametrize(("text", "birth"), [("1990-3-7", date(1990, 3, 7)), ("1990-0", None)])
def test_what_is_being_typed_when_the_machine_stops_is_typed_again(qtbot, window, folder, text, birth):
    ended = subprocess.run([sys.executable, "-c", TYPING, str(folder), text], check=False)
    assert ended.returncode == 1, "it is in the journal within the first second"
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.glob("*.[jt]*"))
    window.keep_journal(folder)
    window.notices.row(LEFT).buttons[0].click()
    field = window.desk.person.birth
    assert window.session.state.case.person.birth_date == birth
    assert (field.text(), field.unread is None) == ((str(birth), True) if birth else (text, False))
    qtbot.waitUntil(lambda: len(list(folder.glob("*.typed"))) == (birth is None))
    assert len(journals(folder)) == 1


def test_what_is_typed_leaves_the_journal_once_it_is_taken_back_or_the_window_closed(qtbot, window, folder):
    window.keep_journal(folder)
    field = window.desk.person.birth
    field.setFocus()
    qtbot.keyClicks(field, "1990-0")
    qtbot.waitUntil(lambda: len(list(folder.glob("*.typed"))) == 1, timeout=900)
    field.take_back()
    qtbot.waitUntil(lambda: list(folder.iterdir()) == [], timeout=2000)
    qtbot.keyClicks(field, "1990-0")
    qtbot.waitUntil(lambda: len(list(folder.glob("*.typed"))) == 1, timeout=2000)
    window.close()
    assert list(folder.iterdir()) == []


def test_at_a_counter_nothing_typed_is_kept(qtbot, window, folder):
    window.counter.switch(True)
    window.keep_journal(folder)
    window.desk.person.birth.setFocus()
    qtbot.keyClicks(window.desk.person.birth, "1990-0")
    qtbot.wait(300)
    assert not folder.exists() or list(folder.iterdir()) == []
