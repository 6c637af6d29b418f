"""Guards on the way of a nomination: each returns the facts of the entry, or refuses with a named error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from scoring.engine.codec import to_json
from scoring.engine.errors import AlreadyDone, Conflict, Forbidden, Invalid, NotFound, Refused, TooLate, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.names import same_form
from scoring.engine.review import guards
from scoring.engine.review.campaign import Award, Campaign, Deadline
from scoring.engine.review.campaign_changes import Change, changes, step_digest
from scoring.engine.review.commands_nomination import (
    Endorse,
    NewEdition,
    OpenReview,
    OrderOwn,
    RecordFinding,
    SignOffNomination,
    SubmitNomination,
    Vet,
    WithdrawNomination,
)
from scoring.engine.review.facts import Draft, Facts
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.state import ReviewState


def open_review(state: ReviewState, command: OpenReview, at: int, facts: Facts) -> Payload:
    if state.campaign is not None:
        raise AlreadyDone("review-open")
    assert facts.campaign is not None
    return {"campaign": to_json(facts.campaign), "digest": step_digest(facts.campaign, "entries")}


def new_edition(state: ReviewState, command: NewEdition, at: int, facts: Facts) -> Payload:
    old, new = guards.need_open(state), facts.campaign
    assert new is not None
    if command.edition != new.edition:
        raise Conflict("edition-changed", edition=new.edition)
    if new.edition <= old.edition:
        raise Invalid("edition-not-newer", edition=new.edition, before=old.edition)
    found = changes(old, new)
    _check_edition(state, new)
    _need_bodies(state, new)
    _need_scores_kept(state, found)
    digests = {"entries": step_digest(new, "entries"), "marks": step_digest(new, "marks")}
    return {"campaign": to_json(new), "digests": digests, "changes": to_json(tuple(one.place for one in found))}


def _check_edition(state: ReviewState, new: Campaign) -> None:
    """Nothing that people have done already loses what it rests on."""
    awards = {award.id: award for award in new.awards}
    if lost := sorted({one.award for one in state.nominations.values()} - set(awards)):
        raise Refused("edition-drops-award", awards=lost)
    on_paper = {one.payload["award"] for one in state.held.values() if one.kind == "nomination.submit"}
    if waiting := sorted(on_paper - set(awards)):
        raise Refused("edition-drops-paper", awards=waiting)
    stages = {stage.id for stage in new.mark_stages()}
    if gone := sorted({stage for stage, _ in state.judgings} - stages):
        raise Refused("edition-drops-stage", stages=gone)
    for _, award in state.judgings:
        before = state.award(award)
        if before is not None and before.criteria != awards[award].criteria:
            raise Refused("edition-changes-criteria", award=award)


def _need_bodies(state: ReviewState, new: Campaign) -> None:
    """A body that has decided still decides; the bodies of a published result are those that passed it."""
    if gone := sorted({one.body for one in state.decisions} - set(new.decision.by)):
        raise Refused("edition-drops-body", bodies=gone)
    if state.published and new.decision.by != state.rules.decision.by:
        raise Refused("edition-changes-bodies")


def _need_scores_kept(state: ReviewState, found: Sequence[Change]) -> None:
    """What a notice has named rests on scores that stay as they are, by the campaign's rules and by the award's."""
    noticed = {award for one in state.notices for award in one.awards}
    for one in found:
        award = one.place.removeprefix("award ").partition(" › ")[0] if one.place.startswith("award ") else ""
        if one.moves in ("marks", "scores", "ranking") and (award in noticed if award else noticed):
            raise Refused("edition-changes-scores", place=one.place)


def submit(state: ReviewState, command: SubmitNomination, at: int, facts: Facts) -> Payload:
    campaign, draft = guards.need_open(state), facts.draft
    if draft is None:
        raise NotFound("draft-unknown")
    if facts.role == "unit" and facts.organisation != draft.unit:
        raise Forbidden("not-your-nomination")
    if command.paper == (facts.role == "unit"):
        raise Forbidden("role-not-allowed", role=facts.role, kind=command.kind)
    if draft.revision != command.revision:
        raise Conflict("draft-changed", revision=draft.revision)
    if draft.problems:
        raise Invalid("form-faulty", problems=list(draft.problems))
    award = guards.need_award(state, draft.award)
    before = None if draft.nomination is None else guards.need_nomination(state, draft.nomination)
    _need_in_time(campaign, before, at, command)
    _need_not_begun(state, award)
    if before is None:
        _need_opened(campaign, guards.day_of(campaign, at))
        guards.need_quota(state, award, draft.unit, draft.unit_name)
    else:
        _need_same_entry(before, draft)
    others = state if before is None else without(state, before.no)
    asking = facts.organisation if facts.role == "unit" else None
    guards.need_one_entry(others, campaign, award.id, draft.nominee, (draft.unit_name, *draft.homes), asking)
    return {
        "no": state.numbers + 1 if before is None else before.no,
        "version": 1 if before is None else before.form.version + 1,
        "award": draft.award,
        "unit": draft.unit,
        "unit_name": draft.unit_name,
        "nominee": draft.nominee,
        "units": list(draft.units),
        "homes": list(draft.homes),
        "way": to_json(draft.way),
        "digest": draft.digest,
        "personal": draft.personal,
        "files": to_json(draft.files),
        "notes": [*draft.notes, *_namesakes(others, draft)],
    }


def _need_opened(campaign: Campaign, day: date) -> None:
    if campaign.opens is not None and day < campaign.opens:
        raise Refused("entries-not-open-yet", day=campaign.opens.isoformat())


def _need_in_time(campaign: Campaign, before: Nomination | None, at: int, command: SubmitNomination) -> None:
    """A new nomination comes by the day of all; a returned one by the day that was set for its correction.  What came
    on paper counts by the day on which it came."""
    due = correction_due(campaign, before)
    if command.arrived is not None and not command.paper:
        raise Invalid("arrived-without-paper")
    if _is_late(campaign, due, at, command.arrived):
        raise TooLate("entries-closed", until=_end(due, command.arrived))
    _need_not_ahead(campaign, at, command.arrived)


def _is_late(campaign: Campaign, due: Deadline, at: int, arrived: date | None) -> bool:
    """Paper is in time by the day on which it arrived."""
    return arrived > due.day if arrived is not None else at >= guards.ends_at(campaign, due)


def _end(due: Deadline, arrived: date | None) -> str:
    """The last moment as an error says it: a day, with its hour where that counts."""
    return due.day.isoformat() if arrived is not None else guards.end_text(due)


def _need_not_ahead(campaign: Campaign, at: int, arrived: date | None) -> None:
    if arrived is not None and arrived > guards.day_of(campaign, at):
        raise Invalid("day-in-future", field="arrived", day=arrived.isoformat())


def correction_due(campaign: Campaign, before: Nomination | None) -> Deadline:
    """Until when a nomination may come: by the day of all; a correction also by the one that vetting set for it, or by
    that of the level that returned it."""
    if before is None:
        return campaign.due
    if before.vettings and before.vettings[-1].version == before.form.version:
        until = before.vettings[-1].until
        return campaign.due if until is None else Deadline(until)
    return due_after_return(campaign, before.opinions[-1].level if before.opinions else "")


def due_after_return(campaign: Campaign, level_id: str) -> Deadline:
    """Until when a unit may correct what this level returns: that level's day, else that of all."""
    level = next((one for one in campaign.levels if one.id == level_id), None)
    later = level.due if level is not None else None
    return later if later is not None and later.day >= campaign.due.day else campaign.due


def _need_not_begun(state: ReviewState, award: Award) -> None:
    """What came in while the award is judged would never be judged."""
    if state.judging_of(award.id):
        raise WrongStage("award-being-judged", award=award.id)


def _need_same_entry(before: Nomination, draft: Draft) -> None:
    """A correction is of the same unit's nomination, for the same award."""
    if before.unit != draft.unit:
        raise Forbidden("not-your-nomination")
    if before.status != "returned":
        raise WrongStage("nomination-not-returned", nomination=before.no)
    if before.award != draft.award:
        raise Invalid("correction-other-award", nomination=before.no)


def without(state: ReviewState, no: int) -> ReviewState:
    """The review without this nomination, to compare another state of it with the others."""
    return replace(state, nominations={key: one for key, one in state.nominations.items() if key != no})


def _namesakes(others: ReviewState, draft: Draft) -> list[str]:
    """Nominations of the same name from elsewhere: vetting finds out whether they are two."""
    form = same_form(draft.nominee)
    same = (one.no for one in others.nominations.values() if not one.over and same_form(one.nominee) == form)
    return [f"namesake {no}" for no in same]


def withdraw(state: ReviewState, command: WithdrawNomination, at: int, facts: Facts) -> Payload:
    found = guards.need_nomination(state, command.nomination)
    if facts.role == "unit" and facts.organisation != found.unit:
        raise Forbidden("not-your-nomination")
    if guards.being_judged(state, found.no):  # before the other guard, which would tell how it ended
        raise WrongStage("nomination-judged", nomination=found.no)
    if found.over:
        raise AlreadyDone("nomination-over", nomination=found.no)
    return {"by_role": facts.role}


def endorse(state: ReviewState, command: Endorse, at: int, facts: Facts) -> Payload:
    found = guards.need_nomination(state, command.nomination, command.version)
    campaign = guards.need_open(state)
    step = found.waits_for
    if step is None:
        raise WrongStage("nomination-not-waiting", nomination=found.no)
    at_level = facts.role in ("unit", "endorser")
    if command.paper == at_level:
        raise Forbidden("role-not-allowed", role=facts.role, kind=command.kind)
    if at_level and facts.organisation != step.organisation:
        raise Forbidden("not-your-level", name=step.name)
    if command.verdict != "agree":
        guards.need_text(command.text, "opinion")
    level = next((one for one in campaign.levels if one.id == step.level), None)
    _need_not_ahead(campaign, at, command.arrived)
    if level is not None and level.due is not None and _is_late(campaign, level.due, at, command.arrived):
        raise TooLate("level-closed", level=level.name, until=_end(level.due, command.arrived))
    if command.verdict == "agree" and step.organisation != found.unit:
        guards.need_quota(state, guards.need_award(state, found.award), step.organisation, step.name)
    if command.arrived is not None and not command.paper:
        raise Invalid("arrived-without-paper")
    return {"level": step.level, "organisation": step.organisation, "organisation_name": step.name}


def order_own(state: ReviewState, command: OrderOwn, at: int, facts: Facts) -> Payload:
    guards.need_award(state, command.award)
    if state.judging_of(command.award):
        raise WrongStage("order-after-judging", award=command.award)
    own = own_of(state, command.award, facts.organisation)
    guards.need_same(command.order, tuple(one.no for one in own))
    return {"organisation": facts.organisation}


def own_of(state: ReviewState, award: str, organisation: str) -> tuple[Nomination, ...]:
    """What a level has endorsed for an award, or still has before it, in order of the numbers."""
    return tuple(
        one
        for one in state.of_award(award)
        if not one.over and any(step.organisation == organisation for step in one.way[: one.here + 1])
    )


def vet(state: ReviewState, command: Vet, at: int, facts: Facts) -> Payload:
    found = guards.need_nomination(state, command.nomination, command.version)
    if command.seen is not None and command.seen != len(found.vettings):
        raise Conflict("nomination-vetted", nomination=found.no)
    if guards.being_judged(state, found.no):
        raise WrongStage("nomination-judged", nomination=found.no)
    if found.status not in ("vetting", "accepted", "refused") or (found.status == "refused" and not found.vettings):
        raise WrongStage("nomination-not-vetted", nomination=found.no)
    if found.over and command.verdict != "refuse":
        _need_room_again(state, found)
    if command.verdict == "pass":
        need_signed(guards.need_open(state), guards.need_award(state, found.award), found)
        return {}
    if not command.faults:
        raise Invalid("fault-needed")
    if "other" in command.faults:
        guards.need_text(command.note, "note")
    if command.verdict == "return":
        _need_first_return(state, command, found, at)
    return {}


def _need_room_again(state: ReviewState, found: Nomination) -> None:
    """What was refused comes back only where the quota still has room and nobody took the nominee's place."""
    award = guards.need_award(state, found.award)
    guards.need_quota(state, award, found.unit, found.unit_name)
    for step in found.way[: found.here]:
        if step.organisation != found.unit:
            guards.need_quota(state, award, step.organisation, step.name)
    homes = (found.unit_name, *found.homes)
    guards.need_one_entry(without(state, found.no), state.rules, award.id, found.nominee, homes)


def _need_first_return(state: ReviewState, command: Vet, found: Nomination, at: int) -> None:
    if any(one.verdict == "return" for one in found.vettings):
        raise Refused("returned-once", nomination=found.no)
    campaign = guards.need_open(state)
    if command.until is not None:
        guards.need_near(campaign, command.until, at, "until")
    elif at >= guards.ends_at(campaign, campaign.due):
        raise Invalid("correction-day-needed")


def missing_sign_offs(campaign: Campaign, award: Award, found: Nomination) -> tuple[str, ...]:
    """The departments that have to agree to a nomination and have not."""
    agreed = {one.department for one in found.sign_offs if one.agrees}
    wanted = (one.department for one in campaign.sign_offs if not one.awards or award.id in one.awards)
    return tuple(one for one in wanted if one not in agreed)


def need_signed(campaign: Campaign, award: Award, found: Nomination) -> None:
    """Every department has agreed; raises ``Refused("sign-off-missing")``."""
    if missing := missing_sign_offs(campaign, award, found):
        raise Refused("sign-off-missing", nomination=found.no, departments=list(missing))


def sign_off(state: ReviewState, command: SignOffNomination, at: int, facts: Facts) -> Payload:
    found = guards.need_nomination(state, command.nomination)
    if found.over:
        raise AlreadyDone("nomination-over", nomination=found.no)
    known = {one.department for one in guards.need_open(state).sign_offs if not one.awards or found.award in one.awards}
    if command.department not in known:
        raise NotFound("department-unknown", department=command.department)
    return {}


def record_finding(state: ReviewState, command: RecordFinding, at: int, facts: Facts) -> Payload:
    guards.need_nomination(state, command.nomination)
    if command.day > guards.day_of(guards.need_open(state), at):
        raise Invalid("day-in-future", field="day", day=command.day.isoformat())
    for field in ("people", "text"):
        guards.need_text(getattr(command, field), field)
    return {}
