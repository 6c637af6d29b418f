"""最佳选手 over a whole competition."""

from __future__ import annotations

from decimal import Decimal

from scoring.engine.competition.best_players import MatchAnswers, best_players


def said(name: str, team: int, points: int, rights: int = 0, wrongs: int = 0) -> MatchAnswers:
    return MatchAnswers(name, team, Decimal(points), rights, wrongs)


def test_own_points_of_all_matches_are_added_up_and_rank() -> None:
    found = best_players([said("张一", 1, 30, 3), said("张二", 2, 40, 4), said("张一", 1, 20, 2, 1)])
    assert [(one.name, one.rank, one.points, one.matches, one.rights, one.wrongs) for one in found] == [
        ("张一", 1, 50, 2, 5, 1),
        ("张二", 2, 40, 1, 4, 0),
    ]


def test_who_has_as_many_points_is_ordered_by_right_then_by_fewer_wrong_answers_and_else_shares_the_rank() -> None:
    listed = [said("甲", 1, 30, 3), said("乙", 2, 30, 4, 1), said("丙", 3, 30, 4), said("丁", 4, 30, 3)]
    assert [(one.name, one.rank, one.tied) for one in best_players(listed)] == [
        ("丙", 1, False),
        ("乙", 2, False),
        ("甲", 3, True),
        ("丁", 3, True),
    ]


def test_two_people_of_one_name_in_two_teams_are_two() -> None:
    assert len(best_players([said("张一", 1, 10), said("张一", 2, 10)])) == 2
