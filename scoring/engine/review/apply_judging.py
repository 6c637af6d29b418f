"""What the entries of the judging do to the review.  Nothing is decided or refused here.

``panel.apply`` says what an entry does to a nomination's sitting.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from scoring.engine.codec import from_json
from scoring.engine.ledger import Entry
from scoring.engine.panel import apply
from scoring.engine.panel.sitting import PanelJudge, Sitting
from scoring.engine.review.state import ChairRecusal, Judging, ReviewState, Shortlist, Subject

InSitting = Callable[[Sitting, Entry, Mapping[str, Any]], Sitting]
Effect = Callable[[ReviewState, Entry, Mapping[str, Any]], ReviewState]


def pledged(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    return replace(state, pledges={**state.pledges, p["judge"]: entry.seq})


def open_judging(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    new = {
        one["no"]: Subject(one["no"], p["stage"], p["award"], one["nomination"], apply.opened(entry, one))
        for one in p["subjects"]
    }
    judges = from_json(tuple[PanelJudge, ...], p["judges"])
    judging = Judging(p["stage"], p["award"], tuple(new), judges, entry.seq)
    return replace(
        state,
        subjects={**state.subjects, **new},
        judgings={**state.judgings, (judging.stage, judging.award): judging},
        frozen={"marks": p["digest"], **state.frozen},
    )


def join_judges(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    judging = state.judgings[p["stage"], p["award"]]
    judges = (*judging.judges, *from_json(tuple[PanelJudge, ...], p["joined"]))
    changed = {
        one["no"]: replace(subject, sitting=apply.joined(subject.sitting, entry, one))
        for one in p["added"]
        for subject in (state.subjects[one["no"]],)
    }
    return replace(
        state,
        subjects={**state.subjects, **changed},
        judgings={**state.judgings, (judging.stage, judging.award): replace(judging, judges=judges)},
    )


def recuse_chair(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    chair, deputy = from_json(tuple[PanelJudge, ...], p["people"])
    award = state.nominations[p["nomination"]].award
    one = ChairRecusal(p["nomination"], award, chair, deputy, entry.reason, entry.actor, entry.seq, entry.at)
    return replace(state, chair_recusals=(*state.chair_recusals, one))


def draw_order(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    """The subjects stand in the order that was drawn wherever they are listed; those that are over come last."""
    judging = state.judgings[p["stage"], p["award"]]
    place = {no: at for at, no in enumerate(p["drawn"])}
    own = sorted(judging.subjects, key=lambda no: place.get(state.subjects[no].nomination, len(place)))
    given = iter(own)
    order = [next(given) if no in judging.subjects else no for no in state.subjects]
    drawn = replace(judging, subjects=tuple(own), drawn=entry.seq)
    return replace(
        state,
        subjects={no: state.subjects[no] for no in order},
        judgings={**state.judgings, (judging.stage, judging.award): drawn},
    )


def counted_apart(state: ReviewState, entry: Entry) -> bool:
    """Whether an entry is about the judging of an award that a chair has left, so that the length of the ledger must
    tell that chair nothing of it."""
    if not entry.kind.startswith(("mark.", "judging.", "defence.", "shortlist.")):
        return False
    subject = state.subjects.get(entry.payload.get("item", 0))
    award = subject.award if subject is not None else entry.payload.get("award", "")
    return any(one.award == award for one in state.chair_recusals)


def in_sitting(effect: InSitting) -> Effect:
    """The effect of a review that is this one on the sitting that a mark sheet names."""

    def applied(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
        subject = state.subjects[p["item"]]
        changed = replace(subject, sitting=effect(subject.sitting, entry, p))
        return replace(state, subjects={**state.subjects, subject.no: changed})

    return applied


def not_shown(state: ReviewState, entry: Entry) -> bool:
    """True if a decision on a mark sheet changes nothing that the hall sees: refused, or of a subject whose marks are
    not on the screen."""
    cue = state.screen
    shown = cue is not None and cue.marks and cue.subject == entry.payload["item"]
    return not (entry.payload["accept"] and shown)


def lock_judging(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    judging = state.judgings[p["stage"], p["award"]]
    changed = {
        no: replace(one, sitting=apply.locked(one.sitting, entry, forced=p["even_if_missing"]))
        for no in judging.subjects
        for one in (state.subjects[no],)
    }
    locked = replace(judging, locked=entry.seq, minutes=p["minutes"])
    return replace(
        state,
        subjects={**state.subjects, **changed},
        judgings={**state.judgings, (judging.stage, judging.award): locked},
    )


def fix_shortlist(state: ReviewState, entry: Entry, p: Mapping[str, Any]) -> ReviewState:
    shortlist = Shortlist(
        award=p["award"],
        order=tuple(p["order"]),
        proposed=tuple(p["proposed"]),
        why=p["why"],
        present=p["present"],
        equals=p["equals"],
        seq=entry.seq,
        at=entry.at,
    )
    return replace(state, shortlists={**state.shortlists, shortlist.award: shortlist})
