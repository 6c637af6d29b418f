"""An item thrown out where items have steps: its step is played again with a spare, and the climb goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine.quiz.commands_manage import ReplaceItem, VoidItem
from scoring.engine.quiz.commands_play import RevealClue
from scoring.engine.quiz.rule_sheet import Points, PressRule, Round
from scoring.engine.quiz.setup import QuestionRef
from tests.unit.engine.quiz.play import D, Table, sheet

LADDER = Round("up", "ladder", "步步高", 1, Points(D(10)), steps=(D(10), D(20), D(30)))
CLUE = Round("clue", "clue", "线索题", 2, Points(D(40)), steps=(D(40), D(30), D(20)), press=PressRule())


def climb(verdicts: str) -> Table:
    """Team A climbs; one letter an item."""
    table = Table(sheet(LADDER), teams="AB")
    table.begin("up")
    go_on(table, verdicts)
    return table


def go_on(table: Table, verdicts: str) -> list[tuple[str, int, str]]:
    """Team, seat and question of each item played."""
    seen = []
    for verdict in verdicts:
        put = table.present()
        seen.append((put["team"], put["seat"], put["question"]))
        table.answer({"r": "right", "w": "wrong"}[verdict])
    return seen


def test_a_step_thrown_out_after_its_verdict_is_climbed_again_with_a_spare() -> None:
    table = climb("rw")
    table.give(VoidItem(), reason="题目有误")
    assert table.scores()["A"] == "110"
    assert go_on(table, "rr") == [("A", 2, "spare-1"), ("A", 3, "up-3")]
    assert table.scores()["A"] == "160"


def test_an_earlier_step_thrown_out_is_made_up_for_and_what_was_climbed_above_it_stands() -> None:
    table = climb("rr")
    table.give(VoidItem(1), reason="题目有误")
    assert table.scores()["A"] == "120"
    assert go_on(table, "rr") == [("A", 1, "spare-1"), ("A", 3, "up-3")]
    assert table.scores()["A"] == "160"


def test_a_step_made_up_for_wrongly_ends_the_climb_like_any_other() -> None:
    table = climb("r")
    table.give(VoidItem(), reason="题目有误")
    assert go_on(table, "wr") == [("A", 1, "spare-1"), ("B", 1, "up-2")]


def test_a_step_replaced_in_one_action_is_not_played_a_third_time() -> None:
    table = climb("r")
    table.present()
    table.give(ReplaceItem(), reason="题目有误")
    table.answer("right")
    assert go_on(table, "r") == [("A", 3, "up-3")]
    assert table.scores()["A"] == "160"


def test_a_clue_item_thrown_out_is_played_again_from_its_first_clue() -> None:
    table = Table(sheet(CLUE))
    table.begin("clue")
    table.present()
    table.give(RevealClue())
    table.give(VoidItem(), reason="线索有误")
    put = table.present()
    assert (put["slot"], put["step"], put["question"]) == (1, 0, "spare-1")


@pytest.mark.parametrize("way", ["void", "replace"])
def test_a_clue_item_is_made_up_for_by_a_question_that_has_clues(way: str) -> None:
    table = Table(sheet(CLUE))
    bare = tuple(replace(q, clues=3) if q.round == "clue" else q for q in table.setup.questions)
    with_clues = QuestionRef("spare-clues", "d", "short", "", 31, clues=3)
    table.state = replace(table.state, setup=replace(table.setup, questions=(*bare, with_clues)))
    table.begin("clue")
    table.present()
    if way == "replace":
        put = table.give(ReplaceItem(), reason="线索有误")
        assert put["question"] == "spare-clues"
        put = table.give(ReplaceItem(), reason="线索有误")
    else:
        table.give(VoidItem(), reason="线索有误")
        assert table.present()["question"] == "spare-clues"
        table.give(VoidItem(), reason="线索有误")
        put = table.present()
    assert put["question"] == "clue-2"


def test_where_items_have_no_steps_an_item_thrown_out_is_over() -> None:
    table = Table(sheet(Round("team", "team", "共同必答", 1, Points(D(10)))), teams="AB")
    table.begin("team")
    assert table.present()["team"] == "A"
    table.answer("right")
    table.give(VoidItem(), reason="题目有误")
    assert table.present()["team"] == "B"
