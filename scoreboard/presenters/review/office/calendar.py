"""The calendar of a campaign as it stands on a day: its phases, its deadlines, what is due and what is late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from scoreboard.presenters.review.office.words import Words
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.decide_nomination import correction_due
from scoring.engine.review.state import ReviewState

When = Literal["over", "now", "soon", "ahead", "late"]

SOON = timedelta(days=7)
"""A day that is no further away than this is coming soon."""


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One line of the calendar: its name, its days as text, how it stands, and a remark."""

    name: str
    days: str
    when: When
    note: str = ""
    last: date = date.max


def calendar_lines(state: ReviewState, day: date, w: Words) -> tuple[CalendarLine, ...]:
    """Phases first, then every day on which something is due, in order of the days."""
    due = sorted(_due(state, day, w), key=lambda line: line.last)
    return (*_phases(state.rules, day, w), *due)


def campaign_lines(rules: Campaign, day: date, w: Words) -> tuple[CalendarLine, ...]:
    """What everybody may know of it: the phases, and the last days that the campaign names."""
    due = [_entries(rules, day, w)]
    for level in rules.levels:
        if level.due is not None:
            name = w.say("review_office.calendar.level", name=level.name)
            due.append(CalendarLine(name, w.deadline(level.due), _when(day, level.due.day), last=level.due.day))
    return (*_phases(rules, day, w), *sorted(due, key=lambda line: line.last))


def _entries(rules: Campaign, day: date, w: Words) -> CalendarLine:
    name = w.say("review_office.calendar.due")
    return CalendarLine(name, w.deadline(rules.due), _when(day, rules.due.day), last=rules.due.day)


def _phases(rules: Campaign, day: date, w: Words) -> Iterator[CalendarLine]:
    for phase in rules.phases:
        days = w.say("review_office.calendar.span", first=w.day(phase.first), last=w.day(phase.last))
        yield CalendarLine(phase.name, days, _span(day, phase.first, phase.last), phase.does, phase.last)


def _due(state: ReviewState, day: date, w: Words) -> Iterator[CalendarLine]:
    rules, say = state.rules, w.say
    open_ones = [one for one in state.nominations.values() if one.status in ("endorsing", "returned", "vetting")]
    yield _entries(rules, day, w)
    for level in rules.levels:
        if level.due is not None:
            waiting = sum((step := one.waits_for) is not None and step.level == level.id for one in open_ones)
            when = _when(day, level.due.day, waiting=bool(waiting))
            name = say("review_office.calendar.level", name=level.name)
            yield CalendarLine(name, w.deadline(level.due), when, _waiting(waiting, w), level.due.day)
    for one in open_ones:
        if one.status == "returned":
            until = correction_due(rules, one)
            name = say("review_office.calendar.correction", name=one.nominee)
            yield CalendarLine(name, w.deadline(until), _when(day, until.day, waiting=True), last=until.day)
    for notice in state.notices:
        name = say("review_office.calendar.notice", no=notice.no)
        days = say("review_office.calendar.span", first=w.day(notice.first), last=w.day(notice.last))
        yield CalendarLine(name, days, _span(day, notice.first, notice.last), last=notice.last)
    for objection in state.objections:
        if objection.open:
            name = say("review_office.calendar.answer", no=objection.no)
            when = _when(day, objection.answer_by, waiting=True)
            yield CalendarLine(name, w.day(objection.answer_by), when, last=objection.answer_by)
    if rules.personal_until is not None and not state.personal_deleted:
        name = say("review_office.calendar.personal")
        yield CalendarLine(
            name, w.day(rules.personal_until), _when(day, rules.personal_until), last=rules.personal_until
        )


def _waiting(count: int, w: Words) -> str:
    return w.say("review_office.calendar.waiting", count=count) if count else ""


def _span(day: date, first: date, last: date) -> When:
    """How days from ``first`` to ``last`` stand."""
    return "over" if day > last else "now" if day >= first else "ahead"


def _when(day: date, last: date, *, waiting: bool = False) -> When:
    """How a last day stands; it is late where something still waits for it."""
    if day > last:
        return "late" if waiting else "over"
    return "soon" if last - day <= SOON else "ahead"
