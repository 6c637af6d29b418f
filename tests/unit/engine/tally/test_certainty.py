"""What hangs on one judge: ranks without each of them, and the cut line."""

from __future__ import annotations

from fractions import Fraction

from scoring.engine.tally.certainty import Cut, LeftOut, Move, Votes, cut_lines, leave_one_out
from scoring.engine.tally.tally import ranking_of, tally
from tests.unit.engine.tally.panels import marks, rule, sheet


def without(given_: dict[str, str], places: int, text: str = "") -> tuple[tuple[LeftOut, ...], tuple[Cut, ...]]:
    of = rule(text)
    table = sheet(of, given_)
    result = tally(of, table)
    left = leave_one_out(table, result, places)
    return left, cut_lines(ranking_of(result), left, places)


CLOSE = {"甲": "90 90 90", "乙": "80 80 86", "丙": "81 81 80", "丁": "60 60 60"}
"""乙 has 82, 丙 80.67; A and B put 丙 before 乙, C the other way."""


def test_each_judge_is_left_out_in_turn_and_those_who_move_are_named() -> None:
    left, _ = without(CLOSE, 2)
    assert [(one.judge, one.moves) for one in left] == [
        ("A", ()),
        ("B", ()),
        ("C", (Move("乙", 2, 3), Move("丙", 3, 2))),
    ]
    assert [(one.gained, one.lost) for one in left] == [((), ()), ((), ()), (("丙",), ("乙",))]


def test_the_cut_line_has_its_gap_its_votes_and_what_one_judge_would_change() -> None:
    _, cuts = without(CLOSE, 2)
    assert cuts == (
        Cut(
            "",
            2,
            "乙",
            "丙",
            Fraction(133, 100),
            "score",
            False,
            (Votes("", 1, 0, 2),),
            (("A", 2, 3), ("B", 2, 3), ("C", 3, 2)),
            1,
        ),
    )


def test_a_shared_rank_on_the_line_is_said() -> None:
    _, cuts = without({"甲": "90 90", "乙": "80 80", "丙": "80 80"}, 2)
    assert (cuts[0].shared, cuts[0].gap, cuts[0].decided_by) == (True, 0, "shared")


def test_a_line_that_a_tie_link_draws_names_it() -> None:
    _, cuts = without({"甲": "90 90", "乙": "85 75", "丙": "80 80"}, 2, '[[rank.tie]]\nby = "highest"\n')
    assert (cuts[0].inside, cuts[0].shared, cuts[0].gap, cuts[0].decided_by) == ("乙", False, 0, "highest")


def test_where_one_judge_less_is_too_few_there_is_nothing_to_compare() -> None:
    left, cuts = without(CLOSE, 2, "[panel]\nfewest = 3\n")
    assert [one.countable for one in left] == [False] * 3
    assert cuts[0].changes == 0
    assert [pair[1:] for pair in cuts[0].without] == [(None, None)] * 3


def test_with_a_single_judge_nothing_breaks() -> None:
    for by in ("score", "borda", "majority"):
        left, cuts = without({"甲": "90", "乙": "80"}, 1, f'[rank]\nby = "{by}"\n')
        assert [one.countable for one in left] == [False]
        assert [(cut.inside, cut.outside) for cut in cuts] == [("甲", "乙")]


def test_no_line_is_drawn_where_all_have_a_place() -> None:
    assert without(CLOSE, 4)[1] == ()
    assert without(CLOSE, 0)[1] == ()


def test_a_judge_is_left_out_only_where_he_sits() -> None:
    of = rule()
    table = marks(of, "甲 A mark 90 . 一组", "乙 A mark 80 . 一组", "丙 B mark 70 . 二组")
    left = leave_one_out(table, tally(of, table))
    assert [(one.group, one.judge) for one in left] == [("一组", "A"), ("二组", "B")]
