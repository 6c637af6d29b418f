"""``leitai token``: access tokens of a data directory, made, listed and revoked without a server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoreboard.cli.token import token


@pytest.fixture
def data(tmp_path: Path) -> str:
    """A data directory with a database."""
    from scoring.store.migrate import upgrade

    upgrade(tmp_path / "leitai.db", tmp_path / "files")
    return str(tmp_path)


def run(*words: str, status: int = 0) -> tuple[str, str]:
    """Standard output and standard error of a command."""
    answer = CliRunner().invoke(token, list(words))
    assert answer.exit_code == status, (answer.output, answer.exception)
    return answer.stdout, answer.stderr


def test_a_token_is_printed_alone_on_standard_output_then_listed_without_it_and_revoked(data: str) -> None:
    text, told = run("make", "记分牌", "--scope", "read", "--scope", "feed", "--data", data)
    assert re.fullmatch(r"leitai_[A-Z2-9]{32}\n", text)
    assert "记分牌" in told
    listed, _ = run("list", "--data", data)
    assert text.strip() not in listed
    assert "read,feed" in listed
    assert "有效" in listed
    revoked, _ = run("revoke", listed.split()[0], "--data", data)
    assert "记分牌" in revoked
    assert "已收回" in run("list", "--data", data)[0]


def test_where_there_is_none_the_list_says_so_and_a_right_that_is_none_is_refused(data: str) -> None:
    assert run("list", "--data", data)[0] == "没有访问令牌\n"
    run("make", "x", "--scope", "all", "--data", data, status=2)
    run("make", "x", "--data", data, status=2)
