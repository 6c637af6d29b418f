"""``/api/v1``: what is promised to programs (docs/api.md).

``results`` what is public, ``results_feed`` as it changes · ``tokens`` what a token is good for · ``press`` a buzzer
bridge · ``setup``, ``questions`` prepare · ``events`` what happened, as it happens · ``hooks`` addresses that are
told · ``page`` all of it for people.
"""

from __future__ import annotations

from scoreboard.blueprints.v1 import events, hooks, page, press, questions, results, results_feed, setup, tokens
from scoreboard.blueprints.v1.guard import bp

__all__ = ["bp"]

_PARTS = (results, results_feed, tokens, press, events, setup, questions, hooks, page)
"""Imported for their routes."""
