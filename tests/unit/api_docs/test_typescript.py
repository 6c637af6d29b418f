"""The declarations say of every schema on the socket what its values are, and leave out what never goes over it."""

from __future__ import annotations

from typing import Any

from scoreboard.api_docs.typescript import HEAD, declarations


def document(**schemas: Any) -> dict[str, Any]:
    """A document whose view is ``schemas["AnyView"]``."""
    return {"channels": {}, "components": {"schemas": {"Receipt": {"type": "integer"}, **schemas}}}


def test_a_field_that_may_be_missing_is_optional_and_one_that_may_be_null_says_so() -> None:
    view = {
        "description": "What is\nshown.",
        "properties": {"seq": {"type": "integer"}, "winner": {"anyOf": [{"type": "string"}, {"type": "null"}]}},
        "required": ["seq"],
    }
    assert declarations(document(AnyView=view)) == (
        HEAD + "\n/** What is shown. */\ninterface AnyView {\n  seq: number;\n  winner?: string | null;\n}\n"
        "\ntype Receipt = number;\n"
    )


def test_lists_tables_names_and_fixed_words_keep_their_types() -> None:
    view = {
        "properties": {
            "stages": {"type": "array", "items": {"enum": ["open", "locked"]}},
            "marks": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Mark"}},
            "fields": {"type": "object", "additionalProperties": True},
            "kind": {"const": "view"},
        },
        "required": ["stages", "marks", "fields", "kind"],
    }
    made = declarations(document(AnyView=view, Mark={"type": ["string", "integer"]}))
    assert '  stages: ("open" | "locked")[];\n' in made
    assert "  marks: Record<string, Mark>;\n" in made
    assert "  fields: Record<string, any>;\n" in made
    assert '  kind: "view";\n' in made
    assert "\ntype Mark = string | number;\n" in made


def test_what_no_message_and_no_view_leads_to_is_not_declared() -> None:
    assert "Error" not in declarations(document(AnyView={"type": "string"}, Error={"type": "string"}))
