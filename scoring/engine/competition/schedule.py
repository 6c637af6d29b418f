"""What stands against a plan of a competition's matches.

What cannot be is refused: two matches in one hall, a team at two places, a match before its draw, before the end of the
stage before it, or outside the competition's days.  What people may decide is a warning, which a person accepts with a
reason: a judge or host of a team's own organisation, one who is at two places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    known, ordered = _Known(state), sorted(plans.values(), key=lambda one: (one.begins_at, one.place))
    single = [clash for one in ordered for clash in _single(known, one, now)]
    double = [clash for one, other in _pairs(known, ordered) for clash in _double(known, one, other)]
    return (*single, *double)


class _Known:
    """What every match of a plan is compared by, made once for all of them."""

    def __init__(self, state: CompetitionState) -> None:
        self.state = state
        stages = state.stages.stages if state.stages else ()
        self._ranks = {one.name: rank for rank, one in enumerate(stages)}
        self._places: dict[str, frozenset[Place]] = {}
        self._groups: dict[str, tuple[tuple[int, ...], ...]] = {}
        self._forms: dict[str, str] = {}

    def rank(self, one: Planned) -> int:
        """The place of its stage among the stages, -1 for none."""
        return self._ranks.get(one.stage, -1)

    def has(self, place: Place) -> bool:
        """Whether there is such a match."""
        stage = place[0]
        if stage not in self._places:
            self._places[stage] = frozenset(places_of(self.state, stage))
        return place in self._places[stage]

    def teams(self, one: Planned) -> tuple[int, ...]:
        """As ``teams_at``."""
        if one.stage not in self._groups:
            self._groups[one.stage] = groups_of(self.state, one.stage) or ()
        groups = self._groups[one.stage]
        return groups[one.group - 1] if 1 <= one.group <= len(groups) else teams_at(self.state, one.place)

    def form(self, text: str) -> str:
        """How a name looks."""
        if text not in self._forms:
            self._forms[text] = same_form(text)
        return self._forms[text]

    def same_person(self, one: Official, other: Official) -> bool:
        """As ``same_person``."""
        units = {self.form(unit) for unit in (one.unit, other.unit) if unit}
        return self.form(one.name) == self.form(other.name) and len(units) < 2


def _pairs(known: _Known, ordered: Sequence[Planned]) -> Iterator[tuple[Planned, Planned]]:
    """The pairs that can stand against each other, the earlier first: at one time, or a later stage before an earlier
    one.  Of a thousand matches that are few, and only they are looked at."""
    found: set[tuple[int, int]] = set()
    before: dict[int, list[int]] = {}
    for later, other in enumerate(ordered):
        rank = known.rank(other)
        found.update((early, later) for high in before if high > rank for early in before[high])
        before.setdefault(rank, []).append(later)
    for early, one in enumerate(ordered):
        for later in range(early + 1, len(ordered)):
            if ordered[later].begins_at >= one.ends_at:
                break
            found.add((early, later))
    return ((ordered[early], ordered[later]) for early, later in sorted(found))


def _single(known: _Known, one: Planned, now: int) -> Iterator[Clash]:
    state = known.state
    if not known.has(one.place):
        yield Clash("no-such-group", one.place)
        return
    if _outside(state, one):
        yield Clash("outside-days", one.place)
    if one.begins_at < _drawn_at(state, one.place, now):
        yield Clash("before-draw", one.place)
    said = [state.registrations[no].form.unit for no in known.teams(one)]
    units = {known.form(unit): unit for unit in said}
    for person in one.officials:
        if person.unit and (unit := units.get(known.form(person.unit))):
            yield Clash("host-of-unit" if person == one.host else "judge-of-unit", one.place, None, person.name, unit)


def _double(known: _Known, one: Planned, other: Planned) -> Iterator[Clash]:
    """``one`` begins first, or at the same moment."""
    early, late = sorted((one, other), key=known.rank)
    if known.rank(early) < known.rank(late) and late.begins_at < early.ends_at:
        yield Clash("before-stage", late.place, early.place)
    if not one.overlaps(other):
        return
    if known.form(one.hall) == known.form(other.hall):
        yield Clash("hall-taken", other.place, one.place, other.hall)
    for no in sorted(set(known.teams(one)) & set(known.teams(other))):
        yield Clash("team-twice", other.place, one.place, known.state.registrations[no].form.team)
    for person in other.officials:
        if any(known.same_person(person, there) for there in one.officials):
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
