"""What hangs on one judge: ranks without each of them, and the cut line."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.engine.panel import totals
from scoring.engine.tally.certainty import Cut, LeftOut, Move, Votes, cut_lines, leave_one_out
from scoring.engine.tally.tally import ranking_of, tally
from tests.unit.engine.tally.panels import TWO, marks, rule, sheet


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


MARKED = [
    f"{entry} {judge} {criterion} {mark}"
    for entry, least in (("甲", 5), ("乙", 3), ("丙", 4), ("丁", 4))
    for judge, more in (("A", 0), ("B", 2), ("C", 1), ("D", 3))
    for criterion, mark in (("content", 40 + least + more), ("voice", least + (more + least) % 4))
]


@pytest.mark.parametrize("extra", [(), ("甲 A extra 5", "乙 B extra 4", "乙 C extra 1")])
def test_without_a_judge_the_ranks_are_those_of_a_table_in_which_that_judge_never_was(extra: tuple[str, ...]) -> None:
    of = rule("", TWO + ('[[criterion]]\nid = "extra"\nhigh = 5\noptional = true\n' if extra else ""))
    table = marks(of, *MARKED, *extra)
    left = leave_one_out(table, tally(of, table))
    assert {one.judge: one.ranks for one in left} == {
        judge: tally(of, table.without(judge)).ranks() for judge in ("A", "B", "C", "D")
    }


def test_a_judge_s_total_is_made_once_whoever_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    of = rule("", TWO)
    table = marks(of, *MARKED)
    result, made, real = tally(of, table), [], totals._total_of

    def counted(*given: object) -> object:
        made.append(given)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(totals, "_total_of", counted)
    leave_one_out(table, result)
    assert len(made) == 4 * 4


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
