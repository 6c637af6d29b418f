"""A match on every store: played, restarted at every moment, led by several processes, written into its book."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from scoring.engine.errors import LeitaiError
from scoring.engine.ledger import check_chain
from scoring.engine.quiz.book import verify_book
from scoring.engine.quiz.commands_play import ShowScene
from scoring.usecases import tickets
from scoring.usecases.context import Context
from scoring.usecases.perform import tick
from scoring.usecases.quiz import perform as quiz
from scoring.usecases.quiz import question_sets, roster
from scoring.usecases.quiz.book import match_book
from scoring.usecases.quiz.import_book import import_book
from scoring.usecases.quiz.job import MATCH
from tests.fakes import fake_context
from tests.halls import HOST, ORGANISER, play, set_up

Store = Any


def restarted(ctx: Context) -> Context:
    """What a server knows that has just come up on the same database."""
    return fake_context(store=ctx.store, clock=ctx.clock)


def at_once(number: int, work: Callable[[int], object]) -> list[object]:
    """The results or errors of ``number`` threads that begin together."""
    results: list[object] = [None] * number
    barrier = Barrier(number)

    def run(which: int) -> None:
        barrier.wait()
        try:
            results[which] = work(which)
        except LeitaiError as error:
            results[which] = error

    threads = [Thread(target=run, args=(which,)) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_a_restart_at_any_moment_finds_the_same_stage_deadline_and_press(store: Store) -> None:
    hall = set_up(fake_context(store=store))
    compared: list[int] = []

    def compare(stream: str, seq: int) -> None:
        if stream == quiz.stream_of(hall.match):
            assert quiz.match_state(restarted(hall.ctx), hall.match) == hall.state
            compared.append(seq)

    object.__setattr__(hall.ctx, "publish", compare)
    play(hall)
    assert compared == list(range(1, 44))


def test_the_book_of_a_match_is_the_same_from_every_store(store: Store) -> None:
    hall, other = set_up(fake_context(store=store), media=True), set_up(fake_context(), media=True)
    play(hall)
    play(other)
    book = match_book(hall.ctx, hall.match, actor=ORGANISER)
    assert verify_book(book) == ()
    assert book == match_book(other.ctx, other.match, actor=ORGANISER)


def test_a_book_is_taken_in_by_every_store(store: Store) -> None:
    hall = set_up(fake_context(), media=True)
    play(hall)
    book = match_book(hall.ctx, hall.match, actor=ORGANISER)
    ctx = fake_context(store=store)
    import_book(ctx, actor=ORGANISER, book=book)
    assert match_book(ctx, hall.match, actor=ORGANISER) == book


def test_one_command_sent_at_once_from_many_places_is_done_once(store: Store) -> None:
    hall = set_up(fake_context(store=store))
    hall.do("match.open")
    contexts = [restarted(hall.ctx) for _ in range(8)]

    def send(which: int) -> tuple[int, bool]:
        done = quiz.perform(contexts[which], match_id=hall.match, command=ShowScene("teams"), key="same", actor=HOST)
        return done.seq, done.repeat

    assert sorted(at_once(8, send)) == [(2, False)] + [(2, True)] * 7  # type: ignore[type-var]
    assert [entry.seq for entry in hall.entries()] == [1, 2]


def test_presses_and_answers_sent_at_the_same_moment_are_all_kept(store: Store) -> None:
    hall = set_up(fake_context(store=store), teams=4)
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.do("item.present")
    hall.do("clock.start")
    at_once(4, lambda n: hall.do("answer.submit", hall.seat(n), key=f"a{n}", team=hall.teams[n], answer=["B"]))
    assert set(hall.state.items[-1].answers) == set(hall.teams)
    hall.pass_time(21_000)
    hall.do("item.close")
    hall.do("round.end")
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")
    arming = hall.state.items[-1].armings[-1].id
    hall.pass_time(500)
    at_once(
        4,
        lambda n: hall.do("press.record", hall.seat(n), key=f"p{n}", team=hall.teams[n], press=f"p{n}", arming=arming),
    )
    presses = hall.state.items[-1].armings[-1].presses
    assert sorted(press.team for press in presses) == sorted(hall.teams)
    check_chain(hall.entries())


def test_several_processes_that_tick_at_once_award_the_press_once(store: Store) -> None:
    hall = set_up(fake_context(store=store))
    hall.do("match.open")
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")
    arming = hall.state.items[-1].armings[-1].id
    hall.pass_time(500)
    hall.do("press.record", hall.seat(1), team=hall.teams[1], press="p", arming=arming)
    hall.pass_time(500)
    contexts = [restarted(hall.ctx) for _ in range(6)]
    results = at_once(6, lambda which: tick(contexts[which], MATCH, quiz.stream_of(hall.match)))
    assert [result for result in results if isinstance(result, Exception)] == []
    kinds = [entry.kind for entry in hall.entries()]
    assert kinds.count("press.award") == 1


def test_what_belongs_together_is_removed_together(store: Store) -> None:
    hall = set_up(fake_context(store=store))
    ctx = hall.ctx
    tickets.issue_missing(ctx, actor=ORGANISER, match_id=hall.match)
    roster.remove_team(ctx, actor=ORGANISER, team_id=hall.teams[0])
    assert [one.team.id for one in roster.roster_of(ctx, hall.match)] == [hall.teams[1]]
    listed = question_sets.questions_in(ctx, actor=ORGANISER, question_set=hall.questions)
    bank = question_sets.import_question_set(ctx, actor=ORGANISER, name="另一个", questions=listed)
    question_sets.remove_question_set(ctx, actor=ORGANISER, question_set=bank.id)
    assert [count for _, count in question_sets.list_question_sets(ctx)] == [30]
