"""A judge is missing at the lock: the rule waits, or leaves the judge out, and neither goes by itself."""

from __future__ import annotations

import pytest

from scoring.engine.errors import Refused
from scoring.engine.panel.commands import AbstainMark, CopyMark, DecideMark, RecuseJudge
from scoring.engine.panel.result import score
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.commands_marks import LockPanel
from scoring.engine.quiz.match import fold
from scoring.engine.quiz.panel_table import PanelTable, panel_rule
from tests.unit.engine.quiz.play import D
from tests.unit.engine.quiz.test_marks import JUDGES, LEFT_OUT, marked


def test_where_the_rule_leaves_them_out_the_chief_may_lock_without_the_missing() -> None:
    table = marked("18", "15", "20", "17", rule=LEFT_OUT)
    table.give(LockPanel(even_if_missing=True))
    # Four marks are less than the least panel for dropping: (18 + 15 + 20 + 17) / 4 = 17.5, half up.
    assert table.scores()["A"] == "118"


def test_a_lock_that_leaves_a_judge_out_is_never_the_next_touch() -> None:
    table = marked("18", rule=LEFT_OUT)
    with pytest.raises(Refused, match="marks-missing"):
        table.give(LockPanel())
    actions = {action.id: action for action in host_actions(table.state, table.now)}
    assert not any(action.primary for action in actions.values())
    assert (actions["panel.lock"].enabled, actions["panel.lock"].why) == (False, "marks-missing")
    assert actions["panel.lock.missing"].enabled
    for judge in JUDGES[1:]:
        table.mark(judge, "18")
    offered = {action.id: action for action in host_actions(table.state, table.now)}
    assert offered["panel.lock"].primary
    assert "panel.lock.missing" not in offered  # nobody is missing


@pytest.mark.parametrize("forced", [False, True])
def test_where_the_rule_waits_no_word_locks_without_a_judge(forced: bool) -> None:
    table = marked("18", "15", "20")
    with pytest.raises(Refused, match="panel-waits") as refused:
        table.give(LockPanel(even_if_missing=forced))
    assert refused.value.fields == {"judges": ["评委j4", "评委j5"]}
    actions = {action.id: action for action in host_actions(table.state, table.now)}
    assert (actions["panel.lock"].enabled, actions["panel.lock"].why) == (False, "panel-waits")
    assert "panel.lock.missing" not in actions


def test_where_the_rule_waits_paper_an_abstention_or_a_recusal_let_the_lock_go() -> None:
    table = marked("18", "15")
    table.give(CopyMark("j3", {"score": D(20)}), actor="ticket:host")
    table.give(DecideMark(1, table.state.seq, True), actor="ticket:chief", reason="核对无误")
    table.give(AbstainMark("j4"), actor="ticket:chief", reason="离场")
    with pytest.raises(Refused, match="panel-waits") as refused:
        table.give(LockPanel())
    assert refused.value.fields == {"judges": ["评委j5"]}
    table.give(RecuseJudge("j5"), actor="ticket:chief", reason="亲属")
    assert next(action.id for action in host_actions(table.state, table.now) if action.primary) == "panel.lock"
    table.give(LockPanel())
    # (18 + 15 + 20) / 3 = 17.67
    assert table.scores()["A"] == "118"


def test_a_lock_of_old_that_did_not_wait_keeps_its_score() -> None:
    table = marked("18", "15", "20", "17", rule=LEFT_OUT)
    table.give(LockPanel(even_if_missing=True))
    assert score(table.run, panel_rule(PanelTable(missing="wait"))).score == D(18)


def test_a_mark_that_comes_after_the_lock_from_one_written_down_as_abstaining_is_kept_aside() -> None:
    table = marked("18", "15", "20", "17")
    table.give(AbstainMark("j5"), actor="ticket:chief", reason="设备故障")
    table.give(LockPanel())
    assert table.mark("j5", "10")["late"] is True
    assert table.scores()["A"] == "118"
    table.give(DecideMark(1, table.state.seq, True), actor="ticket:chief", reason="网络故障，同意计入")
    assert (table.scores()["A"], [sheet.state for sheet in table.run.history]) == ("117", ["abstained"])
    assert fold(table.entries) == table.state
