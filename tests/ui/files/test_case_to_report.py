"""The dialog of a fault offers the case without the person, which opens and is answered as before."""

import shutil
from pathlib import Path

import pytest

from app.cases.file.reading import read_case
from app.rules.bilingual import Bilingual
from app.rules.record.case import Person
from app.system.resources import resource
from app.ui.dialogs.fault_dialog import FaultDialog
from app.ui.state.edits import with_person
from app.ui.window.on_demand import Dialogs
from tests.ui.conftest import TODAY, settled

NAME, NUMBER = "欧阳娜娜", "440304198803074321"


@pytest.fixture
def file(tmp_path):
    return Path(shutil.copy(resource("samples", "zhang-xiansheng.json"), tmp_path / "case.json"))


def test_a_fault_offers_the_case_without_the_person(qtbot, window, file, tmp_path):
    window.files.open(file)
    person = Person(NAME, NUMBER, window.session.state.case.person.birth_date)
    window.session.edit(Bilingual("改", "edit"), with_person(window.session.state.case, person))
    before = settled(qtbot, window)
    window.dialogs = Dialogs(window, window.session, window)
    window.tell_of_fault(["ValueError"])
    [dialog] = window.findChildren(FaultDialog)
    window.boxes.path = tmp_path / "reported.json"
    dialog.save_case.click()
    text = window.boxes.path.read_text(encoding="utf-8")
    assert NAME not in text
    assert NUMBER not in text
    assert "不含个人信息" in window.boxes.asked[-1]
    assert window.session.state.case.person.name == NAME, "the case in the window stays as it is"
    dialog.close()
    window.boxes.unsaved = "discard"
    window.files.open(window.boxes.path)
    after = settled(qtbot, window)
    assert read_case(file, TODAY).case.history.runs == after.case.history.runs
    assert [(key, option.verdict, option.benefits_from, option.pay_by) for key, option in after.options] == [
        (key, option.verdict, option.benefits_from, option.pay_by) for key, option in before.options
    ]


def test_without_packs_the_names_go_all_the_same(qtbot, bare, tmp_path):
    bare.session.edit(Bilingual("改", "edit"), with_person(bare.session.state.case, Person(NAME, NUMBER)))
    bare.dialogs = Dialogs(bare, bare.session, bare)
    bare.tell_of_fault(["ValueError"])
    [dialog] = bare.findChildren(FaultDialog)
    bare.boxes.path = tmp_path / "reported.json"
    dialog.save_case.click()
    assert NAME not in bare.boxes.path.read_text(encoding="utf-8")
    bare.boxes.path = tmp_path / "no such folder" / "reported.json"
    dialog.save_case.click()
    assert "文件夹不存在" in bare.boxes.told[-1]
    dialog.close()
