"""What a page has to know of the commands that its seat may give."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict

from scoring.engine.kinds import Kinds


class KindPart(TypedDict):
    """One kind: the lane of the outbox that keeps it ("" for none), whether a newer one takes its place there, whether
    this seat must say why."""

    lane: str
    newest: bool
    reason: bool


def kinds_part(kinds: Kinds[Any], role: str) -> dict[str, KindPart]:
    """The kinds that a seat of this role may give, by name."""
    return {
        name: {"lane": kind.lane, "newest": kind.newest, "reason": role in kind.reason}
        for name, kind in kinds.items()
        if role in kind.roles
    }
