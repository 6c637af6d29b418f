"""Prepare competitions and matches by a program: the same verbs, limits and refusals as on the organiser's pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from flask.typing import ResponseReturnValue

from scoreboard.api_docs import Operation
from scoreboard.blueprints.organiser.desk import row_fault, stage
from scoreboard.blueprints.v1.guard import bp, by_token, ctx, nothing_done
from scoreboard.blueprints.v1.once import KEY, once
from scoreboard.blueprints.v1.shapes import (
    CompetitionMade,
    MatchLine,
    MatchMade,
    MissingLine,
    NewCompetition,
    NewDraw,
    NewMatch,
    NewRules,
    NewSeats,
    NewTeam,
    NewTeams,
    TeamLine,
    TicketLine,
    TicketsMade,
)
from scoreboard.i18n import request as i18n
from scoreboard.i18n.seat_names import call_in
from scoreboard.presenters.quiz.organiser import tasks
from scoreboard.web.bearer import actor
from scoreboard.web.errors import Faulty
from scoring.engine.codec import decimal_text
from scoring.usecases import competitions, tickets
from scoring.usecases.guards import get_competition
from scoring.usecases.programs.own_ids import check_ref, note_refs, refs_of
from scoring.usecases.quiz import matches, roster, stations
from scoring.usecases.quiz.roster_import import WHOLE, WHOLE_MORE, import_roster

WRONG = {400: "It does not fit", 409: "Not now, or it is there already"}


@bp.post("/competitions")
@by_token
@Operation(
    "Make a competition",
    id="makeCompetition",
    tag="V1",
    takes=NewCompetition,
    gives=CompetitionMade,
    headers=(KEY,),
    scope="setup",
    refuses=WRONG,
)
def make_competition(body: Any) -> ResponseReturnValue:
    """For a token that is good for everything. A title that is there already is refused (`competition-exists`)."""

    def work() -> Any:
        check_ref(body.ref)
        made = competitions.create_competition(
            ctx(), actor=actor(), title=body.title, organiser=body.organiser, theme=body.theme, bright=body.bright
        )
        note_refs(ctx(), {made.id: body.ref})
        return _competition(made.id)

    return once(work)


@bp.get("/competitions/<competition>")
@by_token
@Operation("A competition with its matches", id="getCompetition", tag="V1", gives=CompetitionMade, scope="read")
def get_one_competition(competition: str) -> CompetitionMade:
    """Its matches, the newest first."""
    return CompetitionMade.model_validate(_competition(competition))


@bp.post("/competitions/<competition>/matches")
@by_token
@Operation(
    "Make a match",
    id="makeMatch",
    tag="V1",
    takes=NewMatch,
    gives=MatchMade,
    headers=(KEY,),
    scope="setup",
    refuses=WRONG,
)
def make_match(competition: str, body: Any) -> ResponseReturnValue:
    """With its rule sheet: `template` or `rules`. A faulty one is refused with all its faults (`sheet-faulty`)."""

    def work() -> Any:
        check_ref(body.ref)
        made = matches.create_match(
            ctx(),
            actor=actor(),
            competition_id=competition,
            title=body.title,
            template=body.template,
            text=body.rules,
            lang=cast(Any, i18n.lang()),
            stage=body.stage,
        )
        note_refs(ctx(), {made.id: body.ref})
        return match_made(made.id)

    return once(work)


@bp.get("/matches/<match>")
@by_token
@Operation("A match as far as it is prepared", id="getMatch", tag="V1", gives=MatchMade, scope="read")
def get_one_match(match: str) -> MatchMade:
    """Its teams, and what is missing before it can open."""
    return MatchMade.model_validate(match_made(match))


@bp.put("/matches/<match>/rules")
@by_token
@Operation(
    "Give a match another rule sheet",
    id="setRules",
    tag="V1",
    takes=NewRules,
    gives=MatchMade,
    headers=(KEY,),
    scope="setup",
    refuses=WRONG,
)
def set_rules(match: str, body: Any) -> ResponseReturnValue:
    """Before it opens. A faulty one is refused with all its faults, and the old one stays."""

    def work() -> Any:
        matches.set_sheet(ctx(), actor=actor(), match_id=match, text=body.rules)
        return match_made(match)

    return once(work)


@bp.post("/matches/<match>/teams")
@by_token
@Operation(
    "Enter teams",
    id="enterTeams",
    tag="V1",
    takes=NewTeams,
    gives=MatchMade,
    headers=(KEY,),
    scope="setup",
    refuses=WRONG,
)
def enter_teams(match: str, body: Any) -> ResponseReturnValue:
    """With their contestants: all of them, or none where one has a fault (`teams-faulty`, each in `faults`)."""

    def work() -> Any:
        for team in body.teams:
            check_ref(team.ref)
        rows = [(place, row) for place, team in enumerate(body.teams) for row in _rows(team)]
        report = import_roster(
            ctx(), actor=actor(), match_id=match, rows=[row for _, row in rows], dry_run=body.dry_run
        )
        faults = [
            {"place": f"teams.{rows[line.row - 1][0]}", "text": row_fault(fault)}
            for line in report.rows
            for fault in line.faults
        ]
        if faults or report.faulty:
            raise Faulty("teams-faulty", faults, count=len(faults))
        if body.dry_run:
            nothing_done()
        else:
            ids = {entry.team.name: entry.team.id for entry in roster.roster_of(ctx(), match)}
            said = {line.team: body.teams[rows[line.row - 1][0]].ref for line in report.rows}
            note_refs(ctx(), {ids[name]: ref for name, ref in said.items() if name in ids})
        return match_made(match)

    return once(work)


@bp.post("/matches/<match>/draw")
@by_token
@Operation(
    "Give the teams their stations",
    id="drawStations",
    tag="V1",
    takes=NewDraw,
    gives=MatchMade,
    headers=(KEY,),
    scope="setup",
    refuses=WRONG,
)
def draw(match: str, body: Any) -> ResponseReturnValue:
    """By fair lots of the server, or as drawn in the hall, all of them or none; either way it stands in the ledger."""

    def work() -> Any:
        if not body.stations:
            stations.draw_stations(ctx(), actor=actor(), match_id=match, reason=body.reason)
        else:
            stations.set_stations(ctx(), actor=actor(), match_id=match, stations=body.stations, reason=body.reason)
        return match_made(match)

    return once(work)


@bp.post("/matches/<match>/tickets")
@by_token
@Operation(
    "Issue the tickets that are missing",
    id="issueTickets",
    tag="V1",
    takes=NewSeats,
    gives=TicketsMade,
    means="The tickets with their codes, told this once only",
    headers=(KEY,),
    scope="setup",
    refuses=WRONG,
)
def issue_tickets(match: str, body: Any) -> ResponseReturnValue:
    """For host, chief, each team, and as many judges and displays. None where every seat has one."""

    def work() -> Any:
        call = call_in(partial(i18n.say, i18n.lang()))
        issued = tickets.issue_missing(
            ctx(), actor=actor(), match_id=match, judges=body.judges, displays=body.displays, call=call
        )
        lines = [
            TicketLine(role=one.ticket.role, label=one.ticket.label, team=one.ticket.team, code=one.code)
            for one in issued
        ]
        return TicketsMade(tickets=lines).model_dump(mode="json")

    return once(work)


def _rows(team: NewTeam) -> list[Mapping[str, str]]:
    """The team as rows of a table, as the reader of rosters takes them."""
    head = {
        "team": team.name,
        "organisation": team.organisation,
        "leader": team.leader,
        "station": str(team.station or ""),
        "carried": decimal_text(team.carried) if team.carried else "",
    }
    members = [name for name in team.members if name.strip()]
    first = {**head, "name": members[0] if members else "", "whole": WHOLE}
    return [first, *({"team": team.name, "name": name, "whole": WHOLE_MORE} for name in members[1:])]


def _competition(competition: str) -> dict[str, Any]:
    with ctx().store.read() as uow:
        found = get_competition(uow, competition)
    held = matches.list_matches(ctx(), competition_id=competition)
    refs = refs_of(ctx(), [found.id, *(one.id for one in held)])
    lines = [MatchLine(id=one.id, ref=refs.get(one.id, ""), title=one.title, opened=one.opened) for one in held]
    made = CompetitionMade(
        id=found.id, ref=refs.get(found.id, ""), title=found.title, organiser=found.organiser, matches=lines
    )
    return made.model_dump(mode="json")


def match_made(match: str) -> dict[str, Any]:
    """A match as ``MatchMade`` describes it."""
    found = matches.match_of(ctx(), match)
    entered = roster.roster_of(ctx(), match)
    refs = refs_of(ctx(), [found.id, *(entry.team.id for entry in entered)])
    missing = () if found.opened else matches.checklist(ctx(), match)
    words = tasks(missing, partial(i18n.say, i18n.lang()))
    made = MatchMade(
        id=found.id,
        ref=refs.get(found.id, ""),
        competition=found.competition,
        title=found.title,
        stage=found.stage,
        state=stage(found),
        teams=[
            TeamLine(
                id=team.id,
                ref=refs.get(team.id, ""),
                name=team.name,
                organisation=team.organisation,
                station=team.station,
            )
            for team in (entry.team for entry in entered)
        ],
        questions=sum(len(ids) for _, ids in found.questions),
        missing=[
            MissingLine(code=one.code, text=task.text, blocking=one.blocking)
            for one, task in zip(missing, words, strict=True)
        ],
        public=f"/live/{found.id}",
    )
    return made.model_dump(mode="json")
