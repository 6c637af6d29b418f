"""Is this allowed now, and what follows?  Every command's guard, and the facts that join its entry.

``decide`` answers with the payload of the one entry that the command becomes, or raises a named error.  Roles are
checked before; here only the state of the match speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, cast

from scoring.engine.codec import digest, to_json
from scoring.engine.errors import AlreadyDone, Broken, Invalid, Refused, TooLate, WrongStage
from scoring.engine.quiz import commands as c
from scoring.engine.quiz import decide_manage as manage
from scoring.engine.quiz import decide_marks as marks
from scoring.engine.quiz import decide_press as press
from scoring.engine.quiz import guards, slots
from scoring.engine.quiz.facts import NO_FACTS, Facts
from scoring.engine.quiz.score import question_type
from scoring.engine.quiz.sheet import RiskRule, Round
from scoring.engine.quiz.state import Item, MatchState

Payload = dict[str, Any]
Decider = Callable[[MatchState, Any, int, Facts], Payload]


def open_match(state: MatchState, command: c.OpenMatch, at: int, facts: Facts) -> Payload:
    if state.phase != "setup":
        raise AlreadyDone("match-open")
    setup = facts.setup
    if setup is None or not setup.teams:
        raise Invalid("no-teams")
    stations = sorted(team.station for team in setup.teams)
    if stations != list(range(1, len(stations) + 1)):
        raise Invalid("stations-not-drawn")
    if setup.sheet_digest != digest(setup.sheet):
        raise Broken("sheet-digest")
    return {"setup": to_json(setup)}


def begin_round(state: MatchState, command: c.BeginRound, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    guards.need_settled(state)
    assert state.sheet is not None
    if command.round not in {r.id for r in state.sheet.rounds}:
        raise Invalid("no-such-round", round=command.round)
    if command.round in state.rounds_done or command.round == state.round:
        raise AlreadyDone("round-played", round=command.round)
    if state.round is not None and slots.next_slot(state) is not None:
        raise WrongStage("round-running", round=state.round)
    return {"order": list(slots.turn_order(state, state.sheet.round(command.round)))}


def end_round(state: MatchState, command: c.EndRound, at: int, facts: Facts) -> Payload:
    guards.need_round(state)
    guards.need_settled(state)
    if state.tie_offs and not state.tie_offs[-1].ended:
        raise WrongStage("tie-off-running")
    return {}


def present_item(state: MatchState, command: c.PresentItem, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    guards.need_settled(state)
    if command.team is not None:
        guards.need_team(state, command.team)
    if command.team is None and state.tie_offs and not state.tie_offs[-1].ended and state.tie_offs[-1].decided:
        raise Refused("tie-off-decided")
    slot = slots.next_slot(state, command.team)
    if slot is None:
        raise Refused("round-used-up", round=rule.id)
    if command.member is not None and slot.team is not None:
        guards.need_members(state, slot.team, command.member)
    question = None if rule.kind == "risk" else _question(state, rule, command.question, facts.lot)
    return {
        "item": len(state.items) + 1, "slot": slot.no, "team": slot.team, "seat": command.member or slot.seat,
        "step": 0 if rule.kind == "clue" else slot.step, "question": question,
        "arming": press.arming_of_reading(state, rule, at),
    }  # fmt: skip


def choose_stake(state: MatchState, command: c.ChooseStake, at: int, facts: Facts) -> Payload:
    guards.need_same_item(state, command.item)
    item = guards.need_item(state, {"staking"})
    rule = guards.need_round(state).risk
    assert rule is not None
    if command.team != item.team:
        raise Refused("not-your-turn", team=command.team)
    if command.stake is None:
        if not rule.may_pass and choosable(state, item, rule):
            raise Refused("no-pass")
        return {"question": None}
    stake = next((s for s in rule.stakes if s.points == command.stake), None)
    if stake is None:
        raise Invalid("no-such-stake", stake=str(command.stake))
    if stake.points in used_stakes(state, item, rule):
        raise Refused("stake-used-before", stake=str(command.stake))
    if command.delegate is not None:
        if not rule.delegate:
            raise Refused("no-delegate")
        if command.delegate == item.team:
            raise Invalid("delegate-self")
        guards.need_team(state, command.delegate)
    question = slots.next_question(state, stake.points) if command.question is None else None
    chosen = command.question or (question.id if question else None)
    if chosen is None:
        raise Refused("no-question-left", stake=str(command.stake))
    if command.question is not None and chosen not in {q.id for q in slots.unused(state, state.round, stake.points)}:
        raise Refused("question-not-free", question=chosen)
    return {"question": chosen}


def used_stakes(state: MatchState, item: Item, rule: RiskRule) -> set[Decimal | None]:
    """The stakes that the team took in the round from which this one's must differ."""
    earlier = (i for i in state.items if i.round == rule.distinct_from and i.team == item.team and not i.voided)
    return {i.stake for i in earlier}


def choosable(state: MatchState, item: Item, rule: RiskRule) -> tuple[Decimal, ...]:
    """The stakes that the team can still take: not used before, and with a question left."""
    used = used_stakes(state, item, rule)
    free = (stake.points for stake in rule.stakes if stake.points not in used)
    return tuple(points for points in free if slots.next_question(state, points) is not None)


def start_clock(state: MatchState, command: c.StartClock, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    item = guards.need_item(state, {"reading", "answering"})
    begins = state.clock is not None and state.clock.purpose == "begin"
    if item.stage == "answering" and not begins:
        raise AlreadyDone("clock-started")
    if item.stage == "reading" and rule.kind in ("press", "clue"):
        raise WrongStage("press-first")
    if rule.kind == "audience":
        raise WrongStage("round-kind", kind=rule.kind)
    return {"duration": answer_seconds(rule, item) * 1000}


def answer_seconds(rule: Round, item: Item) -> int:
    """The answer clock of an item in seconds: of its stake, else of its round."""
    if rule.risk is not None:
        return next((s.clock for s in rule.risk.stakes if s.points == item.stake), rule.clocks.answer)
    return rule.clocks.answer


def pause_clock(state: MatchState, command: c.PauseClock, at: int, facts: Facts) -> Payload:
    guards.need_item(state, {"answering"})
    clock = state.clock
    if clock is None or clock.deadline is None:
        raise WrongStage("clock-not-running")
    if clock.deadline <= at:
        raise TooLate("time-is-up", deadline=clock.deadline)
    return {"remaining": clock.deadline - at}


def resume_clock(state: MatchState, command: c.ResumeClock, at: int, facts: Facts) -> Payload:
    guards.need_item(state, {"answering"})
    if state.clock is None or state.clock.remaining is None:
        raise WrongStage("clock-not-paused")
    return {}


def reveal_clue(state: MatchState, command: c.RevealClue, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    guards.need_kind(rule, "clue")
    item = guards.need_item(state, {"reading", "armed", "fouled", "lapsed", "audience"})
    assert state.setup is not None
    clues = next((q.clues for q in state.setup.questions if q.id == item.question), 0)
    if item.step + 1 >= (clues or len(rule.steps)):
        raise Refused("no-clue-left")
    return {}


def submit_answer(state: MatchState, command: c.SubmitAnswer, at: int, facts: Facts) -> Payload:
    guards.need_same_item(state, command.item)
    item = guards.need_item(state)
    if command.team not in answerers(state):
        raise Refused("not-your-turn", team=command.team)
    sent = item.answers.get(command.team)
    if sent is not None and sent.final:
        raise AlreadyDone("answer-final")
    if item.stage != "answering":
        raise (
            TooLate("answers-closed", stage=item.stage)
            if item.stage in guards.SETTLED
            else WrongStage("answers-not-open", stage=item.stage)
        )
    clock = state.clock
    if clock is not None and clock.deadline is None:
        raise WrongStage("clock-paused")
    if clock is not None and clock.deadline is not None and at > clock.deadline:
        raise TooLate("time-is-up", deadline=clock.deadline)
    if len(command.answer) > 20 or any(len(text) > 500 for text in command.answer):
        raise Invalid("answer-too-long")
    return {}


def answerers(state: MatchState) -> tuple[str, ...]:
    """The teams that may answer the current item now."""
    item = state.item
    if item is None:
        return ()
    if state.rule_of(item.round).kind == "simultaneous":
        return tuple(t.id for t in state.teams)
    return (item.answering,) if item.answering else ()


def judge_answer(state: MatchState, command: c.JudgeAnswer, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    stages = {"answering"} if rule.kind in ("press", "clue", "rapid") else {"reading", "answering"}
    if rule.kind == "simultaneous":
        return _judge_one_of_all(state, command, at)
    item = guards.need_item(state, stages)
    team = item.answering
    if team is None or (command.team is not None and command.team != team):
        raise Refused("not-your-turn", team=command.team or "")
    _check_points(rule, command)
    if rule.kind == "rapid" and command.verdict == "give_up" and not rule.may_pass:
        raise Refused("no-pass")
    following = None
    if rule.kind == "rapid" and not _run_over(state, rule, item, command, at):
        question = slots.next_question(state)
        following = question.id if question else None
    return {"team": team, "question": item.question, "next_question": following}


def _run_over(state: MatchState, rule: Round, item: Item, command: c.JudgeAnswer, at: int) -> bool:
    late = state.clock is not None and state.clock.deadline is not None and at > state.clock.deadline
    return late or command.verdict == "timeout" or item.step + 1 >= rule.items


def _check_points(rule: Round, command: c.JudgeAnswer) -> None:
    if rule.kind != "judged":
        if command.points is not None:
            raise Invalid("points-not-here", kind=rule.kind)
        return
    panel = rule.panel
    if command.points is None and command.verdict == "right":
        raise Invalid("points-needed")
    if panel and command.points is not None and not panel.low <= command.points <= panel.high:
        raise Invalid("points-out-of-range", low=str(panel.low), high=str(panel.high))


def _judge_one_of_all(state: MatchState, command: c.JudgeAnswer, at: int) -> Payload:
    item = guards.need_item(state, {"answering"})
    if command.team is None:
        raise Invalid("team-needed")
    guards.need_team(state, command.team)
    if not answers_over(state, at):
        raise WrongStage("answers-running")
    if command.team in item.verdicts:
        raise AlreadyDone("verdict-given", team=command.team)
    if question_type(state, item.question) != "short":
        raise Refused("judged-by-key")
    return {"team": command.team, "question": item.question, "next_question": None}


def answers_over(state: MatchState, at: int) -> bool:
    """In a simultaneous item: the deadline has passed, or every team has said 回答完毕."""
    item, clock = state.item, state.clock
    assert item is not None
    past = clock is None or (clock.deadline is not None and at >= clock.deadline)
    return past or all(t.id in item.answers and item.answers[t.id].final for t in state.teams)


def cast_verdict(state: MatchState, command: c.CastVerdict, at: int, facts: Facts) -> Payload:
    guards.need_same_item(state, command.item)
    guards.need_item(state, {"reading", "answering"})
    if guards.need_round(state).kind == "judged":
        raise WrongStage("round-kind", kind="judged")
    return {}


def close_item(state: MatchState, command: c.CloseItem, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    simultaneous = rule.kind == "simultaneous"
    # In a simultaneous round only an item that was thrown out is judged before it is closed.
    item = guards.need_item(state, {"answering", "judged"} if simultaneous else guards.SETTLED - {"idle", "closed"})
    if item.stage == "answering" and not answers_over(state, at):
        raise WrongStage("answers-running")
    key = facts.keys.get(item.question or "")
    if key is None:
        if simultaneous:
            raise Broken("key-missing", question=item.question or "")
        return {"key": None}
    if simultaneous and not item.voided and key.type == "short" and (waiting := _unjudged(state, item)):
        raise Refused("verdicts-missing", teams=list(waiting))
    return {"key": list(key.values)}


def _unjudged(state: MatchState, item: Item) -> tuple[str, ...]:
    def wrote(team: str) -> bool:
        return team in item.answers and any(text.strip() for text in item.answers[team].answer)

    return tuple(t.id for t in state.teams if t.id not in item.verdicts and wrote(t.id))


def _question(state: MatchState, rule: Round, wanted: str | None, lot: int) -> str:
    free = slots.unused(state, rule.id)
    if wanted is not None:
        if wanted not in {q.id for q in (*free, *slots.unused(state, ""))}:
            raise Refused("question-not-free", question=wanted)
        return wanted
    if rule.pick == "draw" and free:
        return free[lot % len(free)].id
    question = slots.next_question(state)
    if question is None:
        raise Refused("no-question-left", round=rule.id)
    return question.id


DECIDERS: Mapping[str, Decider] = {
    "match.open": open_match,
    "round.begin": begin_round,
    "round.end": end_round,
    "item.present": present_item,
    "stake.choose": choose_stake,
    "clock.start": start_clock,
    "clock.pause": pause_clock,
    "clock.resume": resume_clock,
    "clue.reveal": reveal_clue,
    "answer.submit": submit_answer,
    "answer.judge": judge_answer,
    "verdict.cast": cast_verdict,
    "item.close": close_item,
    **press.DECIDERS,
    **manage.DECIDERS,
    **marks.DECIDERS,
}
"""The guard of each kind of command."""


def decide(state: MatchState, command: c.Command, *, at: int, facts: Facts = NO_FACTS) -> Payload:
    """The payload of the entry that ``command`` becomes at ``at`` (ms since the epoch).

    Raises ``WrongStage``, ``TooLate``, ``AlreadyDone``, ``Refused``, ``Invalid``, ``NotFound`` or ``Broken``.
    """
    fields = cast(Payload, to_json(command))
    kind = fields.pop("kind")
    return fields | DECIDERS[kind](state, command, at, facts)
