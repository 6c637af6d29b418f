"""The archive of a review read from its zip file: each part against the manifest, nothing of it believed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from scoreboard.exports.sealed_zip import UNREADABLE, SealedFile
from scoring.engine.review.archive import CAMPAIGN, DERIVED, FILES, GIVEN, LEDGER, Archive
from scoring.engine.review.archive_tables import HEADINGS
from scoring.tables.formulas import unguarded


class ArchiveFile(SealedFile):
    """An archive on the disk.  Raises ``Invalid("file-unreadable")`` where it is no archive at all."""

    def read(self) -> Archive:
        """The archive's parts as values; raises ``Invalid("file-unreadable" | "shape")``."""
        try:
            return Archive(
                manifest=self.manifest,
                entries=self.entries(LEDGER),
                campaign=self.whole(CAMPAIGN).decode("utf-8"),
                given={name: self.json(f"{name}.json") for name in GIVEN},
                derived={name: self.json(f"{name}.json") for name in DERIVED},
                tables={name: _rows(self.whole(f"{name}.csv")) for name in HEADINGS},
                notices={
                    int(path[8:-5]): self.whole(path)
                    for path in self.parts
                    if path.startswith("notices/") and path[8:-5].isdecimal()
                },
            )
        except UNREADABLE as error:
            raise self.unreadable(error) from error

    def bytes_of(self, sha256: str) -> Iterator[bytes]:
        """The bytes of an attached file."""
        return self.pieces(f"{FILES}{sha256}")


def _rows(data: bytes) -> list[list[str]]:
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [[unguarded(cell) for cell in row] for row in rows]
