"""What the ranking would be without one judge: by the match's own rules, and nothing of the match altered."""

from __future__ import annotations

from scoring.engine.quiz.commands_manage import AdjustPoints, VoidItem
from scoring.engine.quiz.match import standings
from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.without_judge import ranks_without
from tests.unit.engine.quiz.play import D, Table
from tests.unit.exports.tally.marked import JUDGES, marked

MEAN = PanelTable(drop_high=0, drop_low=0, digits=2)
TWO_SIDES = {"A": ("20", "18", "10", "10", "10"), "B": ("10", "14", "14", "14", "14")}
"""A 13.6, B 13.2; without the first judge A has 12 and B 14."""


def ranks(table: Table) -> dict[str, int]:
    return {place.id: place.rank for place in standings(table.state)}


def test_without_the_judge_who_made_the_difference_the_ranks_are_others() -> None:
    table = marked(TWO_SIDES, MEAN)
    assert ranks(table) == {"A": 1, "B": 2}
    assert ranks_without(table.state, "j1") == {"A": 2, "B": 1}
    assert ranks_without(table.state, "j3") == {"A": 1, "B": 2}


def test_the_match_is_not_altered_by_asking() -> None:
    table = marked(TWO_SIDES, MEAN)
    before = (table.state, table.scores())
    for judge in JUDGES:
        ranks_without(table.state, judge)
    assert (table.state, table.scores()) == before


def test_points_of_other_rounds_and_by_hand_stay_in_the_ranking() -> None:
    table = marked(TWO_SIDES, MEAN)
    table.give(AdjustPoints("A", D("2.5")), reason="支持分")
    assert ranks_without(table.state, "j1") == {"A": 1, "B": 2}


def test_an_item_that_was_thrown_out_and_a_panel_that_is_open_count_as_they_do_in_the_match() -> None:
    table = marked(TWO_SIDES, MEAN)
    table.give(VoidItem(1), reason="设备故障")
    assert ranks_without(table.state, "j1") == ranks(table) == {"A": 2, "B": 1}


def test_where_no_mark_is_left_there_is_no_such_ranking() -> None:
    table = marked({"A": ("20", "弃", "弃", "弃", "弃"), "B": ("10", "14", "14", "14", "14")}, MEAN)
    assert ranks_without(table.state, "j1") == {"A": None, "B": None}
    assert ranks_without(table.state, "j2") == {"A": 1, "B": 2}


def test_a_judge_who_was_not_on_any_panel_changes_nothing() -> None:
    table = marked(TWO_SIDES, MEAN)
    assert ranks_without(table.state, "nobody") == ranks(table)
