"""``leitai bench --presses``: how long a press takes until all know who was first, also while the server is busy."""

from __future__ import annotations

import json
import socket
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from scoreboard.bench.hall import let_in, started
from scoreboard.bench.press import Presses, measure_presses
from scoreboard.cli import w

HALLS: dict[str, dict[str, str]] = {
    "eventlet": {"async_mode": "eventlet"},
    "eventlet-stock": {"async_mode": "eventlet", "fan_out": "false"},
    "threading": {"async_mode": "threading"},
    "threading-stock": {"async_mode": "threading", "fan_out": "false"},
}
"""The settings of each server of this program's."""

COLUMNS = ("name", "screens", "beside", "decisions", "window", "press")


def measured_presses(servers: Sequence[str], screens: Sequence[int], presses: int, as_json: bool) -> None:
    """Print a line for each server and number of phones: with nothing else going on, and beside an upload."""
    found: list[dict[str, object]] = []
    if not as_json:
        click.echo(row([w(f"bench.column.{name}") for name in COLUMNS]))
    for count in screens:
        for name in servers:
            for beside in (False, True):
                figures = _measured(name, count, presses, beside)
                found.append({**asdict(figures), "beside": beside})
                if not as_json:
                    took = " / ".join(f"{one:.1f}" for one in figures.took)
                    said = w("bench.upload" if beside else "bench.nothing")
                    click.echo(row([name, str(count), said, str(figures.decisions), str(figures.window), took]))
    if as_json:
        click.echo(json.dumps(found, indent=1))


def _measured(name: str, screens: int, presses: int, beside: bool) -> Presses:
    port = free_port()
    program = ["scoreboard.cli.bench_press_server", str(presses)]
    with (
        tempfile.TemporaryDirectory(prefix="leitai-bench-") as made,
        started(program, Path(made), port, name, HALLS[name]) as (pid, codes),
    ):
        return measure_presses(let_in(codes, name, pid, port, screens), codes, screens, presses, beside=beside)


def free_port() -> int:
    """A port of the loopback that nobody uses."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def row(cells: Sequence[str]) -> str:
    """A line of a table."""
    return "| " + " | ".join(cells) + " |"
