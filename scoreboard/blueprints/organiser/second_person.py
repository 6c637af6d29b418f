"""What a page says where a second person is to confirm: whether its reader may, and if not, who may."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from scoreboard.blueprints.organiser.desk import actor, ctx
from scoreboard.web import auth
from scoring.engine.second_person import Own, own_part
from scoring.usecases import accounts

MOST_NAMED = 8
"""Accounts that are named; of more it is said how many there are."""


class Barred(NamedTuple):
    """Why the reader may not confirm: ``what`` is meant, ``own``: gave it, or sits at the device from which it was
    given · ``names``: the first accounts that may · ``more``: how many others may."""

    what: Literal["list", "result", "marks"]
    own: Own
    names: tuple[str, ...]
    more: int


def barred(what: Literal["list", "result", "marks"], given: Iterable[tuple[str, str]]) -> Barred | None:
    """Why the reader may not confirm what was given by these actors on these devices; None where the reader may."""
    held = tuple(given)
    own = own_part(held, actor().id, auth.device())
    if own is None:
        return None
    givers = {by for by, _ in held}
    names = [one.name for one in accounts.in_use(ctx(), actor=actor()) if f"account:{one.id}" not in givers]
    return Barred(what, own, tuple(names[:MOST_NAMED]), max(0, len(names) - MOST_NAMED))
