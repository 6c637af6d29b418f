"""What both published documents say of a command beside its fields: who may give it, who owes a reason, an example."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scoring.engine.kinds import Kind, never

SAMPLES: dict[str, Any] = {
    "abstain": 1, "accept": True, "admit": True, "after": 812, "agrees": True, "answer": ["B"], "arming": "41",
    "arrived": "2026-05-18", "award": "star", "awards": ["star"], "body": "committee", "by": "person", "chair": "k1",
    "counts": [{"item": 12, "votes": 38, "cast": 50, "average": None}],
    "day": "2026-05-20", "delegate": None, "department": "discipline", "deputy": "k2",
    "digest": "5e" * 32, "document": "",
    "document_name": "", "draft": "d17", "edition": 2, "equals": "", "even_if_missing": False,
    "even_if_unfinished": False, "faults": ["other"], "files": [], "filled_by": 9, "final": True,
    "first": 398, "foul": "prompt", "ground": "forged", "groups": [{"judges": ["j1", "j2", "j3"],
    "nominations": [4, 7]}], "held": 66, "hidden": True, "how": "withdrawn", "into": "m2", "item": 12, "judge": "j1",
    "judges": ["j6"], "link": False, "marks": {"content": "8.5", "delivery": "9"}, "member": 1, "members": 9,
    "minutes": "一致同意。",
    "name": "甲队", "no": 0, "nomination": 4, "nominations": [4, 7], "note": "后排观众", "notice": 1,
    "number": "28", "objection": 2,
    "order": ["t2", "t1"], "ordered": "rank", "other": "t2", "out": "m5", "paper": False, "people": "张一、李二",
    "player": "m2", "points": "10", "present": 8, "press": "p-3f9a", "pressed_at": 1780000000000, "question": None,
    "removed": 7, "repeats": None, "revision": 3, "round": "press", "rtt": 18, "scene": "ranking", "seen": 120,
    "sheet": 7, "shown": 2, "source": "tablet", "stage": "papers", "stake": "20", "step": None, "steps": 1,
    "subject": 3, "sure": False, "team": "t1", "teams": ["t1", "t2"], "text": "材料属实。", "title": "",
    "token": "swap", "turned_down": [], "unfinished": False,
    "until": "2026-05-28", "upheld": False, "values": ["B"], "verdict": "right", "version": 1, "what": "inspection",
    "whole_round": False, "why": "", "winners": [4, 7], "yes": 7,
}  # fmt: skip
"""A plausible value for a field of this name."""

OWN_SAMPLES: dict[str, dict[str, Any]] = {
    "decision.record": {"verdict": "pass", "ground": "other"},
    "defence.draw": {"order": []},
    "nomination.endorse": {"verdict": "agree", "arrived": None},
    "nomination.order": {"order": [7, 4]},
    "nomination.submit": {"arrived": None},
    "nomination.vet": {"verdict": "return"},
    "notice.open": {"first": "2026-06-01", "order": []},
    "objection.admit": {"ground": None},
    "objection.take": {"arrived": None},
    "phones.draw": {"winners": 1},
    "rules.change": {"sheet": {}},
    "scene.show": {"award": "", "text": ""},
    "screen.cue": {"marks": True},
    "shortlist.fix": {"order": [4, 7], "present": "张一、李二"},
    "tieoff.order": {"order": [["t2"], ["t1", "t3"]]},
    "written.show": {"stage": "written", "shown": True},
}
"""Where a field of a kind needs another value than its name has elsewhere."""


def describe(schemas: dict[str, Any], mapping: Mapping[str, str], kinds: Mapping[str, Kind[Any]], job: str) -> None:
    """Write into the schemas of a job's commands, found by ``mapping`` from kind to schema name, what the table of its
    kinds says: ``x-roles`` and ``x-reason`` by job, and an example.

    ``x-reason`` names the roles that owe a reason; "sometimes" stands where it depends on the command's fields.
    """
    for kind, row in kinds.items():
        schema = schemas[mapping[kind]]
        schema.setdefault("x-roles", {})[job] = sorted(row.roles)
        schema.setdefault("x-reason", {})[job] = _reason(row)
        schema["examples"] = [example(kind, schema["properties"])]


def example(kind: str, fields: Iterable[str]) -> dict[str, Any]:
    """A command of this kind as it goes over the wire, with every field."""
    values = SAMPLES | OWN_SAMPLES.get(kind, {}) | {"kind": kind}
    return {name: values[name] for name in sorted(fields, key=lambda name: (name != "kind", name))}


def _reason(row: Kind[Any]) -> list[str] | str:
    owed: list[str] = sorted(row.reason & row.roles)
    return owed or ("sometimes" if row.reason_if is not never else [])
