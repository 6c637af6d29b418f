"""The panel: which marks count, what is dropped, exact arithmetic, and an explanation that recomputes to the score."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.errors import Invalid
from scoring.engine.panel.combine import PanelScore, combine_exact, rounded_score
from scoring.engine.panel.marks import Mark, MarkState
from scoring.engine.panel.rule import Criterion, PanelMethod, Roundings, check_mark
from scoring.engine.panel.steps import Step
from scoring.engine.ranking import Placing, by_value, rank
from scoring.engine.rounding import Mode, Rounding, rounded

SKATING = Path(__file__).parents[1] / "skating"
TRIMMED = PanelMethod(drop_high=1, drop_low=1, least=3, missing="leave_out")


def d(value: str | int) -> Decimal:
    return Decimal(value)


def panel(*values: str | int | MarkState) -> list[Mark]:
    """Marks of judges A, B, C …: a number, or a state."""
    states = ("missing", "abstained", "recused")
    return [
        Mark(name, None, value) if value in states else Mark(name, d(value))  # type: ignore[arg-type]
        for name, value in zip("ABCDEFGHIJ", values, strict=False)
    ]


def scored(marks: Sequence[Mark], method: PanelMethod = PanelMethod(), digits: int = 2) -> PanelScore:  # noqa: B008
    """What the marks combine to, rounded half up."""
    return rounded_score(combine_exact(marks, method), Roundings(final=Rounding(digits)))


def test_one_high_and_one_low_mark_go_and_the_mean_is_rounded_half_up() -> None:
    result = scored(panel(18, 20, 15, 17, 20), PanelMethod(drop_high=1, drop_low=1, least=5), 0)
    assert result.score == d(18)
    assert [m.judge for m in result.used] == ["A", "B", "D"]
    assert (result.dropped_high, result.dropped_low) == ((Mark("E", d(20)),), (Mark("C", d(15)),))
    assert result.steps == (
        Step("marks", {"A": "18", "B": "20", "C": "15", "D": "17", "E": "20"}),
        Step("dropped", {"high": "E 20", "low": "C 15"}),
        Step("mean", {"values": "18 + 20 + 17", "total": "55", "count": "3", "mean": "18.333333…"}),
        Step("rounded", {"digits": "0", "mode": "half_up", "score": "18"}),
    )


def test_missing_late_abstained_recused_and_zero_are_five_things() -> None:
    marks = [
        Mark("A", d(0)),
        Mark("B", d(10)),
        Mark("C", None, "abstained"),
        Mark("D", None, "recused"),
        Mark("E", d(9), "late"),
        Mark("F", None, "missing"),
    ]
    waits = scored(marks, PanelMethod())
    assert (waits.score, [m.judge for m in waits.waiting]) == (None, ["E", "F"])
    assert [m.judge for m in waits.left_out] == ["C", "D"]
    assert scored(marks, PanelMethod(missing="leave_out", late="leave_out")).score == d(5)
    assert scored(marks, PanelMethod(missing="zero", late="zero")).score == d("2.5")


def test_too_small_a_panel_keeps_all_its_marks_and_says_so() -> None:
    result = scored(panel(10, 20, "recused", 15, "abstained"), PanelMethod(drop_high=1, drop_low=1, least=4))
    assert result.score == d(15)
    assert result.steps[2] == Step("kept_all", {"count": "3", "least": "4"})


def test_too_few_marks_give_no_score_and_never_a_zero() -> None:
    result = scored(panel("recused", "recused"))
    assert result.score is None
    assert result.steps[-1] == Step("too_few", {"count": "0", "fewest": "1"})


def test_the_median_of_an_even_panel_lies_between() -> None:
    assert scored(panel(7, 9, 8, 10), PanelMethod(method="median")).score == d("8.5")
    assert scored(panel(7, 9, 8), PanelMethod(method="median")).score == d(8)


def test_a_judge_twice_and_a_rule_that_drops_everything_are_refused() -> None:
    with pytest.raises(Invalid, match="judge-twice"):
        scored([Mark("A", d(1)), Mark("A", d(2))])
    with pytest.raises(Invalid, match="drops-everything"):
        scored(panel(1, 2), PanelMethod(drop_high=1, drop_low=1))
    with pytest.raises(Invalid, match="mark-value"):
        Mark("A", d(1), "recused")
    with pytest.raises(Invalid, match="mark-value"):
        Mark("A")


VOICE = Criterion("voice", d(10), "表达", step=d("0.5"))


def test_marks_are_held_to_range_and_step() -> None:
    check_mark(VOICE, d("8.5"))
    with pytest.raises(Invalid, match="mark-out-of-range"):
        check_mark(VOICE, d("10.5"))
    with pytest.raises(Invalid, match="mark-off-step"):
        check_mark(VOICE, d("8.3"))


def ranked(scores: dict[str, Decimal], *ties: tuple[str, dict[str, Decimal]]) -> tuple[Placing, ...]:
    """Entries by score, then by each table of ``ties`` in order."""
    return rank(list(scores), [by_value(code, values) for code, values in (("score", scores), *ties)])


def test_ties_are_broken_in_order_and_the_deciding_link_is_named() -> None:
    places = ranked(
        {"甲": d(90), "乙": d(90), "丙": d(90), "丁": d(80)},
        ("content", {"甲": d(50), "乙": d(52), "丙": d(50), "丁": d(40)}),
    )
    assert [(p.id, p.rank, p.tied) for p in places] == [
        ("乙", 1, False),
        ("甲", 2, True),
        ("丙", 2, True),
        ("丁", 4, False),
    ]
    assert [p.above.code if p.above else None for p in places] == ["content", None, "score", None]


def aspects() -> Iterator[tuple[dict[str, str], list[Mark]]]:
    with (SKATING / "aspects.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            values = enumerate(row["marks"].split())
            yield row, [Mark(f"J{i}", None, "missing") if v == "-" else Mark(f"J{i}", d(v)) for i, v in values]


def test_published_panel_scores_are_reproduced_without_a_difference() -> None:
    found = [(row, scored(marks, TRIMMED).score) for row, marks in aspects()]
    assert len(found) == 124
    different = [
        row
        for row, score in found
        if score is None or score + (d(row["base"]) if row["base"] else 0) != d(row["panel"])
    ]
    assert different == []


def test_the_published_scores_know_absent_judges_and_halves() -> None:
    half_even = Roundings(final=Rounding(2, "half_even"))
    as_zero = PanelMethod(drop_high=1, drop_low=1, least=3, missing="zero")
    components = [(row, marks) for row, marks in aspects() if row["section"] == "components"]
    halves = [(row, rounded_score(combine_exact(marks, TRIMMED), half_even)) for row, marks in components]
    assert sum(result.score != d(row["panel"]) for row, result in halves) == 2
    absent = [(row, marks) for row, marks in components if any(m.state == "missing" for m in marks)]
    assert absent
    assert all(scored(marks, as_zero).score != d(row["panel"]) for row, marks in absent)


def test_published_component_totals_round_each_component_by_itself() -> None:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for row, marks in aspects():
        score = scored(marks, TRIMMED).score
        if row["section"] == "components" and score is not None:
            totals[row["performance"]] += rounded(score * d(row["factor"]), 2)
    published = {p["performance"]: d(p["components"]) for p in performances() if p["group"] == "g080"}
    assert len(published) == 7
    assert {p: totals[p] for p in published} == published


def performances() -> list[dict[str, str]]:
    with (SKATING / "performances.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_published_ranks_need_the_tie_chain_and_follow_from_it() -> None:
    groups = defaultdict(list)
    for row in performances():
        groups[row["group"]].append(row)
    for rows in groups.values():
        scores = {p["performance"]: d(p["elements"]) + d(p["components"]) - abs(d(p["deductions"])) for p in rows}
        assert scores == {p["performance"]: d(p["total"]) for p in rows}
        link = "elements" if rows[0]["segment"] == "short" else "components"
        tie = {p["performance"]: d(p[link]) for p in rows}
        published = {p["performance"]: int(p["rank"]) for p in rows}
        assert {p.id: p.rank for p in ranked(scores)} != published
        assert {p.id: p.rank for p in ranked(scores, (link, tie))} == published


VALUES = st.lists(st.integers(0, 40).map(lambda n: Decimal(n) / 4), min_size=3, max_size=9)


@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_marks_does_not_matter(values: list[Decimal], chance: random.Random) -> None:
    marks = [Mark(f"J{i}", value) for i, value in enumerate(values)]
    shuffled = marks.copy()
    chance.shuffle(shuffled)
    assert scored(marks, TRIMMED) == scored(shuffled, TRIMMED)


@given(VALUES)
def test_a_trimmed_mean_lies_between_what_is_left(values: list[Decimal]) -> None:
    result = scored([Mark(f"J{i}", value) for i, value in enumerate(values)], TRIMMED)
    kept = sorted(values)[1:-1]
    assert result.score is not None
    assert rounded(kept[0], 2) <= result.score <= rounded(kept[-1], 2)
    assert sorted(m.value for m in result.used if m.value is not None) == kept
    assert len(result.used) + len(result.dropped_high) + len(result.dropped_low) == len(values)


@given(st.dictionaries(st.sampled_from("甲乙丙丁戊"), VALUES, min_size=2), st.integers(1, 20))
def test_adding_the_same_to_every_mark_keeps_the_ranks(entries: dict[str, list[Decimal]], extra: int) -> None:
    def places(shift: int) -> dict[str, int]:
        scores = {}
        for entry, values in entries.items():
            score = scored([Mark(f"J{i}", v + shift) for i, v in enumerate(values)], TRIMMED).score
            assert score is not None
            scores[entry] = score
        return {place.id: place.rank for place in ranked(scores)}

    assert places(0) == places(extra)


@given(VALUES, st.sampled_from(["half_up", "half_even", "truncate"]), st.integers(0, 3))
def test_the_explanation_recomputes_to_the_score(values: list[Decimal], mode: Mode, digits: int) -> None:
    marks = [Mark(f"J{i}", value) for i, value in enumerate(values)]
    result = rounded_score(combine_exact(marks, TRIMMED), Roundings(final=Rounding(digits, mode)))
    steps = {step.code: step.fields for step in result.steps}
    added = sum(Decimal(value) for value in steps["mean"]["values"].split(" + "))
    assert added == Decimal(steps["mean"]["total"])
    mean = Fraction(added) / int(steps["mean"]["count"])
    assert str(rounded(mean, digits, mode)) == steps["rounded"]["score"] == str(result.score)
