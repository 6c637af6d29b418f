"""Ordinary records of a competition: the links by which teams are registered, the texts of their forms, what finds the
competition of a certificate's code.

None can change a result: the ledger holds the digest of each text that was handed in.  Personal data is here only,
so that it can go.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Values = Mapping[str, tuple[str, ...]]
"""What a form says, by the id of the field: one text, or one for each person of a list."""


@dataclass(frozen=True, slots=True)
class RegistrationLink:
    """The right to edit one registration.  ``secret``: the SHA-256 of the link's code, which is never kept · ``no``:
    the registration's number, 0 until it was handed in · ``revoked_at``: 0 while it is good.  Times in ms since the
    epoch.
    """

    id: str
    competition: str
    secret: str
    no: int = 0
    revoked_at: int = 0
    created_at: int = 0


@dataclass(frozen=True, slots=True)
class CertificateCode:
    """Of which competition the certificate with the code ``id`` is: the ledger has all else of it."""

    id: str
    competition: str


@dataclass(frozen=True, slots=True)
class RegistrationText:
    """The text of a form: a draft until it is ``submitted``, then never changed.

    ``values``: the public fields, ``personal``: those that are erased, digested with ``salt`` · ``revision`` counts the
    changes of a draft · ``changed_at`` ms since the epoch.
    """

    id: str
    competition: str
    link: str
    values: Values = field(default_factory=dict)
    personal: Values = field(default_factory=dict)
    salt: str = ""
    revision: int = 0
    submitted: bool = False
    changed_at: int = 0
