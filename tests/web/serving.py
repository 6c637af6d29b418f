"""A server of its own process, as ``leitai serve`` starts it, for tests that need the real thing."""

from __future__ import annotations

import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ports import free_port

PATIENCE = 120
"""Seconds until a server on a busy machine must answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a GET brought."""

    status: int
    body: str


def fetch(url: str) -> Answer:
    """GET ``url``; an error status is an answer too."""
    try:
        with urllib.request.urlopen(url, timeout=10) as got:
            return Answer(got.status, got.read().decode("utf-8"))
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, refused.read().decode("utf-8"))


@contextmanager
def serving(
    leitai: Sequence[str],
    data: Path,
    *,
    command: str = "serve",
    mode: str = "eventlet",
    cwd: Path | None = None,
    home: Path | None = None,
    more: Sequence[str] = (),
) -> Iterator[str]:
    """The address of a server that answers; stopped at the end.  ``command`` serve or demo, with ``more`` options."""
    port = free_port()
    arguments = [
        command,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--data",
        str(data / "data"),
        "--async-mode",
        mode,
        *more,
    ]
    environment = {**os.environ, **({"HOME": str(home)} if home else {})}
    with (data / "serve.log").open("wb") as log:
        process = subprocess.Popen([*leitai, *arguments], cwd=cwd, env=environment, stdout=log, stderr=log)
        try:
            _await(f"http://127.0.0.1:{port}", process, data / "serve.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            fetch(f"{url}/healthz")
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server does not answer:\n{log.read_text('utf-8', 'replace')}")
