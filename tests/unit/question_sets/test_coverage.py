from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from question_sets.allocation import allocate
from question_sets.coverage import coverage
from question_sets.model import ReadQuestion
from question_sets.needs import needs_of
from scoreboard.presenters.quiz.questions import line_text
from scoring.engine.quiz.needs import by_stake, needs, spares_beside
from scoring.engine.quiz.rule_sheet import Points, PressRule, RiskRule, Round, RuleSheet, Stake, TieOff

TEN = Points(Decimal(10))
PRESS = Round("press", "press", "抢答", 20, TEN, types=("single", "true_false"), press=PressRule())
TEAM = Round("team", "team", "共同必答", 2, TEN, types=("single", "multiple"))
RISK = Round(
    "risk", "risk", "风险题", 1, TEN, types=("fill",),
    risk=RiskRule((Stake(Decimal(10), 30), Stake(Decimal(20), 60))),
)  # fmt: skip
CLUE = Round("clue", "clue", "线索题", 2, TEN, steps=(Decimal(30), Decimal(20), Decimal(10)), press=PressRule())


def sheet(*rounds: Round, spares: int = 0, tie_off: str = "none") -> RuleSheet:
    return RuleSheet("t", "试", Decimal(100), rounds, spares=spares, tie_off=TieOff(mode=tie_off))  # type: ignore[arg-type]


def some(kind: str, count: int, start: int = 1, **fields: object) -> list[ReadQuestion]:
    return [ReadQuestion(no, kind, f"第{no}题", key=("A",), **fields) for no in range(start, start + count)]  # type: ignore[arg-type]


def lots(n: int) -> int:
    return n - 1


def texts(found: object) -> list[str]:
    return [line_text("zh", line) for line in found.lines]  # type: ignore[attr-defined]


def test_the_sentence_of_a_round_that_lacks_questions() -> None:
    found = coverage(some("single", 18), sheet(PRESS, spares=5), teams=6)
    assert not found.enough
    assert texts(found)[0] == "抢答需20+5题，现有18题，缺2题。"
    assert line_text("en", found.lines[0]) == "抢答 needs 20+5, there are 18: 2 missing."


def test_the_sentence_of_a_round_that_has_enough() -> None:
    found = coverage(some("single", 25), sheet(PRESS, spares=5), teams=6)
    assert found.enough
    assert texts(found) == ["抢答需20题，可分配20题。", "备用题（各环节共用）需5题，可分配5题。"]
    assert found.lines[0].by_type == (("single", 25),)


def test_rounds_that_want_the_same_questions_are_told_so() -> None:
    found = coverage(some("single", 28), sheet(PRESS, TEAM), teams=6)
    assert [line.given for line in found.lines] == [17, 11]
    assert [line.code for line in found.lines] == ["shared", "shared"]
    assert found.needed == 32


def test_too_few_questions_are_shared_by_all_rounds_before_a_tie_off_and_spares_get_one() -> None:
    """The rapid round alone could use them all."""
    rapid = Round("rapid", "rapid", "限时快答", 15, TEN, types=("single",))
    short = sheet(PRESS, TEAM, rapid, spares=5, tie_off="press")
    pools = allocate(some("single", 61), short, 6, lots)
    assert {pool: len(ids) for pool, ids in pools.items()} == {"press": 10, "team": 6, "rapid": 45, "tie_off": 0, "": 0}


def test_a_scarce_type_is_left_to_the_round_that_can_use_nothing_else() -> None:
    """共同必答 also takes 多选, so the 单选 go to 抢答."""
    found = coverage([*some("single", 20), *some("multiple", 12, 21)], sheet(TEAM, PRESS), teams=6)
    assert found.enough


def test_what_a_sheet_needs_follows_its_teams_and_members() -> None:
    counts = {need.pool: need.count for need in needs_of(sheet(TEAM, PRESS, RISK, spares=5, tie_off="press"), 8)}
    assert counts == {"team": 16, "press": 20, "risk": 8, "tie_off": 3, "": 5}


def test_a_risk_pool_marked_by_stakes_must_offer_every_stake_to_every_team() -> None:
    marked = some("fill", 6, stake=Decimal(10)) + some("fill", 4, 7, stake=Decimal(20))
    found = coverage(marked, sheet(RISK), teams=6)
    assert texts(found) == ["风险题10分题需6题，可分配6题。", "风险题20分题需6题，现有4题，缺2题。"]
    shared = coverage(some("fill", 1, stake=Decimal(10)) + some("fill", 9, 2), sheet(RISK), teams=6)
    assert texts(shared)[0] == "风险题10分题需6题，现有10题，但与其他环节共用，分配后还缺1题。"
    assert coverage(some("fill", 6), sheet(RISK), teams=6).enough


def test_a_clue_question_serves_clue_rounds_only() -> None:
    clued = some("fill", 2, clues=("甲", "乙", "丙")) + some("fill", 1, 3, clues=("甲",))
    assert texts(coverage(clued, sheet(CLUE), teams=6)) == ["线索题需2题，可分配2题。"]
    assert texts(coverage(clued[:1], sheet(CLUE), teams=6)) == ["线索题需2道有3条线索的题，现有1道，缺1道。"]
    assert coverage(clued, sheet(RISK), teams=1).lines[0].available == 0


def test_pools_never_share_a_question_and_are_full_where_they_can_be() -> None:
    questions = some("single", 30) + some("multiple", 10, 31) + some("fill", 12, 41)
    pools = allocate(questions, sheet(PRESS, TEAM, RISK, spares=5, tie_off="press"), 4, random.Random(3).randrange)
    assert {pool: len(ids) for pool, ids in pools.items()} == {"press": 20, "team": 8, "risk": 4, "tie_off": 3, "": 5}
    every = [question for ids in pools.values() for question in ids]
    assert len(every) == len(set(every)) == 40


def test_the_same_lots_give_the_same_pools_and_other_lots_others() -> None:
    questions = some("single", 40)
    first = allocate(questions, sheet(PRESS), 6, random.Random(1).randrange)
    assert allocate(questions, sheet(PRESS), 6, random.Random(1).randrange) == first
    assert allocate(questions, sheet(PRESS), 6, random.Random(2).randrange) != first


def test_without_lots_the_first_of_the_set_are_taken_in_its_order() -> None:
    questions = [one for no in range(1, 40, 2) for one in (*some("true_false", 1, no), *some("single", 1, no + 1))]
    pools = allocate(questions, sheet(PRESS, spares=4), 4, None)
    assert [int(no) for no in pools["press"]] == list(range(1, 21))
    assert [int(no) for no in pools[""]] == [21, 22, 23, 24]


def test_a_judged_round_has_questions_to_talk_about_and_the_others_keys_that_a_machine_knows() -> None:
    judged = Round("scene", "judged", "情景题", 1, TEN, types=("short", "single"))
    questions = some("single", 8) + some("short", 4, 9)
    pools = allocate(questions, sheet(replace(TEAM, types=("short", "single")), judged), 4, lots)
    assert set(pools["scene"]) == {"9", "10", "11", "12"}


def test_a_pool_that_takes_several_types_gets_them_in_turn() -> None:
    questions = [*some("multiple", 30), *some("single", 30, 31), *some("true_false", 30, 61)]
    mixed = Round("all", "simultaneous", "同步必答", 10, TEN, types=("single", "multiple", "true_false"))
    pool = allocate(questions, sheet(mixed), 6, random.Random(1).randrange)["all"]
    found = [question.type for question in questions if question.id in pool]
    assert sorted((found.count("single"), found.count("multiple"), found.count("true_false"))) == [3, 3, 4]


def test_questions_taken_by_another_match_are_left_alone() -> None:
    questions = some("single", 24)
    taken = {question.id for question in questions[:4]}
    pools = allocate(questions, sheet(PRESS), 6, lots, taken)
    assert set(pools["press"]) == {question.id for question in questions[4:]}
    assert coverage(questions, sheet(PRESS), 6, {q.id for q in questions[:10]}).lines[0].missing == 6


def test_a_question_tagged_for_a_round_goes_there_first() -> None:
    questions = some("single", 30) + some("single", 20, 31, tags=("抢答",))
    assert set(allocate(questions, sheet(PRESS), 6, lots)["press"]) == {str(no) for no in range(31, 51)}


@pytest.mark.parametrize("seed", range(20))
def test_no_division_would_leave_less_missing(seed: int) -> None:
    """Against a plain maximum matching of single questions."""
    chance = random.Random(seed)
    kinds = ("single", "multiple", "true_false", "fill", "short")
    questions = [
        ReadQuestion(no, chance.choice(kinds), "x", stake=chance.choice((None, Decimal(10), Decimal(20))))  # type: ignore[arg-type]
        for no in range(1, 25)
    ]
    rounds = [
        Round(
            f"r{n}",
            "press",
            f"第{n}轮",
            chance.randint(1, 9),
            TEN,
            types=tuple(chance.sample(kinds, 2)),
            press=PressRule(),
        )  # type: ignore[arg-type]
        for n in range(3)
    ]
    rules = sheet(*rounds, RISK, spares=2)
    found = coverage(questions, rules, teams=2)
    assert sum(line.given for line in found.lines) == _matching(questions, rules)
    pools = allocate(questions, rules, 2, chance.randrange)
    assert sum(map(len, pools.values())) == sum(line.given for line in found.lines)


def _matching(questions: list[ReadQuestion], rules: RuleSheet) -> int:
    seats = [need for need in needs_of(rules, 2, questions) for _ in range(need.count)]
    holder: dict[int, int] = {}

    def place(seat: int, seen: set[int]) -> bool:
        for at, question in enumerate(questions):
            if at not in seen and seats[seat].fits(question):
                seen.add(at)
                if at not in holder or place(holder[at], seen):
                    holder[at] = seat
                    return True
        return False

    return sum(place(seat, set()) for seat in range(len(seats)))


@pytest.mark.parametrize("spread", ["11", "1122", "11-", "1---", "----", "12--", "112", ""])
def test_the_checklist_of_a_match_counts_stakes_as_the_check_of_a_set_does(spread: str) -> None:
    need = needs(sheet(RISK), 2)[0]
    chosen = [need.stakes[int(sign) - 1] if sign != "-" else None for sign in spread]
    pool = [one for no, stake in enumerate(chosen, start=1) for one in some("fill", 1, no, stake=stake)]
    lines = [line for line in coverage(pool, sheet(RISK), 2).lines if line.need.stake is not None]
    counted = by_stake(need, chosen)
    assert list(counted) == [line.need.stake for line in lines]
    assert sum(max(0, need.count - have) for have in counted.values()) == sum(line.missing for line in lines)


def test_no_spares_stand_behind_the_questions_of_the_audience() -> None:
    audience = Round("hall", "audience", "观众互动", 4, TEN)
    assert [spares_beside(rule.kind, sheet(rule, spares=5)) for rule in (audience, PRESS)] == [0, 5]
    assert texts(coverage(some("single", 3), sheet(audience, spares=5), 6))[0] == "观众互动需4题，现有3题，缺1题。"
