"""A whole round marked together: team after team is shown, the judges keep their sheets, one lock scores them all."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from scoring.engine.errors import AlreadyDone, Refused, WrongStage
from scoring.engine.panel.commands import AbstainMark, CopyMark, DecideMark, EnterMark
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz.actions import Action, host_actions
from scoring.engine.quiz.commands_manage import LockResult, Undo, VoidItem
from scoring.engine.quiz.commands_marks import LockPanel, OpenPanel
from scoring.engine.quiz.commands_play import CloseItem, EndRound, JudgeAnswer, ShowScene, StartClock
from scoring.engine.quiz.match import fold
from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.rule_sheet import Points, Round
from tests.unit.engine.quiz.play import D, Table, sheet

JUDGES = ("j1", "j2", "j3")
MARKS = {"A": ("18", "16", "17"), "B": ("12", "13", "14"), "C": ("20", "20", "11")}


def begun(own: str = "", missing: Literal["wait", "leave_out"] = "leave_out") -> Table:
    """Three teams, three judges, the mean of all; the second judge comes from team A's unit where ``own`` is set."""
    panel = PanelTable(judges=3, drop_high=0, drop_low=0, digits=2, missing=missing)
    table = Table(sheet(Round("video", "judged", "情景", 1, Points(D(0)), panel=panel)))
    if own:
        setup = replace(
            table.setup, teams=tuple(replace(t, organisation=own if t.id == "A" else "") for t in table.setup.teams)
        )
        table.setup, table.state = setup, replace(table.state, teams=setup.teams)
    table.panel = tuple(PanelJudge(judge, f"评委{judge}", own if judge == "j2" else "") for judge in JUDGES)
    table.begin("video")
    return table


def whole(own: str = "", missing: Literal["wait", "leave_out"] = "leave_out") -> Table:
    """The same, to be marked together."""
    table = begun(own, missing)
    table.give(OpenPanel(whole_round=True))
    return table


def show(table: Table) -> int:
    """One team shows its piece; the host goes on.  Gives the number of its item."""
    no = int(table.present()["item"])
    table.give(StartClock())
    table.wait(1000)
    table.give(CloseItem())
    return no


def mark(table: Table, no: int, judge: str, value: str) -> None:
    table.give(EnterMark(judge, {"score": D(value)}, no), actor=f"ticket:{judge}")


def marked() -> Table:
    """All three teams shown and marked by all."""
    table = whole()
    for given in MARKS.values():
        no = show(table)
        for judge, value in zip(JUDGES, given, strict=True):
            mark(table, no, judge, value)
    return table


def action(table: Table, name: str) -> Action:
    return next(one for one in host_actions(table.state, table.now) if one.id == name)


def test_one_entry_locks_and_scores_every_team_of_the_round() -> None:
    table = marked()
    before = len(table.entries)
    assert table.scores() == {"A": "100", "B": "100", "C": "100"}
    payload = table.give(LockPanel(whole_round=True))
    assert payload["items"] == [1, 2, 3]
    assert len(table.entries) == before + 1
    assert table.scores() == {"A": "117.00", "B": "113.00", "C": "117.00"}
    assert {item.panel.locked for item in table.state.items if item.panel} == {table.state.seq}
    assert fold(table.entries) == table.state


def test_a_judge_may_come_back_to_an_earlier_team_until_the_lock() -> None:
    table = marked()
    mark(table, 1, "j1", "20")
    run = table.state.items[0].panel
    assert run is not None
    assert (run.mark_sheets["j1"].version, run.mark_sheets["j1"].marks["score"]) == (2, D(20))
    table.give(LockPanel(whole_round=True))
    assert table.scores()["A"] == "117.67"


def test_who_is_missing_is_said_before_the_lock_and_the_lock_without_them_is_a_command_of_its_own() -> None:
    table = whole()
    first, second = show(table), show(table)
    for judge in JUDGES:
        mark(table, first, judge, "15")
    mark(table, second, "j1", "15")
    with pytest.raises(Refused, match="marks-missing") as refused:
        table.give(LockPanel(whole_round=True))
    assert refused.value.fields["judges"] == ["评委j2", "评委j3"]
    assert (action(table, "panel.lock.round").enabled, action(table, "panel.lock.round").why) == (
        False,
        "marks-missing",
    )
    assert action(table, "panel.lock.round.missing").enabled
    table.give(LockPanel(whole_round=True, even_if_missing=True))
    assert table.scores() == {"A": "115.00", "B": "115.00", "C": "100"}


@pytest.mark.parametrize("forced", [False, True])
def test_where_the_rule_waits_the_round_is_locked_once_the_chief_has_written_down_who_gives_no_mark(
    forced: bool,
) -> None:
    table = whole(missing="wait")
    first, second = show(table), show(table)
    for no in (first, second):
        for judge in JUDGES[:2]:
            mark(table, no, judge, "15")
    assert "panel.lock.round.missing" not in {one.id for one in host_actions(table.state, table.now)}
    for no in (first, second):
        with pytest.raises(Refused, match="panel-waits") as refused:
            table.give(LockPanel(whole_round=True, even_if_missing=forced))
        assert refused.value.fields == {"judges": ["评委j3"]}
        assert action(table, "panel.lock.round").why == "panel-waits"
        table.give(AbstainMark("j3", no), actor="ticket:chief", reason="离场")
    table.give(LockPanel(whole_round=True))
    assert table.scores() == {"A": "115.00", "B": "115.00", "C": "100"}


def test_a_team_that_no_judge_has_marked_cannot_be_locked() -> None:
    table = whole()
    for judge in JUDGES:
        mark(table, show(table) if judge == "j1" else 1, judge, "15")
    show(table)
    with pytest.raises(Refused, match="no-marks") as refused:
        table.give(LockPanel(whole_round=True, even_if_missing=True))
    assert refused.value.fields == {"items": [table.state.items[-1].slot]}


def test_the_round_and_the_match_cannot_end_while_marks_are_open() -> None:
    table = marked()
    for command in (EndRound(), LockResult()):
        with pytest.raises(Refused, match="marks-open"):
            table.give(command)
    table.give(LockPanel(whole_round=True))
    table.give(EndRound())


def test_a_sheet_that_comes_after_the_lock_waits_for_the_chief() -> None:
    table = whole()
    first = show(table)
    for judge in JUDGES[:2]:
        mark(table, first, judge, "15")
    table.give(LockPanel(whole_round=True, even_if_missing=True))
    mark(table, first, "j3", "9")
    run = table.state.items[0].panel
    assert run is not None
    assert [sheet.kind for sheet in run.waiting.values()] == ["late"]
    assert table.scores()["A"] == "115.00"


def test_a_waiting_sheet_from_paper_holds_the_lock_up_and_may_be_for_an_earlier_team() -> None:
    table = whole()
    first, second = show(table), show(table)
    for no in (first, second):
        for judge in JUDGES[1:]:
            mark(table, no, judge, "15")
    mark(table, second, "j1", "15")
    table.give(CopyMark("j1", {"score": D(12)}, first), actor="ticket:host")
    with pytest.raises(Refused, match="sheets-waiting"):
        table.give(LockPanel(whole_round=True))
    run = table.state.items[0].panel
    assert run is not None
    (seq,) = run.waiting
    table.give(DecideMark(first, seq, accept=True), actor="ticket:chief", reason="已对照")
    table.give(LockPanel(whole_round=True))
    assert table.scores()["A"] == "114.00"


def test_judges_of_a_teams_own_unit_are_recused_from_its_item_alone() -> None:
    table = whole("甲单位")
    first, second = show(table), show(table)
    runs = [table.state.items[no - 1].panel for no in (first, second)]
    assert [list(run.mark_sheets) for run in runs if run] == [["j2"], []]


def test_what_is_thrown_out_or_judged_by_hand_waits_for_no_mark() -> None:
    table = whole()
    first = show(table)
    for judge in JUDGES:
        mark(table, first, judge, "15")
    second = show(table)
    table.give(VoidItem(second), reason="设备故障")
    table.present()
    table.give(JudgeAnswer("give_up"))
    table.give(CloseItem())
    assert table.state.panel_open
    table.give(LockPanel(whole_round=True))
    assert not table.state.panel_open
    assert table.scores() == {"A": "115.00", "B": "100", "C": "100"}


def test_it_may_begin_while_a_team_is_being_shown_or_marked() -> None:
    table = begun()
    table.present()
    table.give(StartClock())
    table.give(OpenPanel(whole_round=True))
    mark(table, 1, "j1", "15")
    assert table.state.stage == "answering"
    other = begun()
    other.present()
    other.give(StartClock())
    other.give(OpenPanel())
    mark(other, 1, "j1", "15")
    other.give(OpenPanel(whole_round=True))
    other.give(CloseItem())
    mark(other, 1, "j2", "15")
    assert [item.no for item in other.state.open_panels] == [1]


def test_it_is_opened_once_and_an_item_not_again_by_itself() -> None:
    table = whole()
    table.present()
    for command in (OpenPanel(whole_round=True), OpenPanel()):
        with pytest.raises(AlreadyDone, match="panel-open"):
            table.give(command)


def test_nothing_is_locked_while_a_team_is_being_shown() -> None:
    table = whole()
    table.present()
    table.give(StartClock())
    with pytest.raises(WrongStage, match="item-running"):
        table.give(LockPanel(whole_round=True))


def test_a_single_item_cannot_be_left_before_its_lock() -> None:
    table = begun()
    table.present()
    table.give(StartClock())
    table.give(OpenPanel())
    with pytest.raises(WrongStage, match="item-stage"):
        table.give(CloseItem())


def test_after_the_lock_the_host_is_led_from_team_to_team() -> None:
    table = marked()
    assert action(table, "panel.lock.round").primary
    table.give(LockPanel(whole_round=True))
    shown = []
    while (
        following := next((a for a in host_actions(table.state, table.now) if a.id == "marks.next"), None)
    ) is not None:
        assert following.primary
        shown.append(table.state.marks_item)
        table.give(following.command)
    assert [*shown, table.state.marks_item] == [1, 2, 3]
    assert action(table, "round.end").primary


def test_the_screen_shows_no_marks_that_are_not_locked_and_none_that_were_thrown_out() -> None:
    table = marked()
    with pytest.raises(WrongStage, match="marks-not-locked"):
        table.give(ShowScene("marks", 1))
    table.give(LockPanel(whole_round=True))
    table.give(ShowScene("marks", 2))
    assert table.state.marks_item == 2
    table.give(VoidItem(2), reason="设备故障")
    with pytest.raises(WrongStage, match="marks-not-locked"):
        table.give(ShowScene("marks", 2))


def test_an_undo_never_takes_the_lock_of_a_round_back() -> None:
    table = marked()
    table.give(LockPanel(whole_round=True))
    with pytest.raises(Refused, match="undo-takes-marks"):
        table.give(Undo())
