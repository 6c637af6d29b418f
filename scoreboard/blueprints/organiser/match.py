"""One match: what is missing before it can open, its opening, its result with the files to download."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import actor, bp, changed, ctx, done, form_of, lang, say, show_match
from scoreboard.blueprints.organiser.match_papers import briefings_now, certificates_now, papers_now
from scoreboard.exports.players import players_table
from scoreboard.exports.ranking import ranking_table
from scoreboard.exports.tally.match_report import has_report, match_report
from scoreboard.presenters.quiz.organiser import tasks
from scoreboard.server import runtime
from scoreboard.web import auth
from scoring.engine.errors import Invalid
from scoring.engine.quiz.commands_play import OpenMatch
from scoring.usecases.competition.questions import barred_in
from scoring.usecases.faces import own_face
from scoring.usecases.quiz import copy_match as copying
from scoring.usecases.quiz import matches
from scoring.usecases.quiz.perform import match_state, perform
from scoring.usecases.quiz.rehearsals import says_rehearsal


@bp.get("/matches/<match>")
def match(match: str, error: Any = None) -> str:
    """The checklist before the opening, the result after it."""
    state = match_state(ctx(), match)
    table = runtime.offload(ranking_table, state, say()) if state.setup is not None else None
    players = runtime.offload(players_table, state, say())
    missing = () if state.setup is not None else matches.checklist(ctx(), match, relatives=True)
    return show_match(
        "match.html",
        match,
        "match",
        error,
        state=state,
        table=table,
        players=players,
        tasks=tasks(missing, say()),
        stages=matches.stages_of(matches.rule_sheet_text(ctx(), match)),
        judged=has_report(state) or state.panel_open,
        documents=papers_now(state),
        briefings=briefings_now(match, state),
        certificates=certificates_now(match, state, table, players),
        own_face=own_face(ctx(), match),
    )


@bp.get("/matches/<match>/judges")
def judges(match: str) -> str:
    """What the locked marks say of the judges; nothing while a judge is marking.  It changes no score."""
    state = match_state(ctx(), match)
    parts = runtime.offload(match_report, state, lang())
    return show_match("judges.html", match, "judges", parts=parts, marking=state.panel_open)


@bp.post("/matches/<match>")
@form_of(match)
def edit_match(match: str) -> ResponseReturnValue:
    """Another title or stage, until the match is open; what was not changed stays as it is."""
    matches.edit_match(ctx(), actor=actor(), match_id=match, title=changed("title"), stage=changed("stage"))
    return done("saved", "match", match=match)


@bp.post("/matches/<match>/copy")
@form_of(match)
def copy_match(match: str) -> ResponseReturnValue:
    """A new match with the same rules and people, for a rehearsal or the next match; the new one's page follows."""
    title, questions = request.form.get("copy_title", ""), "copy_questions" in request.form
    rehearsal = request.form.get("copy_as") == "rehearsal"
    if says_rehearsal(title) and not rehearsal:
        raise Invalid("title-says-rehearsal")
    made = copying.copy_match(
        ctx(),
        actor=actor(),
        match_id=match,
        title=title,
        questions=questions,
        rehearsal=rehearsal,
        barred=barred_in(ctx()),
    )
    return done("match-copied", "match", {"title": made.title}, match=made.id)


@bp.post("/matches/<match>/open")
@form_of(match)
def open_match(match: str) -> ResponseReturnValue:
    """Freeze the setup and open the match; a second touch of the button does not open it twice."""
    perform(ctx(), match_id=match, command=OpenMatch(), key="open", actor=actor(), device=auth.device())
    return done("opened", "match", match=match)
