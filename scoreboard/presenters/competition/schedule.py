"""The schedule of a competition as pages and papers show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from scoreboard.presenters.competition.level import in_order
from scoreboard.presenters.say import Say
from scoring.engine.competition.advance import RUNNERS_UP
from scoring.engine.competition.commands_schedule import Place, Planned
from scoring.engine.competition.schedule import Clash, group_count, match_at, teams_at
from scoring.engine.competition.schedule import places_of as places_of_stage
from scoring.engine.competition.stages_state import TieOff
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import tie_off_at, tie_offs_of
from scoring.engine.moments import local
from scoring.engine.names import same_form


@dataclass(frozen=True, slots=True)
class Line:
    """A match of the plan: its name, its times as ``09:00–10:00``, its teams with their organisations.  A written
    stage, which no draw divides, has one line for all teams.  ``level``: a tie-off, whose teams nothing parts yet."""

    plan: Planned
    name: str
    day: date
    time: str
    teams: tuple[tuple[str, str], ...]
    match: str = ""
    level: bool = False


def lines(state: CompetitionState, zone: str, say: Say) -> list[Line]:
    """Every match of the plan by its beginning."""
    return [_line(state, one, zone, say) for one in state.schedule.in_order]


def by_day(held: Sequence[Line]) -> list[tuple[date, list[Line]]]:
    """The same, day by day."""
    return [(day, list(own)) for day, own in groupby(held, key=lambda one: one.day)]


def by_hall(held: Sequence[Line]) -> list[tuple[date, str, list[Line]]]:
    """The same, a part for each day and hall: what hangs on a door."""
    ordered = sorted(held, key=lambda one: (one.day, one.plan.hall, one.plan.begins_at))
    return [(day, hall, list(own)) for (day, hall), own in groupby(ordered, key=lambda one: (one.day, one.plan.hall))]


def places_of(state: CompetitionState) -> list[Place]:
    """Every match that the stages have, planned or not."""
    held = state.stages.stages if state.stages else ()
    return [place for one in held for place in places_of_stage(state, one.name)]


def unplanned(state: CompetitionState, say: Say) -> list[str]:
    """The matches of which nothing is planned."""
    return [place_text(state, place, say) for place in places_of(state) if place not in state.schedule.plans]


def place_text(state: CompetitionState, place: Place, say: Say) -> str:
    """初赛第2组; a stage of one group by its name; a tie-off 初赛加赛, of a group 初赛第2组加赛."""
    stage, group = place
    if (tie_off := tie_off_at(state, stage, group)) is not None:
        return tie_off_text(state, tie_off, say)
    return stage if group == 1 and group_count(state, stage) == 1 else say("schedule.match", stage=stage, group=group)


def tie_off_text(state: CompetitionState, one: TieOff, say: Say) -> str:
    """What a tie-off is called: by its line, and from the second of a line on by its number among them."""
    return new_tie_off_text(state, one.stage, one.where, say, before=one.match.group)


def new_tie_off_text(state: CompetitionState, stage: str, where: str, say: Say, before: int = 0) -> str:
    """What the next tie-off of a line is called; ``before``: as the one with this number was."""
    held = [one for one in tie_offs_of(state, stage) if one.where == where]
    no = 1 + (sum(one.match.group < before for one in held) if before else len(held))
    own = stage if where == RUNNERS_UP else place_text(state, (stage, int(where)), say)
    return say("schedule.tie_off", match=own) if no == 1 else say("schedule.tie_off_again", match=own, no=no)


def match_names(state: CompetitionState, *says: Say) -> dict[str, Place]:
    """Every match of the stages by the form of each name that it may have in a table."""
    places = places_of(state)
    named = {same_form(f"{stage} {group}"): (stage, group) for stage, group in places}
    return named | {same_form(place_text(state, place, say)): place for say in says for place in places}


def clash_text(state: CompetitionState, one: Clash, say: Say) -> str:
    """What stands against the plan, in a sentence."""
    other = place_text(state, one.other, say) if one.other else ""
    return say(
        f"schedule.clash.{one.code}",
        match=place_text(state, one.place, say),
        other=other,
        name=one.name,
        unit=one.unit,
    )


def _line(state: CompetitionState, one: Planned, zone: str, say: Say) -> Line:
    begins, ends = local(one.begins_at, zone), local(one.ends_at, zone)
    level = tie_off_at(state, *one.place) is not None
    numbers = teams_at(state, one.place)
    forms = [state.registrations[no].form for no in (in_order(numbers) if level else numbers)]
    until = "24:00" if ends.date() > begins.date() and f"{ends:%H:%M}" == "00:00" else f"{ends:%H:%M}"
    return Line(
        one,
        place_text(state, one.place, say),
        begins.date(),
        f"{begins:%H:%M}–{until}",
        tuple((form.team, form.unit) for form in forms) or _everyone(state, one.stage, say),
        match_at(state, one.place),
        level,
    )


def _everyone(state: CompetitionState, stage: str, say: Say) -> tuple[tuple[str, str], ...]:
    held = state.stages.stages if state.stages else ()
    written = any(one.name == stage and one.written for one in held)
    return ((say("schedule.all_teams"), ""),) if written else ()
