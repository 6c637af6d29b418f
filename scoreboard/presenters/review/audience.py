"""The audiences of a review on the live connection."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audience:
    """One audience of a review: everybody in it gets the same bytes.  ``team``: the organisation that a unit or a level
    acts for, ``ticket``: a judge's own, and a chair's."""

    kind: str
    team: str = ""
    ticket: str = ""

    @property
    def name(self) -> str:
        """Unique in a review by all that the bytes depend on."""
        return "|".join((self.kind, self.team, self.ticket))

    @property
    def desk(self) -> bool:
        """Who sees which tablets are connected: the office and the chair."""
        return self.kind in ("office", "chair")

    @property
    def screens(self) -> bool:
        """Who is told what the big screens do not show as they should: the host too, who learns of no other seat."""
        return self.desk or self.kind == "host"

    @property
    def watched(self) -> bool:
        """Who must not learn from a push that somebody has marked or objected: everybody."""
        return True
