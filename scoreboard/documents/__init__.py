"""The published descriptions of both interfaces, made from the code: OpenAPI for HTTP, AsyncAPI for the socket.

``python -m scoreboard.documents`` writes them to docs/; a test fails when what is committed is not what the code says.
"""

from __future__ import annotations

from scoreboard.documents.asyncapi import asyncapi
from scoreboard.documents.openapi import openapi
from scoreboard.documents.operation import Operation

__all__ = ["Operation", "asyncapi", "openapi"]
