"""A medium as a file that is read piece by piece, while it is sent."""

from __future__ import annotations

import io

from scoring.usecases.ports import Files
from scoring.usecases.records import Medium


class MediaReader(io.RawIOBase):
    """Reads a medium from any offset.  Each piece is read by itself: a slow screen keeps no file open."""

    def __init__(self, files: Files, medium: Medium) -> None:
        super().__init__()
        self._files = files
        self._medium = medium
        self._at = 0

    def readable(self) -> bool:
        """True: the medium can be read."""
        return True

    def seekable(self) -> bool:
        """True: a film can start in its middle without reading what is before."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to an offset in bytes."""
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._medium.size}[whence]
        return self._at

    def tell(self) -> int:
        """The current offset in bytes."""
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        """The next ``size`` bytes, fewer at the end."""
        left = max(0, self._medium.size - self._at)
        wanted = left if size < 0 else min(size, left)
        piece = self._files.part(self._medium.sha256, self._at, wanted) if wanted else b""
        self._at += len(piece)
        return piece
