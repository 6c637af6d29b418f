"""TypeScript declarations of everything that goes over the socket, for the type check of the pages' scripts.

Made from the AsyncAPI document, so a script that reads a field which no view has fails ``make lint``.
"""

from __future__ import annotations

import json
import textwrap
from typing import Any

PREFIX = "#/components/schemas/"
BESIDE = ("AnyView", "Receipt")
"""What the scripts have besides the messages."""

HEAD = "// Made from docs/asyncapi.json by python -m scoreboard.cli.api_docs: change the code, not this file.\n"
NAMES = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def declarations(document: dict[str, Any]) -> str:
    """A declaration for each schema that a message, a view or a receipt leads to, by name."""
    schemas = document["components"]["schemas"]
    wanted = _reached([document["channels"], *({"$ref": PREFIX + name} for name in BESIDE)], schemas)
    return HEAD + "".join(_declaration(name, schemas[name]) for name in sorted(wanted))


def _reached(start: Any, schemas: dict[str, Any]) -> set[str]:
    """The names of the schemas that ``start`` refers to, directly or through others."""
    found: set[str] = set()
    open_nodes = [start]
    while open_nodes:
        node = open_nodes.pop()
        children = list(node.values() if isinstance(node, dict) else node if isinstance(node, list) else ())
        reference = node.get("$ref") if isinstance(node, dict) else None
        if isinstance(reference, str) and reference.startswith(PREFIX):
            name = reference.removeprefix(PREFIX)
            if name not in found:
                found.add(name)
                children.append(schemas[name])
        open_nodes += children
    return found


def _declaration(name: str, schema: dict[str, Any]) -> str:
    """One interface or type with its description as a comment."""
    comment = _comment(schema.get("description", ""))
    if "properties" not in schema:
        return f"\n{comment}type {name} = {_type(schema)};\n"
    required = schema.get("required", ())
    fields = "".join(
        f"  {key}{'' if key in required else '?'}: {_type(value)};\n" for key, value in schema["properties"].items()
    )
    return f"\n{comment}interface {name} {{\n{fields}}}\n"


def _comment(description: str) -> str:
    words = " ".join(description.split())
    if not words:
        return ""
    if len(words) < 110:
        return f"/** {words} */\n"
    return "/**\n" + "".join(f" * {line}\n" for line in textwrap.wrap(words, 116)) + " */\n"


def _type(schema: dict[str, Any]) -> str:
    """The TypeScript type of a schema's values."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(PREFIX)
    for several, sign in (("anyOf", " | "), ("oneOf", " | "), ("allOf", " & ")):
        if several in schema:
            return sign.join(map(_type, schema[several]))
    if "const" in schema or "enum" in schema:
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in schema.get("enum", [schema.get("const")]))
    kind = schema.get("type")
    if isinstance(kind, list):
        return " | ".join(NAMES[one] for one in kind)
    if kind == "array":
        inner = _type(schema["items"])
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if kind == "object":
        values = schema.get("additionalProperties", True)
        return f"Record<string, {_type(values) if isinstance(values, dict) else 'any' if values else 'never'}>"
    return NAMES[str(kind)]
