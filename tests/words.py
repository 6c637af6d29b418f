"""What tests ask of the words of pages and messages."""

from __future__ import annotations

import re


def places(words: str) -> set[str]:
    """The fields that these words want filled in."""
    return set(re.findall(r"\{([a-z_]+)\}", words))
