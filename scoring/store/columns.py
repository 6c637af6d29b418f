"""Column types for values that databases do not keep exactly by themselves."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from scoring.engine.codec import canonical, decimal_text, from_json

SAID = 40
"""Signs of a damaged value that are told."""


class Damaged(Exception):
    """A stored value that this program cannot have written."""


class Exact(TypeDecorator[Decimal]):
    """A ``Decimal`` as its plain text: exact in every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else decimal_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        try:
            return None if value is None else Decimal(value)
        except (InvalidOperation, TypeError) as error:
            raise Damaged(f"no number: {str(value)[:SAID]!r}") from error


class Json(TypeDecorator[Any]):
    """A nested value as canonical JSON text, with exactly the bytes that its digest covers.

    ``again``: so many values are kept as they were read, for a column that every command reads.  They must be of a type
    that cannot be changed.
    """

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any = Any, again: int = 0) -> None:
        super().__init__()
        self.kind, self.again = kind, again
        self._value_of = lru_cache(again)(self._read) if again else self._read

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return canonical(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else self._value_of(value)

    def _read(self, value: Any) -> Any:
        try:
            read = json.loads(value)
        except (ValueError, TypeError, RecursionError) as error:
            raise Damaged(f"no JSON: {error}") from error
        return from_json(self.kind, read)


Texts = Json(tuple[str, ...])
"""A list of texts."""
