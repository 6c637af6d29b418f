"""A machine whose clock is behind its own record is told so, before the match and at its start."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoreboard import cli, config
from scoring.engine.ledger import Draft
from scoring.store.database import Database
from scoring.store.migrate import upgrade
from tests.ports import free_port
from tests.web.serving import serving

AHEAD = 26 * 3_600_000
"""ms by which the record is ahead of the clock; a little passes until somebody looks."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with one entry of tomorrow."""
    folder = tmp_path / "data"
    folder.mkdir()
    settings = config.load({"LEITAI_DATA": str(folder)})
    upgrade(settings.database, settings.files)
    store = Database(settings.database)
    with store.write() as uow:
        at = time.time_ns() // 1_000_000 + AHEAD
        uow.ledger.append("draw:m1", Draft("stations.draw", {}, "account:o", "", "k1", "", at))
        uow.commit()
    store.close()
    return folder


def test_the_doctor_warns_of_a_clock_behind_the_record_and_lets_the_match_begin(data: Path) -> None:
    done = CliRunner().invoke(cli.cli, ["doctor", "--json", "--port", str(free_port()), "--data", str(data)])
    found = {one["code"]: one for one in json.loads(done.stdout)["findings"]}
    assert found["clock-behind"]["state"] == "warn"
    assert found["clock-behind"]["message"].startswith("本机时钟比已有的比赛记录慢 1 天 1 小时：")
    assert done.exit_code == 0


def test_a_server_with_its_clock_behind_the_record_says_so_at_its_start(data: Path) -> None:
    with serving([sys.executable, "-m", "scoreboard"], data.parent, mode="threading"):
        pass
    assert "注意：本机时钟比已有的比赛记录慢 1 天 1 小时。" in (data.parent / "serve.log").read_text("utf-8")
