"""The stages of a competition: frozen, drawn so that anybody can check, played, and who goes on."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from hashlib import sha256
from typing import Any

import pytest

from scoring.engine.actors import Actor
from scoring.engine.competition.advance import Finish
from scoring.engine.competition.commands import Decide, Withdraw
from scoring.engine.competition.commands_stages import (
    CommitDraw,
    ConfirmAdvance,
    DrawByHand,
    MakeDraw,
    PlayGroups,
    ProposeAdvance,
)
from scoring.engine.competition.decide_stages import outdated, proposal, teams_of
from scoring.engine.competition.event import fold
from scoring.engine.competition.facts import GroupResult
from scoring.engine.competition.stages_state import Level, Passed
from scoring.engine.errors import LeitaiError
from scoring.engine.stages import Stage
from scoring.usecases.competition.entering import roster_rows
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.records import RegistrationLink
from scoring.usecases.competition.registrations import registrant
from scoring.usecases.competition.stages import play_groups, set_stages, stage_results
from scoring.usecases.context import Context
from scoring.usecases.perform import perform
from scoring.usecases.quiz import matches, pools, question_sets, roster, stations
from scoring.usecases.quiz.roster_import import import_roster
from tests.fakes import FakeClock, fake_context
from tests.halls import CHIEF, HOST, Hall, in_order, invented
from tests.registrations import OPENS, ORGANISER, Registered, open_registration, values
from tests.sheets import SHEET

STAGES = """
[[stage]]
name = "初赛"
groups = 2
advance = 1
runners_up = 1

[[stage]]
name = "决赛"
"""
SMALL = SHEET.replace("members = 2", "members = 3")
SECOND = Actor("account:y", "organiser")


@pytest.fixture
def event() -> Registered:
    """Five teams, approved, and two stages."""
    ctx = fake_context(clock=FakeClock(OPENS + 1))
    event = open_registration(ctx)
    set_stages(ctx, actor=ORGANISER, competition_id=event.id, text=SMALL + STAGES, key="stages")
    for no in range(1, 6):
        event.hand_in(values(f"{no}队", f"单位{(no + 1) // 2}", (f"张{no}一", f"张{no}二", f"张{no}三")))
        event.do(Decide(no, 1, "approve"))
    return event


def refused(do: Any) -> str:
    with pytest.raises(LeitaiError) as error:
        do()
    return error.value.code


def draw(event: Registered, stage: str = "初赛", teams: tuple[int, ...] = (1, 2, 3, 4, 5), groups: int = 2) -> None:
    event.do(CommitDraw(stage, (teams,), groups))
    event.do(MakeDraw(len(event.state.draws), "20260501"))


def entries(event: Registered) -> Any:
    with event.ctx.store.read() as uow:
        return uow.ledger.read(stream_of(event.id))


def play(ctx: Context, match: str, points: dict[str, int]) -> None:
    """Open a match and lock it with these points, by the names of its teams."""
    teams = {entry.team.name: entry.team.id for entry in roster.roster_of(ctx, match)}
    stations.draw_stations(ctx, actor=ORGANISER, match_id=match)
    listed = [invented(no) for no in range(1, 31)]
    bank = question_sets.import_question_set(ctx, actor=ORGANISER, name=match, questions=listed, media=[])
    pools.choose_questions(ctx, actor=ORGANISER, match_id=match, question_set=bank.id, divide=in_order)
    hall = Hall(ctx, match, list(teams.values()), bank.id)
    hall.do("match.open", ORGANISER)
    for name, score in points.items():
        hall.do("points.adjust", CHIEF, reason="现场", team=teams[name], points=str(score))
    hall.do("result.lock", CHIEF, reason="演示", unfinished=True)


def test_the_draw_follows_from_the_secret_that_was_fixed_and_the_number_that_the_hall_named(event: Registered) -> None:
    event.do(CommitDraw("初赛", ((1, 2, 3, 4, 5),), 2))
    committed = entries(event)[-1]
    assert "secret" not in str(committed.payload)
    event.do(MakeDraw(1, "20260501"))
    (made,) = event.state.draws
    assert sha256(made.secret.encode()).hexdigest() == committed.payload["digest"]
    order = sorted(range(1, 6), key=lambda no: sha256(f"{made.secret}:20260501:{no}".encode()).hexdigest())
    assert made.groups is not None
    assert sorted(no for group in made.groups for no in group) == sorted(order)
    assert made.groups[0][0] == order[0]
    assert made.together == ()
    assert fold(entries(event)).draws == event.state.draws


def test_teams_of_an_organisation_that_is_written_in_two_ways_are_kept_apart() -> None:
    event = open_registration(fake_context(clock=FakeClock(OPENS + 1)))
    set_stages(event.ctx, actor=ORGANISER, competition_id=event.id, text=SMALL + STAGES, key="stages")
    for no, unit in enumerate(("甲县（城关）中学", "甲县(城关) 中学", "乙", "丙"), start=1):
        event.hand_in(values(f"{no}队", unit, (f"张{no}一", f"张{no}二", f"张{no}三")))
        event.do(Decide(no, 1, "approve"))
    for no in range(1, 9):
        event.do(CommitDraw("初赛", ((1, 2, 3, 4),), 2, again=True), reason="再试")
        event.do(MakeDraw(no, "7"))
    assert not any({1, 2} <= set(group) for one in event.state.draws for group in one.groups or ())


def test_a_draw_is_made_once_and_again_only_with_a_reason_and_the_first_stays(event: Registered) -> None:
    draw(event)
    assert refused(lambda: event.do(MakeDraw(1, "7"))) == "draw-made"
    again = CommitDraw("初赛", ((1, 2, 3, 4, 5),), 2, again=True)
    assert refused(lambda: event.do(CommitDraw("初赛", ((1, 2, 3, 4, 5),), 2))) == "draw-there"
    assert refused(lambda: event.do(again)) == "reason-needed"
    event.do(again, reason="漏了一队的代表")
    event.do(MakeDraw(2, "8"))
    assert [(one.number, one.reason) for one in event.state.draws] == [("20260501", ""), ("8", "漏了一队的代表")]


def test_lots_from_a_box_are_entered_by_hand(event: Registered) -> None:
    assert refused(lambda: event.do(DrawByHand("初赛", ((1, 2), (3, 4))))) == "draw-teams"
    assert refused(lambda: event.do(DrawByHand("初赛", ((1, 2, 3, 4, 5), ())))) == "groups-too-many"
    assert refused(lambda: event.do(DrawByHand("初赛", ((1, 2), (), (3, 4, 5))))) == "group-empty"
    event.do(DrawByHand("初赛", ((5, 1), (2, 3, 4))))
    assert event.state.draws[0].groups == ((5, 1), (2, 3, 4))


def test_a_team_that_withdraws_between_the_secret_and_the_number_is_not_drawn(event: Registered) -> None:
    event.do(CommitDraw("初赛", ((1, 2, 3, 4, 5),), 2))
    event.do(Withdraw(3), reason="来电退赛")
    assert refused(lambda: event.do(MakeDraw(1, "7"))) == "draw-teams"
    event.do(CommitDraw("初赛", ((1, 2, 4, 5),), 2, again=True), reason="三队退赛")
    event.do(MakeDraw(2, "7"))


def test_stages_are_frozen_by_the_first_draw(event: Registered) -> None:
    set_stages(event.ctx, actor=ORGANISER, competition_id=event.id, text=SMALL + STAGES + "groups = 1", key="other")
    draw(event)
    again = {"actor": ORGANISER, "competition_id": event.id, "text": SMALL + STAGES, "key": "third"}
    assert refused(lambda: set_stages(event.ctx, **again)) == "stages-frozen"
    assert refused(lambda: set_stages(event.ctx, **{**again, "text": SHEET})) == "stages-needed"


@pytest.mark.parametrize(
    ("groups", "teams", "code"),
    [(0, (1, 2, 3, 4, 5), "groups-too-many"), (6, (1, 2, 3, 4, 5), "groups-too-many"), (2, (1, 2), "draw-teams")],
)
def test_no_group_is_empty_and_no_team_is_left_out(
    event: Registered, groups: int, teams: tuple[int, ...], code: str
) -> None:
    assert refused(lambda: event.do(CommitDraw("初赛", (teams,), groups))) == code


def test_each_group_gets_a_match_with_its_teams_once(event: Registered) -> None:
    asked = {"actor": ORGANISER, "competition_id": event.id, "stage": "初赛", "key": "play"}
    assert refused(lambda: play_groups(event.ctx, **asked)) == "stage-not-drawn"
    draw(event)
    assert [play_groups(event.ctx, **asked).repeat for _ in range(2)] == [False, True]
    made = [one for one in matches.list_matches(event.ctx, competition_id=event.id) if one.stage == "初赛"]
    assert sorted(one.title for one in made) == ["初赛 1", "初赛 2"]
    names = {entry.team.name for one in made for entry in roster.roster_of(event.ctx, one.id)}
    assert names == {f"{no}队" for no in range(1, 6)}
    assert refused(lambda: play_groups(event.ctx, **{**asked, "key": "more"})) == "stage-has-matches"
    again = CommitDraw("初赛", ((1, 2, 3, 4, 5),), 2, again=True)
    assert refused(lambda: event.do(again, reason="重抽")) == "stage-has-matches"


def test_a_match_whose_title_is_taken_leaves_no_group_with_a_match(event: Registered) -> None:
    draw(event)
    matches.create_match(event.ctx, actor=ORGANISER, competition_id=event.id, title="初赛 2", text=SHEET)
    asked = {"actor": ORGANISER, "competition_id": event.id, "stage": "初赛", "key": "play"}
    assert refused(lambda: play_groups(event.ctx, **asked)) == "match-named"
    assert [one.title for one in matches.list_matches(event.ctx, competition_id=event.id)] == ["初赛 2"]
    assert not event.state.played


def played(event: Registered, scores: dict[str, int]) -> None:
    """The first stage, drawn by hand and played: 1, 2, 3 against 4, 5."""
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play")
    for one in event.state.played["初赛"]:
        names = {f"{no}队" for _, no in one.teams}
        play(event.ctx, one.match, {name: score for name, score in scores.items() if name in names})


def confirm(event: Registered, no: int, actor: Actor = SECOND, device: str = "two") -> None:
    stream = stream_of(event.id)
    perform(
        event.ctx,
        COMPETITION,
        stream,
        command=ConfirmAdvance(no),
        key=f"c{no}{actor.id}{device}",
        actor=actor,
        device=device,
    )


def test_who_goes_on_is_proposed_from_the_locked_results_and_confirmed_by_a_second_person(event: Registered) -> None:
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    assert refused(lambda: event.do(ProposeAdvance("初赛"))) == "stage-without-matches"
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play")
    assert refused(lambda: event.do(ProposeAdvance("初赛"))) == "results-open"
    first, second = event.state.played["初赛"]
    play(event.ctx, first.match, {"1队": 30, "2队": 50, "3队": 10})
    play(event.ctx, second.match, {"4队": 20, "5队": 40})
    event.do(ProposeAdvance("初赛"))
    found = event.state.advance_of("初赛")
    assert found is not None
    assert [(one.team, one.group, one.rank, one.runner_up) for one in found.through] == [
        (2, 1, 1, False),
        (5, 2, 1, False),
        (1, 1, 2, True),
    ]
    assert refused(lambda: confirm(event, 1, ORGANISER)) == "advance-second-person"
    assert refused(lambda: event.do(CommitDraw("决赛", ((1, 2, 5),), 1))) == "stage-before-undecided"
    confirm(event, 1)
    draw(event, "决赛", (1, 2, 5), 1)
    assert refused(lambda: event.do(ProposeAdvance("初赛"))) == "next-stage-drawn"


def test_a_tie_on_the_line_is_named_and_people_say_who_goes_on_with_a_reason(event: Registered) -> None:
    played(event, {"1队": 30, "2队": 50, "3队": 10, "4队": 30, "5队": 40})
    event.do(ProposeAdvance("初赛"))
    found = event.state.advance_of("初赛")
    assert found is not None
    assert [(one.where, one.places, one.teams) for one in found.open] == [("runners_up", 1, (1, 4))]
    assert refused(lambda: confirm(event, 1)) == "advance-open"
    assert refused(lambda: event.do(ProposeAdvance("初赛", (4,)))) == "reason-needed"
    assert refused(lambda: event.do(ProposeAdvance("初赛", (3,)), reason="加赛")) == "settled-wrong"
    assert refused(lambda: event.do(ProposeAdvance("初赛", (1, 4)), reason="加赛")) == "settled-wrong"
    event.do(ProposeAdvance("初赛", (4,)), reason="加赛，4队先答对")
    confirm(event, 2)
    last = event.state.advances[-1].through[-1]
    assert (last.team, last.group, last.rank, last.runner_up, last.settled) == (4, 2, 2, True, True)


def test_a_result_that_changes_after_the_proposal_is_not_confirmed_unseen(event: Registered) -> None:
    played(event, {"1队": 30, "2队": 50, "3队": 10, "4队": 20, "5队": 40})
    event.do(ProposeAdvance("初赛"))
    hall = Hall(event.ctx, event.state.played["初赛"][0].match, [], "")
    hall.do("result.unlock", CHIEF, key="unlock", reason="更正")
    assert refused(lambda: confirm(event, 1)) == "advance-changed"
    assert refused(lambda: event.do(ProposeAdvance("初赛"))) == "results-open"


def finished(*scores: tuple[tuple[int, int, int], ...]) -> list[GroupResult]:
    """Results of groups: number, rank and points of each team."""
    return [
        GroupResult(f"m{place}", 1, tuple(Finish(str(no), rank, Decimal(points)) for no, rank, points in group))
        for place, group in enumerate(scores, start=1)
    ]


FIRST = Stage("初赛", groups=2, advance=1, runners_up=1)


def lines(found: Sequence[Level]) -> list[tuple[str, int, tuple[int, ...]]]:
    return [(one.where, one.places, one.teams) for one in found]


def people(found: Sequence[Passed]) -> list[tuple[int, int, bool, bool]]:
    return [(one.team, one.rank, one.runner_up, one.settled) for one in found]


def test_level_teams_at_both_lines_are_settled_one_after_the_other() -> None:
    """Who is first of the group comes before who is the best of the next, and the others of it may be that."""
    results = finished(((1, 1, 50), (2, 1, 50), (3, 3, 10)), ((5, 1, 60), (4, 2, 50)))
    assert lines(proposal(FIRST, results)[1]) == [("1", 1, (1, 2))]
    assert lines(proposal(FIRST, results, (1,))[1]) == [("runners_up", 1, (2, 4))]
    through, open_ = proposal(FIRST, results, (1, 2))
    assert (people(through), open_) == ([(1, 1, False, True), (5, 1, False, False), (2, 1, True, True)], ())
    assert people(proposal(FIRST, results, (1, 4))[0])[-1] == (4, 2, True, True)
    for wrong in ((1, 2, 4), (1, 3), (5,), (3,)):
        assert refused(partial(proposal, FIRST, results, wrong)) == "settled-wrong"


def test_a_line_is_settled_and_the_best_of_the_next_follow_from_their_points() -> None:
    results = finished(((1, 1, 50), (2, 1, 50), (3, 3, 10)), ((5, 1, 60), (4, 2, 40)))
    through, open_ = proposal(FIRST, results, (2,))
    assert (people(through), open_) == ([(2, 1, False, True), (5, 1, False, False), (1, 1, True, False)], ())


def test_a_team_that_left_after_the_draw_gets_no_seat_in_its_match(event: Registered) -> None:
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    event.do(Withdraw(2), reason="来电退赛")
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play")
    assert [[no for _, no in one.teams] for one in event.state.played["初赛"]] == [[1, 3], [4, 5]]


def test_a_team_that_was_taken_out_of_its_match_and_put_in_again_counts_as_the_same(event: Registered) -> None:
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play")
    first, second = event.state.played["初赛"]
    roster.remove_team(event.ctx, actor=ORGANISER, team_id={no: team for team, no in first.teams}[2])
    found = event.state.registrations[2]
    import_roster(event.ctx, actor=ORGANISER, match_id=first.match, rows=roster_rows([found]), dry_run=False)
    play(event.ctx, first.match, {"1队": 30, "2队": 50, "3队": 10})
    play(event.ctx, second.match, {"4队": 20, "5队": 40})
    event.do(ProposeAdvance("初赛"))
    assert [one.team for one in event.state.advances[-1].through] == [2, 5, 1]


def test_a_team_that_has_a_match_is_withdrawn_by_the_desk_and_not_by_whoever_has_its_link(event: Registered) -> None:
    with event.ctx.store.read() as uow:
        links = {one.no: registrant(one) for one in uow.of(RegistrationLink).all(competition=event.id)}
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    event.do(Withdraw(1), links[1])
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play")
    assert refused(lambda: event.do(Withdraw(2), links[2])) == "withdraw-at-desk"
    event.do(Withdraw(2), reason="来电退赛")
    assert event.state.registrations[2].status == "withdrawn"


def test_a_group_whose_teams_all_left_is_drawn_again(event: Registered) -> None:
    event.do(DrawByHand("初赛", ((1, 2, 3, 4), (5,))))
    event.do(Withdraw(5), reason="来电退赛")
    asked = {"actor": ORGANISER, "competition_id": event.id, "stage": "初赛", "key": "play"}
    assert refused(lambda: play_groups(event.ctx, **asked)) == "draw-teams"
    event.do(DrawByHand("初赛", ((1, 2), (3, 4)), again=True), reason="五队退赛")
    play_groups(event.ctx, **asked)


def test_a_team_that_left_after_its_match_takes_no_place_of_the_next_stage(event: Registered) -> None:
    played(event, {"1队": 30, "2队": 50, "3队": 10, "4队": 20, "5队": 40})
    event.do(ProposeAdvance("初赛"))
    event.do(Withdraw(2), reason="来电退赛")
    assert refused(lambda: confirm(event, 1)) == "advance-changed"
    event.do(ProposeAdvance("初赛"))
    assert [one.team for one in event.state.advances[-1].through] == [1, 5, 4]
    confirm(event, 2)


@pytest.mark.parametrize(("vacancy", "then"), [("next", {1, 4, 5}), ("empty", {1, 5})])
def test_a_place_that_falls_free_after_the_confirmation_goes_to_the_next_or_stays_empty_by_the_rule_sheet(
    event: Registered, vacancy: str, then: set[int]
) -> None:
    text = SMALL + STAGES.replace("advance =", f'vacancy = "{vacancy}"\nadvance =', 1)
    set_stages(event.ctx, actor=ORGANISER, competition_id=event.id, text=text, key="vacancy")
    played(event, {"1队": 30, "2队": 50, "3队": 10, "4队": 20, "5队": 40})
    event.do(ProposeAdvance("初赛"))
    confirm(event, 1)
    event.do(Withdraw(2), reason="来电退赛")
    found = event.state.advance_of("初赛")
    assert found is not None
    assert outdated(event.state, found, stage_results(event.ctx, event.id, "初赛")) == (vacancy == "next")
    if vacancy == "next":
        event.do(ProposeAdvance("初赛"))
        confirm(event, 2)
    assert set(teams_of(event.state, "决赛")) == then


def test_a_stage_of_one_group_that_is_drawn_into_two_gets_two_matches(event: Registered) -> None:
    text = SMALL + '[[stage]]\nname = "预赛"\n'
    set_stages(event.ctx, actor=ORGANISER, competition_id=event.id, text=text, key="one")
    draw(event, "预赛")
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="预赛", key="play")
    titles = {one.title for one in matches.list_matches(event.ctx, competition_id=event.id)}
    assert titles == {"预赛 1", "预赛 2"}


def test_a_picture_that_the_host_shows_after_the_lock_changes_no_result(event: Registered) -> None:
    played(event, {"1队": 30, "2队": 50, "3队": 10, "4队": 20, "5队": 40})
    event.do(ProposeAdvance("初赛"))
    hall = Hall(event.ctx, event.state.played["初赛"][0].match, [], "")
    hall.do("scene.show", HOST, key="after", scene="teams")
    confirm(event, 1)
    assert event.state.advances[-1].confirmed == SECOND.id


def test_a_match_of_other_teams_than_were_drawn_is_refused(event: Registered) -> None:
    draw(event)
    assert refused(lambda: event.do(PlayGroups("初赛", ()))) == "draw-changed"
