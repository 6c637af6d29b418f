"""The rule sheet of a competition's stages: seen at any time, brought or changed until the first draw."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import competition_record, form_key, new_key, sent_again
from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, download, form_of, lang, show
from scoreboard.presenters.faults import fault_lines
from scoreboard.web import auth
from scoring.engine.errors import Conflict, FaultyRuleSheet, NotFound
from scoring.engine.quiz.rule_sheet_print import print_rule_sheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.rulefile.printed import PrintedSheet
from scoring.sheets import list_templates, template_text
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.competition.stages import set_stages, stages_text

STARTS_FROM = "grand-league"
"""The template from which a sheet of one's own is begun."""


@bp.get("/competitions/<competition>/stages/sheet")
def stages_sheet(competition: str, error: Any = None, faults: Any = ()) -> str:
    """The text in force, or that of a template (``?template=``), beside its printed form."""
    state = competition_state(ctx(), competition)
    kept = stages_text(ctx(), competition)
    asked = request.args.get("template", "")
    begun = template_text(asked if asked in list_templates() else STARTS_FROM, lang())
    frozen = bool(state.draws or state.written)
    text = _typed() if error or faults else kept if kept and (frozen or not asked) else begun
    printed = None
    if not faults:
        try:
            printed = _printed(text)
        except FaultyRuleSheet as faulty:
            faults = fault_lines(lang(), faulty.faults)
    return show(
        "stages_sheet.html",
        error,
        competition=competition_record(competition),
        state=state,
        frozen=frozen,
        text=text,
        seen=request.form.get("seen", state.stages.digest if state.stages else ""),
        faults=faults,
        printed=printed,
        templates=[(one, read_rule_sheet(template_text(one, lang())).name) for one in _with_stages()],
        key=new_key(),
    )


@bp.post("/competitions/<competition>/stages/sheet")
@form_of(stages_sheet)
def put_stages_sheet(competition: str) -> ResponseReturnValue:
    """Take the stages from the typed text, or show all its faults with the text as it was typed."""
    state = competition_state(ctx(), competition)
    if state.stages is not None and request.form.get("seen") != state.stages.digest and not sent_again(competition):
        raise Conflict("rules-changed")
    try:
        set_stages(
            ctx(), actor=actor(), competition_id=competition, text=_typed(), key=form_key(), device=auth.device()
        )
    except FaultyRuleSheet as faulty:
        return stages_sheet(competition, faults=fault_lines(lang(), faulty.faults)), 400
    return done("stages-set", "stages", competition=competition)


@bp.post("/competitions/<competition>/stages/sheet/check")
def check_stages_sheet(competition: str) -> str:
    """The part of the page that lists the faults of the typed text; requested during typing, stores nothing."""
    competition_record(competition)
    try:
        printed = _printed(_typed())
    except FaultyRuleSheet as faulty:
        return show("rules_state.html", faults=fault_lines(lang(), faulty.faults), printed=None)
    return show("rules_state.html", faults=(), printed=printed)


@bp.get("/competitions/<competition>/stages/sheet.toml")
def stages_sheet_file(competition: str) -> ResponseReturnValue:
    """The text in force as a file."""
    text = stages_text(ctx(), competition)
    if not text:
        raise NotFound("page-not-found")
    return download(text.encode(), "text/plain; charset=utf-8", f"{competition_record(competition).title}.toml")


def _typed() -> str:
    return request.form.get("text", "").replace("\r\n", "\n")


def _with_stages() -> list[str]:
    return [one for one in list_templates() if read_rule_sheet(template_text(one, lang())).stages]


def _printed(text: str) -> PrintedSheet:
    return print_rule_sheet(read_rule_sheet(text), lang())
