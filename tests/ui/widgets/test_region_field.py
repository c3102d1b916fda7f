import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.regions.search import get_ready

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def typed(qtbot, window, letters):
    window.place.region.setFocus()
    line = window.place.region.lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, letters)
    return window.place.region.completer().popup()


def listed(popup):
    model = popup.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def press(qtbot, window, key):
    qtbot.keyClick(QApplication.activePopupWidget() or window.place.region.lineEdit(), key)
    qtbot.wait(1)  # what is picked in a popup is taken in the next turn


def test_initials_and_enter_choose_a_place(qtbot, window):
    typed(qtbot, window, "cq")
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.session.state.case.region == "500000"
    assert window.place.region.currentText() == "重庆市"


def test_every_place_found_says_whose_rules_it_has_and_how_sure_they_are(qtbot, window):
    popup = typed(qtbot, window, "taiyuan")
    assert listed(popup)[0].startswith("山西省太原市　140100　")
    popup = typed(qtbot, window, "dt")
    datong = next(text for text in listed(popup) if text.startswith("山西省大同市"))
    assert "沿用山西" in datong
    popup = typed(qtbot, window, "lasa")
    assert "沿用西藏自治区" in listed(popup)[0]
    popup = typed(qtbot, window, "xianggang")
    assert "沿用全国" in listed(popup)[0]


def test_enter_takes_the_first_of_the_list_which_is_marked(qtbot, window):
    popup = typed(qtbot, window, "gz")
    qtbot.waitUntil(lambda: popup.currentIndex().row() == 0)
    assert window.place.region.lineEdit().text() == "gz"
    assert listed(popup)[0].startswith("广东省广州市")
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.session.state.case.region == "440100"


def test_the_arrow_keys_take_another_of_the_list(qtbot, window):
    popup = typed(qtbot, window, "gz")
    qtbot.waitUntil(lambda: popup.currentIndex().row() == 0)
    second = listed(popup)[1]
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.session.state.case.region in second


def test_initials_of_several_cities_are_told_where_the_field_is_left_without_enter(qtbot, window):
    typed(qtbot, window, "gz").hide()
    window.desk.person.name.setFocus()
    assert window.session.state.case.region == "140100"
    assert "不止一个" in window.statusBar().currentMessage()


def test_the_frame_of_a_refused_place_goes_with_the_sentence(qtbot, window):
    typed(qtbot, window, "qqqq")
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.place.region.refused
    window.statusBar().clearMessage()
    assert not window.place.region.refused
    assert window.place.region.toolTip() == ""


def test_the_frame_of_a_refused_place_never_meets_another_case(qtbot, window):
    typed(qtbot, window, "qqqq")
    press(qtbot, window, Qt.Key.Key_Return)
    window.files.open_sample("chongqing-left-job")
    assert not window.place.region.refused


def test_a_refused_place_has_no_style_of_its_own(qtbot, window):
    """A style sheet on the box would dress its list and its line too, and not all of it comes off again."""
    typed(qtbot, window, "qqqq")
    press(qtbot, window, Qt.Key.Key_Return)
    before = window.place.region.grab().toImage()
    assert window.place.region.styleSheet() == ""
    window.place.region.forgive()
    assert window.place.region.grab().toImage() != before


def test_the_wheel_never_changes_the_place_even_with_the_focus(qtbot, window):
    window.place.region.setFocus()
    at = QPointF(5, 5)
    turn = QWheelEvent(
        at,
        QPointF(window.place.region.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(window.place.region, turn)
    assert window.session.state.case.region == "140100"


def test_letters_being_composed_search_nothing_until_they_are_chosen(qtbot, window):
    get_ready()
    window.place.region.setFocus()
    line = window.place.region.lineEdit()
    line.selectAll()
    QApplication.sendEvent(line, QInputMethodEvent("chong'qing", []))
    assert window.session.state.case.region == "140100"
    assert not window.place.region.refused
    chosen = QInputMethodEvent()
    chosen.setCommitString("重庆")
    QApplication.sendEvent(line, chosen)
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.session.state.case.region == "500000"
