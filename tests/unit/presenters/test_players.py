"""最佳选手 in the views: the desks know who answered and how the contestants stand; everybody else only when told."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from scoreboard.i18n import request as i18n
from scoreboard.presenters.quiz.audience import Audience, MatchInfo
from scoreboard.presenters.quiz.log import log_part
from scoreboard.presenters.quiz.present import present
from scoring.engine.codec import canonical
from scoring.engine.quiz.commands_manage import LockResult, UnlockResult
from scoring.engine.quiz.commands_play import CloseItem, EndRound, ShowScene
from scoring.engine.quiz.commands_player import NamePlayer
from scoring.engine.quiz.rule_sheet import BestPlayer
from tests.unit.engine.quiz.play import TEAM, Table, sheet
from tests.unit.engine.quiz.test_best_player import RAPID

INFO = MatchInfo("m1", "决赛", "知识竞赛", "某单位", "crimson", False)
HOST, CHIEF = Audience("host"), Audience("chief")
HALL = (Audience("display"), Audience("team", team="A"), Audience("judge", ticket="judge"))


def view(table: Table, audience: Audience) -> Any:
    return present(INFO, table.state, {}, audience, now=table.now, epoch="e")


@pytest.fixture
def named() -> Table:
    """A1 was right and has the prize, B2 was wrong; the second item is judged."""
    table = Table(sheet(TEAM, best_player=BestPlayer()), "AB")
    table.begin("team")
    for player, verdict in (("A1", "right"), ("B2", "wrong")):
        table.present()
        table.give(NamePlayer(len(table.state.items), player[0], player))
        table.answer(verdict)
        table.give(CloseItem())
    return table


def finish(table: Table) -> None:
    table.give(EndRound())
    table.give(LockResult(unfinished=True), reason="时间已到")


@pytest.mark.parametrize("desk", [HOST, CHIEF])
def test_a_desk_knows_who_answered_and_how_the_contestants_stand(named: Table, desk: Audience) -> None:
    found = view(named, desk)
    assert found["answerer"] == {"item": 2, "team": "B", "question": "team-2", "player": "B2"}
    assert [one["answerers"] for one in found["items"]] == [
        [{"item": 2, "team": "B", "question": "team-2", "player": "B2"}],
        [{"item": 1, "team": "A", "question": "team-1", "player": "A1"}],
    ]
    assert found["best_player"] == {
        "name": "最佳选手",
        "count": 1,
        "lines": [
            {
                "player": one,
                "name": one,
                "team": one[0],
                "rank": rank,
                "tied": False,
                "points": points,
                "rights": rights,
                "wrongs": 1 - rights,
                "prize": rank == 1,
            }
            for one, rank, points, rights in (("A1", 1, "10", 1), ("B2", 2, "-10", 0))
        ],
    }


def test_no_byte_of_hall_teams_and_judges_depends_on_who_answered_before_it_is_announced(named: Table) -> None:
    other = Table(sheet(TEAM, best_player=BestPlayer()), "AB")
    other.begin("team")
    for player, verdict in (("A2", "right"), ("B1", "wrong")):
        other.present()
        other.give(NamePlayer(len(other.state.items), player[0], player))
        other.answer(verdict)
        other.give(CloseItem())
    for last in (lambda _: None, finish):
        last(named)
        last(other)
        for audience in HALL:
            assert canonical(view(named, audience)) == canonical(view(other, audience))
            assert "best_player" not in view(named, audience)


def test_the_hall_learns_those_who_have_the_prize_by_the_scene_and_nobody_else(named: Table) -> None:
    finish(named)
    named.give(ShowScene("best_player"))
    for audience in HALL:
        lines = view(named, audience)["best_player"]["lines"]
        assert [(one["player"], one["rank"], one["points"]) for one in lines] == [("A1", 1, "10")]
    named.give(UnlockResult(), actor="chief", reason="复核")
    assert [view(named, audience).get("best_player") for audience in HALL] == [None, None, None]
    assert len(view(named, HOST)["best_player"]["lines"]) == 2


def test_without_the_rule_no_view_says_anything_of_it() -> None:
    table = Table(sheet(TEAM), "AB")
    table.begin("team")
    table.present()
    table.answer("right")
    for audience in (HOST, *HALL):
        assert not {"best_player", "answerer"} & set(view(table, audience))
    assert "answerers" not in view(table, HOST)["items"][0]
    assert "scene.best_player" not in {action["id"] for action in view(table, HOST)["actions"]}


def test_of_a_run_the_desk_has_who_answered_each_question() -> None:
    table = Table(sheet(RAPID, best_player=BestPlayer()), "AB")
    table.begin("rapid")
    table.present(member=2)
    table.answer("right")
    table.give(NamePlayer(1, "A", None))
    found = view(table, HOST)
    assert found["answerer"] == {"item": 1, "team": "A", "question": "rapid-2", "player": None}
    assert [(one["question"], one["player"]) for one in found["items"][0]["answerers"]] == [("rapid-1", "A2")]


def test_the_log_says_who_was_named_and_that_nobody_was(named: Table) -> None:
    named.give(NamePlayer(1, "A", None))
    say = partial(i18n.say, "zh")
    texts = [line["text"] for line in log_part(named.state, named.entries, {}, say) if line["kind"] == "player.name"]
    assert texts == [
        "共同必答第 1 题：A队 不指明作答的队员",
        "共同必答第 2 题由 B队 B2 作答",
        "共同必答第 1 题由 A队 A1 作答",
    ]
