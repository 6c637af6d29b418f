"""Whether a command about the schedule is allowed, and what its entry holds."""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.competition.commands_schedule import Official, Planned, PublishSchedule, SetDays, SetSchedule
from scoring.engine.competition.facts import Facts
from scoring.engine.competition.schedule import Clash, clashes, same_person
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Conflict, Invalid, Refused
from scoring.engine.kinds import Payload
from scoring.engine.names import tidy

LONGEST_DAYS = 60
"""Most days of a competition from its first to its last."""

LONGEST_MATCH = 24 * 60 * 60 * 1000
"""Longest time of a match in the plan, ms."""

MOST_PLANNED = 1000
"""Most matches of a plan."""

MOST_OFFICIALS = 30
"""Most judges of a match."""

LATEST = 7_289_654_400_000
"""The beginning of 2201, ms since the epoch: no day of a calendar that people can mean is later."""

LONGEST_NAME, LONGEST_UNIT, LONGEST_HALL = 60, 120, 40


def set_days(state: CompetitionState, command: SetDays, at: int, facts: Facts) -> Payload:
    """Around every match that is planned."""
    _check_again(state, again=command.again)
    if state.stages is None:
        raise Refused("stages-not-set")
    if not 0 <= (command.last - command.first).days < LONGEST_DAYS:
        raise Invalid("schedule-days", most=LONGEST_DAYS)
    days = (state.schedule.first, state.schedule.last)
    if days == (command.first, command.last):
        raise Refused("schedule-unchanged")
    within = replace(state, schedule=replace(state.schedule, first=command.first, last=command.last))
    if outside := sum(one.code == "outside-days" for one in clashes(within, state.schedule.plans, at)):
        raise Refused("schedule-days-cut", count=outside)
    return {}


def set_schedule(state: CompetitionState, command: SetSchedule, at: int, facts: Facts) -> Payload:
    """What cannot be is refused, and so is a warning that nobody has accepted."""
    if state.stages is None:
        raise Refused("stages-not-set")
    if state.rules is None:
        raise Refused("registration-not-open")
    _check_again(state, again=command.again)
    if any(state.schedule.edits.get(stage, 0) != edit for stage, edit in command.seen):
        raise Conflict("schedule-changed")
    new = planned(state, command)
    if len(new) > MOST_PLANNED or len({one.place for one in command.matches}) < len(command.matches):
        raise Invalid("schedule-matches", most=MOST_PLANNED)
    held = state.schedule.plans
    for one in command.matches:
        check_planned(one)
    changed = [place for place in {**held, **new} if held.get(place) != new.get(place)]
    found = clashes(state, new, at)
    touched = [one for one in found if one.touches(changed)]
    if hard := [one for one in touched if not one.warning]:
        raise Refused("schedule-impossible", count=len(hard))
    warned = {one.key: one for one in found if one.warning}
    accepted = [key for key in command.accepted if key in warned and key not in state.schedule.accepted]
    if missing := [one for one in open_warnings(state, touched) if one.key not in accepted]:
        raise Refused("schedule-warnings", count=len(missing))
    if not changed and not accepted:
        raise Refused("schedule-unchanged")
    return {"accepted": accepted, "changed": [list(place) for place in changed]}


def publish(state: CompetitionState, command: PublishSchedule, at: int, facts: Facts) -> Payload:
    """Once, where nothing stands against it that nobody has accepted."""
    if state.schedule.published_at:
        raise Refused("schedule-published-already")
    if not state.schedule.plans:
        raise Refused("schedule-empty")
    found = clashes(state, state.schedule.plans, at)
    if count := sum(not one.warning for one in found) + len(open_warnings(state, found)):
        raise Refused("schedule-clashes", count=count)
    return {}


def planned(state: CompetitionState, command: SetSchedule) -> dict[tuple[str, int], Planned]:
    """The plan as the command would make it; raises ``Conflict("schedule-changed")`` where a match that it drops is
    not in the plan any more."""
    held = dict(state.schedule.plans)
    for place in command.dropped:
        if held.pop(place, None) is None:
            raise Conflict("schedule-changed")
    return {**held, **{one.place: one for one in command.matches}}


def open_warnings(state: CompetitionState, found: tuple[Clash, ...] | list[Clash]) -> list[Clash]:
    """The warnings that nobody has accepted."""
    return [one for one in found if one.warning and one.key not in state.schedule.accepted]


def _check_again(state: CompetitionState, *, again: bool) -> None:
    if state.schedule.published_at and not again:
        raise Refused("schedule-published")


def check_planned(one: Planned) -> None:
    """Raises ``Invalid`` for what is wrong with the plan of one match taken alone."""
    where: dict[str, str | int] = {"stage": one.stage, "group": one.group}
    if not 0 < one.ends_at - one.begins_at <= LONGEST_MATCH or not 0 <= one.begins_at < LATEST:
        raise Invalid("schedule-times", **where)
    if not one.hall or len(one.hall) > LONGEST_HALL or tidy(one.hall) != one.hall:
        raise Invalid("schedule-hall", most=LONGEST_HALL, **where)
    if len(one.judges) > MOST_OFFICIALS:
        raise Invalid("schedule-judges", most=MOST_OFFICIALS, **where)
    people = one.officials
    for place, person in enumerate(people):
        _check_person(person, where)
        if any(same_person(person, other) for other in people[:place]):
            raise Invalid("schedule-person-twice", name=person.name, **where)


def _check_person(person: Official, where: dict[str, str | int]) -> None:
    lengths = 0 < len(person.name) <= LONGEST_NAME and len(person.unit) <= LONGEST_UNIT
    if not lengths or tidy(person.name) != person.name or tidy(person.unit) != person.unit:
        raise Invalid("schedule-person", most=LONGEST_NAME, **where)
