"""What needs two people: one proposes or enters, another one, on another device, confirms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Own = Literal["person", "device"]
"""Why somebody may not be the second one: gave it, or sits at the browser from which it was given."""


def own_part(given: Iterable[tuple[str, str]], actor: str, device: str) -> Own | None:
    """Why ``actor`` at ``device`` may not confirm what was given by these actors on these devices; None where it may.

    A device "" is none, as for a command that is only tried.
    """
    held = tuple(given)
    if any(by == actor for by, _ in held):
        return "person"
    return "device" if device and any(own == device for _, own in held) else None
