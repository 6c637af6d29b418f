"""What waits at each desk of a review, until when, and how far each award is: values for pages, decided nowhere.

``tasks`` is what a desk has to do, ``owed`` what the study office reminds of, ``overview`` the counts of each award.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, get_args

from scoring.engine.actors import Role
from scoring.engine.review import guards, notices
from scoring.engine.review.campaign import Campaign, Deadline, Phase
from scoring.engine.review.chairs import leads
from scoring.engine.review.decide_nomination import correction_due, missing_sign_offs
from scoring.engine.review.nomination import Nomination, Status
from scoring.engine.review.ranking import listed, subjects_of
from scoring.engine.review.state import Judging, ReviewState

TaskCode = Literal[
    "enter", "correct", "endorse", "vet", "sign-off", "confirm-paper", "pledge", "mark", "open-judging",
    "decide-sheet", "lock-judging", "fix-shortlist", "open-notice", "admit-objection", "answer-objection",
    "fill-vacancy", "decide", "publish", "put-forward",
]  # fmt: skip
Step = Literal["entries", "judging", "shortlist", "notice", "decision", "publication", "published"]
"""What an award waits for: nominations and their vetting, marks, the shortlist, its notices, the deciding bodies, the
publication; or nothing more."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that a desk has to do.

    ``number``: of a subject, a held paper (its seq), an objection · ``name``: a department, a deciding body, a stage of
    marks or a level · ``due``: its last day, None without one · ``late``: that has passed.
    """

    code: TaskCode
    award: str = ""
    nomination: int = 0
    number: int = 0
    name: str = ""
    due: date | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing for which the others wait: the organisation (id and name), what it owes, for which nomination (0 for
    none yet), its last day.  ``shut``: nothing is taken of it any more but what came on paper in time."""

    organisation: str
    name: str
    code: Literal["enter", "correct", "endorse"]
    nomination: int
    due: Deadline
    late: bool = False
    shut: bool = False


@dataclass(frozen=True, slots=True)
class AwardProgress:
    """How far an award is: its nominations by status (every status, also with 0), its ``places`` now, how many are on
    its list, and what it waits for.  ``sheets``: mark sheets that came and that are wanted in its newest stage."""

    award: str
    counts: Mapping[Status, int]
    places: int
    listed: int
    step: Step
    stage: str = ""
    sheets: tuple[int, int] = (0, 0)


def overview(state: ReviewState, at: int) -> tuple[AwardProgress, ...]:
    """Every award in the campaign's order; () before the review is open."""
    if state.campaign is None:
        return ()
    return tuple(_progress(state, award.id, at) for award in state.rules.awards)


def _progress(state: ReviewState, award_id: str, at: int) -> AwardProgress:
    award, opened = guards.need_award(state, award_id), state.judging_of(award_id)
    counted = Counter(one.status for one in state.of_award(award_id))
    counts: dict[Status, int] = {status: counted[status] for status in get_args(Status)}
    newest = opened[-1] if opened else None
    return AwardProgress(
        award_id,
        counts,
        guards.places_of(state, award),
        len(listed(state, award_id)),
        step_of(state, award_id, at),
        newest.stage if newest else "",
        _sheets(state, newest) if newest else (0, 0),
    )


def _sheets(state: ReviewState, judging: Judging) -> tuple[int, int]:
    sittings = [one.sitting for one in subjects_of(state, judging) if not state.nominations[one.nomination].over]
    missing = sum(len(one.missing) for one in sittings)
    return sum(len(one.mark_sheets) for one in sittings), sum(len(one.mark_sheets) for one in sittings) + missing


def step_of(state: ReviewState, award: str, at: int) -> Step:
    """What an award waits for now."""
    if award in state.published:
        return "published"
    shortlist, opened = state.shortlists.get(award), state.judging_of(award)
    if shortlist is None:
        stages = state.rules.mark_stages()
        locked = len(opened) == len(stages) and all(one.locked is not None for one in opened)
        return "shortlist" if locked else "judging" if opened else "entries"
    decided = state.decided(award) is not None
    noticed = not notices.to_name(state, award) or notices.all_over(state, award, guards.day_of(state.rules, at))
    if state.rules.decision.when == "before_notice" and not decided:
        return "decision"
    if not noticed or any(one.award == award and one.settled is None for one in state.vacancies):
        return "notice"
    return "publication" if decided else "decision"


def tasks(state: ReviewState, role: Role, organisation: str, at: int, *, actor: str = "") -> tuple[Task, ...]:
    """What somebody of this role has to do now, in the order of a review; arguments as for ``offers``."""
    if state.campaign is None or role not in _TASKS:
        return ()
    judge = actor.removeprefix("ticket:")
    return tuple(one for source in _TASKS[role] for one in source(state, organisation or judge, at))


def _late(campaign: Campaign, due: Deadline | None, at: int) -> bool:
    return due is not None and at >= guards.ends_at(campaign, due)


def _entering(state: ReviewState, organisation: str, at: int) -> Iterator[Task]:
    campaign = state.rules
    if _late(campaign, campaign.due, at) or (campaign.opens and guards.day_of(campaign, at) < campaign.opens):
        return
    for award in campaign.awards:
        own = [one for one in state.of_award(award.id) if one.unit == organisation and not one.over]
        if not own and not state.judging_of(award.id):
            yield Task("enter", award.id, due=campaign.due.day)


def _correcting(state: ReviewState, organisation: str, at: int) -> Iterator[Task]:
    for one in _with(state, "returned"):
        if one.unit == organisation and not state.judging_of(one.award):
            yield _correction(state.rules, one, at)


def _correction(campaign: Campaign, one: Nomination, at: int) -> Task:
    due = correction_due(campaign, one)
    return Task("correct", one.award, one.no, due=due.day, late=_late(campaign, due, at))


def _opinion(campaign: Campaign, one: Nomination, level: str, at: int) -> Task:
    due = next((step.due for step in campaign.levels if step.id == level), None)
    return Task("endorse", one.award, one.no, 0, level, due.day if due else None, _late(campaign, due, at))


def _with(state: ReviewState, status: Status) -> Iterator[Nomination]:
    return (one for one in state.nominations.values() if one.status == status)


def _endorsing(state: ReviewState, organisation: str, at: int) -> Iterator[Task]:
    for one in _with(state, "endorsing"):
        step = one.waits_for
        if step is not None and step.organisation == organisation:
            yield _opinion(state.rules, one, step.level, at)


def _office(state: ReviewState, organisation: str, at: int) -> Iterator[Task]:
    for held in state.held.values():
        no = held.payload.get("no", held.payload.get("nomination", 0))
        yield Task("confirm-paper", held.payload.get("award", ""), no, held.seq)
    judged = {one.nomination for one in state.subjects.values()}
    for one in state.nominations.values():
        award = state.award(one.award)
        if award is not None and one.status in ("vetting", "accepted") and one.no not in judged:
            for department in missing_sign_offs(state.rules, award, one):
                yield Task("sign-off", one.award, one.no, name=department)
        if one.status == "vetting":
            yield Task("vet", one.award, one.no)
    yield from _objections(state, at)
    for vacancy in state.vacancies:
        if vacancy.settled is None:
            yield Task("fill-vacancy", vacancy.award, vacancy.removed)
    yield from _notices(state, at)


def _objections(state: ReviewState, at: int) -> Iterator[Task]:
    today = guards.day_of(state.rules, at)
    for one in state.objections:
        if one.open:
            code: TaskCode = "admit-objection" if one.status == "received" else "answer-objection"
            yield Task(code, "", one.nomination or 0, one.no, due=one.answer_by, late=today > one.answer_by)


def _notices(state: ReviewState, at: int) -> Iterator[Task]:
    """Awards whose next notice can be published, or whose newest one is not true any more."""
    today = guards.day_of(state.rules, at)
    unfilled = {one.award for one in state.vacancies if one.settled is None}
    for award in state.rules.awards:
        if award.id not in unfilled and step_of(state, award.id, at) == "notice":
            standing = notices.standing(state, award.id)
            if standing is None or not notices.is_true(state, award.id) or today > standing.last:
                yield Task("open-notice", award.id, number=notices.next_level(state, award.id) + 1)


def _judge(state: ReviewState, judge: str, at: int) -> Iterator[Task]:
    own = [one for one in state.subjects.values() if one.sitting.judge(judge) is not None]
    if judge not in state.pledges:
        yield Task("pledge")
    for one in own:
        if judge in one.sitting.missing and one.sitting.locked is None and not state.nominations[one.nomination].over:
            yield Task("mark", one.award, one.nomination, one.no, one.stage)


def _chair(state: ReviewState, chair: str, at: int) -> Iterator[Task]:
    """Of the awards that the holder of this card leads.  Sheets that wait for a second person come before the lock and
    the shortlist of their award, which need them."""
    own = {one.id for one in state.rules.awards if leads(state, one.id, chair)}
    held = [(one, seq) for one in state.subjects.values() if one.award in own for seq in one.sitting.waiting]
    for subject, seq in held:
        yield Task("decide-sheet", subject.award, subject.nomination, seq, subject.stage)
    awaited = {subject.award for subject, _ in held}
    for award in (one for one in state.rules.awards if one.id in own):
        step, opened = step_of(state, award.id, at), state.judging_of(award.id)
        if step in ("entries", "judging") and not (opened and opened[-1].locked is None):
            stage = state.rules.mark_stages()[len(opened)]
            if _ready(state, award.id, at):
                yield Task("open-judging", award.id, name=stage.id)
        elif award.id in awaited:
            continue
        elif step == "judging":
            yield Task("lock-judging", award.id, name=opened[-1].stage)
        elif step == "shortlist":
            yield Task("fix-shortlist", award.id)


def _ready(state: ReviewState, award: str, at: int) -> bool:
    """No more nominations of the award can come, none is on its way, and some are accepted."""
    statuses = {one.status for one in state.of_award(award)}
    return _late(state.rules, state.rules.due, at) and "accepted" in statuses and not statuses & UNFINISHED


UNFINISHED: frozenset[Status] = frozenset({"endorsing", "returned", "vetting"})
"""A nomination with one of these is still on its way."""


def _approver(state: ReviewState, organisation: str, at: int) -> Iterator[Task]:
    disputed = set(_disputed(state))
    for award in state.rules.awards:
        step = step_of(state, award.id, at)
        if step == "decision" and (award.id not in disputed or state.rules.decision.when == "before_notice"):
            body = next((one for one in state.rules.decision.by if state.decided(award.id, one) is None), "")
            yield Task("decide", award.id, name=body)
        elif step == "publication" and award.id not in disputed:
            yield Task("publish", award.id)
    for award in state.rules.awards:
        if award.put_forward and state.decided(award.id) is not None and award.id not in state.forward:
            yield Task("put-forward", award.id)


def _disputed(state: ReviewState) -> Iterator[str]:
    """The awards about which an objection is open: that of its nomination, or all of its notice."""
    for one in state.objections:
        if one.open and one.nomination is not None:
            yield state.nominations[one.nomination].award
        elif one.open:
            yield from guards.need_notice(state, one.notice).awards


_Source = Callable[[ReviewState, str, int], Iterator[Task]]
_TASKS: Mapping[Role, tuple[_Source, ...]] = {
    "unit": (_correcting, _endorsing, _entering),
    "endorser": (_endorsing,),
    "office": (_office,),
    "judge": (_judge,),
    "chair": (_chair,),
    "approver": (_approver,),
}


def owed(state: ReviewState, units: Sequence[tuple[str, str]], at: int) -> Iterator[Owed]:
    """For whom the others wait: first ``units`` (id and name) that have entered nothing while entries are open, then
    each nomination that its unit has to correct or a level has to give its opinion on."""
    if state.campaign is None:
        return
    campaign = state.rules
    over = cache(lambda due: at >= guards.ends_at(campaign, due))
    if units and not over(campaign.due):
        entered = {one.unit for one in state.nominations.values()}
        entered |= {held.payload["unit"] for held in state.held.values() if held.kind == "nomination.submit"}
        yield from (Owed(unit, name, "enter", 0, campaign.due) for unit, name in units if unit not in entered)
    levels = {level.id: level.due for level in campaign.levels if level.due is not None}
    for one in state.nominations.values():
        if (step := one.waits_for) is not None:
            due = levels.get(step.level, campaign.due)
            late = over(due)
            yield Owed(step.organisation, step.name, "endorse", one.no, due, late, late and step.level in levels)
        elif one.status == "returned" and not state.judging_of(one.award):
            due = correction_due(campaign, one)
            yield Owed(one.unit, one.unit_name, "correct", one.no, due, over(due), over(due))


def phases_on(campaign: Campaign, day: date) -> tuple[Phase, ...]:
    """The phases of the calendar that a day lies in."""
    return tuple(one for one in campaign.phases if one.first <= day <= one.last)
