"""Records of what programs were given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal["read", "feed", "officials", "setup", "press"]
"""What an access token is good for.  ``read``: titles, teams, what is missing · ``feed``: the events that the hall sees
· ``officials``: those that the chief sees, with keys and marks · ``setup``: prepare competitions and matches, webhooks
· ``press``: presses of a buzzer bridge."""


HookAudience = Literal["display", "chief", "public"]
"""What a webhook is told: the events of the hall, those of the officials, or the public result."""


@dataclass(frozen=True, slots=True)
class AccessToken:
    """The right of a program.  ``secret`` is the SHA-256 of the token; the token itself is never kept.

    It is good for one ``match``, for a ``competition`` with all its matches, or for everything where both are "".
    ``made_by``: the actor who made it.  ``used_at`` is right to a minute; it and ``revoked_at`` are 0 for never.  Times
    in ms since the epoch.
    """

    id: str
    name: str
    secret: str
    scopes: tuple[Scope, ...]
    competition: str = ""
    match: str = ""
    made_by: str = ""
    made_at: int = 0
    used_at: int = 0
    revoked_at: int = 0


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that is told the events of a ``match``, or of all matches of a ``competition``, as ``audience`` sees
    them; for ``public`` the public result of the match, the competition or the ``review``, when it is another one.
    ``secret`` signs what is sent, so it is kept as it is.

    ``told``: by match, up to which seq of the audience's views events were delivered, for ``public`` the number of the
    result's mark; it may lag behind by some seconds.  ``paused_at``: when sending was given up, 0 while it goes on ·
    ``problem``: why, or what the last attempt met · ``ended_at``: 0 while it is there.  Times in ms since the epoch.
    """

    id: str
    url: str
    secret: str
    competition: str = ""
    match: str = ""
    audience: HookAudience = "display"
    made_by: str = ""
    made_at: int = 0
    told: tuple[tuple[str, int], ...] = ()
    problem: str = ""
    paused_at: int = 0
    ended_at: int = 0
    review: str = ""


@dataclass(frozen=True, slots=True)
class OwnId:
    """The id that a program has for one of our records: ``id`` is the record's, ``ref`` the program's."""

    id: str
    ref: str
