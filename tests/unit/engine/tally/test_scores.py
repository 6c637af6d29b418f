"""Scores by a panel rule: cases worked by hand, the five states, rounding at each step, what holds for all."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.tally.mark_table import Row
from scoring.engine.tally.rule import TallyRule
from scoring.engine.tally.scores import EntryScore, Scorer
from scoring.engine.tally.tally import explain, tally
from tests.unit.engine.tally.panels import TWO, marks, rule, sheet, taken
from tests.unit.engine.tally.steps import holds


def score(of: TallyRule, *lines: str) -> EntryScore:
    """The explained score of entry 甲."""
    return explain(of, marks(of, *lines), "甲")


def final(of: TallyRule, *lines: str) -> str:
    found = score(of, *lines)
    return found.status if found.score is None else str(found.score)


THREE = ("甲 A content 52", "甲 A voice 8.5", "甲 B content 50", "甲 B voice 9", "甲 C content 40", "甲 C voice 7")


def test_judges_totals_are_weighed_dropped_and_averaged() -> None:
    of = rule("[panel]\ndrop_high = 1\ndrop_low = 1\nleast = 3\n", TWO)
    found = score(of, *THREE)
    assert {judge: mark.value for judge, mark in found.stages[0].judges.items()} == {"A": 86, "B": 86, "C": 68}
    assert str(found.score) == "86.00"
    assert [(s.code, dict(s.fields)) for s in found.steps] == [
        ("judge", {"terms": "52 × 1 + 8.5 × 4", "total": "86"}),
        ("judge", {"terms": "50 × 1 + 9 × 4", "total": "86"}),
        ("judge", {"terms": "40 × 1 + 7 × 4", "total": "68"}),
        ("marks", {"A": "86", "B": "86", "C": "68"}),
        ("dropped", {"high": "B 86", "low": "C 68"}),
        ("mean", {"values": "86", "total": "86", "count": "1", "mean": "86"}),
        ("final", {"before": "86", "after": "86.00", "digits": "2", "mode": "half_up"}),
    ]


def test_over_criteria_each_criterion_has_a_panel_score_of_its_own() -> None:
    text = '[panel]\nover = "criteria"\n[rounding]\ncriterion = { digits = 1 }\nweighted = { digits = 0 }\n'
    found = score(rule(text, TWO), *THREE)
    assert found.stages[0].criteria == {"content": Decimal("47.3"), "voice": Decimal("8.2")}
    assert str(found.score) == "80.00"  # 47 + 33
    codes = [(s.of, s.code) for s in found.steps]
    assert codes[-1] == ("", "final")
    assert codes.count(("voice", "round")) == 2


@pytest.mark.parametrize(
    ("roundings", "expected"),
    [
        ("", "82.67"),
        ("final = { digits = 0 }\n", "83"),
        ('final = { digits = 1, mode = "truncate" }\n', "82.6"),
        ("entry = { digits = 0 }\n", "83.00"),
        ("judge = { digits = 0 }\nfinal = { digits = 3 }\n", "83.000"),
    ],
)
def test_rounding_has_a_place_of_its_own(roundings: str, expected: str) -> None:
    lines = ("甲 A mark 80.5", "甲 B mark 82.5", "甲 C mark 85")
    assert final(rule(f"[rounding]\n{roundings}"), *lines) == expected


def test_a_real_rule_truncates_at_one_step_and_rounds_half_up_at_another() -> None:
    text = '[rounding]\nentry = { digits = 2, mode = "truncate" }\nfinal = { digits = 1 }\n'
    found = score(rule(text), "甲 A mark 80", "甲 B mark 80.4", "甲 C mark 80.06")
    assert [(s.code, s.fields["before"], s.fields["after"]) for s in found.steps if "before" in s.fields] == [
        ("round", "12023/150", "80.15"),
        ("final", "80.15", "80.2"),
    ]


STATES = ("甲 A mark 90", "甲 B mark 0", "甲 C mark 60", "乙 A mark 50", "乙 B mark 50", "乙 C mark 50", "乙 D mark 50")


@pytest.mark.parametrize(
    ("cell", "panel", "expected"),
    [
        ("缺", "", "waiting"),
        ("缺", 'missing = "leave_out"', "50.00"),
        ("缺", 'missing = "zero"', "37.50"),
        ("迟70", "", "waiting"),
        ("迟70", 'late = "leave_out"', "50.00"),
        ("迟70", 'late = "zero"', "37.50"),
        ("迟70", 'late = "count"', "55.00"),
        ("迟", 'late = "count"', "waiting"),
        ("弃权", "", "50.00"),
        ("弃权", 'abstained = "zero"', "37.50"),
        ("回避", "", "50.00"),
        ("回避", 'missing = "zero"\nabstained = "zero"\nlate = "zero"', "50.00"),
        ("0", "", "37.50"),
        ("回避", "fewest = 4", "too_few"),
    ],
)
def test_missing_late_abstained_recused_and_zero_are_five_things(cell: str, panel: str, expected: str) -> None:
    of = rule(f"[panel]\n{panel}\n")
    assert final(of, *STATES, f"甲 D mark {cell}") == expected
    over = rule(f'[panel]\nover = "criteria"\n{panel}\n')
    assert final(over, *STATES, f"甲 D mark {cell}") == expected


def test_a_judge_with_no_row_for_an_entry_is_missing_there() -> None:
    found = score(rule(), *STATES)
    assert (found.status, found.stages[0].waits) == ("waiting", {"D": "missing"})


def test_a_mark_counted_as_nothing_is_told_with_its_judge() -> None:
    found = score(rule('[panel]\nmissing = "zero"\n', TWO), "甲 A content 50", "甲 A voice 缺")
    assert [(s.of, s.code, s.fields["criterion"]) for s in found.steps if s.code == "zero_missing"] == [
        ("A", "zero_missing", "voice")
    ]
    assert str(found.score) == "50.00"


STAGED = (
    '[[criterion]]\nid = "paper"\nhigh = 100\nstage = "papers"\n'
    '[[criterion]]\nid = "talk"\nhigh = 100\nstage = "live"\n'
    '[[stage]]\nid = "papers"\nweight = "0.6"\n[[stage]]\nid = "live"\nweight = "0.4"\n'
    '[[points]]\nid = "overtime"\nkind = "deduct"\nstage = "live"\nhigh = 5\n'
    '[[points]]\nid = "prize"\nkind = "add"\nhigh = 3\n'
)


def test_stages_weigh_sixty_to_forty_with_deductions_in_their_stage_and_a_bonus_at_the_end() -> None:
    of = rule("", STAGED)
    found = score(of, "甲 A paper 90", "甲 A talk 80", "甲 . overtime 2", "甲 . prize 1.5")
    assert [stage.score for stage in found.stages] == [90, 78]
    assert str(found.score) == "86.70"  # 54 + 31.2 + 1.5
    assert [(s.stage, s.code) for s in found.steps if s.code in ("deduction", "staged", "added", "bonus")] == [
        ("live", "deduction"),
        ("papers", "staged"),
        ("live", "staged"),
        ("", "added"),
        ("", "bonus"),
    ]


def test_an_entry_that_did_not_come_into_a_stage_has_no_score_and_does_not_wait() -> None:
    of = rule("", STAGED)
    table = marks(of, "甲 A paper 90", "乙 A paper 95", "乙 A talk 90")
    assert [(one.entry, one.rank, one.score.status) for one in tally(of, table).results] == [
        ("乙", 1, "scored"),
        ("甲", None, "not_in_stage"),
    ]


def test_an_optional_criterion_without_marks_is_not_missed() -> None:
    of = rule('[panel]\nover = "criteria"\n', TWO + '[[criterion]]\nid = "extra"\nhigh = 5\noptional = true\n')
    lines = ("甲 A content 50", "甲 A voice 5", "乙 A content 50", "乙 A voice 5", "乙 A extra 5")
    assert final(of, *lines) == "70.00"
    assert str(explain(of, marks(of, *lines), "乙").score) == "75.00"


VALUES = st.lists(st.integers(0, 400).map(lambda n: Decimal(n) / 4), min_size=3, max_size=9)
SHEETS = st.dictionaries(st.sampled_from("甲乙丙丁戊"), VALUES, min_size=1)
MODES = st.sampled_from(["half_up", "half_even", "truncate"])
ROUNDED = st.one_of(st.none(), st.tuples(st.integers(0, 3), MODES))


def rounding(**steps: tuple[int, str] | None) -> str:
    lines = [f'{name} = {{ digits = {s[0]}, mode = "{s[1]}" }}\n' for name, s in steps.items() if s is not None]
    return "[rounding]\n" + "".join(lines)


def given_rows(values: dict[str, list[Decimal]], criterion: str = "mark") -> list[Row]:
    return [
        Row("", entry, f"J{number}", criterion, str(value))
        for entry, line in values.items()
        for number, value in enumerate(line)
    ]


@given(SHEETS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_score_and_no_rank(
    values: dict[str, list[Decimal]], chance: random.Random
) -> None:
    of = rule('[panel]\ndrop_high = 1\ndrop_low = 1\nleast = 3\nmissing = "leave_out"\n')
    ordered = given_rows(values)
    mixed = ordered.copy()
    chance.shuffle(mixed)
    first, second = (tally(of, taken(of, each)) for each in (ordered, mixed))
    assert first.ranks() == second.ranks()
    assert {one.entry: one.score.score for one in first.results} == {
        one.entry: one.score.score for one in second.results
    }


@given(
    VALUES,
    ROUNDED,
    ROUNDED,
    ROUNDED,
    st.sampled_from(["mean", "sum", "median"]),
    st.sampled_from(["totals", "criteria"]),
)
def test_every_step_of_an_explanation_recomputes_and_the_last_is_the_score(
    values: list[Decimal],
    entry: tuple[int, str] | None,
    stage: tuple[int, str] | None,
    last: tuple[int, str] | None,
    method: str,
    over: str,
) -> None:
    dropping = "" if method == "median" else "drop_high = 1\ndrop_low = 1\nleast = 3\n"
    text = (
        f'[panel]\nmethod = "{method}"\nover = "{over}"\n{dropping}'
        '[[stage]]\nid = "a"\nweight = "0.6"\n[[stage]]\nid = "b"\nweight = "0.4"\n'
        '[[points]]\nid = "late"\nkind = "deduct"\nstage = "b"\n' + rounding(entry=entry, stage=stage, final=last)
    )
    of = rule(text)
    given_ = [Row("", "甲", f"J{i}", "mark", str(v), s) for s in "ab" for i, v in enumerate(values)]
    found = explain(of, taken(of, [*given_, Row("", "甲", "", "late", "1.5")]), "甲")
    assert [step for step in found.steps if not holds(step)] == []
    assert found.steps[-1].code == "final"
    assert found.steps[-1].fields["after"] == str(found.score)


@given(VALUES)
def test_a_trimmed_mean_lies_between_the_least_and_the_greatest(values: list[Decimal]) -> None:
    of = rule("[panel]\ndrop_high = 1\ndrop_low = 1\nleast = 3\n")
    table = taken(of, given_rows({"甲": values}))
    exact = Scorer(of).entry(table.entries["甲"], table.panels).stages[0].score
    assert exact is not None
    assert Fraction(min(values)) <= exact <= Fraction(max(values))


@given(
    st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.lists(st.integers(0, 40), min_size=5, max_size=5), min_size=2),
    st.integers(1, 50),
    st.sampled_from(["score", "borda", "majority"]),
)
def test_adding_the_same_to_every_mark_keeps_the_ranks(values: dict[str, list[int]], more: int, by: str) -> None:
    of = rule(f'[panel]\ndrop_high = 1\ndrop_low = 1\nleast = 5\n[rank]\nby = "{by}"\n[[rank.tie]]\nby = "highest"\n')
    before, after = (
        tally(of, sheet(of, {entry: " ".join(str(v + extra) for v in line) for entry, line in values.items()}))
        for extra in (0, more)
    )
    assert before.ranks() == after.ranks()
