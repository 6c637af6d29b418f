"""The play in the fold: rounds, items, stakes, clocks, answers, verdicts, and what the display shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal

from scoring.engine.codec import from_json
from scoring.engine.ledger import Entry
from scoring.engine.panel.apply import opened
from scoring.engine.quiz import apply_press as press
from scoring.engine.quiz.answers import judge_by_key
from scoring.engine.quiz.apply_player import by_seat
from scoring.engine.quiz.change import answer_clock, edit_item, next_of_run, with_clock, with_item, with_question
from scoring.engine.quiz.commands_play import ShowScene
from scoring.engine.quiz.freeze import frozen, revealed
from scoring.engine.quiz.rule_sheet import Verdict
from scoring.engine.quiz.score import late_points, outcomes, question_type
from scoring.engine.quiz.setup import Key, Setup
from scoring.engine.quiz.state import Item, MatchState, Stage, Submission
from scoring.engine.quiz.tie_off import order_by_verdict


def open_match(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    setup = from_json(Setup, p["setup"])
    return replace(
        state,
        phase="open",
        setup=setup,
        teams=setup.teams,
        scene="standby",
        rule_sheet=state.rule_sheet or setup.rule_sheet,
        rule_sheet_digest=state.rule_sheet_digest or setup.rule_sheet_digest,
    )


def begin_round(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    ended = end_round(state, entry, p)
    return replace(
        frozen(ended, entry.seq) if p.get("freeze") else ended,
        round=p["round"],
        round_seq=entry.seq,
        order=tuple(p["order"]),
        scene="rules",
    )


def end_round(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    done = (*state.rounds_done, state.round) if state.round else state.rounds_done
    return replace(
        state,
        round=None,
        rounds_done=done,
        clock=None,
        order=(),
        scene="scores",
        out_of_round=frozenset(),
        fouls={},
        round_panel=(),
        unshown=(),
        round_ends=None,
    )


def present_item(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    if p.get("freeze"):
        state = frozen(state, entry.seq)
    staking = p["question"] is None and state.contest is None
    item = Item(
        no=p["item"],
        round=state.round or "",
        slot=p["slot"],
        stage="staking" if staking else "reading",
        seq=entry.seq,
        team=p["team"],
        seat=p["seat"],
        question=p["question"],
        answering=p["team"],
        step=p["step"],
        asked=() if p["question"] is None else (p["question"],),
        tie_off=bool(state.tie_offs and not state.tie_offs[-1].ended),
        absent=frozenset(state.withdrawn),
    )
    if p.get("panel"):
        item = replace(item, panel=replace(opened(entry, p["panel"]), whole=True))
    item = by_seat(state, item)
    ends = p.get("ends", state.round_ends)
    state = replace(state, items=(*state.items, item), clock=None, scene="question", round_ends=ends)
    return press.arm(state, entry, p["arming"]) if p.get("arming") else state


def choose_stake(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    if p["stake"] is None:
        return with_item(state, stage="closed", passed=True)
    item = state.items[-1]
    return with_question(
        state,
        p["question"],
        stage="reading",
        stake=from_json(Decimal, p["stake"]),
        delegate=p["delegate"],
        answering=p["delegate"] or item.team,
    )


def start_clock(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    state = with_item(state, stage="answering", since=entry.seq)
    purpose: Literal["begin", "answer"] = "begin" if p.get("begins") else "answer"
    return replace(state, clock=answer_clock(entry, p["duration"], purpose), scene="question")


def pause_clock(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    return with_clock(state, deadline=None, remaining=p["remaining"])


def resume_clock(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    if state.clock is None or state.clock.remaining is None:
        return state
    return with_clock(state, deadline=entry.at + state.clock.remaining, remaining=None, seq=entry.seq)


def reveal_clue(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    item = state.items[-1]
    stage: Stage = "reading" if item.stage in ("lapsed", "audience") else item.stage
    return with_item(state, step=item.step + 1, stage=stage)


def submit_answer(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    sent = Submission(tuple(p["answer"]), p.get("arrived", entry.at), entry.seq, p["final"])
    return with_item(state, answers={**state.items[-1].answers, p["team"]: sent})


def judge_answer(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    item, team, verdict = state.items[-1], p["team"], p["verdict"]
    points = None if p["points"] is None else from_json(Decimal, p["points"])
    if verdict == "timeout" and state.clock is not None and state.clock.purpose == "begin":
        points = late_points(state, item)
    state = _verdict(state, item, team, verdict, entry.seq, p["question"], points)
    if item.tie_off:
        state = order_by_verdict(state, team, verdict)
    kind = state.rule_of(item.round).kind
    if kind == "rapid":
        return next_of_run(state, p["next_question"])
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
    return replace(state, clock=None, scene="answer" if state.contest is None else "ranking")


def note_audience(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    noted = replace(state, audience=(*state.audience, f"{p['verdict']} {p['note']}".strip()))
    return with_item(noted, stage="judged")


def show_scene(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    marks_item = p.get("item") or state.marks_item
    unshown = tuple(no for no in state.unshown if p["scene"] != "marks" or no != marks_item)
    before = _cue_of(state) if p["scene"] == "black" and state.scene != "black" else state.before_black
    if p["scene"] == "reveal":
        state = revealed(state, p["step"])
    award = p.get("award", "") if p["scene"] == "award" else ""
    return replace(
        state,
        before_black=before,
        announced=state.announced | {award} if award else state.announced,
        scene=p["scene"],
        cued=True,
        marks_item=marks_item,
        unshown=unshown,
        link=bool(p.get("link")),
        award=award,
        introduced=p.get("team", "") if p["scene"] == "teams" else "",
        caption=(p.get("title", ""), p.get("text", "")) if p["scene"] == "text" else ("", ""),
    )


def _cue_of(state: MatchState) -> ShowScene:
    """The cue that shows what is on now."""
    return ShowScene(
        state.scene,
        item=state.marks_item if state.scene == "marks" else None,
        link=state.link,
        step=len(state.freeze.shown) if state.scene == "reveal" and state.freeze is not None else None,
        award=state.award,
        team=state.introduced if state.scene == "teams" else "",
        title=state.caption[0] if state.scene == "text" else "",
        text=state.caption[1] if state.scene == "text" else "",
    )


def _verdict(
    state: MatchState, item: Item, team: str, verdict: Verdict, seq: int, question: str | None, points: Decimal | None
) -> MatchState:
    fresh = outcomes(state, item, team, verdict, seq, question=question, points=points)
    return with_item(state, outcomes=(*item.outcomes, *fresh), verdicts={**item.verdicts, team: verdict})


def _judge_all(state: MatchState, item: Item, key: tuple[str, ...], seq: int) -> MatchState:
    return edit_item(state, item.no, lambda i: judged_by_key(state, i, key, seq))


def judged_by_key(
    state: MatchState, item: Item, key: tuple[str, ...], seq: int, corrected_by: int | None = None
) -> Item:
    """The item with every team judged by the key; verdicts that people gave stay, and a team that had left
    has none."""
    assert state.setup is not None
    lines, verdicts = list(item.outcomes), dict(item.verdicts)
    kind = question_type(state, item.question)
    for team in state.teams:
        if team.id in verdicts or team.id in item.absent:
            continue
        answer = item.answers[team.id].answer if team.id in item.answers else ()
        verdict = judge_by_key(answer, Key(kind, key), state.setup.scoring)  # type: ignore[arg-type]
        if verdict is None:
            continue
        verdicts[team.id] = verdict
        fresh = outcomes(state, item, team.id, verdict, seq)
        lines += [replace(line, corrected_by=corrected_by) for line in fresh]
    return replace(item, outcomes=tuple(lines), verdicts=verdicts)
