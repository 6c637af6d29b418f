"""The awards of a competition: who has them by the ranking, who is level on a line, who is named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import act, competition_record, new_key
from scoreboard.blueprints.organiser.desk import bp, ctx, done, form_of, say, show
from scoreboard.blueprints.organiser.results import zone_of
from scoreboard.exports.papers.event_given import number as points
from scoreboard.presenters.review.moments import moment_text
from scoring.engine.competition.best_players import EventPlayer
from scoring.engine.competition.commands_commend import NameHolders, OrderTied
from scoring.engine.competition.commend_state import Named
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Invalid, NotFound
from scoring.engine.names import same_form
from scoring.usecases.competition.commend import event_players, standing_of

MOST = 500
"""Holders of an award that a form can name."""

SHOWN = 60
"""Organisations, contestants or teams of which one form lets choose; more are looked for by name."""

LONGEST_SEARCH = 60
"""Characters of what is looked for."""


class Choice(NamedTuple):
    """Somebody who may be named: what the form sends, name and team or organisation; ``teams``: how many it has."""

    value: str
    name: str
    more: str = ""
    teams: int = 0


@bp.get("/competitions/<competition>/awards")
def awards(competition: str, error: Any = None) -> str:
    """Every award as the results give it now, the lines that are open, and who may be named."""
    standing, best = standing_of(ctx(), competition), event_players(ctx(), competition)
    state = standing.state
    chosen = request.form.getlist("holder")[: MOST + 1]
    wanted = request.form.get("find", "").strip()[:LONGEST_SEARCH]
    return show(
        "awards.html",
        error,
        competition=competition_record(competition),
        state=state,
        result=standing.result(),
        ties=standing.awards.ties,
        rules={one.name: one.rule for one in standing.awards.awards},
        named=state.commend.named,
        best=best[:50],
        choices=partial(_choices, state, best),
        naming_now=request.form.get("award", ""),
        chosen=chosen,
        wanted=wanted,
        shown=SHOWN,
        name=lambda no: state.registrations[no].form.team,
        unit=lambda no: state.registrations[no].form.unit,
        points=points,
        moment=lambda at: moment_text(at, zone_of(state), say()),
        key=new_key(),
    )


def _choices(
    state: CompetitionState, best: tuple[EventPlayer, ...], wanted: str, chosen: Sequence[str]
) -> list[tuple[str, list[Choice], int]]:
    """Who may be named, of each kind: those that were chosen and the first others that fit what is looked for, and how
    many more there are."""
    known = state.registrations
    units = [Choice(f"unit:{unit}", unit, teams=count) for unit, count in _units(state)]
    people = [Choice(f"person:{no}:{name}", name, known[no].form.team) for no, name in _people(state, best)]
    teams = [Choice(f"team:{one.no}", one.form.team, one.form.unit) for one in state.live if one.status == "approved"]
    found, form = [], same_form(wanted)
    for kind, each in (("units", units), ("people", people), ("teams", teams)):
        first = [one for one in each if one.value in chosen]
        fits = [one for one in each if one.value not in chosen and form in same_form(one.name + one.more)]
        found.append((kind, first + fits[:SHOWN], max(0, len(fits) - SHOWN)))
    return found


def _units(state: CompetitionState) -> list[tuple[str, int]]:
    """Each organisation with how many of its teams took part, those with most teams first."""
    counts: dict[str, int] = {}
    for one in state.live:
        if one.status == "approved":
            counts[one.form.unit] = counts.get(one.form.unit, 0) + 1
    return sorted(counts.items(), key=lambda item: -item[1])


def _people(state: CompetitionState, best: tuple[EventPlayer, ...]) -> list[tuple[int, str]]:
    """Every contestant, those with most points of their own first."""
    ranked = [(one.team, one.name) for one in best]
    known = set(ranked)
    others = [
        (one.no, member.name)
        for one in state.live
        if one.status == "approved"
        for member in one.form.members
        if (one.no, member.name) not in known
    ]
    return ranked + others


@bp.post("/competitions/<competition>/awards/name")
@form_of(awards)
def name_holders(competition: str) -> ResponseReturnValue:
    """Who has an award that is given by name; nobody chosen: it stays empty, which is to be said, and is then not said
    of an award that somebody is chosen for."""
    if "search" in request.form:
        return awards(competition)
    state = standing_of(ctx(), competition).state
    holders = tuple(_named(state, said) for said in request.form.getlist("holder")[: MOST + 1])
    empty = "empty" in request.form
    if not holders and not empty:
        raise Invalid("award-holders-needed")
    if holders and empty:
        raise Invalid("award-empty-with-holders")
    try:
        act(competition, NameHolders(request.form.get("award", "")[:40], holders))
    except NotFound as error:
        raise Invalid(error.code, **error.fields) from error
    return done("award-empty" if empty else "award-named", "awards", competition=competition)


def _named(state: CompetitionState, said: str) -> Named:
    """A holder as the form says it: ``unit:…``, ``team:<no>`` or ``person:<no>:<name>``."""
    kind, _, rest = said.partition(":")
    if kind == "unit":
        return Named(rest[:200])
    no, _, name = rest.partition(":")
    found = state.registrations.get(int(no)) if no.isascii() and no.isdigit() and len(no) < 6 else None
    if found is None or kind not in ("team", "person"):
        raise Invalid("input-wrong", places="holder")
    return Named(found.form.team if kind == "team" else name[:200], found.form.unit, found.no)


@bp.post("/competitions/<competition>/awards/order")
@form_of(awards)
def order_tied(competition: str) -> ResponseReturnValue:
    """The order of teams that are level on a line, as a tie-off or a decision found it."""
    places: dict[int, int] = {}
    for field, text in request.form.items():
        no = field.removeprefix("place")
        if field.startswith("place") and all(it.isascii() and it.isdigit() and len(it) < 6 for it in (no, text)):
            places[int(no)] = int(text)
    if len(set(places.values())) < len(places):
        raise Invalid("order-wrong")
    act(competition, OrderTied(tuple(sorted(places, key=lambda no: places[no]))))
    return done("tied-ordered", "awards", competition=competition)
