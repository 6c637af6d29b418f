"""Stages: the draw, who goes through, what goes along, and awards; ties across a line are never cut."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.competition.advance import (
    Finish,
    Given,
    Honours,
    OpenLine,
    Papers,
    Through,
    advance,
    carried,
    draw_groups,
    give_awards,
    written_standings,
)
from scoring.engine.errors import Invalid
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.ranking import by_value, rank
from scoring.engine.stages import Award, Stage, award_lines
from scoring.sheets import template_text


def ranked(scores: dict[str, int]) -> tuple[Finish, ...]:
    values = {team: Decimal(score) for team, score in scores.items()}
    return tuple(Finish(p.id, p.rank, values[p.id]) for p in rank(list(scores), [by_value("score", values)]))


def teams(standings: Sequence[Through]) -> list[str]:
    return [s.team for s in standings]


def test_sixty_nine_teams_become_twenty_four_and_then_twelve() -> None:
    first, second, final = read_rule_sheet(template_text("grand-league")).stages
    lots = {f"队{n:02}": (n * 37) % 69 for n in range(69)}
    groups = draw_groups(lots, first.groups)
    assert [len(group) for group in groups] == [6] * 9 + [5] * 3
    through = advance(first, [ranked({team: 100 - i for i, team in enumerate(group)}) for group in groups])
    assert through.complete
    assert sorted(teams(through.through)) == sorted(team for group in groups for team in group[:2])
    again = draw_groups({team: lot for lot, team in enumerate(teams(through.through))}, second.groups)
    assert [len(group) for group in again] == [6, 6, 6, 6]
    finalists = advance(second, [ranked({team: 100 - i for i, team in enumerate(group)}) for group in again])
    assert finalists.complete
    assert len(finalists.through) == 12
    assert carried(final, Decimal(170), Decimal(100)) == 0


def test_the_draw_deals_by_lot_and_refuses_equal_lots_and_empty_groups() -> None:
    assert draw_groups({"甲": 3, "乙": 1, "丙": 2}, 2) == (("乙", "甲"), ("丙",))
    with pytest.raises(Invalid, match="lots-equal"):
        draw_groups({"甲": 1, "乙": 1}, 2)
    with pytest.raises(Invalid, match="groups-too-many"):
        draw_groups({"甲": 1}, 2)


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


def test_a_written_stage_adds_up_the_papers_of_a_team() -> None:
    papers = [
        Papers("甲", (Decimal("81.5"), Decimal("90"), None)),
        Papers("乙", (Decimal("60"), Decimal("55.5"), Decimal("56"))),
        Papers("丙", (Decimal("99"), Decimal("88"), Decimal("70"))),
    ]
    assert written_standings(papers) == (
        Finish("丙", 1, Decimal("257")),
        Finish("甲", 2, Decimal("171.5")),
        Finish("乙", 2, Decimal("171.5")),
    )
    with pytest.raises(Invalid, match="team-twice"):
        written_standings([papers[0], papers[0]])


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


@given(st.dictionaries(st.text(min_size=1, max_size=4), st.integers(), min_size=1), st.integers(1, 12))
def test_the_draw_loses_nobody_and_is_even(lots: dict[str, int], groups: int) -> None:
    lots = {team: place for place, team in enumerate(lots)}
    groups = min(groups, len(lots))
    drawn = draw_groups(lots, groups)
    assert sorted(team for group in drawn for team in group) == sorted(lots)
    assert max(map(len, drawn)) - min(map(len, drawn)) <= 1


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
