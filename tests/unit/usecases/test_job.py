"""What is led need not be a match: a poll goes the same way from its command to its entry and its state."""

from __future__ import annotations

import pytest

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from scoring.engine.kinds import Command
from scoring.engine.ledger import check_chain
from scoring.usecases import states
from scoring.usecases.context import Context
from scoring.usecases.perform import Done, perform, state_of, tick
from tests.fakes import FakeClock, fake_context
from tests.polls import LASTS, Close, PollJob, TakeBack, Vote

POLL = PollJob("p1")
STREAM = "poll:p1"
ANNA, BERT = Actor("ticket:anna", "judge"), Actor("ticket:bert", "judge")


def give(ctx: Context, command: Command, actor: Actor = ANNA, *, key: str, reason: str = "") -> Done:
    return perform(ctx, POLL, STREAM, command=command, key=key, actor=actor, reason=reason)


def test_a_command_becomes_one_entry_of_its_kind_and_is_published(clock: FakeClock) -> None:
    published: list[tuple[str, int]] = []
    ctx = fake_context(clock=clock, publish=lambda stream, seq: published.append((stream, seq)))
    done = give(ctx, Vote(True), key="v1")
    assert done == Done(1, clock.now(), repeat=False)
    with ctx.store.read() as uow:
        (entry,) = uow.ledger.read(STREAM)
        check_chain([entry])
    assert (entry.kind, entry.actor, entry.payload["yes"]) == ("poll.vote", "ticket:anna", True)
    assert published == [(STREAM, 1)]
    assert POLL.written_for[-1] == "p1"


def test_the_state_is_the_fold_of_the_stream_in_this_process_and_in_another(ctx: Context) -> None:
    give(ctx, Vote(True), key="v1")
    give(ctx, Vote(False), BERT, key="v2")
    assert state_of(ctx, POLL, STREAM).count == (1, 1)
    other = fake_context(store=ctx.store, clock=ctx.clock)
    assert state_of(other, POLL, STREAM) == state_of(ctx, POLL, STREAM)


def test_what_reaches_back_is_folded_from_the_last_state_before_it(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "CHECKPOINT_EVERY", 2)
    for number in range(5):
        give(ctx, Vote(True), Actor(f"ticket:{number}", "judge"), key=f"v{number}")
    give(ctx, TakeBack(4), key="t", reason="认错人")
    state = state_of(ctx, POLL, STREAM)
    assert [actor for actor, _ in state.votes] == ["ticket:0", "ticket:1", "ticket:2", "ticket:4"]
    assert state.seq == 6


def test_the_same_key_gets_the_first_answer_and_another_command_under_it_is_a_conflict(ctx: Context) -> None:
    first = give(ctx, Vote(True), key="v1")
    assert give(ctx, Vote(True), key="v1") == Done(first.seq, first.at, repeat=True)
    with pytest.raises(Conflict, match="key-used"):
        give(ctx, Vote(False), key="v1")


def test_the_row_of_its_kind_says_who_may_and_who_must_give_a_reason(ctx: Context) -> None:
    with pytest.raises(Forbidden, match="role-not-allowed"):
        give(ctx, Close(), key="c")
    with pytest.raises(Invalid, match="reason-needed"):
        give(ctx, TakeBack(1), key="t")


def test_a_stream_without_a_record_is_not_found(ctx: Context) -> None:
    with pytest.raises(NotFound, match="poll-unknown"):
        perform(ctx, POLL, "poll:none", command=Vote(True), key="v", actor=ANNA)


def test_what_is_due_is_done_by_the_system_once(ctx: Context, clock: FakeClock) -> None:
    give(ctx, Vote(True), key="v1")
    waiting = tick(ctx, POLL, STREAM)
    assert waiting is not None
    assert (waiting.at, waiting.command) == (clock.now() + LASTS, Close())
    clock.advance(LASTS)
    assert tick(ctx, POLL, STREAM) is None
    assert tick(ctx, POLL, STREAM) is None
    with ctx.store.read() as uow:
        kinds = [(entry.kind, entry.actor) for entry in uow.ledger.read(STREAM)]
    assert kinds == [("poll.vote", "ticket:anna"), ("poll.close", "system")]
    with pytest.raises(Refused, match="poll-closed"):
        give(ctx, Vote(True), BERT, key="v2")
