"""Guards of answers and verdicts: who may answer until when, how an answer is judged, when the answer is revealed."""

from __future__ import annotations

from scoring.engine.codec import decimal_text
from scoring.engine.errors import AlreadyDone, Broken, Invalid, Refused, TooLate, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.quiz import guards, slots
from scoring.engine.quiz.answers import written
from scoring.engine.quiz.commands_play import CastVerdict, CloseItem, JudgeAnswer, NoteAudience, SubmitAnswer
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.rule_sheet import Round, Verdict
from scoring.engine.quiz.score import question_type
from scoring.engine.quiz.state import Item, MatchState


def submit_answer(state: MatchState, command: SubmitAnswer, at: int, facts: Facts) -> Payload:
    guards.need_same_item(state, command.item)
    item = guards.need_item(state)
    if command.team not in answerers(state):
        raise Refused("not-your-turn", team=command.team)
    if command.question is None and guards.need_round(state).kind == "rapid":
        raise Invalid("question-needed")
    guards.need_same_question(item, command.question)
    sent = item.answers.get(command.team)
    if sent is not None and sent.final:
        raise AlreadyDone("answer-final")
    if item.stage != "answering":
        raise (
            TooLate("answers-closed", stage=item.stage)
            if item.stage in guards.SETTLED
            else WrongStage("answers-not-open", stage=item.stage)
        )
    clock, arrived = state.clock, facts.arrived(at)
    if clock is not None and clock.deadline is None:
        raise WrongStage("clock-paused")
    if clock is not None and clock.deadline is not None and arrived > clock.deadline:
        raise TooLate("time-is-up", deadline=clock.deadline)
    if len(command.answer) > 20 or any(len(text) > 500 for text in command.answer):
        raise Invalid("answer-too-long")
    return {"arrived": arrived}


def answerers(state: MatchState) -> tuple[str, ...]:
    """The teams that may answer the current item now."""
    item = state.item
    if item is None:
        return ()
    if state.rule_of(item.round).kind == "simultaneous":
        return tuple(t.id for t in state.playing)
    return (item.answering,) if item.answering else ()


def judge_answer(state: MatchState, command: JudgeAnswer, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    stages = {"answering"} if rule.kind in ("press", "clue", "rapid") else {"reading", "answering"}
    if rule.kind == "simultaneous":
        return _judge_one_of_all(state, command, at)
    item = guards.need_item(state)
    if item.panel is not None and item.panel.empty:
        stages |= {"marking"}  # nobody is left to mark: the score is given by hand
    guards.need_item(state, stages)
    team = item.answering
    if team is None or (command.team is not None and command.team != team):
        raise Refused("not-your-turn", team=command.team or "")
    guards.need_same_question(item, command.question)
    _check_points(rule, command)
    if rule.kind == "rapid" and command.verdict == "give_up" and not rule.may_pass:
        raise Refused("no-pass")
    if rule.passes is not None and command.verdict == "give_up" and _passes(item) >= rule.passes:
        raise Refused("passes-used-up", most=rule.passes)
    following = following_of_run(state, rule, item, command.verdict, at)
    return {"team": team, "question": item.question, "next_question": following}


def _passes(item: Item) -> int:
    """How often “过” was said in this run."""
    return sum(1 for line in item.outcomes if line.cause == "answer" and line.verdict == "give_up")


def following_of_run(state: MatchState, rule: Round, item: Item, verdict: Verdict, at: int) -> str | None:
    """The question with which a rapid run continues after ``verdict``; None at its end, and in every other round."""
    late = state.clock is not None and state.clock.deadline is not None and at > state.clock.deadline
    if rule.kind != "rapid" or late or verdict == "timeout" or item.step + 1 >= rule.items:
        return None
    question = slots.next_question(state)
    return question.id if question else None


def _check_points(rule: Round, command: JudgeAnswer) -> None:
    if rule.kind != "judged":
        if command.points is not None:
            raise Invalid("points-not-here", kind=rule.kind)
        return
    panel = rule.panel
    if command.points is None and command.verdict == "right":
        raise Invalid("points-needed")
    if command.points is not None and command.verdict != "right":
        raise Invalid("points-with-verdict")
    low, high = panel_rule(panel).span
    if panel and command.points is not None and not low <= command.points <= high:
        raise Invalid("points-out-of-range", low=decimal_text(low), high=decimal_text(high))
    if panel and command.points is not None and command.points != round(command.points, panel.digits):
        raise Invalid("points-too-fine", places=panel.digits)  # the panel's score has as many places


def _judge_one_of_all(state: MatchState, command: JudgeAnswer, at: int) -> Payload:
    item = guards.need_item(state, {"answering"})
    if command.team is None:
        raise Invalid("team-needed")
    guards.need_playing(state, command.team)
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
    return past or all(t.id in item.answers and item.answers[t.id].final for t in state.playing)


def cast_verdict(state: MatchState, command: CastVerdict, at: int, facts: Facts) -> Payload:
    guards.need_same_item(state, command.item)
    guards.need_same_question(guards.need_item(state, {"reading", "answering"}), command.question)
    if guards.need_round(state).kind == "judged":
        raise WrongStage("round-kind", kind="judged")
    return {}


def close_item(state: MatchState, command: CloseItem, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    simultaneous = rule.kind == "simultaneous"
    # In a simultaneous round only an item that was thrown out is judged before it is closed.  In a round that is marked
    # as a whole, the host goes on while the marks of an item are open.
    # What the hall answers need not be noted: it scores nobody.
    noted = {"reading"} if rule.kind == "audience" else set()
    stages = {"answering", "judged"} if simultaneous else (guards.SETTLED | noted) - {"idle", "closed"}
    item = guards.need_item(state, stages | {"reading", "answering", "marking"} if _marked_later(state) else stages)
    if item.phones is not None and item.phones.open:
        raise WrongStage("phones-open")
    if simultaneous and item.stage == "answering" and not answers_over(state, at):
        raise WrongStage("answers-running")
    key = facts.keys.get(item.question or "")
    if key is None:
        if simultaneous:
            raise Broken("key-missing", question=item.question or "")
        return {"key": None}
    if simultaneous and not item.voided and key.type == "short" and (waiting := _unjudged(state, item)):
        raise Refused("verdicts-missing", teams=list(waiting))
    return {"key": list(key.values)}


def _marked_later(state: MatchState) -> bool:
    """The current item's marks stay open after it, until its round is locked."""
    item = state.item
    return item is not None and item.panel is not None and item.panel.whole and item in state.open_panels


def _unjudged(state: MatchState, item: Item) -> tuple[str, ...]:
    def wrote(team: str) -> bool:
        return team in item.answers and bool(written(item.answers[team].answer, state.scoring))

    return tuple(t.id for t in state.teams if t.id not in item.verdicts and wrote(t.id))


def note_audience(state: MatchState, command: NoteAudience, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    guards.need_item(state, {"audience", "lapsed"} | ({"reading"} if rule.kind == "audience" else set()))
    if len(command.note) > 200:
        raise Invalid("note-too-long")
    return {}
