"""What must hold of every match, whoever plays it: replay equals live, undo restores, order of equals is no matter."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine.errors import LeitaiError, Refused
from scoring.engine.ledger import check_chain
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.commands_manage import AdjustPoints, Undo
from scoring.engine.quiz.commands_play import CloseItem, StartClock, SubmitAnswer
from scoring.engine.quiz.commands_press import RecordPress
from scoring.engine.quiz.match import due, fold, in_force, standings
from scoring.engine.quiz.press_again import decided_again
from scoring.engine.quiz.rule_sheet import Clocks, Points, Round, Token
from scoring.engine.quiz.score import lines
from tests.unit.engine.quiz.play import D, Table, press_round, risk_round, sheet

RULES = sheet(
    Round("ind", "individual", "个人必答", 1, Points(D(10))),
    Round("all", "simultaneous", "同步必答", 2, Points(D(20), D(-10)), clocks=Clocks(answer=20)),
    press_round(after_wrong="reopen", attempts=2, tie="draw"),
    Round("rapid", "rapid", "限时快答", 4, Points(D(10)), clocks=Clocks(answer=60)),
    risk_round(delegate=True),
    Round("up", "ladder", "步步高", 1, Points(D(10)), steps=(D(10), D(20), D(30))),
    tokens=(Token("swap", "换题权", 1, "replace"),),
    substitutions=1,
    ranking=("score", "tie_off", "rights", "fewer_wrongs"),
)  # fmt: skip


def wander(seed: int, steps: int) -> Table:
    """A match played by somebody who does any allowed thing, with presses and answers in between."""
    random = Random(seed)
    table = Table(RULES)
    for _ in range(steps):
        allowed = [a.command for a in host_actions(table.state, table.now) if a.enabled and not a.needs]
        made = table.now - random.choice((0, 5, 80, 900))
        allowed += [RecordPress(t, f"p{len(table.entries)}", "", made, random.choice((0, 30, 500))) for t in "ABC"]
        allowed += [SubmitAnswer(t, (random.choice("ABCD"),)) for t in "ABC"]
        allowed += [AdjustPoints(random.choice("ABC"), D(random.choice((-5, 5))))]
        with suppress(LeitaiError):
            table.give(random.choice(allowed), reason="随机")
        table.wait(random.choice((0, 50, 500, 7_000)))
    return table


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_replaying_the_entries_gives_the_live_state(seed: int) -> None:
    table = wander(seed, 60)
    check_chain(table.entries)
    assert fold(table.entries) == table.state
    assert standings(fold(table.entries)) == standings(table.state)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_every_press_and_award_decided_again_is_what_was_written(seed: int) -> None:
    for entry, payload in decided_again(wander(seed, 60).entries):
        assert payload.items() <= entry.payload.items()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 5))
def test_undo_restores_what_was_before_the_steps_it_takes_back(seed: int, steps: int) -> None:
    table = wander(seed, 40)
    steps = min(steps, len(table.state.host_steps))
    if steps == 0 or table.state.phase == "locked":
        return
    try:
        undone = table.give(Undo(steps))
    except Refused:  # what it would take along belongs to a step that stays: ``test_undo``
        return
    if undone["alone"]:
        steps = {step.seq for step in table.state.host_steps}
        assert not {*undone["alone"], *range(undone["from"], table.state.seq)} & steps
        return
    before = fold([e for e in table.entries if e.seq < undone["from"] or e.seq in undone["keep"]])
    kept = undone["clock"]
    # Of an answer that goes on what was left of the time is left.
    clock = before.clock
    if kept and clock and clock.running:
        clock = replace(clock, deadline=kept["deadline"])
    # What is on the screens, and what B leads back to, is no part of what a step did.
    shown = {name: getattr(before, name) for name in ("scene", "cued", "caption", "before_black")}
    restored = replace(table.state, seq=0, at=0, public_seq=0, private_counts={}, **shown)
    expected = replace(before, seq=0, at=0, public_seq=0, private_counts={}, clock=clock)
    assert restored == expected


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_points_by_hand_are_taken_back_and_nothing_else_is(seed: int) -> None:
    table = wander(seed, 40)
    before, at = table.state, len(table.entries)
    if before.phase != "open":
        return
    table.give(AdjustPoints("A", D(5)), reason="支持分")
    for _ in range(3):
        with suppress(LeitaiError):
            table.give(RecordPress("B", f"p{len(table.entries)}", ""), actor="B")
        with suppress(LeitaiError):
            table.give(SubmitAnswer("B", ("B",), item=before.item and before.item.no), actor="B")
        table.wait(50)
    came = tuple(entry for entry in table.entries[at + 1 :])
    table.give(Undo(), reason="误触")
    assert table.state.adjustments == before.adjustments
    assert {entry.seq for entry in came} <= {entry.seq for entry in in_force(table.entries)}


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_a_refused_command_changes_nothing(seed: int) -> None:
    table = wander(seed, 30)
    before, count = table.state, len(table.entries)
    for action in host_actions(table.state, table.now):
        if not action.enabled:
            with pytest.raises(LeitaiError) as refused:
                table.give(action.command, reason="x")
            assert refused.value.code == action.why
    assert (table.state, len(table.entries)) == (before, count)


@settings(max_examples=30, deadline=None)
@given(st.permutations(["A", "B", "C"]), st.lists(st.sampled_from("ABCD"), min_size=3, max_size=3))
def test_answers_of_different_teams_may_come_in_any_order(order: list[str], answers: list[str]) -> None:
    def play(teams: list[str]) -> Table:
        table = Table(RULES)
        table.begin("all")
        table.present()
        table.give(StartClock())
        for team in teams:
            table.give(SubmitAnswer(team, (answers["ABC".index(team)],)), actor=team)
        table.wait(20_000)
        table.give(CloseItem())
        return table

    assert play(list(order)).scores() == play(["A", "B", "C"]).scores()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_a_score_is_nothing_but_the_sum_of_its_lines(seed: int) -> None:
    table = wander(seed, 60)
    for team, total in table.scores().items():
        assert D(total) == D(100) + sum(line.points for line in lines(table.state) if line.team == team)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_what_falls_due_is_always_allowed_when_its_time_comes(seed: int) -> None:
    table = wander(seed, 30)
    task = due(table.state)
    if task is not None:
        table.now = max(table.now, task.at)
        table.give(task.command, actor="system")
        following = due(table.state)
        assert following is None or following.key != task.key
