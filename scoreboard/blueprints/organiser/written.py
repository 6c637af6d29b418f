"""A written stage at the organiser's desk: how far its marks are, marks typed, their check, their publication."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import act
from scoreboard.blueprints.organiser.desk import bp, ctx, done, form_of, number, say
from scoreboard.blueprints.organiser.second_person import barred
from scoreboard.blueprints.organiser.written_desk import Marks, marks_of, show_marks
from scoreboard.presenters.competition.further import FurtherText, further_text
from scoreboard.presenters.competition.written import (
    column_text,
    fault_text,
    mark_text,
    progress,
    step_of,
    waited_for,
)
from scoreboard.presenters.review.moments import moment_text
from scoreboard.server import runtime
from scoreboard.web import auth
from scoring.engine.codec import digest
from scoring.engine.competition.commands_written import CheckMarks, EnterMarks, PaperMark, PublishMarks
from scoring.engine.competition.decide_written import ranking, same_mark
from scoring.engine.competition.other_base import further
from scoring.engine.competition.written import TeamPapers, supposed_results
from scoring.engine.competition.written_state import mark_in
from scoring.engine.errors import Invalid, NotFound, Refused
from scoring.engine.stages import Stage
from scoring.usecases import accounts
from scoring.usecases.competition.marks_import import MarkFault, mark_of, supposing
from scoring.usecases.competition.marks_table import mark_fields

SHOWN = 100
"""Teams on one page."""

MOST_REPLACED = 200
"""Most replaced marks that the page shows of one list."""


@bp.get("/competitions/<competition>/stages/<int:place>/written")
def written_page(competition: str, place: int, error: Any = None) -> str:
    """How far the marks are, what is to be done with them, how they came."""
    own = marks_of(competition, place)
    found, words = progress(own.papers), say()
    pages = -(-len(own.papers) // SHOWN) or 1
    page = min(pages, max(1, request.args.get("page", 1, type=int)))
    ready = bool(own.written.batches) and not found.missing
    step = step_of(own.written, found)
    zone = own.state.rules.zone if own.state.rules else auth.services().config.zone
    return show_marks(
        "written.html",
        own,
        error,
        progress=found,
        step=step,
        further=_further(own) if step == "checking" else None,
        barred=barred("marks", [(one.by, one.device) for one in own.written.unchecked]) if step == "checking" else None,
        places=runtime.offload(ranking, own.state, own.stage) if ready else (),
        waits=_waits(own),
        papers=own.papers[(page - 1) * SHOWN : page * SHOWN],
        page=page,
        pages=pages,
        team=lambda no: own.state.registrations[no].form,
        mark=lambda mark: mark_text(mark, words),
        person=_account,
        enterers=list(dict.fromkeys(_account(one.by) for one in own.written.unchecked)),
        moment=lambda at: moment_text(at, zone, say()),
        most=MOST_REPLACED,
        shown=SHOWN,
    )


@bp.post("/competitions/<competition>/stages/<int:place>/written/check")
@form_of(written_page)
def check_marks(competition: str, place: int) -> ResponseReturnValue:
    """A second person, on another device, has compared the marks with the papers."""
    own = marks_of(competition, place)
    act(competition, CheckMarks(own.stage.name, number("batch", 0, 100_000, 0)))
    return done("marks-checked", "written_page", competition=competition, place=place)


@bp.post("/competitions/<competition>/stages/<int:place>/written/publish")
@form_of(written_page)
def publish_marks(competition: str, place: int) -> ResponseReturnValue:
    """Show everybody the ranking."""
    own = marks_of(competition, place)
    again = bool(own.written.published)
    act(competition, PublishMarks(own.stage.name, number("batch", 0, 100_000, 0), again))
    return done("marks-published", "written_page", competition=competition, place=place)


@bp.get("/competitions/<competition>/stages/<int:place>/written/teams/<int:no>")
def written_team(
    competition: str, place: int, no: int, error: Any = None, further: FurtherText | None = None, told: str = ""
) -> str:
    """The marks of one team, to be typed or corrected; ``further``: what the typed corrections change further on, known
    by ``told``, before they are entered."""
    own = marks_of(competition, place)
    found = _team(own, no)
    return show_marks(
        "written_team.html",
        own,
        error,
        team=own.forms[no],
        found=found,
        fields=mark_fields(own.stage),
        label=lambda column: column_text(column, own.stage, say()),
        highest=dict(zip(mark_fields(own.stage), own.stage.highest_of, strict=True)),
        after=len(own.written.batches),
        further=further,
        told=told,
    )


@bp.post("/competitions/<competition>/stages/<int:place>/written/teams/<int:no>")
@form_of(lambda competition, place, no, error=None: written_team(competition, place, no, error))
def put_written_team(competition: str, place: int, no: int) -> ResponseReturnValue:
    """Enter what the page of a team says; what is not filled in stays as it is.  A correction on which something rests
    is entered by a second press, once the page has told what it changes further on."""
    own = marks_of(competition, place)
    said = [
        mark
        for row, one in enumerate(_team(own, no).people)
        for paper in range(1, own.stage.papers + 1)
        if (mark := _typed(own.stage, no, one.name, row, paper)) is not None
        and ((held := one.papers[paper - 1]) is None or not same_mark(held, mark))
    ]
    if not said:
        raise Refused("marks-there-already")
    after = number("after", 0, 100_000, 0)
    corrects = bool(request.form.get("reason", "").strip())
    if corrects and any(mark_in(own.written.marks, one) is not None for one in said):
        found = _further(replace(own, state=supposing(own.state, own.stage, own.written.holding(said))))
        if found is not None and request.form.get("told") != (told := digest((said, found))):
            return written_team(competition, place, no, further=found, told=told)
    act(competition, EnterMarks(own.stage.name, tuple(said), after, corrects=corrects))
    return done("marks-entered", "written_page", {"count": len(said)}, competition=competition, place=place)


def _further(own: Marks) -> FurtherText | None:
    """What it changes further on when the marks are confirmed."""
    supposed = runtime.offload(supposed_results, own.state, own.stage)
    found = further(own.state, own.stage.name, (*supposed, *own.tie_offs))
    return further_text(found, {no: one.form.team for no, one in own.state.registrations.items()}, say())


def _waits(own: Marks) -> list[str]:
    names = {no: form.team for no, form in own.forms.items()}
    return waited_for({one.team: one.missing for one in own.papers if one.missing}, names, own.stage, say())


def _team(own: Marks, no: int) -> TeamPapers:
    found = next((one for one in own.papers if one.team == no), None)
    if found is None:
        raise NotFound("mark-team", no=no)
    return found


def _typed(stage: Stage, no: int, person: str, row: int, paper: int) -> PaperMark | None:
    """What the form says of a paper; None: nothing."""
    name = f"{row}-{paper}"
    if request.form.get(f"absent-{name}"):
        return PaperMark(no, person, paper, absent=True)
    texts = [request.form.get(f"{column}-{name}", "").strip()[:40] for column in mark_fields(stage)]
    if not any(texts):
        return None
    marks = []
    for place, text in enumerate(texts):
        found = mark_of(text, stage, place) if text else MarkFault(mark_fields(stage)[place], "mark-needed")
        if isinstance(found, MarkFault):
            raise Invalid("mark-typed", person=person[:40], problem=fault_text(found, stage, say()))
        marks.append(found)
    return PaperMark(no, person, paper, tuple(marks))


def _account(actor_id: str) -> str:
    """The name of an account; "" for one that was removed."""
    found = accounts.account_of(ctx(), actor_id.removeprefix("account:"))
    return found.name if found is not None else ""
