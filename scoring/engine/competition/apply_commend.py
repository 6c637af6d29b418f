"""What an entry about the results does to the state.  Nothing is decided or refused here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.codec import from_json
from scoring.engine.competition.commend_state import (
    Commend,
    Holder,
    Honour,
    Named,
    Naming,
    Protest,
    SignOff,
    TeamCertificate,
)
from scoring.engine.competition.ranks import Ranked
from scoring.engine.competition.state import CompetitionState
from scoring.engine.ledger import Entry
from scoring.engine.reveal import Reveal

Said = Mapping[str, Any]


def lodged(state: CompetitionState, entry: Entry, p: Said) -> CompetitionState:
    one = Protest(p["no"], p["stage"], p["match"], p["team"], p["text"], entry.at)
    return _with(state, protests=(*state.commend.protests, one))


def answered(state: CompetitionState, entry: Entry, p: Said) -> CompetitionState:
    protests = tuple(
        replace(one, answer=p["text"], upheld=p["upheld"]) if one.no == p["no"] else one
        for one in state.commend.protests
    )
    return _with(state, protests=protests)


def holders_named(state: CompetitionState, entry: Entry, p: Said) -> CompetitionState:
    naming = Naming(from_json(tuple[Named, ...], p["holders"]), entry.actor, entry.at, entry.reason)
    return _with(state, named={**state.commend.named, p["award"]: naming})


def ordered(state: CompetitionState, entry: Entry, p: Said) -> CompetitionState:
    return _with(state, orders=(*state.commend.orders, tuple(p["teams"])))


def proposed(state: CompetitionState, entry: Entry, p: Said) -> CompetitionState:
    one = SignOff(
        p["no"],
        p["stage"],
        p["version"],
        from_json(tuple[Ranked, ...], p["ranking"]),
        from_json(tuple[Honour, ...], p["honours"]),
        tuple((match, seq) for match, seq in p["results"]),
        tuple((stage, no) for stage, no in p["stages"]),
        p["ties"],
        entry.actor,
        entry.device,
        entry.at,
        entry.reason,
    )
    return _with(state, signoffs=(*state.commend.signoffs, one))


def confirmed(state: CompetitionState, entry: Entry, p: Said) -> CompetitionState:
    """An award that is being called stays on the screen, unless this version gives it to others."""
    signoffs = tuple(
        replace(one, confirmed=entry.actor, confirmed_at=entry.at) if one.no == p["no"] else one
        for one in state.commend.signoffs
    )
    after = _with(state, signoffs=signoffs)
    now = state.commend.ceremony
    if now is None or state.commend.honour(now.award) == after.commend.honour(now.award):
        return after
    return _with(after, ceremony=None)


def begun(state: CompetitionState, entry: Entry, p: Said) -> CompetitionState:
    return _with(state, ceremony=Reveal(p["award"]))


def called(state: CompetitionState, entry: Entry, p: Said) -> CompetitionState:
    return _moved(state, 1)


def called_back(state: CompetitionState, entry: Entry, p: Said) -> CompetitionState:
    return _moved(state, -1)


def _moved(state: CompetitionState, by: int) -> CompetitionState:
    now = state.commend.ceremony
    assert now is not None
    after = replace(now, shown=now.shown + by)
    return _with(state, ceremony=after, called={**state.commend.called, after.award: after.shown})


def ended(state: CompetitionState, entry: Entry, p: Said) -> CompetitionState:
    return _with(state, ceremony=None)


def numbered(state: CompetitionState, entry: Entry, p: Said) -> CompetitionState:
    made = tuple(
        TeamCertificate(one["no"], one["code"], p["version"], one["award"], from_json(Holder, one["holder"]))
        for one in p["certificates"]
    )
    return _with(state, certificates=(*state.commend.certificates, *made))


def printed(state: CompetitionState, entry: Entry, p: Said) -> CompetitionState:
    wanted = set(p["nos"])
    made = tuple(
        replace(one, printed=(*one.printed, entry.at)) if one.no in wanted else one
        for one in state.commend.certificates
    )
    return _with(state, certificates=made)


def handed(state: CompetitionState, entry: Entry, p: Said) -> CompetitionState:
    return _one(state, p["no"], lambda one: replace(one, handed=p["to"], handed_at=entry.at, handed_by=entry.actor))


def revoked(state: CompetitionState, entry: Entry, p: Said) -> CompetitionState:
    return _one(state, p["no"], lambda one: replace(one, revoked=entry.reason))


def _one(state: CompetitionState, no: int, change: Callable[[TeamCertificate], TeamCertificate]) -> CompetitionState:
    return _with(
        state,
        certificates=tuple(change(one) if one.no == no else one for one in state.commend.certificates),
    )


def _with(state: CompetitionState, **changed: Any) -> CompetitionState:
    commend: Commend = replace(state.commend, **changed)
    return replace(state, commend=commend)
