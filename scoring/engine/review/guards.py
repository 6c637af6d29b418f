"""Guards that several decisions of a review share: each gives what it found, or refuses with a named error."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from scoring.engine.errors import Conflict, Invalid, NotFound, Refused, WrongStage
from scoring.engine.moments import local, moment_of
from scoring.engine.names import same_form
from scoring.engine.review.campaign import Award, Campaign, Deadline
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.state import DecisionMade, Judging, Objection, PublicNotice, ReviewState, Shortlist

_DAY = timedelta(days=1)


def day_of(campaign: Campaign, at: int) -> date:
    """The day in the campaign's zone at ``at`` (ms since the epoch)."""
    return local(at, campaign.zone).date()


def end_text(due: Deadline) -> str:
    """A last day, and its hour where it has one: ``2012-06-15`` or ``2012-06-15T18:00``."""
    return due.day.isoformat() if due.until is None else f"{due.day.isoformat()}T{due.until:%H:%M}"


def ends_at(campaign: Campaign, deadline: Deadline) -> int:
    """The first moment (ms since the epoch) that is too late: the time of the deadline, or the end of its day."""
    day = deadline.day if deadline.until else deadline.day + _DAY
    return moment_of(day, campaign.zone, deadline.until or time())


def begins_at(campaign: Campaign, day: date) -> int:
    """The first moment of a day in the campaign's zone, ms since the epoch."""
    return moment_of(day, campaign.zone)


def need_open(state: ReviewState) -> Campaign:
    """The campaign in force; raises ``WrongStage("review-not-open")``."""
    if state.campaign is None:
        raise WrongStage("review-not-open")
    return state.campaign


def need_award(state: ReviewState, award_id: str) -> Award:
    """The award; raises ``NotFound("award-unknown")``."""
    need_open(state)
    award = state.award(award_id)
    if award is None:
        raise NotFound("award-unknown", award=award_id)
    return award


def need_nomination(state: ReviewState, no: int, version: int | None = None) -> Nomination:
    """The nomination; raises ``NotFound("nomination-unknown")``, and ``Conflict("nomination-changed")`` where the page
    showed another version than the newest."""
    need_open(state)
    found = state.nominations.get(no)
    if found is None:
        raise NotFound("nomination-unknown", nomination=no)
    if version is not None and found.form.version != version:
        raise Conflict("nomination-changed", nomination=no, version=found.form.version)
    return found


def need_judging(state: ReviewState, stage: str, award: str) -> Judging:
    """The open or locked stage of marks; raises ``WrongStage("judging-not-open")``."""
    need_award(state, award)
    judging = state.judgings.get((stage, award))
    if judging is None:
        raise WrongStage("judging-not-open", award=award, stage=stage)
    return judging


def need_shortlist(state: ReviewState, award: str) -> Shortlist:
    """The award's shortlist; raises ``WrongStage("shortlist-missing")``."""
    need_award(state, award)
    shortlist = state.shortlists.get(award)
    if shortlist is None:
        raise WrongStage("shortlist-missing", award=award)
    return shortlist


def need_decision(state: ReviewState, award: str, body: str = "") -> DecisionMade:
    """The decision of a body ("" for the last) that stands; raises ``WrongStage("decision-missing")``, or
    ``Refused("decision-outdated")`` where the list was fixed again after it."""
    made = state.decided(award, body)
    if made is not None:
        return made
    need_decided_on_list(state, award)
    raise WrongStage("decision-missing", award=award)


def need_decided_on_list(state: ReviewState, award: str) -> None:
    """No body has decided on the list as it was before; raises ``Refused("decision-outdated")``."""
    listed_at = state.list_decided_on(award)
    newest = {one.body: one.seq for one in state.decisions if one.award == award}
    if any(seq < listed_at for seq in newest.values()):
        raise Refused("decision-outdated", award=award)


def need_notice(state: ReviewState, no: int) -> PublicNotice:
    """The notice with this number; raises ``NotFound("notice-unknown")``."""
    found = next((one for one in state.notices if one.no == no), None)
    if found is None:
        raise NotFound("notice-unknown", notice=no)
    return found


def need_objection(state: ReviewState, no: int) -> Objection:
    """The objection with this number; raises ``NotFound("objection-unknown")``."""
    found = next((one for one in state.objections if one.no == no), None)
    if found is None:
        raise NotFound("objection-unknown", objection=no)
    return found


def need_unpublished(state: ReviewState, award: str) -> None:
    """Raises ``WrongStage("result-published")`` once the award's result is public."""
    if award in state.published:
        raise WrongStage("result-published", award=award)


def need_text(text: str, field: str) -> str:
    """``text`` without blanks around it; raises ``Invalid("text-needed", field=…)`` if nothing is left."""
    if not text.strip():
        raise Invalid("text-needed", field=field)
    return text.strip()


def need_same(order: tuple[int, ...], wanted: tuple[int, ...]) -> None:
    """``order`` has each of ``wanted`` once; raises ``Invalid("order-incomplete", missing=…, foreign=…)``."""
    if sorted(order) != sorted(wanted):
        missing = [no for no in wanted if no not in order]
        foreign = [no for no in order if no not in wanted or order.count(no) > 1]
        raise Invalid("order-incomplete", missing=missing, foreign=sorted(set(foreign)))


def need_entries_over(campaign: Campaign, at: int) -> None:
    """Raises ``WrongStage("entries-still-open")`` before the day of all nominations has ended."""
    if at < ends_at(campaign, campaign.due):
        raise WrongStage("entries-still-open", until=end_text(campaign.due))


def most_of(award: Award, name: str) -> int | None:
    """How many nominations of the award the organisation of this name may put forward; None for any number."""
    form = same_form(name)
    return next((one.most for one in award.quotas if same_form(one.unit) == form), award.quota)


def quota_of(state: ReviewState, award: Award, organisation: str, name: str) -> tuple[int | None, int]:
    """How many nominations of the award this organisation may put forward (None: any number), and how many it has."""
    return most_of(award, name), sum(not one.over and one.agreed_by(organisation) for one in state.of_award(award.id))


FARTHEST = timedelta(days=400)
"""How far ahead a day may be that somebody sets."""


def need_near(campaign: Campaign, day: date, at: int, field: str) -> None:
    """``day`` is today or later, and not more than 400 days away; raises ``Invalid("day-in-past" | "day-far")``."""
    if day < day_of(campaign, at):
        raise Invalid("day-in-past", field=field, day=day.isoformat())
    if day - day_of(campaign, at) > FARTHEST:
        raise Invalid("day-far", field=field, day=day.isoformat())


def places_of(state: ReviewState, award: Award) -> int:
    """The places of an award, without those that were withdrawn because their holders were removed."""
    return _standing(state, award)[1]


def holds_place(state: ReviewState, award: Award, no: int) -> bool:
    """Whether a nomination on an award's list stands within its places, or stood so when it was removed.  A list may be
    longer than the places: who stands below them holds none."""
    there, places, held = _standing(state, award)
    return no in there[:places] or no in held


def _standing(state: ReviewState, award: Award) -> tuple[tuple[int, ...], int, frozenset[int]]:
    """Who is on the list of an award, its places, and who held one when removed."""
    shortlist = state.shortlists.get(award.id)
    there, places, held = list(shortlist.order) if shortlist else [], award.places, set()
    for one in state.vacancies:
        if one.award != award.id or one.removed not in there:
            continue
        inside = there.index(one.removed) < places
        there.remove(one.removed)
        if inside:
            held.add(one.removed)
        if one.filled_by is not None:
            there.append(one.filled_by)
        elif inside and one.settled is not None and state.rules.decision.vacancy == "withdrawn":
            places -= 1
    return tuple(there), max(places, 0), frozenset(held)


def being_judged(state: ReviewState, nomination: int) -> bool:
    """Whether a nomination has gone into a stage of marks."""
    return any(one.nomination == nomination for one in state.subjects.values())


def need_one_entry(
    state: ReviewState, campaign: Campaign, award: str, nominee: str, homes: Iterable[str], unit: str | None = None
) -> None:
    """Nobody is entered twice: in one award never, in two where the campaign says so.  Two who have one name and no
    home in common are two.  Raises ``Refused("nominee-entered")``; a ``unit`` that asks does not learn the number of
    another unit's nomination: ``Refused("nominee-entered-elsewhere")``."""
    form, own = same_form(nominee), {same_form(home) for home in homes}
    for other in state.nominations.values():
        if other.over or same_form(other.nominee) != form:
            continue
        theirs = {same_form(home) for home in (other.unit_name, *other.homes)}
        if own & theirs and (other.award == award or campaign.one_award):
            if unit is not None and other.unit != unit:
                raise Refused("nominee-entered-elsewhere", nominee=nominee)
            raise Refused("nominee-entered", nomination=other.no, nominee=other.nominee)


def need_quota(state: ReviewState, award: Award, organisation: str, name: str) -> None:
    """Another nomination of the award may be put forward by this organisation; raises ``Refused("quota-used")``."""
    most, used = quota_of(state, award, organisation, name)
    if most is not None and used >= most:
        raise Refused("quota-used", award=award.id, unit=name, most=most)
