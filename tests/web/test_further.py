"""The chief judge learns what a result changes in the stages of the competition before locking it; nobody else asks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scoreboard import wiring
from scoring.engine.competition.commands_stages import DrawByHand, ProposeAdvance
from scoring.engine.moments import moment_of
from scoring.usecases import tickets
from scoring.usecases.competition.stages import play_groups
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.halls import CHIEF, Hall
from tests.registrations import ORGANISER, ZONE, Registered
from tests.unit.usecases.competition.commend_events import begun, play_first
from tests.unit.usecases.competition.test_stages import play
from tests.web.test_desks import take_seat

POINTS = ({"1队": 50, "2队": 40, "3队": 10}, {"4队": 30, "5队": 60})


@pytest.fixture
def event(services: wiring.Services, clock: FakeClock) -> Registered:
    """Five teams with a first stage of two groups, not yet drawn."""
    clock.time = moment_of(date(2026, 5, 10), ZONE)
    return begun(ctx=services.ctx)


def sit(browser: Browser, event: Registered, role: Any = "chief") -> Hall:
    """The seat of the first group's match."""
    hall = Hall(event.ctx, event.state.played["初赛"][0].match, [], "")
    take_seat(browser, tickets.issue_ticket(event.ctx, actor=ORGANISER, match_id=hall.match, role=role))
    return hall


def points(hall: Hall, team: str, given: str) -> dict[str, Any]:
    return {
        "kind": "points.adjust",
        "team": next(one.id for one in hall.state.teams if one.name == team),
        "points": given,
    }


def test_the_chief_is_told_before_the_lock_and_before_a_correction_who_would_go_on(
    browser: Browser, event: Registered
) -> None:
    play_first(event, POINTS)
    event.do(DrawByHand("决赛", ((1, 5, 2),)))
    hall = sit(browser, event)
    address = f"/m/{hall.match}/chief"
    rests = browser.get(f"{address}/further").get_json()["further"]
    assert rests == {
        "rests": ["“决赛”已经抽签。成绩有变时，抽签结果和场次只作标记，不自动更改，如何处理由组委会决定。"],
        "changes": ["晋级名单不变。"],
    }
    hall.do("result.unlock", CHIEF, key="u", reason="更正")
    said = browser.post(f"{address}/what-if", json=points(hall, "3队", "100")).get_json()
    assert said["further"]["changes"] == ["晋级“决赛”的改为3队，不再是2队。"]
    hall.do(
        "points.adjust",
        CHIEF,
        key="a",
        reason="更正",
        **{k: v for k, v in points(hall, "3队", "100").items() if k != "kind"},
    )
    now = browser.get(f"{address}/further").get_json()["further"]
    assert now["changes"] == ["晋级“决赛”的改为3队，不再是2队。"]
    assert [one.team for one in event.state.advances[-1].through] == [1, 5, 2]


def test_a_list_that_nobody_has_confirmed_is_not_told_to_the_chief(browser: Browser, event: Registered) -> None:
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play1")
    for group, own in zip(event.state.played["初赛"], POINTS, strict=True):
        play(event.ctx, group.match, own)
    event.do(ProposeAdvance("初赛"))
    hall = sit(browser, event)
    assert browser.get(f"/m/{hall.match}/chief/further").get_json() == {"further": None}


def test_before_the_match_is_opened_nothing_rests_on_it(browser: Browser, event: Registered) -> None:
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play")
    hall = sit(browser, event)
    answer = browser.get(f"/m/{hall.match}/chief/further")
    assert (answer.status_code, answer.get_json()) == (200, {"further": None})


def test_only_the_chief_may_ask(browser: Browser, event: Registered) -> None:
    play_first(event, POINTS)
    hall = sit(browser, event, "host")
    assert browser.get(f"/m/{hall.match}/chief/further").status_code == 403
    hall.do("result.unlock", CHIEF, key="u", reason="更正")
    team = hall.state.teams[0].id
    told = browser.post(f"/m/{hall.match}/chief/what-if", json={"kind": "points.adjust", "team": team, "points": "5"})
    assert told.get_json()["further"] is None
