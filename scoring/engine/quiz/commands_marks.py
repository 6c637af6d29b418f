"""Commands of the panel of an item: it opens for one item or for the whole round, and its lock makes the score.

What is done with one judge's marks is ``panel.commands``; there ``item`` is the number of an item of the match.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class OpenPanel:
    """The judges may mark from now (评委打分).  Facts: ``judges`` (the panel), ``recused`` (of the team's own unit).

    ``whole_round``: every item of the running round, those still to come as soon as they are presented; the host goes
    on from item to item, and the marks of all stay open until they are locked together.
    """

    whole_round: bool = False
    kind: Literal["panel.open"] = "panel.open"


@dataclass(frozen=True, slots=True)
class LockPanel:
    """Lock the marks: the score stands.  With ``even_if_missing`` missing judges are left out, if the sheet allows it.

    ``whole_round``: every panel of the running round that is open, by one entry.  Facts: ``items``.
    """

    even_if_missing: bool = False
    whole_round: bool = False
    kind: Literal["panel.lock"] = "panel.lock"
