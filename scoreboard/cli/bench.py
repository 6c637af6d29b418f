"""``leitai bench``: how fast a change reaches every screen on this machine, beside a floor and a peer."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, replace
from pathlib import Path

import click

from scoreboard.bench.hall import hall, view_of
from scoreboard.bench.measure import Figures, Load, Target, measure
from scoreboard.bench.peers import Missing, floor, node
from scoreboard.cli import w
from scoreboard.cli.bench_press import HALLS, free_port, measured_presses, row

PEERS: dict[str, Callable[[Path, int, str], AbstractContextManager[Target]]] = {"floor": floor, "node": node}
USUAL = ("eventlet", "eventlet-stock", "floor", "node")

COLUMNS = ("name", "screens", "ack", "all", "cpu", "memory", "connects", "entering", "reader", "missed")


@click.command(help=w("help.bench"))
@click.option("--screens", type=click.IntRange(1, 9000), multiple=True, default=(1000,), help=w("bench.screens"))
@click.option("--rate", type=click.FloatRange(0.1, 100), default=5.0, show_default=True, help=w("bench.rate"))
@click.option("--seconds", type=click.FloatRange(1, 3600), default=20.0, show_default=True, help=w("bench.seconds"))
@click.option("--server", "servers", multiple=True, type=click.Choice([*HALLS, *PEERS]), help=w("bench.server"))
@click.option("--presses", type=click.IntRange(1, 400), help=w("bench.presses"))
@click.option("--json", "as_json", is_flag=True, help=w("option.json"))
def bench(
    screens: Sequence[int], rate: float, seconds: float, servers: Sequence[str], presses: int | None, as_json: bool
) -> None:
    """Measure one server after the other, each with the same screens, in one run."""
    if presses is not None:
        measured_presses([name for name in servers or USUAL if name in HALLS], screens, presses, as_json)
        return
    wanted = servers or USUAL
    found: list[Figures] = []
    for count in screens:
        for figures in _measured(wanted, Load(count, rate, seconds)):
            found.append(figures)
            if not as_json:
                if len(found) == 1:
                    click.echo(row([w(f"bench.column.{name}") for name in COLUMNS]))
                click.echo(row(_cells(figures)))
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], indent=1))
    else:
        _ratios(found)


def _measured(servers: Sequence[str], load: Load) -> Iterator[Figures]:
    """This program's servers come first: the peers send a view of the same size."""
    with tempfile.TemporaryDirectory(prefix="leitai-bench-") as made:
        view = ""
        for name in sorted(servers, key=lambda one: one in PEERS):
            folder = Path(made) / f"{name}-{load.screens}"
            folder.mkdir()
            try:
                if name in PEERS:
                    view = view or _a_view(folder)
                    opened = PEERS[name](folder, free_port(), view)
                else:
                    opened = hall(folder, free_port(), name, load.screens, HALLS[name])
                with opened as target:
                    if name in HALLS:
                        view = view_of(target)
                    yield measure(replace(target, size=len(view.encode())), load)
            except Missing as why:
                click.echo(w("bench.missing", name=name, why=why), err=True)
            shutil.rmtree(folder, ignore_errors=True)


def _a_view(folder: Path) -> str:
    with hall(folder, free_port(), "view", 1, HALLS["eventlet"]) as target:
        return view_of(target)


def _cells(found: Figures) -> list[str]:
    ack, whole = (" / ".join(f"{one:.1f}" for one in three) for three in (found.ack, found.all))
    plain = [f"{one:.1f}" for one in (found.cpu, found.memory)]
    opened = [f"{found.connects:.0f}", f"{found.entering:.2f}"]
    return [found.name, str(found.screens), ack, whole, *plain, *opened, f"{found.reader:.1f}", str(found.missed)]


def _ratios(found: Sequence[Figures]) -> None:
    """Each of this program's servers beside each peer with as many screens."""
    for own in (one for one in found if one.name in HALLS):
        for peer in (one for one in found if one.name in PEERS and one.screens == own.screens):
            click.echo(
                w(
                    "bench.ratio",
                    name=own.name,
                    peer=peer.name,
                    screens=own.screens,
                    **{
                        f"{what}_{which}": f"{getattr(own, what)[place] / getattr(peer, what)[place]:.2f}"
                        for what in ("ack", "all")
                        for place, which in enumerate(("median", "high"))
                    },
                    cpu=f"{own.cpu / peer.cpu:.2f}" if peer.cpu else "–",
                )
            )
