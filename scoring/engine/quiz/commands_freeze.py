"""Commands of 封榜: from when on the public keeps the table that it has, and its end without a reveal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class FreezeTable:
    """封榜: from now on the public keeps the table that it has; host and chief keep the true one."""

    kind: Literal["table.freeze"] = "table.freeze"


@dataclass(frozen=True, slots=True)
class OpenTable:
    """解除封榜: the public has the true table again, without a reveal."""

    kind: Literal["table.open"] = "table.open"
