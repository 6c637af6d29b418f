"""What stands against a plan of a competition's matches.

What cannot be is refused: two matches in one hall, a team at two places, a match before its draw, before the end of the
stage before it, or outside the competition's days.  What people may decide is a warning, which a person accepts with a
reason: a judge or host of a team's own organisation, one who is at two places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from scoring.engine.competition.commands_schedule import Official, Place, Planned
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import matches_of, tie_off_at, tie_offs_of
from scoring.engine.moments import local
from scoring.engine.names import same_form

ClashCode = Literal[
    "no-such-group",
    "outside-days",
    "before-draw",
    "before-stage",
    "hall-taken",
    "team-twice",
    "judge-of-unit",
    "host-of-unit",
    "person-twice",
]

WARNINGS: frozenset[ClashCode] = frozenset({"judge-of-unit", "host-of-unit", "person-twice"})
"""What a person may accept; everything else cannot be."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that stands against the plan.  ``place``: the match · ``other``: the second one, where there are two ·
    ``name``: the person, hall or team that it is about · ``unit``: the organisation that is the same."""

    code: ClashCode
    place: Place
    other: Place | None = None
    name: str = ""
    unit: str = ""

    @property
    def warning(self) -> bool:
        """Whether a person may accept it."""
        return self.code in WARNINGS

    @property
    def key(self) -> str:
        """What names it for ever: the same people at the same matches."""
        where = [*self.place, *(self.other or ())]
        return "|".join((self.code, *map(str, where), same_form(self.name), same_form(self.unit)))

    def touches(self, places: Sequence[Place]) -> bool:
        """Whether one of these matches is among its own."""
        return self.place in places or self.other in places


def groups_of(state: CompetitionState, stage: str) -> tuple[tuple[int, ...], ...] | None:
    """The groups of a stage's last draw without teams that have left; None while they are not drawn."""
    found = state.draw_of(stage)
    if found is None or found.groups is None:
        return None
    return tuple(tuple(no for no in group if state.registrations[no].live) for group in found.groups)


def group_count(state: CompetitionState, stage: str) -> int:
    """How many groups a stage has: as drawn, else as its rules say."""
    drawn = groups_of(state, stage)
    if drawn is not None:
        return len(drawn)
    found = state.stages.find(stage) if state.stages else None
    return found.groups if found else 0


def places_of(state: CompetitionState, stage: str) -> tuple[Place, ...]:
    """Every match of a stage as a place of the plan, made or not: its groups, then its tie-offs."""
    groups = tuple((stage, group) for group in range(1, group_count(state, stage) + 1))
    return (*groups, *((stage, one.match.group) for one in tie_offs_of(state, stage)))


def teams_at(state: CompetitionState, place: Place) -> tuple[int, ...]:
    """The teams of a match that have not left, by number; none before its groups are drawn."""
    stage, group = place
    if (tie_off := tie_off_at(state, stage, group)) is not None:
        return tuple(no for _, no in tie_off.match.teams if state.registrations[no].live)
    groups = groups_of(state, stage) or ()
    return groups[group - 1] if 1 <= group <= len(groups) else ()


def match_at(state: CompetitionState, place: Place) -> str:
    """The id of the match at a place; "" before it is made."""
    stage, group = place
    return next((one.match for one in matches_of(state, stage) if one.group == group), "")


def clashes(state: CompetitionState, plans: Mapping[Place, Planned], now: int) -> tuple[Clash, ...]:
    """Everything that stands against ``plans`` at ``now``, ms since the epoch: of single matches, then of two."""
    ordered = sorted(plans.values(), key=lambda one: (one.begins_at, one.place))
    single = [clash for one in ordered for clash in _single(state, one, now)]
    double = [clash for one, other in _pairs(state, ordered) for clash in _double(state, one, other)]
    return (*single, *double)


def _pairs(state: CompetitionState, ordered: Sequence[Planned]) -> Iterator[tuple[Planned, Planned]]:
    """The pairs that can stand against each other, the earlier first: at one time, or a later stage before an earlier
    one.  Of a thousand matches that are few."""
    ranks = [_rank(state, one.stage) for one in ordered]
    for (one, early), (other, late) in combinations(zip(ordered, ranks, strict=True), 2):
        if early > late or other.begins_at < one.ends_at:
            yield one, other


def _single(state: CompetitionState, one: Planned, now: int) -> Iterator[Clash]:
    if one.place not in places_of(state, one.stage):
        yield Clash("no-such-group", one.place)
        return
    if _outside(state, one):
        yield Clash("outside-days", one.place)
    if one.begins_at < _drawn_at(state, one.place, now):
        yield Clash("before-draw", one.place)
    units = {
        same_form(unit): unit for no in teams_at(state, one.place) for unit in (state.registrations[no].form.unit,)
    }
    for person in one.officials:
        if person.unit and (unit := units.get(same_form(person.unit))):
            yield Clash("host-of-unit" if person == one.host else "judge-of-unit", one.place, None, person.name, unit)


def _double(state: CompetitionState, one: Planned, other: Planned) -> Iterator[Clash]:
    """``one`` begins first, or at the same moment."""
    early, late = sorted((one, other), key=lambda each: _rank(state, each.stage))
    if _rank(state, early.stage) < _rank(state, late.stage) and late.begins_at < early.ends_at:
        yield Clash("before-stage", late.place, early.place)
    if not one.overlaps(other):
        return
    if same_form(one.hall) == same_form(other.hall):
        yield Clash("hall-taken", other.place, one.place, other.hall)
    for no in sorted(set(teams_at(state, one.place)) & set(teams_at(state, other.place))):
        yield Clash("team-twice", other.place, one.place, state.registrations[no].form.team)
    for person in other.officials:
        if any(same_person(person, there) for there in one.officials):
            yield Clash("person-twice", other.place, one.place, person.name)


def same_person(one: Official, other: Official) -> bool:
    """Whether two entries mean one person: the same name, and no two organisations."""
    units = {same_form(unit) for unit in (one.unit, other.unit) if unit}
    return same_form(one.name) == same_form(other.name) and len(units) < 2


def _outside(state: CompetitionState, one: Planned) -> bool:
    first, last = state.schedule.first, state.schedule.last
    if state.rules is None or first is None or last is None:
        return False
    zone = state.rules.zone
    return local(one.begins_at, zone).date() < first or local(one.ends_at - 1, zone).date() > last


def _drawn_at(state: CompetitionState, place: Place, now: int) -> int:
    """When the groups of a stage were drawn; the first moment that is left for it where they are not.  A written stage
    and a tie-off have no draw."""
    stage, group = place
    if tie_off_at(state, stage, group) is not None:
        return 0
    rule = state.stages.find(stage) if state.stages else None
    if rule is not None and rule.written:
        return 0
    found = state.draw_of(stage)
    return now if found is None or found.groups is None else found.made_at or found.at


def _rank(state: CompetitionState, stage: str) -> int:
    held = state.stages.stages if state.stages else ()
    return next((place for place, one in enumerate(held) if one.name == stage), -1)
