"""The log, the ledger as sentences: the last entries for the desk, each in words that fit the minutes of a match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.quiz.views import LogPart
from scoreboard.presenters.say import Say, with_minus
from scoring.engine.ledger import Entry
from scoring.engine.quiz.match import in_force
from scoring.engine.quiz.state import MatchState

LAST = 30
"""How many entries a desk sees; the match book has all of them."""

NAMED = ("team", "winner", "delegate", "round", "item", "verdict", "answer", "points", "margin", "stake", "note")
"""Fields that a sentence may name although an entry leaves them open."""

TEXTS = ("verdict", "scene", "foul", "standing", "how")
"""Payload fields whose value has words of its own under ``log.<field>``."""

LACKED = {
    "item.present": ("team",),
    "press.award": ("winner", "margin"),
    "audience.note": ("note",),
    "player.name": ("player",),
}
"""Fields without which an entry has a sentence of its own: ``log.<kind>_without_<field>``."""


def log_part(state: MatchState, entries: Sequence[Entry], labels: Mapping[str, str], say: Say) -> list[LogPart]:
    """The newest entries first.  ``labels`` names actors by their id; ``undone`` marks what an undo took back,
    ``step`` what one could still take back."""
    counted = {entry.seq for entry in in_force(entries)}
    steps = {step.seq for step in state.host_steps}
    return [
        {
            "seq": entry.seq,
            "at": entry.at,
            "kind": entry.kind,
            "actor": (who := labels.get(entry.actor) or _unnamed(entry.actor, say)),
            "text": sentence(state, entry, say, who),
            "reason": entry.reason,
            "undone": entry.seq not in counted,
            "step": entry.seq in steps,
        }
        for entry in reversed(entries[-LAST:])
    ]


def _unnamed(actor: str, say: Say) -> str:
    """Who has no name of its own here: the system, or an organiser whose account is gone or who is at the machine."""
    if actor == "system":
        return say("log.system")
    return say("common.role.organiser") if actor.startswith("account:") else actor


def sentence(state: MatchState, entry: Entry, say: Say, who: str) -> str:
    """One entry of ``who`` as a sentence; a different sentence where a field that it needs is missing."""
    if entry.payload.get("whole_round"):
        return say(f"log.{entry.kind.replace('.', '_')}_round", who=who)
    lacking = next((name for name in LACKED.get(entry.kind, ()) if entry.payload.get(name) in (None, "")), "")
    close = "_close" if entry.payload.get("close_call") and not lacking else ""
    key = f"log.{entry.kind.replace('.', '_')}" + (f"_without_{lacking}" if lacking else close)
    return say(key, **{"who": who, **_fields(state, entry.payload, say)})


def _fields(state: MatchState, payload: Mapping[str, Any], say: Say) -> dict[str, str]:
    """Every field that a sentence may name, as text; a dash for what the entry does not say."""
    names = {team.id: team.name for team in state.teams}
    fields = dict.fromkeys(NAMED, "—")
    fields |= {name: _text(value, names, say) for name, value in payload.items() if name != "setup"}
    fields["points"] = with_minus(fields["points"])
    for name in TEXTS:
        if isinstance(payload.get(name), str):
            fields[name] = say(f"log.{name}.{payload[name]}")
    if payload.get("scene") == "text" and payload.get("title"):
        fields["scene"] = str(payload["title"])
    if state.rule_sheet is not None and "round" in payload:
        fields["round"] = next((r.name for r in state.rule_sheet.rounds if r.id == payload["round"]), fields["round"])
    if isinstance(payload.get("item"), int):
        fields["item"] = _item(state, payload, say)
    if "token" in payload and state.rule_sheet is not None:
        fields["token"] = next((t.name for t in state.rule_sheet.tokens if t.id == payload["token"]), fields["token"])
    for name in ("answer", "values"):
        if name in payload:
            fields[name] = _answer(state, payload, payload[name], say)
    if "judge" in payload:
        panels = [item.panel for item in state.items if item.panel is not None]
        label = next((j.label for run in panels for j in run.judges if j.id == payload["judge"]), "—")
        fields["judge"] = seat_name("judge", label, say)
    members = {c.id: c.name for team in state.teams for c in team.contestants}
    for name in ("out", "into", "player"):
        if payload.get(name) is not None:
            fields[name] = members.get(payload[name], str(payload[name]))
    return fields


def _item(state: MatchState, payload: Mapping[str, Any], say: Say) -> str:
    """An item as the hall counts it: its round, and its number in it."""
    item = next((one for one in state.items if one.no == payload["item"]), None)
    if item is None:
        return say("log.item_taken_back")
    rule = state.rule_of(item.round)
    return say("log.item_run" if rule.kind == "rapid" else "log.item", round=rule.name, no=item.slot)


def _answer(state: MatchState, payload: Mapping[str, Any], values: Sequence[str], say: Say) -> str:
    """An answer as people read it: true and false in words, letters together, texts apart."""
    item = next((one for one in state.items if one.no == payload.get("item")), None)
    refs = state.setup.questions if state.setup is not None else ()
    kind = next((ref.type for ref in refs if item is not None and ref.id == item.question), None)
    if kind == "true_false" and values:
        return say("view.true" if list(values) == ["T"] else "view.false")
    if kind in ("single", "multiple") and values:
        return "".join(values)
    return _text(list(values), {}, say) or "—"


def _text(value: object, names: Mapping[str, str], say: Say) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, str | int):
        return names.get(str(value), str(value))
    if isinstance(value, list | tuple):
        return say("common.between").join(_text(v, names, say) for v in value)
    return "…"
