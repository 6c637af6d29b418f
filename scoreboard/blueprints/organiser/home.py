"""Competitions and their matches: make one, edit it, make a match from a rule-sheet template, import a book."""

from __future__ import annotations

import json
from collections.abc import Container
from typing import Any, cast

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import actor, bp, changed, ctx, done, form_of, lang, show, stage, upload
from scoreboard.web.errors import describe, status_of
from scoring.engine.errors import Broken, Invalid, LeitaiError, NotFound
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.review.campaign_reader import read_campaign
from scoring.engine.review.how_far import HowFar, how_far
from scoring.sheets import campaign_text, list_campaigns, list_templates, template_text
from scoring.usecases import competitions
from scoring.usecases.competition.archiving import archived
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.competitions import Theme
from scoring.usecases.ledger_code import code_of_ledger
from scoring.usecases.perform import state_of
from scoring.usecases.quiz import matches
from scoring.usecases.quiz.import_book import import_book
from scoring.usecases.records import Match
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.records import Review
from scoring.usecases.review.reviews import reviews_of

THEMES = ("crimson", "indigo")

MOST_WAYS_BACK = 5
"""Reviews that a page of the lists leads back to."""


def _current(competition: str, away: Container[str]) -> list[Match]:
    """The matches that were not put away, newest first."""
    return [one for one in matches.list_matches(ctx(), competition_id=competition) if one.id not in away]


@bp.get("/")
def home(error: Any = None) -> str:
    """All competitions with their matches; the way to a new one."""
    away = archived(ctx())
    held = [(one, _current(one.id, away)) for one in competitions.list_competitions(ctx()) if one.id not in away]
    reviews = [one for one in _reviews() if one[0].id not in away]
    return show(
        "home.html", error, held=held, themes=THEMES, stage=stage, reviews=reviews, campaigns=_campaigns(), away=away
    )


def _reviews() -> list[tuple[Review, HowFar]]:
    """Every review with how far it is."""
    now = ctx().clock.now()
    states = ((one, state_of(ctx(), REVIEW, stream_of(one.id))) for one in reviews_of(ctx()))
    return [(one, how_far(state, max(now, state.at))) for one, state in states]


def _in_hand() -> list[Review]:
    """The reviews that are under way or in preparation, newest first."""
    away = archived(ctx())
    held = [one for one, far in _reviews() if far not in ("published", "commended")]
    return [one for one in reversed(held) if one.id not in away and not one.carried][:MOST_WAYS_BACK]


@bp.context_processor
def _ways_back() -> dict[str, Any]:
    """The lists that all reviews share lead back to those whose checklists lead to them."""
    return {"reviews_in_hand": _in_hand}


@bp.post("/competitions")
@form_of(home)
def create_competition() -> ResponseReturnValue:
    """A new competition."""
    made = competitions.create_competition(ctx(), actor=actor(), **_fields())
    return done("competition-made", "competition", {"title": made.title}, competition=made.id)


@bp.get("/competitions/<competition>")
def competition(competition: str, error: Any = None) -> str:
    """One competition: its title and look, its matches, a new match."""
    found = next((one for one in competitions.list_competitions(ctx()) if one.id == competition), None)
    if found is None:
        raise NotFound("competition-unknown", competition=competition)
    away = archived(ctx())
    held = _current(competition, away)
    return show(
        "competition.html",
        error,
        competition=found,
        matches=held,
        away=competition in away,
        hidden=sum(one.id in away for one in matches.list_matches(ctx(), competition_id=competition)),
        themes=THEMES,
        templates=_templates(),
        stage=stage,
        has_book=competition_state(ctx(), competition).seq > 0,
        code=code_of_ledger(ctx(), competitions.stream_of(competition)),
    )


@bp.post("/competitions/<competition>")
@form_of(competition)
def edit_competition(competition: str) -> ResponseReturnValue:
    """Another title or look."""
    shown = request.form.get("was-bright")
    bright = "bright" in request.form
    competitions.edit_competition(
        ctx(),
        actor=actor(),
        competition_id=competition,
        title=changed("title"),
        organiser=changed("organiser"),
        theme=None if changed("theme") is None else _theme(),
        bright=None if shown == _mark(bright) else bright,
    )
    return done("saved", "competition", competition=competition)


@bp.post("/competitions/<competition>/matches")
@form_of(competition)
def create_match(competition: str) -> ResponseReturnValue:
    """A new match with a copy of a template's rule sheet."""
    made = matches.create_match(
        ctx(),
        actor=actor(),
        competition_id=competition,
        title=request.form.get("title", ""),
        template=request.form.get("template", ""),
        lang=lang(),
    )
    return done("match-made", "match", {"title": made.title}, match=made.id)


@bp.post("/books")
def take_book() -> ResponseReturnValue:
    """Import a match from its book, which is checked entry by entry before anything is stored."""
    try:
        book = _book(upload()[1])
        made = import_book(ctx(), actor=actor(), book=book)
    except LeitaiError as error:
        return home(error=describe(error)), 400 if isinstance(error, Broken) else status_of(error)
    return done("book-taken", "match", {"title": made.title}, match=made.id)


def _book(data: bytes) -> dict[str, Any]:
    try:
        book = json.loads(data)
    except (ValueError, RecursionError):  # no JSON, a number of thousands of digits, brackets a thousand deep
        raise Invalid("book-unreadable") from None
    if not isinstance(book, dict):
        raise Invalid("book-unreadable")
    return book


def _fields() -> dict[str, Any]:
    return {
        "title": request.form.get("title", ""),
        "organiser": request.form.get("organiser", ""),
        "theme": _theme(),
        "bright": "bright" in request.form,
    }


def _theme() -> Theme:
    theme = request.form.get("theme", THEMES[0])
    if theme not in THEMES:
        raise Invalid("input-wrong", places="theme")
    return cast(Theme, theme)


def _mark(ticked: bool) -> str:
    """What a hidden field says of a box that its page showed."""
    return "1" if ticked else ""


def _campaigns() -> list[tuple[str, str]]:
    """(id, name) of every campaign that comes with the program."""
    return [(known, read_campaign(campaign_text(known, lang())).name) for known in list_campaigns()]


def _templates() -> list[tuple[str, str, int]]:
    """(id, name, rounds) of every template, the usual one first."""
    sheets = [(known, read_rule_sheet(template_text(known, lang()))) for known in list_templates()]
    return [(known, sheet.name, len(sheet.rounds)) for known, sheet in sheets]
