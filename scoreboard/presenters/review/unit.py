"""What a unit sees of its nominations, and what is to be done about each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoreboard.presenters.review.moments import Until, day_text, moment_text, until_part
from scoreboard.presenters.say import Say
from scoring.engine.review.campaign import Award, Campaign
from scoring.engine.review.decide_nomination import correction_due, due_after_return
from scoring.engine.review.guards import ends_at, quota_of
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.state import ReviewState, Revocation
from scoring.usecases.review.records import NominationText


@dataclass(frozen=True, slots=True)
class Line:
    """One nomination or draft.  ``no``: its number, 0 for a draft · ``state``: in plain words · ``why``: what was said
    when it was returned or ended · ``todo``: what the unit has to do, "" for nothing · ``until``: by when."""

    no: int
    draft: str
    nominee: str
    state: str
    tone: str
    why: str = ""
    todo: str = ""
    until: Until | None = None


@dataclass(frozen=True, slots=True)
class AwardPart:
    """One award.  ``most`` (None: any number) and ``used``: the unit's places · ``may_begin``: another one may be
    entered · ``judged``: its judging has begun, and nothing more is taken."""

    award: Award
    lines: tuple[Line, ...]
    most: int | None
    used: int
    may_begin: bool
    judged: bool


def unit_parts(
    state: ReviewState, unit: str, name: str, drafts: Sequence[NominationText], now: int, say: Say
) -> tuple[AwardPart, ...]:
    """Every award, with the unit's nominations and drafts."""
    campaign = state.rules
    due = until_part(campaign, campaign.due, now, say)
    return tuple(_award_part(state, award, unit, name, drafts, due, now, say) for award in campaign.awards)


def _award_part(
    state: ReviewState,
    award: Award,
    unit: str,
    name: str,
    drafts: Sequence[NominationText],
    due: Until,
    now: int,
    say: Say,
) -> AwardPart:
    own = [one for one in state.of_award(award.id) if one.unit == unit]
    fresh = [one for one in drafts if one.award == award.id and not one.nomination]
    judged = bool(state.judging_of(award.id))
    lines = [nomination_line(state, one, unit, now, say) for one in own]
    most, used = quota_of(state, award, unit, name)
    free = most is None or used < most
    lines += [_draft_line(one, due, state.rules, say, late=due.over or judged or not free) for one in fresh]
    return AwardPart(award, tuple(lines), most, used, free and not (due.over or judged), judged)


def _draft_line(draft: NominationText, due: Until, campaign: Campaign, say: Say, *, late: bool) -> Line:
    state = say("review_unit.state.draft", at=moment_text(draft.changed_at, campaign.zone, say))
    nominee = "".join(draft.values.get("nominee", ())) or say("review_unit.no_name")
    todo = "" if late else say("review_unit.todo.submit")
    return Line(0, draft.id, nominee, state, "wait" if late else "todo", todo=todo, until=due)


def nomination_line(state: ReviewState, one: Nomination, unit: str, now: int, say: Say) -> Line:
    """A nomination as its unit sees it."""
    if one.status == "returned":
        due = until_part(state.rules, correction_due(state.rules, one), now, say)
        late = due.over or state.judging_of(one.award)
        todo = "" if late else say("review_unit.todo.correct")
        said = say("review_unit.state.returned_late") if due.over else state_text(one, unit, say)
        return Line(one.no, "", one.nominee, said, "bad" if due.over else "todo", reason_text(one, say), todo, due)
    waits = one.waits_for
    own = waits is not None and waits.organisation == unit
    todo = say("review_unit.todo.opinion") if own else ""
    tone = "todo" if own else "good" if one.status == "accepted" else "bad" if one.over else "wait"
    return Line(one.no, "", one.nominee, state_text(one, unit, say), tone, reason_text(one, say), todo)


def state_text(one: Nomination, own: str, say: Say) -> str:
    """Where a nomination is, in plain words; ``own``: the organisation of the reader."""
    waits = one.waits_for
    if waits is not None:
        key = "own" if waits.organisation == own else "level"
        return say(f"review_unit.state.{key}", name=waits.name)
    return say(f"review_unit.state.{one.status}")


def return_note(campaign: Campaign, one: Nomination, now: int, say: Say) -> str:
    """Until when the unit may correct what the level that it waits for returns, or that it cannot any more; "" where it
    waits for none."""
    if one.waits_for is None:
        return ""
    due = due_after_return(campaign, one.waits_for.level)
    hour = f" {due.until:%H:%M}" if due.until else ""
    key = "return_shut" if now >= ends_at(campaign, due) else "return_until"
    return say(f"review_endorser.{key}", until=day_text(due.day, say) + hour)


def reason_text(one: Nomination, say: Say) -> str:
    """Why it was returned or is over: the faults that vetting named, and what was written."""
    if one.status not in ("returned", "refused", "withdrawn", "removed"):
        return ""
    vetted = one.vettings[-1] if one.vettings and one.vettings[-1].version == one.form.version else None
    faults = [say(f"review_unit.fault.{code}") for code in vetted.faults] if vetted else []
    named = say("review_unit.fault_join").join(faults)
    return (
        say("review_unit.fault_and_text", faults=named, text=one.ended_for)
        if named and one.ended_for
        else (named or one.ended_for)
    )


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a nomination, in words: when, what, what was said with it."""

    at: str
    text: str
    said: str = ""


def history(campaign: Campaign, one: Nomination, say: Say, revoked: Revocation | None = None) -> tuple[Event, ...]:
    """What happened to a nomination so far, oldest first; ``revoked``: how its award was taken back."""
    events: list[tuple[int, int, str, str]] = []
    for form in one.forms:
        key = "review_unit.event.paper" if form.paper else "review_unit.event.sent"
        events.append((form.seq, form.at, say(key, no=form.version), ""))
    for opinion in one.opinions:
        text = say(f"review_unit.event.{opinion.verdict}", name=opinion.name)
        events.append((opinion.seq, opinion.at, text, opinion.text))
    for vetting in one.vettings:
        faults = say("review_unit.fault_join").join(say(f"review_unit.fault.{code}") for code in vetting.faults)
        note = say("review_unit.fault_and_text", faults=faults, text=vetting.note) if faults and vetting.note else ""
        text = say(f"review_unit.event.vet_{vetting.verdict}", name=_vetting_name(campaign))
        events.append((vetting.seq, vetting.at, text, note or faults or vetting.note))
    if (ended := one.ended) is not None:
        key = f"{ended.what}_{ended.told_by}" if ended.told_by else ended.what
        events.append((ended.seq, ended.at, say(f"review_unit.event.{key}", name=one.unit_name), ended.text))
    if revoked is not None:
        text = say("review_unit.event.revoked", day=day_text(revoked.day, say))
        events.append((revoked.seq, revoked.at, text, say(f"review_public.revoked.{revoked.ground}")))
    return tuple(Event(moment_text(at, campaign.zone, say), text, said) for _, at, text, said in sorted(events))


def _vetting_name(campaign: Campaign) -> str:
    return next((stage.by for stage in campaign.stages if stage.kind == "check"), campaign.organiser)
