"""Stages: the draw, who goes through, what goes along, and awards; ties across a line are never cut."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.competition.advance import (
    Finish,
    Given,
    Honours,
    OpenLine,
    Through,
    advance,
    carried,
    give_awards,
)
from scoring.engine.competition.draw import deal
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.ranking import by_value, rank
from scoring.engine.stages import Award, RunnersUpBy, Stage, award_lines
from scoring.sheets import template_text


def ranked(scores: dict[str, int]) -> tuple[Finish, ...]:
    values = {team: Decimal(score) for team, score in scores.items()}
    return tuple(Finish(p.id, p.rank, values[p.id]) for p in rank(list(scores), [by_value("score", values)]))


def named(groups: Sequence[Sequence[int]]) -> list[list[str]]:
    """Groups of numbers as groups of names."""
    return [[str(no) for no in group] for group in groups]


def teams(standings: Sequence[Through]) -> list[str]:
    return [s.team for s in standings]


def test_sixty_nine_teams_become_twenty_four_and_then_twelve() -> None:
    first, second, final = read_rule_sheet(template_text("grand-league")).stages
    groups = named(deal([range(1, 70)], first.groups, {}, apart=False).groups)
    assert [len(group) for group in groups] == [6] * 9 + [5] * 3
    through = advance(first, [ranked({team: 100 - i for i, team in enumerate(group)}) for group in groups])
    assert through.complete
    assert sorted(teams(through.through)) == sorted(team for group in groups for team in group[:2])
    again = named(deal([[int(team) for team in teams(through.through)]], second.groups, {}, apart=False).groups)
    assert [len(group) for group in again] == [6, 6, 6, 6]
    finalists = advance(second, [ranked({team: 100 - i for i, team in enumerate(group)}) for group in again])
    assert finalists.complete
    assert len(finalists.through) == 12
    assert carried(final, Decimal(170), Decimal(100)) == 0


def test_a_tie_of_three_across_the_line_is_reported_and_nobody_is_cut() -> None:
    result = advance(Stage("初赛", advance=2), [ranked({"甲": 50, "乙": 40, "丙": 40, "丁": 40})])
    assert teams(result.through) == ["甲"]
    assert result.open == (OpenLine("1", 1, ("乙", "丙", "丁")),)
    assert not result.complete


def test_a_tie_above_the_line_does_not_matter() -> None:
    result = advance(Stage("初赛", advance=2), [ranked({"甲": 50, "乙": 50, "丙": 40})])
    assert teams(result.through) == ["甲", "乙"]
    assert result.complete


def test_best_runners_up_are_the_best_of_those_next_in_their_groups() -> None:
    stage = Stage("半决赛", groups=3, advance=1, runners_up=2)
    groups = [ranked({"甲": 90, "乙": 80, "丙": 79}), ranked({"丁": 70, "戊": 60}), ranked({"己": 95, "庚": 65})]
    result = advance(stage, groups)
    assert [(t.team, t.runner_up) for t in result.through] == [
        ("甲", False),
        ("丁", False),
        ("己", False),
        ("乙", True),
        ("庚", True),
    ]
    assert result.complete


def test_runners_up_wait_while_a_group_is_open_and_are_reported_when_equal() -> None:
    stage = Stage("半决赛", groups=2, advance=1, runners_up=1)
    waiting = advance(stage, [ranked({"甲": 90, "乙": 90}), ranked({"丙": 70, "丁": 60})])
    assert waiting.open == (OpenLine("1", 1, ("甲", "乙")), OpenLine("runners_up", 1, ("甲", "乙", "丁")))
    equal = advance(stage, [ranked({"甲": 90, "乙": 60}), ranked({"丙": 70, "丁": 60})])
    assert equal.open == (OpenLine("runners_up", 1, ("乙", "丁")),)


def test_a_score_is_carried_without_its_base_or_reset() -> None:
    assert carried(Stage("决赛", carry=True), Decimal(150), Decimal(100)) == Decimal(50)
    assert carried(Stage("决赛"), Decimal(150), Decimal(100)) == 0


def finished(*scores: tuple[int, int]) -> tuple[Finish, ...]:
    """A group of teams by what they gained over a base of 100, and for how many items; the best first."""
    return tuple(
        Finish(f"{gained}/{items}", place, Decimal(100 + gained), Decimal(gained), items)
        for place, (gained, items) in enumerate(scores, start=1)
    )


def compared(by: RunnersUpBy) -> list[tuple[str, Fraction | None]]:
    """The runner-up of a group of two and one of three, each next behind the first."""
    stage = Stage("半决赛", groups=2, advance=1, runners_up=1, runners_up_by=by)
    result = advance(stage, [finished((60, 10), (40, 10)), finished((90, 8), (38, 8), (-60, 8))])
    return [(one.team, one.by) for one in result.through if one.runner_up]


def test_runners_up_of_groups_of_unequal_size_are_compared_by_the_rule() -> None:
    assert compared("score") == [("40/10", None)]
    assert compared("mean") == [("38/8", Fraction(38, 8))]
    over_all = (Fraction(150) + Fraction(368, 3)) / 2
    assert compared("second_mean") == [("38/8", 138 * over_all / Fraction(368, 3))]


def test_where_a_group_has_no_mean_above_nought_people_decide_among_all_who_are_next() -> None:
    stage = Stage("半决赛", groups=2, advance=1, runners_up=1, runners_up_by="second_mean")
    result = advance(stage, [finished((60, 1), (40, 1)), finished((-90, 1), (-110, 1))])
    assert result.open == (OpenLine("runners_up", 1, ("40/1", "-110/1")),)


AWARDS = (
    Award("一等奖", 1),
    Award("二等奖", 2),
    Award("三等奖", 3),
    Award("优胜奖", 0),
    Award("组织奖", 1, by_rank=False),
)


def test_awards_go_by_counts_and_the_rest_to_the_last() -> None:
    honours = give_awards(AWARDS, ranked({team: 100 - i for i, team in enumerate("甲乙丙丁戊己庚辛")}))
    assert honours == Honours(
        (
            Given("一等奖", ("甲",)),
            Given("二等奖", ("乙", "丙")),
            Given("三等奖", ("丁", "戊", "己")),
            Given("优胜奖", ("庚", "辛")),
        )
    )
    assert award_lines(AWARDS) == (1, 3, 6)


def test_equals_across_an_award_line_get_neither_award_yet() -> None:
    scores = {"甲": 90, "乙": 80, "丙": 70, "丁": 70, "戊": 60, "己": 50, "庚": 40}
    honours = give_awards(AWARDS, ranked(scores))
    assert honours.given == (
        Given("一等奖", ("甲",)),
        Given("二等奖", ("乙",)),
        Given("三等奖", ("戊", "己")),
        Given("优胜奖", ("庚",)),
    )
    assert honours.open == (OpenLine("二等奖", 1, ("丙", "丁")),)


def test_equals_that_reach_over_a_whole_award_open_both_lines() -> None:
    honours = give_awards(AWARDS, ranked({"甲": 90} | dict.fromkeys("乙丙丁戊己庚", 80)))
    assert honours.given[1:] == (Given("二等奖", ()), Given("三等奖", ()), Given("优胜奖", ()))
    assert honours.open == (
        OpenLine("二等奖", 2, ("乙", "丙", "丁", "戊", "己", "庚")),
        OpenLine("三等奖", 5, ("乙", "丙", "丁", "戊", "己", "庚")),
    )


def test_awards_by_ranks_are_shared_with_the_rank() -> None:
    awards = (Award("一等奖", ranks=(1, 1)), Award("二等奖", ranks=(2, 3)))
    honours = give_awards(awards, ranked({"甲": 9, "乙": 8, "丙": 7, "丁": 7, "戊": 6}))
    assert honours == Honours((Given("一等奖", ("甲",)), Given("二等奖", ("乙", "丙", "丁"))))
    assert award_lines(awards) == (1, 3)


SCORES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(-3, 3), min_size=1, max_size=12)


@given(SCORES, st.integers(0, 14))
def test_places_inside_and_open_always_add_up(scores: dict[str, int], places: int) -> None:
    result = advance(Stage("初赛", advance=places), [ranked(scores)])
    inside = set(teams(result.through))
    undecided = {team for line in result.open for team in line.teams}
    assert len(inside) + sum(line.places for line in result.open) == min(places, len(scores))
    assert not inside & undecided
    out = set(scores) - inside - undecided
    assert all(scores[i] > scores[o] for i in inside | undecided for o in out)


@given(SCORES, st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_every_team_has_one_award_or_lies_on_an_open_line(scores: dict[str, int], counts: list[int]) -> None:
    awards = (*(Award(f"奖{n}", count) for n, count in enumerate(counts)), Award("其余", 0))
    honours = give_awards(awards, ranked(scores))
    given_teams = [team for award in honours.given for team in award.teams]
    undecided = {team for line in honours.open for team in line.teams}
    assert len(given_teams) == len(set(given_teams))
    assert set(given_teams) | undecided == set(scores)
    assert not set(given_teams) & undecided
    best_first = [scores[team] for team in given_teams]
    assert best_first == sorted(best_first, reverse=True)
