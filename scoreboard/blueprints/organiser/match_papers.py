"""The papers of a match as official documents: a page to be printed and a Word document of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from flask import Response, url_for

from scoreboard.blueprints.organiser.desk import DOCX, bp, ctx, document, download, lang, say, show_paper
from scoreboard.blueprints.organiser.results import zone_of
from scoreboard.blueprints.organiser.rules_papers import occasion_of, printed_rules
from scoreboard.blueprints.quiz.titles import titles_of
from scoreboard.exports.papers import briefings
from scoreboard.exports.papers.blocks import Paper
from scoreboard.exports.papers.event_given import day_at
from scoreboard.exports.papers.match_certificates import match_certificates
from scoreboard.exports.papers.match_forms import draw_sheet, protest_record, sign_in_sheet
from scoreboard.exports.papers.match_given import MatchGiven, PaperPerson, PaperResult, PaperTeam
from scoreboard.exports.papers.match_result import announcement_paper, match_winners_paper, result_paper
from scoreboard.exports.papers.match_script import match_script
from scoreboard.exports.papers.words import word
from scoreboard.exports.players import players_table
from scoreboard.exports.ranking import ranking_table
from scoreboard.exports.tables import Table
from scoreboard.i18n.catalogue import saying
from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.say import Say
from scoreboard.server import runtime
from scoreboard.server.addresses import is_loopback
from scoreboard.web.venue import addresses
from scoring.engine.errors import NotFound, Refused
from scoring.engine.quiz.standings import gives_awards
from scoring.engine.quiz.state import MatchState
from scoring.usecases import tickets
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.quiz import matches, roster, stations
from scoring.usecases.quiz.perform import match_state, stream_of
from scoring.usecases.records import Ticket

PAPERS: Mapping[str, Callable[[MatchGiven], Paper]] = {
    "result": result_paper,
    "announcement": announcement_paper,
    "winners": match_winners_paper,
    "script": match_script,
    "sign_in": sign_in_sheet,
    "draw": draw_sheet,
    "protest": protest_record,
    "briefings": briefings.briefings,
    **{part: partial(briefings.briefing, part=part) for part in briefings.PARTS},
}
"""By the name in their address, in the order in which the desk lists them."""

FROM_THE_OPENING, FROM_THE_LOCK = frozenset({"result"}), frozenset({"announcement", "winners"})
"""Those that need a result, and those that need one that nobody changes any more."""


@bp.get("/matches/<match>/papers/<kind>")
def match_paper(match: str, kind: str) -> str:
    """One paper as a page to be printed."""
    return show_paper(
        _made(match, kind),
        back=url_for("organiser.match", match=match),
        docx=url_for("organiser.match_paper_docx", match=match, kind=kind),
    )


@bp.get("/matches/<match>/papers/<kind>/docx")
def match_paper_docx(match: str, kind: str) -> Response:
    """One paper as a Word document."""
    made = _made(match, kind)
    return document(made)


@bp.get("/matches/<match>/certificates.docx")
def match_certificates_docx(match: str) -> Response:
    """A certificate for each winner; of a rehearsal there are none."""
    made = given(match)
    if matches.match_of(ctx(), match).rehearsal:
        raise Refused("certificates-none", match=made.name)
    return download(runtime.offload(match_certificates, made), DOCX, f"{word(made.lang, 'certificate.title')}.docx")


def certificates_now(match: str, state: MatchState, table: Table | None, players: Table | None) -> bool:
    """Whether the page of the match offers certificates: those of a match of a stage are the competition's."""
    if table is None or state.setup is None or state.phase != "locked" or state.setup.stage:
        return False
    won = any(row[-2] for row in table.rows) or any(row[-1] for row in (players.rows if players is not None else ()))
    return won and not matches.match_of(ctx(), match).rehearsal


def papers_now(state: MatchState) -> list[tuple[str, bool]]:
    """Every paper but the briefings, and whether it can be made of the match as it stands."""
    opened, locked = state.setup is not None, state.phase == "locked"
    return [
        (kind, locked if kind in FROM_THE_LOCK else opened if kind in FROM_THE_OPENING else True)
        for kind in PAPERS
        if kind not in ("briefings", *briefings.PARTS)
    ]


def briefings_now(match: str, state: MatchState) -> list[tuple[str, str]]:
    """The briefings of those who have a part in the match: the name of each in its address, and who it is for."""
    say, sheet = saying(lang(), titles_of(match)), state.rule_sheet or matches.rule_sheet_of(ctx(), match)
    parts = briefings.parts_of(sheet, judges=any(one.role == "judge" for one in _held(match)))
    return [(kind, say(f"match_papers.kind.{kind}")) for kind in ("briefings", *parts)]


def _made(match: str, kind: str) -> Paper:
    builder = PAPERS.get(kind)
    if builder is None:
        raise NotFound("page-not-found")
    made = runtime.offload(builder, given(match))
    return replace(made, foot=say()("exports.rehearsal")) if matches.match_of(ctx(), match).rehearsal else made


def given(match: str) -> MatchGiven:
    """What the papers of a match are made of."""
    state, found = match_state(ctx(), match), matches.match_of(ctx(), match)
    sheet = state.rule_sheet or matches.rule_sheet_of(ctx(), match)
    say = saying(lang(), titles_of(match))
    held = _held(match)
    occasion, planned = occasion_of(match)
    printed = printed_rules(sheet, match)
    stage = state.setup.stage if state.setup is not None else found.stage
    awards = tuple((one.name, one.count) for one in sheet.awards if one.by_rank) if gives_awards(sheet, stage) else ()
    return MatchGiven(
        name=occasion.name,
        organiser=occasion.organiser,
        when_where=occasion.when_where,
        dated=_locked_on(match, state, found.competition) or planned,
        signed=printed.signed or (occasion.organiser or occasion.name,),
        chief=sheet.chief or say("common.role.chief"),
        sheet=sheet,
        teams=_teams(match, state),
        judges=tuple(_person(one, say) for one in held if one.role == "judge"),
        chief_judge=_first(held, "chief", say),
        host=_first(held, "host", say),
        awards=awards,
        drawn=stations.drawn_by_lot(stations.draws_of(ctx(), match)),
        result=_result(state, say),
        say=say,
        lang=lang(),
        address="" if is_loopback(addresses()[0]) else addresses()[0],
        tablets=sum(one.role in ("team", "judge") for one in held),
    )


def _held(match: str) -> list[Ticket]:
    return [one for one in tickets.tickets_of(ctx(), match) if not one.revoked_at]


def _result(state: MatchState, say: Say) -> PaperResult | None:
    if state.setup is None:
        return None
    table, players = runtime.offload(ranking_table, state, say), runtime.offload(players_table, state, say)
    return PaperResult(table, players, state.phase == "locked")


def _locked_on(match: str, state: MatchState, competition: str) -> date | None:
    """The day of the lock; None before it."""
    if not state.lock_seq:
        return None
    with ctx().store.read() as uow:
        lock = next(iter(uow.ledger.read(stream_of(match), after=state.lock_seq - 1)))
    return day_at(lock.at, zone_of(competition_state(ctx(), competition)))


def _teams(match: str, state: MatchState) -> tuple[PaperTeam, ...]:
    """As the match has them now: a team that was renamed has its new name."""
    names = {team.id: team.name for team in state.teams}
    places = {team.id: team.station for team in state.teams}
    return tuple(
        PaperTeam(
            names.get(one.team.id, one.team.name),
            one.team.organisation,
            places.get(one.team.id, one.team.station),
            one.team.leader,
            tuple(person.name for person in one.contestants if person.seat),
            tuple(person.name for person in one.contestants if not person.seat),
            one.team.piece,
        )
        for one in roster.roster_of(ctx(), match)
    )


def _first(held: list[Ticket], role: str, say: Say) -> PaperPerson:
    found = next((one for one in held if one.role == role), None)
    return PaperPerson("") if found is None else _person(found, say)


def _person(ticket: Ticket, say: Say) -> PaperPerson:
    return PaperPerson(seat_name(ticket.role, ticket.label, say), ticket.organisation)
