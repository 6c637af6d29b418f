"""What might be accepted in a review: for each kind of command those that are worth a try.

``offers`` tries them.  What a person still has to say (a reason, a text, a choice) is taken as given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from scoring.engine.kinds import Command
from scoring.engine.panel import commands as panel
from scoring.engine.review import commands_after as after
from scoring.engine.review import commands_decision as decision
from scoring.engine.review import commands_judging as judging
from scoring.engine.review import commands_nomination as nomination
from scoring.engine.review import guards, notices
from scoring.engine.review.campaign import Award
from scoring.engine.review.decide_judging import drawn_from
from scoring.engine.review.decide_nomination import own_of
from scoring.engine.review.facts import Draft, Facts
from scoring.engine.review.nomination import Nomination, Verdict, VetVerdict
from scoring.engine.review.ranking import going_on, listed, next_in_line, panel_rule, shortlist_proposal
from scoring.engine.review.state import ReviewState

_VERDICTS: tuple[Verdict, ...] = ("agree", "return", "refuse")
_VET_VERDICTS: tuple[VetVerdict, ...] = ("pass", "return", "refuse")
_SAID = "…"
"""Stands for a text that a person still has to give."""
_SOMEBODY = "\N{OBJECT REPLACEMENT CHARACTER}"
"""A nominee whom nobody has entered."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One command that is possible now, by its kind and what it is about.

    ``number``: of a mark sheet's subject, a paper that is held (its seq), a notice, an objection, a mark sheet that
    waits (its seq) · ``verdict``: of an opinion, a vetting or a second person, for each is allowed by itself ·
    ``name``: a department or a deciding body.
    """

    kind: str
    award: str = ""
    nomination: int = 0
    stage: str = ""
    number: int = 0
    verdict: str = ""
    name: str = ""


Candidate = tuple[Offer, Command, Facts]
Candidates = Callable[[ReviewState, Facts, int], Iterator[Candidate]]


def _edition(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    new = replace(state.rules, edition=state.rules.edition + 1)
    yield Offer("review.edition"), nomination.NewEdition(new.edition), replace(facts, campaign=new)


def _submissions(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    paper = facts.role != "unit"
    for award in state.rules.awards:
        draft = Draft("", 0, award.id, facts.organisation, facts.organisation_name, _SOMEBODY, "", "")
        yield Offer("nomination.submit", award.id), _submit(state, at, paper=paper), replace(facts, draft=draft)
    for one in _of(state, "returned"):
        if paper or one.unit == facts.organisation:
            draft = Draft("", 0, one.award, one.unit, one.unit_name, one.nominee, "", "", one.no, homes=one.homes)
            offer = Offer("nomination.submit", one.award, one.no)
            yield offer, _submit(state, at, paper=paper), replace(facts, draft=draft)


def _submit(state: ReviewState, at: int, *, paper: bool) -> nomination.SubmitNomination:
    """From paper it may have come in time, whenever it is entered."""
    arrived = min(guards.day_of(state.rules, at), state.rules.due.day) if paper else None
    return nomination.SubmitNomination("", 0, paper, arrived)


def _of(state: ReviewState, *statuses: str) -> Iterator[Nomination]:
    return (one for one in state.nominations.values() if one.status in statuses)


def _unjudged(state: ReviewState) -> Iterator[Nomination]:
    judged = {one.nomination for one in state.subjects.values()}
    return (one for one in state.nominations.values() if one.no not in judged)


def _withdrawals(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for one in _unjudged(state):
        if facts.role != "unit" or one.unit == facts.organisation:
            offer = Offer("nomination.withdraw", one.award, one.no)
            yield offer, nomination.WithdrawNomination(one.no), facts


def _opinions(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    paper = facts.role not in ("unit", "endorser")
    for one in _of(state, "endorsing"):
        step = one.waits_for
        if step is None or not (paper or step.organisation == facts.organisation):
            continue
        for verdict in _VERDICTS:
            command = nomination.Endorse(one.no, one.form.version, verdict, _SAID, paper)
            yield Offer("nomination.endorse", one.award, one.no, verdict=verdict), command, facts


def _orders(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for award in state.rules.awards:
        order = tuple(one.no for one in own_of(state, award.id, facts.organisation))
        if len(order) > 1 and not state.judging_of(award.id):
            yield Offer("nomination.order", award.id), nomination.OrderOwn(award.id, order), facts


def _vettings(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    until = guards.day_of(state.rules, at)
    for one in _unjudged(state):
        for verdict in _VET_VERDICTS:
            command = nomination.Vet(one.no, one.form.version, verdict, ("incomplete",), _SAID, until)
            yield Offer("nomination.vet", one.award, one.no, verdict=verdict), command, facts


def _sign_offs(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for one in state.nominations.values():
        for department in (part.department for part in state.rules.sign_offs):
            command = nomination.SignOffNomination(one.no, department, agrees=True)
            yield Offer("nomination.sign-off", one.award, one.no, name=department), command, facts


def _findings(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    day = guards.day_of(state.rules, at)
    for one in state.nominations.values():
        command = nomination.RecordFinding(one.no, "inspection", day, _SAID, _SAID)
        yield Offer("nomination.finding", one.award, one.no), command, facts


def _papers(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for held in state.held.values():
        for accept, verdict in ((True, "agree"), (False, "refuse")):
            offer = Offer("paper.confirm", nomination=held.payload.get("no", held.payload.get("nomination", 0)))
            command = nomination.ConfirmPaper(held.seq, accept)
            yield replace(offer, number=held.seq, verdict=verdict), command, facts


def _pledges(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    yield Offer("judge.pledge"), judging.SignPledge(_judge(facts)), facts


def _judge(facts: Facts) -> str:
    return facts.actor.removeprefix("ticket:")


def _joins(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for one in state.judgings.values():
        command = judging.JoinJudges(one.stage, one.award, ("",), why=_SAID)
        yield Offer("judging.join", one.award, stage=one.stage), command, facts


def _openings(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for stage in state.rules.mark_stages():
        for award in state.rules.awards:
            if (stage.id, award.id) in state.judgings:
                continue
            proposal = going_on(state, award.id, stage)
            chosen = () if proposal.order + proposal.tied else proposal.out  # nobody has a score: people choose
            command = judging.OpenJudging(stage.id, award.id, chosen, why=_SAID, even_if_unfinished=True)
            yield Offer("judging.open", award.id, stage=stage.id), command, facts


def _sheets(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    """A judge's own mark sheets: to fill in, to take back, to correct, to leave."""
    own = _judge(facts)
    for subject in state.subjects.values():
        award = state.award(subject.award)
        if award is None or facts.role != "judge" or subject.sitting.judge(own) is None:
            continue
        sheet, criteria = subject.sitting.mark_sheets.get(own), panel_rule(state.rules, award, subject.stage).criteria
        marks = {one.id: one.high for one in criteria}
        other = {one.id: one.low for one in criteria} if sheet and dict(sheet.marks) == marks else marks
        about = Offer("", subject.award, subject.nomination, subject.stage, subject.no)
        for command in (
            panel.EnterMark(own, marks, subject.no),
            panel.WithdrawMark(own, subject.no),
            panel.AbstainMark(own, subject.no),
            panel.RecuseJudge(own, subject.no),
            panel.AskCorrection(subject.no, own, other),
        ):
            yield replace(about, kind=command.kind), command, facts


def _lifts(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for subject in state.subjects.values():
        for judge in subject.sitting.judges:
            offer = Offer("mark.lift", subject.award, subject.nomination, subject.stage, subject.no)
            yield offer, panel.LiftRecusal(judge.id, subject.no), facts


def _waiting_sheets(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for subject in state.subjects.values():
        for sheet in subject.sitting.waiting.values():
            for accept, verdict in ((True, "agree"), (False, "refuse")):
                offer = Offer("mark.decide", subject.award, subject.nomination, subject.stage, sheet.seq, verdict)
                yield offer, panel.DecideMark(subject.no, sheet.seq, accept), facts


def _draws(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for one in state.judgings.values():
        lots = drawn_from(state, one)
        if len(lots) > 1:
            command = judging.DrawOrder(one.stage, one.award)
            yield Offer("defence.draw", one.award, stage=one.stage), command, replace(facts, lots=lots)


def _locks(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for one in state.judgings.values():
        command = judging.LockJudging(one.stage, one.award, even_if_missing=True)
        yield Offer("judging.lock", one.award, stage=one.stage), command, facts


def _shortlists(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for award in state.rules.awards:
        proposal = None if state.notices_of(award.id) else shortlist_proposal(state, award)
        order = () if proposal is None else proposal.order + proposal.tied[: proposal.room]
        if proposal is not None and not award.may_stay_empty:  # then also who has no rank, by name and with a reason
            rest = [no for no in proposal.all if no not in order]
            order += tuple(rest[: max(0, (award.shortlist or award.places) - len(order))])
        command = judging.FixShortlist(award.id, order, _SAID, _SAID, "meeting")
        yield Offer("shortlist.fix", award.id), command, facts


def _notices(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for award in state.rules.awards:
        before = notices.standing(state, award.id)
        repeats = before.no if before is not None and not notices.is_true(state, award.id) else None
        command = decision.OpenNotice((award.id,), guards.day_of(state.rules, at), repeats=repeats)
        yield Offer("notice.open", award.id, number=repeats or 0), command, facts


def _objections(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for notice in state.notices:
        arrived = None if facts.role == "public" else min(guards.day_of(state.rules, at), notice.last)
        command = decision.TakeObjection(notice.no, "person", "", arrived=arrived)
        yield Offer("objection.take", number=notice.no), command, facts


def _admissions(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for one in state.objections:
        offer = Offer("objection.admit", nomination=one.nomination or 0, number=one.no)
        yield offer, decision.AdmitObjection(one.no, admit=True), facts


def _closings(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for one in state.objections:
        for upheld, verdict in ((True, "upheld"), (False, "rejected")):
            offer = Offer("objection.close", nomination=one.nomination or 0, number=one.no, verdict=verdict)
            yield offer, decision.CloseObjection(one.no, upheld, _SAID), facts


def _vacancies(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for one in state.vacancies:
        award = state.award(one.award)
        if one.settled is None and award is not None:
            command = decision.FillVacancy(one.award, one.removed, next_in_line(state, award), _SAID)
            yield Offer("vacancy.fill", one.award, one.removed), command, facts


def _decisions(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for award in state.rules.awards:
        for body in state.rules.decision.by:
            command = decision.RecordDecision(
                award.id, body, "pass", 1, 1, 1, 0, 0, guards.day_of(state.rules, at), _winners(state, award)
            )
            yield Offer("decision.record", award.id, name=body), command, facts


def _winners(state: ReviewState, award: Award) -> tuple[int, ...]:
    return listed(state, award.id)[: guards.places_of(state, award)]


def _results(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for award in state.rules.awards:
        yield Offer("result.publish", award.id), decision.PublishResult((award.id,)), facts
        made = state.decided(award.id)
        if award.put_forward and made is not None:
            forward = tuple(no for _, no in state.standing_winners(award.id))[: award.put_forward]
            yield Offer("result.put-forward", award.id), decision.PutForward(award.id, forward), facts


def _revocations(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    day = guards.day_of(state.rules, at)
    for award in state.published:
        made = state.decided(award)
        for no in made.winners if made is not None else ():
            command = after.RevokeAward(award, no, "other", _SAID, day)
            yield Offer("award.revoke", award, no), command, facts


def _reveals(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    for award in state.rules.awards:
        yield Offer("reveal.begin", award.id), decision.BeginReveal(award.id), facts
        if before := state.revealed.get(award.id, 0):
            yield Offer("reveal.begin", award.id), decision.BeginReveal(award.id, before), facts
    if state.reveal is not None:
        yield Offer("reveal.next", state.reveal.award), decision.RevealNext(state.reveal.shown), facts
        yield Offer("reveal.back", state.reveal.award), decision.RevealBack(state.reveal.shown), facts
        yield Offer("reveal.end", state.reveal.award), decision.EndReveal(), facts


def _personal(state: ReviewState, facts: Facts, at: int) -> Iterator[Candidate]:
    until = state.rules.personal_until
    if until is not None and guards.day_of(state.rules, at) >= until:
        yield Offer("personal.delete"), decision.DeletePersonal(), facts


CANDIDATES: tuple[tuple[tuple[str, ...], Candidates], ...] = (
    (("review.edition",), _edition),
    (("nomination.submit",), _submissions),
    (("nomination.withdraw",), _withdrawals),
    (("nomination.endorse",), _opinions),
    (("nomination.order",), _orders),
    (("nomination.vet",), _vettings),
    (("nomination.sign-off",), _sign_offs),
    (("nomination.finding",), _findings),
    (("paper.confirm",), _papers),
    (("judge.pledge",), _pledges),
    (("judging.open",), _openings),
    (("judging.join",), _joins),
    (("mark.enter", "mark.withdraw", "mark.abstain", "mark.recuse", "mark.ask"), _sheets),
    (("mark.lift",), _lifts),
    (("mark.decide",), _waiting_sheets),
    (("defence.draw",), _draws),
    (("judging.lock",), _locks),
    (("shortlist.fix",), _shortlists),
    (("notice.open",), _notices),
    (("objection.take",), _objections),
    (("objection.admit",), _admissions),
    (("objection.close",), _closings),
    (("vacancy.fill",), _vacancies),
    (("decision.record",), _decisions),
    (("result.publish", "result.put-forward"), _results),
    (("award.revoke",), _revocations),
    (("reveal.begin", "reveal.next", "reveal.back", "reveal.end"), _reveals),
    (("personal.delete",), _personal),
)
"""The candidates in the order of a review, with the kinds of command that they are of.  Mark sheets that others than
their judge enter, take back or leave have pages of their own, and so has the recusal of a chair."""
