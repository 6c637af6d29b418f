"""A match shortened to the questions there are."""

from __future__ import annotations

import re
from dataclasses import replace

from question_sets.allocation import allocate
from question_sets.builtin_sets import load_builtin
from question_sets.shorten import fewer_items, with_items
from scoring.engine.quiz.needs import needs
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.sheets import list_templates, template_text
from tests.unit.question_sets.test_coverage import PRESS, TEAM, lots, sheet, some


def test_every_round_is_cut_by_the_same_part_and_spares_and_tie_off_are_kept() -> None:
    short = sheet(PRESS, replace(TEAM, items=10), spares=5, tie_off="press")
    assert fewer_items(some("single", 48), short, teams=4) == {"press": 13, "team": 6}


def test_spares_are_given_up_where_one_item_in_each_round_leaves_none() -> None:
    short = sheet(PRESS, TEAM, spares=5, tie_off="press")
    assert fewer_items(some("single", 7), short, teams=6) == {"press": 1, "team": 1}


def test_nothing_is_cut_where_the_questions_are_enough_or_too_few_for_one_item_in_each_round() -> None:
    assert fewer_items(some("single", 33), sheet(PRESS, TEAM), teams=6) == {}
    assert fewer_items(some("single", 6), sheet(PRESS, TEAM), teams=6) == {}


def test_a_rehearsal_can_be_held_with_what_four_matches_of_six_teams_leave_of_the_built_in_set() -> None:
    questions = load_builtin("standard").questions
    text = template_text("standard-party", "zh")
    taken: set[str] = set()
    for _ in range(4):
        taken |= {one for ids in allocate(questions, read_rule_sheet(text), 6, lots, taken).values() for one in ids}
    assert (len(questions), len(taken)) == (944, 4 * 187)
    items = fewer_items(questions, read_rule_sheet(text), 6, taken)
    short = read_rule_sheet(with_items(text, items))
    pools = allocate(questions, short, 6, lots, taken)
    assert not taken & {one for ids in pools.values() for one in ids}
    assert items
    assert [need.pool for need in needs(short, 6) if need.kind and len(pools[need.pool]) < need.count] == []


def test_only_the_numbers_of_items_change_in_the_text_of_every_template() -> None:
    for name in list_templates():
        text = template_text(name, "zh")
        rules = read_rule_sheet(text)
        items = {rule.id: 1 for rule in rules.rounds if rule.items > 1}
        written = with_items(text, items)
        changed = [new for old, new in zip(text.splitlines(), written.splitlines(), strict=True) if old != new]
        assert len(changed) == len(items)
        assert all(line.startswith("items = 1") for line in changed)
        assert [rule.items for rule in read_rule_sheet(written).rounds] == [1] * len(rules.rounds)


def test_a_text_whose_numbers_stand_elsewhere_stays_as_it_is() -> None:
    text = re.sub(r"(?m)^items = (\d+)", r'"items" = \1', template_text("quick-league", "zh"))
    items = {rule.id: 1 for rule in read_rule_sheet(text).rounds}
    assert with_items(text, items) == text
