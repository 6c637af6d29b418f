"""The rule sheet of a match: edited as TOML with every fault at its line."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, lang, show, show_match
from scoreboard.blueprints.organiser.rules_papers import printed_rules
from scoreboard.presenters.faults import fault_lines
from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.sheets import list_templates, template_text
from scoring.usecases.quiz import matches


@bp.get("/matches/<match>/rules")
def rules(match: str, error: Any = None, text: str = "", faults: Any = ()) -> str:
    """The rule sheet's text and its printed form side by side."""
    stored = matches.rule_sheet_text(ctx(), match)
    found = text or (typed() if error else "") or stored
    printed = None
    if not faults:
        try:
            printed = printed_rules(read_rule_sheet(found), match)
        except FaultyRuleSheet as faulty:
            faults = _faults(faulty)
    templates = [(known, read_rule_sheet(template_text(known, lang())).name) for known in list_templates()]
    return show_match(
        "rules.html",
        match,
        "rules",
        error,
        text=found,
        version=request.form.get("version") if faults else matches.sheet_version(stored),
        faults=faults,
        printed=printed,
        templates=templates,
    )


def typed() -> str:
    """The text in the form."""
    return request.form.get("text", "").replace("\r\n", "\n")


@bp.post("/matches/<match>/rules")
@form_of(rules)
def save_rules(match: str) -> ResponseReturnValue:
    """Keep the edited rule sheet, or show all its faults with the text as it was typed."""
    text = typed()
    try:
        matches.set_sheet(ctx(), actor=actor(), match_id=match, text=text, version=request.form.get("version"))
    except FaultyRuleSheet as faulty:
        return rules(match=match, text=text, faults=_faults(faulty)), 400
    return done("rules-saved", "rules", match=match)


@bp.post("/matches/<match>/rules/template")
@form_of(rules)
def take_template(match: str) -> ResponseReturnValue:
    """Start again from a template."""
    text = template_text(request.form.get("template", ""), lang())
    matches.set_sheet(ctx(), actor=actor(), match_id=match, text=text, version=request.form.get("version"))
    return done("rules-saved", "rules", match=match)


@bp.post("/matches/<match>/rules/check")
def check_rules(match: str) -> str:
    """The part of the page that lists the faults of the typed text; requested during typing, stores nothing."""
    try:
        sheet = read_rule_sheet(typed())
    except FaultyRuleSheet as faulty:
        return show("rules_state.html", faults=_faults(faulty), printed=None)
    return show("rules_state.html", faults=(), printed=printed_rules(sheet, match))


def _faults(faulty: FaultyRuleSheet) -> list[dict[str, str]]:
    return fault_lines(lang(), faulty.faults)
