"""The questions of a whole competition: no item twice, what leaked is out of every match, who knows which set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from question_sets.event import Wanted, allot, homed
from scoreboard.live.quiz.source import Source
from scoreboard.presenters.quiz.audience import Audience
from scoring.engine.competition.commands_questions import (
    AllotQuestions,
    Allotted,
    BindSets,
    Knower,
    LookAtQuestions,
    NameKnowers,
    SetRef,
    WithdrawQuestions,
)
from scoring.engine.competition.commands_schedule import PublishSchedule, SetDays, SetSchedule
from scoring.engine.competition.commands_stages import DrawByHand
from scoring.engine.competition.decided_again import check_entries
from scoring.engine.competition.event import fold
from scoring.engine.competition.knowers import knower_warnings
from scoring.engine.competition.schedule import clashes
from scoring.engine.ledger import Entry
from scoring.usecases.competition.book_check import verify_event_book
from scoring.usecases.competition.job import CompetitionJob
from scoring.usecases.competition.looks import look_at_set
from scoring.usecases.competition.questions import (
    EventNeeds,
    StageNeed,
    allot_questions,
    barred_in,
    bind_sets,
    event_needs,
)
from scoring.usecases.competition.questions import elsewhere as picked_beside
from scoring.usecases.competition.stages import play_groups
from scoring.usecases.contents import question_ids
from scoring.usecases.quiz import copy_match, matches, pools, question_sets, roster, stations
from scoring.usecases.records import Match
from scoring.usecases.states import StateCache
from tests.event_files import read, written
from tests.halls import Hall, in_order, invented
from tests.registrations import ORGANISER, Registered, open_registration
from tests.unit.usecases.competition.test_event_book import elsewhere, taken_in
from tests.unit.usecases.competition.test_schedule import DAY, at, person, plan
from tests.unit.usecases.competition.test_stages import SECOND, entries, event, refused

__all__ = ["event"]

NO_RESULTS: Any = None
"""Of no match: none of the entries here rests on one."""


def a_set(event: Registered, name: str, count: int) -> str:
    listed = [invented(no) for no in range(1, count + 1)]
    return question_sets.import_question_set(event.ctx, actor=ORGANISER, name=name, questions=listed, media=[]).id


def shared(needs: EventNeeds, own: StageNeed) -> Mapping[str, Mapping[str, Sequence[str]]]:
    wanted = [
        Wanted(one.match.id, ((one.sheet, one.teams),), frozenset(own.sets), one.match.questions)
        for one in own.groups
        if one.match is not None and not one.match.opened
    ]
    return allot(wanted, [homed(one, home) for one, home in needs.questions], None)


def fill(event: Registered, key: str, stage: str = "初赛") -> None:
    allot_questions(event.ctx, actor=ORGANISER, competition_id=event.id, stage=stage, share=shared, key=key)


def held(event: Registered) -> list[Match]:
    return [matches.match_of(event.ctx, one.match) for one in event.state.played["初赛"]]


def bind(event: Registered, *sets: str, stage: str = "初赛") -> None:
    bind_sets(event.ctx, actor=ORGANISER, competition_id=event.id, stage=stage, sets=sets, key=f"b{stage}{sets}")


@pytest.fixture
def made(event: Registered) -> Registered:
    """Two matches, and a set of 60 questions for their stage."""
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="m")
    bind(event, a_set(event, "初赛题库", 60))
    return event


def test_the_sets_of_a_stage_are_an_entry_without_a_question(made: Registered) -> None:
    said = entries(made)[-1]
    assert said.kind == "questions.bind"
    assert [one.name for one in made.state.questions.sets["初赛"]] == ["初赛题库"]
    assert "题干" not in str(said.payload)
    own = made.state.questions.sets["初赛"]
    assert refused(lambda: made.do(BindSets("初赛", own))) == "event-questions-unchanged"
    assert refused(lambda: made.do(BindSets("初赛", (*own, *own)))) == "event-sets"
    assert refused(lambda: made.do(BindSets("初赛", (SetRef("nil", "无"),)))) == "question-set-unknown"
    assert refused(lambda: made.do(BindSets("季后赛", own))) == "stage-of-none"


def test_the_matches_of_a_stage_share_its_sets_and_no_question_is_used_twice(made: Registered) -> None:
    fill(made, "a")
    first, second = (question_ids(one) for one in held(made))
    assert first
    assert second
    assert not set(first) & set(second)
    assert len(set(first)) == len(first)
    said = entries(made)[-1].payload
    assert sorted(one for _, ids in said["added"] for one in ids) == sorted((*first, *second))
    assert "题干" not in str(said)
    assert fold(entries(made)).questions == made.state.questions
    assert refused(lambda: fill(made, "again")) == "event-questions-unchanged"


def test_what_a_match_has_already_stays_where_it_is(made: Registered) -> None:
    match = held(made)[0]
    (bound,) = made.state.questions.sets["初赛"]
    listed = question_sets.questions_in(made.ctx, actor=ORGANISER, question_set=bound.id)
    pool = matches.rule_sheet_of(made.ctx, match.id).rounds[0].id
    pools.set_pool(made.ctx, actor=ORGANISER, match_id=match.id, pool=pool, questions=[listed[40].id])
    fill(made, "a")
    assert dict(held(made)[0].questions)[pool][0] == listed[40].id


def test_a_rehearsal_with_the_questions_of_a_match_takes_none_of_them_from_its_stage(made: Registered) -> None:
    fill(made, "f1")
    match = held(made)[0]

    def free() -> tuple[object, ...]:
        with made.ctx.store.read() as uow:
            barred = barred_in(made.ctx)(uow, match)
        return event_needs(made.ctx, made.id), barred, picked_beside(made.ctx, match.id)

    before = free()
    own = copy_match.copy_match(
        made.ctx, actor=ORGANISER, match_id=match.id, title="彩排", questions=True, rehearsal=True
    )
    assert free() == before
    assert not picked_beside(made.ctx, own.id) & set(question_ids(own))


def test_a_leaked_question_is_out_of_every_match_that_has_not_begun_and_never_comes_back(made: Registered) -> None:
    fill(made, "a")
    first, second = held(made)
    leaked = (question_ids(first)[0], question_ids(second)[0])
    assert refused(lambda: made.do(WithdrawQuestions(leaked))) == "reason-needed"
    made.do(WithdrawQuestions(leaked), reason="考前有人拍照")
    assert not any(set(leaked) & set(question_ids(one)) for one in held(made))
    assert made.state.questions.withdrawn[leaked[0]].taken_from == (first.id,)
    assert made.state.questions.withdrawn[leaked[0]].reason == "考前有人拍照"
    fill(made, "b")
    assert [len(question_ids(one)) for one in held(made)] == [len(question_ids(one)) for one in (first, second)]
    assert not any(set(leaked) & set(question_ids(one)) for one in held(made))
    pool = first.questions[0][0]

    def by_hand() -> Match:
        return pools.set_pool(
            made.ctx,
            actor=ORGANISER,
            match_id=first.id,
            pool=pool,
            questions=[leaked[1]],
            barred=barred_in(made.ctx),
        )

    assert refused(by_hand) == "question-withdrawn"
    assert refused(lambda: made.do(WithdrawQuestions(leaked), reason="再撤")) == "question-withdrawn"
    assert refused(lambda: made.do(WithdrawQuestions(("nil",)), reason="错")) == "question-unknown"
    assert refused(lambda: made.do(WithdrawQuestions(()), reason="空")) == "event-withdraw"


def test_a_match_under_way_keeps_a_withdrawn_question_and_the_entry_names_it(made: Registered) -> None:
    fill(made, "a")
    match = held(made)[0]
    stations.draw_stations(made.ctx, actor=ORGANISER, match_id=match.id)
    teams = [one.team.id for one in roster.roster_of(made.ctx, match.id)]
    Hall(made.ctx, match.id, teams, "").do("match.open", ORGANISER)
    leaked = question_ids(match)[3]
    made.do(WithdrawQuestions((leaked,)), reason="泄露")
    said = entries(made)[-1].payload
    assert said["under_way"] == [[leaked, [match.id]]]
    assert leaked in question_ids(matches.match_of(made.ctx, match.id))
    assert refused(lambda: fill(made, "b")) == "event-questions-unchanged"
    copied = copy_match.copy_match(
        made.ctx, actor=ORGANISER, match_id=match.id, title="重赛", questions=True, barred=barred_in(made.ctx)
    )
    assert leaked not in question_ids(copied)
    assert len(question_ids(copied)) == len(question_ids(match)) - 1


def test_a_question_of_another_match_is_refused_by_hand_and_left_out_by_lot(made: Registered) -> None:
    fill(made, "a")
    first, second = held(made)
    other = question_ids(second)[0]

    def by_hand() -> Match:
        return pools.set_pool(
            made.ctx,
            actor=ORGANISER,
            match_id=first.id,
            pool=first.questions[0][0],
            questions=[other],
            barred=barred_in(made.ctx),
        )

    assert refused(by_hand) == "question-of-another-match"
    (bound,) = made.state.questions.sets["初赛"]
    pools.choose_questions(
        made.ctx,
        actor=ORGANISER,
        match_id=first.id,
        question_set=bound.id,
        divide=in_order,
        barred=barred_in(made.ctx),
    )
    assert not set(question_ids(held(made)[0])) & set(question_ids(second))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda one, two: (one, two), "question-twice"),
        (lambda one, two: (one, one), "pools-changed"),
        (lambda one, two: (), "pools-changed"),
    ],
)
def test_an_allotment_that_takes_a_question_twice_or_a_match_twice_is_refused(
    made: Registered, change: Any, code: str
) -> None:
    first, second = held(made)
    (bound,) = made.state.questions.sets["初赛"]
    question = question_sets.questions_in(made.ctx, actor=ORGANISER, question_set=bound.id)[0].id
    one, two = (Allotted(each.id, (("", (question,)),)) for each in (first, second))
    assert refused(lambda: made.do(AllotQuestions("初赛", change(one, two)))) == code


def test_an_allotment_takes_nothing_away_and_nothing_from_another_set(made: Registered) -> None:
    first, _ = held(made)
    foreign = a_set(made, "别的题库", 3)
    question = question_sets.questions_in(made.ctx, actor=ORGANISER, question_set=foreign)[0].id
    wrong = AllotQuestions("初赛", (Allotted(first.id, (("", (question,)),)),))
    assert refused(lambda: made.do(wrong)) == "question-of-no-set"
    fill(made, "a")
    assert refused(lambda: made.do(AllotQuestions("初赛", (Allotted(first.id, ()),)))) == "pools-changed"
    assert refused(lambda: fill(made, "b", "决赛")) == "event-no-match-to-fill"


def test_who_knows_a_set_is_said_of_a_set_that_a_stage_has(made: Registered) -> None:
    (bound,) = made.state.questions.sets["初赛"]
    people = (Knower("王一", "单位1"), Knower("王二", "甲校", "reviewer"))
    made.do(NameKnowers(bound.id, people))
    assert made.state.questions.people[bound.id] == people
    assert refused(lambda: made.do(NameKnowers(bound.id, people))) == "event-questions-unchanged"
    assert refused(lambda: made.do(NameKnowers("nil", people))) == "set-of-no-stage"
    assert refused(lambda: made.do(NameKnowers(bound.id, (*people, *people)))) == "event-person-twice"
    assert refused(lambda: made.do(NameKnowers(bound.id, (Knower(""),)))) == "event-person"
    many = tuple(Knower(f"王{no}") for no in range(101))
    assert refused(lambda: made.do(NameKnowers(bound.id, many))) == "event-people"


def test_the_needs_count_the_teams_that_are_expected_before_a_stage_is_drawn(made: Registered) -> None:
    first, last = event_needs(made.ctx, made.id).stages
    assert [one.teams for one in first.groups] == [3, 2]
    assert [one.teams for one in last.groups] == [3]
    bare = event_needs(made.ctx, made.id).questions
    assert {home for _, home in bare} == set(first.sets)
    fill(made, "a")
    homes = [home for _, home in event_needs(made.ctx, made.id).questions]
    assert homes.count("match of 初赛") == sum(len(question_ids(one)) for one in held(made))


def test_only_the_desks_of_a_match_under_way_are_told_of_its_withdrawn_question(made: Registered) -> None:
    fill(made, "a")
    match = held(made)[0]
    stations.draw_stations(made.ctx, actor=ORGANISER, match_id=match.id)
    teams = [one.team.id for one in roster.roster_of(made.ctx, match.id)]
    Hall(made.ctx, match.id, teams, "").do("match.open", ORGANISER)
    source = Source(made.ctx, "e", lambda tickets, now: [])
    audiences = [Audience("display"), Audience("team", team=teams[0])]
    before = [source.view(source.snapshot(match.id), one, "zh") for one in audiences]
    made.do(WithdrawQuestions(question_ids(match)[:1]), reason="泄露")
    snapshot = source.snapshot(match.id)
    desk: Any = source.view(snapshot, Audience("host"), "zh")
    assert [one["code"] for one in desk["warnings"]] == ["question-withdrawn"]
    assert "还没有出，出到时请换备用题" in desk["warnings"][0]["text"]
    assert [source.view(snapshot, one, "zh") for one in audiences] == before


def test_who_knows_a_set_and_competes_is_found_by_organisation_and_by_name(made: Registered) -> None:
    (bound,) = made.state.questions.sets["初赛"]
    people = (Knower("王一", "单位 1"), Knower("张1一", "单位1", "reviewer"), Knower("张4二"), Knower("王一", "外校"))
    made.do(NameKnowers(bound.id, people))
    found = [(one.code, one.person.name, one.team) for one in knower_warnings(made.state)]
    assert found == [
        ("of-unit", "王一", "1队"),
        ("of-unit", "王一", "2队"),
        ("in-team", "张1一", "1队"),
        ("of-unit", "张1一", "2队"),
        ("in-team", "张4二", "4队"),
    ]


def test_every_entry_about_questions_and_the_schedule_is_decided_again_by_itself(made: Registered) -> None:
    fill(made, "a")
    first, second = held(made)
    stations.draw_stations(made.ctx, actor=ORGANISER, match_id=first.id)
    teams = [one.team.id for one in roster.roster_of(made.ctx, first.id)]
    Hall(made.ctx, first.id, teams, "").do("match.open", ORGANISER)
    leaked = (question_ids(first)[0], *question_ids(second)[:2])
    made.do(WithdrawQuestions(leaked), reason="泄露")
    fill(made, "b")
    (bound,) = made.state.questions.sets["初赛"]
    made.do(NameKnowers(bound.id, (Knower("王一", "单位1"),)))
    judged = plan(1, 9, judges=(person("评委一", "单位1"), person("评委二", "单位2")))
    keys = tuple(one.key for one in clashes(made.state, {judged.place: judged}, at(8)))
    made.do(SetSchedule((judged, plan(2, 10)), accepted=(*keys, "nothing")), reason="该评委回避")
    made.do(PublishSchedule())
    made.do(SetDays(DAY, DAY, again=True), reason="只有一天")
    ledger = entries(made)
    assert check_entries(ledger, NO_RESULTS) == ()
    other = [replace(one, payload={**one.payload, "taken_from": []}) for one in ledger]
    assert check_entries(other, NO_RESULTS) != ()


def test_an_event_book_holds_the_schedule_and_the_questions_and_gives_the_same_event(
    made: Registered, tmp_path: Path
) -> None:
    fill(made, "a")
    made.do(WithdrawQuestions(question_ids(held(made)[0])[:1]), reason="泄露")
    made.do(SetSchedule((plan(1, 9, host=person("主持一")), plan(2, 10))))
    book = read(written(made, tmp_path))
    assert verify_event_book(book) == ()
    other = taken_in(written(made, tmp_path), elsewhere())
    assert other.state == made.state
    assert [one.questions for one in held(other)] == [one.questions for one in held(made)]


def test_a_look_at_a_set_folds_no_competition_that_does_not_have_it(
    event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    for no in range(3):
        open_registration(event.ctx, title=f"第{no}届")
    ctx = replace(event.ctx, states=StateCache())

    def folded(self: object, state: object, entries: Sequence[Entry]) -> object:
        raise AssertionError([one.stream for one in entries])

    monkeypatch.setattr(CompetitionJob, "fold_on", folded)
    look_at_set(ctx, actor=ORGANISER, question_set="of-none")


def test_who_of_the_staff_has_seen_a_text_is_an_entry_the_first_time_and_told_by_question(event: Registered) -> None:
    source, other = a_set(event, "复赛题", 3), a_set(event, "别处的题", 1)
    listed = [one.id for one in question_sets.questions_in(event.ctx, actor=ORGANISER, question_set=source)]
    look_at_set(event.ctx, actor=ORGANISER, question_set=source)
    assert event.state.questions.looks == ()
    bind_sets(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", sets=[source], key="bind")
    for _ in range(2):
        look_at_set(event.ctx, actor=ORGANISER, question_set=source, questions=listed[:2])
        look_at_set(event.ctx, actor=SECOND, question_set=source)
        look_at_set(event.ctx, actor=SECOND, question_set=other)
        look_at_set(event.ctx, actor=SECOND, question_set=source, questions=[])
    assert [(one.by, one.question_set, len(one.questions)) for one in event.state.questions.looks] == [
        (ORGANISER.id, "", 2),
        (SECOND.id, source, 0),
    ]
    seen = [event.state.questions.seen_by(one, source) for one in listed]
    assert seen == [(ORGANISER.id, SECOND.id), (ORGANISER.id, SECOND.id), (SECOND.id,)]
    assert check_entries(entries(event), NO_RESULTS) == ()
    refusals = [refused(lambda one=one: event.do(one)) for one in (  # type: ignore[misc]
        LookAtQuestions(other), LookAtQuestions(), LookAtQuestions(source, ("q",)), LookAtQuestions("", ("q", "q")),
    )]  # fmt: skip
    assert refusals == ["set-of-no-stage", "input-wrong", "input-wrong", "input-wrong"]
