"""The server's own secrets: made at the first start, kept in the data directory with mode 0600."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from scoring.disk import open_to_others
from scoring.engine.errors import Broken

FILE_NAME = "secrets.json"


def session_key(data: Path) -> str:
    """The key that signs session cookies; made at the first call for this data directory.

    Raises ``Broken("secrets-open")`` where others may read the file, ``Broken("secrets-damaged")`` where it does not
    hold a key: a new one would sign everybody out, so that is for a person to decide.
    """
    file = data / FILE_NAME
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        _make(file)
    if open_to_others(file):
        raise Broken("secrets-open", file=str(file))
    try:
        key = json.loads(file.read_text("utf-8"))["session_key"]
    except (ValueError, KeyError, TypeError) as error:
        raise Broken("secrets-damaged", file=str(file)) from error
    if not isinstance(key, str) or len(key) < 32:
        raise Broken("secrets-damaged", file=str(file))
    return key


def cookie_name(key: str) -> str:
    """The name of the session cookie of the servers that have this key.

    Browsers keep cookies by the machine's name without the port: two servers on one machine must not overwrite each
    other's, and a server that moves to another port must find its own.
    """
    return f"leitai_{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def _make(file: Path) -> None:
    """Written beside and linked into place: two processes at their first start agree on one key."""
    draft = file.with_name(f"{FILE_NAME}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump({"session_key": secrets.token_hex(32)}, out)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    except OSError:  # a disk without hard links, such as a FAT stick
        _copy(draft, file)
    finally:
        draft.unlink()


def _copy(draft: Path, file: Path) -> None:
    """The draft's text as a new file; one that another process has made meanwhile stays."""
    with suppress(FileExistsError), os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(draft.read_bytes())
        out.flush()
        os.fsync(out.fileno())
