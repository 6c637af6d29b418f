"""What the phones of a hall answer while an item is open for them, until it is closed and the ledger has it.

In the tables that every process sees, so that a phone may be at any of them.  Numbers are given in the order in which
answers come; an answer is never changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoreboard.server import runtime
from scoreboard.shared.protocol import Shared

KEPT_MS = 2 * 3_600_000
"""ms for which answers are kept: an item is open for ten minutes at most."""

LOOKS, APART = 20, 0.05
"""How often, and by how many seconds apart, an answer that came beside the closing looks whether it is in the list."""

Refusal = Literal["closed", "full"]


@dataclass(frozen=True, slots=True)
class Listed:
    """The numbers that are in the list of an opening that was closed."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One phone's answer."""

    no: int
    choice: str
    ms: int
    name: str = ""


def about(match: str, item: int, at: int) -> str:
    """The opening that answers belong to: an item may be opened anew after an undo."""
    return f"{match}:{item}:{at}"


class HallAnswers:
    """The answers of all openings; ``most`` a phone of one opening."""

    def __init__(self, shared: Shared, most: int = 3_000) -> None:
        self._answers = shared.table("hall answers", Held)
        self._counts = shared.table("hall counts", int)
        self._closed = shared.table("hall closed", int)
        self._lists = shared.table("hall lists", Listed)
        self._most = most

    def count(self, opening: str) -> int:
        """How many phones have answered."""
        return self._counts.get(opening) or 0

    def of(self, opening: str, phone: str) -> Held | None:
        """What this phone has answered."""
        return self._answers.get(f"{opening}:{phone}")

    def give(self, opening: str, phone: str, choice: str, ms: int, name: str) -> Held | Refusal:
        """Keep an answer and number it; the phone's first one where it has answered before."""
        key = f"{opening}:{phone}"
        earlier = self._answers.get(key)
        if earlier is not None:
            return self._as_listed(opening, earlier)
        with self._counts.turn(opening):
            earlier = self._answers.get(key)
            if earlier is not None:
                return self._as_listed(opening, earlier)
            if self._closed.get(opening):
                return "closed"
            no = self.count(opening) + 1
            if no > self._most:
                return "full"
            held = Held(no, choice, ms, name)
            self._counts.put(opening, no, lives=KEPT_MS)
            self._answers.put(key, held, lives=KEPT_MS)
        # Who closes waits for nobody: an answer that came beside it is taken back where it was not seen any more.
        told = self._as_listed(opening, held)
        if told == "closed":
            self._answers.pop(key)
        return told

    def _as_listed(self, opening: str, held: Held) -> Held | Refusal:
        """The answer; ``closed`` where the opening is, and its list does not have it."""
        if not self._closed.get(opening):
            return held
        for _ in range(LOOKS):
            if (listed := self._lists.get(opening)) is not None:
                return held if held.no in listed.numbers else "closed"
            runtime.sleep(APART)
        return "closed"

    def close(self, opening: str) -> list[Held]:
        """Take no more answers; all that were given, by number.  Asked again it gives the same."""
        self._closed.put(opening, 1, lives=KEPT_MS)
        found = [held for key, held in self._answers.items() if key.startswith(f"{opening}:")]
        listed = self._lists.get(opening)
        if listed is None:
            listed = Listed(tuple(sorted(held.no for held in found)))
            self._lists.put(opening, listed, lives=KEPT_MS)
        return sorted((held for held in found if held.no in listed.numbers), key=lambda held: held.no)
