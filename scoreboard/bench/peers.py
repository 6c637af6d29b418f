"""The servers that a hall's is measured beside: the floor in C, and Node's Socket.IO where it can be had."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scoreboard.bench.measure import Target

HERE = Path(__file__).parent
SOCKET_IO = "socket.io@4"


class Missing(Exception):
    """A peer cannot be had on this machine; says why."""


@contextmanager
def running(command: list[str], cwd: Path, name: str, port: int) -> Iterator[Target]:
    """A peer that has said it is ready."""
    server = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, text=True)  # noqa: S603  our own
    try:
        assert server.stdout is not None
        if server.stdout.readline().strip() != "ready":
            raise Missing(f"{name} did not start")
        yield Target(name, server.pid, port)
    finally:
        server.kill()
        server.communicate()


@contextmanager
def floor(folder: Path, port: int, view: str) -> Iterator[Target]:
    """The floor, which sends ``view`` (the whole message as it goes over the wire) with another seq each time."""
    compiler = shutil.which(os.environ.get("CC", "cc"))
    if compiler is None:
        raise Missing("no C compiler")
    subprocess.run([compiler, "-O2", "-o", str(folder / "floor"), str(HERE / "floor.c")], check=True)  # noqa: S603
    head, _, rest = view.partition('"seq":')
    (folder / "head").write_text(head + '"seq":', "utf-8")
    (folder / "tail").write_text(rest.lstrip("0123456789"), "utf-8")
    command = [str(folder / "floor"), str(port), "floor.log", "head", "tail"]
    with running(command, folder, "floor", port) as target:
        yield target


@contextmanager
def node(folder: Path, port: int, view: str) -> Iterator[Target]:
    """Node's Socket.IO, fetched into ``folder`` by npm."""
    npm, program = shutil.which("npm"), shutil.which("node")
    if npm is None or program is None:
        raise Missing("no Node with npm")
    fetch = [npm, "install", "--no-audit", "--no-fund", "--silent", SOCKET_IO]
    if subprocess.run(fetch, cwd=folder, check=False, capture_output=True).returncode:  # noqa: S603  our own
        raise Missing(f"npm could not fetch {SOCKET_IO}")
    shutil.copy(HERE / "node.mjs", folder)
    (folder / "view.json").write_text(view.partition('["view",')[2].removesuffix("]"), "utf-8")
    command = [program, "node.mjs", str(port), "node.log", "view.json"]
    with running(command, folder, "node", port) as target:
        yield target
