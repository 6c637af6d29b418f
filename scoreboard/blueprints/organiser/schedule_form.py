"""The plan of a stage's matches as a form says it: a row for each group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from flask import request

from scoring.engine.errors import Invalid
from scoring.engine.names import tidy
from scoring.usecases.competition.schedule_rows import Row, of_our_time

LONGEST = 4_000
"""Most signs of a field: more is cut and then refused."""

MOST_HALLS, MOST_MINUTES = 50, 24 * 60


def typed_row(group: int) -> Row:
    """What was typed for a group's match."""
    names = ("day", "begin", "end", "hall", "host", "judges")
    return Row(group, *(request.form.get(f"{name}{group}", "").strip()[:LONGEST] for name in names))


def filled(rows: Sequence[Row]) -> list[Row]:
    """The rows one after the other by the day, the first beginning, the length and the halls that the address says;
    unchanged where it says none.  Raises ``Invalid("schedule-fill")``."""
    args = request.args
    if "fill" not in args:
        return list(rows)
    halls = [tidy(one) for one in re.split("[,，、;；\n]", args.get("halls", "")[:LONGEST]) if tidy(one)]
    minutes, pause = (_minutes(args.get(name, "")) for name in ("minutes", "pause"))
    try:
        first = of_our_time(datetime.strptime(f"{args['day']} {args['begin']}", "%Y-%m-%d %H:%M"))  # noqa: DTZ007
    except (KeyError, ValueError):
        raise Invalid("schedule-fill") from None
    if not 1 <= len(halls) <= MOST_HALLS or not minutes:
        raise Invalid("schedule-fill")
    made = []
    for place, row in enumerate(rows):
        begins = first + timedelta(minutes=(minutes + pause) * (place // len(halls)))
        ends, hall = begins + timedelta(minutes=minutes), halls[place % len(halls)]
        made.append(
            Row(row.group, f"{begins:%Y-%m-%d}", f"{begins:%H:%M}", f"{ends:%H:%M}", hall, row.host, row.judges)
        )
    return made


def day_typed(name: str) -> date:
    """A day of the form; raises ``Invalid("time-unreadable")``."""
    text = request.form.get(name, "").strip().replace("/", "-")[:10]
    try:
        return of_our_time(datetime.strptime(text, "%Y-%m-%d")).date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise Invalid("time-unreadable", text=text) from None


def _minutes(text: str) -> int:
    text = text.strip() or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 5 and int(text) <= MOST_MINUTES):
        raise Invalid("schedule-fill")
    return int(text)
