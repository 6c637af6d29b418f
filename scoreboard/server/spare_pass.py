"""The pass with which a warm spare asks for the data: one for each data directory, kept as its hash with mode 0600."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path

FILE_NAME = "spare.json"

BYTES = 20
"""Random bytes of a pass: nobody types it, and nobody guesses it."""


def give(data: Path) -> str:
    """A new pass; the one before it opens nothing any more.  Only its hash is kept."""
    made = secrets.token_hex(BYTES)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = data / f"{FILE_NAME}.{secrets.token_hex(4)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
        json.dump({"pass": _digest(made)}, out)
    draft.replace(data / FILE_NAME)
    return made


def revoke(data: Path) -> None:
    """No pass opens anything any more."""
    (data / FILE_NAME).unlink(missing_ok=True)


def given(data: Path) -> bool:
    """Whether a pass is valid."""
    return bool(_kept(data))


def fits(data: Path, brought: str) -> bool:
    """Whether this is the pass."""
    kept = _kept(data)
    return bool(kept) and hmac.compare_digest(kept, _digest(brought))


def _kept(data: Path) -> str:
    try:
        kept = json.loads((data / FILE_NAME).read_text("ascii"))["pass"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return kept if isinstance(kept, str) else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
