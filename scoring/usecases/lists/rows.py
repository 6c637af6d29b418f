"""What an import says of the rows of a list: what each would do, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class RowFault:
    """One fault in one cell: the field, the code, and the values for its words."""

    field: str
    code: str
    fields: Mapping[str, object]


State = Literal["new", "changed", "unchanged", "faulty"]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list.  ``row`` counts the given rows from 1; ``cells``: what was understood, by field; ``before``: of
    a changed row, what the fields that change are now."""

    row: int
    state: State
    cells: Mapping[str, str]
    faults: tuple[RowFault, ...] = ()
    before: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ListReport:
    """A whole list: every row that is not blank; whether it was imported."""

    rows: tuple[ListRow, ...]
    done: bool = False

    @property
    def faulty(self) -> bool:
        """True if any row has a fault, or there is no row: then nothing is imported."""
        return not self.rows or bool(self.count("faulty"))

    def count(self, state: State) -> int:
        """How many rows are of this state."""
        return sum(row.state == state for row in self.rows)
