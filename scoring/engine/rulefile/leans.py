"""Which findings on a rule file say nothing, because a value that they compare is faulty itself.

Such a value was replaced by a harmless one to read on, so what would be said of it is left out; every other finding
stands.  Each kind of file has a table of what its findings compare.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from scoring.engine.rulefile.lines import Path
from scoring.engine.rulefile.values import Finding

SAME, ANY = "=", "*"
"""In a place: the number that the finding has there, and any number."""

Lean = str | tuple[str, ...]
"""A key beside the finding's own value in the same table, or a place anywhere in the file."""

Leans = Mapping[str, tuple[Lean, ...] | None]
"""By the code of a finding: what it compares beside its own value.  None: it stands whatever else is faulty, for no
value that takes the place of a faulty one leads to it.  A code that is not there compares nothing."""


def rests_on_bad(found: Finding, bad: Collection[Path], leans: Leans) -> bool:
    """Whether a finding is about a value that is faulty, lies within one, or compares one."""
    path, compared = found.path, leans.get(found.code, ())
    if compared is None:
        return False
    if any(path[:n] in bad for n in range(1, len(path) + 1)):
        return True
    return any(_within(other, lean, path) for lean in compared for other in bad)


def _within(other: Path, lean: Lean, path: Path) -> bool:
    """Whether the value at ``other`` is the one that a finding at ``path`` leans on, is in it, or holds it."""
    place: Path = (*path[:-1], lean) if isinstance(lean, str) else lean
    for no, (wanted, part) in enumerate(zip(place, other, strict=False)):
        if wanted == SAME and isinstance(part, int):
            if path[no : no + 1] != (part,):
                return False
        elif wanted != part and not (wanted == ANY and isinstance(part, int)):
            return False
    return True
