"""The commands of a review as they come in."""

from __future__ import annotations

from scoreboard.web.commands import CommandReader
from scoring.engine.review.kinds import KINDS

READER = CommandReader(KINDS)
"""Reads any command of a review, with its reason."""
