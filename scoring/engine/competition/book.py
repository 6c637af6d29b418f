"""The event book (format ``leitai-event-book``, version 1): its parts, and what in it follows from the ledger.

What follows is written for people and checked against the ledger.  Its fields are listed here one by one, because they
belong to the book's version; later programs may know more fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.engine.codec import decimal_text
from scoring.engine.competition import book_results
from scoring.engine.competition.draw import FIRST_RULE
from scoring.engine.competition.facts import GroupResult
from scoring.engine.competition.registration import TeamForm
from scoring.engine.competition.stages_state import Advance, Draw, Passed
from scoring.engine.competition.state import CompetitionState, Registration
from scoring.engine.competition.tie_offs import tie_offs_of
from scoring.engine.ledger import Entry

FORMAT = "leitai-event-book"
VERSION = 1

LEDGER = "ledger.jsonl"
GIVEN = ("competition", "texts", "sheets")
"""Parts that come from tables: the competition, the public texts of forms, the rule sheets by their digests."""
MATCHES, PREPARED = "matches/", "prepared/"
"""The folders of match books, and of matches that were not opened yet."""


@dataclass(frozen=True, slots=True)
class BookText:
    """The public text of a form that was handed in, by its id; ``values``: None where it is held back, for a field
    of it became personal later · ``no``: of the registration · ``link``: the id of the link on which it was written ·
    ``changed_at``: ms since the epoch."""

    text: str
    no: int
    link: str
    revision: int
    changed_at: int
    values: Mapping[str, tuple[str, ...]] | None


@dataclass(frozen=True, slots=True)
class BookSheet:
    """The rule sheet that stages were taken from, as it was written, by the digest that the ledger has of it."""

    digest: str
    text: str


@dataclass(frozen=True, slots=True)
class EventBook:
    """A book as it was read: parts as plain JSON, ``matches`` and ``prepared`` by the id of the match."""

    manifest: Mapping[str, Any]
    entries: tuple[Entry, ...]
    given: Mapping[str, Any]
    derived: Mapping[str, Any]
    matches: Mapping[str, Mapping[str, Any]]
    prepared: Mapping[str, Mapping[str, Any]]


def derive(state: CompetitionState, results: Mapping[str, Sequence[GroupResult]]) -> dict[str, Any]:
    """The parts that follow from the ledger and from the ``results`` of each stage's groups; a part in which there is
    nothing is left out, so that an older book needs none of what came later."""
    found = {name: make(state) for name, make in DERIVED.items()}
    found["results"] = _results(state, results)
    return {name: part for name, part in found.items() if part}


def _registrations(state: CompetitionState) -> list[dict[str, Any]]:
    return [_registration(one) for one in state.registrations.values()]


def _registration(one: Registration) -> dict[str, Any]:
    steps = [
        {"kind": step.kind, "outcome": step.outcome, "by": step.by, "at": step.at, "reason": step.reason}
        for step in one.steps
    ]
    return {"no": one.no, "status": one.status, "versions": len(one.versions), **_form(one.form), "steps": steps}


def _form(form: TeamForm) -> dict[str, Any]:
    members = [{"name": one.name, "substitute": one.substitute, "kind": one.kind} for one in form.members]
    return {"team": form.team, "unit": form.unit, "leader": form.leader, "members": members}


def _stages(state: CompetitionState) -> list[dict[str, Any]]:
    if state.stages is None:
        return []
    names = [one.name for one in state.stages.stages]
    return [{"sheet": state.stages.name, "digest": state.stages.digest, "stages": names}]


def _draws(state: CompetitionState) -> list[dict[str, Any]]:
    return [_draw(state, one) for one in state.draws]


def _draw(state: CompetitionState, one: Draw) -> dict[str, Any]:
    groups = [[_team(state, no) for no in group] for group in one.groups or ()]
    rule = {"rule": one.rule} if one.rule != FIRST_RULE else {}
    return {
        "no": one.no, "stage": one.stage, "at": one.at, "reason": one.reason, "digest": one.digest,
        "secret": one.secret, "number": one.number, "apart": one.apart, "pots": [list(pot) for pot in one.pots],
        "groups": groups, "together": list(one.together), **rule,
    }  # fmt: skip


def _advances(state: CompetitionState) -> list[dict[str, Any]]:
    return [_advance(state, one) for one in state.advances]


def _advance(state: CompetitionState, one: Advance) -> dict[str, Any]:
    open_ = [{"where": line.where, "places": line.places, "teams": list(line.teams)} for line in one.open]
    return {
        "no": one.no, "stage": one.stage, "at": one.at, "reason": one.reason, "by": one.by, "confirmed": one.confirmed,
        "through": [_passed(state, passed) for passed in one.through], "open": open_,
        "results": [{"match": match, "seq": seq} for match, seq in one.results],
    }  # fmt: skip


def _passed(state: CompetitionState, one: Passed) -> dict[str, Any]:
    why = "tie_off" if one.tie_off else "settled" if one.settled else "runner_up" if one.runner_up else "direct"
    return {**_team(state, one.team), "group": one.group, "rank": one.rank, "score": decimal_text(one.score),
            "why": why}  # fmt: skip


def _results(state: CompetitionState, results: Mapping[str, Sequence[GroupResult]]) -> list[dict[str, Any]]:
    return [
        {"stage": stage, "group": group, "match": one.match, "standings": _standings(state, one)}
        for stage, groups in results.items()
        for group, one in _numbered(state, stage, groups)
    ]


def _numbered(state: CompetitionState, stage: str, results: Sequence[GroupResult]) -> Iterator[tuple[int, GroupResult]]:
    """The groups from 1, then the tie-offs by their numbers."""
    own = {one.match.match: one.match.group for one in tie_offs_of(state, stage)}
    return ((own[one.match] if one.tie_off else place, one) for place, one in enumerate(results, start=1))


def _tie_offs(state: CompetitionState) -> list[dict[str, Any]]:
    return [
        {"stage": one.stage, "no": one.match.group, "where": one.where, "places": one.places, "match": one.match.match,
         "title": one.match.title, "teams": [_team(state, no) for _, no in one.match.teams], "by": one.by, "at": one.at}
        for one in state.tie_offs
    ]  # fmt: skip


def _standings(state: CompetitionState, one: GroupResult) -> list[dict[str, Any]] | None:
    """None while the match is not locked."""
    if one.finishes is None:
        return None
    return [
        {**_team(state, int(line.team)), "rank": line.rank, "score": decimal_text(line.score)} for line in one.finishes
    ]


def _team(state: CompetitionState, no: int) -> dict[str, Any]:
    return {"no": no, "team": state.registrations[no].form.team}


DERIVED: Mapping[str, Callable[[CompetitionState], Any]] = {
    "registrations": _registrations,
    "stages": _stages,
    "draws": _draws,
    "advances": _advances,
    "tie_offs": _tie_offs,
    "schedule": book_results.schedule,
    "written": book_results.written,
    "protests": book_results.protests,
    "signoffs": book_results.signoffs,
    "certificates": book_results.certificates,
}
"""The parts that follow from the ledger alone.  A new part comes with the kinds that it tells of, never later: a book
whose ledger has them must have it."""

FOLLOWS = (*DERIVED, "results")
"""All parts that follow."""
