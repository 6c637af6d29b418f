"""What anybody may see of an award review, without a seat: its notices, its result, and the form for objections.

Nothing is here before its day: an address that is not public yet answers as one that never was.
"""

from __future__ import annotations

from scoreboard.blueprints.review.public import objection, pages
from scoreboard.blueprints.review.public.desk import bp

__all__ = ["bp"]

_PARTS = (pages, objection)
"""Imported for their routes."""
