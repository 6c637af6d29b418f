"""Official days as people write them: a day or a span on each line, or the words of an order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

from scoring.engine.errors import Invalid

LONGEST = 5_000
"""Characters of a text."""

_ASIDE = re.compile(r"\([^()]*\)|,?共\d+天")
_WORDS = re.compile(r"(?:放假|休息|调休|补休|上班|off|work)+$")
_DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?")
_LAST = re.compile(r"(\d{1,2})日")
_TO = re.compile(r"\s*(?:至|到|~|…|\.\.\.|–|—|\bto\b|\s-\s)\s*")


def days_from(text: str, year: int) -> tuple[date, ...]:
    """The days of a text, sorted: ``10-01 ~ 10-07``, ``2026-10-10``, ``10月1日（周四）至7日（周三）放假``, apart by
    line, comma or 、.  A day without a year is of ``year``.

    Raises ``Invalid("days-unreadable", text=…)`` with the first part that is none, ``Invalid("text-too-long")``.
    """
    if len(text) > LONGEST:
        raise Invalid("text-too-long", field="days", limit=LONGEST)
    found: set[date] = set()
    plain = _ASIDE.sub("", unicodedata.normalize("NFKC", text))
    for part in filter(None, (one.strip(" 。.:") for one in re.split(r"[\n\r,、;]+", plain))):
        first, *rest = _TO.split(_WORDS.sub("", part.strip()).strip())
        start = day_from(first, year)
        end = start if not rest else start and _end(rest[0], start)
        if start is None or end is None or len(rest) > 1 or not timedelta(0) <= end - start < timedelta(366):
            raise Invalid("days-unreadable", text=part[:40])
        found.update(start + timedelta(days) for days in range((end - start).days + 1))
    return tuple(sorted(found))


def day_from(text: str, year: int | None = None) -> date | None:
    """The day that a text says: ``2026-10-01``, ``2026/10/1``, ``2026年10月1日``, and ``10-01`` where ``year`` is
    given; None for anything else."""
    said = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if said is None or not (said[1] or year):
        return None
    try:
        return date(int(said[1] or year or 0), int(said[2]), int(said[3]))
    except ValueError:
        return None


def days_text(days: Iterable[date]) -> str:
    """Days as ``days_from`` reads them, a day or a span of days on each line, without the year."""
    spans: list[tuple[date, date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][1] == timedelta(1):
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return "\n".join(f"{a:%m-%d}" if a == b else f"{a:%m-%d} ~ {b:%m-%d}" for a, b in spans)


def _end(text: str, start: date) -> date | None:
    if last := _LAST.fullmatch(text.strip()):
        text = f"{start.month}-{last[1]}"
    return day_from(text, start.year)
