"""Steps of an explanation: how a score is computed, each step with the numbers to compute it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a code for the words, and its numbers as exact texts (``55/3`` if the decimal does not end).

    ``of`` is the judge, criterion or points of the step, ``""`` for the whole; ``stage`` if a rule has stages.
    """

    code: str
    fields: Mapping[str, str]
    of: str = ""
    stage: str = ""
