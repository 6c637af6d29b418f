"""What people of a match are called: the chief judge, and those who take part."""

from __future__ import annotations

from scoreboard.i18n.titles import USUAL, Titles, titles_in
from scoreboard.web.auth import services
from scoring.engine.errors import FaultyRuleSheet, NotFound
from scoring.usecases.quiz.matches import rule_sheet_of
from scoring.usecases.quiz.perform import match_state


def titles_of(match: str) -> Titles:
    """What the rule sheet calls people, once the match is open the one in force; as usual where no rule sheet is found,
    or none that can be read: a desk opens whatever its match lacks."""
    ctx = services().ctx
    try:
        return titles_in(match_state(ctx, match).rule_sheet or rule_sheet_of(ctx, match))
    except (NotFound, FaultyRuleSheet):
        return USUAL
