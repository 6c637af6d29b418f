"""What comes next for each award, and how its nominations stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from scoreboard.presenters.review.office.words import Words
from scoring.engine.review import guards, notices
from scoring.engine.review.campaign import Award
from scoring.engine.review.progress import step_of
from scoring.engine.review.ranking import few_judges, subjects_of
from scoring.engine.review.state import Judging, ReviewState

DECISIONS = "review_decisions.decisions"


@dataclass(frozen=True, slots=True)
class Step:
    """The next step of an award: its code (words ``review_office.step.<code>``), who takes it, the page on which it is
    taken with the values of its address, and what fills its words."""

    code: str
    role: str
    page: str
    values: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)

    def text(self, w: Words) -> str:
        """The step in words."""
        said = {name: w.day(value) if isinstance(value, date) else value for name, value in self.fields.items()}
        return w.say(f"review_office.step.{self.code}", **said)


@dataclass(frozen=True, slots=True)
class AwardLine:
    """An award with its next step, the number of its nominations by status, and of all."""

    award: Award
    step: Step
    counts: Mapping[str, int]
    total: int


def award_lines(state: ReviewState, at: int) -> tuple[AwardLine, ...]:
    """Every award of the campaign, in its order, at ``at`` (ms since the epoch)."""
    found = []
    for award in state.rules.awards:
        counts = Counter(str(one.status) for one in state.of_award(award.id))
        found.append(AwardLine(award, next_step(state, award, at), counts, sum(counts.values())))
    return tuple(found)


def next_step(state: ReviewState, award: Award, at: int) -> Step:
    """The next step of an award at this moment."""
    return _STEPS[step_of(state, award.id, at)](state, award, at)


def _after_publication(state: ReviewState, award: Award, at: int) -> Step:  # noqa: ARG001  the shape of ``_STEPS``
    waits = award.put_forward and award.id not in state.forward
    return Step("forward" if waits else "over", "approver", DECISIONS)


def _publish(state: ReviewState, award: Award, at: int) -> Step:  # noqa: ARG001  the shape of ``_STEPS``
    return _objections(state, award) or Step("publish", "approver", DECISIONS)


def _decide(state: ReviewState, award: Award, at: int) -> Step:  # noqa: ARG001  the shape of ``_STEPS``
    bodies = state.rules.decision.by
    body = next((one for one in bodies if state.decided(award.id, one) is None), bodies[-1])
    return _objections(state, award) or Step("decide", "approver", DECISIONS, fields={"body": body})


def _objections(state: ReviewState, award: Award) -> Step | None:
    waiting = objections_of(state, award.id)
    return Step("objections", "office", "objections", fields={"count": len(waiting)}) if waiting else None


def _notice(state: ReviewState, award: Award, at: int) -> Step:
    """What the notice still needs."""
    if any(one.award == award.id and one.settled is None for one in state.vacancies):
        return Step("vacancy", "office", "vacancies")
    notice, new = notices.standing(state, award.id), {"award": award.id}
    if notice is None:
        return Step("notice", "office", "new_notice", new)
    if not notices.is_true(state, award.id):
        return _objections(state, award) or Step("notice-again", "office", "new_notice", new)
    if guards.day_of(state.rules, at) <= notice.last:
        return _objections(state, award) or Step("standing", "office", "notices", fields={"last": notice.last})
    return _objections(state, award) or Step("notice", "office", "new_notice", new)


def objections_of(state: ReviewState, award: str) -> tuple[int, ...]:
    """The numbers of the open objections that concern an award."""
    found = []
    for one in state.objections:
        notice = state.notices[one.notice - 1]
        about = award in notice.awards if one.nomination is None else state.nominations[one.nomination].award == award
        if one.open and about:
            found.append(one.no)
    return tuple(found)


def missing_sheets(state: ReviewState, judging: Judging) -> int:
    """How many mark sheets of an open stage are still to come; nominations that are over need none."""
    return sum(
        len(one.sitting.missing) for one in subjects_of(state, judging) if not state.nominations[one.nomination].over
    )


def _judging(state: ReviewState, award: Award, at: int) -> Step:
    """The next step of an award whose judging has begun."""
    for stage in state.rules.mark_stages():
        judging = state.judgings.get((stage.id, award.id))
        values = {"award": award.id, "stage": stage.id}
        if judging is None:
            return Step("open-judging", "office", "judging_stage", values, {"stage": stage.name})
        if judging.locked is None:
            missing = missing_sheets(state, judging)
            fields = {"stage": stage.name, "count": missing}
            bare = sum(left == 0 for _, left in few_judges(state, judging))
            if bare and not missing:
                return Step("join", "chair", "judging_stage", values, fields | {"count": bare})
            return Step(
                "marking" if missing else "lock", "judge" if missing else "chair", "judging_stage", values, fields
            )
    return _shortlist(state, award, at)


def _shortlist(state: ReviewState, award: Award, at: int) -> Step:  # noqa: ARG001  the shape of ``_STEPS``
    return Step("shortlist", "office", "shortlist", {"award": award.id})


def _entries(state: ReviewState, award: Award, at: int) -> Step:
    counts = Counter(one.status for one in state.of_award(award.id))
    shown = {"award": award.id}
    if counts["vetting"]:
        return Step("vet", "office", "nominations", shown | {"status": "vetting"}, {"count": counts["vetting"]})
    waiting = counts["endorsing"] + counts["returned"]
    if waiting:
        return Step("wait", "unit", "missing", fields={"count": waiting})
    over = at >= guards.ends_at(state.rules, state.rules.due)
    stages = state.rules.mark_stages()
    if counts["accepted"] and stages:
        return Step(
            "open-judging", "office", "judging_stage", shown | {"stage": stages[0].id}, {"stage": stages[0].name}
        )
    return Step("nobody", "office", "shortlist", shown) if over else Step("collect", "unit", "nominations", shown)


_STEPS: Mapping[str, Callable[[ReviewState, Award, int], Step]] = {
    "entries": _entries,
    "judging": _judging,
    "shortlist": _shortlist,
    "notice": _notice,
    "decision": _decide,
    "publication": _publish,
    "published": _after_publication,
}
"""The next step by what the engine says that an award waits for."""
