"""The questions of a set one by one: read, edited, added, taken out, looked at as the big screen shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue

from question_sets.editing import TypedQuestion, typed_of
from question_sets.keys import LETTERS
from question_sets.limits import MAX_OPTIONS, MAX_QUESTIONS
from question_sets.template import TYPE_NAMES
from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, lang, require_fresh, say, show
from scoreboard.blueprints.organiser.set_question_form import Sent, Told, refused, sent, told, typed_now
from scoreboard.blueprints.organiser.set_seen import seen_lines, staff_names
from scoreboard.blueprints.quiz.question_import import to_read
from scoreboard.presenters.quiz.trial import trial_views
from scoreboard.web import auth
from scoreboard.web.errors import describe, status_of
from scoring.engine.errors import NotFound
from scoring.tables.limits import MAX_CELL
from scoring.usecases.competition.looks import look_at_set
from scoring.usecases.competition.seen_by import NOBODY, question_seen_by
from scoring.usecases.media import medium_of
from scoring.usecases.quiz import edit_questions, question_sets
from scoring.usecases.records import Question, QuestionSet

SPARE_OPTIONS = 2
LEAST_OPTIONS = 4
"""Fields for options that a form has at least, and beyond those that are filled."""

COPY_OF = 100
"""Signs of a set's name that its copy keeps."""


@bp.post("/sets/<question_set>/copy")
def copy_set(question_set: str) -> ResponseReturnValue:
    """A copy that may be edited; from a question's page it leads to the same question of the copy."""
    old, _ = _set(question_set)
    name = say()("organiser.sets.copy_name", name=old.name[:COPY_OF])
    new = edit_questions.copy_question_set(ctx(), actor=actor(), question_set=question_set, name=name)
    wanted = request.form.get("no", "")
    for one in question_sets.questions_in(ctx(), actor=actor(), question_set=new.id):
        if str(one.no) == wanted:
            return done("set-copied", "set_question", {"name": new.name}, question_set=new.id, question=one.id)
    return done("set-copied", "question_set", {"name": new.name}, question_set=new.id)


@bp.get("/sets/<question_set>/questions/new")
def new_question(
    question_set: str, error: Any = None, typed: TypedQuestion | None = None, faults: Told | None = None
) -> str:
    """The form of one more question."""
    found, questions = _set(question_set)
    return show(
        "set_question.html",
        error,
        set=found,
        question=None,
        no=edit_questions.next_no(questions),
        frozen=(),
        **_form(typed or (typed_now() if request.method == "POST" else TypedQuestion()), faults),
    )


@bp.post("/sets/<question_set>/questions/new")
@form_of(new_question)
def add_question(question_set: str) -> ResponseReturnValue:
    """Add a question, or show the form again with every fault beside its field."""
    questions = _set(question_set)[1]
    given = sent(edit_questions.next_no(questions), questions, None)
    if given.question is None:
        return _again(given, new_question(question_set, describe(refused(given.report)), given.typed, _faults(given)))
    new = edit_questions.add_question(
        ctx(),
        actor=actor(),
        question_set=question_set,
        question=given.question,
        medium=given.medium,
        most=MAX_QUESTIONS,
    )
    _say_doubts(given)
    fields, at = {"no": new.no}, {"question_set": question_set}
    if "another" in request.form:
        return done("question-added", "new_question", fields, **at)
    return done("question-added", "set_question", fields, **at, question=new.id)


@bp.get("/sets/<question_set>/questions/<question>")
def set_question(
    question_set: str, question: str, error: Any = None, typed: TypedQuestion | None = None, faults: Told | None = None
) -> str:
    """One question with all that it has, who has seen it, and the way to change it."""
    found, questions = _set(question_set)
    one = _question(questions, question)
    look_at_set(ctx(), actor=actor(), question_set=question_set, questions=[question], device=auth.device())
    known = question_seen_by(ctx(), actor=actor(), question_id=question)
    said = known.questions.get(question, NOBODY)
    place = questions.index(one)
    medium = medium_of(ctx(), one.media) if one.media else None
    return show(
        "set_question.html",
        error,
        set=found,
        question=one,
        no=one.no,
        frozen=[match.shown_title for match in said.held if match.opened],
        used=[match.shown_title for match in said.held],
        medium=medium,
        before=questions[place - 1] if place else None,
        after=questions[place + 1] if place + 1 < len(questions) else None,
        version=edit_questions.question_version(one),
        known=known,
        seen=seen_lines(said, staff_names()),
        **_form(typed or typed_of(to_read(one, one.media), lang()), faults),
    )


@bp.post("/sets/<question_set>/questions/<question>")
@form_of(set_question)
def put_question(question_set: str, question: str) -> ResponseReturnValue:
    """Keep what the form says of a question, or show it again with every fault beside its field."""
    questions = _set(question_set)[1]
    old = _question(questions, question)
    given = sent(old.no, [one for one in questions if one is not old], old)
    if given.question is None:
        error = describe(refused(given.report))
        return _again(given, set_question(question_set, question, error, given.typed, _faults(given)))
    new = edit_questions.edit_question(
        ctx(),
        actor=actor(),
        question_id=question,
        question=given.question,
        medium=given.medium,
        version=request.form.get("version", ""),
    )
    _say_doubts(given)
    return done("question-kept", "set_question", {"no": new.no}, question_set=question_set, question=question)


@bp.post("/sets/<question_set>/questions/<question>/remove")
@form_of(set_question)
def take_out_question(question_set: str, question: str) -> ResponseReturnValue:
    """Take a question out of the set, as the page showed it."""
    questions = _set(question_set)[1]
    require_fresh(_question(questions, question))
    gone = edit_questions.take_out_question(ctx(), actor=actor(), question_id=question)
    return done("question-removed", "question_set", {"no": gone.no}, question_set=question_set)


@bp.get("/sets/<question_set>/questions/<question>/screen")
def question_screen(question_set: str, question: str) -> str:
    """The question on the big screen, its answer on a switch, and a word where something does not fit."""
    found, questions = _set(question_set)
    one = _question(questions, question)
    look_at_set(ctx(), actor=actor(), question_set=question_set, questions=[question], device=auth.device())
    place = questions.index(one)
    return show(
        "set_screen.html",
        set=found,
        question=one,
        before=questions[place - 1] if place else None,
        after=questions[place + 1] if place + 1 < len(questions) else None,
        views=trial_views(one, say()),
        answer=request.args.get("scene") == "answer",
    )


def _set(question_set: str) -> tuple[QuestionSet, Sequence[Question]]:
    """The set with its questions by number; raises ``NotFound("question-set-unknown")``."""
    questions = question_sets.questions_in(ctx(), actor=actor(), question_set=question_set)
    return question_sets.set_of(ctx(), question_set), questions


def _question(questions: Sequence[Question], question: str) -> Question:
    found = next((one for one in questions if one.id == question), None)
    if found is None:
        raise NotFound("question-gone")
    return found


def _form(typed: TypedQuestion, faults: Told | None) -> dict[str, Any]:
    shown = min(MAX_OPTIONS, max(LEAST_OPTIONS, len(typed.options) + SPARE_OPTIONS))
    return {
        "typed": typed,
        "faults": faults or {},
        "letters": LETTERS[:shown],
        "types": list(TYPE_NAMES["zh"]),
        "longest": MAX_CELL,
    }


def _faults(given: Sent) -> Told:
    return told(given.report.problems)


def _again(given: Sent, page: str) -> ResponseReturnValue:
    return page, status_of(refused(given.report))


def _say_doubts(given: Sent) -> None:
    """What was assumed of a question that was kept, and what wants a look, in words above the page."""
    for texts in _faults(given).values():
        for _, text in texts:
            flash(text)
