"""The usual values of a campaign as a form: what stands in each field, and what its text means for the TOML file.

The form has what changes from year to year; all else is edited in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scoreboard.presenters.say import Say
from scoring.engine.errors import Invalid
from scoring.engine.review.campaign import Campaign, Deadline
from scoring.engine.rulefile.edit import Value
from scoring.engine.rulefile.lines import Path

Input = Literal["text", "day", "hour", "number", "choice", "lines", "deadline"]

_HOUR = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")
LONGEST = 2000
"""Most signs of a field of the form."""


@dataclass(frozen=True, slots=True)
class UsualValue:
    """One field.  ``path``: where it stands in the file · ``label``: the key of its words · ``text``: what it is now ·
    ``choices``: the values of a choice · ``needed``: it cannot be empty.  The input ``deadline`` is the day of a table
    that is not there yet."""

    path: Path
    label: str
    input: Input
    text: str
    needed: bool = True
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its name in the form."""
        return "-".join(map(str, self.path))


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together; ``of``: the name of what they belong to, "" where the heading says all."""

    heading: str
    of: str
    values: tuple[UsualValue, ...]


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


def called(group: Group, one: UsualValue, say: Say) -> str:
    """What the form calls a field, with what it belongs to."""
    heading = group.of or say(f"review_organiser.group.{group.heading}")
    return f"{heading} · {say(f'review_organiser.values.{one.label}')}"


def read_values(campaign: Campaign, form: Mapping[str, str], say: Say) -> Mapping[Path, Value]:
    """What the form says, by its place in the file; a field that the form does not have stays as it is.

    Raises ``Invalid("value-unreadable")`` with what the form calls the field, and what was typed.
    """
    found: dict[Path, Value] = {}
    for group in usual_values(campaign):
        for one in group.values:
            typed = form.get(one.name)
            if typed is not None and _same(typed) != _same(one.text):
                try:
                    found[one.path] = _value(one, typed.strip())
                except ValueError:
                    where = called(group, one, say)
                    raise Invalid("value-unreadable", field=where, found=typed.strip()[:40]) from None
    return found


def _same(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _value(one: UsualValue, typed: str) -> Value:
    """The value that was typed; raises ``ValueError``."""
    if len(typed) > LONGEST or (one.needed and not typed) or (one.choices and typed not in one.choices):
        raise ValueError
    return _READERS[one.input](typed) if typed else None


def _number(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or len(typed) > 9:
        raise ValueError
    return int(typed)


def _hour(typed: str) -> str:
    found = typed.replace("：", ":")
    if not _HOUR.fullmatch(found):
        raise ValueError
    return found.zfill(5)


_READERS: Mapping[Input, Callable[[str], Value]] = {
    "text": lambda typed: " ".join(typed.split()),
    "day": date.fromisoformat,
    "deadline": lambda typed: {"day": date.fromisoformat(typed)},
    "hour": _hour,
    "number": _number,
    "choice": lambda typed: typed == "true" if typed in ("true", "false") else typed,
    "lines": lambda typed: [line.strip() for line in typed.splitlines() if line.strip()],
}


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
