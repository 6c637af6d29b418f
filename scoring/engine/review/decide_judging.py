"""Guards of the judging of a review: who marks what, when a stage opens and locks, what the shortlist needs.

``panel.decide`` says what is then allowed for a nomination's sitting.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scoring.engine.codec import to_json
from scoring.engine.errors import AlreadyDone, Conflict, Invalid, NotFound, Refused, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.names import same_form
from scoring.engine.panel import decide
from scoring.engine.panel.commands import AskCorrection, DecideMark, EnterMark, LiftRecusal
from scoring.engine.panel.rule import PanelRule
from scoring.engine.panel.sitting import PanelJudge, Sitting
from scoring.engine.review import guards
from scoring.engine.review.campaign import Award
from scoring.engine.review.campaign_changes import step_digest
from scoring.engine.review.commands_judging import (
    DrawOrder,
    FixShortlist,
    Group,
    JoinJudges,
    LockJudging,
    OpenJudging,
    SignPledge,
)
from scoring.engine.review.decide_nomination import need_signed
from scoring.engine.review.facts import Facts
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.ranking import Proposal, going_on, panel_rule, shortlist_proposal, subjects_of
from scoring.engine.review.state import Judging, ReviewState, Subject

InSitting = Callable[[Sitting, Any, PanelRule], Payload]
"""A guard of ``panel.decide``: from the sitting, the command and the panel's rule to the entry's facts."""
Guard = Callable[[ReviewState, Any, int, Facts], Payload]
"""A guard of a review, as ``Kind.decide``."""


def sign_pledge(state: ReviewState, command: SignPledge, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    if command.judge in state.pledges:
        raise AlreadyDone("pledge-signed")
    return {}


def open_judging(state: ReviewState, command: OpenJudging, at: int, facts: Facts) -> Payload:
    campaign = guards.need_open(state)
    award = guards.need_award(state, command.award)
    stage = state.stage(command.stage)
    if stage is None:
        raise NotFound("stage-unknown", stage=command.stage)
    if (stage.id, award.id) in state.judgings:
        raise AlreadyDone("judging-open", award=award.id, stage=stage.id)
    _need_before_locked(state, award.id, stage.id)
    _need_finished(state, command)
    chosen = _chosen(state, command, going_on(state, award.id, stage))
    if not facts.judges:
        raise Refused("no-judges")
    panels = _panels(command.groups, chosen, facts.judges)
    _need_no_judge_entered(state, [judge for panel in panels.values() for judge in panel], command.why)
    first = max(state.subjects, default=0) + 1
    subjects = [
        {"no": no, "nomination": nomination}
        | {"judges": to_json(panels[nomination]), "recused": recused_by_rule(state, nomination, panels[nomination])}
        for no, nomination in enumerate(chosen, start=first)
    ]
    return {"judges": to_json(facts.judges), "subjects": subjects, "digest": step_digest(campaign, "marks")}


def _need_before_locked(state: ReviewState, award: str, stage: str) -> None:
    for before in state.rules.mark_stages():
        if before.id == stage:
            return
        judging = state.judgings.get((before.id, award))
        if judging is None or judging.locked is None:
            raise WrongStage("stage-before-open", award=award, stage=before.name)


def _need_finished(state: ReviewState, command: OpenJudging) -> None:
    """No nomination of the award is on its way any more, or somebody goes on without it and says why."""
    unfinished = [one.no for one in state.of_award(command.award) if one.status in ("endorsing", "returned", "vetting")]
    if unfinished and not command.even_if_unfinished:
        raise Refused("nominations-unfinished", nominations=unfinished)
    if unfinished:
        guards.need_text(command.why, "why")


def _chosen(state: ReviewState, command: OpenJudging, proposal: Proposal) -> tuple[int, ...]:
    """Who goes into the stage, in the order of the command, or of the numbers."""
    chosen = command.nominations or tuple(sorted(proposal.order + proposal.tied))
    for no in chosen:
        if guards.need_nomination(state, no).award != command.award:
            raise Invalid("nomination-of-other-award", nomination=no)
    accepted = [no for no in chosen if state.nominations[no].status == "accepted"]
    if foreign := [no for no in chosen if no not in accepted]:
        raise Refused("nomination-not-accepted", nominations=foreign)
    if len(set(chosen)) < len(chosen):
        raise Invalid("order-incomplete", missing=[], foreign=sorted({n for n in chosen if chosen.count(n) > 1}))
    if not chosen:
        raise Refused("no-nominations", award=command.award)
    for no in chosen:
        need_signed(state.rules, guards.need_award(state, command.award), state.nominations[no])
    if set(chosen) != set(proposal.order + proposal.tied):
        guards.need_text(command.why, "why")
    return chosen


def _panels(
    groups: Sequence[Group], chosen: Sequence[int], judges: tuple[PanelJudge, ...]
) -> dict[int, tuple[PanelJudge, ...]]:
    """The panel of each nomination."""
    if not groups:
        return dict.fromkeys(chosen, judges)
    known = {judge.id: judge for judge in judges}
    panels: dict[int, tuple[PanelJudge, ...]] = {}
    for group in groups:
        if not group.judges:
            raise Refused("no-judges")
        panels |= dict.fromkeys(group.nominations, _judges(group.judges, known))
    given = [no for group in groups for no in group.nominations]
    guards.need_same(tuple(given), tuple(chosen))
    return panels


def _judges(wanted: Sequence[str], known: Mapping[str, PanelJudge]) -> tuple[PanelJudge, ...]:
    if unknown := [judge for judge in wanted if judge not in known]:
        raise NotFound("judge-unknown", judges=unknown)
    return tuple(known[judge] for judge in dict.fromkeys(wanted))


def join_judges(state: ReviewState, command: JoinJudges, at: int, facts: Facts) -> Payload:
    judging = guards.need_judging(state, command.stage, command.award)
    _need_unlocked(judging)
    if not command.judges:
        raise Refused("no-judges")
    guards.need_text(command.why, "why")
    judges = _judges(command.judges, {judge.id: judge for judge in facts.judges})
    _need_no_judge_entered(state, judges, command.why)
    subjects = subjects_of(state, judging)
    if foreign := [no for no in command.nominations if no not in {one.nomination for one in subjects}]:
        raise Refused("nomination-not-judged", nominations=foreign)
    added = []
    for one in subjects:
        new = [judge for judge in judges if one.sitting.judge(judge.id) is None]
        if new and (not command.nominations or one.nomination in command.nominations):
            recused = recused_by_rule(state, one.nomination, new)
            added.append({"no": one.no, "judges": to_json(tuple(new)), "recused": recused})
    if not added:
        raise AlreadyDone("judges-there")
    there = {judge.id for judge in judging.judges}
    return {"joined": to_json(tuple(one for one in judges if one.id not in there)), "added": added}


def draw_order(state: ReviewState, command: DrawOrder, at: int, facts: Facts) -> Payload:
    judging = guards.need_judging(state, command.stage, command.award)
    _need_unlocked(judging)
    screen = state.screen.subject if state.screen else None
    if screen in judging.subjects:
        raise WrongStage("defence-begun", award=command.award)
    there = drawn_from(state, judging)
    drawn = command.order or facts.lots
    guards.need_same(drawn, there)
    return {"drawn": list(drawn)}


def drawn_from(state: ReviewState, judging: Judging) -> tuple[int, ...]:
    """The nominations of a stage whose order is drawn: those that are not over."""
    return tuple(one.nomination for one in subjects_of(state, judging) if not state.nominations[one.nomination].over)


def _need_unlocked(judging: Judging) -> None:
    if judging.locked is not None:
        raise AlreadyDone("judging-locked", award=judging.award, stage=judging.stage)


def recused_by_rule(state: ReviewState, no: int, judges: Sequence[PanelJudge]) -> list[str]:
    """The judges who come from the nomination's own unit, or from one above it, and always the nominee."""
    found, award = state.nominations[no], state.award(state.nominations[no].award)
    homes = {same_form(name) for name in homes_of(found)} if state.rules.own_unit_recused else set()
    person = same_form(found.nominee) if award is not None and award.kind == "person" else ""
    return [
        judge.id
        for judge in judges
        if same_form(judge.organisation) in homes or (person and same_form(judge.label) == person)
    ]


def judges_entered(state: ReviewState, judges: Sequence[PanelJudge]) -> tuple[tuple[PanelJudge, Nomination], ...]:
    """The judges who are, or by their name may be, nominees of any award themselves, where the campaign lets no judge
    be entered.  Two of one name with different homes are two people."""
    if state.rules.judges_enter:
        return ()
    found = []
    for one in (one for one in state.nominations.values() if not one.over):
        award = state.award(one.award)
        if award is None or award.kind != "person":
            continue
        homes = {"", *map(same_form, homes_of(one))}
        named = (judge for judge in judges if same_form(judge.label) == same_form(one.nominee))
        found += [(judge, one) for judge in named if same_form(judge.organisation) in homes]
    return tuple(found)


def _need_no_judge_entered(state: ReviewState, judges: Sequence[PanelJudge], why: str) -> None:
    """No judge is entered; where a judge's organisation is not known, somebody says why it is another of the name."""
    for judge, one in judges_entered(state, judges):
        if same_form(judge.organisation) or not why.strip():
            raise Refused("judge-entered", judge=judge.label, nomination=one.no)


def homes_of(nomination: Nomination) -> tuple[str, ...]:
    """The names of every organisation that a nomination comes from or went through."""
    names = (nomination.unit_name, *nomination.units, *(step.name for step in nomination.way))
    return tuple(dict.fromkeys(name for name in names if same_form(name)))


def on_subject(guard: InSitting) -> Guard:
    """The guard of a review that is this one for the nomination that a mark sheet names; its number joins the
    entry."""

    def decided(state: ReviewState, command: Any, at: int, facts: Facts) -> Payload:
        subject = _need_open_to_judges(state, command.item)
        if isinstance(command, EnterMark) and command.judge not in state.pledges:
            raise Refused("pledge-needed")
        return {"item": subject.no} | guard(subject.sitting, command, _rule(state, subject))

    return decided


def lift_recusal(state: ReviewState, command: LiftRecusal, at: int, facts: Facts) -> Payload:
    """A declared recusal is taken back; where the rules recuse the judge it stays, also of one who joined later."""
    decided = on_subject(decide.lift)(state, command, at, facts)
    subject = state.subjects[decided["item"]]
    judge = subject.sitting.judge(command.judge)
    if judge is not None and recused_by_rule(state, subject.nomination, [judge]):
        raise Refused("recused-by-rule")
    return decided


def need_subject(state: ReviewState, no: int | None) -> Subject:
    """What a mark sheet is for; raises ``NotFound("subject-unknown")``, ``AlreadyDone("nomination-over")``."""
    found = _need_known(state, no)
    if state.nominations[found.nomination].over:
        raise AlreadyDone("nomination-over", nomination=found.nomination)
    return found


def _need_open_to_judges(state: ReviewState, no: int | None) -> Subject:
    """The same for what a judge may send; raises as that does.

    That a nomination was removed after its lock, by an objection or by a body that decides, no judge is told: the
    answer is the one before it, and what waits then can only be turned down.
    """
    found = _need_known(state, no)
    removed = state.nominations[found.nomination].status == "removed"
    return found if removed and found.sitting.locked is not None else need_subject(state, no)


def _need_known(state: ReviewState, no: int | None) -> Subject:
    guards.need_open(state)
    found = None if no is None else state.subjects.get(no)
    if found is None:
        raise NotFound("subject-unknown", item=no or 0)
    return found


def ask_correction(state: ReviewState, command: AskCorrection, at: int, facts: Facts) -> Payload:
    subject = _need_open_to_judges(state, command.item)
    _need_unlisted(state, subject)
    return decide.ask(subject.sitting, command, _rule(state, subject))


def decide_mark(state: ReviewState, command: DecideMark, at: int, facts: Facts) -> Payload:
    """What cannot be accepted any more, for a nomination is over or a list published, can be turned down."""
    subject = need_subject(state, command.item) if command.accept else _need_known(state, command.item)
    if command.accept and subject.sitting.locked is not None:
        _need_unlisted(state, subject)
    return decide.decide(subject.sitting, command, facts.actor, facts.device)


def _need_unlisted(state: ReviewState, subject: Subject) -> None:
    """A mark of an award whose list was published does not change any more: the notice would not be true."""
    if state.notices_of(subject.award):
        raise WrongStage("notice-open", award=subject.award)


def lock_judging(state: ReviewState, command: LockJudging, at: int, facts: Facts) -> Payload:
    judging = guards.need_judging(state, command.stage, command.award)
    _need_unlocked(judging)
    award = guards.need_award(state, command.award)
    there = [one for one in subjects_of(state, judging) if not state.nominations[one.nomination].over]
    sittings = [(one.nomination, one.sitting) for one in there]
    rule = panel_rule(state.rules, award, judging.stage)
    try:
        decide.need_ready(sittings, rule, even_if_missing=command.even_if_missing)
    except Refused as refused:
        if refused.code != "no-marks":
            raise
        raise Refused("nobody-marked", nominations=refused.fields["items"]) from None
    return {}


def fix_shortlist(state: ReviewState, command: FixShortlist, at: int, facts: Facts) -> Payload:
    award = guards.need_award(state, command.award)
    guards.need_unpublished(state, award.id)
    if state.notices_of(award.id):
        raise WrongStage("notice-open", award=award.id)
    before = state.shortlists.get(award.id)
    if command.seen is not None and command.seen != (before.seq if before else 0):
        raise Conflict("shortlist-changed", award=award.id)
    proposal = shortlist_proposal(state, award) or _nobody(state, award, at)
    waiting = [
        subject.nomination
        for subject in state.subjects.values()
        if subject.award == award.id and subject.sitting.waiting
    ]
    if waiting:
        raise Refused("sheets-waiting-in", nominations=sorted(set(waiting)))
    guards.need_text(command.present, "present")
    known = set(proposal.all)
    if foreign := [no for no in command.order if no not in known or command.order.count(no) > 1]:
        raise Invalid("order-incomplete", missing=[], foreign=sorted(set(foreign)))
    places = award.shortlist or award.places
    if len(command.order) > places:
        raise Invalid("too-many-listed", places=places, given=len(command.order))
    _need_reasons(command, proposal, places, may_be_fewer=award.may_stay_empty)
    return {"proposed": list(proposal.order + proposal.tied[: proposal.room])}


def _nobody(state: ReviewState, award: Award, at: int) -> Proposal:
    """The proposal for an award for which nobody is left to be judged: an empty list, once no more may come."""
    if state.judging_of(award.id) or any(not one.over for one in state.of_award(award.id)):
        raise WrongStage("marks-not-locked", award=award.id)
    guards.need_entries_over(state.rules, at)
    return Proposal((), (), (), 0)


def _need_reasons(command: FixShortlist, proposal: Proposal, places: int, *, may_be_fewer: bool) -> None:
    """A tie on the line is settled by name; any other difference has a reason."""
    settled = tuple(no for no in command.order if no in proposal.tied)
    if proposal.tied and not command.equals:
        raise Refused("tie-on-line", nominations=list(proposal.tied), room=proposal.room)
    if len(command.order) < min(places, len(proposal.all)) and not may_be_fewer:
        raise Refused("places-must-be-filled", places=places, given=len(command.order))
    plain = command.order == proposal.order + settled and len(settled) == proposal.room
    if not plain and not command.why.strip():
        raise Refused("departure-needs-reason", award=command.award)


def _rule(state: ReviewState, subject: Subject) -> PanelRule:
    award = state.award(subject.award)
    assert award is not None
    return panel_rule(state.rules, award, subject.stage)
