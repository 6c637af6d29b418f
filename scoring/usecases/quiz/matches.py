"""Create a match (场次), give it its rule sheet, list what is missing before it can open."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, FaultyRuleSheet, Invalid
from scoring.engine.quiz.rule_sheet import TIE_OFF, RuleSheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.sheets import template_text
from scoring.usecases.contents import frozen
from scoring.usecases.context import Context
from scoring.usecases.guards import (
    clean,
    get_competition,
    get_match,
    get_rule_sheet,
    get_unopened,
    named,
    need_current,
    require_organiser,
)
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.missing import Missing
from scoring.usecases.quiz.readiness import find_missing
from scoring.usecases.quiz.rehearsals import rehearsal_title
from scoring.usecases.records import Match, Question, RuleSheetText

__all__ = [
    "Missing",
    "check_title",
    "checklist",
    "create_match",
    "edit_match",
    "list_matches",
    "match_of",
    "questions_of",
    "rule_sheet_of",
    "rule_sheet_text",
    "set_sheet",
    "stages_of",
]


def create_match(
    ctx: Context,
    *,
    actor: Actor,
    competition_id: str,
    title: str,
    template: str = "",
    text: str = "",
    lang: Literal["zh", "en"] = "zh",
    stage: str = "",
) -> Match:
    """A new match with a rule sheet of its own: a copy of a template in ``lang``, or TOML ``text``; ``stage``: one of
    the rule sheet's ("": not said).

    Raises ``FaultyRuleSheet``, ``NotFound("no-such-template" | "competition-unknown")``, ``Invalid("sheet-needed" |
    "no-such-stage")``, ``Conflict("match-named")`` if the competition has a match of this title.
    """
    require_organiser(actor)
    if bool(template) == bool(text):
        raise Invalid("sheet-needed")
    text = text or template_text(template, lang)
    read_rule_sheet(text)
    if stage and stage not in stages_of(text):
        raise Invalid("no-such-stage", stage=stage)
    sheet = RuleSheetText(id=ctx.ids.new(), competition=competition_id, text=text)
    match = Match(
        id=ctx.ids.new(),
        competition=competition_id,
        title=clean(title, "title"),
        rule_sheet=sheet.id,
        stage=stage,
        created_at=ctx.clock.now(),
    )
    with ctx.store.write() as uow:
        get_competition(uow, competition_id)
        need_current(uow, competition_id)
        check_title(uow, match)
        uow.of(RuleSheetText).put(sheet)
        uow.of(Match).put(match)
        uow.commit()
    return match


def edit_match(
    ctx: Context, *, actor: Actor, match_id: str, title: str | None = None, stage: str | None = None
) -> Match:
    """Change the title of the match and its stage, one of the rule sheet's ("": not said); what is None stays.

    Raises ``Refused("match-opened")`` once both are frozen with the setup, ``Invalid("no-such-stage")``.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        old = get_unopened(uow, match_id)
        said = old.title if title is None else clean(title, "title")
        said = rehearsal_title(said) if old.rehearsal else said
        match = replace(old, title=said, stage=old.stage if stage is None else stage)
        if match.title != old.title:
            check_title(uow, match)
        if stage and stage not in stages_of(get_rule_sheet(uow, match.rule_sheet).text):
            raise Invalid("no-such-stage", stage=stage)
        uow.of(Match).put(match)
        uow.commit()
    return match


def stages_of(text: str) -> tuple[str, ...]:
    """The names of the stages of matches that a rule sheet in TOML has; none if it cannot be read."""
    try:
        return tuple(stage.name for stage in read_rule_sheet(text).stages if not stage.written)
    except FaultyRuleSheet:
        return ()


def sheet_version(text: str) -> str:
    """The version of a rule sheet's text that a form is drawn from: its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()


def set_sheet(ctx: Context, *, actor: Actor, match_id: str, text: str, version: str | None = None) -> RuleSheet:
    """Give a match that is not yet opened another rule sheet; ``FaultyRuleSheet`` lists every fault, and the old one
    stays.  Raises ``Conflict("rules-changed")`` where the text is no longer that of ``version``; None is no form.

    Questions of rounds that the new rule sheet does not have go back to their sets, and a stage that it does not have
    is not said any more.
    """
    require_organiser(actor)
    sheet = read_rule_sheet(text)
    pools = {rule.id for rule in sheet.rounds} | {"", TIE_OFF}
    with ctx.store.write() as uow:
        match = get_unopened(uow, match_id)
        old = get_rule_sheet(uow, match.rule_sheet)
        if version is not None and version != sheet_version(old.text):
            raise Conflict("rules-changed")
        uow.of(RuleSheetText).put(replace(old, text=text))
        stage = match.stage if match.stage in {one.name for one in sheet.stages} else ""
        kept = tuple(pool for pool in match.questions if pool[0] in pools)
        uow.of(Match).put(replace(match, questions=kept, stage=stage))
        uow.commit()
    return sheet


def rule_sheet_text(ctx: Context, match_id: str) -> str:
    """The TOML text of the match's rule sheet as it was set up."""
    with ctx.store.read() as uow:
        return get_rule_sheet(uow, get_match(uow, match_id).rule_sheet).text


def rule_sheet_of(ctx: Context, match_id: str) -> RuleSheet:
    """The match's rule sheet as it was set up; ``match_state(...).rule_sheet`` is the edition in force afterwards."""
    return read_rule_sheet(rule_sheet_text(ctx, match_id))


def list_matches(ctx: Context, *, competition_id: str = "") -> tuple[Match, ...]:
    """The matches of a competition, or all, newest first."""
    where = {"competition": competition_id} if competition_id else {}
    with ctx.store.read() as uow:
        return tuple(reversed(uow.of(Match).all(**where)))


def match_of(ctx: Context, match_id: str) -> Match:
    """The match; raises ``NotFound("match-unknown")``."""
    with ctx.store.read() as uow:
        return get_match(uow, match_id)


def questions_of(ctx: Context, match_id: str) -> Mapping[str, Question]:
    """The contents of the match's questions by id.  Secret: the presenters decide who may see them."""
    with ctx.store.read() as uow:
        return frozen(ctx.contents.of(uow, get_match(uow, match_id)))


def checklist(ctx: Context, match_id: str, *, relatives: bool = False) -> tuple[Missing, ...]:
    """All that is missing before the match can open, the blocking things first; empty: the match is ready.
    ``relatives``: names of judges' relatives too, for the organiser's own pages."""
    with ctx.store.read() as uow:
        return find_missing(ctx, uow, get_match(uow, match_id), relatives=relatives)


def check_title(uow: UnitOfWork, match: Match) -> None:
    """Raise ``Conflict("match-named")`` if the competition has another match of this title."""
    others = [one for one in uow.of(Match).all(competition=match.competition) if one.id != match.id]
    if same := named(match.title, others, lambda one: one.title):
        raise Conflict("match-named", name=same.title)
