"""One line of a match's checklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that keeps a match from opening, or (``blocking`` False) that people should know."""

    code: str
    fields: Mapping[str, object] = field(default_factory=dict)
    blocking: bool = True
