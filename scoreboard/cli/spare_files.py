"""The files of a warm spare: fetched beside the entries, so that a film keeps no entry waiting."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from scoreboard.cli.spare_client import Gone, Server
from scoring.engine.errors import LeitaiError
from scoring.store.files import FileStore
from scoring.store.named_files import NamedFile

AGAIN = 2.0
"""Seconds until a file that could not be had is asked for again."""


class FileFetcher:
    """Fetches what is missing in ``files``, in a thread of its own; each file is checked by its hash."""

    def __init__(self, files: FileStore, server: Server) -> None:
        self._files, self._server = files, server
        self._wanted: dict[str, int] = {}
        self._lock = threading.Lock()
        self._woken = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def want(self, named: Sequence[NamedFile]) -> None:
        """These files belong to the copy."""
        missing = {one.sha256: one.size for one in named if self._files.size(one.sha256) != one.size}
        with self._lock:
            self._wanted = missing
        self._woken.set()

    def missing(self) -> int:
        """How many are not there yet."""
        with self._lock:
            return len(self._wanted)

    def _run(self) -> None:
        while True:
            self._woken.wait()
            self._woken.clear()
            with self._lock:
                wanted = list(self._wanted)
            failed = [sha256 for sha256 in wanted if not self._fetched(sha256)]
            if failed:
                time.sleep(AGAIN)
                self._woken.set()

    def _fetched(self, sha256: str) -> bool:
        try:
            kept = self._files.keep(self._server.file(sha256))
        except (LeitaiError, Gone, OSError):
            return False
        if kept != sha256:  # what came is another file: it is none that a record names, and is swept
            return False
        with self._lock:
            self._wanted.pop(sha256, None)
        return True
