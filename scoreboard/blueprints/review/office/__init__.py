"""The study office's desk (学习办): from the first nomination to the notice.

A file for each piece of work: ``home`` calendar, what is missing and whom to chase, ``nominations`` vetting,
``judging`` stages and recusals, ``shortlist``, ``notices``, ``objections`` with the places that become free,
``papers``, ``certificates`` with the organiser's own template.
"""

from __future__ import annotations

from scoreboard.blueprints.review.office import (
    certificates,
    home,
    judging,
    nominations,
    notices,
    objections,
    papers,
    shortlist,
)
from scoreboard.blueprints.review.office.desk import bp

__all__ = ["bp"]

_PARTS = (certificates, home, nominations, judging, shortlist, notices, objections, papers)
"""Imported for their routes."""
