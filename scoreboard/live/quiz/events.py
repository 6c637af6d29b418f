"""The events of a match: after each entry, what has changed in the view of an audience.

An event is made of two views of the audience and of nothing else, so that it can tell nothing that the views do not.
The moment of an event is told to the second only, except to officials: its entry is as exact as a press.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scoreboard.live.quiz.source import Snapshot, Source
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.presenters.quiz.conceal import shown_seq
from scoring.engine.ledger import Entry
from scoring.engine.quiz.state import MatchState
from scoring.usecases.context import Context
from scoring.usecases.quiz.job import MATCH, stream_of

SECOND = 1000

NOT_TOLD = frozenset(
    {"epoch", "seq", "now", "audience", "actions", "presence", "warnings", "missing", "log", "pool", "spares", "hall"}
)
"""Parts of a view that are no event: what orders views, and a desk's own tools."""

Parts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """One event: ``seq`` as the views of its audience count, ``line`` its JSON without a line break.  ``entry``: the
    seq of its entry in the ledger, which is told to officials only."""

    seq: int
    entry: int
    line: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """How far a match has been told to an audience: the ``state`` after an entry, and the ``parts`` of its view."""

    state: MatchState
    parts: Parts

    @property
    def seq(self) -> int:
        """The seq of the view; 0 before the first entry."""
        return int(self.parts["seq"]) if self.parts else 0


def event_of(
    audience: Audience, seq: int, before: Parts, after: Parts, *, entry: int, at: int, kind: str
) -> FeedEvent | None:
    """The event between two views of an audience; None where nothing in it has changed.  ``at`` ms since the epoch;
    ``kind``: of the entry, which is told to officials only."""
    changed = {name: value for name, value in after.items() if name not in before or before[name] != value}
    changed |= {name: None for name in before if name not in after}
    if not changed and not audience.desk:
        return None
    said: dict[str, Any] = {"seq": seq, "at": at if audience.desk else at - at % SECOND}
    if audience.desk:
        said["kind"] = kind
    line = json.dumps({**said, "changed": changed}, ensure_ascii=False, separators=(",", ":")).encode()
    return FeedEvent(seq, entry, line)


class MatchEvents:
    """Makes the events of matches from the ledger; raises ``NotFound("match-unknown")`` where there is none."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._source = Source(ctx, "", lambda tickets, now: [])

    def newest(self, match: str, audience: Audience, lang: str) -> Place:
        """Where a match stands."""
        at = self._source.snapshot(match)
        return Place(at.state, self._parts(at, at.state, audience, lang) if at.state.seq else {})

    def after(
        self, match: str, audience: Audience, lang: str, place: Place
    ) -> Iterator[tuple[Place, FeedEvent | None]]:
        """For each entry after ``place``: the place after it, and its event if it is one."""
        at = self._source.snapshot(match)
        if at.state.seq <= place.state.seq:
            return
        entries = self._entries(match, place.state.seq)
        for state, entry in _states(entries, place.state, lambda: self._entries(match)):
            known = self._parts(at, state, audience, lang)
            event = event_of(
                audience, known["seq"], _told(place.parts), _told(known), entry=entry.seq, at=entry.at, kind=entry.kind
            )
            place = Place(state, known)
            yield place, event

    def place_at(self, match: str, audience: Audience, lang: str, seq: int) -> Place:
        """Where a match stood when the views of an audience had this seq."""
        at, entries = self._source.snapshot(match), self._entries(match)
        found = NOWHERE.state
        for state, _ in _states(entries, found, lambda: entries):
            if shown_seq(state, audience) > seq:
                break
            found = state
        return Place(found, self._parts(at, found, audience, lang) if found.seq else {})

    def _entries(self, match: str, after: int = 0) -> Sequence[Entry]:
        with self._ctx.store.read() as uow:
            return uow.ledger.read(stream_of(match), after=after)

    def _parts(self, at: Snapshot, state: MatchState, audience: Audience, lang: str) -> Parts:
        return self._source.view(replace(at, state=state, log=()), audience, lang, now=state.at)


def _states(
    entries: Sequence[Entry], state: MatchState, whole: Callable[[], Sequence[Entry]]
) -> Iterator[tuple[MatchState, Entry]]:
    """The state after each of the ``entries``, which come after ``state``, as it was then; ``whole()`` reads all from
    the first, for one that reaches back."""
    for entry in entries:
        reaches = MATCH.reaches(entry, state.seq)
        state = MATCH.fold(whole()[: entry.seq]) if reaches else MATCH.fold_on(state, (entry,))
        yield state, entry


def _told(parts: Parts) -> Parts:
    return {name: value for name, value in parts.items() if name not in NOT_TOLD}


NOWHERE = Place(MATCH.fold(()), {})
"""Before the first entry."""
