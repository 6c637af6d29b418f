"""The usual values of a campaign as a form: what changes from year to year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scoreboard.presenters.usual_values import Group, UsualValue
from scoring.engine.review.campaign import Campaign, Deadline
from scoring.engine.rulefile.lines import Path

WORDS = "review_organiser"
"""Where the form has its words."""


def usual_values(campaign: Campaign) -> tuple[Group, ...]:
    """The form of a campaign, in the order of the work."""
    return (
        Group("basics", "", tuple(_basics(campaign))),
        *(Group("award", award.name, tuple(_award(campaign, no))) for no, award in enumerate(campaign.awards, 1)),
        *(Group("level", level.name, tuple(_level(campaign, no))) for no, level in enumerate(campaign.levels, 1)),
        *(Group("phase", phase.name, tuple(_phase(campaign, no))) for no, phase in enumerate(campaign.phases, 1)),
        Group("panel", "", tuple(_panel(campaign))),
        *(Group("notice", one.by, tuple(_notice(campaign, no))) for no, one in enumerate(campaign.notices, 1)),
        Group("objections", "", tuple(_objections(campaign))),
        Group("decision", "", tuple(_decision(campaign))),
    )


def _basics(campaign: Campaign) -> Iterator[UsualValue]:
    yield UsualValue(("name",), "name", "text", campaign.name)
    yield UsualValue(("organiser",), "organiser", "text", campaign.organiser)
    yield UsualValue(("opens",), "opens", "day", _day(campaign.opens), needed=False)
    yield from _deadline(("due",), campaign.due, "due")
    yield UsualValue(("personal_until",), "personal_until", "day", _day(campaign.personal_until), needed=False)


def _award(campaign: Campaign, no: int) -> Iterator[UsualValue]:
    award = campaign.awards[no - 1]
    yield UsualValue(("award", no, "places"), "places", "number", str(award.places))
    yield UsualValue(("award", no, "put_forward"), "put_forward", "number", str(award.put_forward))
    quota = "" if award.quota is None else str(award.quota)
    yield UsualValue(("award", no, "quota"), "quota", "number", quota, needed=False)


def _level(campaign: Campaign, no: int) -> Iterator[UsualValue]:
    level = campaign.levels[no - 1]
    yield UsualValue(("level", no, "name"), "level_name", "text", level.name)
    if level.due is None:
        yield UsualValue(("level", no, "due"), "level_due", "deadline", "", needed=False)
    else:
        yield from _deadline(("level", no, "due"), level.due, "level_due")


def _deadline(path: Path, due: Deadline, label: str) -> Iterator[UsualValue]:
    until = "" if due.until is None else due.until.strftime("%H:%M")
    yield UsualValue((*path, "day"), label, "day", _day(due.day))
    yield UsualValue((*path, "until"), "until", "hour", until, needed=False)


def _phase(campaign: Campaign, no: int) -> Iterator[UsualValue]:
    phase = campaign.phases[no - 1]
    yield UsualValue(("phase", no, "first"), "phase_first", "day", _day(phase.first))
    yield UsualValue(("phase", no, "last"), "phase_last", "day", _day(phase.last))


def _panel(campaign: Campaign) -> Iterator[UsualValue]:
    for key in ("drop_high", "drop_low", "least", "fewest"):
        yield UsualValue(("panel", key), key, "number", str(getattr(campaign.panel, key)))


def _notice(campaign: Campaign, no: int) -> Iterator[UsualValue]:
    notice, path = campaign.notices[no - 1], ("notice", no)
    yield UsualValue((*path, "by"), "by", "text", notice.by)
    yield UsualValue((*path, "where"), "where", "lines", "\n".join(notice.where))
    yield UsualValue((*path, "days"), "days", "number", str(notice.days))
    yield UsualValue((*path, "count"), "count", "choice", notice.count, choices=("working", "natural"))
    first = "true" if notice.first_day_counts else "false"
    yield UsualValue((*path, "first_day_counts"), "first_day_counts", "choice", first, choices=("true", "false"))
    yield UsualValue((*path, "order"), "order", "choice", notice.order, choices=("rank", "strokes"))


def _objections(campaign: Campaign) -> Iterator[UsualValue]:
    objections = campaign.objections
    yield UsualValue(("objections", "office"), "office", "text", objections.office)
    yield UsualValue(("objections", "contact"), "contact", "text", objections.contact)
    yield UsualValue(("objections", "answer_days"), "answer_days", "number", str(objections.answer_days))
    yield UsualValue(
        ("objections", "in_time"), "in_time", "choice", objections.in_time, choices=("arrival", "postmark")
    )


def _decision(campaign: Campaign) -> Iterator[UsualValue]:
    decision = campaign.decision
    yield UsualValue(("decision", "by"), "bodies", "lines", "\n".join(decision.by))
    yield UsualValue(("decision", "when"), "when", "choice", decision.when, choices=("after_notice", "before_notice"))
    yield UsualValue(
        ("decision", "vacancy"), "vacancy", "choice", decision.vacancy, choices=("next", "empty", "withdrawn")
    )


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
