"""A draw that anybody can check, of whatever has numbers.

The server first shows the SHA-256 of a secret; then the hall names a number.  The order follows from both: what is
drawn stands by the SHA-256 of ``<secret>:<number>:<its own number>``, the smallest first.  Nobody can choose the order:
the secret was fixed before the number was named, and the number was not known before.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256


def commitment(secret: str) -> str:
    """What is shown before the number is named."""
    return sha256(secret.encode()).hexdigest()


def order_of(secret: str, number: str, drawn: Sequence[int]) -> tuple[int, ...]:
    """The numbers in the order of the draw."""
    return tuple(sorted(drawn, key=lambda no: sha256(f"{secret}:{number}:{no}".encode()).hexdigest()))
