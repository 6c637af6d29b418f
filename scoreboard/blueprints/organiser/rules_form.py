"""The rule sheet of a match as a form: the usual values, rounds and awards; what is saved is the same TOML text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, lang, say, show_match
from scoreboard.presenters.faults import fault_lines
from scoreboard.presenters.quiz.usual_values import WORDS, meant, usual_values
from scoreboard.presenters.usual_values import Group, form_faults, read_values
from scoring.engine.errors import FaultyRuleSheet, Invalid, LeitaiError
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.rulefile.edit import set_values
from scoring.engine.rulefile.tables import with_table_later, without_table
from scoring.usecases.quiz import matches
from scoring.usecases.quiz.sheet_edit import kinds_for, with_award, with_round

TABLES = frozenset({"round", "award"})
"""What the form adds, takes out and moves."""


@bp.get("/matches/<match>/rules/values")
def rules_form(match: str, error: Any = None, faults: Any = ()) -> str:
    """The usual values, round by round; a text with faults is mended on its own page."""
    text = matches.rule_sheet_text(ctx(), match)
    groups: Sequence[Group] = ()
    kinds: Sequence[str] = ()
    try:
        sheet = read_rule_sheet(text)
        groups, kinds = usual_values(sheet), kinds_for(sheet)
    except FaultyRuleSheet as faulty:
        faults = fault_lines(lang(), faulty.faults)
    version = request.form.get("version") if faults else matches.sheet_version(text)
    shown = {"groups": groups, "version": version, "faults": faults, "kinds": kinds, "words": WORDS}
    return show_match("rules_form.html", match, "rules", error, **shown)


@bp.post("/matches/<match>/rules/values")
@form_of(rules_form)
def save_rules_form(match: str) -> ResponseReturnValue:
    """Set the values that were changed, and what the pressed button says beside: add, take out or move a round or an
    award.  All of it or nothing; the comments of the text stay."""
    text = matches.rule_sheet_text(ctx(), match)
    try:
        groups = usual_values(read_rule_sheet(text))
        edited = set_values(text, meant(read_values(groups, request.form, WORDS, say())))
        edited = _pressed(edited, request.form.get("do", ""))
        matches.set_sheet(ctx(), actor=actor(), match_id=match, text=edited, version=request.form.get("version", ""))
    except FaultyRuleSheet as faulty:
        named = _groups_after(text, request.form.get("do", ""))
        return rules_form(match=match, faults=form_faults(faulty.faults, named, WORDS, lang(), say())), 400
    return done("rules-saved", "rules_form", match=match)


def _groups_after(text: str, button: str) -> Sequence[Group]:
    """The form after a button, by which a fault of that text is named; () where it cannot be read by itself."""
    try:
        return usual_values(read_rule_sheet(_pressed(text, button)))
    except LeitaiError:
        return ()


def _pressed(text: str, button: str) -> str:
    """The text after a button: ``add-round``, ``add-award``, ``remove-round-3``, ``later-award-1``; "" saves alone."""
    if not button:
        return text
    if button == "add-round":
        return with_round(text, request.form.get("kind", ""), lang())
    if button == "add-award":
        return with_award(text, say()(f"{WORDS}.new_award"))
    verb, _, of = button.partition("-")
    table, _, no = of.partition("-")
    if table in TABLES and no.isascii() and no.isdigit() and len(no) < 4:
        if verb == "remove":
            return without_table(text, table, int(no))
        if verb == "later":
            return with_table_later(text, table, int(no))
    raise Invalid("button-unknown", found=button[:40])
