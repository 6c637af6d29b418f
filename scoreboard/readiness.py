"""Whether a match can be led on this server: the database takes entries in its newest shape, no page lacks a file."""

from __future__ import annotations

from functools import cache

from structlog import get_logger

from scoreboard import assets, vendor
from scoreboard.wiring import Services

log = get_logger()


def problems(services: Services) -> list[str]:
    """The codes of what is missing: ``database-not-writable`` ``database-outdated`` ``front-end-missing``."""
    found = []
    if not _writable(services):
        found.append("database-not-writable")
    elif services.outdated():
        found.append("database-outdated")
    if front_end_missing():
        found.append("front-end-missing")
    return found


@cache
def front_end_missing() -> tuple[str, ...]:
    """The vendor files that are not there; looked at once, they do not go away."""
    return tuple(vendor.missing(assets.static() / "vendor"))


def _writable(services: Services) -> bool:
    try:
        with services.ctx.store.write():  # takes the write lock and gives it back
            return True
    except Exception as error:  # whatever the driver raises, the answer is no
        log.warning("database-not-writable", error=type(error).__name__)
        return False
