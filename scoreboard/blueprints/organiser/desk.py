"""What the pages of the organiser's desk share: the blueprint, the actor, forms that come back with their error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import wraps
from typing import Any, Literal, Protocol, TypeVar
from urllib.parse import quote

from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from question_sets.numbers import NoSuchNumber, numbers_in
from scoreboard.blueprints.quiz.titles import titles_of
from scoreboard.blueprints.review.making import word_document
from scoreboard.exports.papers import page
from scoreboard.exports.papers.blocks import Paper
from scoreboard.i18n import request as i18n
from scoreboard.live.services import LiveServices
from scoreboard.presenters.quiz.organiser import steps
from scoreboard.presenters.say import Say
from scoreboard.server import runtime
from scoreboard.web import auth
from scoreboard.web.errors import NotEntered, describe, status_of
from scoreboard.web.refilled import refilled
from scoreboard.web.security import give_turn_back
from scoring.engine.actors import Actor
from scoring.engine.codec import digest
from scoring.engine.errors import Conflict, Invalid, LeitaiError, Refused
from scoring.engine.moments import local
from scoring.usecases import competitions
from scoring.usecases.competition.archiving import archived
from scoring.usecases.context import Context
from scoring.usecases.guards import need_current
from scoring.usecases.lists.rows import RowFault
from scoring.usecases.quiz import matches, question_sets
from scoring.usecases.quiz.perform import match_state
from scoring.usecases.records import Match, Question, QuestionSet

bp = Blueprint("organiser", __name__, url_prefix="/organiser")

LONGEST_TYPED = 100_000
"""Most characters of a field that is shown again: a rule sheet is shorter, a report that was packed may be longer."""

SHOWN_AS_STORED = ("pools-changed", "schedule-changed")
"""Refusals whose words say that the page shows what is stored now: a form with what was typed on the older page would
be that of the new version, and saving it would take back what another one has saved."""

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Page = Callable[..., str]


class Called(Protocol):
    """What has a name."""

    @property
    def name(self) -> str: ...


C = TypeVar("C", bound=Called)


@bp.before_request
def _only_organisers() -> ResponseReturnValue | None:
    """Guard every page of this desk: a first password leads to the page where another is chosen; raises
    ``NotEntered("not-signed-in")``, which leads a browser to the sign-in."""
    if auth.current_account() is not None:
        return None
    if auth.signed_in() is not None:
        return redirect(url_for("entry.own_password"), 303)
    raise NotEntered("not-signed-in")


STILL_POSSIBLE = frozenset(
    f"organiser.{name}" for name in ("put_away", "bring_back", "discard", "delete_match", "delete_competition")
)
"""What may be done with something that was put away."""


@bp.before_request
def _nothing_put_away_changes() -> None:
    """Raises ``Refused("archived")`` for a form about something that was put away, or that belongs to it."""
    if request.method != "POST" or request.endpoint in STILL_POSSIBLE:
        return
    about = request.view_args or {}
    with ctx().store.read() as uow:
        match = uow.of(Match).get(about.get("match", ""))
        of_match = (match.id, match.competition) if match is not None else ()
        need_current(uow, *of_match, *(about[name] for name in ("competition", "review") if name in about))


@bp.before_request
def _titles_of_match() -> None:
    """On the pages of a match people are called as its rule sheet calls them."""
    if match := (request.view_args or {}).get("match"):
        g.titles = titles_of(str(match))


@bp.after_request
def _tell_pages(response: Response) -> Response:
    """Show every open page what has changed: what an organiser mends stands in tables, and no entry tells of it."""
    if request.method == "POST" and response.status_code < 400:
        live: LiveServices = current_app.extensions["live"].services
        live.everybody()
    return response


def ctx() -> Context:
    """The use cases' context."""
    return auth.services().ctx


def actor() -> Actor:
    """Who is signed in."""
    found = auth.current_actor()
    assert found is not None
    return found


def say() -> Say:
    """Words in the language of this request; on the pages of a review with the title of its chair."""
    return i18n.words()


def today() -> date:
    """The day of the hall."""
    return local(ctx().clock.now(), auth.services().config.zone).date()


def lang() -> Any:
    """The language of this request, as readers and writers take it."""
    return i18n.lang()


def own_language_first(sets: Iterable[C]) -> list[C]:
    """Question sets with those in the language of this request first, by their names, which say it."""
    return sorted(sets, key=lambda one: one.name.isascii() == (lang() == "zh"))


def listed_sets() -> list[tuple[QuestionSet, int]]:
    """Every stored set with its number of questions, those in the language of this request first."""
    held = question_sets.list_question_sets(ctx())
    counts = {one.id: count for one, count in held}
    return [(one, counts[one.id]) for one in own_language_first(one for one, _ in held)]


MOST_NUMBERS = 10_000
"""Most signs of a field of numbers."""


def numbered(questions: Iterable[Question]) -> list[Question]:
    """The questions that the form's numbers and ranges name; raises ``Invalid("question-no-unknown")``."""
    by_no = {one.no: one for one in questions}
    try:
        return [by_no[no] for no in numbers_in(request.form.get("numbers", "")[:MOST_NUMBERS], by_no)]
    except NoSuchNumber as part:
        raise Invalid("question-no-unknown", no=str(part)) from None


def form_of(page: Page) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Let a form that is refused come back as its page, with the error on top and what was typed still in it; without
    that for ``SHOWN_AS_STORED``."""

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        @wraps(view)
        def guarded(**kwargs: str) -> ResponseReturnValue:
            try:
                return view(**kwargs)
            except (Invalid, Refused, Conflict) as error:
                shown = page(**kwargs, error=describe(error))
                return shown if error.code in SHOWN_AS_STORED else _as_typed(shown), status_of(error)

        return guarded

    return decorate


def _as_typed(html: str) -> str:
    said = {name: texts for name, texts in request.form.lists() if len(texts[0]) <= LONGEST_TYPED}
    return runtime.offload(refilled, html, request.path, said) if said else html


def changed(name: str) -> str | None:
    """What a field of the form was changed to; None where it says what its page showed, or is not there: a page that
    was opened earlier takes nothing back that another one has saved."""
    typed = request.form.get(name)
    return None if typed == request.form.get(f"was-{name}") else typed


def version_of(*shown: object) -> str:
    """The version of what a page shows and its form replaces as a whole: SHA-256 of its values."""
    return digest(list(shown))


def require_fresh(*stored: object) -> None:
    """Raise ``Conflict("changed-meanwhile")`` where the form was drawn from something else than what is stored now."""
    version = request.form.get("version")
    if version is not None and version != version_of(*stored):
        raise Conflict("changed-meanwhile")


def done(key: str, endpoint: str, /, fields: Mapping[str, object] | None = None, **values: Any) -> ResponseReturnValue:
    """Show what was done and redirect to a page, so that a reload repeats nothing."""
    return done_at(key, url_for(f"organiser.{endpoint}", **values), fields)


def done_at(key: str, address: str, fields: Mapping[str, object] | None = None) -> ResponseReturnValue:
    """``done`` for a page whose address is known."""
    flash(say()(f"organiser.done.{key}", **(fields or {})))
    return redirect(address, 303)


def show(template: str, error: Mapping[str, Any] | None = None, **values: Any) -> str:
    """A page of the desk."""
    return render_template(f"organiser/{template}", error=error, form=request.form, **values)


def show_paper(made: Paper, *, back: str, docx: str = "") -> str:
    """A paper as a page to be printed; ``back``: the page that led here · ``docx``: where its Word document is."""
    return render_template(
        "papers/print.html",
        error=None,
        paper=made,
        parts=page.kinds(made),
        date_line=page.date_line,
        back=back,
        docx=docx,
    )


def stage(match: Match) -> Literal["preparing", "opened", "locked"]:
    """The stage of a match; "opened" where its ledger cannot be read, so that its pages still open."""
    if not match.opened:
        return "preparing"
    try:
        return "locked" if match_state(ctx(), match.id).phase == "locked" else "opened"
    except LeitaiError:
        return "opened"


def show_match(template: str, match: str, here: str, error: Mapping[str, Any] | None = None, **values: Any) -> str:
    """A page about one match, with the steps of its preparation beside it."""
    found = matches.match_of(ctx(), match)
    missing = () if found.opened else matches.checklist(ctx(), match, relatives=True)
    away = archived(ctx())
    return show(
        template,
        error,
        match=found,
        competition=competitions.competition_of(ctx(), match),
        steps=steps(missing, questions=not i18n.titles().contest),
        missing=missing,
        here=here,
        stage=stage,
        away=found.id in away or found.competition in away,
        contest=i18n.titles().contest,
        **values,
    )


def upload() -> tuple[str, bytes]:
    """Name and content of the form's file, whose reading takes no turn; raises ``Invalid("file-needed")``."""
    given = request.files.get("file")
    if given is None or not given.filename:
        raise Invalid("file-needed")
    give_turn_back()
    return given.filename, given.read()


def download(data: bytes, mime: str, name: str) -> Response:
    """A file to keep, under a name that may be Chinese."""
    response = Response(data, mimetype=mime)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def document(paper: Paper, name: str = "") -> Response:
    """A paper as a Word document to keep, under its own name where no other is given."""
    return download(word_document(paper), DOCX, f"{name or paper.name}.docx")


LONGEST_NUMBER = 12
"""Most digits of a number of a form."""


def number(name: str, low: int, high: int, default: int) -> int:
    """A whole number of the form; raises ``Invalid("number-out-of-range")``."""
    text = request.form.get(name, "").strip() or str(default)
    if not text.isascii() or not text.isdigit() or len(text) > LONGEST_NUMBER or not low <= int(text) <= high:
        raise Invalid("number-out-of-range", low=low, high=high)
    return int(text)


def row_fault(fault: RowFault, fields: str = "organiser.roster") -> str:
    """What is wrong in a row of a list in words, with the name of its column, which stands under ``fields``."""
    column = say()(f"{fields}.{fault.field}")
    text = say()(f"organiser.row_fault.{fault.code}", **fault.fields)
    return say()("common.labelled", label=column, text=text)
