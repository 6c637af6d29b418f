"""The organiser's desk (组织者): everything before and after a match, as plain forms that need no script.

A file a piece of work: ``organiser_home`` competitions and matches, ``organiser_rules`` the rule sheet,
``organiser_teams`` roster and draw, ``organiser_sets`` question sets, ``organiser_pools`` the questions of a match,
``organiser_tickets`` seats, ``organiser_match`` checklist, opening and result, ``organiser_print`` papers.
"""

from __future__ import annotations

from scoreboard.blueprints.organiser import home, match, papers, pools, rules, sets, teams, tickets
from scoreboard.blueprints.organiser.desk import bp

__all__ = ["bp"]

_PARTS = (
    home,
    match,
    rules,
    teams,
    sets,
    pools,
    tickets,
    papers,
)
"""Imported for their routes."""
