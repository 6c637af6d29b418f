"""A long command decided before its turn: the same entry, and decided anew where the stream has grown since."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from scoring.engine.codec import Spelled, canonical, digest, read_part
from scoring.engine.competition.commands_written import EnterMarks, PaperMark
from scoring.engine.errors import LeitaiError
from scoring.engine.ledger import GENESIS, Draft, Entry, check_chain, entry_hash
from scoring.usecases.beforehand import Beforehand
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.marks_entering import marks_beforehand
from scoring.usecases.perform import Done, perform
from tests.registrations import ORGANISER, Registered
from tests.unit.usecases.competition.test_written import written_event

PAYLOAD = {"题": ["一", 1, None, {"b": "2.5", "a": True}], "at": 7}


def marks(*points: int) -> tuple[PaperMark, ...]:
    return tuple(PaperMark(1, f"张1{name}", 1, (Decimal(one),)) for name, one in zip("一二三", points, strict=False))


def enter(event: Registered, command: EnterMarks, made: Beforehand | None, key: str, reason: str = "") -> Done:
    return perform(
        event.ctx, COMPETITION, stream_of(event.id), command=command, key=key, actor=ORGANISER, reason=reason, made=made
    )


def entries(event: Registered) -> Sequence[Entry]:
    with event.ctx.store.read() as uow:
        return uow.ledger.read(stream_of(event.id))


def test_a_payload_that_is_spelled_has_the_text_the_digest_and_the_hash_that_it_would_have_plain() -> None:
    spelled = Spelled(PAYLOAD)
    assert (dict(spelled), canonical(spelled), digest(spelled)) == (PAYLOAD, canonical(PAYLOAD), digest(PAYLOAD))

    def hashed(payload: dict[str, object]) -> str:
        return entry_hash("s", 1, GENESIS, Draft("k", payload, "我", "d", "key", '因"为', 5))

    assert hashed(spelled) == hashed(PAYLOAD)


def test_a_part_is_read_once_and_as_it_would_be_read_of_plain_data() -> None:
    spelled = Spelled({"marks": ["1", "2.5"]})
    read = read_part(spelled, "marks", tuple[Decimal, ...])
    assert read == read_part({"marks": ["1", "2.5"]}, "marks", tuple[Decimal, ...]) == (Decimal(1), Decimal("2.5"))
    assert read_part(spelled, "marks", tuple[Decimal, ...]) is read


def test_marks_that_were_decided_before_give_the_entry_and_the_state_that_they_would_give_now() -> None:
    now, before = written_event(), written_event()
    command = EnterMarks("笔试", marks(80, 90), 0, "表.xlsx")
    enter(now, command, None, "one")
    enter(before, command, marks_beforehand(before.state, command), "one")
    assert entries(now)[-1].payload == entries(before)[-1].payload
    assert now.state.written == before.state.written
    check_chain(entries(before))


def test_marks_that_somebody_else_was_faster_with_are_decided_anew() -> None:
    event = written_event()
    command = EnterMarks("笔试", marks(80), 0)
    made = marks_beforehand(event.state, command)
    enter(event, EnterMarks("笔试", marks(70), 0), None, "first")
    with pytest.raises(LeitaiError) as refused:
        enter(event, command, made, "second")
    assert refused.value.code == "marks-changed"


def test_a_refusal_is_given_and_a_repeat_gets_the_first_answer() -> None:
    event = written_event()
    beyond = EnterMarks("笔试", marks(101), 0)
    with pytest.raises(LeitaiError) as refused:
        enter(event, beyond, marks_beforehand(event.state, beyond), "one")
    assert refused.value.code == "paper-mark-wrong"
    command = EnterMarks("笔试", marks(80), 0)
    done = [enter(event, command, marks_beforehand(event.state, command), "two") for _ in range(2)]
    assert [(one.seq, one.repeat) for one in done] == [(done[0].seq, False), (done[0].seq, True)]
    other = EnterMarks("笔试", marks(81), 1, corrects=True)
    with pytest.raises(LeitaiError) as used:
        enter(event, other, marks_beforehand(event.state, other), "two", reason="更正")
    assert used.value.code == "key-used"
