"""Commands after the publication of a result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scoring.engine.review.state import RevocationGround


@dataclass(frozen=True, slots=True)
class RevokeAward:
    """撤销: the body that decided last takes an award back from a winner.  What was published stays to be read, as an
    earlier version.  ``text``: the reason in words, which no public page shows · ``day``: of the resolution ·
    ``document``: SHA-256 of the signed decision, "" for none.  Facts: ``body``."""

    award: str
    nomination: int
    ground: RevocationGround
    text: str
    day: date
    document: str = ""
    kind: Literal["award.revoke"] = "award.revoke"
