"""The program's own server in a measurement, with its screens let in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import requests

from scoreboard.bench.measure import PATIENCE, Target
from scoreboard.bench.wire import Line

SCREENS_A_DEVICE = 200
"""Connections that one browser opens at most: the server lets one sender open no more at once."""

SCENES = ({"kind": "scene.show", "scene": "teams"}, {"kind": "scene.show", "scene": "black"})


@contextmanager
def hall(folder: Path, port: int, name: str, screens: int, settings: Mapping[str, str]) -> Iterator[Target]:
    """The server under these settings, each without its ``LEITAI_``."""
    with started(["scoreboard.cli.bench_server"], folder, port, name, settings) as (pid, codes):
        yield let_in(codes, name, pid, port, screens)


@contextmanager
def started(
    program: Sequence[str], folder: Path, port: int, name: str, settings: Mapping[str, str]
) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """A server of this program: its process, and the codes by which people come in."""
    own = {f"LEITAI_{key.upper()}": value for key, value in settings.items()}
    own |= {"LEITAI_DATA": str(folder / name), "LEITAI_PORT": str(port), "LEITAI_HOST": "127.0.0.1"}
    environ = {key: value for key, value in os.environ.items() if not key.startswith("LEITAI_")}
    server = subprocess.Popen(  # noqa: S603  our own
        [sys.executable, "-P", "-m", *program],
        env=environ | own, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.stdout is not None
        yield server.pid, json.loads(server.stdout.readline())
    finally:
        server.kill()
        server.communicate()


def let_in(codes: Mapping[str, Sequence[str]], name: str, pid: int, port: int, screens: int) -> Target:
    """What is measured, with devices for so many screens."""
    base = f"http://127.0.0.1:{port}"
    devices = [entered(base, codes["display"][0]) for _ in range(-(-screens // SCREENS_A_DEVICE))]
    host_cookie, host_seat = entered(base, codes["host"][0])
    return Target(
        name, pid, port, [cookie for cookie, _ in devices], host_cookie,
        json.dumps({"seat": devices[0][1]}), json.dumps({"seat": host_seat}), SCENES,
    )  # fmt: skip


def entered(base: str, code: str) -> tuple[str, str]:
    """A device of its own that has taken the seat of this code: its cookie, and the seat's ticket."""
    with requests.Session() as http:
        token = http.get(f"{base}/api/session", timeout=PATIENCE).json()["csrf"]
        answer = http.post(f"{base}/api/enter", json={"code": code}, headers={"X-CSRFToken": token}, timeout=PATIENCE)
        answer.raise_for_status()
        return "; ".join(f"{name}={value}" for name, value in http.cookies.items()), answer.json()["seat"]


def view_of(target: Target) -> str:
    """The message with which a screen gets its first view."""
    line = Line("127.0.0.1", target.port, {"Cookie": target.cookies[0]}, target.auth, PATIENCE)
    try:
        return line.hear('42/live,["view"')
    finally:
        line.close()
