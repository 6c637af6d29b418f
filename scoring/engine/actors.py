"""Who gives a command: people by their ticket or account, and the system itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["organiser", "host", "chief", "judge", "team", "display", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who gives a command: ``ticket:<id>``, ``account:<id>`` or ``system``; ``team`` for a contestant seat."""

    id: str
    role: Role
    team: str = ""


SYSTEM = Actor("system", "system")

SYSTEM_KEYS = "auto:"
"""The prefix of the keys that the system uses for what falls due; nobody else may use such a key."""
