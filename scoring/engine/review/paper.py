"""The paper path: what a clerk enters from paper is held until a second person has compared it.

An entry with ``paper`` changes nothing but ``ReviewState.held``; the entry that confirms it has the effect, under the
guard of that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.errors import Forbidden, NotFound, Refused, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.ledger import Entry
from scoring.engine.review import apply_nomination, guards
from scoring.engine.review.commands_nomination import ConfirmPaper
from scoring.engine.review.decide_nomination import without
from scoring.engine.review.facts import Facts
from scoring.engine.review.state import Held, ReviewState
from scoring.engine.second_person import own_part

Effect = Callable[[ReviewState, Entry, Mapping[str, Any]], ReviewState]

EFFECTS: Mapping[str, Effect] = {
    "nomination.submit": apply_nomination.submitted,
    "nomination.endorse": apply_nomination.endorsed,
}
"""The effect of each kind that may come from paper."""


def or_held(effect: Effect) -> Effect:
    """The effect, which waits for a second person if the entry is from paper."""

    def applied(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
        if not p["paper"]:
            return effect(state, entry, p)
        held = Held(entry.seq, entry.kind, p, entry.actor, entry.device, entry.at, entry.reason)
        numbers = max(state.numbers, p.get("no", 0))
        return replace(state, held={**state.held, entry.seq: held}, numbers=numbers)

    return applied


def confirm(state: ReviewState, command: ConfirmPaper, at: int, facts: Facts) -> Payload:
    held = state.held.get(command.held)
    if held is None:
        raise NotFound("paper-not-waiting", held=command.held)
    own = own_part([(held.by, held.device)], facts.actor, facts.device)
    if own == "person":
        raise Forbidden("second-person-needed")
    if own is not None:
        raise Forbidden("second-device-needed")
    if command.accept:
        _need_possible(state, held)
    return {}


def _need_possible(state: ReviewState, held: Held) -> None:
    """What was entered may still happen: nobody was faster, and the quota has room."""
    p = held.payload
    if held.kind == "nomination.submit":
        _need_entry_possible(state, p)
        return
    found = guards.need_nomination(state, p["nomination"], p["version"])
    step = found.waits_for
    if step is None or step.organisation != p["organisation"]:
        raise Refused("nomination-not-waiting", nomination=found.no)
    if p["verdict"] == "agree" and step.organisation != found.unit:
        guards.need_quota(state, guards.need_award(state, found.award), step.organisation, step.name)


def _need_entry_possible(state: ReviewState, p: Mapping[str, Any]) -> None:
    old, award = state.nominations.get(p["no"]), guards.need_award(state, p["award"])
    if state.judging_of(award.id):
        raise WrongStage("award-being-judged", award=award.id)
    if old is None:
        guards.need_quota(state, award, p["unit"], p["unit_name"])
    elif old.status != "returned" or p["version"] != old.form.version + 1:
        raise Refused("nomination-not-returned", nomination=old.no)
    homes = (p["unit_name"], *p.get("homes", ()))
    guards.need_one_entry(without(state, p["no"]), state.rules, award.id, p["nominee"], homes)


def confirmed(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    held = state.held[p["held"]]
    state = replace(state, held={seq: one for seq, one in state.held.items() if seq != held.seq})
    if not p["accept"]:
        return state
    return EFFECTS[held.kind](state, replace(entry, actor=held.by), held.payload)
