"""The overview of a competition, built from what the hall knows of each match.

A match's part is remembered as long as its state is the same, so that a view after an entry costs one match.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scoreboard.presenters.competition.audience import Audience
from scoreboard.presenters.competition.known import Known, known_of, nothing_yet
from scoreboard.presenters.competition.views import (
    CompetitionOperatorView,
    CompetitionView,
    EventPart,
    GroupPart,
    MatchLinePart,
    PlannedPart,
    ProgressPart,
    RankingCuePart,
    SeatsPart,
    StagePart,
    StandingPart,
    Told,
)
from scoreboard.presenters.face import face_part
from scoreboard.presenters.presence import PresencePart
from scoreboard.presenters.remembered import Remembered
from scoreboard.presenters.warnings import WarningPart
from scoring.engine.codec import decimal_text
from scoring.engine.competition.commands_schedule import Place
from scoring.engine.competition.commands_stages import GroupMatch
from scoring.engine.competition.fates import Fate, Unplayed, fates
from scoring.engine.competition.stages_state import Advance, StageRules
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import BEYOND_GROUPS, all_matches, matches_of
from scoring.engine.moments import local
from scoring.engine.quiz.state import MatchState
from scoring.engine.stages import Stage
from scoring.usecases.competition.facts import approved_names, numbers_of
from scoring.usecases.face_records import EventFace
from scoring.usecases.records import Competition, Match

MOST_LEADING = 3
"""Names of leading teams in one line."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that the views of one competition at one moment are made of.  ``matches``: with their states, in order of
    creation · ``prepared``: the ids of those whose questions and stations are there · ``face``: what its screens show
    beside titles and theme."""

    record: Competition
    state: CompetitionState
    matches: Sequence[Match]
    states: Mapping[str, MatchState]
    prepared: frozenset[str] = frozenset()
    face: EventFace = field(default=EventFace(""))


@dataclass(frozen=True, slots=True)
class Memory:
    """What was made of the same states before."""

    matches: Remembered[Known] = field(default_factory=Remembered)
    fates: Remembered[dict[int, Fate]] = field(default_factory=Remembered)


def hall_view(at: Snapshot, audience: Audience, memory: Memory, *, now: int, epoch: str) -> CompetitionView:
    """The view of the hall's screens of one stage."""
    rules = at.state.stages
    stage = None if rules is None else _stage_shown(at.state, rules, audience.stage)
    groups = matches_of(at.state, stage.name) if stage is not None else ()
    known = [_known(at, memory, one.match, one.teams) for one in groups]
    view: CompetitionView = {
        "epoch": epoch,
        "seq": _seq(at, known),
        "now": now,
        "audience": "display",
        "event": _event(at.record),
        "stage": None if stage is None or rules is None else _stage(at, memory, rules, stage, groups, known),
    }
    if (face := face_part(at.face)) is not None:
        view["face"] = face
    return view


def operator_view(
    at: Snapshot,
    memory: Memory,
    *,
    now: int,
    epoch: str,
    seats: Mapping[str, Sequence[PresencePart]],
    screens: Sequence[PresencePart],
    warnings: Sequence[WarningPart],
) -> CompetitionOperatorView:
    """The view of the operator.  ``seats``: of each match, by its id · ``screens``: of the hall."""
    own = {one.match: one.teams for _, one in all_matches(at.state)}
    places = {one.match: (stage, one.group) for stage, one in all_matches(at.state)}
    known = {one.id: _known(at, memory, one.id, own.get(one.id, ())) for one in at.matches}
    return {
        "epoch": epoch,
        "seq": _seq(at, [one for one in known.values() if one is not None]),
        "now": now,
        "audience": "operator",
        "event": _event(at.record),
        "matches": [
            _line(at.state, one, places.get(one.id), known[one.id], seats.get(one.id, ())) for one in at.matches
        ],
        "rankings": _rankings(at.state),
        "screens": _seats(screens, "display"),
        "warnings": list(warnings),
    }


def _known(at: Snapshot, memory: Memory, match: str, teams: Sequence[tuple[str, int]]) -> Known | None:
    """None for a match that is gone."""
    state = at.states.get(match)
    if state is None:
        return None
    prepared = match in at.prepared

    def make() -> Known:
        own = [(team, no) for team, no in teams if at.state.registrations[no].live]
        numbers = numbers_of(state, own, approved_names(at.state)) if state.phase != "setup" else dict(own)
        return known_of(state, numbers, prepared=prepared)

    return memory.matches.of(match, (state, at.state, prepared), make)


def _seq(at: Snapshot, known: Sequence[Known | None]) -> int:
    """Grows with everything that a view shows; it counts no form that was handed in and no mark that was given."""
    steps = len(at.state.draws) + sum(one.groups is not None for one in at.state.draws) + len(at.state.played)
    steps += len(at.state.tie_offs) + sum(len(one.published) + one.cues for one in at.state.written.values())
    steps += bool(at.state.schedule.published_at) + len(at.state.schedule.changes)
    steps += len(at.state.advances) + sum(bool(one.confirmed) for one in at.state.advances)
    return steps + sum(one.seq for one in known if one is not None)


def _stage_shown(state: CompetitionState, rules: StageRules, place: int) -> Stage:
    """The stage at this place, from 1; else the newest one that was drawn, the first before any draw."""
    if 1 <= place <= len(rules.stages):
        return rules.stages[place - 1]
    drawn = {one.stage for one in state.draws if one.groups is not None}
    return next((one for one in reversed(rules.stages) if one.name in drawn), rules.stages[0])


def _stage(
    at: Snapshot,
    memory: Memory,
    rules: StageRules,
    stage: Stage,
    groups: Sequence[GroupMatch],
    known: Sequence[Known | None],
) -> StagePart:
    advance = at.state.advance_of(stage.name)
    if any(one is not None and one.frozen for one in known):
        advance = None  # who goes on follows from tables that the public does not have yet, those of tie-offs too
    confirmed = advance if advance is not None and advance.confirmed else None
    drawn = len(at.state.played.get(stage.name, ()))  # the tie-offs follow the groups
    told = {} if stage.written else _told(at, memory, stage, groups[:drawn], known[:drawn], confirmed)
    parts = [_group(at, stage.name, one, found, told) for one, found in zip(groups, known, strict=True)]
    written = [*_ranking(at.state, stage, confirmed), *parts[drawn:]]
    return {
        "place": rules.stages.index(stage) + 1,
        "count": len(rules.stages),
        "name": stage.name,
        "advance": stage.advance,
        "runners_up": stage.runners_up,
        "written": stage.written,
        "decided": confirmed is not None,
        "groups": written if stage.written else parts or _drawn(at, stage),
    }


def _ranking(state: CompetitionState, stage: Stage, confirmed: Advance | None) -> list[GroupPart]:
    """The ranking of a written stage as it was published, while it is cued; nothing else of its marks is known here."""
    written = state.written.get(stage.name)
    if written is None or written.ranking is None or not written.shown:
        return []
    places = written.ranking.places
    inside = {one.team for one in confirmed.through} if confirmed is not None else None
    level = Counter(one.rank for one in places)
    teams: list[StandingPart] = [
        {
            "no": one.team,
            "name": one.name,
            "rank": one.rank,
            "tied": level[one.rank] > 1,
            "score": decimal_text(one.score),
            "fate": "" if inside is None else "through" if one.team in inside else "out",
            "left": False,
        }
        for one in places
    ]
    return [{"no": 0, "tie_off": 0, "progress": nothing_yet("locked"), "teams": teams, "bounded": True}]


def _rankings(state: CompetitionState) -> list[RankingCuePart]:
    stages = state.stages.stages if state.stages is not None else ()
    held = [(place, one.name, state.written.get(one.name)) for place, one in enumerate(stages, start=1)]
    return [
        {"place": place, "name": name, "shown": written.shown}
        for place, name, written in held
        if written is not None and written.ranking is not None
    ]


def _told(
    at: Snapshot,
    memory: Memory,
    stage: Stage,
    groups: Sequence[GroupMatch],
    known: Sequence[Known | None],
    confirmed: Advance | None,
) -> Mapping[int, Fate]:
    """What can be said of each team of a stage: who was confirmed, else what the play still allows."""
    if not (stage.advance or stage.runners_up):
        return {}
    if confirmed is not None:
        inside = {one.team for one in confirmed.through}
        return {no: "through" if no in inside else "out" for group in groups for _, no in group.teams}

    def make() -> dict[int, Fate]:
        chances = [
            found.chances if found is not None else Unplayed([no for _, no in one.teams])
            for one, found in zip(groups, known, strict=True)
        ]
        return fates(stage, chances)

    return memory.fates.of((at.record.id, stage.name), (at.state, *known), make)


def _drawn(at: Snapshot, stage: Stage) -> list[GroupPart]:
    """The groups of the last draw, before their matches are made."""
    draw, parts = at.state.draw_of(stage.name), list[GroupPart]()
    for no, group in enumerate((draw.groups if draw is not None else None) or (), start=1):
        teams = [_waiting(at, team) for team in group if at.state.registrations[team].live]
        parts.append(_to_come(at.state, (stage.name, no), nothing_yet("none"), teams))
    return parts


def _tie_off(group: int) -> int:
    """0 for a group, from 1 for a tie-off: its place among those of the stage."""
    return max(0, group - BEYOND_GROUPS)


def _planned(state: CompetitionState, place: Place | None, progress: ProgressPart) -> PlannedPart | None:
    """When and where a match to come is; None while the schedule is the staff's alone."""
    plan = state.schedule.plans.get(place) if place is not None and state.schedule.published_at else None
    if plan is None or state.rules is None or progress["state"] not in ("none", "unprepared", "prepared"):
        return None
    return {"at": f"{local(plan.begins_at, state.rules.zone):%Y-%m-%dT%H:%M}", "hall": plan.hall}


def _to_come(state: CompetitionState, place: Place, progress: ProgressPart, teams: list[StandingPart]) -> GroupPart:
    """A group before anything of it is played."""
    part: GroupPart = {
        "no": place[1],
        "tie_off": _tie_off(place[1]),
        "progress": progress,
        "teams": teams,
        "bounded": True,
    }
    if (planned := _planned(state, place, progress)) is not None:
        part["planned"] = planned
    return part


def _group(at: Snapshot, stage: str, group: GroupMatch, known: Known | None, told: Mapping[int, Fate]) -> GroupPart:
    if known is None or not known.places:
        progress = nothing_yet("none") if known is None else known.progress
        teams = [_waiting(at, no, told) for _, no in group.teams if at.state.registrations[no].live]
        return _to_come(at.state, (stage, group.group), progress, teams)
    names = {one.id: one.name for one in known.state.teams}
    places = {one.id: one for one in known.places}
    order = [*places, *(team for team in names if team not in places)]
    part: GroupPart = {
        "no": group.group,
        "tie_off": _tie_off(group.group),
        "progress": known.progress,
        "teams": [_standing(known, team, names[team], told) for team in order],
        "bounded": known.bounded,
    }
    if known.frozen:
        part["frozen"] = True
    return part


def _waiting(at: Snapshot, no: int, told: Mapping[int, Fate] | None = None) -> StandingPart:
    fate: Told = (told or {}).get(no, "")
    name = at.state.registrations[no].form.team
    said: Told = fate if fate != "open" else ""
    return {"no": no, "name": name, "rank": 0, "tied": False, "score": "", "fate": said, "left": False}


def _standing(known: Known, team: str, name: str, told: Mapping[int, Fate]) -> StandingPart:
    place = next((one for one in known.places if one.id == team), None)
    left, no = team in known.state.withdrawn, known.numbers.get(team, 0)
    fate: Told = told.get(no, "out" if left and told else "")
    return {
        "no": no,
        "name": name,
        "rank": place.rank if place else 0,
        "tied": place.tied if place else False,
        "score": known.scores.get(team, ""),
        "fate": "" if fate == "open" and not known.bounded else fate,
        "left": left,
    }


def _line(
    state: CompetitionState, match: Match, place: Place | None, known: Known | None, seats: Sequence[PresencePart]
) -> MatchLinePart:
    names = {} if known is None else {one.id: one.name for one in known.state.teams}
    played = known is not None and bool(known.state.items)
    first = [names[one.id] for one in known.places if one.rank == 1] if known is not None and played else []
    progress = nothing_yet("none") if known is None else known.progress
    line: MatchLinePart = {
        "id": match.id,
        "title": match.shown_title,
        "stage": match.stage,
        "progress": progress,
        "leading": first[:MOST_LEADING],
        "more": max(0, len(first) - MOST_LEADING),
        "screens": _seats(seats, "display", "air"),
        "tablets": _seats(seats, "team", "judge"),
        "desks": _seats(seats, "host", "chief"),
    }
    if (planned := _planned(state, place, progress)) is not None:
        line["planned"] = planned
    return line


def _seats(seats: Sequence[PresencePart], *roles: str) -> SeatsPart:
    meant = [one for one in seats if one["role"] in roles]
    return {"here": sum(one["state"] in ("ok", "stale") for one in meant), "cards": len(meant)}


def _event(record: Competition) -> EventPart:
    return {
        "id": record.id,
        "title": record.title,
        "organiser": record.organiser,
        "theme": record.theme,
        "bright": record.bright,
    }
