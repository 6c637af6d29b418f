"""A match of the plan as people write it, in a form or a table, and what is read of that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from scoring.engine.competition.commands_schedule import Official, Planned
from scoring.engine.competition.decide_schedule import MOST_OFFICIALS
from scoring.engine.errors import Invalid
from scoring.engine.moments import local, moment_of
from scoring.engine.names import tidy

YEARS = range(2000, 2201)
"""Years that somebody can mean."""

_PARTS = re.compile("[,，、/\t;；]")


@dataclass(frozen=True, slots=True)
class Row:
    """A match's row: the day as ``2026-06-06``, times as ``09:30``, a judge a line."""

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


def name_and_unit(line: str) -> tuple[str, str]:
    """The name of a person and, after a comma or a blank, the organisation ("" where there is none)."""
    parts = _PARTS.split(line.strip(), maxsplit=1)
    if len(parts) == 1 and not line.isascii():
        parts = line.split(maxsplit=1)
    return tidy(parts[0]) if parts else "", tidy(parts[1]) if len(parts) > 1 else ""


def of_our_time(read: datetime) -> datetime:
    """The same; raises ``ValueError`` for a year that nobody means."""
    if read.year not in YEARS:
        raise ValueError(read.year)
    return read


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


def _said(one: Official) -> str:
    return f"{one.name}，{one.unit}" if one.unit else one.name
