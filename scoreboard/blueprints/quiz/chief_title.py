"""What the chief judge of a match is called."""

from __future__ import annotations

from scoreboard.web.auth import services
from scoring.usecases.quiz.matches import rule_sheet_of
from scoring.usecases.quiz.perform import match_state


def chief_title(match: str) -> str:
    """What the rule sheet calls the chief judge, once the match is open the one in force; "" as usual."""
    ctx = services().ctx
    return (match_state(ctx, match).rule_sheet or rule_sheet_of(ctx, match)).chief
