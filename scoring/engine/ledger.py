"""The ledger: append-only entries in a stream, chained by hash.

``seq`` counts from 1 without a gap inside a stream; it is given under the write lock, so the order of commit is the
order of ``seq``.  ``(stream, key)`` is unique: a repeated command gets the first answer.  ``hash`` covers every other
field and the hash before it, so every change, gap or insertion in the middle is detected.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.engine.codec import Spelled, canonical, digest
from scoring.engine.errors import Broken

GENESIS = "0" * 64
"""The hash before the first entry of every stream."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it has a seq: what happened, by whom, from which device, when (ms since the epoch)."""

    kind: str
    payload: Mapping[str, Any]
    actor: str
    device: str
    key: str
    reason: str
    at: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact in a stream.  ``payload`` is plain JSON data without floats; ``at`` is ms since the epoch."""

    stream: str
    seq: int
    kind: str
    payload: Mapping[str, Any]
    actor: str
    device: str
    key: str
    reason: str
    at: int
    prev: str
    hash: str


def chain(stream: str, seq: int, prev: str, draft: Draft) -> Entry:
    """The draft as entry ``seq`` of ``stream`` after the entry with hash ``prev``."""
    return Entry(
        stream=stream,
        seq=seq,
        kind=draft.kind,
        payload=draft.payload,
        actor=draft.actor,
        device=draft.device,
        key=draft.key,
        reason=draft.reason,
        at=draft.at,
        prev=prev,
        hash=entry_hash(stream, seq, prev, draft),
    )


def entry_hash(stream: str, seq: int, prev: str, draft: Draft | Entry) -> str:
    """The hash an entry must have: SHA-256 of its canonical fields and the hash before it."""
    fields = [
        stream,
        seq,
        draft.kind,
        draft.payload,
        draft.actor,
        draft.device,
        draft.key,
        draft.reason,
        draft.at,
        prev,
    ]
    if isinstance(draft.payload, Spelled):
        return hashlib.sha256(f"[{','.join(map(canonical, fields))}]".encode()).hexdigest()
    return digest(fields)


def check_chain(entries: Iterable[Entry]) -> None:
    """Check gaps, links and hashes of one stream from its first entry.

    Raises ``Broken("chain-gap" | "chain-link" | "chain-hash", seq=…)`` at the first entry that does not fit.
    """
    prev, expected = GENESIS, 1
    for entry in entries:
        if entry.seq != expected:
            raise Broken("chain-gap", seq=entry.seq, expected=expected)
        if entry.prev != prev:
            raise Broken("chain-link", seq=entry.seq)
        if entry.hash != entry_hash(entry.stream, entry.seq, prev, entry):
            raise Broken("chain-hash", seq=entry.seq)
        prev, expected = entry.hash, expected + 1
