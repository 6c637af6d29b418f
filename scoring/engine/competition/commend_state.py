"""What a competition's ledger says of its results: protests, awards, versions signed off, certificates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.engine.competition.ranks import Ranked
from scoring.engine.reveal import Reveal
from scoring.engine.stages import AwardTies


@dataclass(frozen=True, slots=True)
class Named:
    """A holder of an award by name: a person, an organisation or a team.  ``team``: the team that it belongs to, 0 for
    none in particular."""

    name: str
    unit: str = ""
    team: int = 0


@dataclass(frozen=True, slots=True)
class Naming:
    """Who was named for an award, by whom, on which ground; nobody: it stays empty."""

    holders: tuple[Named, ...]
    by: str
    at: int
    reason: str


@dataclass(frozen=True, slots=True)
class Protest:
    """A protest.  ``answer``: "" while it waits; ``upheld``: whether the team was right."""

    no: int
    stage: str
    match: str
    team: int
    text: str
    at: int
    answer: str = ""
    upheld: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has an award: ``team`` and ``rank`` are 0 for one by name that has none · ``members``: of a team."""

    name: str
    unit: str
    team: int = 0
    rank: int = 0
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Honour:
    """An award with its holders, best first; none: it stays empty.  ``count``: its places, 0 for all the rest."""

    award: str
    by_rank: bool
    count: int
    holders: tuple[Holder, ...]
    ground: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """A version of a result.  ``stage``: "" for the whole competition · ``version``: counts those of one scope that
    were confirmed, from 1 · ``results``: the seq of each match's ledger that it rests on · ``stages``: the sign-off
    of each stage that it rests on · ``confirmed``: who agreed, "" until then.  Times in ms since the epoch."""

    no: int
    stage: str
    version: int
    ranking: tuple[Ranked, ...]
    honours: tuple[Honour, ...]
    results: tuple[tuple[str, int], ...]
    stages: tuple[tuple[str, int], ...]
    ties: AwardTies
    by: str
    device: str
    at: int
    reason: str = ""
    confirmed: str = ""
    confirmed_at: int = 0


@dataclass(frozen=True, slots=True)
class TeamCertificate:
    """A certificate: its number, its code, what it says.  ``version``: of the result that it was numbered for ·
    ``printed``: when, each time · ``handed``: to whom, "" until then · ``revoked``: why, "" while it is good."""

    no: int
    code: str
    version: int
    award: str
    holder: Holder
    printed: tuple[int, ...] = ()
    handed: str = ""
    handed_at: int = 0
    handed_by: str = ""
    revoked: str = ""


@dataclass(frozen=True, slots=True)
class Commend:
    """The results of a competition.  ``orders``: of teams that the results leave level, newest last."""

    protests: tuple[Protest, ...] = ()
    named: Mapping[str, Naming] = field(default_factory=dict)
    orders: tuple[tuple[int, ...], ...] = ()
    signoffs: tuple[SignOff, ...] = ()
    ceremony: Reveal | None = None
    called: Mapping[str, int] = field(default_factory=dict)
    certificates: tuple[TeamCertificate, ...] = ()

    def proposed(self, stage: str = "") -> SignOff | None:
        """The newest proposal of a scope while nobody has confirmed it."""
        newest = next((one for one in reversed(self.signoffs) if one.stage == stage), None)
        return newest if newest is not None and not newest.confirmed else None

    def versions(self, stage: str = "") -> tuple[SignOff, ...]:
        """Those that two people have signed, the oldest first."""
        return tuple(one for one in self.signoffs if one.stage == stage and one.confirmed)

    def signed(self, stage: str = "") -> SignOff | None:
        """The version in force."""
        return next(iter(reversed(self.versions(stage))), None)

    def honour(self, award: str) -> Honour | None:
        """An award of the version in force."""
        newest = self.signed()
        return next((one for one in newest.honours if one.award == award), None) if newest else None
