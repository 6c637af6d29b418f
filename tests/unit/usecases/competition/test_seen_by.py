"""Who has seen which question, as far as it is known: never more, never less."""

from __future__ import annotations

import pytest

from scoring.engine.competition.commands_questions import Knower, NameKnowers, WithdrawQuestions
from scoring.engine.errors import Forbidden, NotFound
from scoring.usecases import tickets
from scoring.usecases.competition.looks import look_at_match, look_at_set
from scoring.usecases.competition.seen_by import SeenBy, question_seen_by, seen_by
from scoring.usecases.quiz import copy_match, matches
from tests.halls import HOST, ORGANISER, Hall
from tests.registrations import Registered
from tests.unit.usecases.competition.test_questions import event, fill, held, made

__all__ = ["event", "made"]


def of(hall: Hall) -> dict[str, SeenBy]:
    return dict(seen_by(hall.ctx, actor=ORGANISER, question_set=hall.questions).questions)


def test_a_question_that_no_match_has_and_nobody_looked_at_is_not_spoken_of(hall: Hall) -> None:
    ids = {one for _, pool in matches.match_of(hall.ctx, hall.match).questions for one in pool}
    found = of(hall)
    assert found.keys() == ids
    assert all(
        [match.id for match in one.held] == [hall.match] and not (one.asked or one.listed or one.staff)
        for one in found.values()
    )


def test_of_an_opened_match_the_desks_have_listed_its_spares_and_the_rounds_that_began_and_the_hall_what_was_asked(
    hall: Hall,
) -> None:
    tickets.issue_missing(hall.ctx, actor=ORGANISER, match_id=hall.match)
    pools = dict(matches.match_of(hall.ctx, hall.match).questions)
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.do("item.present")
    found = of(hall)
    asked = hall.state.items[-1].question
    assert [question for question, one in found.items() if one.asked] == [asked]
    listed = {question for question, one in found.items() if one.listed}
    assert listed == {*pools["all"], *pools[""]}
    assert {seat.role for _, seat in found[pools["all"][0]].listed} == {"host", "chief"}
    assert all(match.id == hall.match for match, _ in found[pools["all"][0]].listed)


def test_a_rehearsal_that_has_the_same_questions_is_one_more_match(hall: Hall) -> None:
    again = copy_match.copy_match(hall.ctx, actor=ORGANISER, match_id=hall.match, title="彩排", questions=True)
    copied = {one for _, pool in matches.match_of(hall.ctx, again.id).questions for one in pool}
    found = of(hall)
    assert {question for question, one in found.items() if again.id in [match.id for match in one.held]} == copied


def test_looks_authors_and_what_was_withdrawn_come_from_the_ledger_of_the_competition(made: Registered) -> None:
    (bound,) = made.state.questions.sets["初赛"]
    fill(made, "a")
    first = held(made)[0]
    one, two, *_ = (question for _, pool in first.questions for question in pool)
    look_at_set(made.ctx, actor=ORGANISER, question_set=bound.id, questions=[one])
    look_at_match(made.ctx, actor=ORGANISER, match_id=first.id, questions=[one, two])
    made.do(NameKnowers(bound.id, (Knower("张三", "甲局"),)))
    made.do(WithdrawQuestions((two,)), reason="泄题")
    said = seen_by(made.ctx, actor=ORGANISER, question_set=bound.id)
    assert (said.people, said.logged) == ((Knower("张三", "甲局"),), True)
    assert said.questions[one].staff == (ORGANISER.id,)
    assert [match.id for match in said.questions[one].held] == [first.id]
    assert [each.id for each in said.questions[two].withdrawn] == [made.id]
    assert said.questions[two].held == ()
    alone = question_seen_by(made.ctx, actor=ORGANISER, question_id=one)
    assert alone.questions == {one: said.questions[one]}
    look_at_set(made.ctx, actor=ORGANISER, question_set=bound.id)
    assert len(seen_by(made.ctx, actor=ORGANISER, question_set=bound.id).questions) == 60


def test_only_an_organiser_is_told_and_only_of_what_there_is(hall: Hall) -> None:
    with pytest.raises(Forbidden):
        seen_by(hall.ctx, actor=HOST, question_set=hall.questions)
    with pytest.raises(NotFound, match="question-set-unknown"):
        seen_by(hall.ctx, actor=ORGANISER, question_set="none")
    with pytest.raises(NotFound, match="question-gone"):
        question_seen_by(hall.ctx, actor=ORGANISER, question_id="none")
