"""Ordinary records of a review: its campaign's text, the texts of forms, and who objects.

None of them can change a result: the ledger holds the digest of each text that was submitted.  Personal data is here
only, so that it can go.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Values = Mapping[str, tuple[str, ...]]
"""What a form says, by the id of the field: one text, or one for each person of a list."""


@dataclass(frozen=True, slots=True)
class Review:
    """An award review (评选).  ``campaign``: the TOML text of its campaign, of the newest edition · ``created_at`` ms
    since the epoch · ``opened``: entries are open, or were · ``carried``: it came in the archive of another server,
    and nothing goes on in it but the reveal."""

    id: str
    title: str
    campaign: str
    created_at: int = 0
    opened: bool = False
    theme: Literal["crimson", "indigo"] = "crimson"
    bright: bool = False
    carried: bool = False


@dataclass(frozen=True, slots=True)
class NominationText:
    """The texts of a nomination's form: a draft until it is ``submitted``, then never changed.

    ``values``: the public fields, ``personal``: those that are deleted when the campaign is over, digested with
    ``salt`` · ``revision`` counts the changes of a draft · ``nomination``: the number of the one that it corrects, 0
    for a new one · ``changed_at`` ms since the epoch.
    """

    id: str
    review: str
    award: str
    unit: str
    values: Values = field(default_factory=dict)
    personal: Values = field(default_factory=dict)
    salt: str = ""
    revision: int = 0
    nomination: int = 0
    submitted: bool = False
    by: str = ""
    changed_at: int = 0


@dataclass(frozen=True, slots=True)
class Objector:
    """Who objects and what they say, read by the desk for objections alone.  ``digest``: as in the ledger, of ``text``
    with ``salt``; ``name``, ``contact`` and ``text`` are "" once personal data was deleted."""

    id: str
    review: str
    digest: str
    salt: str
    by: Literal["person", "unit"]
    name: str
    contact: str
    text: str
    created_at: int = 0
