"""What the types of a rule's dataclasses cannot say: names in the file, ranges, which lists may be empty."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

FieldPlace = tuple[type, str]
"""A dataclass and the name of one of its fields."""

LATIN_ID = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?")
"""An id that occurs in ledger entries and in URLs: small latin letters, digits, - and _."""


@dataclass(frozen=True, slots=True)
class Schema:
    """One kind of rule file.

    ``limits``: the least and greatest of every number (of a list: of each of its values) · ``file_names``: the key in
    the file if it is not the field's name · ``keys_of``: the keys of tables that are not dataclasses · ``finest``: most
    decimal places of a number · ``ratios``: numbers that may be written as a fraction, ``"1/3"`` · ``longest``: most
    characters of a text, else ``longest_text`` · ``titles``: texts that stand within sentences, of one line and without
    braces.
    """

    limits: Mapping[FieldPlace, tuple[Decimal, Decimal]]
    file_names: Mapping[FieldPlace, str] = field(default_factory=dict)
    keys_of: Mapping[FieldPlace, tuple[str, ...]] = field(default_factory=dict)
    ratios: frozenset[FieldPlace] = frozenset()
    not_empty: frozenset[FieldPlace] = frozenset()
    ids: frozenset[FieldPlace] = frozenset()
    id_form: re.Pattern[str] = LATIN_ID
    longest: Mapping[FieldPlace, int] = field(default_factory=dict)
    titles: frozenset[FieldPlace] = frozenset()
    longest_text: int = 400
    most_in_list: int = 200
    finest: int = 4
