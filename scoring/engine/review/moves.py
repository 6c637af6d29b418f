"""Who moves by a new edition: the nominations whose score, rank or place a change of the rules would alter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from scoring.engine.errors import Invalid
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.form_values import Values, check_form
from scoring.engine.review.guards import most_of
from scoring.engine.review.ranking import award_tally, shortlist_proposal
from scoring.engine.review.state import ReviewState
from scoring.engine.rounding import Number


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a nomination stands by the marks: its score, its rank (None: it has none), whether it is in."""

    score: Number | None
    rank: int | None
    listed: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A nomination that stands elsewhere by the new edition."""

    award: str
    nomination: int
    before: Standing
    after: Standing


@dataclass(frozen=True, slots=True)
class OverQuota:
    """An organisation that has put forward more nominations of an award than the new edition lets it."""

    award: str
    unit: str
    most: int
    used: int


def over_quotas(state: ReviewState, new: Campaign) -> tuple[OverQuota, ...]:
    """Every organisation that is above its quota by ``new``, award by award; those that are so already by the edition
    in force too."""
    found = []
    for award in new.awards:
        names, used = dict[str, str](), Counter[str]()
        for one in state.of_award(award.id):
            if not one.over:
                agreed = {one.unit: one.unit_name} | {step.organisation: step.name for step in one.way[: one.here]}
                names |= agreed
                used.update([*agreed])
        for organisation, name in names.items():
            if (most := most_of(award, name)) is not None and used[organisation] > most:
                found.append(OverQuota(award.id, name, most, used[organisation]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Misfit:
    """A nomination whose form had no fault in these fields and has one by the new edition."""

    award: str
    nomination: int
    fields: tuple[str, ...]


def misfits(state: ReviewState, new: Campaign, texts: Mapping[int, Values]) -> tuple[Misfit, ...]:
    """The nominations whose forms no longer fit, in the order of ``texts``: what each says, by its number."""
    found = []
    for no, values in texts.items():
        one = state.nominations[no]
        old, award = state.award(one.award), next((it for it in new.awards if it.id == one.award), None)
        if one.over or old is None or award is None:
            continue
        before = {problem.place for problem in check_form(state.rules, old, values, one.form.files)}
        wrong = {
            problem.field for problem in check_form(new, award, values, one.form.files) if problem.place not in before
        }
        if wrong:
            names = {field.id: field.name for field in (*state.rules.form_of(old), *new.form_of(award))}
            found.append(Misfit(award.id, no, tuple(name for field, name in names.items() if field in wrong)))
    return tuple(found)


def moves(state: ReviewState, new: Campaign) -> tuple[Move, ...]:
    """Every nomination that stands elsewhere by ``new``, award by award, in the order of the edition in force; of
    awards with a locked stage of marks.  An award that ``new`` does not
    have, or marks by other criteria, is not in it."""
    return tuple(move for award in state.rules.awards for move in _moves(state, replace(state, campaign=new), award.id))


def _moves(state: ReviewState, changed: ReviewState, award: str) -> Iterator[Move]:
    old, new = state.award(award), changed.award(award)
    if old is None or new is None or old.criteria != new.criteria:
        return
    before, after = _standings(state, award), _standings(changed, award)
    for nomination, stood in before.items():
        stands = after.get(nomination, Standing(None, None, False))
        if stands != stood:
            yield Move(award, nomination, stood, stands)


def _standings(state: ReviewState, award_id: str) -> Mapping[int, Standing]:
    """Where each nomination stands, best first; nothing before a stage is locked, or while marks are missing."""
    award = state.award(award_id)
    assert award is not None
    try:
        result, proposal = award_tally(state, award_id), shortlist_proposal(state, award)
    except Invalid:
        return {}
    if result is None:
        return {}
    listed = set() if proposal is None else set(proposal.order)
    return {int(one.entry): Standing(one.points, one.rank, int(one.entry) in listed) for one in result.results}
