"""The counts of the audience panel and the phones of the hall, decided again from their entries.

A count is in force only as one person entered it and another one confirmed it; whom a draw gives follows from the
secret that was fixed before, the list of the answers and the number that the hall named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from scoring.engine.errors import LeitaiError
from scoring.engine.kinds import Payload
from scoring.engine.ledger import Entry
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.kinds import read_command, said_in
from scoring.engine.quiz.match import MatchState, apply, decide, fold, needs_refold
from scoring.engine.quiz.phones import HallAnswer, read_answers


def decided_again(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Payload | None]]:
    """Each of these entries, also one that was undone later, with the facts that it must have; None where it could not
    have been written at all."""
    state = MatchState()
    last = max((no for no, entry in enumerate(entries, start=1) if entry.kind in _FACTS), default=0)
    for no, entry in enumerate(entries[:last], start=1):
        if entry.kind in _FACTS:
            try:
                again = decide(state, read_command(said_in(entry)), at=entry.at, facts=_FACTS[entry.kind](entry))
                yield entry, {name: fact for name, fact in again.items() if name not in _UNKNOWN.get(entry.kind, ())}
            except (LeitaiError, LookupError, TypeError, ValueError, AttributeError):
                yield entry, None
        state = fold(entries[:no]) if needs_refold(entry) else apply(state, entry)


def _by(entry: Entry) -> Facts:
    return Facts(actor=entry.actor, device=entry.device)


def _answers(entry: Entry) -> Facts:
    """The answers with the short names that were kept; the others' are in no book."""
    names = entry.payload["names"]
    answers = read_answers(entry.payload["answers"])
    if [one.no for one in answers] != sorted({one.no for one in answers}) or {*names} - {
        str(one.no) for one in answers
    }:
        raise ValueError("a number twice, or a name of nobody")
    return Facts(hall=tuple(HallAnswer(one.no, one.choice, one.ms, names.get(str(one.no), "")) for one in answers))


def _secret(entry: Entry) -> Facts:
    return Facts(secret=entry.payload["secret"])


_FACTS: Mapping[str, Callable[[Entry], Facts]] = {
    "count.enter": _by,
    "count.decide": _by,
    "phones.open": _by,
    "phones.close": _answers,
    "phones.draw": _secret,
}
_UNKNOWN = {"phones.open": ("digest",), "phones.close": ("names",)}
"""What does not follow: the digest of a secret that was not drawn by, and the names, which are those of the quickest by
the key of that moment."""
