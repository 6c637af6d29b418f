"""The schedule of a competition as pages and papers show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from scoreboard.presenters.say import Say
from scoring.engine.competition.commands_schedule import Place, Planned
from scoring.engine.competition.schedule import Clash, group_count, groups_of
from scoring.engine.competition.state import CompetitionState
from scoring.engine.moments import local
from scoring.engine.names import same_form


@dataclass(frozen=True, slots=True)
class Line:
    """A match of the plan: its name, its times as ``09:00–10:00``, its teams with their organisations.  A written
    stage, which no draw divides, has one line for all teams."""

    plan: Planned
    name: str
    day: date
    time: str
    teams: tuple[tuple[str, str], ...]
    match: str = ""


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
    return [(one.name, group) for one in held for group in range(1, group_count(state, one.name) + 1)]


def unplanned(state: CompetitionState, say: Say) -> list[str]:
    """The matches of which nothing is planned."""
    return [place_text(state, place, say) for place in places_of(state) if place not in state.schedule.plans]


def place_text(state: CompetitionState, place: Place, say: Say) -> str:
    """初赛第2组; a stage of one group by its name."""
    stage, group = place
    return stage if group == 1 and group_count(state, stage) == 1 else say("schedule.match", stage=stage, group=group)


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
    groups = groups_of(state, one.stage) or ()
    numbers = groups[one.group - 1] if one.group <= len(groups) else ()
    forms = [state.registrations[no].form for no in numbers]
    made = next((each.match for each in state.played.get(one.stage, ()) if each.group == one.group), "")
    until = "24:00" if ends.date() > begins.date() and f"{ends:%H:%M}" == "00:00" else f"{ends:%H:%M}"
    return Line(
        one,
        place_text(state, one.place, say),
        begins.date(),
        f"{begins:%H:%M}–{until}",
        tuple((form.team, form.unit) for form in forms) or _everyone(state, one.stage, say),
        made,
    )


def _everyone(state: CompetitionState, stage: str, say: Say) -> tuple[tuple[str, str], ...]:
    held = state.stages.stages if state.stages else ()
    written = any(one.name == stage and one.written for one in held)
    return ((say("schedule.all_teams"), ""),) if written else ()
