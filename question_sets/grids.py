"""A table as its file gives it: rows of texts, with merged ranges; and the refusal of a file that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from question_sets.model import Problem

Range = tuple[int, int, int, int]
"""Top, left, bottom, right; rows and columns from 0, both ends inside."""


class Unreadable(Exception):
    """A file or a part of it cannot be read at all; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: ``rows[i]`` stands in row ``first_row + i`` of the file (from 1).  ``problems`` by row index."""

    name: str
    rows: Sequence[Sequence[str]]
    first_row: int = 1
    merged: tuple[Range, ...] = ()
    hidden: bool = False
    problems: dict[int, tuple[Problem, ...]] = field(default_factory=dict)
