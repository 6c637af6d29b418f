"""The rows of a competition's kinds (see ``engine.kinds``): who gives a command, and that nothing is undone.

People act on each step.  A later entry corrects an earlier one.
"""

from __future__ import annotations

from typing import Any

from scoring.engine.actors import Role
from scoring.engine.competition.state import CompetitionState
from scoring.engine.kinds import Kind

ORGANISER: frozenset[Role] = frozenset({"organiser"})
REGISTRANT: frozenset[Role] = frozenset({"registrant"})
SYSTEM: frozenset[Role] = frozenset({"system"})

Rows = tuple[Kind[CompetitionState], ...]


def row(command: type, decide: Any, apply: Any, by: frozenset[Role] = ORGANISER, **more: Any) -> Kind[CompetitionState]:
    """A kind that stays; ``more``: whether it needs a reason, as ``Kind`` says."""
    return Kind(command, decide, apply, by, undo="kept", **more)
