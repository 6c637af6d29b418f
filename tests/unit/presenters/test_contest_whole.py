"""A great contest, each score announced after the next performance, played to its lock by the host's next key alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scoreboard.presenters.quiz.audience import Audience, MatchInfo
from scoreboard.presenters.quiz.present import present
from scoring.engine.panel.commands import EnterMark
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz.actions import Action, host_actions
from scoring.engine.quiz.match import fold
from scoring.engine.quiz.rule_sheet import ContestRule
from scoring.engine.quiz.standings import standings
from tests.unit.engine.quiz.play import D, Table
from tests.unit.engine.quiz.test_contest import PANEL, SPEECH, rules

ENTRIES = "".join(chr(ord("一") + no) for no in range(60))
JUDGES = tuple(PanelJudge(f"j{no}", f"{no}号评委", "") for no in range(1, 32))
INFO = MatchInfo("m1", "决赛", "演讲比赛", "某单位", "crimson", False)


class Great(Table):
    """Sixty entries before thirty-one judges, of whose marks the highest and the lowest do not count."""

    def __init__(self) -> None:
        panel = replace(PANEL, judges=31, drop_high=1, drop_low=1, least=31)
        contest = ContestRule(announce="after_next")
        sheet = replace(rules(contest=contest), rounds=(replace(SPEECH, panel=panel),))
        super().__init__(sheet, ENTRIES, per_pool=0)
        self.panel = JUDGES

    def next(self) -> Action:
        """What the host's next key does."""
        return next(one for one in host_actions(self.state, self.now) if one.primary)

    def scored(self, kind: str) -> list[str]:
        """Who has a score in the view of an audience."""
        seat: dict[str, Any] = {"ticket": "j1"} if kind == "judge" else {}
        view: Any = present(INFO, self.state, {}, Audience(kind, **seat), now=self.now, epoch="e")  # type: ignore[arg-type]
        return [one["id"] for one in view["teams"] if one["score"] != ""]


@pytest.fixture(scope="module")
def played() -> tuple[Great, list[tuple[list[str], list[str], list[str]]]]:
    """The contest at its end, and at each showing: who had a score on the screen before, after it, and on a tablet."""
    table, shown = Great(), []
    while table.state.phase != "locked":
        if table.state.stage == "marking" and table.state.item is not None and table.state.item.panel is not None:
            for no in range(len(table.state.item.panel.missing)):
                mark = D(50) + D(table.state.item.no) / 10 + no % 3
                table.give(EnterMark(f"j{no + 1}", {"score": mark}), actor=f"ticket:j{no + 1}")
        action = table.next()
        if action.id != "marks.show":
            table.give(action.command)
            continue
        before = table.scored("display")
        table.give(action.command)
        shown.append((before, table.scored("display"), table.scored("judge")))
    return table, shown


def test_every_score_comes_to_screen_and_tablets_at_its_showing_and_not_before(played: Any) -> None:
    _, shown = played
    expected = [list(ENTRIES[: no + 1]) for no in range(60)]
    assert [after for _, after, _ in shown] == expected
    assert [judge for _, _, judge in shown] == expected
    assert [before for before, _, _ in shown] == [[], *expected[:-1]]


def test_all_sixty_are_ranked_and_the_ledger_folds_to_the_same(played: Any) -> None:
    table, _ = played
    places = standings(table.state)
    assert [(one.id, one.rank) for one in places[:2]] == [(ENTRIES[-1], 1), (ENTRIES[-2], 2)]
    assert len(places) == 60
    assert fold(table.entries) == table.state
