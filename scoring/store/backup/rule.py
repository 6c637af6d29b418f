"""Which backups stay: the newest ones, then one for each hour, then one for each day."""

from __future__ import annotations

from collections.abc import Sequence

NEWEST, HOURS, DAYS = 12, 24, 30
"""How many backups, hours and days are kept; only hours and days in which a backup was made count."""

NAME = "%Y%m%d-%H%M%SZ"
"""The name of a backup is its moment in UTC, so that names sort by time."""

_HOUR, _DAY = len("20261129-14"), len("20261129")


def kept(names: Sequence[str]) -> frozenset[str]:
    """The names of the backups that stay: the ``NEWEST``, the last of each of the newest ``HOURS``, and of ``DAYS``."""
    ordered = sorted(names)
    last_of_hour = {name[:_HOUR]: name for name in ordered}
    last_of_day = {name[:_DAY]: name for name in ordered}
    return frozenset((*ordered[-NEWEST:], *list(last_of_hour.values())[-HOURS:], *list(last_of_day.values())[-DAYS:]))
