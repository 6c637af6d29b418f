"""What the entries from the public notice to the commendation do to the review.  Nothing is decided or refused here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from scoring.engine.codec import from_json
from scoring.engine.ledger import Entry
from scoring.engine.reveal import Reveal
from scoring.engine.review.apply_after import with_revocation
from scoring.engine.review.apply_nomination import with_nomination
from scoring.engine.review.guards import day_of
from scoring.engine.review.nomination import Ending
from scoring.engine.review.ranking import listed
from scoring.engine.review.state import (
    DecisionMade,
    Objection,
    OnScreen,
    PublicNotice,
    ReviewState,
    Revocation,
    Shown,
    Vacancy,
)


def open_notice(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    notice = PublicNotice(
        no=p["no"],
        awards=tuple(p["awards"]),
        level=p["level"],
        first=from_json(date, p["first"]),
        last=from_json(date, p["last"]),
        shown=from_json(tuple[Shown, ...], p["shown"]),
        digest=p["digest"],
        seq=entry.seq,
        at=entry.at,
        repeats=p["repeats"],
        rules=state.campaign,
        ordered=p.get("ordered", ""),
    )
    return replace(state, notices=(*state.notices, notice))


def take_objection(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    objection = Objection(
        no=p["no"],
        notice=p["notice"],
        nomination=p["nomination"],
        by=p["by"],
        digest=p["digest"],
        files=tuple(p["files"]),
        arrived=from_json(date, p["arrived"]),
        answer_by=from_json(date, p["answer_by"]),
        seq=entry.seq,
        at=entry.at,
    )
    return replace(state, objections=(*state.objections, objection))


def admit_objection(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    status = "inquiry" if p["admit"] else "refused"
    return _objection(state, p["objection"], status=status, ground=p["ground"], text=p["text"])


def close_objection(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    """An objection that is upheld removes its nomination, and frees a place if that was on the list; once the result is
    public it takes the award back instead."""
    old = next(one for one in state.objections if one.no == p["objection"])
    no = p.get("nomination", old.nomination)
    status = "upheld" if p["upheld"] else "rejected"
    state = _objection(state, old.no, status=status, text=p["text"], nomination=no)
    if (revokes := p.get("revokes")) is not None:
        return _revoked(state, entry, old.no, no) if revokes else state
    if not p["upheld"] or no is None or state.nominations[no].over:
        return state
    return _removed(state, entry, no, "office", p["text"], p["proposed"])


def _removed(
    state: ReviewState, entry: Entry, no: int, role: Literal["office", "approver"], text: str, proposed: int | None
) -> ReviewState:
    """A nomination is over; if it was on the list its place becomes free."""
    how = Ending("removed", entry.actor, role, text, entry.seq, entry.at)
    removed = replace(state.nominations[no], status="removed", ended_for=text, ended=how)
    if no not in listed(state, removed.award):
        return with_nomination(state, removed)
    vacancy = Vacancy(removed.award, no, proposed)
    return replace(with_nomination(state, removed), vacancies=(*state.vacancies, vacancy))


def _revoked(state: ReviewState, entry: Entry, objection: int, no: int) -> ReviewState:
    award, day = state.nominations[no].award, day_of(state.rules, entry.at)
    made = Revocation(
        award, no, "objection", entry.payload["text"], "", day, entry.actor, entry.seq, entry.at, objection=objection
    )
    return with_revocation(state, made)


def _objection(state: ReviewState, no: int, **changed: Any) -> ReviewState:
    objections = tuple(replace(one, **changed) if one.no == no else one for one in state.objections)
    return replace(state, objections=objections)


def fill_vacancy(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    settled = {"filled_by": p["filled_by"], "why": p["why"], "settled": entry.seq}
    vacancies = tuple(
        replace(one, **settled) if (one.award, one.removed) == (p["award"], p["removed"]) else one
        for one in state.vacancies
    )
    state = replace(state, vacancies=vacancies)
    if p["filled_by"] is None:
        return state
    old = state.shortlists[p["award"]]
    return replace(state, shortlists={**state.shortlists, old.award: replace(old, fills=(*old.fills, p["filled_by"]))})


def record_decision(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    decision = DecisionMade(
        award=p["award"],
        body=p["body"],
        verdict=p["verdict"],
        winners=tuple(p["winners"]),
        members=p["members"],
        present=p["present"],
        yes=p["yes"],
        no=p["no"],
        abstain=p["abstain"],
        day=from_json(date, p["day"]),
        document=p["document"],
        seq=entry.seq,
        document_name=p.get("document_name", ""),
        turned_down=tuple(p.get("turned_down", ())),
        text=p.get("text", ""),
    )
    state = replace(state, decisions=(*state.decisions, decision))
    for no in p.get("turned_down", ()):
        state = _removed(state, entry, no, "approver", p["text"], p["proposed"])
    return state


def publish_result(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    return replace(
        state,
        published={**state.published, **dict.fromkeys(p["awards"], entry.seq)},
        published_at={**state.published_at, **dict.fromkeys(p["awards"], entry.at)},
    )


def put_forward(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    return replace(state, forward={**state.forward, p["award"]: tuple(p["nominations"])})


def cue_screen(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    return replace(state, screen=None if p["subject"] is None else OnScreen(p["subject"], p["marks"]))


def begin_reveal(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    """The screen returns to the review's title after the reveal."""
    return replace(_left(state), reveal=Reveal(p["award"], p.get("shown", 0)), screen=None)


def reveal_next(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    assert state.reveal is not None
    return replace(state, reveal=replace(state.reveal, shown=state.reveal.shown + 1))


def reveal_back(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    assert state.reveal is not None
    return replace(state, reveal=replace(state.reveal, shown=state.reveal.shown - 1))


def end_reveal(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    return replace(_left(state), reveal=None)


def _left(state: ReviewState) -> ReviewState:
    """The reveal on the screen, if any, is left as far as it is."""
    if state.reveal is None:
        return state
    return replace(state, revealed={**state.revealed, state.reveal.award: state.reveal.shown})


def delete_personal(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    return replace(state, personal_deleted=True)
