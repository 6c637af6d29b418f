"""Entries beside the play in the fold: voids, corrections, tokens, substitution, the lock of the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from scoring.engine.codec import from_json
from scoring.engine.ledger import Entry
from scoring.engine.quiz.apply_play import judged_by_key, present_item
from scoring.engine.quiz.apply_press import after_verdict
from scoring.engine.quiz.change import edit_item, next_of_run, with_clock, with_item, with_question
from scoring.engine.quiz.freeze import concealed_again
from scoring.engine.quiz.score import outcomes
from scoring.engine.quiz.setup import Contestant, Team
from scoring.engine.quiz.state import Item, MatchState, Outcome, Stage


def void_item(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    state = edit_item(state, p["item"], lambda item: replace(item, voided=True, stage=_settled(item.stage)))
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
    kept = (o for o in item.outcomes if not _is_answer(o, p["team"], question, item))
    if p["verdict"] == "right":  # the team was right: its supporters had nothing to answer
        kept = (o for o in kept if o.cause != "supporters")
    bare = replace(item, outcomes=tuple(kept))
    then = next((arming.step for arming in item.armings if arming.winner == p["team"]), item.step)
    seq = old.seq if old else entry.seq
    new = outcomes(state, replace(bare, step=then), p["team"], p["verdict"], seq, question=question)
    fixed = replace(
        bare,
        outcomes=(*bare.outcomes, *(replace(o, corrected_by=entry.seq) for o in new)),
        verdicts={**bare.verdicts, p["team"]: p["verdict"]},
        ruled=bare.ruled | {p["team"]},
    )
    return edit_item(state, item.no, lambda _: fixed)


def correct_key(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    item = state.item_no(p["item"])
    assert item is not None
    cleared = replace(
        item,
        outcomes=tuple(o for o in item.outcomes if o.cause != "answer" or o.team in item.ruled),
        verdicts={team: item.verdicts[team] for team in item.ruled},
    )
    seq = next((o.seq for o in item.outcomes if o.cause == "answer"), entry.seq)
    judged = judged_by_key(state, cleared, tuple(p["values"]), seq, corrected_by=entry.seq)
    return edit_item(state, item.no, lambda _: replace(judged, key=tuple(p["values"])))


def adjust_points(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    line = Outcome(p["team"], "adjust", from_json(Decimal, p["points"]), entry.seq)
    return replace(state, adjustments=(*state.adjustments, line))


def use_token(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    effect = p["effect"]
    state = replace(state, tokens_used=(*state.tokens_used, (p["team"], p["token"])))
    if effect == "replace":
        return _another_question(state, p["question"])
    return _excused(state, p) if effect == "exempt" else state


def _excused(state: MatchState, p: Mapping[str, Any]) -> MatchState:
    """The team need not answer: a run goes on with its next question, a pressed item for the others as after an answer
    that is not right, and every other item is over."""
    item = state.items[-1]
    kind = state.rule_of(item.round).kind
    if "next_question" in p and kind == "rapid":
        return next_of_run(state, p["next_question"])
    if "next_question" in p and kind in ("press", "clue"):
        return after_verdict(state, p["team"], "void")
    return replace(with_item(state, stage="closed", passed=True), clock=None)


def substitute_member(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    def swapped(team: Team) -> Team:
        seats = {c.id: c.seat for c in team.contestants}
        new = {**seats, p["out"]: seats[p["into"]], p["into"]: seats[p["out"]]}
        return replace(team, contestants=tuple(Contestant(c.id, c.name, new[c.id]) for c in team.contestants))

    teams = tuple(swapped(t) if t.id == p["team"] else t for t in state.teams)
    return replace(state, teams=teams, substitutions=(*state.substitutions, (p["team"], p["out"], p["into"])))


def lock_result(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    ended = replace(state, phase="locked", clock=None, scene="ranking", award="")
    return replace(ended, unshown=(), host_steps=(), lock_hash=entry.hash, lock_seq=entry.seq)


def unlock_result(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    scene = "ranking" if state.scene in ("reveal", "award", "best_player") else state.scene
    return replace(
        concealed_again(state), phase="open", lock_hash="", lock_seq=0, scene=scene, award="", announced=frozenset()
    )


def undo(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """Keep the clock of an answer that continues after the undo; the fold itself skips the entries that an undo takes
    back."""
    kept, item = p.get("clock"), state.item
    if kept is None or item is None or item.since != kept["since"] or state.clock is None or not state.clock.running:
        return state
    return with_clock(state, deadline=kept["deadline"])


def unchanged(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """Nothing: a new edition of the rule sheet acts on the whole fold, not at its own place."""
    return state


def _another_question(state: MatchState, question: str) -> MatchState:
    """The item with another question.  In a press, clue or rapid round time goes on; in every other round the question
    is read first and then gets the full clock."""
    item = state.items[-1]
    state = with_question(state, question)
    if state.rule_of(item.round).kind in ("press", "clue", "rapid"):
        return state
    return replace(with_item(state, stage="reading"), clock=None)


def _is_answer(line: Outcome, team: str, question: str | None, item: Item) -> bool:
    return line.cause == "answer" and (line.team == team or item.delegate is not None) and line.question == question


def _settled(stage: Stage) -> Stage:
    return stage if stage in ("closed", "judged") else "judged"
