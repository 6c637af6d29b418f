"""A ZIP file that somebody has changed."""

from __future__ import annotations

import zipfile
from pathlib import Path


def with_other_text(file: Path, part: str, old: str, new: str) -> Path:
    """A copy beside the file, in which one part says ``new`` for ``old``, which must stand there."""
    changed = file.with_name("changed.zip")
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(changed, "w") as made:
        assert old.encode() in given.read(part)
        for name in given.namelist():
            data = given.read(name)
            made.writestr(name, data.replace(old.encode(), new.encode()) if name == part else data)
    return changed
