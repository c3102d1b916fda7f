"""The manual: found by typing, in both languages, with pictures of the program and every key of its commands."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence

from app.system.resources import resource
from app.ui.dialogs.help_dialog import HelpDialog
from app.ui.window.commands import commands
from app.wording.manual import FOLDER, manual_in

LANGUAGES = ("zh", "en")
LARGEST_PICTURE = 120_000  # bytes
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")


@pytest.fixture
def helped(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    [dialog] = window.findChildren(HelpDialog)
    return dialog


def titles(dialog):
    return dialog.titles.model().stringList()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_there_small_and_described(language):
    found = [picture for chapter in manual_in(language) for picture in PICTURE.findall(chapter.text)]
    assert len(found) >= 5
    for said, name in found:
        path = resource(FOLDER, "pictures", name)
        assert said.strip(), name
        assert path.stat().st_size <= LARGEST_PICTURE, name
        assert not QImage(str(path)).isNull(), name


def test_no_picture_is_kept_that_no_chapter_shows():
    shown = {
        name for language in LANGUAGES for chapter in manual_in(language) for _, name in PICTURE.findall(chapter.text)
    }
    assert {path.name for path in resource(FOLDER, "pictures").glob("*")} == shown


def test_both_languages_have_the_same_chapters():
    assert [chapter.key for chapter in manual_in("zh")] == [chapter.key for chapter in manual_in("en")]


def test_the_keyboard_is_where_words_are_typed(helped):
    assert helped.search.hasFocus()
    assert helped.text.toPlainText().startswith("窗口人员")


@pytest.mark.parametrize(
    ("typed", "chapter"),
    [
        ("退休", "您是哪一种情况"),
        ("微信", "打印、PDF、复制"),
        ("去填", "看懂结论"),
        ("宁波 没有", None),
        ("ctrl+e", "打印、PDF、复制"),
    ],
)
def test_typing_finds_the_chapter_and_marks_the_words(helped, typed, chapter):
    helped.search.setText(typed)
    if chapter is None:
        assert titles(helped) == []
        assert "没有找到" in helped.text.toPlainText()
        return
    assert chapter in titles(helped)
    assert typed.casefold() in helped.text.toPlainText().casefold()
    assert "background" in helped.text.toHtml()


def test_the_arrow_keys_walk_through_the_chapters_from_the_search(qtbot, helped):
    qtbot.keyClick(helped.search, Qt.Key.Key_Down)
    assert helped.text.toPlainText().startswith("给自己查")
    qtbot.keyClick(helped, Qt.Key.Key_Escape)
    assert not helped.isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mark_of_the_source_is_left_in_a_chapter(window, language):
    window.speak(language)
    window.run("help")
    [helped] = [dialog for dialog in window.findChildren(HelpDialog) if dialog.isVisible()]
    for row in range(len(titles(helped))):
        helped.titles.setCurrentIndex(helped.titles.model().index(row))
        shown = helped.text.toPlainText()
        assert not re.search(r"\*\*|\{\w+\}|^#|!\[", shown), shown[:80]
        assert helped.text.horizontalScrollBar().maximum() == 0, shown[:80]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_a_command_is_on_one_page(window, language):
    window.speak(language)
    window.run("help")
    [helped] = [dialog for dialog in window.findChildren(HelpDialog) if dialog.isVisible()]
    helped.titles.setCurrentIndex(helped.titles.model().index(len(titles(helped)) - 1))
    shown = helped.text.toPlainText()
    keys = [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for it in commands() for key in it.keys]
    assert [key for key in keys if key not in shown] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_the_manual_names_is_one_of_a_command(language):
    named = {key for chapter in manual_in(language) for key in re.findall(r"\b(?:Ctrl|Shift|F\d)[\w+]*", chapter.text)}
    known = {key for command in commands() for key in command.keys} | {"Ctrl", "Shift"}
    assert named - known == set()


def test_the_help_follows_a_change_of_language(window):
    window.run("help")
    window.speak("en")
    window.run("help")
    [helped] = [dialog for dialog in window.findChildren(HelpDialog) if dialog.isVisible()]
    assert helped.windowTitle() == "Help"
