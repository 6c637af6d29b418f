"""The teams after the opening: a name corrected, a team that leaves or comes back, stations swapped."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from scoring.engine.codec import to_json
from scoring.engine.errors import AlreadyDone, Conflict, Invalid, NotFound, Refused, WrongStage
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.commands_manage import ChangeRules, CorrectKey, LockResult, Undo
from scoring.engine.quiz.commands_play import (
    BeginRound,
    CloseItem,
    EndRound,
    JudgeAnswer,
    PresentItem,
    StartClock,
    SubmitAnswer,
)
from scoring.engine.quiz.commands_press import ArmPress
from scoring.engine.quiz.commands_team import RenameTeam, ReturnTeam, SwapStations, WithdrawTeam
from scoring.engine.quiz.commands_tie_off import BeginTieOff, EndTieOff
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.quiz.match import MatchState, answerers, answers_over, fold, standings, ties_that_matter
from scoring.engine.quiz.rule_sheet import Clocks, Points, Round, TieOff
from scoring.engine.quiz.slots import next_slot
from scoring.engine.stages import Award
from tests.unit.engine.quiz.play import TEAM, D, Table, played, press_round, risk_round, sheet

TOGETHER = Round("all", "simultaneous", "同步必答", 3, Points(D(10), D(-10), blank=D(-5)), clocks=Clocks(answer=20))


def in_team_round(teams: str = "ABC", **fields: object) -> Table:
    table = Table(sheet(TEAM, **fields), teams=teams)
    table.begin("team")
    return table


def names(state: MatchState) -> list[str]:
    return [team.name for team in state.teams]


def places(state: MatchState) -> list[tuple[str, int]]:
    return [(place.id, place.rank) for place in standings(state)]


def as_before(state: MatchState) -> MatchState:
    return replace(state, seq=0, at=0, public_seq=0)


def test_only_the_chief_changes_the_teams_and_always_with_a_reason() -> None:
    for kind in ("team.rename", "team.withdraw", "team.return", "stations.swap"):
        assert KINDS[kind].roles == {"chief"}
        assert "chief" in KINDS[kind].reason
        assert KINDS[kind].undo == ("alone" if kind == "team.rename" else "step")


def test_a_corrected_name_is_kept_tidy_and_the_old_one_stays_in_the_entry() -> None:
    table = in_team_round()
    payload = table.give(RenameTeam("B", " 乙\u200b 单位 "))
    assert (payload["name"], payload["old"]) == ("乙 单位", "B队")
    assert names(table.state) == ["A队", "乙 单位", "C队"]
    assert table.setup.teams[1].name == "B队"


def test_a_name_that_another_team_has_or_that_is_no_name_is_refused() -> None:
    table = in_team_round()
    with pytest.raises(Conflict, match="team-exists"):
        table.give(RenameTeam("B", "Ａ 队"))
    with pytest.raises(Invalid, match="text-needed"):
        table.give(RenameTeam("B", " \u200b"))
    with pytest.raises(Invalid, match="text-too-long"):
        table.give(RenameTeam("B", "甲" * 61))
    with pytest.raises(AlreadyDone, match="name-unchanged"):
        table.give(RenameTeam("B", "B队"))
    with pytest.raises(NotFound, match="no-such-team"):
        table.give(RenameTeam("X", "乙队"))


def test_a_name_may_be_corrected_while_an_item_is_played() -> None:
    table = in_team_round()
    table.present()
    table.give(StartClock())
    table.give(RenameTeam("A", "甲单位"))
    assert names(table.state)[0] == "甲单位"
    assert table.state.stage == "answering"


def test_undo_takes_each_change_of_the_teams_back() -> None:
    for command in (RenameTeam("B", "乙队"), WithdrawTeam("B", "withdrawn"), SwapStations("A", "C")):
        table = in_team_round()
        before = table.state
        table.give(command)
        assert as_before(table.state) != as_before(before)
        table.give(Undo(1))
        assert as_before(table.state) == as_before(before)


def test_a_team_that_left_has_no_turn_any_more_and_keeps_its_points() -> None:
    table = played(in_team_round(), "rrr")
    table.give(WithdrawTeam("B", "withdrawn"))
    assert [table.present()["team"], table.answer() or "", table.present()["team"]] == ["A", "", "C"]
    assert table.scores() == {"A": "120", "B": "110", "C": "110"}


def test_a_team_that_left_before_a_round_is_not_in_its_order() -> None:
    table = Table(sheet(TEAM, risk_round()))
    table.give(WithdrawTeam("B", "withdrawn"))
    assert table.give(BeginRound("team"))["order"] == ["A", "C"]


def test_a_team_cannot_be_named_in_a_turn_after_it_left() -> None:
    table = in_team_round()
    table.give(WithdrawTeam("B", "withdrawn"))
    with pytest.raises(Refused, match="team-left"):
        table.give(PresentItem(team="B"))


def test_tablets_are_not_waited_for_after_their_team_left_and_the_key_does_not_judge_them() -> None:
    table = Table(sheet(TOGETHER))
    table.begin("all")
    table.give(WithdrawTeam("C", "disqualified"))
    table.present()
    table.give(StartClock())
    assert answerers(table.state) == ("A", "B")
    with pytest.raises(Refused, match="not-your-turn"):
        table.give(SubmitAnswer("C", ("A",)), actor="C")
    for who in "AB":
        table.give(SubmitAnswer(who, ("A",), final=True), actor=who)
    assert answers_over(table.state, table.now)
    table.give(CloseItem())
    assert table.scores() == {"A": "110", "B": "110", "C": "100"}


def test_people_do_not_judge_a_tablet_of_a_team_that_left() -> None:
    table = Table(sheet(replace(TOGETHER, types=("short",))), types="short")
    table.begin("all")
    table.give(WithdrawTeam("C", "withdrawn"))
    table.present()
    table.give(StartClock())
    table.give(SubmitAnswer("A", ("某某",)), actor="A")
    table.wait(21_000)
    with pytest.raises(Refused, match="team-left"):
        table.give(JudgeAnswer("right", "C"))
    table.give(JudgeAnswer("right", "A"))
    table.give(CloseItem())
    assert table.scores() == {"A": "110", "B": "95", "C": "100"}


def test_a_key_corrected_later_judges_exactly_the_teams_that_were_there() -> None:
    table = Table(sheet(TOGETHER))
    table.begin("all")
    table.present()
    table.give(StartClock())
    for who in "AC":
        table.give(SubmitAnswer(who, ("B",)), actor=who)
    table.wait(20_000)
    table.give(CloseItem())
    assert table.scores() == {"A": "90", "B": "95", "C": "90"}
    table.give(WithdrawTeam("C", "withdrawn"))
    table.present()
    table.give(StartClock())
    table.wait(20_000)
    table.give(CloseItem())
    table.give(ReturnTeam("C"))
    table.give(CorrectKey(1, ("B",)))
    table.give(CorrectKey(2, ("B",)))
    assert table.scores() == {"A": "105", "B": "90", "C": "110"}


def test_a_press_of_a_team_that_left_does_not_count() -> None:
    table = Table(sheet(press_round()))
    table.begin("press")
    table.give(WithdrawTeam("A", "withdrawn"))
    table.present()
    table.give(ArmPress())
    assert table.press("A") == "barred"
    assert table.press("B") == "legal"


def test_a_team_leaves_only_between_two_items() -> None:
    table = in_team_round()
    table.present()
    with pytest.raises(WrongStage, match="item-running"):
        table.give(WithdrawTeam("B", "withdrawn"))


def test_the_last_team_cannot_leave() -> None:
    table = in_team_round("AB")
    table.give(WithdrawTeam("A", "withdrawn"))
    with pytest.raises(Refused, match="last-team"):
        table.give(WithdrawTeam("B", "withdrawn"))


@pytest.mark.parametrize(
    ("where", "found"),
    [("last", [("B", 1), ("C", 1), ("A", 3)]), ("out", [("B", 1), ("C", 1)])],
)
def test_a_team_that_left_is_ranked_as_the_rule_sheet_says(where: str, found: list[tuple[str, int]]) -> None:
    for how in ("withdrawn", "disqualified"):
        table = played(in_team_round(**{how: where}), "r")
        table.give(WithdrawTeam("A", how))  # type: ignore[arg-type]
        assert places(table.state) == found


def test_who_withdrew_is_last_and_who_was_disqualified_is_out_where_the_sheet_says_nothing() -> None:
    table = in_team_round("ABCD")
    table.give(WithdrawTeam("A", "withdrawn"))
    table.give(WithdrawTeam("B", "disqualified"))
    assert places(table.state) == [("C", 1), ("D", 1), ("A", 3)]
    above = standings(table.state)[1].above
    assert above is not None
    assert (above.code, above.fields) == ("left", {})


def test_a_new_edition_ranks_a_team_that_left_in_another_way() -> None:
    table = in_team_round()
    table.give(WithdrawTeam("A", "withdrawn"))
    table.give(ChangeRules(to_json(replace(table.setup.rule_sheet, edition=2, withdrawn="out"))))
    assert places(table.state) == [("B", 1), ("C", 1)]


def test_teams_that_left_need_no_tie_off() -> None:
    table = played(in_team_round("ABC", awards=(Award("一等奖", 2), Award("优胜奖"))), "rww")
    for team in "BC":
        table.give(WithdrawTeam(team, "withdrawn"))
    assert places(table.state) == [("A", 1), ("B", 2), ("C", 2)]
    assert ties_that_matter(table.state) == ()
    table.give(EndRound())
    with pytest.raises(Refused, match="team-left"):
        table.give(BeginTieOff(("B", "C")))


@pytest.mark.parametrize("mode", ["press", "risk"])
def test_a_team_that_leaves_a_tie_off_is_behind_the_others_in_it(mode: Literal["press", "risk"]) -> None:
    table = in_team_round("ABC", awards=(Award("一等奖", 1), Award("优胜奖")), tie_off=TieOff(mode))
    played(table, "www")
    while next_slot(table.state) is not None:
        played(table, "w")
    table.give(BeginTieOff(("A", "B", "C")))
    table.give(WithdrawTeam("A", "withdrawn"))
    assert table.state.tie_offs[-1].order == (("B", "C"), ("A",))
    table.present()
    if mode == "press":
        table.give(ArmPress())
        table.press("C")
        table.wait(200)
        table.give(JudgeAnswer("right"))
    else:
        table.answer("wrong")
        table.present()
        table.answer("right")
    assert table.state.tie_offs[-1].order == (("C",), ("B",), ("A",))
    table.give(CloseItem())
    table.give(EndTieOff())
    assert places(table.state) == [("C", 1), ("B", 2), ("A", 3)]
    table.give(LockResult())


def test_a_team_that_comes_back_has_the_turns_that_it_missed() -> None:
    table = in_team_round()
    table.give(WithdrawTeam("A", "disqualified"))
    assert table.present()["team"] == "B"
    table.answer()
    table.give(ReturnTeam("A"))
    assert table.present()["team"] == "A"
    assert places(table.state)[0] == ("B", 1)
    with pytest.raises(WrongStage, match="item-running"):
        table.give(ReturnTeam("B"))
    table.answer()
    with pytest.raises(AlreadyDone, match="team-here"):
        table.give(ReturnTeam("B"))


def test_stations_are_swapped_before_the_first_item_and_the_order_of_play_with_them() -> None:
    table = in_team_round()
    assert table.give(SwapStations("A", "C"))["order"] == ["C", "B", "A"]
    assert {team.id: team.station for team in table.state.teams} == {"A": 3, "B": 2, "C": 1}
    assert table.present()["team"] == "C"
    table.answer()
    with pytest.raises(WrongStage, match="items-played"):
        table.give(SwapStations("A", "B"))


def test_stations_are_swapped_before_a_round_too_and_two_teams_are_needed() -> None:
    table = Table(sheet(TEAM))
    with pytest.raises(Invalid, match="team-twice"):
        table.give(SwapStations("A", "A"))
    assert table.give(SwapStations("A", "B"))["order"] is None
    assert table.give(BeginRound("team"))["order"] == ["B", "A", "C"]


def test_the_desk_offers_what_may_be_done_with_the_teams() -> None:
    def offered(table: Table) -> dict[str, bool]:
        kinds = ("team.rename", "team.withdraw", "team.return", "stations.swap")
        actions = host_actions(table.state, table.now)
        return {action.id: action.enabled for action in actions if action.command.kind in kinds}

    table = in_team_round()
    assert offered(table) == {"team.rename": True, "team.withdraw": True, "stations.swap": True}
    table.give(WithdrawTeam("A", "withdrawn"))
    table.present()
    assert offered(table) == {"team.rename": True, "team.withdraw": False, "team.return": False}


def test_a_fold_of_the_entries_gives_the_same_state() -> None:
    table = in_team_round()
    table.give(SwapStations("A", "C"))
    table.give(RenameTeam("B", "乙队"))
    table.give(WithdrawTeam("C", "disqualified"))
    played(table, "rw")
    assert fold(table.entries) == table.state
