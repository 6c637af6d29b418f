"""How a campaign is frozen in two steps, and what a new edition changes and moves.

What nominators rely on is frozen when entries open; what decides among entries is frozen when the judging
of the first award opens.  Each step has a digest of its own.  A change after it is a new edition, and ``changes`` says
what the change moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from scoring.engine.codec import digest, to_json
from scoring.engine.review.campaign import Award, Campaign
from scoring.engine.review.campaign_schema import FILE_NAMES

Step = Literal["entries", "marks"]
Moves = Literal[
    "print", "calendar", "deadlines", "awards", "eligibility", "quotas", "forms", "levels", "sign_offs", "places",
    "marks", "scores", "ranking", "notices", "objections", "decision", "personal",
]  # fmt: skip
"""What a change moves; words for each are in the catalogue."""

CAMPAIGN: Mapping[str, tuple[Step, Moves]] = {
    "id": ("entries", "print"),
    "name": ("entries", "print"),
    "organiser": ("entries", "print"),
    "notes": ("entries", "print"),
    "chair": ("entries", "print"),
    "phases": ("entries", "calendar"),
    "zone": ("entries", "deadlines"),
    "opens": ("entries", "deadlines"),
    "due": ("entries", "deadlines"),
    "fields": ("entries", "forms"),
    "boxes": ("entries", "forms"),
    "sealed_form": ("entries", "forms"),
    "one_award": ("entries", "eligibility"),
    "judges_enter": ("entries", "eligibility"),
    "levels": ("entries", "levels"),
    "sign_offs": ("entries", "sign_offs"),
    "personal_until": ("entries", "personal"),
    "stages": ("marks", "marks"),
    "panel": ("marks", "scores"),
    "own_unit_recused": ("marks", "scores"),
    "rounding": ("marks", "scores"),
    "ties": ("marks", "ranking"),
    "equals": ("marks", "ranking"),
    "notices": ("marks", "notices"),
    "objections": ("marks", "objections"),
    "decision": ("marks", "decision"),
}
"""The step and what it moves, for each field of a campaign but its awards and its edition."""

AWARD: Mapping[str, tuple[Step, Moves]] = {
    "id": ("entries", "awards"),
    "name": ("entries", "print"),
    "asked": ("entries", "print"),
    "kind": ("entries", "eligibility"),
    "entry": ("entries", "eligibility"),
    "quota": ("entries", "quotas"),
    "quotas": ("entries", "quotas"),
    "form": ("entries", "forms"),
    "fields": ("entries", "forms"),
    "places": ("entries", "places"),
    "may_stay_empty": ("entries", "places"),
    "put_forward": ("entries", "places"),
    "shortlist": ("marks", "places"),
    "criteria": ("marks", "marks"),
    "ties": ("marks", "ranking"),
}
"""The same for each field of an award."""

_NAMED_BY = ("id", "unit", "title", "department", "name", "by")
"""The keys by which the tables of a list are told apart, the first that they have."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: its place in the file, the values (None: there is none), the step that had frozen it, and what it
    moves."""

    place: str
    before: object
    after: object
    step: Step
    moves: Moves


def step_digest(campaign: Campaign, step: Step) -> str:
    """SHA-256 of all that ``step`` freezes, in hex; the number of the edition is in neither."""
    data = to_json(campaign)
    own = _of_step(data, CAMPAIGN, step)
    return digest({**own, "awards": [_of_step(award, AWARD, step) for award in data["awards"]]})


def _of_step(data: Mapping[str, Any], table: Mapping[str, tuple[Step, Moves]], step: Step) -> dict[str, Any]:
    """What the step freezes of ``data``; a field that came later is in it only where it is not the default."""
    return {key: data[key] for key, (its, _) in table.items() if its == step and key in data}


def changes(old: Campaign, new: Campaign) -> tuple[Change, ...]:
    """Every difference between two editions, in the order of the file's keys, awards last."""
    before, after = to_json(old), to_json(new)
    found: list[Change] = []
    for key, (step, moves) in CAMPAIGN.items():
        name = FILE_NAMES.get((Campaign, key), key)
        found += [Change(*one, step, moves) for one in _differences(name, before.get(key), after.get(key))]
    return (*found, *_award_changes(before["awards"], after["awards"]))


def _award_changes(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> Iterator[Change]:
    before, after = ({one["id"]: one for one in awards} for awards in (old, new))
    for award in dict.fromkeys((*before, *after)):
        place = f"award {award}"
        if award not in before or award not in after:
            was, becomes = (awards[award]["name"] if award in awards else None for awards in (before, after))
            yield Change(place, was, becomes, "entries", "awards")
            continue
        for key, (step, moves) in AWARD.items():
            name = f"{place} › {FILE_NAMES.get((Award, key), key)}"
            for one in _differences(name, before[award].get(key), after[award].get(key)):
                yield Change(*one, step, moves)
    kept = [[award for award in awards if award in before and award in after] for awards in (before, after)]
    if kept[0] != kept[1]:
        yield Change("award", tuple(kept[0]), tuple(kept[1]), "entries", "print")


def _differences(place: str, old: Any, new: Any) -> Iterator[tuple[str, object, object]]:
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from _differences(f"{place} › {key}", old.get(key), new.get(key))
        return
    before, after = _by_name(old), _by_name(new)
    if before is None or after is None:
        yield place, _flat(old), _flat(new)
        return
    for name in dict.fromkeys((*before, *after)):
        at = f"{place} {name}"
        if name in before and name in after:
            yield from _differences(at, before[name], after[name])
        else:
            yield at, _told(name, before.get(name)), _told(name, after.get(name))
    kept = [tuple(name for name in tables if name in before and name in after) for tables in (before, after)]
    if kept[0] != kept[1]:
        yield place, kept[0], kept[1]


def _by_name(value: Any) -> dict[str, Any] | None:
    """The tables of a list by their names; None for anything else, or where a name occurs twice."""
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        return None
    for key in _NAMED_BY:
        named = {one[key]: one for one in value if key in one}
        if value and len(named) == len(value):
            return named
    return {} if not value else None


def _told(name: str, table: Mapping[str, Any] | None) -> object:
    """A table that came or went: a quota is told by its number, all others by their names."""
    return None if table is None else table.get("most", name) if "unit" in table else name


def _flat(value: Any) -> object:
    """A value as the places of a change hold it: lists as tuples, tables of a list without a name as their values."""
    if isinstance(value, Mapping):
        return tuple(_flat(one) for one in value.values() if one is not None)
    return tuple(map(_flat, value)) if isinstance(value, list) else value
