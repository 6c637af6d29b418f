"""The shape of an OpenAPI 3.1 document, as far as ours uses the standard: any other word in it is a fault."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Part(BaseModel):
    """An object of the standard; a field that is not named here is refused."""

    model_config = ConfigDict(extra="forbid", strict=True, alias_generator=to_camel)


class License(Part):
    """License Object; in 3.1 an SPDX ``identifier``."""

    name: str
    identifier: str


class Info(Part):
    """Info Object."""

    title: str
    version: str
    description: str
    license: License


class Named(Part):
    """Tag Object."""

    name: str


class Server(Part):
    """Server Object."""

    url: str
    description: str


class Medium(Part):
    """Media Type Object; the schema itself is read by tests.live.described."""

    schema_: dict[str, Any] = Field(alias="schema")


class Parameter(Part):
    """Parameter Object; one in the path is always required."""

    name: str
    in_: Literal["path", "header", "query"] = Field(alias="in")
    required: bool
    schema_: dict[str, Any] = Field(alias="schema")
    description: str = ""


class Body(Part):
    """Request Body Object."""

    required: bool
    content: dict[str, Medium] = Field(min_length=1)


class Answer(Part):
    """Response Object."""

    description: str = Field(min_length=1)
    content: dict[str, Medium] = Field(min_length=1)


class OneOperation(Part):
    """Operation Object."""

    operation_id: str = Field(pattern=r"^[a-z][A-Za-z]+$")
    summary: str = Field(min_length=1)
    description: str = ""
    tags: list[str] = Field(min_length=1, max_length=1)
    parameters: list[Parameter]
    responses: dict[str, Answer]
    request_body: Body | None = None
    security: list[dict[str, list[str]]] = []
    x_scope: str = Field(default="", alias="x-scope")


class ApiKey(Part):
    """Security Scheme Object."""

    type: Literal["apiKey"]
    in_: Literal["cookie"] = Field(alias="in")
    name: str
    description: str


class Bearer(Part):
    """Security Scheme Object of a token in the header ``Authorization``."""

    type: Literal["http"]
    scheme: Literal["bearer"]
    description: str


class Components(Part):
    """Components Object."""

    schemas: dict[str, dict[str, Any]]
    security_schemes: dict[str, ApiKey | Bearer]


class Document(Part):
    """OpenAPI Object."""

    openapi: Literal["3.1.0"]
    info: Info
    servers: list[Server] = Field(min_length=1)
    tags: list[Named]
    paths: dict[str, dict[Literal["get", "post", "put", "delete"], OneOperation]]
    components: Components
