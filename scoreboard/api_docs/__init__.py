"""The published descriptions of both interfaces, made from the code: OpenAPI for HTTP, AsyncAPI for the socket.

``python -m scoreboard.api_docs`` writes them to docs/; a test fails when what is committed is not what the code says.
"""

from __future__ import annotations

from scoreboard.api_docs.asyncapi import asyncapi
from scoreboard.api_docs.openapi import complete

__all__ = ["asyncapi", "complete"]
