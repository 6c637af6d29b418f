"""What a route says of itself holds for what it reads and answers."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from pydantic import BaseModel

from scoreboard.api_docs import Operation, openapi
from scoreboard.api_docs.openapi import CSRF
from scoreboard.web import errors
from tests.conftest import Browser

WRONG = {400: "It does not fit"}


class Address(BaseModel):
    """Where somebody lives."""

    town: str


class Person(BaseModel):
    """Somebody."""

    name: str
    home: Address


@pytest.fixture
def small() -> Flask:
    """An application of one route, which sends back the name it was given."""
    app = Flask("small")
    app.register_error_handler(errors.LeitaiError, lambda error: ({"code": error.code, **error.fields}, 400))

    @app.put("/people/<int:number>")
    @Operation(
        "Name a person", id="namePerson", tag="Entry", takes=Person, gives=Address, refuses={400: "It does not fit"}
    )
    def name_person(number: int, body: Person) -> Address:
        """The first line is for the reader of the code.

        The second paragraph is for the reader of the document.
        """
        return Address(town=f"{body.name} {number}")

    return app


def test_a_body_is_read_as_the_model_that_is_described_and_the_answer_is_one(small: Flask) -> None:
    person = {"name": "张一", "home": {"town": "北京"}, "more": 1}
    answer = small.test_client().put("/people/7", data=json.dumps(person), content_type="text/plain")
    assert (answer.status_code, answer.get_json()) == (200, {"town": "张一 7"})


@pytest.mark.parametrize(
    ("body", "places"),
    [({}, "name, home"), ({"name": 5, "home": {}}, "name, home.town"), ([], "/"), ("name", "/")],
)
def test_a_body_that_does_not_fit_is_refused_with_its_places(small: Flask, body: object, places: str) -> None:
    answer = small.test_client().put("/people/7", json=body)
    assert (answer.status_code, answer.get_json()) == (400, {"code": "input-wrong", "places": places})


@pytest.mark.parametrize("body", ["", "{", "name=x"])
def test_a_body_that_is_no_json_is_a_bad_request(browser: Browser, body: str) -> None:
    answer = browser.post("/api/enter", data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "bad-request")


def test_the_document_has_what_the_route_says_its_docstring_and_the_models_within_models(small: Flask) -> None:
    document = openapi(small)
    assert document["paths"] == {
        "/people/{number}": {
            "put": {
                "operationId": "namePerson",
                "summary": "Name a person",
                "description": "The second paragraph is for the reader of the document.",
                "tags": ["Entry"],
                "parameters": [{"in": "path", "name": "number", "required": True, "schema": {"type": "string"}}, CSRF],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Person"}}},
                },
                "responses": {
                    "200": {
                        "description": "Name a person",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Address"}}},
                    },
                    "400": {
                        "description": "It does not fit",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
                    },
                },
            }
        }
    }
    home = document["components"]["schemas"]["Person"]["properties"]["home"]
    assert home["$ref"] == "#/components/schemas/Address"


def test_a_route_that_says_nothing_is_a_page_and_is_not_in_the_document() -> None:
    app = Flask("pages", static_folder=None)
    app.get("/")(lambda: "a page")
    assert openapi(app)["paths"] == {}
