"""The lower third that is on air in each match.

It counts for nothing, so it stands in no ledger: after a restart of the server none is on air.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoreboard.presenters.quiz.views import CaptionPart
from scoreboard.shared.protocol import Shared


@dataclass(frozen=True, slots=True)
class Caption:
    """Who is in the picture, and what of: both as they are shown."""

    name: str
    note: str


class Captions:
    """The lower thirds of all matches, by stream."""

    def __init__(self, shared: Shared) -> None:
        self._shown = shared.table("captions", Caption)

    def show(self, stream: str, caption: Caption | None) -> None:
        """Put this one on air in place of the one before; None: take it off."""
        if caption is None:
            self._shown.pop(stream)
        else:
            self._shown.put(stream, caption)

    def part(self, stream: str) -> CaptionPart | None:
        """The one that is on air, for a view; None where none is."""
        shown = self._shown.get(stream)
        return None if shown is None else {"name": shown.name, "note": shown.note}
