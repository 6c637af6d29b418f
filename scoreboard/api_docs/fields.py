"""What the fields of the messages mean, from ``fields.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def meanings() -> dict[str, Any]:
    """By field name a sentence; by schema name a table of its own sentences, by field name."""
    return tomllib.loads(resources.files(__package__).joinpath("fields.toml").read_text("utf-8"))


def meaning(schema: str, field: str) -> str:
    """What ``field`` means in ``schema``; "" where nothing is written."""
    table = meanings()
    said = table.get(schema, {}).get(field) or table.get(field, "")
    return said if isinstance(said, str) else ""


def say_fields(name: str, schema: dict[str, Any]) -> None:
    """Give each property of the schema ``name`` its description.  One that only refers to a schema gets it beside the
    reference, as JSON Schema has allowed since 2019."""
    for field, value in schema.get("properties", {}).items():
        if said := meaning(name, field):
            value.setdefault("description", said)
