"""Whether somebody sits at the machine itself: a request that comes from it by no way round, and a code that the server
writes into a file of its data directory, which the owner of that directory alone can read.

A request alone proves nothing.  A proxy on the same machine makes strangers look like its own, and one that passes no
header on cannot be told from a browser there; so what such a request opens is the field for the code, and no more.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from flask import request
from structlog import get_logger

from scoreboard.server.addresses import is_loopback, is_own
from scoreboard.services import Services
from scoreboard.shared.protocol import SharedTable
from scoreboard.web import auth
from scoring.engine.errors import Forbidden, Refused
from scoring.usecases.tickets import random_signs, typed_code

FILE = "password-code.txt"
"""The file of the code in the data directory."""

LASTS = 10 * 60 * 1000
"""How long a code is good, ms."""

TRIES = 5
"""How many wrong codes end it."""

SIGNS = 12
"""60 random bits, as a person reads and types them."""

_PASSED_ON = re.compile(
    r"forwarded|via|x-forwarded-.+|x-real-ip|x-original-.+|x-client-ip|x-cluster-client-ip|true-client-ip|cf-.+"
)
"""Headers by which a proxy says that it passes on what somebody else asks for."""

log = get_logger()


@dataclass(frozen=True, slots=True)
class HeldCode:
    """The code that was written last: the SHA-256 of it, until when it is good (ms since the epoch), and how many wrong
    ones were tried since."""

    digest: str
    until: int
    tries: int = 0


def at_machine() -> bool:
    """Whether this request seems to come from a browser of this machine: over the loopback, to an address of the
    machine itself, passed on by nobody, to a server that is behind no proxy."""
    if auth.services().config.trusted_proxies or not is_own(request.remote_addr or ""):
        return False
    if any(_PASSED_ON.fullmatch(name.casefold()) for name in request.headers.keys()):  # noqa: SIM118  no mapping
        return False
    return is_loopback(request.host_url)


def need_machine() -> None:
    """Raises ``Forbidden("not-at-machine")``."""
    if not at_machine():
        log.warning("password-code-refused", why="not-at-machine", remote=request.remote_addr)
        raise Forbidden("not-at-machine")


def code_file() -> Path:
    """Where the code is written."""
    return auth.services().config.data / FILE


def write_code(words: str) -> None:
    """Write a new code into its file, in place of the one before; ``words`` has a place for the ``{code}``."""
    wired = auth.services()
    signs = random_signs(wired.ctx, SIGNS)
    code = "-".join(signs[at : at + 4] for at in range(0, SIGNS, 4))
    _write_private(code_file(), words.replace("{code}", code))
    _table(wired).put("", HeldCode(_digest(signs), wired.ctx.clock.now() + LASTS), LASTS)
    log.warning("password-code-written", file=str(code_file()))


def has_code() -> bool:
    """Whether a code that was written is still good: whoever deletes its file ends it."""
    return _good(_table(auth.services()).get(""))


def need_code(typed: str) -> None:
    """Take the code; it is good for as long as nothing else was done with it.

    Raises ``Refused("code-over")`` where none was written, or it is too old or was tried too often, and
    ``Forbidden("code-wrong")``.
    """
    table = _table(auth.services())
    with table.turn(""):
        held = table.get("")
        if held is None or not _good(held):
            raise Refused("code-over")
        if hmac.compare_digest(_digest(typed_code(typed)), held.digest):
            return
        log.warning("password-code-refused", why="code-wrong", tries=held.tries + 1)
        if held.tries + 1 < TRIES:
            table.put("", replace(held, tries=held.tries + 1), LASTS)
        else:
            forget_code()
        raise Forbidden("code-wrong", left=TRIES - held.tries - 1)


def forget_code() -> None:
    """The code was used, or is given up."""
    _table(auth.services()).pop("")
    code_file().unlink(missing_ok=True)


def _good(held: HeldCode | None) -> bool:
    return held is not None and auth.services().ctx.clock.now() < held.until and code_file().exists()


def _table(wired: Services) -> SharedTable[HeldCode]:
    return wired.shared.table("password-code", HeldCode)


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()


def _write_private(file: Path, text: str) -> None:
    """Write the file anew for its owner alone: never through a link, and never into a file that others opened."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(6)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    draft.replace(file)
