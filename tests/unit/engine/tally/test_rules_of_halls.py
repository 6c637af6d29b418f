"""Rules that published contests have beside the plain mean: bounds, factors, best runs, drops by size, exact ranks."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from scoreboard.exports.tally.wording import Wording
from scoring.engine.tally.panel_reader import panel_digest
from scoring.engine.tally.rule import TallyRule
from scoring.engine.tally.scores import EntryScore
from scoring.engine.tally.tally import explain, tally
from tests.unit.engine.tally.panels import ONE, TWO, marks, rule, sheet
from tests.unit.engine.tally.steps import holds

RUNS = "".join(f'[[stage]]\nid = "r{n}"\nname = "第{n}轮"\nweight = 1\n' for n in (1, 2, 3))


def score(of: TallyRule, line: str) -> EntryScore:
    """The explained score of an entry with these marks of judges A, B, C …"""
    found = explain(of, sheet(of, {"甲": line}), "甲")
    assert all(holds(step) for step in found.steps)
    return found


def words(found: EntryScore, code: str, of: TallyRule) -> str:
    (step,) = (step for step in found.steps if step.code == code)
    return Wording("en", of.names()).step(step)


@pytest.mark.parametrize(
    ("bound", "line", "expected"),
    [
        # mean 80; 60 is moved to 75: (90 → 85 + 90 → 85 + 75) ÷ 3
        ("points = 5", "90 90 60", "81.67"),
        ("percent = 10", "90 90 60", "82.67"),  # mean 80, bound 8: 88 + 88 + 72
        ("points = 20", "90 90 60", "80.00"),
        ("points = 0", "90 90 60", "80.00"),
        # mean 250/3: the bounds are no decimals, and the sum is exact: 235/3 + 80 + 265/3
        ("points = 5", "70 80 100", "82.22"),
    ],
)
def test_a_mark_too_far_from_the_mean_counts_as_the_bound_and_the_mean_is_taken_again(
    bound: str, line: str, expected: str
) -> None:
    assert str(score(rule(f"[panel]\nbound = {{ {bound} }}\n"), line).score) == expected


def test_the_mean_of_a_bound_is_that_of_the_marks_that_are_not_dropped_and_is_said() -> None:
    of = rule("[panel]\ndrop_high = 1\ndrop_low = 1\nleast = 3\nbound = { points = 2 }\n")
    found = score(of, "100 90 80 10")  # 90 and 80 are left, their mean is 85
    assert found.score == 85
    expected = "the mean is 85; marks further than 2 from it are moved to 83 or 87: B 90 → 87, C 80 → 83"
    assert words(found, "bounded", of) == expected
    assert words(score(of, "100 84 85 10"), "in_bounds", of).endswith(
        "no mark is further than 2 from it, none is moved"
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [("90 80 70 10", "62.50"), ("90 80 70 60 10", "70.00"), ("100 95 90 80 70 60 10", "80.00")],
)
def test_how_many_marks_are_dropped_goes_by_how_many_count(line: str, expected: str) -> None:
    of = rule("[panel]\ndrops = [{ judges = 5, high = 1, low = 1 }, { judges = 7, high = 2, low = 2 }]\n")
    assert str(score(of, line).score) == expected


def test_a_factor_multiplies_what_stands_before_it_in_the_rule() -> None:
    factor, off = (
        '[[points]]\nid = "dd"\nname = "难度系数"\nkind = "times"\n',
        '[[points]]\nid = "off"\nkind = "deduct"\n',
    )
    lines = ("甲 A mark 8.5", "甲 B mark 8", "甲 . dd 3.2", "甲 . off 2")
    for text, expected in ((factor + off, "24.40"), (off + factor, "20.00")):
        of = rule(text)
        found = explain(of, marks(of, *lines), "甲")
        assert str(found.score) == expected
    assert words(found, "factor", of) == "times “难度系数”: 6.25 × 3.2 = 20"


def test_an_entry_without_its_factor_waits_for_it_by_name() -> None:
    of = rule('[[points]]\nid = "dd"\nname = "难度系数"\nkind = "times"\n')
    result = tally(of, marks(of, "甲 A mark 8.5", "乙 A mark 8", "乙 . dd 2"))
    assert result.ranks() == {"乙": 1, "甲": None}
    assert Wording("zh", of.names()).waits(result.results[1].score) == "难度系数 缺"
    staged = rule(f'[[points]]\nid = "dd"\nkind = "times"\n{RUNS}')
    rows = [f"甲 A mark 10 r{n}" for n in (1, 2, 3)]
    assert tally(staged, marks(staged, *rows)).results[0].score.status == "waiting"
    found = tally(staged, marks(staged, *rows, "甲 . dd 1.5"))
    assert found.results[0].score.score == 45


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ((70, 90, 80), "170.00"),
        ((90, 90, 90), "180.00"),
        ((90, None, 80), "170.00"),
        ((90, None, None), "not_in_stage"),
    ],
)
def test_the_best_runs_count(runs: tuple[int | None, ...], expected: str) -> None:
    of = rule(f"[total]\nbest = 2\n{RUNS}")
    rows = [f"甲 A mark {mark} r{n}" for n, mark in enumerate(runs, start=1) if mark is not None]
    found = explain(of, marks(of, *rows), "甲")
    assert (found.status if found.score is None else str(found.score)) == expected
    if runs == (70, 90, 80):
        assert words(found, "best", of) == "the best 2 count: 第2轮 90, 第3轮 80; left out: 第1轮 70"


def test_a_run_that_waits_for_a_mark_is_waited_for_though_others_are_better() -> None:
    of = rule(f"[total]\nbest = 1\n{RUNS}")
    found = explain(of, marks(of, "甲 A mark 90 r1", "甲 A mark . r2", "乙 A mark 1 r2"), "甲")
    assert (found.status, found.score) == ("waiting", None)


def test_a_tie_link_on_a_run_that_an_entry_lacks_counts_nothing_there() -> None:
    of = rule(f'[total]\nbest = 1\n{RUNS}[[rank.tie]]\nby = "criterion"\nof = "mark"\nat = "r2"\n')
    found = tally(of, marks(of, "甲 A mark 90 r1", "乙 A mark 90 r1", "乙 A mark 80 r2"))
    assert found.ranks() == {"乙": 1, "甲": 2}


@pytest.mark.parametrize(("points", "expected"), [("add", "100.00"), ("deduct", "0.00")])
def test_a_total_never_leaves_its_floor_and_its_cap(points: str, expected: str) -> None:
    of = rule(f'[total]\nfloor = 0\ncap = 100\n[[points]]\nid = "p"\nkind = "{points}"\n')
    found = explain(of, marks(of, "甲 A mark 95", "甲 . p 96"), "甲")
    assert str(found.score) == expected
    said = {"add": "191 is above the highest total: 100", "deduct": "-1 is below the lowest total: 0"}
    assert words(found, "cap" if points == "add" else "floor", of) == said[points]


def test_scores_are_ranked_before_they_are_rounded_where_the_rule_says_so() -> None:
    text = "[rounding]\nfinal = { digits = 1 }\n"
    given = {"甲": "90 90 89", "乙": "90 89.9 89"}  # 89.666… and 89.633…, both 89.7 and 89.6
    close = {"甲": "90.02 90", "乙": "90.04 90"}
    plain, exact = rule(text), rule(f"{text}[rank]\nbefore_rounding = true\n")
    assert tally(plain, sheet(plain, close)).ranks() == {"甲": 1, "乙": 1}
    found = tally(exact, sheet(exact, close))
    assert found.ranks() == {"乙": 1, "甲": 2}
    assert Wording("en", {}).decided(found.results[0]) == "score before rounding 90.02 : 90.01"
    assert [str(one.score.score) for one in found.results] == ["90.0", "90.0"]
    assert tally(exact, sheet(exact, given)).results[0].points == Fraction(269, 3)


def test_places_within_a_margin_of_the_best_of_a_place_are_shared_unless_a_link_parts_them() -> None:
    given = {"甲": "90", "乙": "89.9", "丙": "89.8", "丁": "89.7"}
    of = rule('[rank]\nmargin = "0.1"\n')
    assert tally(of, sheet(of, given)).ranks() == {"甲": 1, "乙": 1, "丙": 3, "丁": 3}
    of = rule('[rank]\nmargin = "0.1"\n[[rank.tie]]\nby = "highest"\n')
    assert tally(of, sheet(of, {"甲": "90 60", "乙": "95 54.9"})).ranks() == {"乙": 1, "甲": 2}


def test_a_weight_may_be_a_fraction_and_stays_exact() -> None:
    criteria = "".join(f'[[criterion]]\nid = "c{n}"\nhigh = 100\nweight = "1/3"\n' for n in (1, 2, 3))
    of = rule('[panel]\nover = "criteria"\n', criteria)
    rows = [f"甲 {judge} c{n} {mark}" for judge in "AB" for n, mark in ((1, 70), (2, 70), (3, 90))]
    found = explain(of, marks(of, *rows), "甲")
    assert (str(found.score), found.exact) == ("76.67", Fraction(230, 3))
    assert all(holds(step) for step in found.steps)
    even = explain(of, marks(of, *(f"甲 A c{n} 80" for n in (1, 2, 3))), "甲")
    assert even.exact == 80


def test_a_judges_total_by_a_fraction_counts_as_it_is_rounded() -> None:
    criteria = "".join(f'[[criterion]]\nid = "c{n}"\nhigh = 100\nweight = "1/3"\n' for n in (1, 2, 3))
    of = rule("[rounding]\njudge = { digits = 1 }\n", criteria)
    found = explain(of, marks(of, "甲 A c1 70", "甲 A c2 70", "甲 A c3 90"), "甲")
    assert str(found.score) == "76.70"
    assert words(found, "judge", of) == "A: 70 × 1/3 + 70 × 1/3 + 90 × 1/3 = 230/3"


def test_weights_of_stages_as_fractions_add_up_to_one() -> None:
    stages = "".join(f'[[stage]]\nid = "r{n}"\nweight = "1/3"\n' for n in (1, 2, 3))
    of = rule(f"[rounding]\nfinal = {{ digits = 0 }}\n{stages}")
    assert str(explain(of, marks(of, *(f"甲 A mark 89.5 r{n}" for n in (1, 2, 3))), "甲").score) == "90"


def test_an_even_fraction_is_the_decimal_that_it_is() -> None:
    half, plain = (rule("", TWO.replace("weight = 4", f"weight = {text}")) for text in ('"1/2"', "0.5"))
    assert panel_digest(half) == panel_digest(plain)
    assert half.panel.criteria[1].weight == Decimal("0.5")


def test_a_rule_without_the_new_words_means_what_it_meant() -> None:
    of = rule("[total]\nbest = 0\n[rank]\nbefore_rounding = false\n", ONE)
    assert panel_digest(of) == panel_digest(rule())
    assert panel_digest(of) != panel_digest(rule("[total]\ncap = 100\n"))
