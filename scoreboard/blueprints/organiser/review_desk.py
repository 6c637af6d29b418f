"""What the organiser's pages about one review share: their frame, the campaign's text, what is said of editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from scoreboard.blueprints.organiser.desk import ctx, say, show
from scoreboard.blueprints.review.making import TOGETHER, texts_by_draft
from scoreboard.presenters.review.checklist import STEPS, steps, tasks
from scoreboard.presenters.review.edition import MoveLine, change_lines, misfit_lines, move_lines, over_lines
from scoreboard.server import runtime
from scoring.engine.errors import FaultyRuleSheet, Invalid
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.campaign_changes import changes, step_digest
from scoring.engine.review.campaign_reader import read_campaign
from scoring.engine.review.how_far import how_far
from scoring.engine.review.moves import Misfit, misfits, moves, over_quotas
from scoring.engine.review.state import ReviewState
from scoring.engine.rulefile.reader import MOST_TEXT
from scoring.usecases.competition.archiving import archived
from scoring.usecases.perform import state_of
from scoring.usecases.review import reviews
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.missing import Missing, missing_of


def show_review(
    template: str, review: str, here: str, error: Any = None, lacks: Sequence[Missing] | None = None, **values: Any
) -> str:
    """A page about one review, with the steps of its preparation; ``lacks``: what is missing, where a page knows it."""
    found = reviews.review_of(ctx(), review)
    state = review_state(review)
    if lacks is None:
        lacks = () if found.opened else missing_of(ctx(), review)
    frame: dict[str, Any] = {
        "how_far": how_far(state, max(ctx().clock.now(), state.at)),
        "away": review in archived(ctx()),
    }
    frame |= {"steps": steps(lacks), "order": STEPS, "here": here, "state": state, "key": ctx().ids.new()}
    frame["left_here"] = [one for one in tasks(lacks, say()) if one.page == here]
    return show(template, error, review=found, **frame, **values)


def all_public(state: ReviewState) -> bool:
    """Whether the results of all awards are public."""
    awards = () if state.campaign is None else state.campaign.awards
    return bool(awards) and all(one.id in state.published for one in awards)


def review_state(review: str) -> ReviewState:
    """The review as it stands."""
    return state_of(ctx(), REVIEW, stream_of(review))


def campaign_in(data: bytes) -> str:
    """The text of an uploaded campaign; raises ``Invalid("campaign-not-text")``."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Invalid("campaign-not-text") from None
    if not text.strip() or len(text) > MOST_TEXT:
        raise Invalid("campaign-not-text")
    return text


def edition_values(review: str) -> Mapping[str, Any]:
    """What pages say of editions: both frozen steps, and what the saved text changes in the edition in force."""
    state = review_state(review)
    try:
        saved = read_campaign(reviews.review_of(ctx(), review).campaign)
    except FaultyRuleSheet:
        return {"frozen": (), "changed": (), "edition": 0}
    found: Sequence[Any] = ()
    if state.campaign is not None:
        found = changes(state.campaign, replace(saved, edition=state.campaign.edition))
    return {
        "frozen": frozen_steps(state, saved),
        "changed": change_lines(found, saved, say()),
        "edition": (saved if state.campaign is None else state.campaign).edition,
    }


def moved_by(review: str) -> tuple[MoveLine, ...]:
    """Who stands elsewhere by the saved text; reckoned apart from the server's turn, as it ranks every award twice."""
    state = review_state(review)
    saved = read_campaign(reviews.review_of(ctx(), review).campaign)
    found = () if state.campaign is None else runtime.offload(moves, state, saved)
    return move_lines(found, state, say())


def touched_by(review: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom the saved text puts above a quota, and whose forms it no longer fits, a line each; read in parts, and
    reckoned apart from the server's turn."""
    state = review_state(review)
    saved = read_campaign(reviews.review_of(ctx(), review).campaign)
    if state.campaign is None:
        return (), ()
    over = over_lines(over_quotas(state, saved), saved, say())
    if not any(one.moves == "forms" for one in changes(state.campaign, replace(saved, edition=state.campaign.edition))):
        return over, ()
    standing, found = [one for one in state.nominations.values() if not one.over], list[Misfit]()
    for start in range(0, len(standing), TOGETHER):
        part = standing[start : start + TOGETHER]
        texts = texts_by_draft(one.form.draft for one in part)
        said = {one.no: text for one in part if (text := texts.get(one.form.draft)) is not None}
        values = {no: {**text.values, **text.personal} for no, text in said.items()}
        found += runtime.offload(misfits, state, saved, values)
    return over, misfit_lines(found, state, saved, say())


def frozen_steps(state: ReviewState, saved: Campaign) -> list[dict[str, Any]]:
    """The two steps, each with its check code and whether it is frozen."""
    steps = []
    for step in ("entries", "marks"):
        held = state.frozen.get(step)
        code = held or step_digest(saved, step)
        steps.append({"step": step, "code": code[:16], "frozen": held is not None})
    return steps
