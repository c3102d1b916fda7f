"""Terms with explanations: linked once at their first mention, explained in place, listed and searched."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel

from app.ui.answer.term_note import TermNote
from app.ui.dialogs.glossary_dialog import GlossaryDialog
from app.ui.widgets.rich_label import with_figures
from app.wording.glossary import LINK, glossary_in

DIGIT = re.compile(r"[0-9０-９%％]")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_word_is_explained_without_a_figure(language):
    terms = glossary_in(language).terms
    assert len(terms) >= 20
    for term in terms:
        assert len(term.means) > len(term.name)
        assert not DIGIT.search(term.means), term.key


def test_the_first_mention_of_a_word_is_a_link_and_no_other():
    met = set()
    marked = glossary_in("zh").marked("断缴以后补缴，断缴不算", met)
    assert marked == f"<a href='{LINK}lapse'>断缴</a>以后<a href='{LINK}back_payment'>补缴</a>，断缴不算"
    assert glossary_in("zh").marked("补缴", met) == "补缴"


def test_what_is_a_link_already_and_what_is_no_text_is_left_alone():
    html = "<a href='cover'>等待期</a><span title='断缴'>x</span>"
    assert glossary_in("zh").marked(html, set()) == html


def test_english_words_are_found_whole_and_in_any_case():
    marked = glossary_in("en").marked("Lapse of a relapsed lapse", set())
    assert marked == f"<a href='{LINK}lapse'>Lapse</a> of a relapsed lapse"


def test_a_longer_word_wins_over_the_shorter_one_in_it():
    assert f"{LINK}base'>缴费基数</a>" in glossary_in("zh").marked("缴费基数", set())


def test_a_figure_is_a_link_once_and_never_inside_another():
    html = with_figures("等6个月，共6个月", [("6个月", "cover"), ("月", "x")], "#000000")
    assert html.count("href='cover'") == 1
    assert html.startswith("等<a href='cover'")


def test_words_of_the_reasons_have_a_dotted_line(window):
    window.files.open_sample("zhang-xiansheng")
    documents = [entry.findChild(QTextDocument) for entry in window.desk.answer.reasons.entries]
    marked = [
        html for html in (document.toHtml() for document in documents if document) if f"{LINK}back_payment" in html
    ]
    assert len(marked) == 1, "once, at its first mention"
    document = next(each for each in documents if each and f"{LINK}back_payment" in each.toHtml())
    cursor = QTextCursor(document)
    while not cursor.atEnd() and cursor.charFormat().anchorHref() != f"{LINK}back_payment":
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    assert cursor.charFormat().underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine
    assert cursor.charFormat().anchorHref() == f"{LINK}back_payment"


def test_a_word_is_explained_in_place_and_esc_closes_it(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    window.desk.answer.reasons.linkActivated.emit(f"{LINK}wait")
    note = window.findChild(TermNote)
    assert note.isVisible()
    assert note.name.text() == "等待期"
    assert "报销" in note.means.text()
    qtbot.keyClick(note, Qt.Key.Key_Escape)
    assert not note.isVisible()


def test_the_tab_key_reaches_a_word_and_enter_opens_it(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    label = next(it for it in window.desk.answer.reasons.entries if LINK in QLabel.text(it))
    label.setFocus(Qt.FocusReason.TabFocusReason)
    while window.findChild(TermNote) is None or not window.findChild(TermNote).isVisible():
        qtbot.keyClick(label, Qt.Key.Key_Return)
        label.focusNextPrevChild(True)
    assert window.findChild(TermNote).name.text()
    window.findChild(TermNote).hide()


def test_help_lists_every_word_and_finds_by_what_is_typed(qtbot, window):
    window.commands.by_key["glossary"].trigger()
    box = window.findChild(GlossaryDialog)
    qtbot.waitUntil(box.isVisible)
    assert box.words.model().rowCount() == len(glossary_in("zh").terms)
    box.search.setText("趸缴")
    assert box.name.text() == "趸缴"
    box.search.clear()
    qtbot.keyClick(box.search, Qt.Key.Key_Down)
    assert box.name.text() == glossary_in("zh").terms[1].name
    box.search.setText("没有的词")
    assert "没有的词" in box.means.text()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not box.isVisible()
