"""The play as tables: the ledger's entries, items, answers with their verdicts, raw presses."""

from __future__ import annotations

from collections.abc import Iterator

from scoreboard.exports.match_tables.opened_match import OpenedMatch, Row, listed, moment, or_empty, yes
from scoreboard.exports.tables import Cell
from scoring.engine.quiz.press_lead import winning_press
from scoring.engine.quiz.score import question_type
from scoring.engine.quiz.state import Arming, Item, Press, Submission

ENTRIES = (
    "match", "seq", "at", "at_ms", "kind", "actor", "device", "reason", "in_force", "item", "team", "team_name", "hash",
)  # fmt: skip
ITEMS = (
    "match", "item", "round", "round_name", "round_kind", "slot", "seq", "at", "at_ms", "team", "team_name", "seat",
    "question", "question_type", "stake", "answering", "answering_name", "step", "stage", "passed", "voided",
    "replaces", "tie_off", "key",
)  # fmt: skip
ANSWERS = (
    "match", "item", "round", "team", "team_name", "seat", "question", "question_type", "answer", "answered",
    "answered_ms", "final", "seq", "verdict", "corrected", "voided", "player",
)  # fmt: skip
PRESSES = (
    "match", "item", "round", "arming", "opened", "opened_ms", "team", "team_name", "press", "seq", "standing",
    "arrived", "arrived_ms", "estimate_ms", "after_opening_ms", "uncertainty_ms", "cut_ms", "slow", "recorded_ms",
    "source", "won", "margin_ms", "close_call", "decided_by",
)  # fmt: skip


def entries(match: OpenedMatch) -> Iterator[Row]:
    """One row for each entry, also for those that an undo took back."""
    counting = {entry.seq for entry in match.counting}
    for entry in match.entries:
        item, team = entry.payload.get("item"), entry.payload.get("team")
        yield {
            "seq": entry.seq,
            **moment(entry.at),
            "kind": entry.kind,
            "actor": entry.actor,
            "device": entry.device,
            "reason": entry.reason,
            "in_force": yes(entry.seq in counting),
            "item": or_empty(item),
            **match.team(team),
            "hash": entry.hash,
        }


def items(match: OpenedMatch) -> Iterator[Row]:
    """One row for each item as it was played; ``at`` is when it was presented."""
    presented = {entry.seq: entry.at for entry in match.entries}
    for item in match.state.items:
        rule = match.state.rule_of(item.round)
        yield {
            **match.item(item),
            "round_name": rule.name,
            "round_kind": rule.kind,
            "slot": item.slot,
            "seq": item.seq,
            **moment(presented[item.seq]),
            **match.team(item.team),
            "seat": or_empty(item.seat),
            "question": item.question or "",
            "question_type": question_type(match.state, item.question),
            "stake": or_empty(item.stake),
            "answering": item.answering or "",
            "answering_name": match.names.get(item.answering or "", ""),
            "step": item.step,
            "stage": item.stage,
            "passed": yes(item.passed),
            "voided": yes(item.voided),
            "replaces": or_empty(item.replaces),
            "tie_off": yes(item.tie_off),
            "key": listed(item.key),
        }


def answers(match: OpenedMatch) -> Iterator[Row]:
    """One row for each team and item, in a rapid run for each question: the last answer sent, and the verdict.

    A team that answered aloud has a verdict and no answer.  A panel's marks are in the table of marks.
    """
    for item in match.state.items:
        if item.panel is not None and item.panel.locked is not None:
            continue
        if match.state.rule_of(item.round).kind == "rapid":
            judged = [line for line in item.outcomes if line.cause == "answer"]
            for line in judged:
                yield _answer(match, item, line.team, line.question, line.verdict or "", None)
            continue
        for team in match.names:
            if team in item.answers or team in item.verdicts:
                verdict = item.verdicts.get(team, "")
                yield _answer(match, item, team, item.question, verdict, item.answers.get(team))


def _answer(
    match: OpenedMatch, item: Item, team: str, question: str | None, verdict: str, sent: Submission | None
) -> Row:
    return {
        **match.item(item),
        **match.team(team),
        "seat": or_empty(item.seat),
        "question": question or "",
        "question_type": question_type(match.state, question),
        "answer": listed(sent.answer if sent else None),
        **moment(sent.at if sent else None, "answered"),
        "final": yes(sent.final) if sent else "",
        "seq": sent.seq if sent else "",
        "verdict": verdict,
        "corrected": yes(team in item.ruled),
        "voided": yes(item.voided),
        "player": _player(match, item, team, question),
    }


def _player(match: OpenedMatch, item: Item, team: str, question: str | None) -> str:
    """The contestant who answered; nobody where the rule sheet has no best player."""
    wanted = match.rule_sheet.best_player is not None
    return (item.players.get((team, question)) or "") if wanted else ""


def presses(match: OpenedMatch) -> Iterator[Row]:
    """One row for each raw press.  The row of the press that won says how it was decided; no other row does."""
    for item in match.state.items:
        for arming in item.armings:
            first = winning_press(arming)
            for press in arming.presses:
                yield {**match.item(item), **_press(match, arming, press), **_decided(arming, won=press == first)}


def _press(match: OpenedMatch, arming: Arming, press: Press) -> Row:
    opened = arming.opens_at if arming.id else None
    return {
        "arming": arming.id,
        **moment(opened, "opened"),
        **match.team(press.team),
        "press": press.press,
        "seq": press.seq,
        "standing": press.standing,
        **moment(press.arrived, "arrived"),
        "estimate_ms": press.estimate,
        "after_opening_ms": "" if opened is None else press.estimate - opened,
        "uncertainty_ms": press.uncertainty,
        "cut_ms": press.cut,
        "slow": yes(press.slow),
        "recorded_ms": press.recorded,
        "source": press.source,
    }


def _decided(arming: Arming, *, won: bool) -> dict[str, Cell]:
    if not won:
        return {"won": "no", "margin_ms": "", "close_call": "", "decided_by": ""}
    margin = or_empty(arming.margin)
    return {"won": "yes", "margin_ms": margin, "close_call": yes(arming.close_call), "decided_by": arming.by}
