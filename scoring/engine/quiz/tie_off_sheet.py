"""The rule sheet of a tie-off that is a match of its own (加赛 beside a stage): one short round, then sudden death.

It follows from the rule sheet of the stage, so that its questions, clocks and presses are those that the teams know.
Whoever prepares the match may change it until the opening, like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.engine.rulefile.edit import toml_text
from scoring.engine.rulefile.toml import loads

ITEMS = 3
"""Most items of the round: per team, per member or in all, as its kind counts them."""

SPARES = 2

_BEFORE_OTHERS: Mapping[str, tuple[str, ...]] = {
    "press": ("press", "clue", "simultaneous"),
    "risk": ("team", "individual", "simultaneous"),
    "judged": ("judged",),
}
"""Which kinds of round stand for each mode of a tie-off, the best first."""

_LAST = ("press", "simultaneous", "team", "individual", "assigned", "rapid", "clue", "ladder", "risk", "judged")
_KEPT = ("members", "reserves", "substitutions", "withdrawn", "disqualified")


def tie_off_sheet(text: str, *, title: str, stage: str, places: int) -> str:
    """A rule sheet in TOML: the round of the rule sheet in ``text`` that is nearest to its tie-off, for ``places``
    places; the stage has the name ``stage`` so that the match is known as one of it."""
    held = loads(text)
    rule = _round(held.get("round", ()), held.get("tie_off", {}).get("mode", "press"))
    made: dict[str, Any] = {"id": "tie-off", "name": title, "base": 0, "spares": SPARES}
    made |= {key: held[key] for key in _KEPT if key in held}
    tie_off = {key: one for key, one in held.get("tie_off", {}).items() if (key, one) != ("mode", "none")}
    parts = [
        *(f"{key} = {toml_text(one)}" for key, one in made.items()),
        f"round = [{toml_text(rule)}]",
        f"stage = [{toml_text({'name': stage, 'advance': places})}]",
        *([f"tie_off = {toml_text(tie_off)}"] if tie_off else []),
    ]
    return "\n".join(parts) + "\n"


def _round(rounds: Sequence[Mapping[str, Any]], mode: str) -> dict[str, Any]:
    """The round that stands for the tie-off, shortened."""
    wanted = (*_BEFORE_OTHERS.get(mode, ()), *_LAST)
    found = min(
        (one for one in rounds if one["kind"] in wanted), key=lambda one: wanted.index(one["kind"]), default=rounds[0]
    )
    rule = {key: one for key, one in found.items() if key not in ("until", "total", "intro")}
    if isinstance(rule.get("risk"), Mapping):
        rule["risk"] = {key: one for key, one in rule["risk"].items() if key != "distinct_from"}
    return {**rule, "items": min(ITEMS, rule.get("items", 1))}
