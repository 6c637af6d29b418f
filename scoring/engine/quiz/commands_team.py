"""Commands about the teams of an open match: a name corrected, a team that leaves or comes back, stations swapped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Leaving = Literal["withdrawn", "disqualified"]
"""How a team left the match: by itself (退赛), or by a ruling (取消资格)."""


@dataclass(frozen=True, slots=True)
class RenameTeam:
    """A team's name was written wrongly: from now on it is ``name``.  Facts: ``name`` tidied, ``old``."""

    team: str
    name: str
    kind: Literal["team.rename"] = "team.rename"


@dataclass(frozen=True, slots=True)
class WithdrawTeam:
    """A team leaves the match: nobody waits for it any more, and the rule sheet says where it is ranked."""

    team: str
    how: Leaving
    kind: Literal["team.withdraw"] = "team.withdraw"


@dataclass(frozen=True, slots=True)
class ReturnTeam:
    """A team that had left takes part again."""

    team: str
    kind: Literal["team.return"] = "team.return"


@dataclass(frozen=True, slots=True)
class SwapStations:
    """Two teams exchange their stations, before the first item.  Facts: ``order`` of the running round, if one runs."""

    team: str
    other: str
    kind: Literal["stations.swap"] = "stations.swap"
