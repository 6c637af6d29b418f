"""A review by chance: its units, levels, judges and desks, and what each of them may come to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from scoring.engine.kinds import Command
from scoring.engine.ledger import Entry
from scoring.engine.panel import commands as panel
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.review import commands_after as after
from scoring.engine.review import commands_decision as decision
from scoring.engine.review import commands_judging as judging
from scoring.engine.review import commands_nomination as nomination
from scoring.engine.review import guards
from scoring.engine.review.campaign import Campaign
from scoring.engine.review.decide_judging import drawn_from
from scoring.engine.review.ranking import listed, next_in_line, panel_rule, shortlist_proposal
from tests.unit.engine.review.whole_way import Review
from tests.unit.review_driver.rules import OFFICIAL

UNITS = ("u1", "u2", "u3")
NOMINEES = ("张一", "李二", "王三", "赵四")
JUDGES = (PanelJudge("j1", "评委一", "单位u1"), PanelJudge("j2", "评委二", ""), PanelJudge("j3", "评委三", "甲镇"))
SUBSTITUTE = PanelJudge("j9", "评委九", "")
DIGEST = "2" * 64
Said = tuple[Command, dict[str, object]]
"""A command, and who gives it with what facts."""


class EnoughError(Exception):
    """As much was done as was to be done."""


class Office(Review):
    """A review under a campaign by chance, with entries open.  ``budget``: how many more things may be said."""

    budget: int | None = None

    def __init__(self, rules: Campaign, random: Random) -> None:
        super().__init__(campaign=rules, judges=JUDGES)
        self.random = random
        self.opened()

    def fork(self) -> Office:
        """The same review, to be led on in another way."""
        other = object.__new__(Office)
        other.__dict__.update(self.__dict__, entries=list(self.entries))
        return other

    def say(self, said: Said) -> Entry:
        """Do it, with official days for all the years of the tests."""
        command, facts = said
        if self.budget is not None:
            if not self.budget:
                raise EnoughError
            self.budget -= 1
        return self.do(command, **{"calendar": OFFICIAL, "reason": "因故", **facts})  # type: ignore[arg-type]

    def wild(self) -> Said:
        """Anything that anybody may come to do, sensible or not."""
        return self.random.choice(_WILD)(self, self.random)

    @property
    def today(self) -> date:
        """The day of the newest entry, or of now where that is later."""
        return max(self.day, guards.day_of(self.state.rules, self.state.at))

    @property
    def award(self) -> str:
        """Any award."""
        return self.random.choice(self.state.rules.awards).id

    @property
    def no(self) -> int:
        """Any nomination, or one that there is not."""
        return self.random.choice((*self.state.nominations, 99))

    @property
    def version(self) -> int:
        return max((one.form.version for one in self.state.nominations.values()), default=1)


def _submit(one: Office, random: Random) -> Said:
    unit, paper = random.choice(UNITS), random.random() < 0.2
    back = [found.no for found in one.state.nominations.values() if found.status == "returned"]
    corrects = random.choice(back) if back and random.random() < 0.7 else None
    award = one.award
    if corrects:
        unit, award = one.state.nominations[corrects].unit, one.state.nominations[corrects].award
    draft = one.draft(random.choice(NOMINEES), award, unit, nomination=corrects)
    role = "clerk" if paper else "unit"
    command = nomination.SubmitNomination(draft.id, 1, paper, one.day if paper and random.random() < 0.5 else None)
    return command, {"role": role, "organisation": "" if paper else unit, "draft": draft}


def _endorse(one: Office, random: Random) -> Said:
    paper = random.random() < 0.2
    verdict = random.choice(("agree", "agree", "agree", "return", "refuse"))
    command = nomination.Endorse(one.no, random.choice((1, one.version)), verdict, "意见", paper)
    who = {"role": "clerk"} if paper else {"role": "endorser", "organisation": random.choice((*UNITS, "t"))}
    return command, who


def _vet(one: Office, random: Random) -> Said:
    verdict = random.choice(("pass", "pass", "pass", "return", "refuse"))
    until = random.choice((None, one.day + timedelta(days=3)))
    version = random.choice((1, one.version))
    return nomination.Vet(one.no, version, verdict, ("incomplete",), "", until), {"role": "office"}


def _open(one: Office, random: Random) -> Said:
    groups: tuple[judging.Group, ...] = ()
    accepted = [found.no for found in one.state.nominations.values() if found.status == "accepted"]
    if random.random() < 0.2 and accepted:
        groups = tuple(judging.Group((random.choice(JUDGES).id, "j2"), (no,)) for no in accepted)
    stage = random.choice(one.state.rules.mark_stages()).id
    why, early = random.choice((("", False), ("逾期", True)))
    return judging.OpenJudging(stage, one.award, (), groups, why, early), {"role": "chair"}


def _mark(one: Office, random: Random) -> Said:
    if not one.state.subjects:
        return judging.SignPledge(random.choice(JUDGES).id), {"role": "judge"}
    subject = random.choice(tuple(one.state.subjects.values()))
    judge = random.choice(JUDGES).id
    award = one.state.award(subject.award)
    assert award is not None
    marks = {
        item.id: Decimal(random.randint(0, 10)) for item in panel_rule(one.state.rules, award, subject.stage).criteria
    }
    command = random.choice(
        (
            panel.EnterMark(judge, marks, subject.no),
            panel.EnterMark(judge, marks, subject.no),
            panel.EnterMark(judge, marks, subject.no),
            panel.CopyMark(judge, marks, subject.no),
            panel.AskCorrection(subject.no, judge, marks),
            panel.AbstainMark(judge, subject.no),
            panel.RecuseJudge(judge, subject.no),
            panel.LiftRecusal(judge, subject.no),
            panel.WithdrawMark(judge, subject.no),
        )
    )
    if command.kind == "mark.lift":
        return command, {"role": "chair"}
    return command, {"role": "judge", "actor": f"ticket:{judge}", "device": judge}


def _pledge(one: Office, random: Random) -> Said:
    return judging.SignPledge(random.choice(JUDGES).id), {"role": "judge"}


def _decide_mark(one: Office, random: Random) -> Said:
    waiting = [(found.no, seq) for found in one.state.subjects.values() for seq in found.sitting.waiting]
    subject, sheet = random.choice(waiting or [(1, 1)])
    return panel.DecideMark(subject, sheet, random.random() < 0.7), {"role": "chair"}


def _lock(one: Office, random: Random) -> Said:
    stage = random.choice(one.state.rules.mark_stages()).id
    return judging.LockJudging(stage, one.award, random.random() < 0.5), {"role": "chair"}


def _shortlist(one: Office, random: Random) -> Said:
    award = random.choice(one.state.rules.awards)
    proposal = shortlist_proposal(one.state, award)
    order = () if proposal is None else proposal.order + proposal.tied[: proposal.room]
    if random.random() < 0.3:
        order = tuple(random.sample(order, random.randint(0, len(order))))
    equals = random.choice(("", "vote", "lot"))
    return judging.FixShortlist(award.id, order, "主任", random.choice(("", "集体研究")), equals), {"role": "chair"}


def _notice(one: Office, random: Random) -> Said:
    first = one.day + timedelta(days=random.randint(0, 2))
    repeats = random.choice((None, len(one.state.notices) or None))
    return decision.OpenNotice((one.award,), first, repeats=repeats), {"role": "office"}


def _objection(one: Office, random: Random) -> Said:
    shown = [line.nomination for notice in one.state.notices[-1:] for line in notice.shown]
    no = random.choice((*shown, *shown, None))
    days = (None, one.day - timedelta(days=random.randint(0, 9)))
    command = decision.TakeObjection(len(one.state.notices), "person", DIGEST, no, (), random.choice(days))
    return command, {"role": random.choice(("office", "public"))}


def _handle(one: Office, random: Random) -> Said:
    no = random.randint(1, max(len(one.state.objections), 1))
    if random.random() < 0.5:
        return decision.AdmitObjection(no, random.random() < 0.8, "late"), {"role": "office"}
    return decision.CloseObjection(no, random.random() < 0.8, "结论"), {"role": "office"}


def _vacancy(one: Office, random: Random) -> Said:
    award = random.choice(one.state.rules.awards)
    gone = [vacancy.removed for vacancy in one.state.vacancies] or [1]
    filled = random.choice((next_in_line(one.state, award), None, one.no))
    return decision.FillVacancy(award.id, random.choice(gone), filled, "集体研究"), {"role": "office"}


def _decide(one: Office, random: Random) -> Said:
    award = one.award
    there = listed(one.state, award)
    winners = tuple(random.sample(there, random.randint(0, len(there))))
    body = random.choice(one.state.rules.decision.by)
    verdict = random.choice(("pass", "pass", "pass", "fail", "defer"))
    return decision.RecordDecision(award, body, verdict, 9, 9, 9, 0, 0, one.day, winners, sure=True), {
        "role": "approver"
    }


def _publish(one: Office, random: Random) -> Said:
    return decision.PublishResult((one.award,)), {"role": "approver"}


def _others(one: Office, random: Random) -> Said:
    said: list[Said] = [
        (nomination.WithdrawNomination(one.no), {"role": "unit", "organisation": random.choice(UNITS)}),
        (nomination.SignOffNomination(one.no, "税务部门", random.random() < 0.7), {"role": "clerk"}),
        (nomination.RecordFinding(one.no, "hearing", one.day, "甲", "属实"), {"role": "clerk"}),
        (nomination.NewEdition(one.state.rules.edition + 1), {"role": "office", "campaign": _edition(one, random)}),
        (decision.PutForward(one.award, tuple(listed(one.state, one.award)[:1])), {"role": "approver"}),
        (decision.BeginReveal(one.award), {"role": "host"}),
        (decision.RevealNext(one.state.reveal.shown if one.state.reveal else 0), {"role": "host"}),
        (decision.EndReveal(), {"role": "host"}),
        (after.RevokeAward(one.award, one.no, "forged", "不实", one.today), {"role": "approver"}),
    ]
    gone, leads = PanelJudge("gone", "主任", ""), PanelJudge("chair", "副主任", "")
    said.append((judging.RecuseChair(one.no, gone.id, leads.id), {"role": "office", "chairs": (gone, leads)}))
    for held in one.state.held.values():
        said.append((nomination.ConfirmPaper(held.seq, random.random() < 0.7), {"role": "office"}))
    for subject in one.state.judgings.values():
        join = judging.JoinJudges(subject.stage, subject.award, (SUBSTITUTE.id,), (), "递补")
        lots = list(drawn_from(one.state, subject))
        random.shuffle(lots)
        draw = judging.DrawOrder(subject.stage, subject.award)
        said.append((draw, {"role": "chair", "lots": tuple(lots)}))
        said.append((join, {"role": "chair", "judges": (*JUDGES, SUBSTITUTE)}))
    return random.choice(said)


def _edition(one: Office, random: Random) -> Campaign:
    rules = one.state.rules
    changed = random.choice(
        (
            {"notices": rules.notices[:1]},
            {"notices": rules.notices * 2},
            {"notes": ("更正",)},
            {"decision": replace(rules.decision, by=rules.decision.by[:1])},
            {"panel": replace(rules.panel, fewest=1)},
            {"awards": rules.awards[:1]},
        )
    )
    return replace(rules, edition=rules.edition + 1, **changed)


_WILD: tuple[Callable[[Office, Random], Said], ...] = (
    _submit, _submit, _submit, _endorse, _endorse, _endorse, _endorse, _vet, _vet, _vet, _open, _mark, _mark, _mark,
    _pledge, _decide_mark, _lock, _shortlist, _notice, _objection, _objection, _objection, _handle, _handle, _handle,
    _vacancy, _decide, _decide, _publish, _others, _others,
)  # fmt: skip
