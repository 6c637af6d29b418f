"""Folded match states, kept by (stream, seq): a fold goes on from the newest state it has seen."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from scoring.engine.ledger import Entry
from scoring.engine.quiz.match import MatchState, apply, fold, fold_on, needs_refold, reaches
from scoring.usecases.ports import Ledger

MARK_EVERY = 100
"""Entries between two states that are kept to fold on from."""


class StateCache:
    """The newest folded state of each stream, of the entries seen so far.  Losing it costs time, never truth."""

    def __init__(self, size: int = 64) -> None:
        self._size = size
        self._states: dict[str, MatchState] = {}
        self._marks: dict[str, tuple[MatchState, ...]] = {}
        self._lock = Lock()

    def state(self, ledger: Ledger, stream: str) -> MatchState:
        """The state at the head of ``stream``, reading only the entries that are new."""
        known = self._states.get(stream, MatchState())
        new = ledger.read(stream, after=known.seq)
        state = self._extend(known, ledger, stream, new)
        self.keep(stream, state)
        return state

    def keep(self, stream: str, state: MatchState) -> None:
        """Remember ``state``, which committed entries give, unless a newer one is known."""
        with self._lock:
            held = self._states.get(stream)
            if held is None or held.seq <= state.seq:
                self._states.pop(stream, None)
                self._states[stream] = state
                self._mark(stream, state)
            while len(self._states) > self._size:
                oldest = next(iter(self._states))
                self._states.pop(oldest)
                self._marks.pop(oldest, None)

    def _mark(self, stream: str, state: MatchState) -> None:
        """Keep a state every so often, so that an undo late in the evening folds the last minutes only."""
        marks = self._marks.get(stream, ())
        if state.seq >= (marks[-1].seq if marks else 0) + MARK_EVERY:
            self._marks[stream] = (*marks, state)

    def rehearse(self, state: MatchState, ledger: Ledger, entry: Entry) -> MatchState:
        """The state that ``entry``, appended after ``state`` and not committed yet, will give; to ``keep`` once it is.

        An entry is for ever: one that cannot be folded must not get in, for with it the match could not be read again.
        """
        return self._extend(state, ledger, entry.stream, (entry,))

    def suppose(self, state: MatchState, ledger: Ledger, entry: Entry) -> MatchState:
        """The state that ``entry``, which nobody has given, would give after ``state``."""
        return fold((*ledger.read(entry.stream), entry)) if needs_refold(entry) else apply(state, entry)

    def _refold(self, ledger: Ledger, stream: str) -> MatchState:
        """The state from the newest mark that nothing after it reaches behind, else from the first entry."""
        for mark in reversed(self._marks.get(stream, ())):
            entries = ledger.read(stream, after=mark.seq)
            if entries and not any(reaches(entry, mark.seq) for entry in entries):
                return fold_on(mark, entries)
        return fold(ledger.read(stream))

    def _extend(self, known: MatchState, ledger: Ledger, stream: str, new: Sequence[Entry]) -> MatchState:
        if any(needs_refold(entry) for entry in new):
            return self._refold(ledger, stream)
        for entry in new:
            known = apply(known, entry)
        return known
