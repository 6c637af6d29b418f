"""The organiser's desk (组织者): everything before and after a match, as plain forms that need no script.

A file for each piece of work: ``home`` competitions and matches, ``rules`` the rule sheet, ``teams`` roster and draw,
``panel`` the judges, ``sets`` question sets, ``pools`` the questions of a match, ``tickets`` seats, ``match``
checklist, opening and result, ``papers`` what is printed.
"""

from __future__ import annotations

from scoreboard.blueprints.organiser import home, match, panel, papers, pools, rules, sets, teams, tickets
from scoreboard.blueprints.organiser.desk import bp

__all__ = ["bp"]

_PARTS = (
    home,
    match,
    rules,
    teams,
    panel,
    sets,
    pools,
    tickets,
    papers,
)
"""Imported for their routes."""
