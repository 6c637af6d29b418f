"""Who goes on, against a second reckoning that only counts: 5,000 random events with ties, teams that left, groups of
unequal size, runners-up by every rule, and people who settle the lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from scoring.engine.competition.advance import Finish
from scoring.engine.competition.commands_stages import GroupMatch, ProposeAdvance
from scoring.engine.competition.decide_stages import propose
from scoring.engine.competition.facts import Facts, GroupResult
from scoring.engine.competition.stages_state import StageRules
from scoring.engine.competition.state import CompetitionState, Registration
from scoring.engine.stages import RunnersUpBy, Stage

EVENTS = 5_000
RULES: tuple[RunnersUpBy, ...] = ("score", "mean", "second_mean")
Open = set[tuple[str, int, frozenset[int]]]


@dataclass(frozen=True)
class Played:
    """A team of an event: its group from 0, what it has, for how many items, whether it has left since."""

    no: int
    group: int
    score: int
    items: int
    left: bool


@dataclass(frozen=True)
class Event:
    stage: Stage
    teams: tuple[Played, ...]

    @property
    def standing(self) -> tuple[Played, ...]:
        return tuple(one for one in self.teams if not one.left)

    def group(self, no: int) -> list[Played]:
        return [one for one in self.standing if one.group == no]


def random_event(chance: Random) -> Event:
    groups = chance.randint(2, 6)
    sizes = [chance.randint(1, 7) for _ in range(groups)]
    least = -4 if chance.random() < 0.2 else 1
    stage = Stage(
        "初赛",
        groups=groups,
        advance=chance.randint(0, 3),
        runners_up=chance.randint(0, groups),
        runners_up_by=chance.choice(RULES),
    )
    places = [group for group, size in enumerate(sizes) for _ in range(size)]
    teams = tuple(
        Played(no, group, chance.randint(least, 9), chance.randint(0, 5), chance.random() < 0.15)
        for no, group in enumerate(places, start=1)
    )
    return Event(stage, teams)


def proposed(event: Event, settled: Sequence[int] = ()) -> dict[str, Any]:
    """What the program makes of the event."""
    results, matches = [], []
    for no in range(event.stage.groups):
        group = [one for one in event.teams if one.group == no]
        finishes = tuple(
            Finish(
                str(one.no),
                1 + sum(other.score > one.score for other in group),
                Decimal(one.score),
                Decimal(one.score),
                one.items,
            )
            for one in sorted(group, key=lambda one: -one.score)
        )
        results.append(GroupResult(f"m{no}", 1, finishes))
        matches.append(GroupMatch(no + 1, f"m{no}", ()))
    registrations = {one.no: Registration(one.no, "withdrawn" if one.left else "approved", ()) for one in event.teams}
    state = CompetitionState(
        registrations=registrations,
        stages=StageRules("赛制", "", (event.stage, Stage("决赛"))),
        played={"初赛": tuple(matches)},
    )
    return propose(state, ProposeAdvance("初赛", tuple(settled)), 0, Facts(results=tuple(results)))


def worth(event: Event) -> Mapping[int, Fraction] | None:
    """What each team is compared by with teams of other groups."""
    if event.stage.runners_up_by == "score":
        return {one.no: Fraction(one.score) for one in event.standing}
    if event.stage.runners_up_by == "mean":
        return {one.no: Fraction(one.score, one.items) if one.items else Fraction(0) for one in event.standing}
    mean = {
        no: Fraction(sum(one.score for one in event.group(no)), len(event.group(no)))
        for no in range(event.stage.groups)
        if event.group(no)
    }
    if min(mean.values(), default=Fraction(1)) <= 0:
        return None
    whole = sum(mean.values(), Fraction(0)) / max(1, len(mean))
    return {one.no: one.score * whole / mean[one.group] for one in event.standing}


def counted(event: Event, first: Collection[int] = (), then: Collection[int] = ()) -> tuple[dict[int, bool], Open]:
    """Who is through (True: as a runner-up) and which lines are open, by counting who is better than whom; a team that
    people chose is better than its equals, on the line of its group (``first``) or among the best of the next."""
    through: dict[int, bool] = {}
    lines: Open = set()
    following: list[int] = []
    for no in range(event.stage.groups):
        value = {one.no: (Fraction(one.score), one.no in first) for one in event.group(no)}
        inside, across = line(value, event.stage.advance)
        through |= dict.fromkeys(inside, False)
        if across:
            lines.add((str(no + 1), event.stage.advance - len(inside), frozenset(across)))
        rest = [team for team in value if team not in inside]
        best = max((value[team] for team in rest), default=None)
        following += [team for team in rest if value[team] == best]
    if not event.stage.runners_up:
        return through, lines
    if lines:
        lines.add(("runners_up", event.stage.runners_up, frozenset(following)))
        return through, lines
    values = worth(event)
    compared = {team: (values[team] if values else Fraction(0), team in then) for team in following}
    inside, across = line(compared, event.stage.runners_up)
    through |= dict.fromkeys(inside, True)
    if across:
        lines.add(("runners_up", event.stage.runners_up - len(inside), frozenset(across)))
    return through, lines


def line(value: Mapping[int, Any], places: int) -> tuple[set[int], set[int]]:
    """Who is certainly among the first ``places``, and who lies across the line."""
    inside = {team for team in value if sum(value[other] >= value[team] for other in value) <= places}
    across = {
        team for team in value if team not in inside and sum(value[other] > value[team] for other in value) < places
    }
    return inside, across


def told(payload: Mapping[str, Any]) -> tuple[dict[int, bool], Open]:
    through = {one["team"]: one["runner_up"] for one in payload["through"]}
    assert len(through) == len(payload["through"])
    return through, {(one["where"], one["places"], frozenset(one["teams"])) for one in payload["open"]}


def events() -> Iterator[tuple[Random, Event]]:
    for seed in range(EVENTS):
        chance = Random(seed)
        yield chance, random_event(chance)


def shown(lines: Open) -> Open:
    """The lines that people are asked about: those of groups come first, the best of the next follow from them."""
    return {one for one in lines if one[0] != "runners_up"} or lines


@pytest.mark.slow
def test_the_same_teams_go_on_and_the_same_lines_are_open_as_by_counting() -> None:
    kinds = set()
    for _, event in events():
        through, lines = counted(event)
        assert told(proposed(event)) == (through, shown(lines)), event
        kinds |= {(event.stage.runners_up_by, where == "runners_up") for where, _, _ in shown(lines)}
    assert kinds == {(rule, runner_up) for rule in RULES for runner_up in (True, False)}


@pytest.mark.slow
def test_every_place_is_taken_once_people_have_settled_the_lines() -> None:
    settled_lines = 0
    for chance, event in events():
        chosen: dict[bool, list[int]] = {True: [], False: []}
        through, open_ = told(proposed(event))
        while open_:
            settled_lines += len(open_)
            for where, places, teams in sorted(open_, key=str):
                chosen[where == "runners_up"] += chance.sample(sorted(teams), places)
            through, open_ = told(proposed(event, chosen[False] + chosen[True]))
            assert {where for where, _, _ in open_} <= {"runners_up"}, event
        assert through == counted(event, chosen[False], chosen[True])[0], event
        direct = sum(min(event.stage.advance, len(event.group(no))) for no in range(event.stage.groups))
        following = sum(len(event.group(no)) > event.stage.advance for no in range(event.stage.groups))
        assert sum(not runner_up for runner_up in through.values()) == direct, event
        assert sum(through.values()) >= min(event.stage.runners_up, following), event
        assert set(chosen[False] + chosen[True]) <= set(through), event
        assert not any(one.left for one in event.teams if one.no in through), event
    assert settled_lines > 1_000
