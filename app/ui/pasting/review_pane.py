"""The pane that reviews a contribution list before it is taken over into the record."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QTableView, QVBoxLayout, QWidget

from app.cases.pasting.into_record import Join, RecordProposal, differing, proposed, with_proposal
from app.cases.pasting.reading import Listing
from app.cases.pasting.rows import ListRow, RowVerdict
from app.cases.pasting.summary import cautions, counts_said, lapses_said, left_out_said, summary
from app.cases.pasting.under_review import ListUnderReview, Mended
from app.cases.pasting.whose import Owner, is_of_another, is_of_another_place, owner_of, owner_said, with_owner
from app.cases.problems import shown
from app.regions.divisions import name_of
from app.rules.bilingual import Bilingual
from app.rules.record.case import Case
from app.rules.record.history import Scheme
from app.rules.record.lapses import find_lapses
from app.ui.pasting.questions import Questions
from app.ui.pasting.review_rows import PastedRows
from app.ui.pasting.row_details import RowDetails
from app.ui.state.edits import with_region
from app.ui.state.review import Review
from app.ui.state.session import Session, State
from app.ui.style.theme import UNIT, Button, Size, decorate, faint
from app.ui.widgets.fields import Choice, ProblemLabel, named
from app.ui.widgets.flat_scroll_bar import use_flat_scroll_bars
from app.ui.widgets.plain_text import plain
from app.ui.widgets.table_setup import lay_for_reading, own_selection
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook

_LEAST_ROWS = 5
_LEAST_REMARK = 4  # letters
_MEASURED = 100  # rows
_CHOICES = ("person", "whose", "place", "join", "scheme")
_SAME, _OWN = "same", "own"


class ReviewPane(Review):
    """A list as it was understood, or why it cannot be read; it is taken over only when the person agrees.

    `taken` carries the case with the list in its record; `left`: nothing is taken over.
    """

    taken = Signal(object)
    left = Signal()

    def __init__(self, reviewed: ListUnderReview | Bilingual, session: Session, phrases: Phrasebook) -> None:
        super().__init__()
        self.reviewed = reviewed if isinstance(reviewed, ListUnderReview) else None
        self._refused = reviewed if isinstance(reviewed, Bilingual) else None
        self._session, self._phrases, self._words = session, phrases, phrases.within("paste")
        self._case: Case | None = None
        self.summary = plain(WrappedLabel(self, Size.BODY))
        self.lapses = WrappedLabel(self)
        self.cautions = plain(WrappedLabel(self, role=QPalette.ColorRole.BrightText))
        self.questions = Questions(phrases, self)
        self.person, self.whose, self.place, self.join, self.scheme = (Choice(self) for _ in _CHOICES)
        self.table = _Rows(self)
        self.rows = PastedRows(phrases, self)
        self.details = RowDetails(phrases, self)
        self.remark, self._problem = faint(plain(WrappedLabel(self))), ProblemLabel(self)
        self._rest = QWidget(self)  # takes the height where there are no rows
        self.take, self.leave = Button(self._words("take"), self), Button(self._words("leave"), self)
        self._lay_out()
        self._make_table()
        self._offer()
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._key(key).activated.connect(self._on_enter)
        self._key(Qt.Key.Key_Escape).activated.connect(self.left)
        self.take.clicked.connect(self._on_take)
        self.leave.clicked.connect(self.left)
        self.questions.answered.connect(self._on_answered)
        self.details.mended.connect(self._on_mended)
        self._show_list()

    def _key(self, key: Qt.Key) -> QShortcut:
        return QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # construction

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for widget in (self.summary, self.lapses, self.cautions, self.questions):
            layout.addWidget(widget)
        layout.addLayout(self._choices())
        layout.addWidget(self._problem)
        layout.addLayout(self._answers())
        layout.addWidget(self.remark)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.details)
        layout.addWidget(self._rest, 1)
        for button, key in ((self.take, "take"), (self.leave, "leave")):
            button.setToolTip(self._words(f"{key}.tip"))
            named(button, self._words(f"{key}.tip"))
        self.take.setDefault(True)

    def _answers(self) -> QHBoxLayout:
        """The buttons, above the rows so that they are visible however long the list is."""
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(self.take)
        row.addWidget(self.leave)
        row.addStretch(1)
        return row

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(UNIT)
        grid.setVerticalSpacing(UNIT)
        grid.setColumnStretch(1, 1)
        self._labels = {}
        fields = (self.person, self.whose, self.place, self.join, self.scheme)
        for number, (key, choice) in enumerate(zip(_CHOICES, fields, strict=True)):
            label = self._labels[choice] = plain(QLabel(self._words(key), self))
            named(choice, self._words(f"{key}.spoken"), label)
            grid.addWidget(label, number, 0)
            grid.addWidget(choice, number, 1)
            self._show_choice(choice, shown=False)
        self.person.picked.connect(self._on_person)
        for choice in (self.whose, self.place, self.join, self.scheme):
            choice.picked.connect(self._on_picked)
        return grid

    def _offer(self) -> None:
        words = self._words
        self.join.offer([(join, words(f"join.{join.value}")) for join in (Join.MERGE, Join.REPLACE)])
        self.join.show_value(Join.MERGE)
        self.scheme.offer([(scheme, self._phrases.plain(f"scheme.{scheme.value}")) for scheme in Scheme])
        self.whose.offer([(None, words("whose.none")), (_SAME, words("whose.same"))])
        self.whose.show_value(None)

    def _make_table(self) -> None:
        table = self.table
        use_flat_scroll_bars(table)
        table.setModel(self.rows)
        decorate(table, "table")
        named(table, self._words("table"))
        lay_for_reading(table)
        table.setAlternatingRowColors(True)
        table.setWordWrap(False)
        height = table.fontMetrics().height() + UNIT + UNIT // 2
        table.verticalHeader().setDefaultSectionSize(height)
        table.setMinimumHeight(height * _LEAST_ROWS + table.horizontalHeader().sizeHint().height())
        own_selection(table).currentRowChanged.connect(self._on_row)

    def _show_choice(self, choice: Choice, *, shown: bool) -> None:
        choice.setVisible(shown)
        self._labels[choice].setVisible(shown)

    # what is shown

    @property
    def listing(self) -> Listing | None:
        """The list as it is understood now; None where it cannot be read."""
        listing = self.reviewed.listing if self.reviewed is not None else None
        return listing if isinstance(listing, Listing) else None

    @property
    def unread(self) -> list[int]:
        """The numbers of the rows whose months are not known."""
        return [row.number for row in self.listing.rows if row.lost] if self.listing is not None else []

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches, in order."""
        choices = (self.person, self.whose, self.place, self.join, self.scheme)
        details = (self.details.status, self.details.months)
        return (*self.questions.choices, *choices, self.take, self.leave, self.table, *details)

    def begin(self) -> None:
        """Set the focus for Enter and Esc."""
        if self.listing is not None:
            self.table.setFocus()
        else:
            (self.leave if self.person.isHidden() else self.person).setFocus()

    def show_state(self, state: State) -> None:
        """Propose the list for the case of a state."""
        if self.reviewed is not None and state.case is not self._case:
            if self._case is not None and state.case.region != self._case.region:
                self.reviewed = self.reviewed.read_for(state.case.region)
                self._show_list()
            self._case = state.case
            self._propose()

    def _show_list(self) -> None:
        """Show the list as it is understood with the answers so far."""
        listing, reviewed = self.listing, self.reviewed
        for widget in (self.lapses, self.cautions, self.remark, self.table, self.details):
            widget.setVisible(listing is not None)
        self.take.setVisible(listing is not None)
        self._rest.setVisible(listing is None)
        self._offer_people()
        if reviewed is not None and self.questions.show_list(reviewed):
            for before, after in pairwise(self.tab_stops):
                QWidget.setTabOrder(before, after)
        if listing is None or reviewed is None:
            self._refuse()
            return
        as_read = reviewed.as_read
        verdicts = [row.verdict for row in as_read.rows] if isinstance(as_read, Listing) else []
        current = self.table.currentIndex().row()
        self.rows.show_rows(listing.rows, verdicts)
        self.table.measure()
        self.table.selectRow(min(max(0, current), self.rows.rowCount() - 1))
        open_scheme = any(row.scheme is None and row.verdict is not RowVerdict.LEFT_OUT for row in listing.rows)
        if self.scheme.value is None:
            self.scheme.show_value(self._likely_scheme(listing))
        self._show_choice(self.scheme, shown=open_scheme)
        self._case = self._session.state.case
        self._offer_place(owner_of(listing))
        self._propose()

    def _refuse(self) -> None:
        listing = self.reviewed.listing if self.reviewed is not None else self._refused
        if isinstance(listing, Bilingual):
            self.summary.say(self._phrases.of(listing))
        for choice in (self.whose, self.place, self.join, self.scheme):
            self._show_choice(choice, shown=False)

    def _offer_people(self) -> None:
        people = self.reviewed.people if self.reviewed is not None else ()
        self._show_choice(self.person, shown=bool(people))
        if people and self.reviewed is not None:
            self.person.offer([(None, self._words("person.none")), *enumerate(people, 1)])
            self.person.show_value(self.reviewed.person)

    def _offer_place(self, owner: Owner) -> None:
        """Ask which place counts, where the list is of another one; a case without a record takes that of the list."""
        case = self._session.state.case
        if owner.place is None or not is_of_another_place(case, owner):
            self.place.offer([])
            self._show_choice(self.place, shown=False)
            return
        answered = self.place.value
        listed, own = name_of(owner.place), name_of(case.region)
        self.place.offer(
            [
                (None, self._words("place.none", place=listed)),
                (owner.place, self._words("place.list", place=listed)),
                (_OWN, self._words("place.own", place=own)),
            ]
        )
        if answered is None:
            self.place.show_value(None if case.history.periods else owner.place)
        self._show_choice(self.place, shown=True)

    def _likely_scheme(self, listing: Listing) -> Scheme:
        """The likely scheme of rows without one: that of the other rows, else the last one in the record."""
        said = [row.scheme for row in listing.rows if row.scheme is not None]
        periods = self._session.state.case.history.periods
        return next(iter((*said, *(row.scheme for row in periods[-1:]))), Scheme.EMPLOYEE)

    def _propose(self) -> None:
        listing = self.listing
        if listing is None or self._case is None:
            return
        state, owner = self._session.state, owner_of(listing)
        proposal = self._proposal(listing)
        self._show_choice(self.join, shown=bool(state.case.history.periods))
        self._show_choice(self.whose, shown=is_of_another(state.case.person, owner))
        self.summary.say(self._phrases.of(summary(listing, proposal)))
        self.table.setAccessibleDescription(self.summary.text())
        found = find_lapses(self._joined(proposal), state.as_of)
        self.lapses.say(self._phrases.of(lapses_said(found, proposal)))
        self.remark.say(" ".join(map(self._phrases.of, self._remarks(listing, owner))))
        said = [self._words("caution", text=text) for text in self._cautions(listing, proposal, owner)]
        self.cautions.say("\n".join(said))
        self.cautions.setVisible(bool(said))
        self._problem.say("")

    def _cautions(self, listing: Listing, proposal: RecordProposal, owner: Owner) -> list[Bilingual]:
        """What to look at before the list is taken over, whose it is first."""
        case, words = self._session.state.case, self._words
        told = []
        if is_of_another(case.person, owner):
            both = owner.id_number and case.person.id_number
            told.append(words.phrase("caution.other_person" if both else "caution.other_name"))
        merged = self.join.value is Join.MERGE
        return [*told, *cautions(listing, proposal, differing(self._placed(case), proposal) if merged else ())]

    def _remarks(self, listing: Listing, owner: Owner) -> list[Bilingual]:
        """What is good to know: the counts, what is filled in with the list, what was answered before."""
        case, words = self._session.state.case, self._words
        left_out = left_out_said(listing)
        told = [counts_said(listing), *([left_out] if left_out is not None else [])]
        taken = with_owner(case, owner).person
        fresh = Owner(
            owner.name if taken.name != case.person.name else None,
            owner.id_number if taken.id_number != case.person.id_number else None,
        )
        if said := owner_said(fresh):
            listed = Bilingual("、".join(it.zh for it in said), ", ".join(it.en for it in said))
            told.append(words.phrase("remark.owner", said=listed))
        if owner.masked_name or owner.masked_number:
            told.append(words.phrase("remark.masked"))
        if self.reviewed is not None and self.reviewed.remembered:
            headings = "、".join(map(shown, self.reviewed.remembered))
            told.append(words.phrase("question.remembered", headings=headings))
        return told

    # what it comes to

    def _placed(self, case: Case) -> Case:
        """The case in the place that counts."""
        return with_region(case, self._home) if self._home != case.region else case

    @property
    def _home(self) -> str:
        chosen = self.place.value
        return chosen if isinstance(chosen, str) and chosen != _OWN else self._session.state.case.region

    def _proposal(self, listing: Listing) -> RecordProposal:
        scheme = self.scheme.value
        default = scheme if isinstance(scheme, Scheme) else Scheme.EMPLOYEE
        return proposed(listing.rows, default, self._home, self._session.state.as_of)

    def _joined(self, proposal: RecordProposal) -> Case:
        join = Join.MERGE if self.join.value is Join.MERGE else Join.REPLACE
        return with_proposal(self._placed(self._session.state.case), proposal, join)

    # slots

    def _on_picked(self) -> None:
        if self.reviewed is not None and self._home != self.reviewed.home:
            self.reviewed = self.reviewed.read_for(self._home)
            self._show_list()
        else:
            self._propose()

    def _on_person(self, number: object) -> None:
        if self.reviewed is not None:
            self.reviewed = self.reviewed.picking(number if isinstance(number, int) else None)
            self._show_list()

    def _on_answered(self, key: str, meaning: object) -> None:
        if self.reviewed is not None:
            self.reviewed = self.reviewed.answered(key, meaning if isinstance(meaning, str) else None)
            self._show_list()

    def _on_mended(self, row: ListRow, mended: Mended | None) -> None:
        if self.reviewed is not None:
            self.reviewed = self.reviewed.mending(self.reviewed.keys[id(row)], mended)
            self._show_list()

    def _on_row(self, current: QModelIndex) -> None:
        if self.reviewed is not None:
            self.details.show_row(self.rows.row(current.row()), self.reviewed)

    def _on_enter(self) -> None:
        if self.leave.hasFocus():
            self.left.emit()
        elif self.details.months.hasFocus() and self.details.months.isModified():
            self.details.months.commit()
        else:
            self._on_take()

    def _on_take(self) -> None:
        if self.listing is None:
            return
        for choice in (self.whose, self.place):
            if not choice.isHidden() and choice.value is None:
                self._problem.say(self._words("ask_first"))
                choice.setFocus()
                return
        self.taken.emit(with_owner(self._joined(self._proposal(self.listing)), owner_of(self.listing)))


class _Rows(QTableView):
    """The table of rows; remarks are in a column where there is room, and always below the table."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted: list[int] = []

    def measure(self) -> None:
        """Measure the texts of the first rows."""
        advance, model = self.fontMetrics().horizontalAdvance, self.model()
        rows = range(min(_MEASURED, model.rowCount()))
        self._wanted = []
        for column in range(model.columnCount()):
            title = advance(str(model.headerData(column, Qt.Orientation.Horizontal)))
            said = max((advance(str(model.index(row, column).data())) for row in rows), default=0)
            self._wanted.append(max(title, said) + 3 * UNIT)
        self.horizontalHeader().setMinimumSectionSize(3 * UNIT)  # the style's default is too wide
        self._share()

    def _share(self) -> None:
        *before, remark = self._wanted
        left = self.viewport().width() - sum(before)
        before[before.index(max(before))] += min(0, left)  # the tooltip has what is cut
        self.setColumnHidden(len(before), left < min(remark, _LEAST_REMARK * self.fontMetrics().height()))
        for column, width in enumerate((*before, max(0, left))):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if self._wanted:
            self._share()
