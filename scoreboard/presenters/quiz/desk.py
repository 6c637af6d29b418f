"""What only the host and the chief judge see: what may be done next, the pool, the spares, the items played."""

from __future__ import annotations

from typing import Any

from scoreboard.i18n.seat_names import seat_name
from scoreboard.presenters.quiz.audience import Audience, Questions
from scoreboard.presenters.quiz.conceal import conceal
from scoreboard.presenters.quiz.face import Face, caption_cues
from scoreboard.presenters.quiz.item import options_part, verdicts_part
from scoreboard.presenters.quiz.marks import panel_part
from scoreboard.presenters.quiz.players import answered_part, names_players
from scoreboard.presenters.quiz.views import ActionPart, AskedPart, PlayedPart, PoolPart
from scoreboard.presenters.say import Say
from scoring.engine.codec import decimal_text, to_json
from scoring.engine.quiz.actions import Action, host_actions
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.quiz.setup import QuestionRef
from scoring.engine.quiz.slots import next_slot, questions_put
from scoring.engine.quiz.state import Item, MatchState, Outcome
from scoring.usecases.records import Question


def actions_part(state: MatchState, audience: Audience, now: int, say: Say, *, judges: bool) -> list[ActionPart]:
    """Everything this desk may do, and for what it may not, why.  The engine decides it; this adds the words."""
    return [
        {
            "id": action.id,
            "command": _command(action),
            "primary": action.primary,
            "enabled": action.enabled,
            "why": action.why,
            "why_text": say(f"errors.{action.why}.message", **_fields(action, say)) if action.why else "",
            "needs_reason": action.needs_reason,
            "needs": list(action.needs),
            "group": action.group,
        }
        for action in host_actions(state, now, judges=judges)
        if audience.kind in KINDS[action.command.kind].roles
    ]


def caption_actions(face: Face, state: MatchState) -> list[ActionPart]:
    """A cue for each text that is prepared, once the match is open."""
    return [
        {
            "id": name,
            "command": command,
            "primary": False,
            "enabled": True,
            "why": "",
            "why_text": "",
            "needs_reason": False,
            "needs": [],
            "group": "scene",
        }
        for name, command in (caption_cues(face) if state.phase != "setup" else ())
    ]


def _fields(action: Action, say: Say) -> dict[str, str | tuple[str, ...]]:
    """The fields of a refusal, judges as their cards call them."""
    fields = dict(action.fields)
    judges = fields.get("judges")
    if isinstance(judges, tuple):
        fields["judges"] = tuple(seat_name("judge", label, say) for label in judges)
    return fields


def _command(action: Action) -> dict[str, Any]:
    """The command without the fields that the person still has to fill in."""
    fields: dict[str, Any] = to_json(action.command)
    return {name: value for name, value in fields.items() if name not in action.needs and value is not None}


def pool_part(state: MatchState, questions: Questions, pool: str | None) -> list[PoolPart]:
    """One pool of questions by number; the spares are pool ""."""
    if state.setup is None or pool is None:
        return []
    used = questions_put(state)
    refs = sorted((q for q in state.setup.questions if q.round == pool), key=lambda q: q.no)
    return [_pooled(ref, questions, ref.id in used) for ref in refs]


def _pooled(ref: QuestionRef, questions: Questions, used: bool) -> PoolPart:
    return {
        "id": ref.id,
        "no": ref.no,
        "type": ref.type,
        "stem": questions[ref.id].stem if ref.id in questions else "",
        "stake": None if ref.stake is None else decimal_text(ref.stake),
        "used": used,
    }


LATEST = 12
"""The number of items in a desk's view: with all items the view would grow throughout a long match."""


def items_part(state: MatchState, questions: Questions, audience: Audience, say: Say) -> list[PlayedPart]:
    """The items played last, the latest first, for corrections and voiding; and all that a panel sat on in the running
    (or last) round, for the table of marks."""
    last = state.items[-1].round if state.items else None
    latest = (i for i in state.items if i.no > len(state.items) - LATEST or (i.panel is not None and i.round == last))
    return [_played(state, item, questions, audience, say) for item in reversed(tuple(latest))]


def played_items(state: MatchState, questions: Questions, audience: Audience, say: Say) -> list[PlayedPart]:
    """Every item played so far, the latest first."""
    known, texts = conceal(state, questions, audience)
    return [_played(known, item, texts, audience, say) for item in reversed(known.items)]


def _played(state: MatchState, item: Item, questions: Questions, audience: Audience, say: Say) -> PlayedPart:
    question = questions.get(item.question or "")
    part: PlayedPart = {
        "no": item.no,
        "round": item.round,
        "slot": item.slot,
        "team": item.team,
        "voided": item.voided,
        "stem": question.stem if question else "",
        "type": question.type if question else None,
        "options": options_part(question, say) if question else [],
        "key": list(item.key if item.key is not None else question.key if question else ()),
        "verdicts": verdicts_part(item),
        "asked": _run(item, questions) if state.rule_of(item.round).kind == "rapid" else [],
    }
    if names_players(state, item):
        part["answerers"] = answered_part(item)
    panel = panel_part(state, item, audience, say)
    if panel is not None:
        part["panel"] = panel
    return part


def _run(item: Item, questions: Questions) -> list[AskedPart]:
    """The judged questions of a rapid run in their order, each with what it brought."""
    judged = {line.question: line for line in item.outcomes if line.cause == "answer" and line.verdict is not None}
    return [_asked(line, questions.get(asked)) for asked in item.asked if (line := judged.get(asked))]


def _asked(line: Outcome, question: Question | None) -> AskedPart:
    return {
        "id": line.question or "",
        "type": question.type if question else None,
        "stem": question.stem if question else "",
        "key": list(question.key) if question else [],
        "verdict": line.verdict,
        "points": decimal_text(line.points),
    }


def next_team(state: MatchState) -> str | None:
    """Whose turn comes next; None where all play, or nobody does."""
    slot = next_slot(state) if state.round else None
    return slot.team if slot else None
