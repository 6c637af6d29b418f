"""The awards of a competition: by rank, by name, empty, shared at the line, of contestants."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

import pytest

from scoring.engine.competition.commands_commend import (
    NameHolders,
    OrderTied,
)
from scoring.engine.competition.commands_stages import DrawByHand
from scoring.engine.competition.commend_state import Named
from scoring.engine.errors import LeitaiError
from scoring.engine.quiz.best_player import OwnAnswers
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.sheets import template_text
from scoring.usecases.competition import commend
from scoring.usecases.competition.commend import event_players, standing_of
from scoring.usecases.competition.entering import roster_rows
from scoring.usecases.competition.facts import awards_in
from scoring.usecases.competition.stages import play_groups
from scoring.usecases.quiz import roster
from scoring.usecases.quiz.roster_import import import_roster
from tests.registrations import ORGANISER, Registered
from tests.unit.usecases.competition.commend_events import AWARDS, begun, blocks, event, level_event, whole
from tests.unit.usecases.competition.test_stages import SMALL, STAGES, play, refused

__all__ = ["event"]


def test_an_award_may_stay_empty_by_a_decision(event: Registered) -> None:
    whole(event, ())
    honour = event.state.commend.honour("优秀组织奖")
    assert honour is not None
    assert honour.holders == ()
    assert honour.ground == "组委会会议"


@pytest.mark.parametrize(
    ("holders", "code"),
    [
        ((Named("单位1"), Named("单位2")), "award-over"),
        ((Named("过路人"),), "award-stranger"),
        ((Named(" "),), "award-stranger"),
    ],
)
def test_nobody_is_named_beyond_the_number_nor_who_took_no_part(
    event: Registered, holders: tuple[Named, ...], code: str
) -> None:
    assert refused(lambda: event.do(NameHolders("优秀组织奖", holders), reason="会议")) == code
    assert refused(lambda: event.do(NameHolders("一等奖", holders[:1]), reason="会议")) == "award-of-none"


def test_teams_that_are_level_on_a_line_are_ordered_by_people_with_a_reason() -> None:
    event = level_event()
    (line,) = standing_of(event.ctx, event.id).result().open
    assert (line.where, line.places, line.teams) == ("二等奖", 1, ("2", "4"))
    assert "tie" in blocks(event)
    for wrong in ((5, 2), (2, 4, 2), (2,)):
        assert refused(lambda wrong=wrong: event.do(OrderTied(wrong), reason="加赛")) == "order-wrong"
    event.do(OrderTied((4, 2)), reason="加赛，4队先答对")
    result = standing_of(event.ctx, event.id).result()
    ranks = [(one.team, one.rank, one.tied) for one in result.ranking]
    assert ranks == [(5, 1, False), (1, 2, False), (4, 3, False), (2, 4, False), (3, 5, False)]
    assert result.open == ()


@pytest.mark.parametrize(("ties", "holders"), [("all", ["1队", "2队", "4队"]), ("none", ["1队"])])
def test_by_the_sheet_all_who_are_level_have_the_award_or_none(ties: str, holders: list[str]) -> None:
    result = standing_of((event := level_event(ties)).ctx, event.id).result()
    assert [one.name for one in result.honours[1].holders] == holders
    assert result.open == ()
    assert "tie" not in [one.what for one in result.blocks]


def test_the_log_of_answers_says_whose_points_they_were_in_all_locked_matches() -> None:
    event = begun(SMALL + STAGES + AWARDS + "\n[best_player]\ncount = 2\n")
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play1")
    assert event_players(event.ctx, event.id) == ()
    assert [one.name for one in standing_of(event.ctx, event.id).awards.awards][-1] == "最佳选手"
    with pytest.raises(LeitaiError) as refusal:
        event.do(NameHolders("最佳选手", tuple(Named(f"张{no}一", f"单位{no}", no) for no in (1, 2, 3))), reason="得分")
    assert refusal.value.code == "award-over"
    event.do(NameHolders("最佳选手", (Named("张1一", "单位1", 1),)), reason="个人得分第一")
    with pytest.raises(LeitaiError) as refusal:
        event.do(NameHolders("最佳选手", (Named("张1一", "单位1", 2),)), reason="得分")
    assert refusal.value.code == "award-stranger"


def test_the_points_of_a_team_that_was_taken_out_of_its_match_and_put_in_again_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event = begun()
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play1")
    first = event.state.played["初赛"][0]
    roster.remove_team(event.ctx, actor=ORGANISER, team_id={no: team for team, no in first.teams}[2])
    rows = roster_rows([event.state.registrations[2]])
    import_roster(event.ctx, actor=ORGANISER, match_id=first.match, rows=rows, dry_run=False)
    play(event.ctx, first.match, {"1队": 30, "2队": 50, "3队": 10})
    one_each = OwnAnswers("", Decimal(1), 1, 0)
    monkeypatch.setattr(
        commend,
        "own_answers",
        lambda match: {each.id: replace(one_each, team=team.id) for team in match.teams for each in team.contestants},
    )
    assert sorted((one.team, one.name) for one in event_players(event.ctx, event.id)) == [
        (no, f"张{no}{place}") for no in (1, 2, 3) for place in sorted("一二三")
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["grand-league", "campus-ladder", "hall-customs"])
def test_the_award_of_contestants_of_a_sheet_that_ships_goes_by_their_own_points(
    name: str, lang: Literal["zh", "en"]
) -> None:
    rules = awards_in(read_rule_sheet(template_text(name, lang)))
    (best,) = rules.best
    assert best in [one.name for one in rules.awards if not one.by_rank]


def test_an_older_sheet_says_of_no_award_that_it_goes_by_own_points() -> None:
    rules = awards_in(read_rule_sheet(SMALL + STAGES + AWARDS))
    assert rules.best == frozenset()
