"""The lower third that is on air in each match.

It counts for nothing, so it stands in no ledger.  After a restart of a server that keeps such things in its own memory
none is on air; in a Redis server it outlives that, and the host sees it until somebody takes it off.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoreboard.presenters.quiz.views import LowerThirdPart
from scoreboard.shared.protocol import Shared


@dataclass(frozen=True, slots=True)
class LowerThird:
    """Who is in the picture, and what of: both as they are shown."""

    name: str
    note: str


class LowerThirds:
    """The lower thirds of all matches, by stream."""

    def __init__(self, shared: Shared) -> None:
        self._shown = shared.table("lower_thirds", LowerThird)

    def show(self, stream: str, lower_third: LowerThird | None) -> None:
        """Put this one on air in place of the one before; None: take it off."""
        if lower_third is None:
            self._shown.pop(stream)
        else:
            self._shown.put(stream, lower_third)

    def part(self, stream: str) -> LowerThirdPart | None:
        """The one that is on air, for a view; None where none is."""
        shown = self._shown.get(stream)
        return None if shown is None else {"name": shown.name, "note": shown.note}
