"""What the token of a request is good for."""

from __future__ import annotations

from pydantic import BaseModel

from scoreboard.api_docs import Operation
from scoreboard.blueprints.v1.guard import bp
from scoreboard.web import bearer


class TokenInfo(BaseModel):
    """An access token without its text.  ``match`` and ``competition``: what it is good for; both "": everything."""

    id: str
    name: str
    scopes: list[str]
    competition: str
    match: str


@bp.get("/token")
@Operation(
    "What this token is good for",
    id="getToken",
    tag="V1",
    gives=TokenInfo,
    scope="any",
)
def token() -> TokenInfo:
    """A program that starts asks here whether its token is good."""
    held = bearer.known()
    return TokenInfo(
        id=held.id, name=held.name, scopes=list(held.scopes), competition=held.competition, match=held.match
    )
