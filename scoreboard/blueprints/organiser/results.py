"""The results of a competition at the organiser's desk: what blocks them, their sign-off by two people, protests."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import act, competition_record, new_key
from scoreboard.blueprints.organiser.desk import bp, ctx, done, form_of, number, say, show
from scoreboard.blueprints.organiser.second_person import barred
from scoreboard.exports.papers.event_given import number as points
from scoreboard.presenters.review.moments import moment_text
from scoreboard.web import auth
from scoring.engine.competition.commands_commend import AnswerProtest, ConfirmSignOff, LodgeProtest, ProposeSignOff
from scoring.engine.competition.decide_stages import teams_of
from scoring.engine.competition.honours import Block
from scoring.engine.competition.other_base import other_base
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import all_matches
from scoring.engine.errors import Invalid, NotFound, Refused
from scoring.usecases.competition.commend import Standing, standing_of
from scoring.usecases.quiz import matches


def zone_of(state: CompetitionState) -> str:
    """The zone of a competition's days."""
    return state.rules.zone if state.rules else auth.services().config.zone


@bp.get("/competitions/<competition>/results")
def results(competition: str, error: Any = None) -> str:
    """Each stage and the whole: what blocks the sign-off, the versions that were signed."""
    record, standing = competition_record(competition), standing_of(ctx(), competition)
    state = standing.state
    held = {one.id: one.shown_title for one in matches.list_matches(ctx(), competition_id=competition)}
    stages = [one.name for one in state.stages.stages] if state.stages else []
    return show(
        "results.html",
        error,
        competition=record,
        state=state,
        rows=[_row(standing, name, competition, held) for name in stages],
        whole=_row(standing, "", competition, held) if stages else None,
        protests=[(one, held.get(one.match, "")) for one in reversed(state.commend.protests)],
        places=_places(state, held),
        name=lambda no: state.registrations[no].form.team,
        points=points,
        moment=lambda at: moment_text(at, zone_of(state), say()),
        key=new_key(),
    )


def _places(state: CompetitionState, titles: dict[str, str]) -> list[tuple[str, str, list[int]]]:
    """Where a protest can be about: the title of a match or a written stage, its value in the form, its teams."""
    found = [
        (titles.get(one.match, ""), f"{name}|{one.match}", [no for _, no in one.teams])
        for name, one in all_matches(state)
    ]
    for one in state.stages.stages if state.stages else ():
        if one.written:
            with suppress(Refused):  # it is not decided yet who comes into it
                found.append((one.name, f"{one.name}|", list(teams_of(state, one.name))))
    return found


def _row(standing: Standing, stage: str, competition: str, titles: dict[str, str]) -> dict[str, Any]:
    """A stage, or the whole (""), as the page shows it."""
    result, commend = standing.result(stage), standing.state.commend
    signed, proposed = commend.signed(stage), commend.proposed(stage)
    return {
        "stage": stage,
        "result": result,
        "blocks": [(_text(one, titles), _link(one, standing.state, competition)) for one in result.blocks],
        "signed": signed,
        "proposed": proposed,
        "barred": barred("result", [(proposed.by, proposed.device)]) if proposed and not result.blocks else None,
        "changed": proposed is not None and standing.changed(proposed),
        "frozen": standing.frozen(stage),
        "versions": commend.versions(stage),
        "stale": signed is not None and standing.stale(signed),
        "base": other_base(standing.state, stage, dict(standing.facts.ends)[stage]) if stage else None,
    }


def _text(block: Block, titles: dict[str, str]) -> str:
    return say()(
        f"commend.block.{block.what}",
        stage=block.stage,
        match=titles.get(block.match, ""),
        award=block.award,
        no=block.no,
        count=len(block.teams),
    )


def _link(block: Block, state: CompetitionState, competition: str) -> str:
    """Where it is mended."""
    if block.what in ("match-open", "correction"):
        return url_for("organiser.match", match=block.match)
    if block.what in ("tie", "unnamed"):
        return url_for("organiser.awards", competition=competition)
    if block.what in ("not-played", "marks-open", "advance", "advance-changed") and state.stages:
        place = [one.name for one in state.stages.stages].index(block.stage) + 1
        return url_for("organiser.stage_page", competition=competition, place=place)
    return "#protests" if block.what == "protest" else "#stages"


@bp.post("/competitions/<competition>/signoff")
@form_of(results)
def propose_signoff(competition: str) -> ResponseReturnValue:
    """The result of a stage, or of the whole, as it stands."""
    again = "again" in request.form
    act(competition, ProposeSignOff(request.form.get("stage", "")[:40], again))
    return done("signoff-proposed", "results", competition=competition)


@bp.post("/competitions/<competition>/signoff/confirm")
@form_of(results)
def confirm_signoff(competition: str) -> ResponseReturnValue:
    """A second person, on another device, agrees."""
    act(competition, ConfirmSignOff(number("no", 1, 100_000, 1)))
    return done("signoff-confirmed", "results", competition=competition)


@bp.post("/competitions/<competition>/protests")
@form_of(results)
def lodge_protest(competition: str) -> ResponseReturnValue:
    """A team's protest about one of its matches."""
    said = request.form.get("place", "").split("|")
    if len(said) != 3 or not (said[2].isascii() and said[2].isdigit() and len(said[2]) < 6):
        raise Invalid("input-wrong", places="place")
    stage, match, team = said
    try:
        act(competition, LodgeProtest(stage, match, int(team), request.form.get("text", "")))
    except NotFound as error:
        raise Invalid(error.code, **error.fields) from error
    return done("protest-lodged", "results", competition=competition)


@bp.post("/competitions/<competition>/protests/<int:no>")
@form_of(lambda competition, no, error=None: results(competition, error))
def answer_protest(competition: str, no: int) -> ResponseReturnValue:
    """What came of it."""
    act(competition, AnswerProtest(no, request.form.get("upheld") == "yes", request.form.get("text", "")))
    return done("protest-answered", "results", competition=competition)
