"""The audiences of a competition's overview on the live connection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EventAudienceKind = Literal["display", "operator"]


@dataclass(frozen=True, slots=True)
class Audience:
    """One audience of a competition: everybody in it gets the same bytes.  ``stage``: the place of the stage that its
    screens show, 0 for the newest."""

    kind: EventAudienceKind
    stage: int = 0
    team: str = ""
    ticket: str = ""

    @property
    def name(self) -> str:
        """Unique in a competition by all that the bytes depend on."""
        return f"{self.kind}|{self.stage}"

    @property
    def desk(self) -> bool:
        """Nobody has to be told of each seat every other second: the operator's view counts them."""
        return False

    @property
    def screens(self) -> bool:
        """Who is told what the big screens do not show as they should, and how many seats are connected."""
        return self.kind == "operator"

    @property
    def watched(self) -> bool:
        """A view that is the same as the last one is sent to nobody."""
        return True
