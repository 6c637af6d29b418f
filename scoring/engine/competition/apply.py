"""What an entry about registration does to the state.  Nothing is decided or refused here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.codec import from_json
from scoring.engine.competition.registration import Field, RegistrationRules, TeamForm
from scoring.engine.competition.state import CompetitionState, Registration, Status, Step, Version
from scoring.engine.ledger import Entry

_AFTER: Mapping[str, Status] = {"approve": "approved", "return": "returned", "refuse": "refused"}


def rules_set(state: CompetitionState, entry: Entry, payload: Mapping[str, Any]) -> CompetitionState:
    rules: RegistrationRules = from_json(RegistrationRules, payload["rules"])
    return replace(state, rules=rules, edition=state.edition + 1, asked=_asked(state.asked, rules.fields))


def submitted(state: CompetitionState, entry: Entry, payload: Mapping[str, Any]) -> CompetitionState:
    form: TeamForm = from_json(TeamForm, payload["form"])
    version = Version(payload["text"], form, payload["digest"], payload["personal"], entry.at)
    old = state.registrations.get(payload["no"])
    versions = (*old.versions, version) if old is not None else (version,)
    status: Status = "waiting" if payload["waiting"] else "submitted"
    steps = old.steps if old is not None else ()
    return _put(state, Registration(payload["no"], status, versions, (*steps, _step(entry))))


def entered(state: CompetitionState, entry: Entry, payload: Mapping[str, Any]) -> CompetitionState:
    for one in payload["entered"]:
        state = submitted(state, entry, one)
    return state


def withdrawn(state: CompetitionState, entry: Entry, payload: Mapping[str, Any]) -> CompetitionState:
    return _moved(state, entry, payload["no"], "withdrawn")


def decided(state: CompetitionState, entry: Entry, payload: Mapping[str, Any]) -> CompetitionState:
    outcome = payload["outcome"]
    moved = _moved(state, entry, payload["no"], _AFTER[outcome], outcome)
    return _put(moved, replace(moved.registrations[payload["no"]], until=payload["until"]))


def admitted(state: CompetitionState, entry: Entry, payload: Mapping[str, Any]) -> CompetitionState:
    return _moved(state, entry, payload["no"], "submitted")


def link_changed(state: CompetitionState, entry: Entry, payload: Mapping[str, Any]) -> CompetitionState:
    found = state.registrations[payload["no"]]
    step = _step(entry, "" if payload["secret"] else "ended")
    return _put(state, replace(found, steps=(*found.steps, step)))


def looked(state: CompetitionState, entry: Entry, payload: Mapping[str, Any]) -> CompetitionState:
    for no in payload["nos"]:
        found = state.registrations[no]
        state = _put(state, replace(found, steps=(*found.steps, _step(entry))))
    return state


def erased(state: CompetitionState, entry: Entry, payload: Mapping[str, Any]) -> CompetitionState:
    return replace(state, erased=True)


def _asked(before: tuple[Field, ...], fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """A field is known by its name: one of another name is another field, and answers to the first are never its."""
    now = {one.name: one for one in fields}
    known = {one.name for one in before}
    return (*(now.get(one.name, one) for one in before), *(one for one in fields if one.name not in known))


def _moved(state: CompetitionState, entry: Entry, no: int, status: Status, outcome: str = "") -> CompetitionState:
    found = state.registrations[no]
    return _put(state, replace(found, status=status, steps=(*found.steps, _step(entry, outcome)), until=0))


def _step(entry: Entry, outcome: str = "") -> Step:
    return Step(entry.kind, entry.actor, entry.at, entry.reason, outcome)


def _put(state: CompetitionState, one: Registration) -> CompetitionState:
    return replace(state, registrations={**state.registrations, one.no: one})
