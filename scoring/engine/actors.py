"""Who gives a command: people by their ticket or account, and the system itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MatchRole = Literal["organiser", "host", "chief", "judge", "team", "display", "air", "system"]
"""Who acts in a match; ``display`` and ``air``, the picture for television, only watch."""
ReviewRole = Literal[
    "organiser", "unit", "endorser", "office", "clerk", "judge", "chair", "approver", "host", "display", "public",
    "system",
]  # fmt: skip
"""Who acts in a review: ``unit`` nominates, ``endorser`` is a level on the way up, ``office`` the study office,
``clerk`` enters from paper, ``chair`` leads the committee, ``approver`` decides, ``public`` is anybody."""
CompetitionRole = Literal["organiser", "registrant", "operator", "display", "system"]
"""Who acts in a competition: ``registrant`` is whoever has the link of a registration; ``operator`` and ``display``
only watch."""
Role = MatchRole | ReviewRole | CompetitionRole


@dataclass(frozen=True, slots=True)
class Actor:
    """Who gives a command: ``ticket:<id>``, ``account:<id>``, ``token:<id>``, ``registration:<id>``, ``public`` or
    ``system``.  ``team``: the team of a
    contestant's seat, or the organisation that a unit's or a level's seat acts for."""

    id: str
    role: Role
    team: str = ""


SYSTEM = Actor("system", "system")

SYSTEM_KEYS = "auto:"
"""The prefix of the keys that the system uses for what falls due; nobody else may use such a key."""

BRIDGE_KEYS = "bridge:"
"""The prefix of the keys of presses that came in over wires; only a program with a token may use such a key, so that no
tablet can take the key of another team's press."""


def may_use(actor: Actor, key: str) -> bool:
    """Whether this key is none that is kept for somebody else."""
    if key.startswith(BRIDGE_KEYS):
        return actor.id.startswith("token:")
    return actor == SYSTEM or not key.startswith(SYSTEM_KEYS)
