"""``leitai backup``: what people type, and what they are told."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scoreboard.server import data_lock
from scoring.store.backup import checking, manifest
from tests.store.backup.house import House, house
from tests.web.test_cli import leitai

KILLS = 6


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("LEITAI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LEITAI_BACKUP_DIR", str(tmp_path / "backups"))
    monkeypatch.setenv("LEITAI_LANG", "zh")
    return house(tmp_path)


def test_a_backup_is_made_listed_verified_and_restored(home: House) -> None:
    home.picture("图一")
    status, said, _ = leitai("backup", "create")
    assert (status, "已备份并核对" in said, "1 条台账 3 步，1 个文件" in said) == (0, True, True)
    name = manifest.names(home.place)[0]
    home.write(4)
    assert leitai("backup", "list")[1].startswith(f"{name}  20")
    assert "人工  3 步  1 个文件" in leitai("backup", "list")[1]
    assert leitai("backup", "verify") == (0, f"备份 {name} 完好：1 条台账 3 步，1 个文件，共 1 MB\n", "")
    status, said, _ = leitai("backup", "restore", "latest")
    assert (status, said.splitlines()[-1]) == (0, "现在可以启动服务器：leitai serve。开着的页面会自己回来。")
    assert home.numbers() == [1, 2, 3]


def test_for_scripts_everything_is_json(home: House) -> None:
    made = json.loads(leitai("backup", "create", "--json", "--why", "result.lock")[1])
    assert (made["entries"], made["files"], made["why"]) == (3, 0, "result.lock")
    assert [one["name"] for one in json.loads(leitai("backup", "list", "--json")[1])] == [made["made"]]
    assert json.loads(leitai("backup", "verify", "--json", made["made"])[1])["good"] is True


def test_nothing_is_restored_under_a_server(home: House) -> None:
    leitai("backup", "create")
    home.write(4)
    script = "import sys\nfrom pathlib import Path\nfrom scoreboard.server import data_lock\n"
    script += "with data_lock.held(Path(sys.argv[1])):\n print(flush=True)\n input()\n"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(home.data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdout is not None
        server.stdout.readline()
        status, _, error = leitai("backup", "restore", "latest")
        server.kill()
    assert (status, "error: data-in-use" in error) == (5, True)
    assert home.numbers() == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (("verify",), 4, "backup-unknown"),
        (("verify", "20260921-141320Z"), 4, "backup-unknown"),
        (("restore", "/nowhere"), 4, "backup-unknown"),
        (("restore", "."), 6, "backup-unreadable"),
        (("create", "--backup-dir", "/nowhere/at/all"), 5, "backup-place-missing"),
    ],
)
def test_what_cannot_be_done_is_named(home: House, arguments: tuple[str, ...], status: int, code: str) -> None:
    found, _, error = leitai("backup", *arguments)
    assert (found, error.partition(": ")[2].partition(":")[0]) == (status, code)
    assert home.numbers() == [1, 2, 3]


def test_a_database_on_a_server_is_left_to_its_own_means(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEITAI_DATABASE", "postgresql+psycopg://u:secret@nowhere/x")
    for arguments in (("create",), ("list",), ("list", "--json"), ("verify",), ("restore", "latest")):
        status, _, error = leitai("backup", *arguments)
        assert (status, "backup-needs-sqlite" in error, "secret" in error) == (5, True, False), arguments
        assert "several-machines" in error
    assert leitai("follow", "http://127.0.0.1:1", "--pass", "x")[0] == 5
    assert home.numbers() == [1, 2, 3]


def test_a_command_finishes_a_restore_that_was_cut_off(home: House) -> None:
    leitai("backup", "create")
    home.write(4)
    home.database.with_name("leitai.db-heads-of-restored").write_text("")
    restored = home.database.with_name("leitai.db-restored-20260921-141320Z")
    restored.write_bytes((home.place / manifest.names(home.place)[0] / "leitai.db").read_bytes())
    restored.chmod(0o600)
    home.database.unlink()  # the moment between two renames
    assert leitai("db", "check")[0] == 0
    assert home.numbers() == [1, 2, 3]


@pytest.mark.slow
def test_a_backup_or_a_restore_that_is_killed_leaves_all_or_nothing(home: House) -> None:
    chance = random.Random(20_261_129)
    home.write(*range(4, 3000))
    assert leitai("backup", "create")[0] == 0
    for name in ("create", "restore"):
        for _ in range(KILLS):
            home.write(home.numbers()[-1] + 1)
            command = [sys.executable, "-m", "scoreboard", "backup", name, *(["latest"] if name == "restore" else [])]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            until = time.monotonic() + chance.uniform(0.3, 2.5)
            while process.poll() is None and time.monotonic() < until:
                time.sleep(0.01)
            process.kill()
            process.wait()
            for kept in manifest.names(home.place):
                checking.check(home.place / kept)
            assert leitai("db", "check")[0] == 0
            assert len(home.numbers()) >= 2999
    data_lock.check_free(home.data)
    assert leitai("backup", "create")[0] == 0
    assert not list(home.place.glob(".new-*"))
