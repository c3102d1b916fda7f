"""The policy browser: rules in force, differences between places, and the packs. It knows no case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QFont, QKeyEvent, QKeySequence, QPalette, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.packs.reading.sentences import validity_said
from app.rules.bilingual import Bilingual
from app.rules.law.policy import Policy
from app.ui.policies.cells import topic_name
from app.ui.policies.compare_page import ComparePage
from app.ui.policies.packs_page import PacksPage
from app.ui.policies.place_and_day import DAY, PLACE, PlaceAndDay
from app.ui.policies.rules_page import RulesPage
from app.ui.style.theme import UNIT, Size, faint, sized
from app.ui.widgets.line_tabs import Tabs
from app.ui.widgets.plain_text import plain
from app.ui.widgets.screen import room_for
from app.ui.widgets.scroll_column import scrolled
from app.ui.widgets.wrapped_label import WrappedLabel
from app.ui.widgets.wrapping_table import ReadingTable
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from app.ui.state.engine import Engine
    from app.ui.state.session import Session
    from app.ui.state.shell import Shell

ShowOnPaper = Callable[[QWidget, Phrasebook, ReadingTable, str, Iterable[str]], None]
_SIZE: Final = QSize(1280, 700)
_RULES, _COMPARE, _PACKS = range(3)
_MOST_LINES: Final = 3  # of a summary, in a window of the usual width


def open_policies(shell: Shell, session: Session, window: QWidget, preview: ShowOnPaper) -> PolicyWindow | None:
    """Show the browser for the place and day of the current case; an open one is used again.

    None until the packs are read.
    """
    engine, state = session.engine, session.state
    if engine is None:
        return None
    shown = (it for it in window.children() if isinstance(it, PolicyWindow) and it.isVisible())
    browser = next(shown, None)
    if browser is None:
        browser = PolicyWindow(shell, engine, window, preview)
    browser.show_place(state.case.region, state.as_of)
    browser.setWindowState(browser.windowState() & ~Qt.WindowState.WindowMinimized)
    browser.show()
    browser.activateWindow()
    return browser


class PolicyWindow(QWidget):
    """The browser. It reads the packs only, and keeps nothing; `preview` shows one of its tables as it is printed."""

    def __init__(self, shell: Shell, engine: Engine, window: QWidget, preview: ShowOnPaper) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self._shell, self._engine, self._window, self._preview = shell, engine, window, preview
        self._phrases = phrases = shell.phrases.within("policies")
        self._chosen_there = frozenset[str]()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(phrases("title"))
        packs = engine.shelf.headings
        self.here = PlaceAndDay(phrases, "here", packs)
        self.there = PlaceAndDay(phrases, "there", packs)
        self._said = QWidget(self)
        self.summary = WrappedLabel(self)
        self.warning = WrappedLabel(self, role=QPalette.ColorRole.BrightText)
        self.warning.setFont(sized(QApplication.font(), Size.BODY, QFont.Weight.DemiBold))
        self.rules, self.compare, self.packs = RulesPage(phrases), ComparePage(phrases, self.there), PacksPage(phrases)
        self.tabs = Tabs()
        self.tabs.setAccessibleName(phrases("tabs.name"))
        for page, key in ((self.rules, "rules"), (self.compare, "compare"), (self.packs, "packs")):
            self.tabs.addTab(page, phrases(f"tab.{key}"))
            page.told.connect(self._on_told)
        self.foot = faint(plain(QLabel(phrases("foot"), self)))
        self.foot.setContentsMargins(2 * UNIT, UNIT // 2, 2 * UNIT, UNIT // 2)
        self._lay_out()
        self.here.chosen.connect(self._show)
        self.there.chosen.connect(self._on_chosen_there)
        for place in (self.here, self.there):
            place.problem.connect(self._on_problem)
        self.tabs.currentChanged.connect(self._on_tab)
        shell.rebuilt.connect(self._on_rebuilt)
        window.windowHandle().visibleChanged.connect(self._on_window_visible)
        for keys, run in (
            ("Ctrl+W", self.close),
            ("Ctrl+F", self._on_search),
            ("Ctrl+P", self._on_print),
            ("F6", window.activateWindow),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(run)
        self.rules.topics.setFocus()
        self.resize(_SIZE.boundedTo(room_for(self)))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        head.setSpacing(2 * UNIT)
        head.addWidget(self.here, 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout(self._said)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(UNIT // 2)
        said.addWidget(self.summary)
        said.addWidget(self.warning)
        said.addStretch(1)
        head.addWidget(self._said, 1)
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(page))

    def show_place(self, code: str, day: date) -> None:
        """Show a place on a day."""
        self.here.show_choice(code, day)
        self._show()

    # what is shown

    def _show(self) -> None:
        self._follow()
        self._tell_of(self._policy(self.here))
        self._show_tab()

    def _follow(self) -> None:
        """Fill in the other side if not chosen: same place a year before, or another place on the same day."""
        code, day = self.here.code, self.here.day
        if PLACE in self._chosen_there:
            code = self.there.code
        else:
            day = _year_before(day)
        self.there.show_choice(code, self.there.day if DAY in self._chosen_there else day)

    def _show_tab(self) -> None:
        """Update the visible page only."""
        policy, shown = self._policy(self.here), self.tabs.currentIndex()
        if shown == _RULES:
            self.rules.show_policy(policy, self.here.day)
        elif shown == _COMPARE:
            self.compare.show_sides(policy, self.here.day, self._policy(self.there), self.there.day)
        else:
            self.packs.show_shelf(self._engine.shelf, self.here.day)

    def _policy(self, place: PlaceAndDay) -> Policy | None:
        return self._engine.policy_for(place.code)[0]

    def _tell_of(self, policy: Policy | None) -> None:
        phrases, warnings = self._phrases, list[str]()
        if policy is None:
            problems = self._engine.policy_for(self.here.code)[1]
            self.summary.say("")
            self.warning.say("\n".join(problem.in_(phrases.language) for problem in problems))
            self.warning.show()
            return
        own = policy.own
        claims = validity_said(own.claims)
        lines = [phrases("summary", name=own.name, version=own.version, standing=own.standing, claims=claims)]
        if policy.contact is not None:
            lines.append(phrases("summary.contact", whom=policy.contact))
        if own.code != policy.requested:
            warnings.append(phrases("summary.inherited", requested=policy.requested_name, name=own.name))
        if not policy.claimed(self.here.day):
            warnings.append(phrases("summary.outside", day=self.here.day.isoformat(), claims=claims))
        self.summary.say("\n".join(lines))
        self.warning.say("\n".join(warnings))
        self.warning.setVisible(bool(warnings))
        self._hold_head()

    def _hold_head(self) -> None:
        """Reserve height for the summary of most places, and the highest so far, so that the tabs do not move."""
        if not self.isVisible():
            return  # no width is set yet
        width, letters = self._said.width(), self.warning.fontMetrics()
        line = letters.size(Qt.TextFlag.TextSingleLine, "国").height()  # Chinese may use another, higher font
        warned = max(line, self.warning.heightForWidth(width) if self.warning.text() else 0)
        needed = max(_MOST_LINES * line, self.summary.heightForWidth(width)) + UNIT // 2 + warned
        self._said.setMinimumHeight(max(self._said.minimumHeight(), needed))

    def showEvent(self, event: QShowEvent) -> None:
        """Reserve the height of the summary at the first width."""
        super().showEvent(event)
        self._hold_head()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Reserve the height anew, as texts wrap differently."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._said.setMinimumHeight(0)
            self._hold_head()

    # slots

    def _on_chosen_there(self, which: str) -> None:
        self._chosen_there |= {which}
        self._show()

    def _on_tab(self) -> None:
        self._show_tab()

    def _on_problem(self, said: Bilingual | None) -> None:
        self.foot.setText(self._phrases.of(said) if said is not None else self._phrases("foot"))

    def _on_told(self, text: str) -> None:
        self.foot.setText(text)

    def _on_search(self) -> None:
        self.tabs.setCurrentIndex(_RULES)
        self.rules.search.setFocus()
        self.rules.search.selectAll()

    def _on_print(self) -> None:
        """Preview the visible table, with a heading that says what it is."""
        shown = self.tabs.currentIndex()
        if shown == _RULES:
            desk, title = self.rules.desk, topic_name(self._phrases, self.rules.topic)
        elif shown == _COMPARE:
            desk, title = self.compare.desk, self._phrases("compare.name")
        else:
            desk, title = self.packs.desk, self._phrases("packs.name")
        if not desk.table.lines.lines:
            self.foot.setText(self._phrases("print.nothing"))
            return
        policy = self._policy(self.here)
        place = self._phrases.of(policy.requested_name if policy is not None else self._phrases.phrase("packs.name"))
        heading = self._phrases("print.title", topic=title, place=place, day=self.here.day.isoformat())
        self._preview(self, self._phrases, desk.table, heading, self.summary.text().split("\n"))

    def _on_rebuilt(self) -> None:
        """Open a new browser in the same place, as language or text size have changed."""
        if not self.isVisible():
            return
        again = PolicyWindow(self._shell, self._engine, self._window, self._preview)
        again.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        again.tabs.setCurrentIndex(self.tabs.currentIndex())
        again.show_place(self.here.code, self.here.day)
        again.setGeometry(self.geometry())
        again.show()
        self.close()

    def _on_window_visible(self, visible: bool) -> None:  # noqa: FBT001  Qt's own signal
        if not visible:
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears the search, then closes."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.rules.search.hasFocus() and self.rules.search.text():
            self.rules.search.clear()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop a running check."""
        self.packs.give_up()
        super().closeEvent(event)


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
