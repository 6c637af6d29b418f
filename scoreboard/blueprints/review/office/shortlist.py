"""The shortlist of an award at the study office: what the marks give, and what the meeting fixes."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.review.desk import act, form_of, review_state
from scoreboard.blueprints.review.office.desk import bp, choice, done, now, number, order_of, show, text_of
from scoreboard.exports.tally.wording import Wording
from scoreboard.i18n.request import lang
from scoreboard.presenters.review.office import judging as present
from scoreboard.presenters.review.office.steps import next_step
from scoreboard.server import runtime
from scoring.engine.review import guards
from scoring.engine.review.commands_judging import FixShortlist


@bp.get("/shortlist/<award>")
def shortlist(review: str, award: str, error: Any = None) -> str:
    """The proposal with its marks, the tie on the line, how sure the line is; and the form of the meeting."""
    state = review_state(review)
    its_award = guards.need_award(state, award)
    found = runtime.offload(present.ranked, state, its_award)
    values: dict[str, Any] = {"award": its_award, "ranked": found, "fixed": state.shortlists.get(its_award.id)}
    values["step"] = next_step(state, its_award, now())
    if found is not None:
        names = {one.id: one.name for one in its_award.criteria}
        names |= {stage.id: stage.name for stage in state.rules.mark_stages()}
        wording = Wording(lang(), names, "nominee")
        values["decided"] = {one.entry: wording.decided(one) for one in found.lines}
        values["rows"] = present.list_rows(state, found, its_award)
        values["certainty"] = runtime.offload(present.certainty, state, its_award)
    return show("shortlist.html", review, state, error, here="judging", **values)


@bp.post("/shortlist/<award>")
@form_of(shortlist)
def fix_shortlist(review: str, award: str) -> ResponseReturnValue:
    """Fix the shortlist in the order of the form."""
    equals = choice("equals", ("", "vote", "lot", "meeting"))
    seen = number(request.form.get("seen", ""))
    act(review, FixShortlist(award, order_of(), text_of("present", 500), text_of("why", 500), equals, seen))
    return done(review, "listed", "shortlist", award=award)
