"""The awards of a competition: who has them by the ranking, who is level on a line, who is named."""

from __future__ import annotations

from typing import Any

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
from scoring.usecases.competition.commend import event_players, standing_of

MOST = 500
"""Holders of an award that a form can name."""


@bp.get("/competitions/<competition>/awards")
def awards(competition: str, error: Any = None) -> str:
    """Every award as the results give it now, the lines that are open, and who may be named."""
    standing, best = standing_of(ctx(), competition), event_players(ctx(), competition)
    state = standing.state
    return show(
        "awards.html",
        error,
        competition=competition_record(competition),
        state=state,
        result=standing.result(),
        ties=standing.awards.ties,
        named=state.commend.named,
        best=best[:50],
        units=_units(state),
        people=_people(state, best),
        name=lambda no: state.registrations[no].form.team,
        unit=lambda no: state.registrations[no].form.unit,
        points=points,
        moment=lambda at: moment_text(at, zone_of(state), say()),
        key=new_key(),
    )


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
    """Who has an award that is given by name; nobody chosen: it stays empty, which is to be said."""
    state = standing_of(ctx(), competition).state
    holders = tuple(_named(state, said) for said in request.form.getlist("holder")[: MOST + 1])
    if not holders and "empty" not in request.form:
        raise Invalid("award-holders-needed")
    try:
        act(competition, NameHolders(request.form.get("award", "")[:40], holders))
    except NotFound as error:
        raise Invalid(error.code, **error.fields) from error
    return done("award-named", "awards", competition=competition)


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
