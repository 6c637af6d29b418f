"""Commands of a tie-off (加赛)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class BeginTieOff:
    """加赛 between teams that share a rank that matters."""

    teams: tuple[str, ...]
    kind: Literal["tieoff.begin"] = "tieoff.begin"


@dataclass(frozen=True, slots=True)
class OrderTieOff:
    """Record the order that a tie-off gave (judged or risk mode, or by lot), best first; equal ones stay equal."""

    order: tuple[tuple[str, ...], ...]
    kind: Literal["tieoff.order"] = "tieoff.order"


@dataclass(frozen=True, slots=True)
class EndTieOff:
    """End the tie-off; what it ordered stands."""

    kind: Literal["tieoff.end"] = "tieoff.end"
