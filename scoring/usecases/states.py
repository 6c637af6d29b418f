"""Folded states of any job, kept by (stream, seq): a fold continues from the newest known state."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any, Protocol, TypeVar

from scoring.engine.ledger import Entry
from scoring.usecases.ports import Ledger

CHECKPOINT_EVERY = 100
"""The number of entries between two states that are kept as checkpoints."""


class Folded(Protocol):
    """A state: the result of the entries of one stream up to ``seq``.  ``at``: time of the last entry, ms since the
    epoch."""

    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> int: ...


S = TypeVar("S", bound=Folded)


class Fold(Protocol[S]):
    """How a job turns the entries of a stream into a state.  Pure; nothing is decided or refused here."""

    def fold(self, entries: Sequence[Entry]) -> S:
        """The state after the entries of one stream from its first; without entries, the state before the first."""

    def fold_on(self, state: S, entries: Sequence[Entry]) -> S:
        """The state after ``state`` and the following entries, at least one; none of them may reach back before it."""

    def reaches(self, entry: Entry, seq: int) -> bool:
        """Whether ``entry`` changes how entries up to ``seq`` count: they must then be folded again."""


class StateCache:
    """The newest folded state of each stream, of the entries seen so far.  A lost state costs only the time to fold
    again.

    A stream always belongs to one job, so the states of all jobs are kept together by the name of the stream.
    """

    def __init__(self, size: int = 64) -> None:
        self._size = size
        self._states: dict[str, Any] = {}
        self._checkpoints: dict[str, tuple[Any, ...]] = {}
        self._lock = Lock()

    def state(self, job: Fold[S], ledger: Ledger, stream: str) -> S:
        """The state at the head of ``stream``, reading only the entries that are new."""
        held: S | None = self._states.get(stream)
        if held is not None and held.seq and not ledger.head(stream):  # removed, maybe by another process
            self.forget(stream)
            held = None
        known = job.fold(()) if held is None else held
        new = ledger.read(stream, after=known.seq)
        state = self._extend(job, known, ledger, stream, new)
        self.keep(stream, state)
        return state

    def keep(self, stream: str, state: Folded) -> None:
        """Remember ``state``, which committed entries give, unless a newer one is known."""
        with self._lock:
            held = self._states.get(stream)
            if held is None or held.seq <= state.seq:
                self._states.pop(stream, None)
                self._states[stream] = state
                self._keep_checkpoint(stream, state)
            while len(self._states) > self._size:
                oldest = next(iter(self._states))
                self._states.pop(oldest)
                self._checkpoints.pop(oldest, None)

    def forget(self, *streams: str) -> None:
        """These streams are removed: what comes under their names later is something else."""
        with self._lock:
            for stream in streams:
                self._states.pop(stream, None)
                self._checkpoints.pop(stream, None)

    def _keep_checkpoint(self, stream: str, state: Folded) -> None:
        """Keep a state at intervals, so that an undo folds only the last entries again."""
        kept = self._checkpoints.get(stream, ())
        if state.seq >= (kept[-1].seq if kept else 0) + CHECKPOINT_EVERY:
            self._checkpoints[stream] = (*kept, state)

    def rehearse(self, job: Fold[S], state: S, ledger: Ledger, entry: Entry) -> S:
        """The state that ``entry``, appended after ``state`` and not committed yet, will give; ``keep`` it after the
        commit.

        An entry cannot be removed: with an entry that cannot be folded, the stream could not be read again.
        """
        return self._extend(job, state, ledger, entry.stream, (entry,))

    def suppose(self, job: Fold[S], state: S, ledger: Ledger, entry: Entry) -> S:
        """The state that ``entry``, which is only assumed, would give after ``state``."""
        if job.reaches(entry, state.seq):
            return job.fold((*ledger.read(entry.stream), entry))
        return job.fold_on(state, (entry,))

    def _refold(self, job: Fold[S], ledger: Ledger, stream: str) -> S:
        """The state from the newest checkpoint that no later entry reaches behind, else from the first entry."""
        checkpoint: S
        for checkpoint in reversed(self._checkpoints.get(stream, ())):
            entries = ledger.read(stream, after=checkpoint.seq)
            if entries and not any(job.reaches(entry, checkpoint.seq) for entry in entries):
                return job.fold_on(checkpoint, entries)
        return job.fold(ledger.read(stream))

    def _extend(self, job: Fold[S], known: S, ledger: Ledger, stream: str, new: Sequence[Entry]) -> S:
        if any(job.reaches(entry, known.seq) for entry in new):
            return self._refold(job, ledger, stream)
        return job.fold_on(known, new) if new else known
