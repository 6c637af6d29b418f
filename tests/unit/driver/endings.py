"""Groups by chance, played to their ends in one way after another; what each end makes of the stage."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from random import Random

from scoreboard.presenters.quiz.audience import Audience
from scoreboard.presenters.quiz.conceal import conceal
from scoring.engine.competition.advance import Finish, OpenLine, advance
from scoring.engine.competition.fates import Fate, fates
from scoring.engine.errors import LeitaiError
from scoring.engine.quiz.commands_play import JudgeAnswer
from scoring.engine.quiz.commands_press import CallFoul, RecordPress
from scoring.engine.stages import Stage
from scoring.usecases.competition.chances import chances_of_match
from scoring.usecases.competition.facts import finishes_of
from tests.unit.driver import checks
from tests.unit.driver.hall import Hall
from tests.unit.driver.sheets import random_sheet

MOST_STEPS = 600


class Event:
    """A stage with a match for each of its groups, all under one rule sheet."""

    def __init__(self, random: Random) -> None:
        rules = random_sheet(random)
        count = random.randint(1, 4)
        runners = random.choice((0, 0, 1, 2)) if count > 1 else 0
        self.stage = Stage("初赛", count, random.randint(0 if runners else 1, 2), min(runners, count))
        self.halls = [Hall(rules, random) for _ in range(count)]

    def fork(self) -> Event:
        """The same event, to be played on in another way."""
        other = object.__new__(Event)
        other.stage, other.halls = self.stage, [hall.fork() for hall in self.halls]
        return other

    @property
    def over(self) -> bool:
        """Whether every result is locked."""
        return all(hall.state.phase == "locked" for hall in self.halls)

    def numbers(self, place: int) -> dict[str, int]:
        """The number of each team of a group by its id."""
        return {team.id: place * 10 + no for no, team in enumerate(self.halls[place].setup.teams)}

    def fates(self) -> dict[int, Fate]:
        """What the hall may be told of each team."""
        known = [conceal(hall.state, {}, Audience("display"))[0] for hall in self.halls]
        return fates(self.stage, [chances_of_match(one, self.numbers(place)) for place, one in enumerate(known)])

    def step(self, random: Random, favourite: int) -> None:
        """One thing more in one of the matches, most often to the good of the favourite."""
        place = random.choice([no for no, hall in enumerate(self.halls) if hall.state.phase != "locked"])
        hall, own = self.halls[place], {no: team for team, no in self.numbers(place).items()}
        with suppress(LeitaiError):
            if random.random() < 0.25:
                _something(hall, random)
            elif not _verdict(hall, random, own.get(favourite)):
                checks.go_on(hall, random)

    def through(self, random: Random) -> set[int]:
        """Who comes on in the end: people choose among those who are level across a line, by chance here."""
        groups: list[list[Finish]] = [
            list(finishes_of(hall.state, self.numbers(place))) for place, hall in enumerate(self.halls)
        ]
        while lines := [one for one in advance(self.stage, groups).open if one.where != "runners_up"]:
            place = int(lines[0].where) - 1
            groups[place] = _parted(groups[place], lines[0], random)
        found = advance(self.stage, groups)
        chosen = {team for line in found.open for team in random.sample(line.teams, line.places)}
        return {int(team) for team in {one.team for one in found.through} | chosen}


def _parted(group: list[Finish], line: OpenLine, random: Random) -> list[Finish]:
    inside = random.sample(line.teams, line.places)
    behind = set(line.teams) - set(inside)
    return [replace(one, rank=one.rank + len(inside)) if one.team in behind else one for one in group]


def _verdict(hall: Hall, random: Random, favourite: str | None) -> bool:
    """The favourite is right and the others are wrong, where a verdict is due."""
    item = hall.state.item
    if item is None or item.stage != "answering" or item.answering is None or random.random() < 0.3:
        return False
    wanted = "right" if item.answering == favourite else "wrong"
    rule = hall.state.rule_of(item.round)
    if rule.kind == "judged":
        return False
    meant = item.question if rule.kind == "rapid" else None
    hall.give(JudgeAnswer(wanted, question=meant), reason="判定")  # type: ignore[arg-type]
    return True


def _something(hall: Hall, random: Random) -> None:
    """What else may happen in play: fouls, presses, supporters, rights, another order of steps."""
    state = hall.state
    if state.item is not None and random.random() < 0.5:
        who = random.choice(hall.setup.teams).id
        seen = state.item.armings[-1].id if state.item.armings else ""
        press = RecordPress(who, f"p{len(hall.entries)}", seen, hall.now, 20)
        hall.give(random.choice((press, CallFoul(who, "press"), CallFoul(who, "prompt"))), actor=who, reason="犯规")
        return
    offered = [
        command
        for action, command in hall.offered(random)
        if action.group in ("flow", "verdict", "stake", "press", "clock") or action.id.startswith("token.")
        if action.id != "result.lock"
    ]
    if offered:
        hall.give(random.choice(offered), reason="照办")


def played_on(event: Event, random: Random, steps: int, favourite: int) -> list[dict[int, Fate]]:
    """Play at most ``steps`` further steps; gives what was told on the way."""
    told = [event.fates()]
    for no in range(steps):
        if event.over:
            break
        event.step(random, favourite)
        if no % 12 == 0 or random.random() < 0.03:
            told.append(event.fates())
    return told
