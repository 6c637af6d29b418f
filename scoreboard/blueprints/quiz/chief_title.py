"""What the chief judge of a match is called."""

from __future__ import annotations

from scoreboard.web.auth import services
from scoring.engine.errors import FaultyRuleSheet, NotFound
from scoring.usecases.quiz.matches import rule_sheet_of
from scoring.usecases.quiz.perform import match_state


def chief_title(match: str) -> str:
    """What the rule sheet calls the chief judge, once the match is open the one in force; "" as usual, and where no
    rule sheet is found, or none that can be read: a desk opens whatever its match lacks."""
    ctx = services().ctx
    try:
        return (match_state(ctx, match).rule_sheet or rule_sheet_of(ctx, match)).chief
    except (NotFound, FaultyRuleSheet):
        return ""
