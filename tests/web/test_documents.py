"""The published documents are what the code says, and say all of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from flask import Flask

from scoreboard.api_docs import asyncapi
from scoreboard.api_docs.fields import meanings
from scoreboard.api_docs.typescript import declarations
from scoreboard.cli.api_docs import text_of
from scoreboard.live.quiz.commands import READER
from scoreboard.live.review.commands import READER as REVIEW_READER
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.review.kinds import KINDS as REVIEW_KINDS
from tests.web.error_list import worded
from tests.web.openapi_shape import Document

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

PAGES = re.compile(
    r"^/($|e/|cert/|enter$|leave$|signin$|signout$|password$|setup$|forgotten(/|$)|"
    r"[cmnr]/|hall/|help/|review/|organiser(/|$)|static/|live/<code>($|/qr)|spare/|api/v1/$)"
)
"""What people open in a browser; everything else is for programs and is described."""


def references(node: Any) -> set[str]:
    """Every ``$ref`` in a document."""
    if isinstance(node, dict):
        own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*map(references, node.values()))
    return set().union(*map(references, node)) if isinstance(node, list) else set()


def target(document: dict[str, Any], reference: str) -> Any:
    found: Any = document
    for step in reference.removeprefix("#/").split("/"):
        found = found[step.replace("~1", "/").replace("~0", "~")]
    return found


def mapping_of(commands: dict[str, Any]) -> dict[str, str]:
    """Where each command of a union is described, by its kind."""
    references = [one["$ref"] for one in commands["oneOf"]]
    return {target(asyncapi(), ref)["properties"]["kind"]["const"]: ref for ref in references}


def test_the_committed_openapi_document_is_what_the_code_says(app: Flask) -> None:
    served = app.test_client().get("/openapi.json").get_json()
    assert text_of(served) == (DOCS / "openapi.json").read_text("utf-8"), "run python -m scoreboard.cli.api_docs"
    assert served["openapi"] == "3.1.0"


def test_the_committed_asyncapi_document_is_what_the_code_says(app: Flask) -> None:
    served = app.test_client().get("/asyncapi.json").get_json()
    assert text_of(served) == (DOCS / "asyncapi.json").read_text("utf-8"), "run python -m scoreboard.cli.api_docs"
    assert served == json.loads(text_of(asyncapi()))


def test_the_committed_types_of_the_pages_are_what_the_document_says() -> None:
    made = declarations(asyncapi())
    assert made == (ROOT / "types" / "asyncapi.d.ts").read_text("utf-8"), "run python -m scoreboard.cli.api_docs"
    assert "\ninterface DeskView {\n" in made
    assert "  verdicts: Record<string, VerdictPart>;\n" in made
    assert "  deadline: number | null;\n" in made


def test_every_route_for_programs_is_described(app: Flask) -> None:
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method not in ("HEAD", "OPTIONS") and not PAGES.match(rule.rule)
    }
    paths = app.test_client().get("/openapi.json").get_json()["paths"]
    assert {(path, method) for path, methods in paths.items() for method in methods} == routes


def test_the_openapi_document_is_valid(app: Flask) -> None:
    read = Document.model_validate(app.test_client().get("/openapi.json").get_json())
    operations = [(path, one) for path, methods in read.paths.items() for one in methods.values()]
    assert len({one.operation_id for _, one in operations}) == len(operations) == 56
    assert {tag for _, one in operations for tag in one.tags} == {tag.name for tag in read.tags}
    assert {scheme for _, one in operations for need in one.security for scheme in need} == {"seat", "token"}
    scoped = {path for path, one in operations if one.x_scope}
    assert scoped == {path for path, one in operations if {"token": []} in one.security}
    for path, one in operations:
        assert one.security == [] or path.startswith("/api/v1/") is ("token" in one.security[0])
        in_path = [parameter for parameter in one.parameters if parameter.in_ == "path"]
        assert [f"{{{parameter.name}}}" for parameter in in_path] == re.findall(r"{\w+}", path)
        assert all(parameter.required for parameter in in_path)
        assert all(status.isdigit() for status in one.responses)


def test_every_reference_leads_somewhere(app: Flask) -> None:
    for document in (app.test_client().get("/openapi.json").get_json(), asyncapi()):
        found = references(document)
        assert len(found) > 30
        for reference in found:
            assert target(document, reference), reference


def test_every_command_is_described_with_its_kind() -> None:
    schemas = asyncapi()["components"]["schemas"]
    kinds = {kind: target(asyncapi(), ref) for kind, ref in mapping_of(schemas["CommandFields"]).items()}
    assert set(kinds) == set(KINDS)
    for kind, schema in kinds.items():
        assert schema["properties"]["kind"]["const"] == kind
        assert "kind" in schema["required"]
    assert schemas["AdjustPoints"]["properties"]["points"]["type"] == ["string", "integer"]


def test_every_property_of_every_message_is_explained(app: Flask) -> None:
    explained = set()
    for document in (app.test_client().get("/openapi.json").get_json(), asyncapi()):
        for name, schema in document["components"]["schemas"].items():
            for field, value in schema.get("properties", {}).items():
                assert value.get("description"), f"{name}.{field}: write it into scoreboard/api_docs/fields.toml"
                explained |= {(field, value["description"]), (name, field, value["description"])}
    for key, said in meanings().items():
        lines = {(key, said)} if isinstance(said, str) else {(key, field, text) for field, text in said.items()}
        assert lines <= explained, f"nothing uses {key} in fields.toml"


def test_every_command_says_who_may_give_it_who_owes_a_reason_and_shows_an_example() -> None:
    schemas = asyncapi()["components"]["schemas"]
    for name, job, kinds, reader in (
        ("CommandFields", "match", KINDS, READER),
        ("ReviewCommandFields", "review", REVIEW_KINDS, REVIEW_READER),
    ):
        for kind, reference in mapping_of(schemas[name]).items():
            schema = target(asyncapi(), reference)
            assert schema["x-roles"][job] == sorted(kinds[kind].roles), kind
            for example in schema["examples"]:
                assert reader.read(example)[0].kind == kind
    void = schemas["VoidItem"]
    assert (void["x-roles"], void["x-reason"]) == ({"match": ["chief", "host"]}, {"match": ["chief", "host"]})
    assert schemas["LockResult"]["x-reason"] == {"match": "sometimes"}
    assert schemas["StartClock"]["x-reason"] == {"match": []}


def test_every_code_that_an_error_may_carry_is_named() -> None:
    codes = asyncapi()["components"]["schemas"]["ErrorBody"]["properties"]["code"]["enum"]
    assert codes == sorted(worded("zh"))
    assert {"command-expired", "seat-taken", "reason-needed"} <= set(codes)


def test_the_adapter_reads_every_command_into_the_engines_own_class() -> None:
    assert READER.adapter.validate_json('{"kind": "undo", "steps": 2}') == KINDS["undo"].command(steps=2)
