"""Guards from the public notice to the commendation: each returns the facts of the entry, or refuses with a named
error."""

from __future__ import annotations

from datetime import timedelta

from scoring.engine.codec import to_json
from scoring.engine.errors import AlreadyDone, Conflict, Forbidden, Invalid, NotFound, Refused, TooLate, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.review import guards, notices
from scoring.engine.review.calendar import NO_CALENDAR, last_day
from scoring.engine.review.campaign import Award, NoticeOrder
from scoring.engine.review.commands_decision import (
    AdmitObjection,
    BeginReveal,
    CloseObjection,
    CueScreen,
    DeletePersonal,
    EndReveal,
    FillVacancy,
    OpenNotice,
    PublishResult,
    PutForward,
    RecordDecision,
    RevealBack,
    RevealNext,
    TakeObjection,
)
from scoring.engine.review.decide_after import has_won
from scoring.engine.review.facts import Facts
from scoring.engine.review.ranking import listed, next_in_line, next_tied, outdated
from scoring.engine.review.state import Objection, ReviewState


def open_notice(state: ReviewState, command: OpenNotice, at: int, facts: Facts) -> Payload:
    campaign = guards.need_open(state)
    if not command.awards or len(set(command.awards)) < len(command.awards):
        raise Invalid("award-needed")
    for award in command.awards:
        _need_listed(state, award)
    guards.need_near(campaign, command.first, at, "first")
    level = _level(state, command, facts)
    rule = campaign.notices[level]
    shown = notices.shown_lines(state, command.awards, _order(state, command, rule.order, facts), facts.by_owner)
    last = last_day(rule, command.first, facts.calendar)
    used = facts.calendar.within(command.first, last) if rule.count == "working" else NO_CALENDAR
    return {
        "no": len(state.notices) + 1,
        "level": level,
        "last": last.isoformat(),
        "shown": to_json(shown),
        "digest": notices.shown_digest(shown, command.first, last),
        "official": to_json(used.years),
        "by_owner": facts.by_owner,
        "each_in_all": facts.each_in_all,
    }


def _order(state: ReviewState, command: OpenNotice, of_rule: NoticeOrder, facts: Facts) -> tuple[int, ...]:
    """The order of a notice.  That of merit is nobody's to change.  Where names are to stand in order of strokes, which
    is data that the engine has not, and nobody gave it, they stand by their signs: the order of merit must not become
    public."""
    names = tuple(no for award in command.awards for no in notices.to_name(state, award))
    said = command.ordered or of_rule
    if command.order:
        guards.need_same(command.order, names)
        if said == "rank" and _by_award(state, command.order) != _by_award(state, names):
            raise Invalid("notice-not-by-merit")
        return command.order
    if (said if facts.by_owner else of_rule) == "rank":
        return names
    return tuple(sorted(names, key=lambda no: state.nominations[no].nominee))


def _by_award(state: ReviewState, numbers: tuple[int, ...]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for no in numbers:
        found.setdefault(state.nominations[no].award, []).append(no)
    return found


def _need_listed(state: ReviewState, award: str) -> None:
    guards.need_shortlist(state, award)
    guards.need_unpublished(state, award)
    if not notices.to_name(state, award):
        raise Refused("nobody-listed", award=award)
    _need_newest_marks(state, award)
    if any(one.award == award and one.settled is None for one in state.vacancies):
        raise Refused("vacancy-open", award=award)
    if state.rules.decision.when == "before_notice":
        guards.need_decision(state, award)


def _need_newest_marks(state: ReviewState, award_id: str) -> None:
    """No mark was corrected since the shortlist was fixed.  Once a list is published, its marks stay as they are."""
    if outdated(state, guards.need_award(state, award_id)):
        raise Refused("shortlist-outdated", award=award_id)


def _level(state: ReviewState, command: OpenNotice, facts: Facts) -> int:
    """Which of the campaign's notices this is; the notice before it has stood its days, or is replaced."""
    levels = {notices.next_level(state, award, facts.each_in_all) for award in command.awards}
    if len(levels) > 1:
        raise Refused("notices-differ", awards=list(command.awards))
    level = levels.pop()
    if level >= len(state.rules.notices):
        raise AlreadyDone("notices-done", awards=list(command.awards))
    for award in command.awards:
        before = notices.standing(state, award)
        if before is None:
            continue
        if notices.is_true(state, award) and command.first <= before.last:
            raise WrongStage("notice-standing", notice=before.no, last=before.last.isoformat())
        if not notices.is_true(state, award) and command.repeats != before.no:
            raise Invalid("notice-repeats", notice=before.no)
    return level


def take_objection(state: ReviewState, command: TakeObjection, at: int, facts: Facts) -> Payload:
    campaign, notice = guards.need_open(state), guards.need_notice(state, command.notice)
    today = guards.day_of(campaign, at)
    if command.arrived is not None and facts.role == "public":
        raise Forbidden("role-not-allowed", role=facts.role, kind=command.kind)
    arrived = command.arrived or today
    if arrived > today:
        raise Invalid("day-in-future", field="arrived", day=arrived.isoformat())
    if arrived < notice.first:
        raise WrongStage("notice-not-begun", first=notice.first.isoformat())
    if arrived > notice.last:
        raise TooLate("objection-late", last=notice.last.isoformat())
    if command.nomination is not None and all(one.nomination != command.nomination for one in notice.shown):
        raise NotFound("nomination-not-shown", nomination=command.nomination)
    answer_by = arrived + timedelta(days=campaign.objections.answer_days)
    return {
        "no": len(state.objections) + 1,
        "arrived": arrived.isoformat(),
        "answer_by": answer_by.isoformat(),
    }


def admit_objection(state: ReviewState, command: AdmitObjection, at: int, facts: Facts) -> Payload:
    objection = guards.need_objection(state, command.objection)
    if objection.status != "received":
        raise AlreadyDone("objection-handled", objection=objection.no)
    if command.admit:
        return {}
    if command.ground is None:
        raise Invalid("ground-needed")
    if command.ground not in guards.need_open(state).objections.grounds:
        raise Invalid("ground-unknown", ground=command.ground)
    return {}


def close_objection(state: ReviewState, command: CloseObjection, at: int, facts: Facts) -> Payload:
    objection = guards.need_objection(state, command.objection)
    if not objection.open:
        raise AlreadyDone("objection-handled", objection=objection.no)
    if objection.status == "received":
        raise WrongStage("objection-not-admitted", objection=objection.no)
    guards.need_text(command.text, "text")
    about = _about_whom(state, objection, command)
    if not command.upheld:
        return {"nomination": about, "proposed": None}
    if about is None:
        raise Refused("objection-names-nobody", objection=objection.no)
    found = guards.need_nomination(state, about)
    if found.award in state.published:
        won = has_won(state, found.award, found.no) and state.revoked(found.award, found.no) is None
        return {"nomination": about, "proposed": None, "revokes": won}
    proposed = None if found.over else next_in_line(state, guards.need_award(state, found.award))
    return {"nomination": about, "proposed": proposed}


def _about_whom(state: ReviewState, objection: Objection, command: CloseObjection) -> int | None:
    """The nomination that an objection is about, by itself or by what the inquiry found."""
    if command.nomination is None or command.nomination == objection.nomination:
        return objection.nomination
    if objection.nomination is not None:
        raise Invalid("objection-names-another", objection=objection.no, nomination=objection.nomination)
    if all(one.nomination != command.nomination for one in guards.need_notice(state, objection.notice).shown):
        raise NotFound("nomination-not-shown", nomination=command.nomination)
    return command.nomination


def fill_vacancy(state: ReviewState, command: FillVacancy, at: int, facts: Facts) -> Payload:
    award = guards.need_award(state, command.award)
    vacancy = next((one for one in state.vacancies if (one.award, one.removed) == (award.id, command.removed)), None)
    if vacancy is None:
        raise NotFound("vacancy-unknown", nomination=command.removed)
    if vacancy.settled is not None:
        raise AlreadyDone("vacancy-settled", nomination=command.removed)
    if command.filled_by is not None:
        found = guards.need_nomination(state, command.filled_by)
        if found.award != award.id or found.status != "accepted" or found.no in listed(state, award.id):
            raise Refused("vacancy-not-for", nomination=found.no)
    if not command.why.strip():
        _need_plain(state, award, command.filled_by)
    return {}


def _need_plain(state: ReviewState, award: Award, filled_by: int | None) -> None:
    """The rule alone gives the place to this nomination, so that no reason is needed."""
    tied = next_tied(state, award)
    if filled_by in tied:
        raise Refused("tie-for-place", award=award.id, nominations=list(tied), count=len(tied))
    if filled_by != next_in_line(state, award):
        raise Refused("departure-needs-reason", award=award.id)


def record_decision(state: ReviewState, command: RecordDecision, at: int, facts: Facts) -> Payload:
    campaign, award = guards.need_open(state), guards.need_award(state, command.award)
    guards.need_unpublished(state, award.id)
    if command.body not in campaign.decision.by:
        raise NotFound("body-unknown", body=command.body)
    guards.need_shortlist(state, award.id)
    if campaign.decision.when == "after_notice":
        _need_settled(state, award.id, at)
    _need_bodies_before(state, command)
    made = [one for one in state.decisions if (one.award, one.body) == (command.award, command.body)]
    if command.seen is not None and command.seen != len(made):
        raise Conflict("decision-made", award=command.award, body=command.body)
    if command.day > guards.day_of(campaign, at):
        raise Invalid("day-in-future", field="day", day=command.day.isoformat())
    notice = notices.standing(state, award.id)
    if campaign.decision.when == "after_notice" and notice is not None and command.day <= notice.last:
        raise Invalid("decision-day-early", last=notice.last.isoformat())
    _need_votes(command)
    if command.verdict == "pass":
        _need_winners(state, command)
        _need_likely(state, command)
    if not command.turned_down:
        return {}
    _need_turned_down(state, command)
    return {"proposed": next_in_line(state, award)}


def _need_turned_down(state: ReviewState, command: RecordDecision) -> None:
    """Each is on the list, by a verdict that does not pass it, and with a reason."""
    if command.verdict != "fail":
        raise Invalid("turned-down-passed")
    there = listed(state, command.award)
    if foreign := [no for no in command.turned_down if no not in there or command.turned_down.count(no) > 1]:
        raise Invalid("order-incomplete", missing=[], foreign=sorted(set(foreign)))
    guards.need_text(command.text, "text")


def _need_settled(state: ReviewState, award: str, at: int) -> None:
    """The notices of the award are over, and nothing about it is open.  Where nobody would be named, there is nobody to
    give notice of."""
    day = guards.day_of(state.rules, at)
    if notices.to_name(state, award) and not notices.all_over(state, award, day):
        notice = notices.standing(state, award)
        raise WrongStage("notice-not-over", award=award, last=notice.last.isoformat() if notice else "")
    waiting = [one.no for one in state.objections if one.open and _about(state, one.notice, award, one.nomination)]
    if waiting:
        raise Refused("objections-open", objections=waiting)
    if any(one.award == award and one.settled is None for one in state.vacancies):
        raise Refused("vacancy-open", award=award)


def _about(state: ReviewState, notice: int, award: str, nomination: int | None) -> bool:
    """Whether an objection concerns an award: its nomination is of the award, or it names none of its notice."""
    if nomination is not None:
        return state.nominations[nomination].award == award
    return award in guards.need_notice(state, notice).awards


def _need_bodies_before(state: ReviewState, command: RecordDecision) -> None:
    bodies = state.rules.decision.by
    for body in bodies[: bodies.index(command.body)]:
        if state.decided(command.award, body) is None:
            guards.need_decided_on_list(state, command.award)
            raise WrongStage("body-before-missing", body=body)


def _need_votes(command: RecordDecision) -> None:
    """The numbers of the meeting fit: nobody votes twice, and nobody who is absent."""
    counts = (command.members, command.present, command.yes, command.no, command.abstain)
    if min(counts) < 0 or command.present > command.members or sum(counts[2:]) > command.present:
        raise Invalid("votes-do-not-fit", members=command.members, present=command.present)


def _need_winners(state: ReviewState, command: RecordDecision) -> None:
    award = guards.need_award(state, command.award)
    there, places = listed(state, award.id), guards.places_of(state, award)
    if foreign := [no for no in command.winners if no not in there or command.winners.count(no) > 1]:
        raise Invalid("order-incomplete", missing=[], foreign=sorted(set(foreign)))
    if len(command.winners) > places:
        raise Invalid("too-many-listed", places=places, given=len(command.winners))
    if not award.may_stay_empty and len(command.winners) < min(places, len(there)):
        raise Refused("places-must-be-filled", places=places, given=len(command.winners))


def _need_likely(state: ReviewState, command: RecordDecision) -> None:
    """What was passed is what a body can be thought to pass; other things are meant only where that is said again."""
    if command.sure:
        return
    if command.present == 0:
        raise Refused("nobody-present")
    if command.no > command.yes:
        raise Refused("votes-against", yes=command.yes, no=command.no)
    if not command.winners and (there := listed(state, command.award)):
        raise Refused("decision-for-nobody", count=len(there))


def publish_result(state: ReviewState, command: PublishResult, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    if not command.awards:
        raise Invalid("award-needed")
    for award in command.awards:
        guards.need_award(state, award)
        guards.need_unpublished(state, award)
        guards.need_decision(state, award)
        _need_settled(state, award, at)
    return {}


def put_forward(state: ReviewState, command: PutForward, at: int, facts: Facts) -> Payload:
    award = guards.need_award(state, command.award)
    decision = guards.need_decision(state, award.id)
    standing = [no for no in decision.winners if state.revoked(award.id, no) is None]
    if foreign := [no for no in command.nominations if no not in standing or command.nominations.count(no) > 1]:
        raise Invalid("order-incomplete", missing=[], foreign=sorted(set(foreign)))
    if len(command.nominations) > award.put_forward:
        raise Invalid("too-many-listed", places=award.put_forward, given=len(command.nominations))
    plain = list(command.nominations) == standing[: len(command.nominations)]
    if not plain and not command.why.strip():
        raise Refused("departure-needs-reason", award=award.id)
    return {}


def cue_screen(state: ReviewState, command: CueScreen, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    if command.subject is None:
        return {}
    subject = state.subjects.get(command.subject)
    if subject is None:
        raise NotFound("subject-unknown", item=command.subject)
    if command.marks and subject.sitting.locked is None:
        raise WrongStage("marks-not-locked")
    return {}


def begin_reveal(state: ReviewState, command: BeginReveal, at: int, facts: Facts) -> Payload:
    award = guards.need_award(state, command.award)
    guards.need_decision(state, award.id)
    if award.id not in state.published:
        _need_settled(state, award.id, at)
    known = shown_before(state, award.id)
    if command.shown not in (0, known):
        raise Conflict("reveal-moved-on", shown=known)
    return {}


def shown_before(state: ReviewState, award: str) -> int:
    """How many winners of an award the hall had seen when its reveal was left; of those who still hold it."""
    return min(state.revealed.get(award, 0), len(state.standing_winners(award)))


def reveal_back(state: ReviewState, command: RevealBack, at: int, facts: Facts) -> Payload:
    if state.reveal is None:
        raise WrongStage("reveal-not-begun")
    if command.shown != state.reveal.shown:
        raise Conflict("reveal-moved-on", shown=state.reveal.shown)
    if command.shown == 0:
        raise AlreadyDone("reveal-nobody-shown")
    return {}


def reveal_next(state: ReviewState, command: RevealNext, at: int, facts: Facts) -> Payload:
    if state.reveal is None:
        raise WrongStage("reveal-not-begun")
    if command.shown != state.reveal.shown:
        raise Conflict("reveal-moved-on", shown=state.reveal.shown)
    decision = state.decided(state.reveal.award)
    if decision is None or state.reveal.shown >= len(state.standing_winners(state.reveal.award)):
        raise AlreadyDone("reveal-complete", award=state.reveal.award)
    return {}


def end_reveal(state: ReviewState, command: EndReveal, at: int, facts: Facts) -> Payload:
    if state.reveal is None:
        raise WrongStage("reveal-not-begun")
    return {}


def delete_personal(state: ReviewState, command: DeletePersonal, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    if state.personal_deleted:
        raise AlreadyDone("personal-deleted")
    return {}
