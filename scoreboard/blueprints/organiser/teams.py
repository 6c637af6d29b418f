"""Teams, their contestants and their stations: typed, imported from a table, drawn by lot."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import (
    XLSX,
    actor,
    bp,
    changed,
    ctx,
    done,
    download,
    form_of,
    lang,
    number,
    require_fresh,
    row_fault,
    say,
    show_match,
    upload,
    version_of,
)
from scoreboard.blueprints.organiser.uploads import read_people, read_people_again
from scoreboard.exports.roster import roster_table
from scoreboard.exports.tables import Worksheet, xlsx
from scoreboard.i18n import request as i18n
from scoreboard.presenters.places import place_text
from scoreboard.presenters.quiz.organiser import lots_of
from scoreboard.presenters.quiz.questions import column_text, finding_lines
from scoreboard.presenters.say import Say
from scoreboard.server import runtime
from scoring.engine.competition.state import Registration
from scoring.engine.errors import Invalid, NotFound
from scoring.engine.names import same_form
from scoring.tables.lists import ListTable
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.competitions import competition_of
from scoring.usecases.quiz import matches, roster, stations
from scoring.usecases.quiz.roster_bounds import check_members
from scoring.usecases.quiz.roster_import import RosterReport, import_roster
from scoring.usecases.quiz.roster_table import MEANINGS

FIELDS = ("team", "organisation", "leader", "piece", "name", "seat", "station", "carried", "whole")


@bp.get("/matches/<match>/teams")
def teams(match: str, error: Any = None) -> str:
    """The roster as a table that can be edited row by row."""
    sheet = matches.rule_sheet_of(ctx(), match)
    there = roster.roster_of(ctx(), match)
    return show_match(
        "teams.html", match, "teams", error, roster=there, sheet=sheet, registered=_registered(match, there)
    )


def _registered(match: str, there: Sequence[roster.RosterTeam]) -> list[Registration]:
    """The approved registrations of the match's competition that are not in its roster yet."""
    names = {same_form(entry.team.name) for entry in there}
    live = competition_state(ctx(), competition_of(ctx(), match).id).live
    return [one for one in live if one.status == "approved" and same_form(one.form.team) not in names]


@bp.post("/matches/<match>/teams")
@form_of(teams)
def add_team(match: str) -> ResponseReturnValue:
    """A new team with its members, separated by 、 or one on each line."""
    form = request.form
    names = [name for line in form.get("members", "").splitlines() for name in line.replace("，", "、").split("、")]
    rows = [{"team": form.get("name", "")} | {name: form.get(name, "") for name in ("organisation", "leader", "piece")}]
    said = [name.strip() for name in names if name.strip()]
    check_members(len(said))
    rows += [{"team": form.get("name", ""), "name": name} for name in said]
    report = import_roster(ctx(), actor=actor(), match_id=match, rows=rows, dry_run=False)
    for row in report.rows:
        for fault in row.faults:
            raise Invalid("team-faulty", problem=row_fault(fault))
    return done("team-added", "teams", {"team": report.rows[0].team if report.rows else ""}, match=match)


@bp.post("/matches/<match>/teams/<team>")
@form_of(lambda match, team, error=None: teams(match, error))
def edit_team(match: str, team: str) -> ResponseReturnValue:
    """Name, unit, leader, piece, carried score; the members with their seats, each in its own field."""
    form = request.form
    typed = {one.id: changed(f"member-{one.id}") for one in _entry(match, team).contestants}
    carried = changed("carried")
    roster.edit_team(
        ctx(),
        actor=actor(),
        team_id=team,
        name=changed("name"),
        organisation=changed("organisation"),
        leader=changed("leader"),
        piece=changed("piece"),
        carried=None if carried is None else _points(carried),
        members={contestant: name for contestant, name in typed.items() if name is not None},
        joins=form.get("new", ""),
        reserve="reserve" in form,
    )
    return done("saved", "teams", match=match, _anchor=f"team-{team}")


@bp.post("/matches/<match>/teams/<team>/remove")
@form_of(lambda match, team, error=None: teams(match, error))
def remove_team(match: str, team: str) -> ResponseReturnValue:
    """Remove a team; where stations were drawn, they must be drawn again."""
    gone = _entry(match, team).team
    roster.remove_team(ctx(), actor=actor(), team_id=gone.id)
    return done("team-removed" if gone.station else "team-gone", "teams", {"team": gone.name}, match=match)


@bp.get("/matches/<match>/teams.xlsx")
def teams_xlsx(match: str) -> Response:
    """The roster as a workbook that can be edited and imported again; without teams, the form to fill in."""
    title = matches.match_of(ctx(), match).title
    data = runtime.offload(_roster_xlsx, title, roster.roster_of(ctx(), match), say())
    return download(data, XLSX, f"{title} {say()('organiser.roster.file')}.xlsx")


def _roster_xlsx(title: str, entries: Sequence[roster.RosterTeam], words: Say) -> bytes:
    return xlsx(Worksheet("", roster_table(title, entries, words)))


@bp.post("/matches/<match>/teams/import")
@form_of(teams)
def import_teams(match: str) -> ResponseReturnValue:
    """A dry run over an uploaded roster, with a line for every row; the same file is sent again to confirm."""
    name, data = upload()
    return _report(match, name, *read_people("entries" if i18n.titles().contest else "roster", name, data))


@bp.post("/matches/<match>/teams/import/<upload_id>/columns")
@form_of(lambda match, upload_id, error=None: teams(match, error))
def say_roster_columns(match: str, upload_id: str) -> ResponseReturnValue:
    """Another dry run over the same file, with what the organiser says of its columns."""
    return _report(match, *read_people_again(upload_id, MEANINGS, "roster", "entries"))


def _report(match: str, name: str, table: ListTable, kept: str) -> ResponseReturnValue:
    """The report of a dry run; ``kept``: the id of the upload about whose columns the page asks."""
    report = import_roster(ctx(), actor=actor(), match_id=match, rows=table.rows)
    packed = [{**row, "row": str(place)} for row, place in zip(table.rows, table.places, strict=True)]
    page = show_match(
        "roster_report.html",
        match,
        "teams",
        name=name,
        lines=_lines(report, table),
        notes=finding_lines(lang(), table.findings),
        report=report,
        there=bool(report.rows) and {fault.code for row in report.rows for fault in row.faults} == {"team-exists"},
        packed=packed,
        refused=bool(table.refused),
        headings=table.headings,
        columns=url_for("organiser.say_roster_columns", match=match, upload_id=kept) if kept else "",
        meanings=MEANINGS,
        field_name=partial(column_text, lang(), "roster"),
        place=partial(place_text, lang()),
        fields=FIELDS,
    )
    return page, 200 if not report.faulty else 422


@bp.post("/matches/<match>/teams/import/confirm")
@form_of(teams)
def confirm_teams(match: str) -> ResponseReturnValue:
    """Import the rows of the report; a roster that changed meanwhile is checked again."""
    columns = {field: request.form.getlist(field) for field in FIELDS}
    count = len(columns["team"])
    if not count or any(len(cells) != count for cells in columns.values()):
        raise Invalid("input-wrong", places="team")
    rows = [{field: cells[i] for field, cells in columns.items()} for i in range(count)]
    report = import_roster(ctx(), actor=actor(), match_id=match, rows=rows, dry_run=False)
    if not report.done:
        raise Invalid("roster-faulty", rows=sum(bool(row.faults) for row in report.rows))
    fields = {"teams": report.teams, "contestants": report.contestants}
    return done("teams-imported", "teams", fields, match=match)


@bp.get("/matches/<match>/draw")
def draw(match: str, error: Any = None) -> str:
    """The page of the stations, the draws so far with their lots, and a new draw."""
    entries = stations.draws_of(ctx(), match)
    names = {entry.team.id: entry.team.name for entry in roster.roster_of(ctx(), match)}
    history = [(entry, lots_of(entry.payload)) for entry in reversed(entries)]
    return show_match(
        "draw.html",
        match,
        "draw",
        error,
        roster=roster.roster_of(ctx(), match),
        history=history,
        names=names,
        version=version_of(_stations(match)),
        fresh=request.args.get("fresh") == "1",
    )


@bp.post("/matches/<match>/draw")
@form_of(draw)
def draw_stations(match: str) -> ResponseReturnValue:
    """Draw all stations by lot; a second draw says why."""
    require_fresh(_stations(match))
    reason = request.form.get("reason", "").strip()
    if stations.draws_of(ctx(), match) and not reason:
        raise Invalid("draw-reason-needed")
    stations.draw_stations(ctx(), actor=actor(), match_id=match, reason=reason)
    return done("drawn", "draw", match=match, fresh=1)


@bp.post("/matches/<match>/draw/<team>")
@form_of(lambda match, team, error=None: draw(match, error))
def set_station(match: str, team: str) -> ResponseReturnValue:
    """A station as drawn by hand in the hall."""
    require_fresh(_stations(match))
    reason = request.form.get("reason", "").strip() or say()("organiser.draw.by_hand")
    station, own = number("station", 1, 200, 0), _entry(match, team).team.id
    stations.set_station(ctx(), actor=actor(), match_id=match, team_id=own, station=station, reason=reason)
    return done("saved", "draw", match=match)


def _stations(match: str) -> dict[str, int]:
    """The station of each team, 0 for none."""
    return {entry.team.id: entry.team.station for entry in roster.roster_of(ctx(), match)}


def _entry(match: str, team: str) -> roster.RosterTeam:
    """The team of this match; raises ``NotFound("team-unknown")``, also for a team of another match."""
    found = next((one for one in roster.roster_of(ctx(), match) if one.team.id == team), None)
    if found is None:
        raise NotFound("team-unknown", team=team)
    return found


def _lines(report: RosterReport, table: ListTable) -> list[dict[str, Any]]:
    """The report's rows with their place in the file and their faults in words."""
    return [
        {
            "place": place_text(lang(), table.places[row.row - 1]),
            "team": row.team,
            "piece": table.rows[row.row - 1].get("piece", ""),
            "organisation": table.rows[row.row - 1].get("organisation", ""),
            "leader": table.rows[row.row - 1].get("leader", ""),
            "name": row.name,
            "seat": row.seat,
            "faults": [row_fault(fault) for fault in row.faults],
            "team_above": row.team_above,
        }
        for row in report.rows
    ]


def _points(text: str) -> Decimal:
    try:
        number = Decimal(text.strip() or "0")
    except InvalidOperation:
        raise Invalid("points-unreadable", text=text[:40]) from None
    if not number.is_finite():
        raise Invalid("points-unreadable", text=text[:40])
    return number
