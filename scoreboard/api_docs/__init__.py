"""The published descriptions of both interfaces, made from the code: OpenAPI for HTTP, AsyncAPI for the socket.

``python -m scoreboard.cli.api_docs`` writes them to docs/; a test fails when the files are not what the code says.
"""

from __future__ import annotations

from scoreboard.api_docs.asyncapi import asyncapi
from scoreboard.api_docs.openapi import openapi
from scoreboard.api_docs.operation import Operation

__all__ = ["Operation", "asyncapi", "openapi"]
