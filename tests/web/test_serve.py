"""``leitai serve`` in both of its modes: eventlet, and the threading mode that is the exit from it."""

from __future__ import annotations

import concurrent.futures
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask, has_request_context

from scoreboard.i18n.catalogue import of_error
from scoreboard.server import data_lock, runtime
from scoring.store.migrate import upgrade
from tests.ports import free_port
from tests.web.serving import fetch, serving

LEITAI = [sys.executable, "-m", "scoreboard"]
MODES = ("eventlet", "threading")


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
def test_a_fresh_server_migrates_its_database_answers_and_shows_the_way_in(tmp_path: Path, mode: str) -> None:
    with serving(LEITAI, tmp_path, mode=mode) as server:
        assert fetch(f"{server}/readyz").status == 200
        assert "<h1>入场</h1>" in fetch(f"{server}/").body
        assert fetch(f"{server}/m/m1/host").status == 401
        with concurrent.futures.ThreadPoolExecutor(20) as crowd:
            assert {answer.status for answer in crowd.map(fetch, [f"{server}/"] * 60)} == {200}
    printed = (tmp_path / "serve.log").read_text("utf-8")
    assert f"{server}/setup" in printed
    assert "Traceback" not in printed
    assert "greened" not in printed, "nothing may make a lock before the mode is chosen"


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the browser of this test is a shell script")
@pytest.mark.parametrize("mode", MODES)
def test_where_it_is_asked_for_this_machine_s_browser_is_opened_where_its_user_begins(
    tmp_path: Path, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, browser = tmp_path / "opened", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >"{opened}.new"\nmv "{opened}.new" "{opened}"\nexec sleep 60\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    with serving(LEITAI, tmp_path, mode=mode, more=("--open",)) as server:
        limit = time.monotonic() + 60
        while not opened.exists():
            assert time.monotonic() < limit
            time.sleep(0.05)
        assert opened.read_text() == f"{server}/setup\n"
        assert fetch(f"{server}/readyz").status == 200, "an open browser keeps nobody waiting"


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
def test_a_taken_port_is_told_in_one_sentence(tmp_path: Path, mode: str) -> None:
    with serving(LEITAI, tmp_path, mode=mode) as server:
        port = server.rpartition(":")[2]
        command = [
            *LEITAI,
            "serve",
            "--host",
            "127.0.0.1",
            "--port",
            port,
            "--data",
            str(tmp_path / "other"),
            "--async-mode",
            mode,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 5
    assert done.stderr.startswith(f"error: port-taken: 不能监听 127.0.0.1:{port}")
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_in_eventlet_mode_long_arithmetic_holds_up_nobody() -> None:
    script = """
from scoreboard.server import runtime
runtime.start("eventlet")
beats = []
def tick():
    while True:
        runtime.sleep(0.005)
        beats.append(True)
def long():
    from hashlib import pbkdf2_hmac
    return len(pbkdf2_hmac("sha256", b"horse", b"draws", 1_500_000))
runtime.spawn(tick)
runtime.sleep(0.02)
before = len(beats)
print(runtime.offload(long), len(beats) - before > 20)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["32", "True"], done.stderr
    assert done.stderr == ""


def test_without_a_start_everything_is_ordinary_threads() -> None:
    done = []
    runtime.spawn(lambda: done.append(runtime.mode()))
    until = time.monotonic() + 5
    while not done and time.monotonic() < until:
        runtime.sleep(0.01)
    assert done == ["threading"]
    assert runtime.offload(pow, 2, 10) == 1024


def test_work_beside_the_others_sees_no_request_in_either_mode() -> None:
    """What a page's work reads of its request is read before it starts: in eventlet mode the thread has none."""
    with Flask("page").test_request_context("/?on=2026-11-30"):
        assert runtime.offload(has_request_context) is False


def test_a_lock_of_the_runtime_is_taken_and_given_back() -> None:
    with runtime.lock():
        pass


def test_only_the_runtime_names_eventlet() -> None:
    root = Path(runtime.__file__).parents[2]
    naming = [
        str(file.relative_to(root))
        for package in ("scoring", "scoreboard", "question_sets")
        for file in (root / package).rglob("*.py")
        if "import eventlet" in file.read_text("utf-8") or "from eventlet" in file.read_text("utf-8")
    ]
    assert naming == ["scoreboard/server/runtime.py"]


@pytest.mark.slow
@pytest.mark.parametrize("code", ["db-broken", "db-newer", "db-behind"])
def test_over_damaged_data_no_server_starts_and_one_sentence_says_what_to_do(tmp_path: Path, code: str) -> None:
    file = tmp_path / "leitai.db"
    url = f"sqlite:///{file}"
    upgrade(url, tmp_path / "files")
    if code == "db-broken":
        os.truncate(file, file.stat().st_size // 2)
    elif code == "db-newer":
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
            connection.commit()
    else:
        file.with_name("leitai.db-heads").write_text(f"match:m1 57 {'0' * 64}\n")
    arguments = ["serve", "--host", "127.0.0.1", "--port", str(free_port()), "--data", str(tmp_path)]
    ended = subprocess.run([*LEITAI, *arguments], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 6
    said, onward = ended.stderr.strip().splitlines()[-2:]
    assert said.startswith(f"error: {code}: ")
    assert onward == of_error("zh", code, "next", file=file.with_name("leitai.db-heads"))
    assert "Traceback" not in ended.stderr


@pytest.mark.slow
def test_a_data_directory_has_one_server_and_is_free_again_after_kill_9(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(LEITAI, tmp_path) as server:
        second = [*LEITAI, "serve", "--host", "127.0.0.1", "--port", str(free_port()), "--data", str(data)]
        done = subprocess.run(second, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (5, "")
        pid = int((data / "serving.lock").read_text())
        assert done.stderr.splitlines()[0] == f"error: data-in-use: 数据目录 {data} 正由另一个服务器使用（进程 {pid}）"
        beside = [*LEITAI, "user", "add", "张一", "--password-stdin", "--data", str(data)]
        assert subprocess.run(beside, input=b"eight horses draw\n", capture_output=True, check=False).returncode == 0
        port = server.rpartition(":")[2]
        doctor = [*LEITAI, "doctor", "--json", "--host", "127.0.0.1", "--port", port, "--data"]
        found = [port_finding([*doctor, str(where)]) for where in (data, tmp_path / "other")]
        assert found == [("ok", "port-serving"), ("fail", "port-other-data")]
        os.kill(pid, signal.SIGKILL)
        until = time.monotonic() + 10
        while data_lock.in_use(data) and time.monotonic() < until:
            time.sleep(0.05)
        with data_lock.held(data):
            assert data_lock.in_use(data)
    assert not data_lock.in_use(data)


def port_finding(command: list[str]) -> tuple[str, str]:
    """What the doctor says of the port."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (found,) = [one for one in json.loads(done.stdout)["findings"] if one["check"] == "port"]
    return found["state"], found["code"]
