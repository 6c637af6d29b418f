"""封榜 and 揭榜: the public keeps the table, the result stays what it is, and the reveal goes from last to first."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine.codec import digest, to_json
from scoring.engine.errors import AlreadyDone, Invalid, Refused, TooLate, WrongStage
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.commands_freeze import FreezeTable, OpenTable
from scoring.engine.quiz.commands_manage import AdjustPoints, LockResult, Undo, UnlockResult
from scoring.engine.quiz.commands_play import CloseItem, EndRound, ShowScene
from scoring.engine.quiz.commands_team import RenameTeam
from scoring.engine.quiz.freeze import is_frozen, levels, public_table
from scoring.engine.quiz.match import fold, standings
from scoring.engine.quiz.rule_sheet import BestPlayer, FreezeRule, RuleSheet, TieOff
from scoring.engine.quiz.score import totals
from scoring.engine.stages import Award
from tests.unit.engine.quiz.play import TEAM, D, Table, press_round, sheet

NO_TIE_OFF = TieOff(mode="none")
AWARDS = (Award("一等奖", 1), Award("二等奖", 1), Award("三等奖", 0))


def rules(**fields: object) -> RuleSheet:
    return sheet(TEAM, press_round(), tie_off=NO_TIE_OFF, ranking=("score",), **fields)


def a_table(teams: str = "ABCD", **fields: object) -> Table:
    table = Table(rules(**fields), teams)
    table.begin("team")
    return table


def gives(table: Table, team: str, points: int) -> None:
    table.give(AdjustPoints(team, D(points)), reason="试")


def public(table: Table) -> dict[str, str]:
    return {team: str(score) for team, score in totals(public_table(table.state)).items()}


def public_order(table: Table) -> list[tuple[str, int]]:
    return [(place.id, place.rank) for place in standings(public_table(table.state))]


def locked(table: Table) -> None:
    table.give(LockResult(unfinished=True), reason="时间已到")


def frozen_and_locked(**fields: object) -> Table:
    """甲 130, 乙 and 丙 level at 110, 丁 90; the public has everybody at 100."""
    table = a_table(**fields)
    table.give(FreezeTable())
    for team, points in (("A", 30), ("B", 10), ("C", 10), ("D", -10)):
        gives(table, team, points)
    locked(table)
    return table


def shown(table: Table) -> list[list[str]]:
    assert table.state.freeze is not None
    return [[one.team for one in level] for level in table.state.freeze.shown]


def test_the_public_keeps_the_table_while_the_true_one_goes_on() -> None:
    table = a_table("AB")
    gives(table, "A", 5)
    table.give(FreezeTable())
    gives(table, "B", 50)
    assert public(table) == {"A": "105", "B": "100"}
    assert public_order(table) == [("A", 1), ("B", 2)]
    assert totals(table.state) == {"A": D(105), "B": D(150)}


def test_a_team_has_its_new_name_in_the_frozen_table() -> None:
    table = a_table("AB")
    table.give(FreezeTable())
    table.give(RenameTeam("A", "新名"), reason="队名有误")
    assert public_table(table.state).team("A").name == "新名"


def test_a_frozen_table_is_not_frozen_again() -> None:
    table = a_table("AB")
    table.give(FreezeTable())
    with pytest.raises(AlreadyDone, match="table-frozen"):
        table.give(FreezeTable())


def test_a_match_that_is_not_open_is_not_frozen() -> None:
    table = a_table("AB")
    locked(table)
    with pytest.raises(WrongStage, match="result-locked"):
        table.give(FreezeTable())


def test_an_undo_of_the_freeze_gives_the_public_the_true_table_and_takes_nothing_else_back() -> None:
    table = a_table("AB")
    table.give(FreezeTable())
    gives(table, "B", 50)
    table.give(Undo(2))
    assert not is_frozen(table.state)
    table = a_table("AB")
    gives(table, "B", 50)
    table.give(FreezeTable())
    table.give(Undo(1))
    assert public(table) == {"A": "100", "B": "150"}


def test_the_freeze_ends_without_a_reveal_where_the_host_opens_the_table() -> None:
    table = a_table("AB")
    with pytest.raises(WrongStage, match="not-frozen"):
        table.give(OpenTable(), reason="试")
    table.give(FreezeTable())
    gives(table, "B", 50)
    table.give(OpenTable(), reason="不再封榜")
    assert public(table) == {"A": "100", "B": "150"}
    table.give(Undo(1))
    assert public(table) == {"A": "100", "B": "100"}


def test_an_opened_table_can_be_frozen_anew() -> None:
    table = a_table("AB")
    table.give(FreezeTable())
    table.give(OpenTable(), reason="试")
    gives(table, "B", 50)
    table.give(FreezeTable())
    gives(table, "A", 70)
    assert public(table) == {"A": "100", "B": "150"}


def test_the_rule_sheet_freezes_before_a_round() -> None:
    table = a_table("AB", freeze=FreezeRule("press"))
    gives(table, "A", 5)
    table.give(EndRound())
    assert not is_frozen(table.state)
    table.begin("press")
    assert is_frozen(table.state)
    assert table.entries[-1].payload["freeze"] is True
    gives(table, "A", 5)
    assert public(table) == {"A": "105", "B": "100"}


def test_the_rule_sheet_freezes_after_an_item() -> None:
    table = a_table("AB", freeze=FreezeRule("team", after=1))
    table.present()
    table.answer("right")
    table.give(CloseItem())
    assert not is_frozen(table.state)
    table.present()
    assert is_frozen(table.state)
    table.answer("right")
    assert public(table) == {"A": "110", "B": "100"}


def test_a_round_that_ends_before_the_item_of_the_rule_sheet_freezes_the_table_with_the_next_round() -> None:
    table = a_table("AB", freeze=FreezeRule("team", after=6))  # the round has as many turns
    for _ in range(6):
        table.present()
        table.answer("right")
        table.give(CloseItem())
    assert not is_frozen(table.state)
    table.begin("press")
    assert table.entries[-1].payload["freeze"] is True
    gives(table, "A", 50)
    assert public(table) == {"A": "130", "B": "130"}


def test_a_table_opened_before_the_round_ended_early_stays_open() -> None:
    table = a_table("AB", freeze=FreezeRule("team", after=4))
    table.give(FreezeTable())
    table.give(OpenTable(), reason="试")
    table.give(EndRound())
    table.begin("press")
    assert not is_frozen(table.state)


def test_a_table_opened_too_early_is_frozen_at_the_moment_of_the_rule_sheet() -> None:
    table = a_table("AB", freeze=FreezeRule("team", after=2))
    table.give(FreezeTable())
    table.give(OpenTable(), reason="封早了")
    frozen = []
    for _ in range(4):
        table.present()
        table.answer("right")
        table.give(CloseItem())
        frozen.append(is_frozen(table.state))
    assert frozen == [False, False, True, True]


def test_what_the_host_opens_after_that_stays_open() -> None:
    table = a_table("AB", freeze=FreezeRule("team", after=1))
    for _ in range(3):
        table.present()
        table.answer("right")
        table.give(CloseItem())
        if is_frozen(table.state):
            table.give(OpenTable(), reason="试")
    assert not is_frozen(table.state)


def test_an_undo_of_the_round_takes_back_the_freeze_that_began_with_it() -> None:
    table = a_table("AB", freeze=FreezeRule("press"))
    table.give(EndRound())
    table.begin("press")
    table.give(Undo(1))
    assert not is_frozen(table.state)


def test_the_reveal_goes_from_the_last_place_to_the_first_and_shows_level_teams_together() -> None:
    table = frozen_and_locked()
    steps = []
    for step in (0, 1, 2, 3):
        table.give(ShowScene("reveal", step=step))
        steps.append(shown(table))
        assert is_frozen(table.state) is (step < 3)
    assert steps == [[], [["D"]], [["D"], ["B", "C"]], [["D"], ["B", "C"], ["A"]]]
    assert public(table) == {"A": "130", "B": "110", "C": "110", "D": "90"}


def test_before_its_last_step_the_reveal_leaves_the_public_its_table() -> None:
    table = frozen_and_locked()
    for step in (0, 1, 2):
        table.give(ShowScene("reveal", step=step))
        assert public(table) == dict.fromkeys("ABCD", "100")


def test_the_reveal_goes_back_a_step_and_on_again() -> None:
    table = frozen_and_locked()
    for step in (1, 2, 1, 2, 3, 2):
        table.give(ShowScene("reveal", step=step))
    assert shown(table) == [["D"], ["B", "C"]]
    assert is_frozen(table.state)


def test_one_step_asked_for_twice_is_one_step() -> None:
    table = frozen_and_locked()
    table.give(ShowScene("reveal", step=1))
    table.give(ShowScene("reveal", step=1))
    assert shown(table) == [["D"]]


def test_a_step_is_neither_left_out_nor_made_up() -> None:
    table = frozen_and_locked()
    with pytest.raises(TooLate, match="reveal-moved-on"):
        table.give(ShowScene("reveal", step=2))
    for step in (-1, 4):
        with pytest.raises(Invalid, match="no-such-step"):
            table.give(ShowScene("reveal", step=step))


def test_nothing_is_revealed_before_the_lock_or_without_a_freeze() -> None:
    table = a_table("AB")
    table.give(FreezeTable())
    with pytest.raises(WrongStage, match="result-not-locked"):
        table.give(ShowScene("reveal", step=0))
    table = a_table("AB")
    locked(table)
    with pytest.raises(WrongStage, match="not-frozen"):
        table.give(ShowScene("reveal", step=0))


def test_what_was_opened_without_a_reveal_is_not_revealed() -> None:
    table = a_table("AB")
    table.give(FreezeTable())
    table.give(OpenTable(), reason="试")
    locked(table)
    with pytest.raises(WrongStage, match="not-frozen"):
        table.give(ShowScene("reveal", step=0))
    assert not is_frozen(table.state)


def test_a_table_opened_amid_the_reveal_stays_open() -> None:
    table = frozen_and_locked()
    table.give(ShowScene("reveal", step=1))
    table.give(OpenTable(), reason="不再封榜")
    with pytest.raises(WrongStage, match="not-frozen"):
        table.give(ShowScene("reveal"))
    assert not is_frozen(table.state)
    offered = {a.id for a in host_actions(table.state, table.now) if a.enabled}
    assert not offered & {"scene.reveal", "reveal.back", "reveal.begin"}


@pytest.mark.parametrize(("corrections", "steps"), [((("B", 1),), 4), ((("B", -20), ("C", -20)), 2)])
def test_a_result_corrected_after_the_reveal_is_shown_whole_again(
    corrections: tuple[tuple[str, int], ...], steps: int
) -> None:
    table = frozen_and_locked()
    for step in (1, 2, 3):
        table.give(ShowScene("reveal", step=step))
    table.give(UnlockResult(), reason="更正")
    for team, points in corrections:
        gives(table, team, points)
    locked(table)
    table.give(ShowScene("reveal"))
    assert not is_frozen(table.state)
    assert len(shown(table)) == steps
    table.give(ShowScene("reveal", step=steps - 1))
    assert is_frozen(table.state)


def test_after_a_correction_behind_the_award_the_next_key_leads_through_the_awards_anew() -> None:
    table = frozen_and_locked(awards=AWARDS)
    for step in (1, 2, 3):
        table.give(ShowScene("reveal", step=step))
    table.give(ShowScene("award", award="一等奖"))
    table.give(UnlockResult(), reason="更正")
    assert table.state.award == ""
    locked(table)
    first = host_actions(table.state, table.now)[0]
    assert (first.primary, first.command) == (True, ShowScene("award", award="三等奖"))


def test_another_scene_in_between_keeps_what_was_revealed() -> None:
    table = frozen_and_locked()
    table.give(ShowScene("reveal", step=1))
    table.give(ShowScene("black"))
    table.give(ShowScene("reveal"))
    assert shown(table) == [["D"]]


def test_a_result_that_is_unlocked_takes_back_a_reveal_that_was_not_over() -> None:
    table = frozen_and_locked()
    table.give(ShowScene("reveal", step=1))
    table.give(UnlockResult(), reason="更正")
    assert shown(table) == []
    assert is_frozen(table.state)
    assert table.state.scene == "ranking"


def test_a_result_that_is_unlocked_after_the_reveal_stays_public() -> None:
    table = frozen_and_locked()
    for step in (1, 2, 3):
        table.give(ShowScene("reveal", step=step))
    table.give(UnlockResult(), reason="更正")
    assert not is_frozen(table.state)


@pytest.mark.parametrize("scene", [ShowScene("award", award="一等奖"), ShowScene("best_player")])
def test_an_award_is_announced_after_the_reveal_only(scene: ShowScene) -> None:
    table = frozen_and_locked(awards=AWARDS, best_player=BestPlayer())
    with pytest.raises(WrongStage, match="reveal-first"):
        table.give(scene)
    for step in (1, 2, 3):
        table.give(ShowScene("reveal", step=step))
    table.give(scene)
    assert table.state.scene == scene.scene


def test_an_award_that_the_rule_sheet_does_not_know_is_not_announced() -> None:
    table = a_table("AB", awards=AWARDS)
    locked(table)
    with pytest.raises(Refused, match="not-an-award"):
        table.give(ShowScene("award", award="特等奖"))


@pytest.mark.parametrize("award", ["一等奖", "不" * 1000])
def test_no_other_scene_announces_an_award_before_the_reveal(award: str) -> None:
    table = frozen_and_locked(awards=AWARDS)
    with pytest.raises((WrongStage, Refused)):
        table.give(ShowScene("standby", award=award))
    assert table.state.announced == frozenset()


def test_the_hosts_next_step_leads_through_reveal_ranking_and_awards() -> None:
    table = frozen_and_locked(awards=AWARDS, best_player=BestPlayer())
    led = []
    while (first := host_actions(table.state, table.now)[0]).primary:
        table.give(first.command)
        led.append((table.state.scene, table.state.award or len(shown(table))))
    assert led == [
        ("reveal", 0), ("reveal", 1), ("reveal", 2), ("reveal", 3), ("ranking", 3),
        ("award", "三等奖"), ("award", "二等奖"), ("award", "一等奖"), ("best_player", 3),
    ]  # fmt: skip


def test_the_way_back_is_offered_while_the_reveal_is_on() -> None:
    table = frozen_and_locked()
    offered = [any(a.id == "reveal.back" for a in host_actions(table.state, table.now))]
    for step in (0, 1, 0):
        table.give(ShowScene("reveal", step=step))
        offered.append(any(a.id == "reveal.back" and a.enabled for a in host_actions(table.state, table.now)))
    assert offered == [False, False, True, False]


def test_a_sheet_without_a_freeze_has_the_digest_that_it_always_had() -> None:
    assert "freeze" not in to_json(rules())
    assert digest(rules()) != digest(rules(freeze=FreezeRule("press")))


def wander(seed: int, *, freezes: bool) -> Table:
    """The same play by chance, with the freeze and its end thrown in or not."""
    random, table = Random(seed), a_table("ABC")
    for _ in range(25):
        choice, team, points = random.randrange(6), random.choice("ABC"), random.choice((-5, 5, 10))
        if choice < 4:
            gives(table, team, points)
        elif freezes:
            table.give(OpenTable() if is_frozen(table.state) else FreezeTable(), reason="随机")
    return table


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_a_freeze_never_changes_the_result(seed: int) -> None:
    plain, with_freezes = wander(seed, freezes=False), wander(seed, freezes=True)
    assert totals(plain.state) == totals(with_freezes.state)
    assert standings(plain.state) == standings(with_freezes.state)
    assert fold(with_freezes.entries) == with_freezes.state


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=1, max_size=6), st.lists(st.integers(-3, 3), min_size=6, max_size=6))
def test_what_is_revealed_is_the_ranking_reversed(before: list[int], after: list[int]) -> None:
    table = a_table("ABCDEF"[: len(before)])
    for team, points in zip("ABCDEF", before, strict=False):
        if points:
            gives(table, team, points)
    table.give(FreezeTable())
    for team, points in zip("ABCDEF"[: len(before)], after, strict=False):
        if points:
            gives(table, team, points)
    locked(table)
    kept = public(table)
    steps = len(levels(table.state))
    for step in range(1, steps + 1):
        assert public(table) == kept
        table.give(ShowScene("reveal", step=step))
    flat = [team for level in shown(table)[::-1] for team in level]
    assert flat == [place.id for place in standings(table.state)]
    assert [len({one.rank for one in level}) for level in table.state.freeze.shown] == [1] * steps  # type: ignore[union-attr]
    assert public_table(table.state) == replace(table.state)
