"""Results for programs that want to be told: the whole public result of a match, a competition or a review, whenever it
has become another one.

There is no history: whoever has the last one lacks nothing.  It is made of the view of the public and of nothing else,
so it comes no earlier than the page shows it, and stands still in a freeze.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from scoreboard.live.public import PublicViews
from scoreboard.presenters.public import results_of

SIGNS = 12
"""Signs of a mark: 48 bits, as a number no more than a JSON reader keeps exactly."""

LOOKS = 5.0
"""Seconds between two looks at a result: a notice of a review begins with its day, and no entry tells of that."""


@dataclass(frozen=True, slots=True)
class ResultNow:
    """A public result: ``mark`` stands for what it holds, the same at every process and after every start; ``line``
    is its JSON without a line break."""

    mark: str
    line: bytes

    @property
    def number(self) -> int:
        """The mark as a number."""
        return int(self.mark, 16)


class PublicResults:
    """The results that anybody may see now."""

    def __init__(self, views: PublicViews) -> None:
        self._views = views

    def now(self, code: str) -> ResultNow:
        """The result of a code.  Raises ``NotFound("page-not-found")`` while nothing of it is public."""
        results = results_of(self._views.shown(code).view)
        body = json.dumps(results, ensure_ascii=False, separators=(",", ":")).encode()
        mark = hashlib.sha256(body).hexdigest()[:SIGNS]
        return ResultNow(mark, b'{"mark":"%s","results":%s}' % (mark.encode(), body))
