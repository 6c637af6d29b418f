"""Two servers: the spare follows the first under load; it is killed, and nothing followed is lost."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from scoreboard.server import spare_pass
from scoring.store.database import Database
from tests.live.conftest import LONG
from tests.live.people import PATIENCE, Person, Server
from tests.ports import free_port

LEITAI = [sys.executable, "-m", "scoreboard"]


@contextlib.contextmanager
def following(base: str, word: str, data: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    """A spare that follows."""
    environment = {**os.environ, "LEITAI_LANG": "en", "LEITAI_SPARE_PASS": word}
    process = subprocess.Popen(
        [*LEITAI, "follow", base, "--data", str(data), *more],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def entries_of(file: Path, stream: str) -> list[tuple[int, str, str]]:
    """(seq, key, hash) of each entry."""
    database = Database(file)
    try:
        with database.read() as uow:
            return [(one.seq, one.key, one.hash) for one in uow.ledger.read(stream)]
    finally:
        database.close()


def until(ready: Callable[[], bool], seconds: float = 2 * PATIENCE) -> None:
    limit = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < limit
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("mode", LONG)
def test_the_first_is_killed_under_load_and_the_spare_goes_on_with_all_that_was_followed(
    mode: str, tmp_path: Path
) -> None:
    first = Server(tmp_path / "first", free_port(), mode, halls=1).start()
    spare, stream = tmp_path / "spare", f"match:{first.hall['match']}"
    receipts: list[tuple[int, str]] = []
    host = Person(first.base, first.hall["codes"]["host"]).connect()
    host.do("match.open")
    stop = threading.Event()

    def work() -> None:
        number = 0
        with contextlib.suppress(Exception):
            while not stop.is_set():
                number += 1
                key = f"load-{number}"
                answer = host.do("scene.show", scene="blank" if number % 2 else "standby", key=key)
                if answer.get("ok"):
                    receipts.append((answer["seq"], key))

    loading = threading.Thread(target=work, daemon=True)
    try:
        with following(first.base, spare_pass.give(tmp_path / "first"), spare):
            loading.start()
            until(lambda: (spare / "leitai.db").exists() and len(receipts) > 30)
            seen = receipts[-1][1]
            until(lambda: seen in {key for _, key, _ in entries_of(spare / "leitai.db", stream)})
            at_kill = len(receipts)
            first.kill()
            stop.set()
            loading.join(30)
            time.sleep(0.5)
        kept, own = entries_of(spare / "leitai.db", stream), entries_of(tmp_path / "first" / "leitai.db", stream)
        assert kept == own[: len(kept)], "the copy is the beginning of what the first one held"
        lost = [key for _, key in receipts if key not in {one for _, one, _ in kept}]
        assert len(lost) <= 2, "what was confirmed in the moment of the kill"
        assert at_kill > 30
        last = host.views[-1]
        with serving(spare, mode) as (base, said):
            assert "last heard of it at" in said
            keys = [json.loads((tmp_path / name / "secrets.json").read_text()) for name in ("first", "spare")]
            assert keys[0] == keys[1]
            host.base = base  # the very cookies of the first server open the seat on the spare
            host.reconnect()
            assert host.view["seq"] == kept[-1][0]
            assert host.view["epoch"] != last["epoch"]
            assert host.do("scene.show", scene="ranking")["seq"] == kept[-1][0] + 1
    finally:
        stop.set()
        host.leave()
        first.kill()


@contextlib.contextmanager
def serving(data: Path, mode: str) -> Iterator[tuple[str, str]]:
    """``leitai serve`` on these data: its address, and what it printed."""
    port = free_port()
    command = [*LEITAI, "serve", "--data", str(data), "--host", "127.0.0.1", "--port", str(port), "--async-mode", mode]
    environment = {**os.environ, "LEITAI_LANG": "en"}
    printed = data.parent / "serve.txt"
    with printed.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment)
        try:
            until(lambda: "Ctrl" in printed.read_text() or process.poll() is not None)
            yield f"http://127.0.0.1:{port}", printed.read_text()
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def test_a_wrong_pass_opens_nothing(server: Server) -> None:
    for place in ("base", "commits", "secrets", f"files/{'0' * 64}"):
        for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {'0' * 40}"}):
            answer = requests.get(f"{server.base}/spare/{place}", headers=headers, timeout=30)
            assert answer.status_code == 401
