"""Question files that wait between their dry run and the organiser's confirmation.

A file is read beside the request, so its page can show progress and be left; the report is kept for an hour, in
memory only: until somebody confirms, nothing of it is stored.
"""

from __future__ import annotations

from question_sets import read_set
from scoreboard.server import runtime
from scoreboard.shared.protocol import Upload

MOST = 6
"""Uploads kept at a time; the oldest goes first."""

KEPT_MS = 3_600_000


class MemoryUploads:
    """The uploads of one server process, by id."""

    def __init__(self) -> None:
        self._held: dict[str, Upload] = {}
        self._lock = runtime.lock()

    def begin(self, upload: Upload, data: bytes) -> Upload:
        """Start reading ``data``; the report appears on the upload when it is ready."""
        with self._lock:
            stale = [key for key, held in self._held.items() if upload.at - held.at > KEPT_MS]
            for key in [*stale, *list(self._held)[: max(0, len(self._held) - len(stale) - MOST + 1)]]:
                self._held.pop(key, None)
            self._held[upload.id] = upload
        runtime.spawn(_read, upload, data)
        return upload

    def get(self, upload_id: str, account: str) -> Upload | None:
        """The upload of this organiser; None once it has expired, or for anybody else."""
        held = self._held.get(upload_id)
        return held if held is not None and held.account == account else None

    def drop(self, upload_id: str) -> None:
        """Forget an upload that was confirmed or given up."""
        with self._lock:
            self._held.pop(upload_id, None)


def _read(upload: Upload, data: bytes) -> None:
    def progress(done: int, total: int) -> None:
        upload.done, upload.total = done, total

    try:
        upload.report = runtime.offload(read_set, upload.name, data, None, progress)
    except Exception:
        upload.failed = True
        raise
    finally:
        upload.ended.set()
