"""A window left open over midnight: the clock is asked, and no case changes its day unseen."""

from datetime import date, timedelta

import pytest

from app.rules.bilingual import Bilingual
from app.rules.record.months import Month, Span
from app.ui.state.edits import Brush, painted
from app.ui.window.main_window import MainWindow
from app.ui.window.notices import AS_OF, CLOCK
from tests.ui.conftest import Answers, settled

EVENING = date(2028, 2, 28)  # the next day is a leap day


class Wall:
    """The clock on the wall."""

    def __init__(self, day):
        self.day = day

    def __call__(self):
        return self.day


@pytest.fixture
def clock(today):
    return Wall(today)


@pytest.fixture
def today():
    return EVENING


@pytest.fixture
def night(qtbot, engine, clock, nothing_left_running):
    window = MainWindow(clock)
    window.boxes = Answers(unsaved="discard")
    qtbot.addWidget(window, before_close_func=lambda window: window.session.start(window.session.state.case, EVENING))
    window.open_desk()
    window.use_engine(engine)
    return window


def midnight(window, clock, days=1):
    clock.day += timedelta(days=days)
    window._day.look()  # noqa: SLF001  what the timer does


def fill(window):
    case = window.session.state.case
    span = Span(Month.of(2026, 1), Month.of(2028, 1))
    window.session.edit(Bilingual("改", "edit"), painted(case, span, Brush.FLEXIBLE))


def test_an_untouched_case_counts_from_the_new_day(night, clock):
    midnight(night, clock)
    assert night.session.state.as_of == date(2028, 2, 29)
    assert not night.session.state.unsaved
    assert AS_OF not in night.notices.notices
    assert night.place.as_of.text() == "2028-02-29"


def test_a_case_at_work_keeps_its_day_says_so_and_offers_today(night, clock):
    fill(night)
    midnight(night, clock)
    assert night.session.state.as_of == EVENING
    notice = night.notices.notices[AS_OF]
    assert "2028年2月28日 开始录的" in notice.text.zh
    assert "2028年2月29日" in notice.text.zh
    notice.answers[0][1]()
    assert night.session.state.as_of == date(2028, 2, 29)
    assert AS_OF not in night.notices.notices
    midnight(night, clock)
    assert "2028年3月1日" in night.notices.notices[AS_OF].text.zh


def test_the_next_person_and_a_file_without_a_day_are_of_the_new_day(night, clock, tmp_path):
    fill(night)
    midnight(night, clock)
    night.files.start_new()
    assert night.session.state.as_of == date(2028, 2, 29)
    path = tmp_path / "case.json"
    path.write_text('{"format": "xubaotong.case/1", "region": "140100", "periods": []}', encoding="utf-8")
    night.files.open(path)
    assert night.session.state.as_of == date(2028, 2, 29)


def test_a_file_that_holds_another_day_says_it_is_the_files(night, clock, tmp_path):
    path = tmp_path / "case.json"
    path.write_text(
        '{"format": "xubaotong.case/1", "region": "140100", "as_of": "2028-02-29", "periods": []}', encoding="utf-8"
    )
    night.files.open(path)
    assert "存的基准日是 2028年2月29日" in night.notices.notices[AS_OF].text.zh
    midnight(night, clock)
    assert AS_OF not in night.notices.notices, "now it is today's"
    midnight(night, clock)
    assert "今天是 2028年3月1日" in night.notices.notices[AS_OF].text.zh


def test_a_computer_whose_clock_jumps_back_is_warned_of_at_once(night, clock):
    assert CLOCK not in night.notices.notices
    clock.day = date(2020, 1, 1)
    night._day.look()  # noqa: SLF001  what the timer does
    assert CLOCK in night.notices.notices


def test_a_year_without_a_calendar_of_holidays_is_answered(qtbot, night, clock):
    clock.day = date(2035, 10, 1)
    night._day.look()  # noqa: SLF001  what the timer does
    fill(night)
    assert settled(qtbot, night).assessment.as_of == date(2035, 10, 1)
