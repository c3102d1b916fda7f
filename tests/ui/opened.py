"""Opens every page and every dialog of the window by its command, each with as much content as possible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from app.rules.bilingual import Bilingual
from app.ui.pasting.progress_pane import ProgressPane
from app.ui.policies.window import PolicyWindow
from app.ui.widgets.message_boxes import MessageBoxes
from app.ui.window.main_window import MainWindow
from app.ui.window.notices import clock_is_early
from app.ui.window.on_demand import Dialogs
from tests.ui.conftest import Answers
from tests.ui.seen import bring

LONG = "长" * 60
_ROWS = {"2026-01": "已到账", "2026年十三月": "已到账", "2026-02": "处理中", "2026-03": "断缴"}
PASTED = "所属月\t险种\t缴费情况\n" + "".join(f"{month}\t职工医保\t{said}\n" for month, said in _ROWS.items())
CLEAN = "所属月\t险种\n" + "".join(f"2026-{month:02}\t职工医保\n" for month in range(1, 9))
ASKING = "姓名\t年月\t险种\t到账标志\t怪列\t参保地\n" + "".join(
    f"测试甲\t20260{n}\t职工基本医疗保险\t足额缴费\t{'甲乙丙丁'[n - 1]}\t上海市\n" for n in (1, 2, 3, 4)
)
PEOPLE = "姓名\t证件号码\t年月\t险种\t状态\n" + "".join(
    f"{name}\t{number}\t202601\t职工基本医疗保险\t正常\n"
    for name, number in (("测试甲", "110101199001011237"), ("测试乙", "110101199001011253"))
)
REPORT = "\n".join(f"File “app/ui/somewhere.py”, line {n}, in something_that_has_a_long_name_{n}" for n in range(40))


class _Left:
    """A journal that a crash has left."""

    moment = datetime(2026, 11, 21, 17, 45)  # noqa: DTZ001  as the journal's file tells it

    def release(self) -> None:
        """Nothing holds it."""


def _asking_itself(window: MainWindow) -> None:
    """Let the window open its real dialogs, not those that answer at once."""
    window.boxes = MessageBoxes(window, window.phrases)
    window.dialogs = Dialogs(window, window.session, window)


def _run(window: MainWindow, key: str) -> None:
    _asking_itself(window)
    window.commands.by_key[key].trigger()
    QApplication.processEvents()


# pages of the window


def _questions(window: MainWindow) -> None:
    _run(window, "quick_start")
    window.desk.quick_start.show_answer()


def _answered_questions(window: MainWindow) -> None:
    _run(window, "quick_start")
    asked = window.desk.quick_start
    asked.scheme.setCurrentIndex(1)
    asked.scheme.picked.emit(asked.scheme.value)
    for line, text in ((asked.last, "2026-8"), (asked.since, "2019-3")):
        line.setText(text)
        line.setModified(True)
        line.commit()


def _pasted(text: str) -> Callable[[MainWindow], None]:
    def paste(window: MainWindow) -> None:
        QApplication.clipboard().setText(text)
        _run(window, "paste")
        window.desk.record.reviewed.table.selectRow(1)

    return paste


def _reading(window: MainWindow) -> None:
    pane = ProgressPane(["缴费明细.pdf"], window.phrases)
    window.desk.record.review(pane)
    pane.show_progress(12, 60)


def _notices(window: MainWindow) -> None:
    window.announcements.offer([_Left()])
    window.announcements.warn_of_clock(clock_is_early(date(2020, 1, 1), date(2026, 8, 24)))
    window.announcements.show_unmasked(unmasked=True)
    window.announcements.tell_of_unread([3, 4, 5, 6, 7, 8])
    window.announcements.tell_of_missing("张女士.json")


def _days(window: MainWindow) -> None:
    window.desk.tabs.setCurrentWidget(window.desk.days)
    window.desk.days.day.setText("2026-12-1")
    window.desk.days.day.setModified(True)
    window.desk.days.day.commit()


PAGES: dict[str, tuple[str, Callable[[MainWindow], None]]] = {
    "questions": ("empty", _questions),
    "questions_answered": ("empty", _answered_questions),
    "paste": ("answered", _pasted(PASTED)),
    "paste_clean": ("empty", _pasted(CLEAN)),
    "paste_asking": ("answered", _pasted(ASKING)),
    "paste_people": ("empty", _pasted(PEOPLE)),
    "reading": ("answered", _reading),
    "notices": ("answered", _notices),
    "timeline_table": ("several_lapses", lambda window: _run(window, "timeline_table")),
    "days": ("planned", _days),
}
"""A page of the window: the state it is seen in, and how it is opened."""


# dialogs


def _decided(window: MainWindow) -> None:
    _run(window, "decide")
    form = window.dialogs.open("decide")
    for reason, months in (("口头答复", "3"), ("书面答复", "")):
        form.what.show_value("waiting_months")
        form.what.picked.emit("waiting_months")
        form.values["waiting_months"].setText(months)
        form.values["waiting_months"].setModified(True)
        form.reason.setText(reason)
        form.by.setText("王某")
        form.keep.click()


def _figures(window: MainWindow) -> None:
    _run(window, "correct")
    for line in list(window.dialogs.open("correct").fields.values())[:1]:
        line.setText("900%")
        line.setModified(True)
        line.commit()


def _stayed(window: MainWindow) -> None:
    _run(window, "treatment")
    form = window.dialogs.open("treatment")
    for line, text in ((form.since, "2026-10-1"), (form.until, "2026-10-9")):
        line.setText(text)
        line.setModified(True)
    form.add.click()
    form.add.click()


def _placed(window: MainWindow) -> None:
    _run(window, "place")
    opened(window).search.setText("lz")


def _helped(window: MainWindow) -> None:
    _run(window, "help")
    opened(window).search.setText("Ctrl")


def _licences(window: MainWindow) -> None:
    _run(window, "about")
    opened(window).pages.setCurrentIndex(1)


def _fault(window: MainWindow) -> None:
    _asking_itself(window)
    window.tell_of_fault(REPORT.split("\n"))


def _unsaved(window: MainWindow) -> None:
    window.desk.person.name.textEdited.emit("张三")
    _run(window, "new")


def _told(window: MainWindow) -> None:
    MessageBoxes(window, window.phrases).tell(
        window.phrases("packs.unusable"), window.phrases.of(Bilingual(LONG, "unusable " * 12))
    )


def _policies(tab: int) -> Callable[[MainWindow], None]:
    def browse(window: MainWindow) -> None:
        _run(window, "policies")
        opened(window).tabs.setCurrentIndex(tab)

    return browse


WINDOWS: dict[str, tuple[str, Callable[[MainWindow], None]]] = {
    "decide": ("answered", _decided),
    "correct": ("answered", _figures),
    "local": ("answered", lambda window: _run(window, "local")),
    "treatment": ("answered", _stayed),
    "margin": ("answered", lambda window: _run(window, "margin")),
    "office": ("answered", lambda window: _run(window, "office")),
    "glossary": ("answered", lambda window: _run(window, "glossary")),
    "place": ("answered", _placed),
    "help": ("answered", _helped),
    "services": ("answered", lambda window: _run(window, "services")),
    "about": ("answered", lambda window: _run(window, "about")),
    "licences": ("answered", _licences),
    "fault": ("answered", _fault),
    "unsaved": ("empty", _unsaved),
    "told": ("empty", _told),
    "policies_rules": ("answered", _policies(0)),
    "policies_compare": ("answered", _policies(1)),
    "policies_packs": ("answered", _policies(2)),
    "preview": ("answered", lambda window: _run(window, "preview")),
}
"""A dialog: the state of the window behind it, and how it is opened."""


def opened(window: MainWindow) -> QWidget:
    """The dialog that was opened last."""
    return [child for child in window.children() if isinstance(child, QDialog | PolicyWindow) and child.isVisible()][-1]


def open_page(qtbot, window: MainWindow, name: str, language: str = "zh", text_size: str = "standard") -> QWidget:
    """Have the window show a page."""
    state, run = PAGES[name]
    bring(qtbot, window, state, language, text_size)
    run(window)
    _settle()
    return window


def open_window(qtbot, window: MainWindow, name: str, language: str = "zh", text_size: str = "standard") -> QWidget:
    """Open a dialog, and wait until it is laid out."""
    state, run = WINDOWS[name]
    window.boxes = Answers(unsaved="discard")
    bring(qtbot, window, state, language, text_size)
    run(window)
    found = opened(window)
    _settle()
    return found


def close(window: MainWindow) -> None:
    """Close what was opened, each as its own button would."""
    for child in window.children():
        if isinstance(child, QMessageBox):
            child.reject()
        elif isinstance(child, QDialog | PolicyWindow):
            child.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _settle() -> None:
    for _ in range(10):  # a size that changes goes up from layout to layout
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
