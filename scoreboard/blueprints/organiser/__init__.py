"""The organiser's desk (组织者): everything before and after a match, as plain forms that need no script.

A file for each piece of work: ``home`` competitions and matches, ``rules`` the rule sheet, ``teams`` roster and draw,
``panel`` the judges, ``sets`` question sets, ``pools`` the questions of a match, ``tickets`` seats, ``match``
checklist, opening and result, ``papers`` what is printed, ``reviews`` award reviews, ``review_*`` their pages.
``accounts``, ``register``, ``rosters`` and ``calendar`` belong to no single competition; ``lists`` takes the tables of
the latter three.
``keeping``: backups and the warm spare.  ``tokens``: what programs were given.
"""

from __future__ import annotations

from scoreboard.blueprints.organiser import (
    accounts,
    awards,
    calendar,
    ceremony,
    certificates,
    event_book,
    event_papers,
    event_questions,
    home,
    keeping,
    lists,
    made,
    match,
    overview,
    panel,
    papers,
    pools,
    register,
    registration,
    registration_import,
    results,
    review_archive,
    review_campaign,
    review_judges,
    review_seats,
    reviews,
    rosters,
    rules,
    rules_papers,
    schedule,
    schedule_import,
    schedule_papers,
    sets,
    stages,
    stages_sheet,
    teams,
    tickets,
    tokens,
    written,
    written_import,
    written_papers,
)
from scoreboard.blueprints.organiser.desk import bp

__all__ = ["bp"]

_PARTS = (
    home,
    accounts,
    match,
    rules,
    rules_papers,
    teams,
    panel,
    sets,
    pools,
    tickets,
    papers,
    reviews,
    registration,
    registration_import,
    stages,
    stages_sheet,
    written,
    schedule,
    schedule_import,
    schedule_papers,
    event_book,
    overview,
    event_questions,
    written_import,
    written_papers,
    register,
    rosters,
    calendar,
    lists,
    review_campaign,
    review_judges,
    review_seats,
    review_archive,
    results,
    awards,
    ceremony,
    event_papers,
    certificates,
    made,
    keeping,
    tokens,
)
"""Imported for their routes."""
