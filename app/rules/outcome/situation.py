"""A proposal for a case as the rules see it: every fact they ask about, the counts, the days they count from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import takewhile

from app.rules.law.dates import Anchor, Anchors, DateRule, since_anchor
from app.rules.law.facts import (
    EITHER,
    EXEMPT,
    FACTS,
    FIRST_ENROLMENT,
    FRESHMAN,
    GROUP,
    NO,
    PARENT_INSURED,
    SPECIAL_GROUPS,
    STUDENT,
    YES,
)
from app.rules.law.insured_years import CALENDAR, InsuredYear
from app.rules.law.measures import CountBound, Counted, Measure
from app.rules.law.newborns import NEWBORN_AGE, newborn_on
from app.rules.law.policy import Law, Policy, SuspensionRule
from app.rules.law.tables import Between, Known
from app.rules.law.terms import Matter
from app.rules.outcome.assessment import OptionId
from app.rules.outcome.enrolment_windows import known_window
from app.rules.record.case import NEWBORN, Case, Cause, Person
from app.rules.record.history import UNSETTLED, History, Kind, Period, Run, Scheme, Standing
from app.rules.record.lapses import Lapse, main_lapse, open_lapse
from app.rules.record.months import ONE_DAY, MissingDay, Month, Span, add_months
from app.rules.record.office_values import OfficeWindow
from app.rules.record.pooling_area import pooling_area
from app.rules.value_type import value_type

_MONTHS_OF_A_YEAR = 12
_UNPAID = (Standing.UNPAID, Standing.EMPTY)
_NEVER = 9999  # more days than any rule counts to: a category that the person has never been in
_OPEN_CAUSES = frozenset(cause.value for cause in Cause if cause is not Cause.UNKNOWN)


@value_type
class InsuredAs:
    """An insured year that may be a person's, and the facts of the person it hangs on, as they then stand."""

    year: InsuredYear
    person: tuple[tuple[str, Known], ...]


@value_type
class Proposal:
    """One way to go on: resume as what, paid when, which lapse it `closes` and which lapses it `pays`.

    For residents: the year paid for, whether inside the window (None: as the pack says), years bought back. `in_window`
    holds for the day `pay_on` only. `or_paid_on` are other days on which it may have been paid, where the record does
    not say. `insured_as` tells which insured year it is, where more than one may be. `pays_birth_year`: the year of
    birth, the one before the insured year, is paid too.
    """

    id: OptionId
    resume_as: Scheme
    pay_on: date
    closes: Lapse | None = None
    pays: tuple[Lapse, ...] = ()
    insured_year: int | None = None
    in_window: bool | None = None
    repair_years: int = 0
    pays_own_year: bool = False
    or_paid_on: tuple[date, ...] = ()
    insured_as: InsuredAs | None = None
    pays_birth_year: bool = False

    @property
    def back_pay(self) -> bool:
        """True when lapsed months, or the resident premium of the payment's own year or that of birth, are paid too."""
        return bool(self.pays) or self.pays_own_year or self.pays_birth_year

    @property
    def pays_what_it_closes(self) -> bool:
        """True when the lapse that is closed is paid too, not only an older one."""
        return self.closes is not None and self.closes in self.pays

    @property
    def hangs_on_cause(self) -> bool:
        """True when a unit is to pay but the cause of the lapse is unknown, so that it may not owe the months."""
        lapse = self.closes
        return self.id is OptionId.EMPLOYER_BACK_PAYS and lapse is not None and lapse.cause is Cause.UNKNOWN

    def moved_to(self, day: date, lapses: Sequence[Lapse], policy: Policy) -> Proposal:
        """The same proposal paid on another day, when the lapses of the case are these."""
        paid = {lapse.span.first for lapse in self.pays}
        pays = tuple(lapse for lapse in lapses if lapse.span.first in paid)
        own_year = self.pays_own_year and policy.usual_year(day).containing(day) < (self.insured_year or 0)
        closed_before = self.closes is not None and not self.closes.open
        closes = main_lapse(lapses) if closed_before else open_lapse(lapses)
        inside = None if self.in_window and day != self.pay_on else self.in_window
        return replace(self, pay_on=day, closes=closes, pays=pays, pays_own_year=own_year, in_window=inside)


@dataclass(frozen=True)
class Situation:
    """A proposal for a case under a policy."""

    case: Case
    policy: Policy
    proposal: Proposal

    @property
    def lapse(self) -> Lapse | None:
        """The lapse the proposal closes; None where nothing has lapsed."""
        return self.proposal.closes

    @property
    def pays_closed_lapse(self) -> bool:
        """True when lapsed months are paid although cover has been resumed since."""
        return self.lapse is not None and not self.lapse.open and self.proposal.pays_what_it_closes

    @property
    def scheme_resumed(self) -> Scheme:
        """The scheme under which benefits run again: that of the cover after a closed lapse, else the planned one."""
        after = self.lapse.scheme_after if self.lapse and self.pays_closed_lapse else None
        return after or self.proposal.resume_as

    @property
    def resumed_on(self) -> date | None:
        """The first day of the cover that followed a closed lapse; None where nothing was interrupted."""
        return None if self.lapse is None or self.lapse.beside_cover else self.resumption.first_day

    @cached_property
    def cover_before(self) -> Run | None:
        """The last cover before the lapse; without one, the cover that runs up to the payment month."""
        if self.lapse:
            return self.case.history.cover_before(self.lapse.span.first)
        return self.case.history.cover_until(Month.containing(self.proposal.pay_on))

    @cached_property
    def scheme_before(self) -> Scheme | None:
        """The scheme of the last cover; that of the owed months where nothing was ever paid."""
        if self.lapse:
            return self.lapse.scheme_before
        return self.cover_before.scheme if self.cover_before else None

    @cached_property
    def last_paid(self) -> Month | None:
        """The last covered month before the lapse, or up to the payment month."""
        if self.cover_before is None:
            return None
        return min(self.cover_before.span.last, Month.containing(self.proposal.pay_on))

    @cached_property
    def resumption(self) -> Month:
        """The month in which cover resumes: the first covered one after a closed lapse, else the one paid for."""
        if self.lapse and self.lapse.beside_cover:
            return self.lapse.span.last + 1
        after = self.case.history.cover_after(self.lapse.span.last) if self.lapse else None
        if after:
            return after.span.first
        first_insured = self.insured_start
        return Month.containing(max(self.proposal.pay_on, first_insured) if first_insured else self.proposal.pay_on)

    @cached_property
    def insured_as(self) -> InsuredAs:
        """The insured year of this person; where more than one may be and the proposal names none, the last of them."""
        proposal = self.proposal
        found = proposal.insured_as
        return found or insured_years_open(self.case, self.policy, proposal.pay_on, proposal.insured_year)[-1]

    @property
    def insured_start(self) -> date | None:
        """The first day of the insured year; None outside resident insurance."""
        year = self.proposal.insured_year
        return self.insured_as.year.first_day(year) if year else None

    @property
    def insured_end(self) -> date | None:
        """The last day of the insured year; None outside resident insurance."""
        year = self.proposal.insured_year
        return self.insured_as.year.last_day(year) if year else None

    @cached_property
    def usual_year(self) -> InsuredYear:
        """The insured year of people in general: the years before the one that is paid for were such ones."""
        return self.policy.usual_year(self.proposal.pay_on)

    @cached_property
    def first_paid_year(self) -> int | None:
        """The earliest insurance year this proposal pays for, repaired years apart."""
        pay_on = self.proposal.pay_on
        return self.usual_year.containing(pay_on) if self.proposal.pays_own_year else self.proposal.insured_year

    @cached_property
    def _first_paid_span(self) -> tuple[date, date] | None:
        """First and last day of the earliest insurance year this proposal pays for."""
        year = self.first_paid_year
        if year is None:
            return None
        insured = self.usual_year if self.proposal.pays_own_year else self.insured_as.year
        return insured.first_day(year), insured.last_day(year)

    @cached_property
    def in_window(self) -> bool | None:
        """Whether the payment falls into the enrolment window of the first year paid; None where not known.

        A window is known where the person states it, where the pack of the place records it for that year, or where
        the office has found it out.
        """
        year, pay_on = self.first_paid_year, self.proposal.pay_on
        if year is None or self.proposal.pays_own_year:
            return False
        if self.proposal.in_window is not None:
            return self.proposal.in_window
        window = known_window(self.case, self.policy, year, pay_on)
        return window.holds(pay_on) if window else None

    @property
    def office_window(self) -> OfficeWindow | None:
        """The office's own window, where the payment falls inside or outside one and no pack records it."""
        year, proposal = self.first_paid_year, self.proposal
        if year is None or proposal.pays_own_year or proposal.in_window is not None:
            return None
        known = known_window(self.case, self.policy, year, proposal.pay_on)
        return known if isinstance(known, OfficeWindow) else None

    @cached_property
    def newborn(self) -> bool | None:
        """Whether the person is a newborn on the day of payment, as the place counts it; None where nobody knows."""
        return newborn_on(self.case.person, self.proposal.pay_on, self.policy.newborn)

    @cached_property
    def categories(self) -> frozenset[str]:
        """The categories that hold on the day of payment, as far as the days from which they hold are known."""
        return _categories_on(self.case.person, self.proposal.pay_on, newborn=self.newborn)

    def since(self, category: str) -> date | None:
        """The day from which a category of people holds; None where nobody has said."""
        return self.case.person.since.get(category)

    @cached_property
    def first_enrolment(self) -> bool | None:
        """Whether the person was never insured anywhere; None where the record is empty and nobody has said."""
        if self.case.history.first_cover is not None:
            return False
        stated = self.case.person.first_enrolment
        return stated >= Month.containing(self.proposal.pay_on) if isinstance(stated, Month) else stated

    @property
    def perhaps_insured_before(self) -> bool:
        """True where an empty record may be that of somebody never insured, or one that nobody has filled in."""
        return self._has_no_record and self.first_enrolment is None

    @property
    def insured_unseen(self) -> bool:
        """True for somebody who was insured before, of which the record tells nothing."""
        return self._has_no_record and self.first_enrolment is False

    @property
    def _has_no_record(self) -> bool:
        return not any(row.makes_months for row in self.case.history.periods)

    @cached_property
    def pays_birth_year(self) -> bool:
        """True when the premium of the year of birth, the one before the insured year, is paid too."""
        return self.proposal.pays_birth_year and self.newborn is not False

    def lacks(self, rule: DateRule | None) -> str | None:
        """What must be known to place a day: the birth date, or since when a category holds; None for nothing."""
        if rule is None or rule.at not in (Anchor.BIRTH, Anchor.SINCE) or rule.anchor in self.anchors:
            return None
        return rule.anchor

    @cached_property
    def known(self) -> dict[str, Known]:
        """What is known of every fact the policy asks about; a set or a range where it is not known exactly."""
        proposal = self.proposal
        facts: dict[str, Known] = {
            "resume_as": proposal.resume_as.value,
            "scheme_before": self._scheme_before_name(),
            "cause": self._cause(),
            "back_pay": YES if proposal.pays_what_it_closes or proposal.pays_own_year else NO,
            "moved": YES if self.moved else NO,
            "duplicate_cover": YES if self.case.history.has_duplicate_cover else NO,
            "local_household": _told(self.case, "local_household", told=self.case.person.local_household),
            "in_window": EITHER if self.in_window is None else YES if self.in_window else NO,
            "timing": self._timing(),
            FRESHMAN: freshman(self.case, self.proposal.pay_on),
        }
        facts |= {name: known(self) for name, known in _OF_THE_PERSON.items() if name in self.policy.facts_asked}
        facts |= {name: _chosen(self.case, name) for name in self.policy.choices}
        if self.insured_unseen:
            facts |= {"scheme_before": frozenset(Scheme), "cause": _OPEN_CAUSES, "moved": EITHER}
        facts.update(self.insured_as.person)
        for name in self.policy.groups():
            facts.setdefault(name, belongs(self.case, self.policy, name, self.proposal.pay_on))
        for name, measure in self.policy.measures():
            facts[name] = self.count(measure)
        return facts

    @cached_property
    def benefits_end(self) -> date | None:
        """The last day on which benefits were paid before the lapse; None without a lapse or where no rule says."""
        if self.lapse is None or self.lapse.beside_cover or self.cover_before is None:
            return None  # nothing stopped, or nothing had begun
        first = self.lapse.span.first.first_day
        rules = [law.row.rule for law in self._suspensions]
        anchors: Anchors = {Anchor.FIRST_UNPAID: first, Anchor.LAST_PAID: first - ONE_DAY}
        days = {rule.stops and rule.stops.on(anchors) for rule in rules if isinstance(rule, SuspensionRule)}
        stops = days.pop() if len(days) == 1 else None
        return stops - ONE_DAY if stops else None

    @property
    def suspension(self) -> Law | None:
        """The law on when benefits stop; None where none or more than one may answer."""
        return self._suspensions[0] if len(self._suspensions) == 1 else None

    @cached_property
    def _suspensions(self) -> tuple[Law, ...]:
        if self.lapse is None:
            return ()
        facts: dict[str, Known] = {"scheme_before": self._scheme_before_name(), "cause": self._cause()}
        table = self.policy.table(Matter.SUSPENSION, self.lapse.span.first.first_day)
        return tuple(row.carries for row, _ in table.answers(self.policy.space.box(facts)))

    @cached_property
    def anchors(self) -> Anchors:
        """The days a rule may count from."""
        pay_on, birth = self.proposal.pay_on, self.case.person.birth_date
        days: dict[str, date] = {Anchor.PAYMENT: pay_on, Anchor.PAYMENT_YEAR: date(pay_on.year, 1, 1)}
        if birth:
            days[Anchor.BIRTH] = birth
        if self.case.person.since:
            days |= {since_anchor(each): day for each in self.categories if (day := self.since(each)) is not None}
        if self.benefits_end:
            days[Anchor.BENEFITS_END] = self.benefits_end
        for decision in self.case.decisions:
            if decision.benefits_from and decision.option in (None, self.proposal.id):
                days[Anchor.DECIDED] = decision.benefits_from
        if self.last_paid:
            days[Anchor.LAST_PAID] = self.last_paid.last_day
        if self.lapse:
            days[Anchor.FIRST_UNPAID] = self.lapse.span.first.first_day
        insured, first_paid = self.proposal.insured_year, self._first_paid_span
        if insured and first_paid:
            begins, ends = self.insured_as.year.first_day(insured), self.insured_as.year.last_day(insured)
            days[Anchor.INSURED_START] = max(begins, min(birth or date.min, ends))
            days[Anchor.INSURED_FROM] = max(first_paid[0], pay_on)
            days[Anchor.INSURED_END] = ends
        return days

    def first_free_day(self, day: date) -> date:
        """The day itself, or the first one after the months that another scheme already covers from it on."""
        return self._after_cover(day, [scheme for scheme in Scheme if scheme is not self.proposal.resume_as])

    def covered_back_from(self, day: date) -> date:
        """The day itself, or the first one of the months before it that the record covers without a break."""
        month = Month.containing(day)
        if day != month.first_day:
            return day
        run = self.case.history.run_at(month + -1)
        while run is not None and run.standing is Standing.COVERED:
            month = run.span.first
            run = self.case.history.run_at(month + -1)
        return month.first_day

    def first_uncovered_day(self, day: date) -> date:
        """The day itself, or the first one after the months that the record covers from it on."""
        return self._after_cover(day, list(Scheme))

    def _after_cover(self, day: date, schemes: Sequence[Scheme]) -> date:
        run = self.case.history.run_at(Month.containing(day))
        while run and run.standing is Standing.COVERED and run.scheme in schemes:
            day = (run.span.last + 1).first_day
            run = self.case.history.run_at(run.span.last + 1)
        return day

    def count(self, measure: Measure) -> int | Between:
        """What a measure counts here; a range while months of unknown standing or an unknown day leave it open."""
        if self.insured_unseen and measure.counted.of_the_record:
            years = (self.first_paid_year or 0) - measure.since_year
            return Between(0, max(years, 0) if measure.counted is Counted.UNPAID_YEARS else None)
        return _COUNTERS[measure.counted](self, measure)

    @cached_property
    def unsettled(self) -> tuple[Span, ...]:
        """Months between the last cover and the resumption that are unknown, or not credited yet."""
        if self.last_paid is None:
            return ()
        between = self._between()
        return tuple(
            run.span for run in (self.case.history.runs_over(between) if between else ()) if run.standing in UNSETTLED
        )

    @cached_property
    def unpaid_years(self) -> int:
        """Unpaid insurance years in a row, as the policy's own measure `unpaid_years` counts them.

        While a year of unsettled months leaves the number open it is the highest possible one.
        """
        measure = self.policy.measure("unpaid_years")
        counted = self._unpaid_years(measure) if measure else 0
        return (counted.high or 0) if isinstance(counted, Between) else counted

    def _first_enrolment(self) -> Known:
        return EITHER if self.first_enrolment is None else YES if self.first_enrolment else NO

    def _birth_year(self) -> Known:
        case, year, pay_on = self.case, self.proposal.insured_year, self.proposal.pay_on
        if year is None:
            return "other"
        born_in = birth_year(case, self.policy, pay_on)
        if born_in is None:
            return frozenset(FACTS["birth_year"].values)
        if born_in == year:
            return "same"
        if not birth_year_open(case, self.policy, pay_on, year):
            return "other"
        return "both" if self.pays_birth_year else "next_only"

    def _scheme_before_name(self) -> str:
        return self.scheme_before.value if self.scheme_before else "none"

    def _cause(self) -> Known:
        if self.lapse is None or not self.lapse.of_employment:
            return (
                Cause.PERSONAL.value
                if self.lapse is None or self.lapse.cause is Cause.UNKNOWN
                else self.lapse.cause.value
            )
        return _OPEN_CAUSES if self.lapse.cause is Cause.UNKNOWN else self.lapse.cause.value

    @property
    def moved(self) -> bool:
        """True when the cover before the lapse was in another pooling area than that of the case."""
        region = self.cover_before.region if self.cover_before else None
        return region is not None and pooling_area(region) != pooling_area(self.case.region)

    def _timing(self) -> str:
        first_paid, paid = self._first_paid_span, self.proposal.pay_on
        if first_paid is None or first_paid[0] <= paid <= first_paid[1]:
            return "in_year"
        return "before_year" if paid < first_paid[0] else "after_year"

    def _event(self, event: CountBound) -> Month | None:
        if event is CountBound.LAST_PAID:
            return self.last_paid
        if event is CountBound.FIRST_UNPAID:
            return self.lapse.span.first if self.lapse else None
        if event is CountBound.BENEFITS_END:
            return Month.containing(self.benefits_end) if self.benefits_end else None
        return self.resumption if event is CountBound.RESUMPTION else Month.containing(self.proposal.pay_on)

    def _between(self) -> Span | None:
        if self.last_paid is None or self.resumption - self.last_paid < 2:  # noqa: PLR2004  next month: nothing between
            return None
        return Span(self.last_paid + 1, self.resumption + -1)

    def _unpaid_in(self, span: Span) -> int | Between:
        unpaid = self.case.history.count_in(span, *_UNPAID)
        unsettled = self.case.history.count_in(span, *UNSETTLED)
        return Between(unpaid, unpaid + unsettled) if unsettled else unpaid

    def _unpaid_months(self, _measure: Measure) -> int | Between:
        between = self._between()
        if self.lapse and (self.lapse.beside_cover or (between is None and self.last_paid is None)):
            return len(self.lapse.span)
        if between is None:
            return 0
        counted = self._unpaid_in(between)
        if self.lapse is None or isinstance(counted, int):
            return counted
        after = [month for span in self.unsettled for month in span if month > self.lapse.span.last]
        if len(after) > 1:  # if one of them is paid and the last is not, one month lapsed
            return Between(1, counted.high)
        return Between(len([month for month in self.lapse.span if between.covers(month)]), counted.high)

    def _accumulated_months(self, measure: Measure) -> int | Between:
        paid_in = Month.containing(self.proposal.pay_on)
        first_cover = self.case.history.first_cover
        if first_cover is None:
            return 0
        begins = _year_begun(paid_in, measure.year_starts)
        across = self.lapse if measure.worst_year else None
        earliest = _year_begun(across.span.first, measure.year_starts) if across else begins
        fewest = most = 0
        while begins >= earliest:
            first, last = max(begins, first_cover), min(begins + (_MONTHS_OF_A_YEAR - 1), paid_in + -1)
            counted = self._unpaid_in(Span(first, last)) if first <= last else 0
            least, greatest = (counted.low or 0, counted.high or 0) if isinstance(counted, Between) else (counted,) * 2
            fewest, most = max(fewest, least), max(most, greatest)
            begins = begins + -_MONTHS_OF_A_YEAR
        return most if fewest == most else Between(fewest, most)

    def _year_month(self, _measure: Measure) -> int:
        span = self._first_paid_span
        return max(Month.containing(self.proposal.pay_on) - Month.containing(span[0]) + 1, 0) if span else 0

    def _earlier_lapses(self, _measure: Measure) -> int | Between:
        """Runs of unpaid months between the first cover and this lapse.

        Months that nobody knows may be lapses or belong to one; months paid afterwards may have been one. A record that
        may have begun after the first enrolment may leave out any number of them.
        """
        history, lapse = self.case.history, self.lapse
        first_cover = history.first_cover
        if lapse is None or first_cover is None or lapse.span.first <= first_cover:
            return 0
        before = Span(first_cover, lapse.span.first + -1)
        runs = list(history.runs_over(before))
        ends = {run.span.last for run in runs if run.standing in _UNPAID}
        certain = sum(1 for run in runs if run.standing in _UNPAID and run.span.first + -1 not in ends)
        unsettled = sum(1 for run in runs if run.standing in UNSETTLED)
        made_good = sum(1 for row in history.periods if row.kind is Kind.BACK_PAID and row.span.overlaps(before))
        doubtful, least = unsettled + made_good, 0 if unsettled else certain
        if not self._record_begins_with(first_cover):
            return Between(least, None)
        return Between(least, certain + doubtful) if doubtful else certain

    def _record_begins_with(self, month: Month) -> bool:
        """True where the person has said that insurance first began with the record, or in that month or later."""
        told = self.case.person.first_enrolment
        return told is True or (isinstance(told, Month) and told >= month)

    def _span_months(self, measure: Measure) -> int | Between:
        last = self._event(measure.last)
        counted = _months_between(measure, self._event(measure.first), last)
        if not self.unsettled or measure.first in (CountBound.RESUMPTION, CountBound.PAYMENT):
            return counted
        settled_first = self.lapse and all(span.last < self.lapse.span.first for span in self.unsettled)
        fewest = counted if settled_first and measure.first is not CountBound.LAST_PAID else 0
        most = max(counted, _months_between(measure, self._earliest(measure.first), last))
        return counted if fewest == most else Between(fewest, most)

    def _earliest(self, event: CountBound) -> Month | None:
        """The month of an event if none of the unsettled months has been paid."""
        found, last_paid = self._event(event), self.last_paid
        if last_paid is None or event is CountBound.LAST_PAID:
            return last_paid
        if found is None or self.lapse is None:
            return last_paid + 1
        return found + -(self.lapse.span.first - (last_paid + 1))

    def _consecutive_months(self, measure: Measure) -> int | Between:
        if self.last_paid is None:
            return 0
        history = self._counted_history(measure)
        certain, end = history.consecutive_until(self.last_paid), self.last_paid
        for span in self.unsettled:
            end = span.last if span.first == end + 1 else end
        possible = history.consecutive_until(end, *UNSETTLED, Standing.COVERED)
        least = certain if all(span.last <= end for span in self.unsettled) else min(certain, 1)
        return certain if least == possible else Between(least, possible)

    def _cumulative_months(self, measure: Measure) -> int:
        history, now = self._counted_history(measure), Month.containing(self.proposal.pay_on)
        return sum(history.months_of(scheme, now) for scheme in measure.schemes or (Scheme.EMPLOYEE, Scheme.FLEXIBLE))

    def _counted_history(self, measure: Measure) -> History:
        """The record as far as a measure counts it: some schemes only, or the pooling area of the case only."""
        if not measure.schemes and not measure.local:
            return self.case.history
        here = pooling_area(self.case.region) if measure.local else None
        return _history_of(self.case.history.periods, measure.schemes or frozenset(Scheme), here)

    def _unpaid_years(self, measure: Measure) -> int | Between:
        first_cover, year = self.case.history.first_cover, self.first_paid_year
        if first_cover is None or year is None:
            return 0
        insured = self.usual_year.containing(first_cover.first_day)
        years = range(year - 1, max(measure.since_year, insured) - 1, -1)
        most = self._years_without(years, Standing.COVERED)
        fewest = self._years_without(years, *UNSETTLED, Standing.COVERED)
        return most if fewest == most else Between(fewest, most)

    def _years_without(self, years: Iterable[int], *standings: Standing) -> int:
        history, usual = self.case.history, self.usual_year
        return sum(1 for _ in takewhile(lambda year: not history.any_in(usual.span(year), *standings), years))

    def _days_past(self, measure: Measure) -> int | Between:
        deadline = measure.deadline.on(self.anchors) if measure.deadline else None
        if deadline is None:
            return Between(0, None) if self.lacks(measure.deadline) else 0
        return max((self.proposal.pay_on - deadline).days, 0)

    def _payment_day(self, _measure: Measure) -> int:
        return self.proposal.pay_on.day

    def _age(self, _measure: Measure) -> int | Between:
        return self._months_of_age(self.insured_start or self.proposal.pay_on, 12)

    def _age_days(self, _measure: Measure) -> int | Between:
        birth, day = self.case.person.birth_date, self.proposal.pay_on
        if birth is None:
            return self._unknown_age((NEWBORN_AGE.ends(day) - day).days)
        return max((day - birth).days, 0)

    def _age_months(self, _measure: Measure) -> int | Between:
        return self._months_of_age(self.proposal.pay_on, 1)

    def _age_years(self, _measure: Measure) -> int | Between:
        return self._months_of_age(self.proposal.pay_on, 12)

    def _months_of_age(self, day: date, each: int) -> int | Between:
        """How often so many months of age are completed on a day."""
        birth = self.case.person.birth_date
        if birth is None:
            return self._unknown_age((NEWBORN_AGE.months - 1) // each)
        months = Month.containing(day) - Month.containing(birth)
        completed = add_months(birth, months, MissingDay.NEXT_MONTH if each > 1 else MissingDay.LAST_DAY) <= day
        return max((months if completed else months - 1) // each, 0)

    def _unknown_age(self, of_a_newborn: int) -> Between:
        """Any age; up to that of a newborn in plain speech where one is declared."""
        return Between(0, of_a_newborn if NEWBORN in self.case.person.categories else None)

    def _days_since(self, measure: Measure) -> int | Between:
        return self._since(measure, lambda begun, pay_on: (pay_on - begun).days)

    def _years_since(self, measure: Measure) -> int | Between:
        return self._since(measure, lambda begun, pay_on: pay_on.year - begun.year)

    def _since(self, measure: Measure, counted: Callable[[date, date], int]) -> int | Between:
        """What is counted from the first day of a category; who is not in it is as if it had begun long ago."""
        if measure.category not in self.categories:
            return _NEVER
        begun = self.since(measure.category)
        return Between(0, None) if begun is None else counted(begun, self.proposal.pay_on)


_OF_THE_PERSON: dict[str, Callable[[Situation], Known]] = {
    FIRST_ENROLMENT: Situation._first_enrolment,
    PARENT_INSURED: lambda situation: _told(situation.case, PARENT_INSURED),
    "birth_year": Situation._birth_year,
}
_COUNTERS: dict[Counted, Callable[[Situation, Measure], int | Between]] = {
    Counted.UNPAID_MONTHS: Situation._unpaid_months,
    Counted.SPAN_MONTHS: Situation._span_months,
    Counted.ACCUMULATED_MONTHS: Situation._accumulated_months,
    Counted.CONSECUTIVE_MONTHS: Situation._consecutive_months,
    Counted.CUMULATIVE_MONTHS: Situation._cumulative_months,
    Counted.UNPAID_YEARS: Situation._unpaid_years,
    Counted.DAYS_PAST: Situation._days_past,
    Counted.YEAR_MONTH: Situation._year_month,
    Counted.EARLIER_LAPSES: Situation._earlier_lapses,
    Counted.PAYMENT_DAY: Situation._payment_day,
    Counted.AGE: Situation._age,
    Counted.AGE_DAYS: Situation._age_days,
    Counted.AGE_MONTHS: Situation._age_months,
    Counted.AGE_YEARS: Situation._age_years,
    Counted.DAYS_SINCE: Situation._days_since,
    Counted.YEARS_SINCE: Situation._years_since,
}


@lru_cache(maxsize=16)
def _history_of(rows: tuple[Period, ...], schemes: frozenset[Scheme], area: str | None) -> History:
    """The history that the rows of some schemes make, of those of one pooling area only where one is named."""
    kept = (row for row in rows if row.scheme in schemes and area in (None, pooling_area(row.region)))
    return History.of(kept)


_CALENDAR_ALONE = (InsuredAs(CALENDAR, ()),)


def insured_years_open(case: Case, policy: Policy, pay_on: date, insured_year: int | None) -> tuple[InsuredAs, ...]:
    """Every insured year that may be the person's, with what is then known of the person; hardly ever more than one.

    A year of some people's own is only the one that began last or a later one: whoever begins to study in a year was
    no student in the school year before.
    """
    if not policy.insured_year_rows:
        return _CALENDAR_ALONE
    usual = policy.usual_year(pay_on)
    person: dict[str, Known] = {name: _of_the_person(case, policy, name, pay_on) for name in policy.insured_years_ask}
    found = []
    for year, known in policy.insured_years(person, pay_on):
        if year != usual and insured_year is not None and insured_year < year.containing(pay_on):
            found.append(InsuredAs(usual, tuple({**known, **dict.fromkeys(person.keys() & {FRESHMAN}, NO)}.items())))
        else:
            found.append(InsuredAs(year, tuple(known.items())))
    return tuple(dict.fromkeys(found))


def _of_the_person(case: Case, policy: Policy, fact: str, pay_on: date) -> Known:
    return freshman(case, pay_on) if fact == FRESHMAN else belongs(case, policy, fact, pay_on)


def freshman(case: Case, pay_on: date) -> Known:
    """Whether a student entered a university within a year before paying; either, where nobody says.

    The day of `person.since` alone does not tell a university from a school; a year after it nobody is a freshman.
    """
    if STUDENT not in case.person.categories:
        return NO
    ends = freshman_until(case.person)
    return NO if ends is not None and pay_on >= ends else _told(case, FRESHMAN)


def freshman_until(person: Person) -> date | None:
    """The first day on which a student is no freshman any more; None where the first day of study is not known."""
    began = person.since.get(STUDENT)
    return None if began is None else add_months(began, _MONTHS_OF_A_YEAR, MissingDay.LAST_DAY)


def belongs(case: Case, policy: Policy, fact: str, pay_on: date) -> Known:
    """Whether the person belongs to a group; either, where only another place's list is known."""
    newborn = newborn_on(case.person, pay_on, policy.newborn)
    categories = _categories_on(case.person, pay_on, newborn=newborn)
    group = fact.removeprefix(GROUP)
    members = policy.group(group)
    if members & categories:
        return YES
    if newborn is None and NEWBORN in members:
        return EITHER
    if EXEMPT not in group or policy.lists_locally(group) or not categories & SPECIAL_GROUPS:
        return NO
    return _told(case, fact)


def _categories_on(person: Person, pay_on: date, *, newborn: bool | None) -> frozenset[str]:
    begun = {each for each in person.categories if (day := person.since.get(each)) is None or day <= pay_on}
    return frozenset(begun | {NEWBORN} if newborn else begun - {NEWBORN})


def _told(case: Case, fact: str, *, told: bool | None = None) -> Known:
    """What the person has told of a fact, in the case or as the answer to its question; else either."""
    answer = case.answers.get(fact) if told is None else YES if told else NO
    return str(answer) if answer in (YES, NO) else EITHER


def _chosen(case: Case, fact: str) -> Known:
    """What the person has chosen when enrolling; any of the values where nobody has said."""
    answer = str(case.answers.get(fact))
    return answer if answer in FACTS[fact].values else frozenset(FACTS[fact].values)


def birth_year(case: Case, policy: Policy, pay_on: date) -> int | None:
    """The insured year in which the person was born; None where the birth date is not known."""
    birth = case.person.birth_date
    return None if birth is None else policy.usual_year(pay_on).containing(birth)


def birth_year_open(case: Case, policy: Policy, pay_on: date, year: int) -> bool:
    """True where the person was born in the year before an insured year, and that year is not insured."""
    born_in = birth_year(case, policy, pay_on)
    if born_in is None or born_in != year - 1:
        return False
    return not case.history.any_in(policy.usual_year(pay_on).span(born_in), Standing.COVERED)


def _year_begun(month: Month, starts: int) -> Month:
    """The first month of the medical year a month lies in, where such years start in a month of that number."""
    return Month.of(month.year - (month.number < starts), starts)


def _months_between(measure: Measure, first: Month | None, last: Month | None) -> int:
    if first is None or last is None:
        return 0
    return max(last - first - 1 + measure.first_included + measure.last_included, 0)
