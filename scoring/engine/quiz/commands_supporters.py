"""The command about a team's supporters (亲友团)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class JudgeSupporters:
    """The verdict on the answer that a team's supporters gave after the team had failed.  Facts: ``team``."""

    verdict: Literal["right", "wrong"]
    kind: Literal["supporters.judge"] = "supporters.judge"
