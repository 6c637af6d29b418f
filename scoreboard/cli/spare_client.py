"""How a warm spare asks its server."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import requests

from scoring.engine.errors import Broken, Conflict, Forbidden, NotFound, Refused

WAIT = 10
"""Seconds for which a question waits for the next commit."""

PATIENCE = (5, 30)
"""Seconds for a connection, and for the next bytes of an answer."""

PIECE = 256 * 1024


class Gone(Exception):
    """The server does not answer, or not as one; ``problem`` says how."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class Server:
    """The server at ``url``, asked with a pass."""

    def __init__(self, url: str, word: str) -> None:
        self.url = url.rstrip("/")
        self._who = secrets.token_hex(4)
        self._headers = {"Authorization": f"Bearer {word.strip()}", "Accept": "application/json"}
        self._session = requests.Session()

    def base(self, target: Path) -> tuple[str, int, str]:
        """Write a base into ``target``; epoch, number of its last commit, version of the program."""
        answer = self._get("base", stream=True)
        with answer, os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for piece in _pieces(answer):
                out.write(piece)
            length = int(answer.headers.get("Content-Length", "-1"))
            if out.tell() != length:
                raise Gone("base")
        try:
            return answer.headers["X-Leitai-Epoch"], int(answer.headers["X-Leitai-Commit"]), answer.headers[
                "X-Leitai-Version"
            ]  # fmt: skip
        except (KeyError, ValueError) as error:
            raise Gone("base") from error

    def secrets(self) -> dict[str, object]:
        """The key of the session cookies."""
        return {"session_key": str(_json(self._get("secrets")).get("session_key", ""))}

    def commits(self, epoch: str, after: int) -> tuple[int, Sequence[tuple[int, dict[str, Any]]]]:
        """The number of the last commit, and those after ``after``.  Raises ``Conflict("feed-begun-anew")``."""
        told = _json(self._get("commits", epoch=epoch, after=after, wait=WAIT, who=self._who))
        try:
            return int(told["last"]), [(int(no), dict(one)) for no, one in told["commits"]]
        except (KeyError, ValueError, TypeError) as error:
            raise Broken("feed-broken", problem=type(error).__name__) from error

    def file(self, sha256: str) -> Iterator[bytes]:
        """A file in pieces, over a connection of its own."""
        with requests.get(
            f"{self.url}/spare/files/{sha256}", headers=self._headers, timeout=PATIENCE, stream=True
        ) as answer:
            _check(answer)
            yield from _pieces(answer)

    def _get(self, place: str, stream: bool = False, **asked: str | int) -> requests.Response:
        try:
            answer = self._session.get(
                f"{self.url}/spare/{place}", params=asked, headers=self._headers, timeout=PATIENCE, stream=stream
            )
        except requests.RequestException as error:
            raise Gone(type(error).__name__) from error
        _check(answer)
        return answer


def _check(answer: requests.Response) -> None:
    if answer.status_code == requests.codes.unauthorized:
        raise Forbidden("spare-pass-wrong")
    if answer.status_code == requests.codes.conflict:
        raise _refused(answer)
    if answer.status_code == requests.codes.not_found:
        raise NotFound("spare-url-needed")
    if answer.status_code != requests.codes.ok:
        raise Gone(f"HTTP {answer.status_code}")


def _refused(answer: requests.Response) -> Exception:
    """What the server said with 409: what does not pass with time ends the spare, all else is asked again."""
    error = _json(answer).get("error")
    code = str(error.get("code", "")) if isinstance(error, dict) else ""
    if code == "feed-begun-anew":
        return Conflict(code)
    if code == "backup-needs-sqlite":
        return Refused(code, database=answer.url)
    return Gone(code or "HTTP 409")


def _pieces(answer: requests.Response) -> Iterator[bytes]:
    try:
        yield from answer.iter_content(PIECE)
    except requests.RequestException as error:
        raise Gone(type(error).__name__) from error


def _json(answer: requests.Response) -> dict[str, Any]:
    try:
        told = answer.json()
    except ValueError as error:
        raise Gone("JSON") from error
    return told if isinstance(told, dict) else {}
