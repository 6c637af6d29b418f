"""The tie chain: each link decides what it should, names itself, and what none can part shares its rank."""

from __future__ import annotations

import pytest

from scoring.engine.errors import Invalid
from scoring.engine.tally.tally import Tally, tally
from tests.unit.engine.tally.panels import TWO, marks, rule, sheet

Line = tuple[str, int | None, bool, str]


def lines(result: Tally) -> list[Line]:
    return [(one.entry, one.rank, one.tied, one.decided_by) for one in result.results]


def ranked(text: str, given: dict[str, str]) -> list[Line]:
    of = rule(text)
    return lines(tally(of, sheet(of, given)))


def test_without_a_tie_the_score_decides() -> None:
    assert ranked("", {"甲": "80 80", "乙": "90 90"}) == [("乙", 1, False, "score"), ("甲", 2, False, "score")]


def test_a_lone_entry_is_first_by_its_score() -> None:
    assert ranked("", {"甲": "80"}) == [("甲", 1, False, "score")]


def test_what_no_link_parts_shares_its_rank_and_the_next_one_is_skipped() -> None:
    given = {"甲": "80 80", "乙": "90 90", "丙": "80 80", "丁": "70 70"}
    assert ranked('[[rank.tie]]\nby = "highest"\n', given) == [
        ("乙", 1, False, "score"),
        ("甲", 2, True, "shared"),
        ("丙", 2, True, "shared"),
        ("丁", 4, False, "score"),
    ]


TIED = {"甲": "90 80 85", "乙": "88 86 81", "丙": "60 60 60"}
"""甲 and 乙 both have 255; 甲 is first with judges A and C, 乙 with B."""


@pytest.mark.parametrize(
    ("tie", "first", "code"),
    [
        ('by = "first_places"', "甲", "first_places"),
        ('by = "highest"', "甲", "highest"),
        ('by = "lowest"', "乙", "lowest"),
        ('by = "borda"', "甲", "borda"),
        ('by = "majority"', "甲", "majority"),
    ],
)
def test_each_link_parts_equal_scores_and_is_named(tie: str, first: str, code: str) -> None:
    found = ranked(f"[[rank.tie]]\n{tie}\n", TIED)
    assert found[0] == (first, 1, False, code)
    assert found[1][1:] == (2, False, code)
    assert found[2] == ("丙", 3, False, "score")


def test_the_mean_of_all_marks_parts_equal_trimmed_means() -> None:
    text = '[panel]\ndrop_high = 1\ndrop_low = 1\nleast = 3\n[[rank.tie]]\nby = "all_marks"\n'
    of = rule(text)
    result = tally(of, sheet(of, {"甲": "70 80 90", "乙": "79 80 85"}))
    assert lines(result) == [("乙", 1, False, "all_marks"), ("甲", 2, False, "all_marks")]
    reason = result.results[0].reason
    assert reason is not None
    assert dict(reason.fields) == {"above": "244/3", "below": "80"}


def test_links_stand_in_order_and_only_the_one_that_was_needed_is_named() -> None:
    text = '[[rank.tie]]\nby = "highest"\n[[rank.tie]]\nby = "first_places"\n'
    given = {"甲": "90 80 70", "乙": "90 70 80", "丙": "85 85 70"}
    # Highest: 甲 and 乙 90, 丙 85. First places: 甲 A, 乙 A and C, 丙 B.
    assert ranked(text, given) == [
        ("乙", 1, False, "first_places"),
        ("甲", 2, False, "first_places"),
        ("丙", 3, False, "highest"),
    ]


def test_a_named_criterion_decides_with_its_own_dropping() -> None:
    of = rule('[[rank.tie]]\nby = "criterion"\nof = "content"\n', TWO)
    table = marks(of, "甲 A content 50", "甲 A voice 8", "乙 A content 46", "乙 A voice 9")
    result = tally(of, table)
    assert lines(result) == [("甲", 1, False, "criterion:content"), ("乙", 2, False, "criterion:content")]
    over = rule('[panel]\nover = "criteria"\n[[rank.tie]]\nby = "criterion"\nof = "content"\n', TWO)
    assert lines(tally(over, table)) == lines(result)


@pytest.mark.parametrize("over", ["totals", "criteria"])
def test_a_section_is_compared_with_its_points(over: str) -> None:
    text = (
        f'[panel]\nover = "{over}"\n[[points]]\nid = "bonus"\nkind = "add"\nsection = "work"\n'
        '[[rank.tie]]\nby = "section"\nof = "work"\n'
    )
    of = rule(text, TWO.replace("high = 60\n", 'high = 60\nsection = "work"\n'))
    work = ("甲 A content 50", "乙 A content 46", "乙 . bonus 4", "丙 A content 44")
    table = marks(of, *work, "甲 A voice 8", "乙 A voice 8", "丙 A voice 9.5")
    # All have 82; work: 甲 50, 乙 46 + 4, 丙 44.
    assert lines(tally(of, table)) == [
        ("甲", 1, True, "shared"),
        ("乙", 1, True, "shared"),
        ("丙", 3, False, "section:work"),
    ]


def test_fewer_deducted_points_more_added_ones_and_the_smaller_lot_come_first() -> None:
    text = (
        '[[points]]\nid = "late"\nkind = "deduct"\n[[points]]\nid = "prize"\nkind = "add"\n'
        '[[points]]\nid = "lot"\nkind = "order"\n'
        '[[rank.tie]]\nby = "points"\nof = "late"\n[[rank.tie]]\nby = "points"\nof = "prize"\n'
        '[[rank.tie]]\nby = "points"\nof = "lot"\n'
    )
    of = rule(text)
    given = (
        "甲 A mark 82",
        "甲 . late 2",
        "乙 A mark 80",
        "乙 . lot 2",
        "丙 A mark 80",
        "丙 . lot 1",
        "丁 A mark 79",
        "丁 . prize 1",
        "戊 A mark 80",
    )
    assert lines(tally(of, marks(of, *given))) == [
        ("丁", 1, False, "points:prize"),
        ("丙", 2, False, "points:lot"),
        ("乙", 3, False, "points:lot"),
        ("戊", 4, False, "points:lot"),
        ("甲", 5, False, "points:late"),
    ]


def test_a_stage_decides_between_equal_totals() -> None:
    text = (
        '[[stage]]\nid = "papers"\nweight = "0.6"\n[[stage]]\nid = "live"\nweight = "0.4"\n'
        '[[rank.tie]]\nby = "stage"\nof = "live"\n[[rank.tie]]\nby = "highest"\nat = "papers"\n'
    )
    of = rule(text)
    given = ("甲 A mark 90 papers", "甲 A mark 75 live", "乙 A mark 80 papers", "乙 A mark 90 live")
    assert lines(tally(of, marks(of, *given))) == [("乙", 1, False, "stage:live"), ("甲", 2, False, "stage:live")]


def test_groups_are_ranked_apart() -> None:
    of = rule()
    table = marks(of, "甲 A mark 70 . 一组", "乙 A mark 80 . 一组", "丙 A mark 60 . 二组")
    assert [(one.group, one.entry, one.rank) for one in tally(of, table).results] == [
        ("一组", "乙", 1),
        ("一组", "甲", 2),
        ("二组", "丙", 1),
    ]


def test_borda_ranks_by_points_for_places_and_not_by_the_marks() -> None:
    of = rule('[rank]\nby = "borda"\n')
    # A mild judge's 100 to 1 weighs no more than anybody's first place.
    result = tally(of, sheet(of, {"甲": "100 60 61", "乙": "1 70 70"}))
    assert [(one.entry, one.points, one.decided_by) for one in result.results] == [
        ("乙", 2, "borda"),
        ("甲", 1, "borda"),
    ]


def test_the_majority_of_places_ranks_and_names_itself() -> None:
    of = rule('[rank]\nby = "majority"\n')
    assert lines(tally(of, sheet(of, {"甲": "100 60 61", "乙": "1 70 70"}))) == [
        ("乙", 1, False, "majority"),
        ("甲", 2, False, "majority"),
    ]


@pytest.mark.parametrize("by", ["borda", "majority"])
def test_places_of_a_recused_judge_are_counted_over_the_entries_the_judge_marked(by: str) -> None:
    of = rule(f'[rank]\nby = "{by}"\n')
    result = tally(of, sheet(of, {"甲": "80 60", "乙": "70 70", "丙": "90 回避"}))
    assert lines(result) == [("丙", 1, False, by), ("乙", 2, False, by), ("甲", 3, False, by)]
    assert [one.points for one in result.results] == ([4, 2, 1] if by == "borda" else [None, None, None])


@pytest.mark.parametrize("by", ["borda", "majority"])
def test_a_mark_that_is_left_out_for_another_reason_is_named_with_its_judge_and_entry(by: str) -> None:
    of = rule(f'[panel]\nmissing = "leave_out"\n[rank]\nby = "{by}"\n')
    given = {"甲": "100 60 回避", "乙": "1 70 缺", "丙": "50 50 50", "丁": "40 40 弃权"}
    with pytest.raises(Invalid, match="marks-incomplete") as refused:
        tally(of, sheet(of, given))
    assert refused.value.fields == {"judge": "C", "entries": ["丁", "乙"]}


@pytest.mark.parametrize("by", ["borda", "majority"])
def test_a_link_of_places_asks_for_the_marks_only_where_a_tie_needs_it(by: str) -> None:
    text = f'[[rank.tie]]\nby = "{by}"\n'
    apart = {"甲": "80 弃权 80", "乙": "70 70 70"}
    assert ranked(text, apart) == [("甲", 1, False, "score"), ("乙", 2, False, "score")]
    with pytest.raises(Invalid, match="marks-incomplete") as refused:
        ranked(text, {"甲": "80 弃权 80", "乙": "80 80 80"})
    assert refused.value.fields == {"judge": "B", "entries": ["甲"]}


@pytest.mark.parametrize("by", ["borda", "majority"])
def test_a_link_of_places_parts_level_entries_beside_a_recusal(by: str) -> None:
    # 甲 and 乙 have a mean of 70.  Places of A: 丙 甲 乙, of B: 甲 乙 (1 and 3 of three), of C: 乙 丙 甲.
    given = {"甲": "75 80 55", "乙": "65 60 85", "丙": "90 回避 60"}
    assert ranked(f'[[rank.tie]]\nby = "{by}"\n', given) == [
        ("丙", 1, False, "score"),
        ("甲", 2, False, by),
        ("乙", 3, False, by),
    ]


def test_an_entry_without_a_score_stands_at_the_end_without_a_rank() -> None:
    assert ranked("", {"甲": "80 缺", "乙": "90 90"}) == [("乙", 1, False, "score"), ("甲", None, False, "waiting")]


def test_a_late_mark_that_counts_nothing_counts_nothing_in_a_tie_either() -> None:
    of = rule('[panel]\nlate = "zero"\n[[rank.tie]]\nby = "criterion"\nof = "voice"\n', TWO)
    table = marks(of, "甲 A content 50", "甲 A voice 迟10", "乙 A content 40", "乙 A voice 2.5")
    assert lines(tally(of, table)) == [
        ("乙", 1, False, "criterion:voice"),
        ("甲", 2, False, "criterion:voice"),
    ]


THIRDS = '[[criterion]]\nid = "content"\nhigh = 60\n[[criterion]]\nid = "voice"\nhigh = 10\nweight = "0.35"\n'
"""A weight that makes 3.5 of 10, so that a rounding of the weighted mark shows."""


@pytest.mark.parametrize("over", ["totals", "criteria"])
@pytest.mark.parametrize("link", ["criterion", "section"])
def test_a_link_on_criteria_compares_the_weighted_marks_as_they_are_rounded(over: str, link: str) -> None:
    of_what = "voice" if link == "criterion" else "speech"
    text = f'[panel]\nover = "{over}"\n[rounding]\nweighted = {{ digits = 0 }}\n'
    tie = f'[[rank.tie]]\nby = "{link}"\nof = "{of_what}"\n'
    of = rule(text + tie, THIRDS.replace('id = "voice"\n', 'id = "voice"\nsection = "speech"\n'))
    # Of 3.5, 3.15 and 3.01 the first is rounded to 4, the others to 3; all have 53.
    table = marks(
        of, "甲 A content 50", "甲 A voice 8.6", "乙 A content 50", "乙 A voice 9", "丙 A content 49", "丙 A voice 10"
    )
    assert lines(tally(of, table)) == [
        ("丙", 1, False, f"{link}:{of_what}"),
        ("甲", 2, True, "shared"),
        ("乙", 2, True, "shared"),
    ]


def test_the_rounding_of_a_judges_total_is_of_the_whole_and_not_of_a_criterion() -> None:
    of = rule('[rounding]\njudge = { digits = 0 }\n[[rank.tie]]\nby = "criterion"\nof = "voice"\n', THIRDS)
    table = marks(of, "甲 A content 50", "甲 A voice 8.6", "乙 A content 50", "乙 A voice 9")
    result = tally(of, table)
    assert lines(result) == [("乙", 1, False, "criterion:voice"), ("甲", 2, False, "criterion:voice")]
    reason = result.results[0].reason
    assert reason is not None
    assert dict(reason.fields) == {"above": "3.15", "below": "3.01"}
