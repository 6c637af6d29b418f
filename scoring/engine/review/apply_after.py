"""What the entries after the publication of a result do to the review.  Nothing is decided or refused here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from scoring.engine.codec import from_json
from scoring.engine.ledger import Entry
from scoring.engine.review.state import ReviewState, Revocation


def revoke_award(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    day = from_json(date, p["day"])
    made = Revocation(
        award=p["award"],
        nomination=p["nomination"],
        ground=p["ground"],
        text=p["text"],
        body=p["body"],
        day=day,
        by=entry.actor,
        seq=entry.seq,
        at=entry.at,
        document=p["document"],
    )
    return with_revocation(state, made)


def with_revocation(state: ReviewState, made: Revocation) -> ReviewState:
    """The award is taken back, and its holder does not go up to the higher level any more."""
    forward = {
        award: tuple(no for no in chosen if (award, no) != (made.award, made.nomination))
        for award, chosen in state.forward.items()
    }
    return replace(state, revocations=(*state.revocations, made), forward=forward)
