"""The place: asked once, remembered, and told where it has no rules of its own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.regions.divisions import NATION
from app.rules.record.months import Month, Span
from app.ui.dialogs.place_dialog import PlaceDialog
from app.ui.state.edits import Brush, painted
from app.ui.state.place import place_said
from app.ui.state.settings import SettingsStore
from app.wording.phrasebook import phrase

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
EDIT = phrase("ui", "edit.plan")


class TestTheFirstStart:
    @pytest.fixture
    def settings(self, tmp_path):
        return SettingsStore(tmp_path / "settings.json")

    @pytest.fixture
    def asked(self, window):
        window.ask_place()
        [dialog] = window.findChildren(PlaceDialog)
        return dialog

    def test_no_place_is_taken_silently(self, window):
        assert window.session.state.case.region == NATION
        assert window.place.region.currentText() == "还没选，按全国规定"
        assert "还没有选参保地" in window.status.text()

    def test_letters_and_enter_answer_and_are_remembered(self, qtbot, window, asked, tmp_path):
        qtbot.keyClicks(asked.search, "bj")
        qtbot.keyClick(asked.search, ENTER)
        assert window.session.state.case.region == "110000"
        assert SettingsStore(tmp_path / "settings.json").current.region == "110000"
        window.ask_place()
        assert not any(dialog.isVisible() for dialog in window.findChildren(PlaceDialog))

    def test_enter_alone_chooses_nothing(self, qtbot, window, asked):
        qtbot.keyClick(asked.search, ENTER)
        assert asked.isVisible()
        assert window.session.state.case.region == NATION

    def test_a_place_without_rules_of_its_own_says_what_that_means(self, qtbot, asked):
        qtbot.keyClicks(asked.search, "shaoxing")
        assert "浙江省绍兴市自己的规定还没有收录" in asked.means.text()
        qtbot.keyClicks(asked.search, "xxxx")
        assert "没有找到" in asked.means.text()
        assert not asked.take.isEnabled()

    def test_who_would_rather_not_choose_is_not_asked_again(self, qtbot, window, asked, tmp_path):
        qtbot.keyClick(asked, ESCAPE)
        assert window.session.state.case.region == NATION
        assert SettingsStore(tmp_path / "settings.json").current.region == NATION

    def test_the_place_of_a_list_is_taken_and_kept_where_none_was_chosen(self, qtbot, window):
        QGuiApplication.clipboard().setText("年月\t险种\t到账标志\t参保地\n202601\t职工基本医疗保险\t已到账\t上海市\n")
        window.run("paste")
        qtbot.keyClick(QApplication.focusWidget(), ENTER)
        assert window.session.state.case.region == "310000"
        assert window.settings.current.region == "310000"


def test_the_place_chosen_last_is_that_of_the_next_case(window):
    window.boxes.unsaved = "discard"
    window.place.region.chosen.emit("310000")
    window.files.open_sample("zhang-xiansheng")
    window.files.start_new()
    assert window.session.state.case.region == "310000"


def test_at_a_counter_a_clients_place_is_not_that_of_the_next(window):
    window.counter.switch(True)
    window.place.region.chosen.emit("310000")
    case = painted(window.session.state.case, Span(Month.of(2024, 1), Month.of(2024, 5)), Brush.EMPLOYEE)
    window.session.edit(EDIT, case)
    window.place.region.chosen.emit("370200")
    assert window.session.state.case.region == "370200"
    window.files.start_new()
    assert window.session.state.case.region == "310000"


def test_a_case_nobody_filled_is_never_asked_about(window):
    window.place.region.chosen.emit("310000")
    window.files.start_new()
    window.close()
    assert window.boxes.asked == []
    assert not window.isVisible()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("140100", "按山西省太原市的规定算"),
        ("330600", "先按浙江省的规定看个大概"),
        ("540100", "先按西藏自治区的规定看个大概"),
        (NATION, "还没有选参保地"),
    ],
)
def test_one_sentence_tells_whose_rules_are_used(window, code, said):
    window.place.region.chosen.emit(code)
    assert said in place_said(window.session.state).zh
