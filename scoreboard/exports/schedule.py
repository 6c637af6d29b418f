"""The schedule of a competition on paper: for the door of each hall, a day a page, and for the staff."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scoreboard.exports.papers.blocks import Block, Grid, NewPage, Paper, Title, cells
from scoreboard.exports.tables import SIGNED, Table, Worksheet, wide, xlsx
from scoreboard.presenters.review.moments import day_text
from scoreboard.presenters.say import Say
from scoring.engine.rulefile.printed import Lang
from scoring.usecases.competition.schedule_rows import Row
from scoring.usecases.competition.schedule_table import FIELDS

WIDTHS: dict[float, tuple[int, ...]] = {0: (22, 20, 58), 10.5: (18, 16, 66), 9: (14, 14, 72)}
"""Of the columns of the paper on a door, time, match, teams, by the size of its letters; 0: the usual one."""

MOST_LINES, MOST_SMALL_LINES = 18, 30
"""A page of more lines than the first has smaller letters; one of more than the second has the teams of a match beside
each other and without organisations, so that it stays one page."""

ROOM, SMALL_ROOM = 17, 26
"""How many Chinese characters of a team stand on a line, with the usual letters and with smaller ones."""


@dataclass(frozen=True, slots=True)
class DoorLine:
    """A match on a door: its time, its name, its teams with their organisations, none before the draw."""

    time: str
    match: str
    teams: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Door:
    """What hangs on the door of a hall on one day."""

    day: date
    hall: str
    lines: tuple[DoorLine, ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A match as the staff have it: with its host and judges, each with the organisation."""

    day: date
    time: str
    match: str
    hall: str
    teams: tuple[str, ...]
    host: str
    judges: tuple[str, ...]


def door_paper(title: str, doors: Sequence[Door], say: Say, lang: Lang) -> Paper:
    """A page for each day and hall, in the layout of the house."""
    blocks: list[Block] = []
    for no, door in enumerate(doors):
        blocks += [NewPage()] if no else []
        blocks += [Title(title, f"{day_text(door.day, say)}　{door.hall}"), _grid(door, say)]
    return Paper(say("schedule.door"), tuple(blocks), lang)


def door_xlsx(title: str, doors: Sequence[Door], say: Say) -> bytes:
    """A worksheet for each day and hall."""
    head = [say(f"schedule.column.{name}") for name in ("time", "match", "teams")]
    sheets = []
    for no, door in enumerate(doors, start=1):
        rows = [(one.time, one.match, _teams([with_unit(*team, say) for team in one.teams], say)) for one in door.lines]
        table = Table.of(f"{title} {door.hall}", head, rows, note=day_text(door.day, say))
        sheets.append(Worksheet(_name(f"{no} {door.day:%m-%d} {door.hall}"), table, SIGNED))
    return xlsx(*sheets)


def plan_xlsx(title: str, held: Sequence[PlanLine], say: Say) -> bytes:
    """The whole plan with hosts and judges, for the staff."""
    names = ("day", "time", "match", "hall", "teams", "host", "judges")
    comma = say("organiser.comma")
    rows = [
        (
            day_text(one.day, say),
            one.time,
            one.match,
            one.hall,
            _teams(one.teams, say),
            one.host,
            comma.join(one.judges),
        )
        for one in held
    ]
    return xlsx(
        Worksheet(
            "",
            Table.of(title, [say(f"schedule.column.{name}") for name in names], rows, note=say("schedule.staff")),
            SIGNED,
        )
    )


def planning_xlsx(title: str, named: Sequence[tuple[str, Row]], say: Say) -> bytes:
    """Every match by its name as it is planned, blank where it is not: a form that can be filled in and imported."""
    head = [say(f"schedule.column.{name}") for name in FIELDS]
    rows = [(name, *(getattr(one, field) for field in FIELDS[1:])) for name, one in named]
    return xlsx(Worksheet("", Table.of(title, head, rows, note=say("schedule.form_note"))))


def _grid(door: Door, say: Say) -> Grid:
    head = tuple(say(f"schedule.column.{name}") for name in ("time", "match", "teams"))
    named = [[with_unit(*team, say) for team in one.teams] for one in door.lines]
    size: float = 0 if _lines(named, ROOM) <= MOST_LINES else 10.5
    if size and _lines(named, SMALL_ROOM) > MOST_SMALL_LINES:
        size = 9
        texts = [_teams([name for name, _ in one.teams], say) for one in door.lines]
    else:
        texts = ["\n".join(one) or _teams((), say) for one in named]
    rows = cells(*((one.time, one.match, text) for one, text in zip(door.lines, texts, strict=True)))
    return Grid(head, rows, WIDTHS[size], size)


def _lines(named: Sequence[Sequence[str]], room: int) -> int:
    """How many lines the teams of these matches take where ``room`` Chinese characters stand on one."""
    return sum(max(1, sum(math.ceil(wide(one) / room / 2) for one in teams)) for teams in named)


def with_unit(name: str, unit: str, say: Say) -> str:
    """A name, with the organisation where that is another."""
    return say("schedule.with_unit", name=name, unit=unit) if unit and unit != name else name


def _teams(teams: Sequence[str], say: Say) -> str:
    return say("organiser.comma").join(teams) or say("schedule.to_be_drawn")


def _name(text: str) -> str:
    """A worksheet's name has none of the signs that Excel forbids."""
    return "".join("·" if sign in "[]:*?/\\'" else sign for sign in text)[:31]
