"""The commands of a match as they come in."""

from __future__ import annotations

from scoreboard.web.commands import CommandReader
from scoring.engine.quiz.kinds import KINDS

READER = CommandReader(KINDS)
"""Reads any command of a match, with its reason."""
