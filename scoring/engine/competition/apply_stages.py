"""What an entry about stages does to the state.  Nothing is decided or refused here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.codec import from_json
from scoring.engine.competition.commands_stages import GroupMatch
from scoring.engine.competition.draw import FIRST_RULE, Groups
from scoring.engine.competition.stages_state import Advance, Draw, Level, Passed, StageRules, TieOff
from scoring.engine.competition.state import CompetitionState
from scoring.engine.ledger import Entry
from scoring.engine.stages import Stage

Said = Mapping[str, Any]


def stages_set(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    stages = from_json(tuple[Stage, ...], payload["stages"])
    return replace(state, stages=StageRules(payload["name"], payload["digest"], stages))


def committed(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    made = Draw(
        payload["draw"],
        payload["stage"],
        from_json(Groups, payload["pots"]),
        payload["groups"],
        payload["apart"],
        payload["digest"],
        entry.at,
        entry.reason,
        rule=payload.get("rule", FIRST_RULE),
    )
    return replace(state, draws=(*state.draws, made))


def made(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    draws = tuple(
        replace(
            one,
            secret=payload["secret"],
            number=payload["number"],
            groups=from_json(Groups, payload["groups"]),
            together=tuple(payload["together"]),
            made_at=entry.at,
        )
        if one.no == payload["draw"]
        else one
        for one in state.draws
    )
    return replace(state, draws=draws)


def by_hand(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    groups = from_json(Groups, payload["groups"])
    no, at = payload["draw"], entry.at
    one = Draw(no, payload["stage"], groups, len(groups), False, "", at, entry.reason, groups=groups, made_at=at)
    return replace(state, draws=(*state.draws, one))


def played(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    matches = from_json(tuple[GroupMatch, ...], payload["matches"])
    return replace(state, played={**state.played, payload["stage"]: matches})


def tie_off(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    match = from_json(GroupMatch, payload["match"])
    one = TieOff(payload["stage"], payload["where"], payload["places"], match, entry.actor, entry.at)
    return replace(state, tie_offs=(*state.tie_offs, one))


def proposed(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    one = Advance(
        payload["no"],
        payload["stage"],
        from_json(tuple[Passed, ...], payload["through"]),
        from_json(tuple[Level, ...], payload["open"]),
        tuple((match, seq) for match, seq in payload["results"]),
        entry.actor,
        entry.device,
        entry.at,
        entry.reason,
    )
    return replace(state, advances=(*state.advances, one))


def confirmed(state: CompetitionState, entry: Entry, payload: Said) -> CompetitionState:
    advances = tuple(
        replace(one, confirmed=entry.actor) if one.no == payload["proposal"] else one for one in state.advances
    )
    return replace(state, advances=advances)
