"""The sets that come with the package: ``builtin/<id>/questions.toml``, further ``questions-*.toml`` and ``media``.

They pass through the same reader and the same checks as any upload.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from question_sets.importing import read_files
from question_sets.model import ImportReport
from question_sets.toml_set import read_toml
from scoring.engine.errors import NotFound

BUILTIN = Path(__file__).parent / "builtin"


@dataclass(frozen=True, slots=True)
class BuiltinSet:
    """A built-in set: its id, name and source, and how many questions it has."""

    id: str
    name: str
    source: str
    questions: int


@cache
def builtin_sets() -> tuple[BuiltinSet, ...]:
    """All built-in sets, by id.  A folder without ``questions.toml`` is none."""
    found = []
    for file in sorted(BUILTIN.glob("*/questions.toml")):
        head, _ = read_toml(file.name, file.read_bytes())
        count = sum(len(read_toml(name, data)[1]) for name, data in _tables(file.parent).items())
        found.append(BuiltinSet(file.parent.name, head.name or file.parent.name, head.source, count))
    return tuple(found)


def load_builtin(set_id: str) -> ImportReport:
    """The whole set with its media, checked.  Raises ``NotFound("no-such-question-set")``."""
    folder = next((BUILTIN / known.id for known in builtin_sets() if known.id == set_id), None)
    if folder is None:
        raise NotFound("no-such-question-set", set=set_id)
    media = {file.name: file.read_bytes() for file in sorted((folder / "media").glob("*.*"))}
    return read_files(set_id, _tables(folder), media)


def _tables(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.glob("questions*.toml"))}
