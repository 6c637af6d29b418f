"""The questions of a whole competition: what its stages lack together, and a division in which none is used twice."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations

from question_sets.event import Homed, Wanted, allot, event_coverage, homed
from scoring.engine.quiz.rule_sheet import RuleSheet
from tests.unit.question_sets.test_coverage import PRESS, RISK, TEAM, lots, sheet, some

ROUNDS = sheet(PRESS, TEAM)


def at(home: str, count: int, kind: str = "single", **fields: object) -> list[Homed]:
    found = [homed(one, home) for one in some(kind, count, **fields)]  # type: ignore[arg-type]
    return [
        Homed(f"{home}-{kind}-{no}", one.type, one.stake, one.clues, one.media, one.tags, home)
        for no, one in enumerate(found)
    ]


def stage(name: str, *homes: str, groups: int = 1, rules: RuleSheet = ROUNDS, teams: int = 3) -> Wanted:
    return Wanted(name, ((rules, teams),) * groups, frozenset(homes))


def missing(wanted: Sequence[Wanted], questions: Sequence[Homed]) -> dict[tuple[str, str], int]:
    return {(line.need.where, line.need.pool): line.missing for line in event_coverage(wanted, questions)}


def test_the_groups_of_a_stage_are_added_up() -> None:
    (press, team) = event_coverage([stage("复赛", "甲", groups=5)], at("甲", 84))
    assert (press.need.name, press.need.count, press.available, press.code) == ("抢答", 100, 84, "short")
    assert (team.need.count, team.code) == (30, "shared")
    assert press.missing + team.missing == 130 - 84


def test_a_question_of_a_set_that_two_stages_have_serves_one_of_them() -> None:
    both = [stage("初赛", "甲"), stage("复赛", "甲")]
    assert sum(missing(both, at("甲", 52)).values()) == 0
    assert sum(missing(both, at("甲", 51)).values()) == 1
    apart = [stage("初赛", "甲"), stage("复赛", "乙")]
    assert missing(apart, [*at("甲", 52), *at("乙", 20)])["复赛", "team"] > 0


def test_a_set_of_its_own_is_used_up_before_one_that_another_stage_needs() -> None:
    wanted = [stage("初赛", "甲", "乙"), stage("复赛", "乙")]
    assert set(missing(wanted, [*at("甲", 26), *at("乙", 26)]).values()) == {0}


def test_stakes_are_needed_in_each_group() -> None:
    rules = sheet(RISK)
    lines = event_coverage(
        [stage("决赛", "甲", groups=2, rules=rules)],
        [one for no, one in enumerate(at("甲", 12, "fill", stake=None))],
    )
    assert [(line.need.count, line.given) for line in lines] == [(6, 6)]


def test_no_division_gives_a_question_twice_or_to_a_pool_that_it_does_not_fit() -> None:
    chance = random.Random(7)
    for _ in range(20):
        questions = [
            one
            for home in "甲乙丙"
            for kind in ("single", "multiple", "true_false", "fill")
            for one in at(home, chance.randint(0, 40), kind)
        ]
        wanted = [
            stage(f"场{no}", *chance.sample("甲乙丙", chance.randint(1, 3)), teams=chance.randint(1, 5))
            for no in range(chance.randint(1, 5))
        ]
        made = allot(wanted, questions, chance.randrange)
        by_id = {one.id: one for one in questions}
        used = [one for pools in made.values() for ids in pools.values() for one in ids]
        assert len(used) == len(set(used))
        for match in wanted:
            assert all(by_id[one].home in match.homes for ids in made[match.where].values() for one in ids)
        assert sum(line.given for line in event_coverage(wanted, questions)) == len(used) == most(wanted, questions)


def most(wanted: Sequence[Wanted], questions: Sequence[Homed]) -> int:
    """By Hall's theorem: the largest division leaves the worst set of needs short of what fits any of them."""
    needs = [line.need for line in event_coverage(wanted, questions)]
    total = sum(need.count for need in needs)
    worst = 0
    for size in range(1, len(needs) + 1):
        for chosen in combinations(needs, size):
            fitting = sum(any(need.fits(one) for need in chosen) for one in questions)
            worst = max(worst, sum(need.count for need in chosen) - fitting)
    return total - worst


def test_what_a_match_has_is_kept_and_only_the_rest_is_filled() -> None:
    own = at("甲", 60)
    held = Wanted("场", ((ROUNDS, 3),), frozenset({"甲"}), (("press", (own[5].id, own[9].id)),))
    made = allot([held, stage("二", "甲")], own, lots)
    assert made["场"]["press"][:2] == (own[5].id, own[9].id)
    assert len(made["场"]["press"]) == 20
    assert own[5].id not in [one for ids in made["二"].values() for one in ids]


def test_what_is_taken_is_left_alone() -> None:
    own = at("甲", 30)
    made = allot([stage("场", "甲")], own, None, taken=[one.id for one in own[:4]])
    assert sorted(one for ids in made["场"].values() for one in ids) == sorted(one.id for one in own[4:])
