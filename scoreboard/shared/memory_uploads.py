"""Files that wait between their dry run and the organiser's confirmation.

A file is read beside the request, so its page can show progress and be left; the report is kept for an hour, in
memory only: until somebody confirms, nothing of it is stored.
"""

from __future__ import annotations

import threading
from dataclasses import replace

from scoreboard.server import runtime
from scoreboard.shared.protocol import Read, Upload
from scoring.engine.errors import LeitaiError

MOST = 6
"""Uploads kept at a time; the oldest goes first."""

KEPT_MS = 3_600_000


class Dropped(Exception):
    """The upload that is being read was given up."""


class Reading:
    """One upload in the process that reads it: ``upload`` as it now is, ``ended`` once it is read."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.ended = threading.Event()
        self.dropped = False

    def run(self, read: Read) -> None:
        """Read the file to its end."""
        try:
            report = read(self.progress)
            self.upload = replace(self.upload, report=report)
        except LeitaiError as error:
            self.upload = replace(self.upload, failed=error.code)
        except Dropped:
            pass
        except Exception:
            self.upload = replace(self.upload, failed="file-broken")
            raise
        finally:
            self.ended.set()

    def progress(self, done: int, total: int) -> None:
        """So many rows have been read.  Raises ``Dropped`` where nobody wants the upload any more."""
        if self.dropped:
            raise Dropped
        self.upload = replace(self.upload, done=done, total=total)


class MemoryUploads:
    """The uploads of one server process, by id."""

    def __init__(self) -> None:
        self._held: dict[str, Reading] = {}
        self._lock = runtime.lock()

    def begin(self, upload: Upload, read: Read) -> Upload:
        """Start ``read`` and keep the upload; gives it back."""
        reading = Reading(upload)
        with self._lock:
            stale = [key for key, held in self._held.items() if upload.at - held.upload.at > KEPT_MS]
            for key in [*stale, *list(self._held)[: max(0, len(self._held) - len(stale) - MOST + 1)]]:
                self._forget(key)
            self._held[upload.id] = reading
        runtime.spawn(reading.run, read)
        return upload

    def wait(self, upload_id: str, seconds: float) -> None:
        """Wait until the upload is read, but no longer than ``seconds``; not at all for one that is not held."""
        reading = self._held.get(upload_id)
        if reading is not None:
            reading.ended.wait(seconds)

    def get(self, upload_id: str, account: str) -> Upload | None:
        """The upload of this organiser as it now is; None once it has expired, or for anybody else."""
        reading = self._held.get(upload_id)
        return reading.upload if reading is not None and reading.upload.account == account else None

    def holds(self, upload_id: str) -> bool:
        """Whether this process has it."""
        return upload_id in self._held

    def drop(self, upload_id: str) -> None:
        """Forget an upload that was confirmed or given up."""
        with self._lock:
            self._forget(upload_id)

    def _forget(self, upload_id: str) -> None:
        reading = self._held.pop(upload_id, None)
        if reading is not None:
            reading.dropped = True
