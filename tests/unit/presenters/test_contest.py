"""What each audience has of a contest of performances."""

from __future__ import annotations

from typing import Any

import pytest

from scoreboard.presenters.quiz.audience import Audience, MatchInfo
from scoreboard.presenters.quiz.present import present
from scoring.engine.codec import canonical
from scoring.engine.quiz.commands_marks import LockPanel
from scoring.engine.quiz.commands_play import CloseItem, ShowScene
from tests.unit.engine.quiz.test_contest import Contest, after_next

INFO = MatchInfo("m1", "决赛", "演讲比赛", "某单位", "crimson", False)


def view(table: Contest, kind: str, **fields: Any) -> Any:
    return present(INFO, table.state, {}, Audience(kind, **fields), now=table.now, epoch="e")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["display", "air", "team", "judge"])
def test_a_score_that_waits_for_the_next_performance_is_in_nobodys_view(kind: str) -> None:
    table = after_next()
    table.perform()
    for judge, value in zip(table.panel, ("90.1", "91.3", "93.2"), strict=True):
        table.mark_by(judge.id, value)
    table.give(LockPanel())
    table.give(CloseItem())
    table.perform()
    seat = {"team": {"team": "B"}, "judge": {"ticket": "j9"}}.get(kind, {})
    assert "91.53" not in canonical(view(table, kind, **seat))
    table.give(ShowScene("marks", 1))
    assert "91.53" in canonical(view(table, kind, **seat))


def test_who_has_not_performed_has_no_score_and_no_rank() -> None:
    table = Contest().marked("90")
    teams = {one["id"]: (one["score"], one["rank"]) for one in view(table, "display")["teams"]}
    assert teams == {"A": ("90", 1), "B": ("", 0), "C": ("", 0)}


def test_a_contest_says_that_it_is_one_and_offers_no_press_test() -> None:
    match = view(Contest(), "host")["match"]
    assert (match["contest"], match["test"]) == (True, False)
