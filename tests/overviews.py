"""A competition in full swing, for tests of its overview: groups that are played, done and still to come."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

from scoring.engine.competition.commands import Decide
from scoring.engine.competition.commands_stages import DrawByHand
from scoring.usecases.competition.stages import play_groups, set_stages
from scoring.usecases.context import Context
from scoring.usecases.quiz import pools, question_sets, roster, stations
from tests.halls import CHIEF, ORGANISER, Hall, in_order, invented
from tests.registrations import Registered, open_registration, values
from tests.sheets import HEAD, ONE, PRESS

SHEET = (HEAD + ONE.replace("items = 1", "items = 1\npoints = { right = 10 }") + PRESS).replace(
    "members = 2", "members = 3"
)

DAY = 86_400_000
UNITS = ("县委党校", "第一中学", "人民医院", "税务局", "青山镇", "供电公司", "城关街道", "农业局", "消防救援大队")


def stages(groups: int, advance: int = 2, runners_up: int = 0) -> str:
    """Two stages: groups, and a final."""
    return f"""
[[stage]]
name = "初赛"
groups = {groups}
advance = {advance}
runners_up = {runners_up}

[[stage]]
name = "决赛"
"""


def name_of(no: int, longest: int = 0) -> str:
    """An invented name; ``longest``: of so many signs."""
    name = f"{UNITS[no % len(UNITS)]}{no}队"
    return ("某某省某某市" * 8)[: longest - len(name)] + name if longest else name


def in_groups(teams: int, groups: int) -> tuple[tuple[int, ...], ...]:
    """The teams dealt one after another."""
    return tuple(tuple(range(first, teams + 1, groups)) for first in range(1, groups + 1))


def an_event(
    ctx: Context,
    *,
    teams: int = 6,
    groups: int = 2,
    advance: int = 1,
    runners_up: int = 0,
    longest: int = 0,
) -> Registered:
    """Teams that are approved and drawn, with a match for each group."""
    now = ctx.clock.now()
    event = open_registration(
        ctx,
        f"全县“学思想、强党性”知识竞赛（{ctx.ids.new()[-4:]}）",
        opens_at=now,
        closes_at=now + DAY,
        erase_on=datetime.fromtimestamp(now / 1000 + 9e6, UTC).date(),
    )
    text = SHEET + stages(groups, advance, runners_up)
    set_stages(ctx, actor=ORGANISER, competition_id=event.id, text=text, key="stages")
    for no in range(1, teams + 1):
        people = (f"张{no}一", f"张{no}二", f"张{no}三")
        event.hand_in(values(name_of(no, longest), f"单位{no}", people))
        event.do(Decide(no, 1, "approve"))
    event.do(DrawByHand("初赛", in_groups(teams, groups)))
    play_groups(ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="matches")
    return event


def bank(ctx: Context) -> str:
    """The id of a set of invented questions."""
    listed, name = [invented(no) for no in range(1, 61)], f"总览题库{ctx.ids.new()}"
    return question_sets.import_question_set(ctx, actor=ORGANISER, name=name, questions=listed, media=[]).id


def prepared(ctx: Context, match: str, question_set: str) -> Hall:
    """A match of a group with its stations and questions."""
    stations.draw_stations(ctx, actor=ORGANISER, match_id=match)
    pools.choose_questions(ctx, actor=ORGANISER, match_id=match, question_set=question_set, divide=in_order)
    teams = sorted(roster.roster_of(ctx, match), key=lambda entry: entry.team.station)
    return Hall(ctx, match, [entry.team.id for entry in teams], question_set)


def play_individual(hall: Hall, random: Random, items: int) -> None:
    """Open the match and play so many of the items of its first round."""
    if hall.state.phase == "setup":
        hall.do("match.open")
        hall.do("round.begin", round=hall.state.rule_sheet.rounds[0].id)  # type: ignore[union-attr]
    for _ in range(items):
        hall.do("item.present")
        answered(hall, random.choice(("right", "right", "wrong")))


def answered(hall: Hall, verdict: str = "right") -> None:
    """The answer to the item that is read."""
    hall.do("clock.start")
    hall.do("answer.judge", verdict=verdict)
    hall.do("item.close")


def finish(hall: Hall, random: Random) -> None:
    """Play the first round to its end, part who is level, leave the rest out, and lock the result."""
    play_individual(hall, random, 3 * len(hall.teams))
    for place, team in enumerate(hall.teams[1:], start=1):
        hall.do("points.adjust", CHIEF, reason="附加分", team=team, points=str(place))
    hall.do("result.lock", CHIEF, reason="演示", unfinished=True)


def in_swing(event: Registered, random: Random, *, done: int, running: int) -> list[Hall]:
    """The first ``done`` matches are locked, the next ``running`` are in their first round, one more is prepared."""
    questions, halls = bank(event.ctx), []
    for place, one in enumerate(event.state.played["初赛"]):
        if place > done + running:
            break
        halls.append(prepared(event.ctx, one.match, questions))
        if place < done:
            finish(halls[-1], random)
        elif place < done + running:
            play_individual(halls[-1], random, 2 * len(halls[-1].teams) + place % 3)
    return halls
