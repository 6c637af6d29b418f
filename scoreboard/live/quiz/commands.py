"""The commands of a match as they come in."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, TypeAdapter

from scoreboard.web.commands import STRICT, CommandReader
from scoring.engine.quiz.commands import COMMANDS, Command

COMMAND: TypeAdapter[Command] = TypeAdapter(Annotated[Command, Field(discriminator="kind")], config=STRICT)
"""Reads any command of a match."""

READER = CommandReader(COMMAND, COMMANDS.keys())
"""Reads a command with its reason."""
