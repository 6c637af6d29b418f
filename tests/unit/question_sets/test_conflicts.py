"""Questions that give one another away, that are out of date, or that are too slight for a round."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest

from question_sets.allocation import allocate, divided
from question_sets.capacity import capacity
from question_sets.coverage import coverage
from question_sets.event import Wanted, allot, event_coverage, homed
from question_sets.giveaways import giveaways
from question_sets.model import ReadQuestion
from question_sets.needs import needs_of
from question_sets.validity import outdated
from scoring.engine.quiz.rule_sheet import Points, PressRule, RiskRule, Round, RuleSheet, Stake, TieOff

TEN = Points(Decimal(10))
PRESS = Round("press", "press", "抢答", 4, TEN, types=("single",), press=PressRule())
TEAM = Round("team", "team", "共同必答", 1, TEN, types=("single", "fill"))
RISK = Round("risk", "risk", "风险题", 1, TEN, types=("single",), risk=RiskRule((Stake(Decimal(40), 30),)))
MARKED = Round("talk", "judged", "演讲", 1, TEN, types=("single", "short"))
RAPID = Round("rapid", "rapid", "限时快答题", 2, TEN, types=("single", "short"))


def sheet(*rounds: Round, spares: int = 0) -> RuleSheet:
    return RuleSheet("t", "试", Decimal(100), rounds, spares=spares, tie_off=TieOff(mode="none"))


def some(count: int, start: int = 1, kind: str = "single", **fields: object) -> list[ReadQuestion]:
    return [ReadQuestion(no, kind, f"第{no}题", key=("A",), **fields) for no in range(start, start + count)]  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(12))
def test_no_match_has_two_questions_of_one_group(seed: int) -> None:
    questions = [*some(3, conflicts_with=("长征",)), *some(2, 4, conflicts_with=("长征", "遵义")), *some(5, 6)]
    pools = allocate(questions, sheet(PRESS, TEAM), 2, random.Random(seed).randrange)
    taken = [one for one in questions if any(one.id in pool for pool in pools.values())]
    assert len(taken) == 6
    assert sum("长征" in one.conflicts_with for one in taken) <= 1


def test_what_a_group_takes_away_is_missing_where_nothing_else_is_there() -> None:
    found = coverage(some(6, conflicts_with=("长征",)), sheet(PRESS), teams=2)
    assert [line.missing for line in found.lines] == [3]
    pools = allocate(some(6, conflicts_with=("长征",)), sheet(PRESS), 2, None)
    assert len(pools["press"]) == 1


def test_of_a_group_the_round_that_is_hardest_to_fill_keeps_its_question() -> None:
    """Only the fill-in one fits 共同必答 where the single ones are wanted by 抢答."""
    team = replace(TEAM, types=("fill",))
    questions = [*some(1, kind="fill", conflicts_with=("甲",)), *some(1, 2, conflicts_with=("甲",)), *some(4, 3)]
    pools = allocate(questions, sheet(PRESS, team), 1, random.Random(5).randrange)
    assert pools == {"press": pools["press"], "team": ("1",)}
    assert set(pools["press"]) == {"3", "4", "5", "6"}


def test_the_matches_of_a_stage_may_each_have_one_of_a_group() -> None:
    questions = [homed(one, "s") for one in [*some(2, conflicts_with=("长征",)), *some(6, 3)]]
    wanted = [Wanted(name, ((sheet(PRESS), 2),), frozenset({"s"})) for name in ("第一场", "第二场")]
    made = allot(wanted, questions, random.Random(1).randrange)
    assert all(len(made[name]["press"]) == 4 for name in made)
    assert all(len({"1", "2"} & set(made[name]["press"])) == 1 for name in made)


def test_what_a_match_has_already_counts_for_its_groups() -> None:
    questions = [homed(one, "s") for one in [*some(2, conflicts_with=("长征",)), *some(4, 3)]]
    wanted = [Wanted("场", ((sheet(PRESS), 2),), frozenset({"s"}), (("press", ("1",)),))]
    assert set(allot(wanted, questions, None)["场"]["press"]) == {"1", "3", "4", "5"}


@pytest.mark.parametrize("round_", [RISK, MARKED], ids=lambda one: one.kind)
def test_a_quick_question_is_missing_rather_than_put_to_stakes_or_judges(round_: Round) -> None:
    found = coverage(some(9, tags=("快答",)), sheet(round_), teams=3)
    assert [line.missing for line in found.lines] == [3]
    assert coverage(some(9, tags=("快答", round_.name)), sheet(round_), teams=3).enough


def test_a_situation_for_judges_is_no_quick_question() -> None:
    found = coverage(some(9, kind="short", tags=("judged", "情景")), sheet(RAPID), teams=3)
    assert [line.missing for line in found.lines] == [6]


def test_the_answer_of_one_question_in_the_text_of_another_is_found() -> None:
    told = ReadQuestion(1, "single", "新四军军部旧址纪念馆在哪座城市的泰州路？", ("盐城市区", "苏州市区"), ("A",))
    telling = ReadQuestion(2, "true_false", "盐城市区泰州路有新四军军部旧址纪念馆。", key=("T",))
    assert list(giveaways([told, telling])) == [(1, 0)]
    group = ("新四军",)
    assert list(giveaways([replace(told, conflicts_with=group), replace(telling, conflicts_with=group)])) == []


def test_an_answer_whose_signs_stand_in_many_texts_is_looked_for_too() -> None:
    told = ReadQuestion(1, "single", "哪个机关作出人身安全保护令？", ("人民法院", "居委会"), ("A",))
    telling = ReadQuestion(2, "single", "人身安全保护令由人民法院在多久以内作出？", ("一天", "三天"), ("B",))
    many = some(60, 3, explanation="人民法院")
    assert list(giveaways([told, telling, *many])) == [(1, 0)]


@pytest.mark.parametrize(
    "telling",
    [
        ReadQuestion(2, "multiple", "哪些在盐城？", ("盐城市区泰州路的新四军军部旧址纪念馆", "雨花台"), ("A",)),
        ReadQuestion(2, "short", "请说一处旧址。", key=("盐城市区泰州路的新四军军部旧址纪念馆",)),
        ReadQuestion(2, "fill", "新四军军部旧址纪念馆在____泰州路。", key=("盐城市区|盐城",)),
    ],
    ids=lambda one: one.type,
)
def test_right_options_and_answers_are_heard_too(telling: ReadQuestion) -> None:
    told = ReadQuestion(1, "single", "新四军军部旧址纪念馆在哪座城市的泰州路？", ("盐城市区", "苏州市区"), ("A",))
    assert (1, 0) in list(giveaways([told, telling]))


def test_a_question_past_its_day_is_out_of_date_on_the_day_after() -> None:
    questions = [*some(1, valid_until="2027-09-30"), *some(1, 2)]
    assert outdated(questions, date(2027, 9, 30)) == frozenset()
    assert outdated(questions, date(2027, 10, 1)) == {"1"}


def test_a_set_fills_as_many_matches_as_its_scarcest_stake() -> None:
    staked = some(5, stake=Decimal(40), tags=("risk",)) + some(20, 6)
    assert capacity(staked, sheet(RISK), 2) == 2
    assert capacity(staked, sheet(RISK, PRESS), 2, taken=("1", "2")) == 1
    assert capacity(some(8), sheet(PRESS), 2) == 2


def test_a_wrong_option_tells_nothing() -> None:
    told = ReadQuestion(1, "single", "新四军军部旧址纪念馆在哪座城市的泰州路？", ("盐城市区", "苏州市区"), ("A",))
    telling = ReadQuestion(2, "single", "新四军军部旧址纪念馆不在哪里？", ("盐城市区", "泰州路口"), ("B",))
    assert (1, 0) not in list(giveaways([told, telling]))


def test_what_a_question_says_itself_no_other_one_tells() -> None:
    told = ReadQuestion(1, "fill", "民主集中制是民主基础上的____和集中指导下的民主相结合。", key=("集中",))
    telling = ReadQuestion(2, "fill", "民主集中制是民主基础上的集中和____指导下的民主相结合。", key=("集中",))
    assert list(giveaways([told, telling])) == []


def test_the_coverage_of_a_whole_competition_counts_what_groups_take_away() -> None:
    """Each of two matches can have one question of the group, however many the group has."""
    group = [homed(one, "s") for one in some(6, conflicts_with=("长征",))]
    others = [homed(one, "s") for one in some(3, 7)]
    stage = [Wanted("初赛", ((sheet(PRESS), 2),) * 2, frozenset({"s"}))]
    (line,) = event_coverage(stage, [*group, *others])
    assert (line.need.count, line.given, line.missing) == (8, 5, 3)
    matches = [Wanted(name, ((sheet(PRESS), 2),), frozenset({"s"})) for name in ("一", "二")]
    made = allot(matches, [*group, *others], random.Random(3).randrange)
    assert sum(len(pools["press"]) for pools in made.values()) == line.given


def largest(questions: list[ReadQuestion], rounds: tuple[Round, ...]) -> int:
    """By trying: the most questions, of no two one group, that the rounds can take."""
    needs = [need for need in needs_of(sheet(*rounds), 1, questions) if need.count]
    for size in range(min(len(questions), sum(need.count for need in needs)), 0, -1):
        for chosen in combinations(questions, size):
            groups = [group for one in chosen for group in one.conflicts_with]
            if len(set(groups)) == len(groups) and sum(divided(replaced(chosen), needs)) == size:
                return size
    return 0


def replaced(questions: Sequence[ReadQuestion]) -> list[ReadQuestion]:
    return [replace(one, conflicts_with=()) for one in questions]


@pytest.mark.parametrize("case", range(30))
def test_questions_of_several_groups_fill_as_much_in_every_order(case: int) -> None:
    """The coverage says what the division then gives, whatever the lots, and no division would give more."""
    chance = random.Random(case)
    rounds = (replace(PRESS, items=3), replace(TEAM, items=2, types=("fill",)))
    questions = [
        replace(
            one,
            type=chance.choice(("single", "fill")),
            conflicts_with=tuple(chance.sample("甲乙丙丁", chance.randint(0, 3))),
        )
        for one in some(8)
    ]
    most = largest(questions, rounds)
    assert sum(need.given for need in coverage(questions, sheet(*rounds), 1).lines) == most
    for seed in range(12):
        pools = allocate(questions, sheet(*rounds), 1, random.Random(seed).randrange)
        assert sum(map(len, pools.values())) == most
