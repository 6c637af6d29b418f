"""The decision on each award as a page shows it: which body is next, what was decided, what may be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoreboard.presenters.review.office.judging import ListRow
from scoreboard.presenters.review.office.steps import Step, next_step
from scoring.engine.review import guards
from scoring.engine.review.campaign import Award
from scoring.engine.review.ranking import listed
from scoring.engine.review.state import DecisionMade, ReviewState, Revocation, RevocationGround

GROUNDS: tuple[RevocationGround, ...] = ("forged", "procedure", "conduct", "other")
"""Why an award is taken back, as a page asks; an objection has a way of its own."""


@dataclass(frozen=True, slots=True)
class AwardDecision:
    """One award at the desk of those who decide.

    ``made``: every decision, in order · ``body``: which body is next, "" for none · ``again``: bodies that decided and
    may meet once more · ``rows``: its list, with the places that winning would give · ``winners``, ``forward``: as
    decided · ``revoked``: winners from whom it was taken back, by their numbers ·
    ``turned_down``: each decision that turned somebody down, with their names.
    """

    award: Award
    step: Step
    made: tuple[DecisionMade, ...]
    body: str
    again: tuple[str, ...]
    rows: tuple[ListRow, ...]
    winners: tuple[int, ...]
    forward: tuple[int, ...]
    published: bool
    revoked: Mapping[int, Revocation]
    turned_down: tuple[tuple[DecisionMade, tuple[str, ...]], ...]

    def seen(self, body: str) -> int:
        """How many decisions of a body there are, so that nobody records a meeting beside somebody else."""
        return sum(one.body == body for one in self.made)

    @property
    def may_publish(self) -> bool:
        """Whether publishing it is the next step."""
        return self.step.code == "publish"

    @property
    def standing(self) -> tuple[int, ...]:
        """The winners whose award stands."""
        return tuple(no for no in self.winners if no not in self.revoked)

    @property
    def forward_rows(self) -> tuple[ListRow, ...]:
        """The winners, with a place for each that goes up, or would by the rule."""
        standing = self.standing
        chosen = self.forward or standing[: self.award.put_forward]
        place: Mapping[int, int] = {no: number for number, no in enumerate(chosen, start=1)}
        named = {row.no: row for row in self.rows}
        rows = [named[no] for no in standing if no in named]
        return tuple(ListRow(row.no, row.name, row.unit, place.get(row.no, "")) for row in rows)


def decisions(state: ReviewState, at: int) -> tuple[AwardDecision, ...]:
    """Every award that has a shortlist, in the campaign's order."""
    return tuple(_of(state, award, at) for award in state.rules.awards if award.id in state.shortlists)


def _of(state: ReviewState, award: Award, at: int) -> AwardDecision:
    step = next_step(state, award, at)
    made = tuple(one for one in state.decisions if one.award == award.id)
    body = str(step.fields.get("body", "")) if step.code == "decide" else ""
    final = state.decided(award.id)
    winners = final.winners if final else ()
    return AwardDecision(
        award,
        step,
        made,
        body,
        _again(state, award, step, made, body),
        _rows(state, award, made),
        winners,
        state.forward.get(award.id, ()),
        award.id in state.published,
        {one.nomination: one for one in state.revocations if one.award == award.id},
        tuple((one, tuple(state.nominations[no].nominee for no in one.turned_down)) for one in made if one.turned_down),
    )


def _again(
    state: ReviewState, award: Award, step: Step, made: tuple[DecisionMade, ...], next_body: str
) -> tuple[str, ...]:
    """The bodies that decided and may record a further meeting: until the publication, and while nothing else about
    the award is open that a decision has to wait for."""
    before_notice = state.rules.decision.when == "before_notice"
    if award.id in state.published or not (before_notice or step.code in ("decide", "publish")):
        return ()
    there = {one.body for one in made} - {next_body}
    return tuple(one for one in state.rules.decision.by if one in there)


def _rows(state: ReviewState, award: Award, made: tuple[DecisionMade, ...]) -> tuple[ListRow, ...]:
    """The list with the first places as winners, or those of the newest body that passed."""
    there = listed(state, award.id)
    passed = next(
        (one.winners for one in reversed(made) if one.verdict == "pass"), there[: guards.places_of(state, award)]
    )
    chosen = [no for no in passed if no in there]
    place = {no: number for number, no in enumerate(chosen, start=1)}
    numbers = (*chosen, *(no for no in there if no not in place))
    return tuple(
        ListRow(no, state.nominations[no].nominee, state.nominations[no].owner, place.get(no, "")) for no in numbers
    )
