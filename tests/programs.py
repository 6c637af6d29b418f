"""Programs that bring an access token: no cookie, no CSRF token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from scoring.usecases.guards import LOCAL
from scoring.usecases.programs import tokens
from scoring.usecases.programs.tokens import SCOPES, GivenToken


@dataclass
class Program:
    """One program: ``text`` its token, "" for none."""

    app: Flask
    text: str = ""

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.send("GET", path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> TestResponse:
        return self.send("POST", path, json={} if body is None else body, **more)

    def post_bytes(self, path: str, data: bytes, **more: Any) -> TestResponse:
        return self.send("POST", path, data=data, content_type="application/octet-stream", **more)

    def put(self, path: str, body: Any = None, **more: Any) -> TestResponse:
        return self.send("PUT", path, json={} if body is None else body, **more)

    def delete(self, path: str, **more: Any) -> TestResponse:
        return self.send("DELETE", path, **more)

    def send(self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> TestResponse:
        """One request under ``/api/v1``, read to its end."""
        own = {"Authorization": f"Bearer {self.text}"} if self.text else {}
        client = self.app.test_client(use_cookies=False)
        return client.open(f"/api/v1{path}", method=method, headers={**own, **(headers or {})}, buffered=True, **more)


def given(app: Flask, *scopes: str, competition: str = "", match: str = "", name: str = "记分牌") -> GivenToken:
    """A new token; with every scope where none is named."""
    ctx = app.extensions["leitai"].ctx
    return tokens.make_token(ctx, actor=LOCAL, name=name, scopes=scopes or SCOPES, competition=competition, match=match)


def program(app: Flask, *scopes: str, **of: str) -> Program:
    """A program with a token of its own."""
    return Program(app, given(app, *scopes, **of).text)


def code(answer: TestResponse) -> tuple[int, str]:
    """Status and code of a refusal."""
    return answer.status_code, (answer.get_json(silent=True) or {}).get("error", {}).get("code", "")


def codes(answers: Sequence[TestResponse]) -> list[tuple[int, str]]:
    """Of several."""
    return [code(one) for one in answers]
