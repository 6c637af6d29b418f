"""Moments of a match, each with the secrets that it holds: what a view of it may not depend on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from scoring.engine.actors import Actor
from scoring.engine.quiz.state import Item, MatchState, Outcome
from scoring.usecases.records import Question
from scoring.usecases.tickets import issue_ticket
from tests.fakes import fake_context
from tests.halls import CHIEF, HOST, JUDGE, ORGANISER, Hall, set_up
from tests.sheets import ALL, HEAD, JUDGED, ONE, PRESS, RAPID, RISK

SHEET = (
    HEAD
    + ALL
    + ONE
    + PRESS
    + 'after_wrong = "reopen"\nattempts = 3\n'
    + RISK
    + RAPID
    + JUDGED
    + 'judges = 5\nmissing = "leave_out"\n'
)


@dataclass(frozen=True)
class Moment:
    """One state of the match, named."""

    name: str
    state: MatchState
    questions: dict[str, Question]

    @property
    def item(self) -> Item | None:
        return self.state.item


def moments() -> Iterator[Moment]:
    """A match with every stage in which something is secret."""
    hall = set_up(fake_context(), teams=3, sheet=SHEET)
    taken: list[Moment] = []

    def take(name: str) -> None:
        with hall.ctx.store.read() as uow:
            questions = {q.id: q for q in uow.of(Question).all()}
        taken.append(Moment(name, hall.state, questions))

    take("before the match")
    hall.do("match.open")
    take("opened")
    _all_at_once(hall, take)
    _one_by_one(hall, take)
    _pressing(hall, take)
    _risking(hall, take)
    _running(hall, take)
    _marking(hall, take)
    yield from taken


def _all_at_once(hall: Hall, take: Callable[[str], None]) -> None:
    hall.do("round.begin", round="all")
    hall.do("item.present")
    take("all: reading")
    hall.do("clock.start")
    take("all: nobody has answered")
    hall.do("answer.submit", hall.seat(0), team=hall.teams[0], answer=["B"])
    hall.do("answer.submit", hall.seat(1), team=hall.teams[1], answer=["A"], final=True)
    take("all: two have answered")
    hall.do("clock.pause")
    take("all: paused")
    hall.do("clock.resume")
    hall.pass_time(21_000)
    take("all: time is up")
    hall.do("item.close")
    take("all: revealed")
    hall.do("item.present")
    take("all: the next one")
    hall.do("clock.start")
    hall.pass_time(21_000)
    hall.do("item.close")
    hall.do("round.end")
    take("between rounds")


def _one_by_one(hall: Hall, take: Callable[[str], None]) -> None:
    hall.do("round.begin", round="one")
    hall.do("item.present")
    hall.do("clock.start")
    turn = hall.teams.index(str(hall.state.items[-1].answering))
    hall.do("answer.submit", hall.seat(turn), team=hall.teams[turn], answer=["B"])
    hall.do("verdict.cast", JUDGE, verdict="right")
    hall.do("verdict.cast", CHIEF, verdict="wrong")
    take("one: answered, the panel has voted")
    hall.do("answer.judge", verdict="right")
    take("one: judged, not revealed")
    hall.do("item.close")
    take("one: revealed")
    for _ in range(5):
        hall.do("item.present")
        hall.do("answer.judge", verdict="wrong")
        hall.do("item.close")
    hall.do("round.end")


def _pressing(hall: Hall, take: Callable[[str], None]) -> None:
    hall.do("round.begin", round="press")
    hall.do("item.present")
    take("press: reading")
    hall.do("press.record", hall.seat(2), team=hall.teams[2], press="early", arming="")
    take("press: fouled")
    hall.do("press.arm")
    take("press: armed")
    hall.pass_time(700)
    arming = hall.state.items[-1].armings[-1].id
    hall.do("press.record", hall.seat(1), team=hall.teams[1], press="q1", arming=arming)
    take("press: collecting")
    hall.pass_time(200)
    hall.tick()
    take("press: awarded")
    hall.do("answer.judge", verdict="wrong")
    take("press: open again")
    hall.do("press.lapse")
    hall.do("item.close")
    take("press: revealed")
    hall.do("round.end")


def _risking(hall: Hall, take: Callable[[str], None]) -> None:
    hall.do("round.begin", round="risk")
    hall.do("item.present")
    take("risk: staking")
    hall.do("stake.choose", team=str(hall.state.items[-1].team), stake="20")
    take("risk: reading")
    hall.do("answer.judge", verdict="wrong")
    hall.do("item.void", reason="题目有误")
    take("risk: void, not revealed")
    hall.do("round.end")


def _running(hall: Hall, take: Callable[[str], None]) -> None:
    hall.do("round.begin", round="rapid")
    hall.do("item.present")
    hall.do("clock.start")
    hall.do("answer.judge", verdict="right")
    take("rapid: the second question")


def _marking(hall: Hall, take: Callable[[str], None]) -> None:
    """Five judges: the third is of the team's own unit, the fourth abstains, the fifth comes late."""
    hall.do("item.void", reason="时间不够")
    hall.do("round.end")
    hall.do("round.begin", round="video")
    hall.do("item.present")
    team = hall.state.team(str(hall.state.items[-1].team))
    units = ("", "", team.organisation, "", "")
    judges = [
        issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="judge", organisation=unit).ticket
        for unit in units
    ]
    hall.do("clock.start")
    hall.do("panel.open")
    take("marks: open")
    seats = [Actor(f"ticket:{judge.id}", "judge") for judge in judges]
    for no, mark in enumerate(("18", "15")):
        hall.do("mark.enter", seats[no], judge=judges[no].id, marks={"score": mark})
    hall.do("mark.withdraw", seats[1], judge=judges[1].id)
    hall.do("mark.enter", seats[1], judge=judges[1].id, marks={"score": "16"})
    hall.do("mark.abstain", seats[3], judge=judges[3].id)
    hall.do("mark.copy", HOST, judge=judges[4].id, marks={"score": "11"})
    take("marks: some have marked")
    hall.do("mark.decide", CHIEF, item=hall.state.items[-1].no, sheet=hall.state.seq, accept=False, reason="看不清")
    hall.do("panel.lock", even_if_missing=True)
    take("marks: locked")
    hall.do("mark.enter", seats[4], judge=judges[4].id, marks={"score": "12"})
    take("marks: one came late")


def without_marks(moment: Moment, but: str = "") -> Moment:
    """The same moment, had no judge but this one done anything since the panel was opened."""
    item, state = moment.item, moment.state
    assert item is not None
    assert item.panel is not None
    run = item.panel
    sheets = {judge: s for judge, s in run.mark_sheets.items() if judge == but or s.seq == run.opened}
    history = tuple(s for s in run.history if s.judge == but)
    waiting = {seq: w for seq, w in run.waiting.items() if w.judge == but and w.kind != "paper"}
    quiet = {actor: count for actor, count in state.private_counts.items() if actor == f"ticket:{but}"}
    bare = replace(item, panel=replace(run, mark_sheets=sheets, history=history, waiting=waiting))
    seq = state.public_seq + sum(quiet.values())
    return replace(moment, state=replace(_with(state, bare), seq=seq, private_counts=quiet))


def with_other_answer(moment: Moment, team: str) -> Moment:
    """The same moment, had ``team`` sent something else."""
    item = moment.item
    assert item is not None
    other = replace(item.answers[team], answer=("D",))
    answers = {**item.answers, team: other}
    return replace(moment, state=_with(moment.state, replace(item, answers=answers)))


def with_other_votes(moment: Moment) -> Moment:
    """The same moment, had the panel voted otherwise."""
    item = moment.item
    assert item is not None
    votes = dict.fromkeys(item.votes, "give_up")
    return replace(moment, state=_with(moment.state, replace(item, votes=votes)))  # type: ignore[arg-type]


def with_a_verdict(moment: Moment, team: str) -> Moment:
    """The same moment, had the answer of ``team`` been judged right by people already."""
    item = moment.item
    assert item is not None
    line = Outcome(team, "answer", Decimal(10), moment.state.seq, "right", item.question)
    judged = replace(item, verdicts={**item.verdicts, team: "right"}, outcomes=(*item.outcomes, line))
    return replace(moment, state=_with(moment.state, judged))


def with_other_key(moment: Moment) -> Moment:
    """The same moment, were the key, explanation and source of every question others."""
    changed = {
        q.id: replace(q, key=("D",), explanation="另一解析", citation="另一出处", digest="0" * 64, tags=("另",))
        for q in moment.questions.values()
    }
    return replace(moment, questions=changed)


def with_other_unplayed(moment: Moment) -> Moment:
    """The same moment, had every question but the current one another text."""
    current = moment.item.question if moment.item else None
    staking = moment.item is not None and moment.item.stage == "staking"
    changed = {
        q.id: q if q.id == current and not staking else replace(q, stem="另一题干", options=("x", "y"), media="另")
        for q in moment.questions.values()
    }
    return replace(moment, questions=changed)


def _with(state: MatchState, item: Item) -> MatchState:
    return replace(state, items=(*state.items[:-1], item))
