"""Campaigns by chance: few places, few criteria, every setting that changes the way of a review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from scoring.engine.panel.rule import PanelMethod
from scoring.engine.review.calendar import Calendar, YearDays
from scoring.engine.review.campaign import Award, Campaign, Deadline, Decision, Notice, SignOff, Stage
from scoring.engine.tally.rule_file import CriterionTable
from tests.unit.engine.review.whole_way import CAMPAIGN

OFFICIAL = Calendar(tuple(YearDays(year, (date(year, 10, 1),)) for year in range(2012, 2018)))
BODIES = ("领导小组", "宣传部")


def random_campaign(random: Random) -> Campaign:
    """A campaign of one or two awards."""
    stages = _stages(random)
    awards = tuple(_award(random, name, stages) for name in ("a", "b")[: random.randint(1, 2)])
    late = Deadline(date(2012, 6, 20))
    levels = tuple(replace(one, due=random.choice((None, None, late))) for one in CAMPAIGN.levels)
    return replace(
        CAMPAIGN,
        awards=awards,
        levels=levels,
        stages=(CAMPAIGN.stages[0], *stages),
        notices=tuple(_notice(random) for _ in range(random.randint(1, 2))),
        decision=Decision(
            BODIES[: random.randint(1, 2)],
            random.choice(("next", "empty", "withdrawn")),
            random.choice(("after_notice", "before_notice")),
        ),
        sign_offs=random.choice(((), (SignOff("税务部门", "纳税"),))),
        panel=_panel(random),
        ties=(),
        one_award=random.random() < 0.5,
        own_unit_recused=random.random() < 0.8,
    )


def _stages(random: Random) -> tuple[Stage, ...]:
    if random.random() < 0.6:
        return (Stage("judging", "评审", "marks", "评审委员会"),)
    through = random.choice((0, 3))
    return (
        Stage("papers", "材料评审", "marks", "评审委员会", Decimal("0.6"), through),
        Stage("defence", "现场答辩", "marks", "评审委员会", Decimal("0.4")),
    )


def _award(random: Random, name: str, stages: tuple[Stage, ...]) -> Award:
    places = random.randint(1, 2)
    criteria = tuple(
        CriterionTable(f"c{no}", Decimal(10), weight=Decimal(random.choice(("1", "0.5", "2"))), step=Decimal(1))
        for no in range(1, random.randint(1, 2) + 1)
    )
    if len(stages) == 2 and random.random() < 0.5:
        criteria = tuple(replace(criteria[0], id=one.id, stage=one.id) for one in stages)
    return replace(
        CAMPAIGN.awards[0],
        id=name,
        name=f"奖项{name}",
        places=places,
        criteria=criteria,
        may_stay_empty=random.random() < 0.7,
        put_forward=random.randint(0, places),
        shortlist=random.choice((None, places + 1)),
        quota=random.choice((None, 1, 2)),
    )


def _notice(random: Random) -> Notice:
    first = random.random() < 0.5
    return Notice("办公室", ("公告栏",), random.randint(1, 5), random.choice(("working", "natural")), first)


def _panel(random: Random) -> PanelMethod:
    drop = random.randint(0, 1)
    return PanelMethod(
        drop_high=drop,
        drop_low=drop,
        least=3,
        fewest=random.randint(1, 2),
        missing=random.choice(("wait", "leave_out", "zero")),
        abstained=random.choice(("leave_out", "zero")),
    )
