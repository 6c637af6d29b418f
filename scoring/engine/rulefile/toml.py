"""TOML from people, read in a time that goes with its length."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any

MOST_PARTS = 32
"""Of a dotted key.  ``tomllib`` keeps every beginning of it: the square of their number in time and memory."""

_DEEP_KEY = re.compile(rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{MOST_PARTS}}}""")


def loads(text: str) -> dict[str, Any]:
    """The data of ``text`` with exact decimals; raises ``ValueError`` (most are ``TOMLDecodeError``) or
    ``RecursionError``."""
    if deep := _DEEP_KEY.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        column = deep.start() - text.rfind("\n", 0, deep.start())
        raise ValueError(f"More than {MOST_PARTS} parts in a key (at line {line}, column {column})")
    return tomllib.loads(text, parse_float=Decimal)
