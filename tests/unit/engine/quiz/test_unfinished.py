"""A result is locked over rounds that wait only where this is meant: it is said, and a reason is given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine.errors import Refused, TooLate
from scoring.engine.quiz.actions import Action, host_actions
from scoring.engine.quiz.commands_manage import AdjustPoints, LockResult
from scoring.engine.quiz.commands_play import BeginRound, CloseItem, EndRound
from scoring.engine.quiz.rule_sheet import TieOff
from scoring.engine.quiz.slots import rounds_left
from tests.unit.engine.quiz.play import TEAM, D, Table, played, press_round, sheet

SHORT = replace(TEAM, items=1)


def lock(table: Table) -> Action:
    return next(action for action in host_actions(table.state, table.now) if action.id == "result.lock")


def two_rounds() -> Table:
    return Table(sheet(SHORT, press_round(), tie_off=TieOff("none")), teams="AB")


def test_the_refusal_names_the_running_round_and_those_that_wait() -> None:
    table = two_rounds()
    table.begin("team")
    played(table, "r")
    table.give(CloseItem())
    with pytest.raises(Refused, match="rounds-left") as refused:
        table.give(LockResult())
    assert refused.value.fields == {"count": 2, "rounds": ["共同必答", "抢答"]}
    played(table, "w")
    with pytest.raises(Refused, match="rounds-left") as refused:
        table.give(LockResult())
    assert refused.value.fields == {"count": 1, "rounds": ["抢答"]}


def test_the_desk_is_offered_the_lock_that_is_meant_although_rounds_wait_and_never_as_the_next_step() -> None:
    table = two_rounds()
    offered = lock(table)
    assert (offered.enabled, offered.needs_reason, offered.primary) == (True, True, False)
    assert offered.command == LockResult(unfinished=True, after=table.state.last_counted)
    entry = table.give(offered.command, actor="chief", reason="时间已到")
    assert entry["unfinished"] is True
    assert table.state.phase == "locked"


def test_a_finished_match_is_locked_without_a_word_more() -> None:
    table = two_rounds()
    for name in ("team", "press"):
        table.give(BeginRound(name))
        table.give(EndRound())
    assert rounds_left(table.state) == ()
    offered = lock(table)
    assert (offered.enabled, offered.needs_reason, offered.primary) == (True, False, True)
    assert offered.command == LockResult(after=table.state.last_counted)
    table.give(offered.command)
    assert table.state.phase == "locked"


def test_a_lock_is_refused_where_another_desk_has_changed_the_result_since_it_was_shown() -> None:
    table = Table(sheet(SHORT, tie_off=TieOff("none")), teams="AB")
    table.begin("team")
    for verdict in "rw":
        played(table, verdict)
        table.give(CloseItem())
    table.give(EndRound())
    shown = lock(table).command
    table.give(AdjustPoints("B", D(20)), reason="漏记")
    with pytest.raises(TooLate, match="desk-moved-on"):
        table.give(shown)
    table.give(lock(table).command)
    assert table.state.phase == "locked"
