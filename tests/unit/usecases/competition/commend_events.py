"""Competitions whose stages are played, to be signed, commended and corrected."""

from __future__ import annotations

import pytest

from scoring.engine.competition.commands import Decide
from scoring.engine.competition.commands_commend import (
    AnswerProtest,
    BeginCeremony,
    CallNext,
    ConfirmSignOff,
    HandCertificate,
    LodgeProtest,
    NameHolders,
    NumberCertificates,
    PrintCertificates,
    ProposeSignOff,
    RevokeCertificate,
)
from scoring.engine.competition.commands_stages import ConfirmAdvance, DrawByHand, ProposeAdvance
from scoring.engine.competition.commend_state import Named
from scoring.usecases.competition.commend import standing_of
from scoring.usecases.competition.stages import play_groups, set_stages
from scoring.usecases.context import Context
from tests.fakes import FakeClock, fake_context
from tests.halls import CHIEF, Hall
from tests.registrations import OPENS, ORGANISER, Registered, later, open_registration, values
from tests.unit.usecases.competition.test_stages import SECOND, SMALL, STAGES, play

AWARDS = """
[[award]]
name = "一等奖"
count = 1

[[award]]
name = "二等奖"
count = 2

[[award]]
name = "优秀组织奖"
count = 1
by_rank = false
rule = "组织有力的单位"
"""


def begun(sheet: str = SMALL + STAGES + AWARDS, ctx: Context | None = None) -> Registered:
    """Five teams, approved, with the stages of a rule sheet."""
    ctx = ctx or fake_context(clock=FakeClock(OPENS + 1))
    event = open_registration(ctx)
    set_stages(ctx, actor=ORGANISER, competition_id=event.id, text=sheet, key="stages")
    for no in range(1, 6):
        people = tuple(f"张{no}{place}" for place in "一二三")
        event.hand_in(values(f"{no}队", f"单位{(no + 1) // 2}", people))
        event.do(Decide(no, 1, "approve"))
    return event


def play_first(event: Registered, points: tuple[dict[str, int], dict[str, int]]) -> None:
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play1")
    for group, own in zip(event.state.played["初赛"], points, strict=True):
        play(event.ctx, group.match, own)
    event.do(ProposeAdvance("初赛"))
    event.do(ConfirmAdvance(1), SECOND)


def play_final(event: Registered, points: dict[str, int]) -> None:
    through = tuple(one.team for one in event.state.advances[-1].through)
    event.do(DrawByHand("决赛", (through,)))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="决赛", key="play2")
    play(event.ctx, event.state.played["决赛"][0].match, points)


def sign(event: Registered, stage: str = "", *, again: bool = False, reason: str = "") -> None:
    event.do(ProposeSignOff(stage, again), reason=reason)
    event.do(ConfirmSignOff(len(event.state.commend.signoffs)), SECOND)


def played_event(ctx: Context | None = None) -> Registered:
    """Both stages are played and signed: 5队, 1队 and 2队 in the final, 4队 and 3队 before it."""
    event = begun(ctx=ctx)
    play_first(event, ({"1队": 50, "2队": 40, "3队": 10}, {"4队": 30, "5队": 60}))
    play_final(event, {"1队": 20, "2队": 10, "5队": 30})
    sign(event, "初赛")
    sign(event, "决赛")
    return event


@pytest.fixture
def event() -> Registered:
    return played_event()


def unlock(event: Registered, stage: str, group: int, points: dict[str, int]) -> None:
    """The match of a group is taken up again, corrected and locked."""
    match = event.state.played[stage][group].match
    hall = Hall(event.ctx, match, [], "")
    hall.do("result.unlock", CHIEF, key=f"u{(no := hall.state.seq)}", reason="更正")
    state = hall.state
    teams = {team.name: team.id for team in state.teams}
    for name, score in points.items():
        hall.do("points.adjust", CHIEF, key=f"a{no}{name}", reason="更正", team=teams[name], points=str(score))
    hall.do("result.lock", CHIEF, key=f"l{no}", reason="更正", unfinished=True)


def blocks(event: Registered, stage: str = "") -> list[str]:
    return [one.what for one in standing_of(event.ctx, event.id).result(stage).blocks]


def whole(event: Registered, holders: tuple[Named, ...] = (Named("单位1"),)) -> None:
    event.do(NameHolders("优秀组织奖", holders), reason="组委会会议")
    sign(event)


def level_event(ties: str = "order") -> Registered:
    """2队 and 4队 went out on the second place of their groups with as many points, across the line of 二等奖."""
    sheet = (SMALL + STAGES + AWARDS).replace("runners_up = 1\n", "")
    event = begun(sheet.replace("base =", f'award_ties = "{ties}"\nbase =', 1))
    play_first(event, ({"1队": 50, "2队": 40, "3队": 10}, {"4队": 40, "5队": 60}))
    play_final(event, {"1队": 20, "5队": 30})
    return event


def signed_and_corrected() -> Registered:
    """Signed, corrected and signed again; a protest, lots of people in the ceremony, certificates of both versions."""
    event = begun()
    play_first(event, ({"1队": 50, "2队": 40, "3队": 10}, {"4队": 30, "5队": 60}))
    play_final(event, {"1队": 20, "2队": 10, "5队": 30})
    event.do(LodgeProtest("初赛", event.state.played["初赛"][0].match, 3, "判罚有误"))
    event.do(AnswerProtest(1, upheld=False, text="判罚无误"))
    sign(event, "初赛")
    sign(event, "决赛")
    whole(event)
    event.do(NumberCertificates())
    event.do(PrintCertificates((1,)))
    event.do(HandCertificate(1, "李一"))
    later(event)
    unlock(event, "决赛", 0, {"2队": 100})
    later(event)
    sign(event, "决赛", again=True, reason="改判")
    sign(event, again=True, reason="改判")
    event.do(NumberCertificates())
    event.do(RevokeCertificate(4), reason="弄虚作假")
    event.do(BeginCeremony("一等奖"))
    event.do(CallNext(0))
    return event
