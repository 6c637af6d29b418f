"""Officially published results, recomputed from the judges' marks by the panel rule without one difference."""

from __future__ import annotations

import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.engine.tally.mark_table import read_marks
from scoring.engine.tally.panel_reader import read_panel_rule
from scoring.engine.tally.scores import Scorer
from scoring.engine.tally.tally import tally
from tests.unit.engine.skating.published import Group, differences, groups, part, recomputed

HERE = Path(__file__).parent
WHOLE = os.environ.get("LEITAI_SKATING_DATA")
PART = {group.id: group for group in part(HERE)}


@pytest.mark.parametrize("group", PART.values(), ids=lambda group: group.id)
def test_a_published_group_is_recomputed_without_a_difference(group: Group) -> None:
    assert differences(group, recomputed(group)) == []


def changed(group: Group, old: str, new: str) -> list[str]:
    """What differs from the published group under a rule with ``old`` replaced, sorted."""
    assert old in group.rule
    rule = read_panel_rule(group.rule.replace(old, new))
    result = tally(rule, read_marks(group.rows, rule)[0])
    return sorted(what for _, what, _, _ in differences(group, result))


def is_element(criterion: str) -> bool:
    return criterion[0] == "E" and criterion[1:].isdigit()


def test_an_absent_judge_taken_for_zero_spoils_every_component_and_total() -> None:
    wrong = Counter(changed(PART["g040"], 'missing = "leave_out"', 'missing = "zero"'))
    components = [count for what, count in wrong.items() if not is_element(what)]
    assert components == [8] * 7  # five components, their total and the segment total of eight performances


def test_half_even_spoils_the_two_components_where_six_marks_are_left_and_the_mean_lies_between() -> None:
    half_even = 'criterion = { digits = 2, mode = "half_even" }'
    assert changed(PART["g040"], "criterion = { digits = 2 }", half_even) == ["SkatingSkills", "Transitions"]


def test_rounding_once_at_the_end_gives_other_totals_than_rounding_each_component() -> None:
    once = {name: changed(group, "weighted = { digits = 2 }\n", "") for name, group in PART.items()}
    assert once == {"g040": ["total"] * 3, "g076": ["total"] * 4, "g080": ["rank", "rank", "total"]}


@pytest.mark.parametrize("name", ["g076", "g080"])
def test_equal_totals_need_the_tie_chain_and_the_link_is_named(name: str) -> None:
    group = PART[name]
    assert changed(group, '[[rank.tie]]\nby = "section"\nof = "elements"\n', "") == ["rank"]
    decided = [one.decided_by for one in recomputed(group).results]
    assert decided.count("section:elements") == 2
    assert set(decided) == {"score", "section:elements"}


def test_every_step_of_a_published_score_is_explained() -> None:
    group = PART["g040"]
    rule = read_panel_rule(group.rule)
    marks, _ = read_marks(group.rows, rule)
    entry = group.performances[0]["performance_id"]
    score = Scorer(rule, explain=True).entry(marks.entries[entry], marks.panels)
    codes = [step.code for step in score.steps]
    panels = len(score.stages[0].criteria)
    assert codes.count("mean") == codes.count("dropped") == panels
    assert codes[-1] == "final"
    assert Decimal(score.steps[-1].fields["after"]) == group.totals[entry][1]


@pytest.mark.skipif(WHOLE is None, reason="LEITAI_SKATING_DATA does not name the folder of the whole data")
def test_the_whole_published_data_is_recomputed_without_a_difference() -> None:
    found: list[object] = []
    components = elements = performances = 0
    for group in groups(Path(WHOLE or "")):
        found += differences(group, recomputed(group))
        of_elements = sum(is_element(criterion) for _, criterion in group.panel_scores)
        elements += of_elements
        components += len(group.panel_scores) - of_elements
        performances += len(group.performances)
    assert found == []
    assert (components, elements, performances) == (8630, 14430, 1726)
