"""Judges' marks of a match: the panel of an item, whose marks the hall sees, and what one judge has given.

Everything is built from the concealed state, so that a concealed mark cannot be shown.
"""

from __future__ import annotations

from scoreboard.presenters.panel.mark_parts import PanelPart
from scoreboard.presenters.panel.marks import criteria_part, own_requests, own_sheet, sitting_part
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.presenters.quiz.parts import ShownMarksPart
from scoreboard.presenters.quiz.views import JudgeMe, MarkedPart
from scoreboard.presenters.say import Say
from scoring.engine.panel.rule import PanelRule
from scoring.engine.panel.sitting import Sitting
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.state import Item, MatchState


def panel_part(state: MatchState, item: Item, audience: Audience, say: Say) -> PanelPart | None:
    """The panel of one item as far as the state tells; None where no panel sat."""
    if item.panel is None:
        return None
    team = state.team(item.answering).name if item.answering else ""
    return sitting_part(item.panel, rule_of(state, item), team, say, desk=audience.desk, own=audience.judge)


def shown_marks(state: MatchState, audience: Audience, say: Say) -> ShownMarksPart | None:
    """Whose marks the big screen shows now; None in every other scene."""
    item = state.item_no(state.marks_item or 0) if state.scene == "marks" else None
    panel = panel_part(state, item, audience, say) if item is not None and not item.voided else None
    if item is None or panel is None:
        return None
    return {"item": item.no, "slot": item.slot, "team": item.answering, "panel": panel}


def own_part(state: MatchState, item: Item | None, ticket: str) -> JudgeMe:
    """What one judge has given to the current item and to the others of the running round."""
    sitting = item.panel if item else None
    rule = rule_of(state, item) if item else None
    marked = [(one, one.panel) for one in state.items if one.panel is not None and _sat(state, one, one.panel, ticket)]
    return {
        "ticket": ticket,
        "verdict": item.votes.get(f"ticket:{ticket}") if item else None,
        "panel": sitting is not None and sitting.judge(ticket) is not None,
        "recused": sitting is not None and sitting.recused(ticket),
        "sheet": own_sheet(sitting, rule, ticket) if sitting and rule else None,
        "requests": own_requests(sitting, rule, ticket) if sitting and rule else [],
        "criteria": criteria_part(rule_of(state, state.items[-1])) if marked else [],
        "marked": [_marked(state, one, panel, ticket) for one, panel in marked],
    }


def rule_of(state: MatchState, item: Item) -> PanelRule:
    """The panel's rule for an item."""
    return panel_rule(state.rule_of(item.round).panel)


def _sat(state: MatchState, item: Item, sitting: Sitting, ticket: str) -> bool:
    """The judge sat on this item of the running round, or of the one that has ended last."""
    here = item.round == state.items[-1].round and item.seq > state.round_seq
    return here and sitting.judge(ticket) is not None


def _marked(state: MatchState, item: Item, sitting: Sitting, ticket: str) -> MarkedPart:
    rule = rule_of(state, item)
    return {
        "item": item.no,
        "slot": item.slot,
        "team": item.answering,
        "locked": sitting.locked is not None,
        "voided": item.voided,
        "sheet": own_sheet(sitting, rule, ticket),
        "requests": own_requests(sitting, rule, ticket),
    }
