"""Shows the window in every state, and finds text that is cut off or cannot be reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import filterfalse

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QTableView,
    QToolBar,
    QToolButton,
    QWidget,
)

from app.rules.record.case import Plan
from app.rules.record.history import Scheme
from app.rules.record.months import Month, Span
from app.ui.answer.cliff_row import CliffRow
from app.ui.answer.options_table import OptionsTable
from app.ui.answer.tile_button import TileButton
from app.ui.state.edits import Brush, painted, with_plan
from app.ui.style.theme import UNIT
from app.ui.widgets.focus_chain import stops
from app.ui.window.main_window import MainWindow
from app.ui.window.status_bar import StatusText
from tests.ui.conftest import settled

LANGUAGES = ("zh", "en")


def _sample(name: str) -> Callable[[MainWindow], None]:
    return lambda window: window.files.open_sample(name)


def _several_lapses(window: MainWindow) -> None:
    case, months = window.session.state.case, ((2022, 1), (2022, 8), (2022, 11), (2023, 6), (2023, 10), (2024, 3))
    for brush, first, last in (
        (Brush.EMPLOYEE, months[0], months[1]),
        (Brush.FLEXIBLE, months[2], months[3]),
        (Brush.EMPLOYEE, months[4], months[5]),
        (Brush.UNKNOWN, (2024, 4), (2024, 5)),
        (Brush.EMPLOYEE, (2024, 9), (2026, 7)),
    ):
        case = painted(case, Span(Month.of(*first), Month.of(*last)), brush)
    window.session.edit(window.phrases.phrase("edit.plan"), case)


def _planned(window: MainWindow) -> None:
    window.files.open_sample("resident-skipped-two-years")
    case = window.session.state.case
    plan = Plan(Scheme.RESIDENT, date(2026, 12, 1), back_pay=True, insured_year=2027, repair_years=2)
    window.session.edit(window.phrases.phrase("edit.plan"), with_plan(case, plan))


def _table(window: MainWindow) -> None:
    window.files.open_sample("zhang-xiansheng")
    window.desk.record.show_view(1)


STATES: dict[str, Callable[[MainWindow], None]] = {
    "empty": lambda window: None,
    "answered": _sample("zhang-nyushi"),
    "several_lapses": _several_lapses,
    "resident": _sample("resident-skipped-2025"),
    "left_job": _sample("chongqing-left-job"),
    "planned": _planned,
    "table": _table,
}


def bring(qtbot, window: MainWindow, state: str, language: str = "zh", text_size: str = "standard") -> None:
    """Have a window show a state in a language and a text size."""
    window.enlarge(text_size)
    window.speak(language)
    STATES[state](window)
    settled(qtbot, window)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.sendPostedEvents()


def pages(window: MainWindow) -> Iterator[str]:
    """Show one tab after the other."""
    if window.desk.answer.reasons.isVisible():
        window.desk.answer.tell_why()
    for number in range(window.desk.tabs.count()):
        window.desk.tabs.setCurrentIndex(number)
        QApplication.sendPostedEvents()
        yield window.desk.tabs.tabText(number)


def visible(window: QWidget, kind: type) -> list:
    return [widget for widget in window.findChildren(kind) if widget.isVisible()]


def cut(window: QWidget) -> list[str]:
    """What cannot be read in full in a window, with the reason."""
    found: list[str] = []
    for kind, faults in _FAULTS.items():
        for widget in visible(window, kind):
            found += [f"{_told(widget)}: {fault}" for fault in faults(widget)]
    for kind in (QLabel, QAbstractButton, QComboBox, QLineEdit, QTabBar):
        found += [f"{_told(widget)}: {fault}" for widget in visible(window, kind) for fault in _outside(widget, window)]
    return found


def _told(widget: QWidget) -> str:
    text = widget.text() if hasattr(widget, "text") else widget.accessibleName()
    return f"{type(widget).__name__} “{text[:30]}”"


def _label(label: QLabel) -> Iterator[str]:
    if isinstance(label, StatusText) or not label.text():  # its tooltip has the full text
        return
    if label.wordWrap():
        need, have = label.heightForWidth(label.width()), label.height()
        if need > have:
            yield f"{need} high, has {have}"
        if label.textFormat() is not Qt.TextFormat.RichText and "<" not in label.text():
            room = label.contentsRect().width()
            wide = label.fontMetrics().boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, label.text()).width()
            if wide > room:
                yield f"{wide} wide, has {room}"
    else:
        yield from _smaller_than_wanted(label)


def _button(button: QAbstractButton) -> Iterator[str]:
    if isinstance(button.parent(), QTabBar | QLineEdit) or not button.text():
        return
    drawn = isinstance(button, QToolButton) and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    if drawn and not button.icon().isNull() and not button.toolTip():
        yield "an icon without a hint"
    if isinstance(button, QPushButton):
        beside = button.width() - button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text()).width()
        if beside < 2 * UNIT:
            yield f"the words keep {beside} off the frame, both sides together"
    yield from _smaller_than_wanted(button)


def _smaller_than_wanted(widget: QWidget) -> Iterator[str]:
    want, have = widget.sizeHint(), widget.size()
    if want.width() > have.width() or (want.height() > have.height() and not isinstance(widget, QAbstractButton)):
        yield f"wants {want.width()}×{want.height()}, has {have.width()}×{have.height()}"


def _box(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box).width()
    wide = box.fontMetrics().horizontalAdvance(box.currentText())
    if not box.isEditable() and wide > room:
        yield f"“{box.currentText()}” is {wide} wide, has {room}"


def _line(line: QLineEdit) -> Iterator[str]:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    content = QStyle.SubElement.SE_LineEditContents
    room = line.style().subElementRect(content, option, line).width() - 4  # the line's own margins
    for text in (line.text() or line.placeholderText(), line.placeholderText()):
        if text and line.fontMetrics().horizontalAdvance(text) >= room:
            yield f"“{text}” is {line.fontMetrics().horizontalAdvance(text)} wide, has {room}"


def _tabs(bar: QTabBar) -> Iterator[str]:
    for number in range(bar.count()):
        wide = bar.fontMetrics().horizontalAdvance(bar.tabText(number))
        scrolls = any(button.isVisible() for button in bar.findChildren(QToolButton))
        if wide > bar.tabRect(number).width() or (bar.tabRect(number).right() > bar.width() and not scrolls):
            yield f"the tab “{bar.tabText(number)}” is cut"


def _header(header: QHeaderView) -> Iterator[str]:
    if header.orientation() is Qt.Orientation.Vertical:
        return
    for section in filterfalse(header.isSectionHidden, range(header.count())):
        name = str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
        wide = max((header.fontMetrics().horizontalAdvance(line) for line in name.split("\n")), default=0)
        high = header.fontMetrics().height() * (name.count("\n") + 1)
        if wide > header.sectionSize(section) or high > header.height():
            yield f"the head “{name}” is {wide}×{high}, has {header.sectionSize(section)}×{header.height()}"


def _cells(table: QTableView) -> Iterator[str]:
    model = table.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            text = str(model.index(row, column).data() or "")
            room, letters = table.columnWidth(column) - 8, table.fontMetrics()
            tip = str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or "")
            if table.columnSpan(row, column) > 1 or room <= 0 or (not table.wordWrap() and text in tip):
                continue
            need = letters.boundingRect(QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap, text)
            wrapped = isinstance(table, OptionsTable)
            if (
                need.width() > room
                or need.height() > table.rowHeight(row)
                or (not wrapped and letters.horizontalAdvance(text) > room and need.height() < 1.5 * letters.height())
            ):
                yield f"the cell “{text}” is {need.width()}×{need.height()}, has {room}×{table.rowHeight(row)}"


def _painted(widget: TileButton | CliffRow) -> Iterator[str]:
    """What paints its own texts, and says how much height they take."""
    need = widget.heightForWidth(widget.width())
    if need > widget.height():
        yield f"{need} high, has {widget.height()}"


_FAULTS: dict[type, Callable[..., Iterator[str]]] = {
    QLabel: _label,
    QAbstractButton: _button,
    QComboBox: _box,
    QLineEdit: _line,
    QTabBar: _tabs,
    QHeaderView: _header,
    QTableView: _cells,
    TileButton: _painted,
    CliffRow: _painted,
}


def _outside(widget: QWidget, window: QWidget) -> Iterator[str]:
    """A part that a parent cuts off where nobody can scroll to it."""
    at = widget
    while at is not window and at.parentWidget() is not None:
        parent = at.parentWidget()
        area = parent.parentWidget()
        scrolls = isinstance(area, QAbstractScrollArea) and area.viewport() is parent
        place, room = at.geometry(), parent.rect()
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if (not scrolls or area.horizontalScrollBarPolicy() == off) and (
            place.left() < room.left() or place.right() > room.right()
        ):
            yield f"{place} lies outside {room} of {type(parent).__name__}"
            return
        if not scrolls and (place.top() < room.top() or place.bottom() > room.bottom()):
            yield f"{place} lies outside {room} of {type(parent).__name__}"
            return
        at = parent


def menus(window: MainWindow) -> list[QMenu]:
    """Every menu of the window, its lists made as if they were opened."""
    found = list(window.findChildren(QMenu))
    for menu in found:
        menu.aboutToShow.emit()
    return found


def listed(window: MainWindow, name: str) -> list[QAction]:
    """The entries of a submenu, opened as by a user."""
    menu = next(menu for menu in window.findChildren(QMenu) if menu.title() == window.phrases(f"menu.{name}"))
    menu.aboutToShow.emit()
    return menu.actions()


def mnemonic(text: str) -> str | None:
    """The letter that a text is reached by with Alt."""
    at = text.replace("&&", "").find("&")
    return text.replace("&&", "")[at + 1].upper() if at >= 0 else None


def name(widget: QWidget) -> str:
    """The accessible name of a control."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def part_of_another(widget: QWidget) -> bool:
    """True for parts that screen readers reach through their parent, such as the line edit of a combo box."""
    parent = widget.parentWidget()
    if isinstance(widget, QHeaderView) or isinstance(parent, QAbstractItemView):  # read aloud cell by cell
        return True
    own = type(widget).__module__.startswith("PySide6") and type(widget).__name__ in ("QToolButton", "QLineEdit")
    inside = isinstance(parent, QTabBar) or type(parent) in (QToolBar, QLineEdit)
    return isinstance(parent, QComboBox) or (own and inside)


def nameless(window: QWidget) -> set[str]:
    """What takes keys or clicks and does not say what it is."""
    kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView)
    found = [widget for kind in kinds for widget in visible(window, kind)]
    return {
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in (*stops(window), *found)
        if not name(widget) and not part_of_another(widget)
    }


def twice(pairs: list[tuple[str | None, str]]) -> dict[str, list[str]]:
    """Letters that more than one text claims, with the texts."""
    counted = Counter(letter for letter, _ in pairs if letter)
    return {letter: [text for key, text in pairs if key == letter] for letter, n in counted.items() if n > 1}


def clashes(window: QWidget) -> dict[str, list[str]]:
    """Letters that lead to more than one place on what is shown now."""
    texts = [action.text() for bar in visible(window, QMenuBar) for action in bar.actions()]
    texts += [label.text() for label in visible(window, QLabel) if label.buddy() is not None]
    texts += [button.text() for button in visible(window, QAbstractButton)]
    texts += [bar.tabText(number) for bar in visible(window, QTabBar) for number in range(bar.count())]
    return twice([(mnemonic(text), text) for text in texts])
