"""The command about the contestant who answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class NamePlayer:
    """Who of ``team`` answers, or answered, an item: a contestant's id, or None for nobody in particular.

    ``question``: which one of a rapid run, None for the one asked last.  Who answers one question of a run answers the
    following ones until another is named.  Facts: ``question``.
    """

    item: int
    team: str
    player: str | None
    question: str | None = None
    kind: Literal["player.name"] = "player.name"
