"""What the entries on the way of a nomination do to the review.  Nothing is decided or refused here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from scoring.engine.codec import from_json
from scoring.engine.ledger import Entry
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.nomination import (
    Attached,
    Ending,
    Finding,
    Form,
    Nomination,
    Opinion,
    SignedOff,
    Status,
    Vetting,
    WayStep,
)
from scoring.engine.review.state import ReviewState

_AFTER: Mapping[str, Status] = {"return": "returned", "refuse": "refused", "pass": "accepted"}


def with_nomination(state: ReviewState, changed: Nomination) -> ReviewState:
    """The review with this nomination in place of the one of the same number."""
    return replace(state, nominations={**state.nominations, changed.no: changed})


def open_review(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    campaign = from_json(Campaign, p["campaign"])
    return replace(state, campaign=campaign, frozen={"entries": p["digest"]}, editions=(entry.seq,))


def new_edition(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    frozen = {step: p["digests"][step] for step in state.frozen}
    campaign = from_json(Campaign, p["campaign"])
    return replace(state, campaign=campaign, frozen=frozen, editions=(*state.editions, entry.seq))


def submitted(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    form = Form(
        version=p["version"],
        draft=p["draft"],
        digest=p["digest"],
        personal=p["personal"],
        files=from_json(tuple[Attached, ...], p["files"]),
        by=entry.actor,
        seq=entry.seq,
        at=entry.at,
        paper=p["paper"],
        notes=tuple(p["notes"]),
    )
    old = state.nominations.get(p["no"])
    way = from_json(tuple[WayStep, ...], p["way"])
    new = Nomination(
        no=p["no"],
        award=p["award"],
        unit=p["unit"],
        unit_name=p["unit_name"],
        nominee=p["nominee"],
        units=tuple(p["units"]),
        way=way,
        forms=(form,) if old is None else (*old.forms, form),
        status="endorsing" if way else "vetting",
        homes=tuple(p.get("homes", ())),
    )
    if old is not None:
        new = replace(new, opinions=old.opinions, vettings=old.vettings, sign_offs=old.sign_offs, findings=old.findings)
        if old.vettings and old.vettings[-1].version == old.form.version:
            # What the study office returned goes back to it: the levels have agreed already.
            new = replace(new, way=old.way, here=old.here, status="vetting")
    return with_nomination(replace(state, numbers=max(state.numbers, new.no)), new)


def withdrawn(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    ended = _ended(state, p["nomination"], "withdrawn", entry.reason)
    how = Ending("withdrawn", entry.actor, p.get("by_role", ""), entry.reason, entry.seq, entry.at)
    return with_nomination(ended, replace(ended.nominations[p["nomination"]], ended=how))


def _ended(state: ReviewState, no: int, status: Status, why: str) -> ReviewState:
    return with_nomination(state, replace(state.nominations[no], status=status, ended_for=why))


def endorsed(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    old = state.nominations[p["nomination"]]
    opinion = Opinion(
        level=p["level"],
        organisation=p["organisation"],
        name=p["organisation_name"],
        verdict=p["verdict"],
        text=p["text"],
        version=p["version"],
        by=entry.actor,
        seq=entry.seq,
        at=entry.at,
        paper=p["paper"],
    )
    new = replace(old, opinions=(*old.opinions, opinion))
    if opinion.verdict == "agree":
        here = old.here + 1
        new = replace(new, here=here, status="endorsing" if here < len(old.way) else "vetting")
    else:
        new = replace(new, status=_AFTER[opinion.verdict], ended_for=opinion.text)
    return with_nomination(state, new)


def ordered(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    return replace(state, orders={**state.orders, (p["organisation"], p["award"]): tuple(p["order"])})


def vetted(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    old = state.nominations[p["nomination"]]
    vetting = Vetting(
        verdict=p["verdict"],
        faults=tuple(p["faults"]),
        note=p["note"],
        version=p["version"],
        by=entry.actor,
        seq=entry.seq,
        at=entry.at,
        until=from_json(date, p["until"]) if p["until"] else None,
    )
    status = _AFTER[vetting.verdict]
    return with_nomination(
        state, replace(old, vettings=(*old.vettings, vetting), status=status, ended_for=vetting.note)
    )


def signed_off(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    old = state.nominations[p["nomination"]]
    answer = SignedOff(
        p["department"], p["agrees"], p["document"], p["note"], entry.seq, entry.at, entry.actor,
        p.get("document_name", ""),
    )  # fmt: skip
    others = tuple(one for one in old.sign_offs if one.department != answer.department)
    return with_nomination(state, replace(old, sign_offs=(*others, answer)))


def found(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    old = state.nominations[p["nomination"]]
    said = (p["what"], from_json(date, p["day"]), p["people"], p["text"], p["document"])
    finding = Finding(*said, entry.seq, entry.actor, entry.at, p.get("document_name", ""))
    return with_nomination(state, replace(old, findings=(*old.findings, finding)))
