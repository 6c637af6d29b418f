"""How long something lasts, in words."""

from __future__ import annotations

from collections.abc import Callable

SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
UNITS = (("days", DAY), ("hours", HOUR), ("minutes", MINUTE), ("seconds", SECOND))


def duration(ms: int, say: Callable[..., str]) -> str:
    """The two largest units of ``ms``, in the words of ``say``: 3 小时 5 分钟; under a second, 0 秒."""
    found = []
    for name, length in UNITS:
        count, ms = divmod(ms, length)
        found.append((name, count))
    first = next((place for place, (_, count) in enumerate(found) if count), len(found) - 1)
    shown = [(name, count) for name, count in found[first : first + 2] if count] or found[-1:]
    return " ".join(say(f"common.duration.{name}", count=count) for name, count in shown)
