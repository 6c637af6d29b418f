"""The plan of a stage's matches as a form says it: a row for each group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import request

from scoreboard.blueprints.organiser.registration_rules import of_our_time
from scoring.engine.competition.commands_schedule import Official, Planned
from scoring.engine.competition.decide_schedule import MOST_OFFICIALS
from scoring.engine.errors import Invalid
from scoring.engine.moments import local, moment_of
from scoring.engine.names import tidy

LONGEST = 4_000
"""Most signs of a field: more is cut and then refused."""

MOST_HALLS, MOST_MINUTES = 50, 24 * 60

_PARTS = re.compile("[,，、/\t;；]")


@dataclass(frozen=True, slots=True)
class Row:
    """A match's row as the form shows it."""

    group: int
    day: str = ""
    begin: str = ""
    end: str = ""
    hall: str = ""
    host: str = ""
    judges: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing is said of the match."""
        return not any((self.day, self.begin, self.end, self.hall, self.host, self.judges))


def row_of(group: int, one: Planned | None, zone: str) -> Row:
    """What is planned of a group's match."""
    if one is None:
        return Row(group)
    begins, ends = local(one.begins_at, zone), local(one.ends_at, zone)
    host = _said(one.host) if one.host else ""
    judges = "\n".join(_said(judge) for judge in one.judges)
    return Row(group, f"{begins:%Y-%m-%d}", f"{begins:%H:%M}", f"{ends:%H:%M}", one.hall, host, judges)


def typed_row(group: int) -> Row:
    """What was typed for a group's match."""
    names = ("day", "begin", "end", "hall", "host", "judges")
    return Row(group, *(request.form.get(f"{name}{group}", "").strip()[:LONGEST] for name in names))


def planned_of(row: Row, stage: str, zone: str) -> Planned:
    """The match that a row plans; raises ``Invalid("schedule-row")`` where its day or time cannot be read."""
    day = _read(row, stage, "day", row.day.replace("/", "-"), "%Y-%m-%d").date()
    begin, end = (_read(row, stage, name, getattr(row, name)[:5], "%H:%M").time() for name in ("begin", "end"))
    until = day + timedelta(days=1) if end == end.min else day  # a match that ends at midnight
    hosts = _people(row.host)
    if len(hosts) > 1:
        raise Invalid("schedule-row", stage=stage, group=row.group, place="host")
    return Planned(
        stage,
        row.group,
        moment_of(day, zone, begin),
        moment_of(until, zone, end),
        tidy(row.hall),
        hosts[0] if hosts else None,
        _people(row.judges),
    )


def filled(rows: Sequence[Row]) -> list[Row]:
    """The rows one after the other by the day, the first beginning, the length and the halls that the address says;
    unchanged where it says none.  Raises ``Invalid("schedule-fill")``."""
    args = request.args
    if "fill" not in args:
        return list(rows)
    halls = [tidy(one) for one in re.split("[,，、;；\n]", args.get("halls", "")[:LONGEST]) if tidy(one)]
    minutes, pause = (_minutes(args.get(name, "")) for name in ("minutes", "pause"))
    try:
        first = of_our_time(datetime.strptime(f"{args['day']} {args['begin']}", "%Y-%m-%d %H:%M"))  # noqa: DTZ007
    except (KeyError, ValueError):
        raise Invalid("schedule-fill") from None
    if not 1 <= len(halls) <= MOST_HALLS or not minutes:
        raise Invalid("schedule-fill")
    made = []
    for place, row in enumerate(rows):
        begins = first + timedelta(minutes=(minutes + pause) * (place // len(halls)))
        ends, hall = begins + timedelta(minutes=minutes), halls[place % len(halls)]
        made.append(
            Row(row.group, f"{begins:%Y-%m-%d}", f"{begins:%H:%M}", f"{ends:%H:%M}", hall, row.host, row.judges)
        )
    return made


def day_typed(name: str) -> date:
    """A day of the form; raises ``Invalid("time-unreadable")``."""
    text = request.form.get(name, "").strip().replace("/", "-")[:10]
    try:
        return of_our_time(datetime.strptime(text, "%Y-%m-%d")).date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise Invalid("time-unreadable", text=text) from None


def _minutes(text: str) -> int:
    text = text.strip() or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 5 and int(text) <= MOST_MINUTES):
        raise Invalid("schedule-fill")
    return int(text)


def _read(row: Row, stage: str, place: str, text: str, shape: str) -> datetime:
    try:
        read = datetime.strptime(text, shape)  # noqa: DTZ007  the zone is the event's
        return of_our_time(read) if place == "day" else read
    except ValueError:
        raise Invalid("schedule-row", stage=stage, group=row.group, place=place) from None


def _people(text: str) -> tuple[Official, ...]:
    """A person a line: the name, then after a comma or a blank the organisation."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(Official(*name_and_unit(line)) for line in lines[: MOST_OFFICIALS + 1])


def name_and_unit(line: str) -> tuple[str, str]:
    """The name of a person and, after a comma or a blank, the organisation ("" where there is none)."""
    parts = _PARTS.split(line.strip(), maxsplit=1)
    if len(parts) == 1 and not line.isascii():
        parts = line.split(maxsplit=1)
    return tidy(parts[0]) if parts else "", tidy(parts[1]) if len(parts) > 1 else ""


def _said(one: Official) -> str:
    return f"{one.name}，{one.unit}" if one.unit else one.name
