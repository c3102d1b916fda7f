"""The deadlines of an answer as a calendar (iCalendar, RFC 5545): whole days, with alarms a week and a day before."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event, vDatetime

from app import __version__
from app.export.deadlines import Deadline, deadlines
from app.export.wanted import NothingToExport, Wanted
from app.report.content.phrases import Phrasing
from app.wording.channels import channel_sentence
from app.wording.phrasebook import Phrasebook, phrase

_MORNING: Final = timedelta(hours=9)
ALARMS: Final = (timedelta(days=7) - _MORNING, timedelta(days=1) - _MORNING)
"""How long before the day begins: at nine in the morning, a week before and a day before. None rings in the past."""


def deadlines_ics(wanted: Wanted) -> bytes:
    """The calendar; `NothingToExport` where no deadline is known. It does not name the person."""
    found = deadlines(wanted)
    if not found:
        raise NothingToExport(phrase("export", "nothing.ics"))
    words = Phrasebook("export", wanted.style.language)
    calendar = Calendar()
    calendar.add("prodid", f"-//xubaotong//{__version__}//{wanted.style.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", words("calendar.name", number=wanted.number))
    for deadline in found:
        calendar.add_component(_event(deadline, wanted, words))
    return bytes(calendar.to_ical())


def _event(deadline: Deadline, wanted: Wanted, words: Phrasebook) -> Event:
    assessment = wanted.assessment
    event = Event()
    event.add("uid", f"{wanted.number}-{deadline.on:%Y%m%d}@xubaotong")
    # not by `add`, which would ask the machine for its time zones; bare systems have none
    event["dtstamp"] = vDatetime(datetime.combine(assessment.as_of, time(), UTC))
    event.add("dtstart", deadline.on)
    event.add("dtend", deadline.on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    summary = words.of(deadline.what)
    event.add("summary", summary)
    region = Phrasing(wanted.style.language).region(wanted.case, assessment.policies)
    channels = wanted.option.channels if wanted.option else ()
    lines = [words.of(deadline.why), *(words.of(channel_sentence(channel)) for channel in channels)]
    lines.append(words("calendar.note", region=region, number=wanted.number))
    event.add("description", "\n".join(filter(None, lines)))
    for before in ALARMS:
        if (datetime.combine(deadline.on, time()) - before).date() <= assessment.as_of:
            continue  # by the time the file is opened it may be over
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", -before)
        event.add_component(alarm)
    return event
