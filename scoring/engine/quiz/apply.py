"""One entry after the other: how each kind changes the state.  Nothing is decided or refused here.

Everything that had to be decided stands in the payload, so that a fold gives the same state on every machine, after
every crash, and under a later edition of the rule sheet, where only the worth of verdicts changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from scoring.engine.codec import from_json
from scoring.engine.ledger import Entry
from scoring.engine.quiz import apply_marks as marks
from scoring.engine.quiz import apply_press as press
from scoring.engine.quiz.answers import judge_by_key
from scoring.engine.quiz.change import answer_clock, with_clock, with_item
from scoring.engine.quiz.score import outcomes, question_type
from scoring.engine.quiz.setup import Contestant, Key, Setup, Team
from scoring.engine.quiz.sheet import Verdict
from scoring.engine.quiz.state import Item, MatchState, Outcome, Stage, Submission, TieOffRun
from scoring.engine.quiz.tie_off import order_by_verdict

Handler = Callable[[MatchState, Entry, Mapping[str, Any]], MatchState]


def open_match(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    setup = from_json(Setup, p["setup"])
    return replace(
        state, phase="open", setup=setup, teams=setup.teams, scene="standby",
        sheet=state.sheet or setup.sheet, sheet_digest=state.sheet_digest or setup.sheet_digest,
    )  # fmt: skip


def begin_round(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    return replace(
        end_round(state, entry, p),
        round=p["round"], round_seq=entry.seq, order=tuple(p["order"]), scene="rules",
    )  # fmt: skip


def end_round(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    done = (*state.rounds_done, state.round) if state.round else state.rounds_done
    return replace(
        state, round=None, rounds_done=done, clock=None, order=(), scene="scores", out_of_round=frozenset(), fouls={}
    )


def present_item(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    staking = p["question"] is None
    item = Item(
        no=p["item"], round=state.round or "", slot=p["slot"], stage="staking" if staking else "reading",
        seq=entry.seq, team=p["team"], seat=p["seat"], question=p["question"], answering=p["team"], step=p["step"],
        asked=() if staking else (p["question"],), tie_off=bool(state.tie_offs and not state.tie_offs[-1].ended),
    )  # fmt: skip
    state = replace(state, items=(*state.items, item), clock=None, scene="question")
    return press.arm(state, entry, p["arming"]) if p.get("arming") else state


def choose_stake(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    if p["stake"] is None:
        return with_item(state, stage="closed", passed=True)
    item = state.items[-1]
    return with_item(
        state, stage="reading", stake=Decimal(p["stake"]), question=p["question"], asked=(p["question"],),
        delegate=p["delegate"], answering=p["delegate"] or item.team,
    )  # fmt: skip


def start_clock(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    state = with_item(state, stage="answering")
    return replace(state, clock=answer_clock(entry, p["duration"]), scene="question")


def pause_clock(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    return with_clock(state, deadline=None, remaining=p["remaining"])


def resume_clock(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    assert state.clock is not None
    assert state.clock.remaining is not None
    return with_clock(state, deadline=entry.at + state.clock.remaining, remaining=None, seq=entry.seq)


def reveal_clue(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    item = state.items[-1]
    stage: Stage = "reading" if item.stage in ("lapsed", "audience") else item.stage
    return with_item(state, step=item.step + 1, stage=stage)


def submit_answer(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    sent = Submission(tuple(p["answer"]), entry.at, entry.seq, p["final"])
    return with_item(state, answers={**state.items[-1].answers, p["team"]: sent})


def judge_answer(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    item, team, verdict = state.items[-1], p["team"], p["verdict"]
    points = None if p["points"] is None else Decimal(p["points"])
    state = _verdict(state, item, team, verdict, entry.seq, p["question"], points)
    if item.tie_off:
        state = order_by_verdict(state, team, verdict)
    kind = state.rule_of(item.round).kind
    if kind == "rapid":
        return _next_of_run(state, p["next_question"])
    if kind in ("press", "clue"):
        return press.after_verdict(state, team, verdict)
    if kind == "simultaneous":
        return state
    return replace(with_item(state, stage="judged"), clock=None)


def cast_verdict(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    return with_item(state, votes={**state.items[-1].votes, entry.actor: p["verdict"]})


def close_item(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    key = None if p["key"] is None else tuple(p["key"])
    item = state.items[-1]
    if state.rule_of(item.round).kind == "simultaneous" and not item.voided and key is not None:
        state = _judge_all(state, item, key, entry.seq)
    state = with_item(state, stage="closed", key=key)
    return replace(state, clock=None, scene="answer")


def void_item(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    state = _edit(state, p["item"], lambda item: replace(item, voided=True, stage=_settled(item.stage)))
    current = state.item
    return replace(state, clock=None) if current and current.no == p["item"] else state


def replace_item(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    old = state.items[-1]
    state = with_item(state, voided=True, stage="closed")
    step = old.step if state.rule_of(old.round).kind == "ladder" else 0
    state = present_item(state, entry, {**p, "slot": old.slot, "team": old.team, "seat": old.seat, "step": step})
    return with_item(state, stake=old.stake, delegate=old.delegate, answering=old.delegate or old.team, replaces=old.no)


def correct_item(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    item = state.item_no(p["item"])
    assert item is not None
    question = p["question"] or item.question
    old = next((o for o in item.outcomes if _is_answer(o, p["team"], question, item)), None)
    bare = replace(item, outcomes=tuple(o for o in item.outcomes if not _is_answer(o, p["team"], question, item)))
    then = next((arming.step for arming in item.armings if arming.winner == p["team"]), item.step)
    seq = old.seq if old else entry.seq
    new = outcomes(state, replace(bare, step=then), p["team"], p["verdict"], seq, question=question)
    fixed = replace(
        bare,
        outcomes=(*bare.outcomes, *(replace(o, corrected_by=entry.seq) for o in new)),
        verdicts={**bare.verdicts, p["team"]: p["verdict"]},
    )
    return _edit(state, item.no, lambda _: fixed)


def correct_key(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    item = state.item_no(p["item"])
    assert item is not None
    ruled = _ruled_by_people(state, item)
    cleared = replace(
        item,
        outcomes=tuple(o for o in item.outcomes if o.cause != "answer" or o.team in ruled),
        verdicts={team: item.verdicts[team] for team in ruled},
    )
    seq = next((o.seq for o in item.outcomes if o.cause == "answer"), entry.seq)
    judged = _judged_by_key(state, cleared, tuple(p["values"]), seq, corrected_by=entry.seq)
    return _edit(state, item.no, lambda _: replace(judged, key=tuple(p["values"])))


def adjust_points(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    line = Outcome(p["team"], "adjust", Decimal(p["points"]), entry.seq)
    return replace(state, adjustments=(*state.adjustments, line))


def use_token(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    effect = p["effect"]
    state = replace(state, tokens_used=(*state.tokens_used, (p["team"], p["token"])))
    if effect == "replace":
        return _another_question(state, p["question"])
    if effect == "exempt":
        return replace(with_item(state, stage="closed", passed=True), clock=None)
    return state


def _another_question(state: MatchState, question: str) -> MatchState:
    """The item with another question: whose turn it is has it read first, and then the whole clock; else time runs."""
    item = state.items[-1]
    state = with_item(state, question=question, asked=(*item.asked, question), answers={}, votes={})
    if state.rule_of(item.round).kind in ("press", "clue", "rapid"):
        return state
    return replace(with_item(state, stage="reading"), clock=None)


def substitute_member(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    def swapped(team: Team) -> Team:
        seats = {c.id: c.seat for c in team.contestants}
        new = {**seats, p["out"]: seats[p["into"]], p["into"]: seats[p["out"]]}
        return replace(team, contestants=tuple(Contestant(c.id, c.name, new[c.id]) for c in team.contestants))

    teams = tuple(swapped(t) if t.id == p["team"] else t for t in state.teams)
    return replace(state, teams=teams, substitutions=(*state.substitutions, (p["team"], p["out"], p["into"])))


def begin_tie_off(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    teams = tuple(p["teams"])
    run = TieOffRun(teams, (teams,), False, entry.seq)
    state = end_round(state, entry, p)
    return replace(
        state, tie_offs=(*state.tie_offs, run), round="tie_off", round_seq=entry.seq, order=teams, scene="rules"
    )


def order_tie_off(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    run = replace(state.tie_offs[-1], order=tuple(tuple(group) for group in p["order"]))
    return replace(state, tie_offs=(*state.tie_offs[:-1], run))


def end_tie_off(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    run = replace(state.tie_offs[-1], ended=True)
    done = tuple(r for r in end_round(state, entry, p).rounds_done if r != "tie_off")
    return replace(end_round(state, entry, p), tie_offs=(*state.tie_offs[:-1], run), rounds_done=done, scene="ranking")


def note_audience(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    noted = replace(state, audience=(*state.audience, f"{p['verdict']} {p['note']}".strip()))
    return with_item(noted, stage="judged")


def show_scene(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    return replace(state, scene=p["scene"])


def lock_result(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    return replace(state, phase="locked", clock=None, scene="ranking", host_steps=())


def unlock_result(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    return replace(state, phase="open")


def unchanged(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """Undo and a new edition of the sheet act on the fold as a whole, not at their own place."""
    return state


def _verdict(
    state: MatchState, item: Item, team: str, verdict: Verdict, seq: int, question: str | None, points: Decimal | None
) -> MatchState:
    fresh = outcomes(state, item, team, verdict, seq, question=question, points=points)
    return with_item(state, outcomes=(*item.outcomes, *fresh), verdicts={**item.verdicts, team: verdict})


def _next_of_run(state: MatchState, question: str | None) -> MatchState:
    item = state.items[-1]
    if question is None:
        return replace(with_item(state, stage="judged"), clock=None)
    return with_item(state, question=question, asked=(*item.asked, question), step=item.step + 1, answers={}, votes={})


def _judge_all(state: MatchState, item: Item, key: tuple[str, ...], seq: int) -> MatchState:
    return _edit(state, item.no, lambda i: _judged_by_key(state, i, key, seq))


def _judged_by_key(
    state: MatchState, item: Item, key: tuple[str, ...], seq: int, corrected_by: int | None = None
) -> Item:
    """The item with every team judged by the key; verdicts that people gave stand."""
    lines, verdicts = list(item.outcomes), dict(item.verdicts)
    kind = question_type(state, item.question)
    for team in state.teams:
        if team.id in verdicts:
            continue
        answer = item.answers[team.id].answer if team.id in item.answers else ()
        verdict = judge_by_key(answer, Key(kind, key))  # type: ignore[arg-type]
        if verdict is None:
            continue
        verdicts[team.id] = verdict
        fresh = outcomes(state, item, team.id, verdict, seq)
        lines += [replace(line, corrected_by=corrected_by) for line in fresh]
    return replace(item, outcomes=tuple(lines), verdicts=verdicts)


def _ruled_by_people(state: MatchState, item: Item) -> set[str]:
    """The teams whose verdict is not the old key's: somebody corrected it one by one, and that stands."""
    key = Key(question_type(state, item.question), item.key or ())  # type: ignore[arg-type]
    given = {team: sent.answer for team, sent in item.answers.items()}
    return {team for team, verdict in item.verdicts.items() if judge_by_key(given.get(team, ()), key) != verdict}


def _is_answer(line: Outcome, team: str, question: str | None, item: Item) -> bool:
    return line.cause == "answer" and (line.team == team or item.delegate is not None) and line.question == question


def _edit(state: MatchState, no: int, edit: Callable[[Item], Item]) -> MatchState:
    return replace(state, items=tuple(edit(item) if item.no == no else item for item in state.items))


def _settled(stage: Stage) -> Stage:
    return stage if stage in ("closed", "judged") else "judged"


HANDLERS: Mapping[str, Handler] = {
    "match.open": open_match,
    "round.begin": begin_round,
    "round.end": end_round,
    "item.present": present_item,
    "stake.choose": choose_stake,
    "clock.start": start_clock,
    "clock.pause": pause_clock,
    "clock.resume": resume_clock,
    "clue.reveal": reveal_clue,
    "press.arm": lambda state, entry, p: press.arm(state, entry, p["arming"]),
    "reading.end": press.end_reading,
    "press.record": press.record,
    "press.award": press.award,
    "press.lapse": press.lapse,
    "foul.call": press.foul_called,
    "answer.submit": submit_answer,
    "answer.judge": judge_answer,
    "verdict.cast": cast_verdict,
    "item.close": close_item,
    "item.void": void_item,
    "item.replace": replace_item,
    "item.correct": correct_item,
    "key.correct": correct_key,
    "points.adjust": adjust_points,
    "token.use": use_token,
    "member.substitute": substitute_member,
    "tieoff.begin": begin_tie_off,
    "tieoff.order": order_tie_off,
    "tieoff.end": end_tie_off,
    "audience.note": note_audience,
    "scene.show": show_scene,
    "undo": unchanged,
    "rules.change": unchanged,
    "result.lock": lock_result,
    "result.unlock": unlock_result,
    **marks.HANDLERS,
}
"""What each kind of entry does to the state."""

PASSIVE = frozenset({
    "press.record", "press.award", "press.lapse", "answer.submit", "verdict.cast", "scene.show", "undo",
    "rules.change", "result.lock", "result.unlock", "match.open",
    "mark.enter", "mark.withdraw", "mark.abstain", "mark.recuse",
    "mark.copy", "mark.ask", "mark.decide",
})  # fmt: skip
"""Kinds that are not a step of the host: undo goes past them to the step they belong to."""


def apply(state: MatchState, entry: Entry) -> MatchState:
    """The state after one more entry in force."""
    moved = HANDLERS[entry.kind](state, entry, entry.payload)
    steps = moved.host_steps if entry.kind in PASSIVE else (*moved.host_steps, entry.seq)
    heard, quiet = entry.seq, {}
    if marks.is_quiet(moved, entry):
        heard, quiet = state.heard, {**state.quiet, entry.actor: state.quiet.get(entry.actor, 0) + 1}
    return replace(moved, seq=entry.seq, at=entry.at, host_steps=steps, heard=heard, quiet=quiet)
