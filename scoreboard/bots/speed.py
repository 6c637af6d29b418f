"""How fast the players are: ``speed`` 1 is the speed of people, 20 is twenty times that."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speed:
    """Pauses divided by ``speed``."""

    speed: float = 1.0

    def seconds(self, human: float) -> float:
        """What ``human`` seconds take at this speed."""
        return human / self.speed

    def pause(self, human: float) -> None:
        """Wait as long as a person would for ``human`` seconds."""
        time.sleep(self.seconds(human))

    def react(self, human: float) -> None:
        """A reaction, which is never faster than a twentieth of a second."""
        time.sleep(max(0.05, self.seconds(human)))
