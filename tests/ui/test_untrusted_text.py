"""Text that is not the program's own is shown as it is: markup in it opens no file, in no label, hint, box or list."""

import json
import shutil
import sys

import pytest
import yaml
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QMessageBox, QToolTip, QWidget

from app.cases.doubts import assess_with_doubts
from app.packs.shelf.shelf import Shelf
from app.rules.outcome.turning_points import with_turning_points
from app.system.resources import shipped_policies
from app.ui.pasting.review_pane import ReviewPane
from app.ui.state.engine import Engine
from app.ui.widgets.message_boxes import MessageBoxes
from tests.ui.conftest import settled
from tests.ui.opened import PAGES, WINDOWS, close, opened
from tests.ui.opened_files import watching

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks with inotify"),
    pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True),  # hints, offscreen
]
PICTURE = "x.png"
MARK = f"<img src='{PICTURE}'>"
CHAIN = ("000000-national", "370000-shandong", "370200-qingdao")


@pytest.fixture(scope="module")
def hostile_packs(tmp_path_factory):
    """The packs of one place, with markup in every text for people."""
    folder = tmp_path_factory.mktemp("packs")
    for name in CHAIN:
        pack = yaml.safe_load((shipped_policies() / f"{name}.yaml").read_text(encoding="utf-8"))
        written = _marked(pack)
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    return folder


def _marked(part, key=""):
    if isinstance(part, dict):
        return {name: _marked(value, name) for name, value in part.items()}
    if isinstance(part, list):
        return [_marked(value) for value in part]
    return MARK + part if key in ("zh", "en", "title", "number", "issuer", "form") and isinstance(part, str) else part


@pytest.fixture
def engine(hostile_packs):
    return Engine(Shelf(hostile_packs, None), assess_with_doubts, with_turning_points)


@pytest.fixture
def picture(tmp_path, monkeypatch):
    """A picture that nobody has reason to open, where a relative name finds it."""
    monkeypatch.chdir(tmp_path)
    image = QImage(2, 2, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(PICTURE)
    return tmp_path / PICTURE


@pytest.fixture
def case(picture):
    """A case file with markup in every text a person types, and in its own name."""
    path = picture.parent / f"{MARK.replace('/', '')}.json"
    rows = [
        {"scheme": "employee", "start": "2020-01", "end": "2025-12", "payer": MARK, "base": "5000.00"},
        {"scheme": "flexible", "start": "2026-03", "end": "2026-06", "payer": MARK, "status": "unknown"},
    ]
    decided = {"reason": MARK, "by": MARK, "on": "2026-11-01", "option": "resume_without_back_pay"}
    document = {
        "format": "xubaotong.case/1",
        "region": "370200",
        "as_of": "2026-11-22",
        "person": {"name": MARK, "id_number": MARK.upper()[:30], "birth_date": "1990-05-01", "sex": "female"},
        "periods": rows,
        "decisions": [{**decided, "waiting_months": 3}, {**decided, "verdict": "yes"}],
        "events": [{"treatment": "stay", "since": "2026-10-08"}],
        "plan": {"resume_as": "flexible", "pay_on": "2026-12-01"},
        "answers": {"some_fact": MARK},
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def look(window):
    """Paint everything, and open every hint there is."""
    window.grab()
    for thing in (window, *window.findChildren(QWidget)):
        if thing.toolTip():
            hint(thing.toolTip())
        if isinstance(thing, QLabel):
            thing.sizeHint()
    for view in window.findChildren(QAbstractItemView):
        if view.model() is not None:
            for text in _hints(view.model()):
                hint(text)
    QApplication.processEvents()


def _hints(model):
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            yield model.data(model.index(row, column), Qt.ItemDataRole.ToolTipRole)


def hint(text):
    if text:
        QToolTip.showText(QPoint(1, 1), str(text))
        QApplication.processEvents()
        QToolTip.hideText()


def test_the_watch_sees_a_label_that_believes_in_markup(qtbot, picture):
    with watching(picture) as watched:
        label = QLabel(MARK)
        qtbot.addWidget(label)
        label.grab()
        assert watched.opened()
        hint(MARK)
        assert watched.opened()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_markup_in_a_case_and_in_its_packs_opens_nothing(qtbot, window, case, picture, language):
    window.speak(language)
    window.boxes = MessageBoxes(window, window.phrases)
    with watching(picture) as watched:
        window.files.open(case)
        assert MARK in settled(qtbot, window).assessment.options[0].reasons[0].text.zh
        assert MARK in window.desk.person.name.text()
        for number in range(window.desk.tabs.count()):
            window.desk.tabs.setCurrentIndex(number)
            look(window)
        for view in (0, 1):
            window.desk.record.show_view(view)
            look(window)
        window.desk.person.name.textEdited.emit(MARK)
        window.place.as_of.setText(MARK)
        window.place.as_of.setModified(True)
        window.place.as_of.commit()
        window.place.region.setEditText(MARK)
        window.place.region.lineEdit().editingFinished.emit()
        look(window)
        assert not watched.opened()


@pytest.mark.parametrize("name", [*WINDOWS, *PAGES])
def test_no_dialog_and_no_page_takes_markup_for_its_own(qtbot, window, case, picture, name):
    _, show = {**WINDOWS, **PAGES}[name]
    window.settings.save(office=dict.fromkeys(("name", "address", "window", "phone", "hours"), MARK))
    with watching(picture) as watched:
        window.files.open(case)
        settled(qtbot, window)
        if name not in ("questions", "questions_answered"):
            show(window)
            QApplication.processEvents()
            look(opened(window) if name in WINDOWS else window)
        assert not watched.opened()
        close(window)


def test_a_pasted_list_with_markup_in_every_cell_opens_nothing(qtbot, window, picture):
    heads = ["年月", "险种", "缴费状态", MARK, "单位名称", "姓名", "参保地"]
    cells = ["202401", f"职工医保{MARK}", MARK, MARK, MARK, MARK, MARK]
    lines = ["\t".join([MARK, *heads]), *("\t".join([MARK, *cells]) for _ in range(3))]
    with watching(picture) as watched:
        QApplication.clipboard().setText("\n".join([f"{MARK}缴费明细", *lines]))
        window.boxes = MessageBoxes(window, window.phrases)
        window.commands.by_key["paste"].trigger()
        look(window)
        panes = window.findChildren(ReviewPane)
        for pane in panes:
            pane.table.selectRow(0)
            look(window)
        assert not watched.opened()
        close(window)


def test_files_whose_names_are_markup_open_nothing_but_themselves(qtbot, window, picture):
    folder = picture.parent
    broken, table = folder / f"{MARK}.json", folder / f"{MARK}.csv"
    broken.write_text(json.dumps({"format": "xubaotong.case/1", MARK: 1, "region": MARK, "periods": MARK}))
    table.write_text(f"{MARK},{MARK}\n1,2\n", encoding="utf-8")
    window.boxes = MessageBoxes(window, window.phrases)
    with watching(picture) as watched:
        window.files.open(broken)
        [box] = window.findChildren(QMessageBox)
        assert MARK in box.text() + box.informativeText()
        look(box)
        close(window)
        window.announcements.tell_of_missing(MARK)
        window.mention(MARK)
        window.pasting.read_files([table])
        qtbot.waitUntil(lambda: bool(window.findChildren(ReviewPane)) or bool(window.findChildren(QMessageBox)))
        look(window)
        for box in window.findChildren(QMessageBox):
            look(box)
        assert not watched.opened()
        close(window)


def test_a_hostile_pack_that_is_refused_is_told_in_plain_text(window, picture, tmp_path):
    folder = tmp_path / "packs"
    shutil.copytree(shipped_policies(), folder, ignore=lambda _, names: [n for n in names if not n.startswith("0000")])
    (folder / "370200-x.yaml").write_text(f"format: xubaotong.policy/1\n\"{MARK}\": 1\ncode: '{MARK[:5]}'\n")
    shelf = Shelf(folder, None)
    with watching(picture) as watched:
        window.boxes = MessageBoxes(window, window.phrases)
        window.tell_of_packs(shelf.refused)
        [box] = window.findChildren(QMessageBox)
        look(box)
        close(window)
        window.use_engine(Engine(shelf, assess_with_doubts, with_turning_points))
        browser = window.dialogs.open("policies")
        for number in range(browser.tabs.count()):
            browser.tabs.setCurrentIndex(number)
            look(browser)
        assert not watched.opened()
        close(window)


def test_every_label_says_whether_it_takes_markup(qtbot, window, case):
    """A label that decides by its text (Qt's default) is a hole waiting for the text that opens it."""
    window.files.open(case)
    settled(qtbot, window)
    deciding = [
        label.text() or type(label).__name__
        for label in window.findChildren(QLabel)
        if label.textFormat() is Qt.TextFormat.AutoText and not _is_qts(label)
    ]
    assert deciding == []


def _is_qts(label: QLabel) -> bool:
    return type(label) is QLabel and not label.text()
