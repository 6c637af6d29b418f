"""What an event book tells people of plans, papers, results, awards and certificates: it follows from the ledger."""

from __future__ import annotations

from typing import Any

from scoring.engine.codec import decimal_text
from scoring.engine.competition.commands_schedule import Official, Planned
from scoring.engine.competition.commend_state import Holder, Honour, SignOff
from scoring.engine.competition.ranks import Ranked
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.written_state import Publication, Written


def schedule(state: CompetitionState) -> list[dict[str, Any]]:
    """The plan of each match, in order of time."""
    return [_planned(one) for one in state.schedule.in_order]


def _planned(one: Planned) -> dict[str, Any]:
    return {
        "stage": one.stage, "group": one.group, "begins_at": one.begins_at, "ends_at": one.ends_at, "hall": one.hall,
        "host": _official(one.host), "judges": [_official(judge) for judge in one.judges],
    }  # fmt: skip


def _official(one: Official | None) -> dict[str, Any] | None:
    return None if one is None else {"name": one.name, "unit": one.unit}


def written(state: CompetitionState) -> list[dict[str, Any]]:
    """The marks of each written stage as they stand, who checked them, what was published."""
    return [_written(stage, one) for stage, one in state.written.items()]


def _written(stage: str, one: Written) -> dict[str, Any]:
    marks = [
        {"team": team, "person": mark.person, "paper": mark.paper, "marks": [decimal_text(part) for part in mark.marks],
         "absent": mark.absent}
        for team, own in one.marks.items()
        for mark in own.values()
    ]  # fmt: skip
    return {
        "stage": stage,
        "marks": marks,
        "lists": [{"no": held.no, "by": held.by, "at": held.at, "reason": held.reason} for held in one.batches],
        "checks": [{"list": held.batch, "by": held.by, "at": held.at} for held in one.checks],
        "published": [_publication(held) for held in one.published],
    }


def _publication(one: Publication) -> dict[str, Any]:
    places = [
        {"team": line.team, "name": line.name, "unit": line.unit, "rank": line.rank, "score": decimal_text(line.score)}
        for line in one.places
    ]
    return {"no": one.no, "by": one.by, "at": one.at, "reason": one.reason, "places": places}


def protests(state: CompetitionState) -> list[dict[str, Any]]:
    """Each protest with its answer."""
    return [
        {"no": one.no, "stage": one.stage, "match": one.match, "team": one.team, "text": one.text, "at": one.at,
         "answer": one.answer, "upheld": one.upheld}
        for one in state.commend.protests
    ]  # fmt: skip


def signoffs(state: CompetitionState) -> list[dict[str, Any]]:
    """Each version of a result with its ranking and awards, and by whom it was signed."""
    return [_signoff(one) for one in state.commend.signoffs]


def _signoff(one: SignOff) -> dict[str, Any]:
    return {
        "no": one.no, "stage": one.stage, "version": one.version, "at": one.at, "reason": one.reason, "by": one.by,
        "confirmed": one.confirmed, "confirmed_at": one.confirmed_at,
        "ranking": [_ranked(line) for line in one.ranking], "awards": [_honour(honour) for honour in one.honours],
        "results": [{"match": match, "seq": seq} for match, seq in one.results],
    }  # fmt: skip


def _ranked(one: Ranked) -> dict[str, Any]:
    return {
        "no": one.team, "team": one.name, "unit": one.unit, "rank": one.rank, "tied": one.tied, "stage": one.stage,
        "group": one.group, "place": one.place, "score": decimal_text(one.score),
    }  # fmt: skip


def _honour(one: Honour) -> dict[str, Any]:
    return {"award": one.award, "ground": one.ground, "holders": [_holder(holder) for holder in one.holders]}


def _holder(one: Holder) -> dict[str, Any]:
    return {"name": one.name, "unit": one.unit, "no": one.team, "rank": one.rank, "members": list(one.members)}


def certificates(state: CompetitionState) -> list[dict[str, Any]]:
    """Each certificate with what became of it."""
    return [
        {"no": one.no, "code": one.code, "version": one.version, "award": one.award, "holder": _holder(one.holder),
         "printed": list(one.printed), "handed": one.handed, "handed_at": one.handed_at, "revoked": one.revoked}
        for one in state.commend.certificates
    ]  # fmt: skip
