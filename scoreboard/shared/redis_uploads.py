"""Uploads that every process of the server can show: the one that reads a file writes down how far it is.

An upload holds the report of its reader, which is more than plain data.  It is pickled and signed: a process reads
what another one of the same server has written, and nothing else.
"""

from __future__ import annotations

import hashlib
import hmac
import pickle
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from scoreboard.server import runtime
from scoreboard.shared.memory_uploads import KEPT_MS, MOST, Dropped, MemoryUploads
from scoreboard.shared.protocol import Read, Upload
from scoreboard.shared.redis_link import Away, Link
from scoring.engine.errors import LeitaiError

STEP = 0.2
"""Seconds between two notes of how far a reading is, and between two looks of who waits for one elsewhere."""

SIGNATURE = 32
"""Bytes before what is signed."""


class RedisUploads:
    """The uploads of all processes; those that this one reads it holds itself as well, in ``here``."""

    def __init__(self, link: Link, secret: str, here: MemoryUploads) -> None:
        self._link, self._secret, self._here = link, secret.encode(), here
        self._index = link.name("uploads")

    def begin(self, upload: Upload, read: Read) -> Upload:
        """Start ``read`` in this process and keep the upload; gives it back."""
        self._note(upload, new=True)
        return self._here.begin(upload, lambda progress: self._read(upload, read, progress))

    def wait(self, upload_id: str, seconds: float) -> None:
        """Wait until the upload is read, but no longer than ``seconds``."""
        if self._here.holds(upload_id):
            self._here.wait(upload_id, seconds)
            return
        until = time.monotonic() + seconds
        while (held := self._held(upload_id)) and held.report is None and not held.failed and time.monotonic() < until:
            runtime.sleep(STEP)

    def get(self, upload_id: str, account: str) -> Upload | None:
        """The upload of this organiser as it now is."""
        if self._link.away:
            return self._here.get(upload_id, account)
        held = self._held(upload_id)
        if held is None or held.account != account:
            return None
        return self._here.get(upload_id, account) or held  # here it is newer

    def drop(self, upload_id: str) -> None:
        """Forget an upload; the process that still reads it finds out by its next step."""
        self._here.drop(upload_id)
        self._ask(lambda client: self._forget(client, [upload_id]))

    def _read(self, upload: Upload, read: Read, progress: Callable[[int, int], None]) -> Any:
        at, noted = upload, time.monotonic()

        def step(done: int, total: int) -> None:
            nonlocal at, noted
            progress(done, total)
            at = replace(at, done=done, total=total)
            if time.monotonic() - noted >= STEP:
                noted = time.monotonic()
                if not self._note(at):
                    raise Dropped

        try:
            report = read(step)
        except Dropped:
            raise
        except Exception as error:
            self._note(replace(at, failed=error.code if isinstance(error, LeitaiError) else "file-broken"))
            raise
        self._note(replace(at, report=report))
        return report

    def _note(self, upload: Upload, *, new: bool = False) -> bool:
        """Write down how far it is; False where nobody wants it any more."""
        written = pickle.dumps(upload)
        signed = hmac.digest(self._secret, written, hashlib.sha256) + written

        def write(client: Any) -> bool:
            if not new and client.zscore(self._index, upload.id) is None:
                return False
            client.set(self._name(upload.id), signed, px=KEPT_MS)
            if new:
                client.zadd(self._index, {upload.id: upload.at})
                old = client.zrangebyscore(self._index, "-inf", f"({upload.at - KEPT_MS}")
                self._forget(client, [*old, *client.zrange(self._index, 0, -MOST - 1)])
            return True

        found: bool | None = self._ask(write)
        return found is not False

    def _held(self, upload_id: str) -> Upload | None:
        signed: bytes | None = self._ask(lambda client: client.get(self._name(upload_id)))
        if signed is None:
            return None
        signature, written = signed[:SIGNATURE], signed[SIGNATURE:]
        if not hmac.compare_digest(signature, hmac.digest(self._secret, written, hashlib.sha256)):
            return None
        found: Upload = pickle.loads(written)  # noqa: S301  a process of this server has signed it
        return found

    def _forget(self, client: Any, ids: list[Any]) -> None:
        for one in ids:
            upload_id = one.decode() if isinstance(one, bytes) else one
            client.delete(self._name(upload_id))
            client.zrem(self._index, upload_id)

    def _ask(self, question: Callable[[Any], Any]) -> Any:
        """What Redis answers; None while it is away."""
        try:
            return self._link.ask(question)
        except Away:
            return None

    def _name(self, upload_id: str) -> str:
        return self._link.name("upload", upload_id)
