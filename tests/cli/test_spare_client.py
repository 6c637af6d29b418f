"""How a warm spare understands its server, and what it leaves when it was cut off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import requests

from scoreboard.cli.follow import Spare
from scoreboard.cli.spare_client import Gone, Server
from scoreboard.config import load
from scoreboard.server import spare_version
from scoring.engine.errors import Conflict, Forbidden, NotFound, Refused
from scoring.store import migrate


def answering(monkeypatch: pytest.MonkeyPatch, status: int, body: dict[str, Any], **headers: str) -> Server:
    """A server that gives this answer to everything."""
    answer = requests.Response()
    answer.status_code, answer._content, answer._content_consumed = status, json.dumps(body).encode(), True
    answer.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    monkeypatch.setattr(requests.Session, "get", lambda *_args, **_fields: answer)
    return Server("http://127.0.0.1:1", "pass")


def said(code: str) -> dict[str, Any]:
    return {"error": {"code": code}}


@pytest.mark.parametrize(
    ("status", "body", "raised"),
    [
        (401, said("spare-pass-wrong"), Forbidden),
        (404, said("page-not-found"), NotFound),
        (409, said("feed-begun-anew"), Conflict),
        (409, said("backup-needs-sqlite"), Refused),
        (409, said("store-busy"), Gone),
        (409, said("disk-full"), Gone),
        (409, {}, Gone),
        (500, said("unforeseen"), Gone),
    ],
)
def test_only_what_asking_again_does_not_help_ends_a_spare(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, status: int, body: dict[str, Any], raised: type[Exception]
) -> None:
    server = answering(monkeypatch, status, body)
    with pytest.raises(raised):
        server.base(tmp_path / "base")
    with pytest.raises(raised):
        server.commits("e", 0)


def test_a_spare_of_another_version_is_refused_and_keeps_nothing_of_the_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    newer = f"999.0.0/{migrate.newest()}"
    server = answering(
        monkeypatch, 200, {}, X_Leitai_Epoch="e", X_Leitai_Commit="0", X_Leitai_Version=newer, Content_Length="2"
    )
    (tmp_path / ".base-cut-off").write_bytes(b"all the data")
    with pytest.raises(Refused) as refused:
        Spare(load({"LEITAI_DATA": str(tmp_path)}), tmp_path / "leitai.db", server).run()
    own = spare_version.version(migrate.newest())
    assert (refused.value.code, refused.value.fields) == ("follow-version", {"found": newer, "wanted": own})
    assert sorted(tmp_path.glob("*")) == []
