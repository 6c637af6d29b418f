"""A medium as a file that is read piece by piece, while it is sent."""

from __future__ import annotations

import io

from scoring.usecases.ports import Files
from scoring.usecases.records import Medium


class MediaReader(io.RawIOBase):
    """Reads a medium from any place.  Each piece is asked for by itself: a slow screen holds nothing open."""

    def __init__(self, files: Files, medium: Medium) -> None:
        super().__init__()
        self._files = files
        self._medium = medium
        self._at = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is: a film is begun in its middle without reading what is before."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._medium.size}[whence]
        return self._at

    def tell(self) -> int:
        """The place."""
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        """The next ``size`` bytes, fewer at the end."""
        left = max(0, self._medium.size - self._at)
        wanted = left if size < 0 else min(size, left)
        piece = self._files.part(self._medium.sha256, self._at, wanted) if wanted else b""
        self._at += len(piece)
        return piece
