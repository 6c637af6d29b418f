"""Secrets of a review are removed first; a view is built from what is left.

A judge knows its own sheets alone, also after the lock, so that nothing about a subject from which it is recused
follows from any of its bytes.  The chair knows who has marked what, and the marks from the lock on; nothing of an award
from which it stepped aside.  The hall knows the winners that were shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from scoreboard.presenters.panel.conceal_marks import for_desk, for_seat
from scoreboard.presenters.remembered import Remembered
from scoreboard.presenters.review.audience import Audience
from scoring.engine.panel.sitting import Sitting
from scoring.engine.reveal import next_of, shown_of
from scoring.engine.review.chairs import leads
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.state import ReviewState, Subject


@dataclass(frozen=True, slots=True)
class Known:
    """What an audience may know.  ``state``: without all that it may not · ``stage``: what the hall sees of a defence:
    its subject, with marks only while they are shown, and its nomination · ``shown``: the winners that were revealed,
    with their places, in the order of the reveal · ``next``: the place that comes next · ``totals``: how many winners
    each decided award has."""

    state: ReviewState
    stage: tuple[Subject, Nomination] | None = None
    shown: tuple[tuple[int, Nomination], ...] = ()
    next: int | None = None
    totals: Mapping[str, int] = field(default_factory=dict)


_SEEN_BY_JUDGE: Remembered[tuple[Subject, Nomination] | None] = Remembered()
_SEEN_BY_CHAIR: Remembered[Subject] = Remembered()


def conceal(state: ReviewState, audience: Audience) -> Known:
    """What ``audience`` may know of ``state``."""
    if state.campaign is None:
        return Known(ReviewState())
    bare = ReviewState(campaign=state.campaign, reveal=state.reveal, screen=state.screen)
    known = Known(bare, _on_stage(state, audience), _shown(state), _next(state), _totals(state))
    if audience.kind == "judge":
        return replace(known, state=_for_judge(state, bare, audience.ticket))
    if audience.kind == "chair":
        return replace(known, state=for_chair(state, left_to_others(state, audience.ticket)))
    return replace(known, state=_for_host(state, bare)) if audience.kind == "host" else known


def shown_seq(state: ReviewState, audience: Audience) -> int:
    """The seq of a view: the office has the ledger's own, the chair that without what happens to objections, and
    without the judging of awards that a chair stepped aside from.

    For everybody else it is the number of entries that everybody may know of, and for a judge also of those that the
    judge gave, so that no jump tells how much the others did.
    """
    if audience.desk:
        return _chair_seq(state, audience.ticket) if audience.kind == "chair" else state.seq
    return state.public_seq + state.private_counts.get(f"ticket:{audience.ticket}", 0)


def _chair_seq(state: ReviewState, ticket: str) -> int:
    """It only grows, also for a deputy: its own entries are counted once more where the award's are not."""
    own = state.private_counts.get(f"ticket:{ticket}", 0) if state.chair_recusals else 0
    return state.seq - _of_objections(state) - state.apart + own


def _of_objections(state: ReviewState) -> int:
    """How many entries are about objections alone: coming in, being taken up or not, being found to be nothing."""
    return sum(_ENTRIES[one.status] for one in state.objections)


_ENTRIES = {"received": 1, "inquiry": 2, "refused": 2, "rejected": 3, "upheld": 2}
"""Entries of an objection at each status; the one that upheld it removes a nomination, which the chair sees."""


def may_read(state: ReviewState, judge: str, subject: int) -> bool:
    """Whether a judge may read the papers of a subject: it has pledged, the subject was given to it, and it is not
    recused."""
    found = state.subjects.get(subject)
    if found is None or judge not in state.pledges:
        return False
    return found.sitting.judge(judge) is not None and not found.sitting.recused(judge)


def _for_judge(state: ReviewState, bare: ReviewState, own: str) -> ReviewState:
    """The judge's own subjects with its own sheets, and their nominees' names; nothing before its pledge."""
    if own not in state.pledges:
        return bare
    subjects, names = {}, {}
    for no, one in state.subjects.items():
        whole = (one, state.nominations[one.nomination])
        seen = _SEEN_BY_JUDGE.of((own, no), whole, partial(_seen_by_judge, *whole, own))
        if seen is not None:
            subjects[no], names[one.nomination] = seen
    return replace(bare, pledges={own: 0}, subjects=subjects, nominations=names)


def _seen_by_judge(subject: Subject, nomination: Nomination, own: str) -> tuple[Subject, Nomination] | None:
    """A judge's own subject and whom it is about; None for another judge's."""
    if subject.sitting.judge(own) is None:
        return None
    return replace(subject, sitting=_own_only(subject.sitting, own)), _name_only(nomination)


def _own_only(sitting: Sitting, own: str) -> Sitting:
    """A judge's own sheet and requests; of the others not even how many there are."""
    seen = for_seat(sitting, own)
    assert seen is not None
    sheets = {judge: sheet for judge, sheet in seen.mark_sheets.items() if judge == own}
    member = tuple(judge for judge in seen.judges if judge.id == own)
    return replace(seen, judges=member, mark_sheets=sheets, forced=False, opened=0)


def _name_only(nomination: Nomination) -> Nomination:
    return replace(nomination, opinions=(), vettings=(), sign_offs=(), findings=(), way=(), ended_for="", ended=None)


def left_to_others(state: ReviewState, ticket: str) -> frozenset[str]:
    """The awards that the holder of this chair's card does not lead: it stepped aside, or a deputy was named."""
    return frozenset(one.award for one in state.chair_recusals if not leads(state, one.award, ticket))


def for_chair(state: ReviewState, without: frozenset[str] = frozenset()) -> ReviewState:
    """Without marks before the lock, without objections, and ``without`` the judging of these awards."""
    subjects = {
        no: _SEEN_BY_CHAIR.of((id(state.campaign), no), (one,), partial(_seen_by_chair, one))
        for no, one in state.subjects.items()
        if one.award not in without
    }
    judgings = {key: one for key, one in state.judgings.items() if one.award not in without}
    shortlists = {award: one for award, one in state.shortlists.items() if award not in without}
    return replace(state, subjects=subjects, judgings=judgings, shortlists=shortlists, objections=())


def _seen_by_chair(subject: Subject) -> Subject:
    sitting = for_desk(subject.sitting)
    assert sitting is not None
    return subject if sitting is subject.sitting else replace(subject, sitting=sitting)


def _for_host(state: ReviewState, bare: ReviewState) -> ReviewState:
    """The names of the subjects of awards that are not decided yet, without a sheet; of a decided award they could tell
    who is not among the winners."""
    undecided = {award for award in {one.award for one in state.subjects.values()} if state.decided(award) is None}
    open_ = {no: one for no, one in state.subjects.items() if one.award in undecided}
    subjects = {no: replace(one, sitting=_without_sheets(one.sitting)) for no, one in open_.items()}
    names = {one.nomination: _name_only(state.nominations[one.nomination]) for one in open_.values()}
    drawn = {
        key: replace(one, judges=(), minutes="", subjects=(), opened=0, locked=None)
        for key, one in state.judgings.items()
    }
    return replace(bare, subjects=subjects, nominations=names, judgings=drawn, revealed=state.revealed)


def _without_sheets(sitting: Sitting) -> Sitting:
    return replace(sitting, judges=(), mark_sheets={}, history=(), waiting={}, forced=False)


def _on_stage(state: ReviewState, audience: Audience) -> tuple[Subject, Nomination] | None:
    """The subject on the screen; who is recused from it, as a judge or as the chair, is not shown its marks here
    either."""
    cue = state.screen
    if cue is None:
        return None
    subject = state.subjects[cue.subject]
    seen = for_seat(subject.sitting, "")
    assert seen is not None
    left = audience.kind == "chair" and subject.award in left_to_others(state, audience.ticket)
    hidden = not cue.marks or subject.sitting.locked is None or left or subject.sitting.recused(audience.ticket)
    shown = replace(subject, sitting=_without_sheets(seen) if hidden else seen)
    return shown, _name_only(state.nominations[subject.nomination])


def _shown(state: ReviewState) -> tuple[tuple[int, Nomination], ...]:
    """The winners that were revealed: the last place first."""
    reveal = state.reveal
    if reveal is None:
        return ()
    called = shown_of(reveal, state.standing_winners(reveal.award))
    return tuple((place, _name_only(state.nominations[no])) for place, no in called)


def _next(state: ReviewState) -> int | None:
    """The place of the winner who is revealed next; not who it is."""
    reveal = state.reveal
    found = next_of(reveal, state.standing_winners(reveal.award)) if reveal else None
    return found[0] if found else None


def _totals(state: ReviewState) -> dict[str, int]:
    decided = ((award.id, state.decided(award.id)) for award in state.rules.awards)
    return {award: len(state.standing_winners(award)) for award, one in decided if one is not None}
