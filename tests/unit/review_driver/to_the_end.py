"""Lead a review on from wherever it stands: everybody does what is theirs, and each award reaches its publication.

What the review refuses here is a dead end, and fails the test.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

from scoring.engine.errors import Refused
from scoring.engine.panel import commands as panel
from scoring.engine.review import commands_decision as decision
from scoring.engine.review import commands_judging as judging
from scoring.engine.review import commands_nomination as nomination
from scoring.engine.review import guards, notices
from scoring.engine.review.campaign import Award
from scoring.engine.review.decide_nomination import missing_sign_offs
from scoring.engine.review.ranking import going_on, listed, next_in_line, panel_rule, shortlist_proposal
from scoring.engine.review.state import Judging, Subject
from tests.unit.review_driver.office import JUDGES, SUBSTITUTE, EnoughError, Office, Said

CHAIR = {"role": "chair"}
OFFICE_DESK = {"role": "office"}


def lead(one: Office) -> None:
    """Publish every award; raises what the review refuses on the way."""
    one.day = max(one.day, one.state.rules.due.day + timedelta(days=1))
    for held in tuple(one.state.held):
        one.say((nomination.ConfirmPaper(held, accept=False), {"role": "office", "actor": "second", "device": "x"}))
    for award in one.state.rules.awards:
        if award.id not in one.state.published:
            _finish_nominations(one, award)
            if award.id not in one.state.shortlists:
                _judge(one, award)
            _to_publication(one, award)
    assert set(one.state.published) >= {award.id for award in one.state.rules.awards}


def go_on(one: Office, steps: int) -> None:
    """Lead it on, and stop after some steps."""
    one.budget = steps
    with suppress(EnoughError):
        lead(one)
    one.budget = None


def _finish_nominations(one: Office, award: Award) -> None:
    """Those on their way go up, or are withdrawn where that is too late; those that lack a department's agreement get
    it."""
    if one.state.judging_of(award.id):
        return
    for no in [found.no for found in one.state.of_award(award.id)]:
        found = one.state.nominations[no]
        while (step := found.waits_for) is not None:
            command = nomination.Endorse(found.no, found.form.version, "agree")
            try:
                one.say((command, {"role": "endorser", "organisation": step.organisation}))
            except Refused:  # the level's day has passed, or its quota is used
                break
            found = one.state.nominations[found.no]
        if found.status in ("vetting", "accepted"):
            for department in missing_sign_offs(one.state.rules, award, found):
                one.say((nomination.SignOffNomination(found.no, department, agrees=True), OFFICE_DESK))
        if found.status == "vetting":
            one.say((nomination.Vet(found.no, found.form.version, "pass"), OFFICE_DESK))
        elif found.status in ("endorsing", "returned"):
            one.say((nomination.WithdrawNomination(found.no), OFFICE_DESK))


def _judge(one: Office, award: Award) -> None:
    accepted = any(found.status == "accepted" for found in one.state.of_award(award.id))
    if not accepted:
        one.say((judging.FixShortlist(award.id, (), "主任"), CHAIR))
        return
    for stage in one.state.rules.mark_stages():
        if (stage.id, award.id) not in one.state.judgings:
            for no in (found.no for found in one.state.of_award(award.id) if found.status == "accepted"):
                found = one.state.nominations[no]
                for department in missing_sign_offs(one.state.rules, award, found):
                    one.say((nomination.SignOffNomination(no, department, agrees=True), OFFICE_DESK))
            proposal = going_on(one.state, award.id, stage)
            chosen = () if proposal.order + proposal.tied else proposal.out  # nobody had a score: people choose
            late = judging.OpenJudging(stage.id, award.id, chosen, why="逾期", even_if_unfinished=True)
            one.say((late, CHAIR))
        opened = one.state.judgings[stage.id, award.id]
        if opened.locked is None:
            _mark_all(one, award, opened)
            one.say((judging.LockJudging(stage.id, award.id), CHAIR))
    _decide_sheets(one, award.id)
    _fix(one, award)


def _fix(one: Office, award: Award) -> None:
    proposal = shortlist_proposal(one.state, award)
    assert proposal is not None
    order = proposal.order + proposal.tied[: proposal.room]
    places = award.shortlist or award.places
    missing = max(0, min(places, len(proposal.all)) - len(order))
    order += proposal.out[:missing] if not award.may_stay_empty else ()
    one.say((judging.FixShortlist(award.id, order, "主任", "集体研究", "vote"), CHAIR))


def _mark_all(one: Office, award: Award, opened: Judging) -> None:
    for judge in (*JUDGES, SUBSTITUTE):
        if judge.id not in one.state.pledges:
            one.say((judging.SignPledge(judge.id), {"role": "judge"}))
    _decide_sheets(one, award.id)
    for no in opened.subjects:
        for judge in one.state.subjects[no].sitting.missing:
            one.say(_full(one, award, one.state.subjects[no], judge))
        if not one.state.subjects[no].sitting.marked:
            if one.state.subjects[no].sitting.judge(SUBSTITUTE.id) is None:
                join = judging.JoinJudges(
                    opened.stage, award.id, (SUBSTITUTE.id,), (one.state.subjects[no].nomination,), "递补"
                )
                one.say((join, {"role": "chair", "judges": (*JUDGES, SUBSTITUTE)}))
            one.say(_full(one, award, one.state.subjects[no], SUBSTITUTE.id))


def _full(one: Office, award: Award, subject: Subject, judge: str) -> Said:
    marks = {item.id: Decimal(subject.no % 11) for item in panel_rule(one.state.rules, award, subject.stage).criteria}
    return panel.EnterMark(judge, marks, subject.no), {"role": "judge", "actor": f"ticket:{judge}", "device": judge}


def _decide_sheets(one: Office, award: str) -> None:
    for subject in tuple(one.state.subjects.values()):
        for sheet in tuple(subject.sitting.waiting) if subject.award == award else ():
            command = panel.DecideMark(subject.no, sheet, accept=False)
            one.say((command, {"role": "chair", "actor": "second", "device": "x"}))


def _to_publication(one: Office, award: Award) -> None:
    for _ in range(20):
        _settle(one, award)
        if award.id in one.state.published:
            return
        before = one.state.rules.decision.when == "before_notice"
        if before:
            _decide(one, award)
        if notices.to_name(one.state, award.id) and not notices.all_over(one.state, award.id, one.day):
            _notice(one, award)
            continue
        _decide(one, award)
        one.say((decision.PublishResult((award.id,)), {"role": "approver"}))
    raise AssertionError(f"{award.id} never ends")


def _settle(one: Office, award: Award) -> None:
    """No objection and no vacancy stays open."""
    for found in one.state.objections:
        if found.status == "received":
            one.say((decision.AdmitObjection(found.no, admit=True), OFFICE_DESK))
        if found.open:
            about = None if found.nomination is None else one.state.nominations[found.nomination]
            upheld = about is not None and about.award not in one.state.published and one.random.random() < 0.5
            one.say((decision.CloseObjection(found.no, upheld, "结论"), OFFICE_DESK))
    for vacancy in one.state.vacancies:
        if vacancy.award == award.id and vacancy.settled is None:
            filled = next_in_line(one.state, award)
            one.say((decision.FillVacancy(award.id, vacancy.removed, filled, "集体研究"), OFFICE_DESK))


def _notice(one: Office, award: Award) -> None:
    standing = notices.standing(one.state, award.id)
    if standing is None and award.id in one.state.shortlists and _outdated(one, award):
        _decide_sheets(one, award.id)
        _fix(one, award)
        return
    repeats = None
    if standing is not None and not notices.is_true(one.state, award.id):
        repeats = standing.no
    elif standing is not None:
        one.day = max(one.day, standing.last + timedelta(days=1))
        if notices.all_over(one.state, award.id, one.day):
            return
    one.say((decision.OpenNotice((award.id,), one.day, repeats=repeats), OFFICE_DESK))


def _outdated(one: Office, award: Award) -> bool:
    proposal = shortlist_proposal(one.state, award)
    proposed = () if proposal is None else proposal.order + proposal.tied[: proposal.room]
    return proposed != one.state.shortlists[award.id].proposed


def _decide(one: Office, award: Award) -> None:
    standing = notices.standing(one.state, award.id)
    if one.state.rules.decision.when == "after_notice" and standing is not None:
        one.day = max(one.day, standing.last + timedelta(days=1))
    winners = listed(one.state, award.id)[: guards.places_of(one.state, award)]
    for body in one.state.rules.decision.by:
        if one.state.decided(award.id, body) is None:
            command = decision.RecordDecision(award.id, body, "pass", 9, 9, 9, 0, 0, one.day, winners)
            one.say((command, {"role": "approver"}))
