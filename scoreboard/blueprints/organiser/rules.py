"""The rule sheet of a match: edited as TOML with every fault at its line, printed as 竞赛规则."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, lang, show, show_match
from scoreboard.presenters.faults import fault_lines
from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.quiz.rule_sheet_print import print_rule_sheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.sheets import list_templates, template_text
from scoring.usecases.quiz import matches
from scoring.usecases.quiz.perform import match_state


@bp.get("/matches/<match>/rules")
def rules(match: str, error: Any = None, text: str = "", faults: Any = ()) -> str:
    """The rule sheet's text and its printed form side by side."""
    found = text or matches.rule_sheet_text(ctx(), match)
    printed = None
    if not faults:
        try:
            printed = print_rule_sheet(read_rule_sheet(found), lang())
        except FaultyRuleSheet as faulty:
            faults = _faults(faulty)
    templates = [(known, read_rule_sheet(template_text(known, lang())).name) for known in list_templates()]
    return show_match(
        "rules.html", match, "rules", error, text=found, faults=faults, printed=printed, templates=templates
    )


@bp.post("/matches/<match>/rules")
@form_of(rules)
def save_rules(match: str) -> ResponseReturnValue:
    """Keep the edited rule sheet, or show all its faults with the text as it was typed."""
    text = request.form.get("text", "").replace("\r\n", "\n")
    try:
        matches.set_sheet(ctx(), actor=actor(), match_id=match, text=text)
    except FaultyRuleSheet as faulty:
        return rules(match=match, text=text, faults=_faults(faulty)), 400
    return done("rules-saved", "rules", match=match)


@bp.post("/matches/<match>/rules/template")
@form_of(rules)
def take_template(match: str) -> ResponseReturnValue:
    """Start again from a template."""
    text = template_text(request.form.get("template", ""), lang())
    matches.set_sheet(ctx(), actor=actor(), match_id=match, text=text)
    return done("rules-saved", "rules", match=match)


@bp.post("/matches/<match>/rules/check")
def check_rules(match: str) -> str:  # noqa: ARG001  the address names the match, the text says all
    """The part of the page that lists the faults of the typed text; requested during typing, stores nothing."""
    try:
        sheet = read_rule_sheet(request.form.get("text", "").replace("\r\n", "\n"))
    except FaultyRuleSheet as faulty:
        return show("rules_state.html", faults=_faults(faulty), printed=None)
    return show("rules_state.html", faults=(), printed=print_rule_sheet(sheet, lang()))


@bp.get("/matches/<match>/rules/print")
def print_rules(match: str) -> str:
    """The rules on paper: the edition in force once the match is open."""
    state = match_state(ctx(), match)
    sheet = state.rule_sheet or matches.rule_sheet_of(ctx(), match)
    return show("rules_print.html", printed=print_rule_sheet(sheet, lang()), match=matches.match_of(ctx(), match))


def _faults(faulty: FaultyRuleSheet) -> list[dict[str, str]]:
    return fault_lines(lang(), faulty.faults)
