"""The server of a measurement: ``python -m scoreboard.cli.bench_server``, with its settings in the environment.

It makes a demo match in its data directory; once the port is open it prints the codes of its seats, as one JSON object.
"""

from __future__ import annotations

import json
import os

from scoreboard import config
from scoreboard.cli.serve import run_server
from scoreboard.server import runtime
from scoreboard.services import Services


def ready(services: Services) -> None:
    """Make the match and print its codes."""
    from scoreboard.cli.demo_competition import make_demo

    codes: dict[str, list[str]] = {}
    for one in make_demo(services.ctx).issued:
        codes.setdefault(one.ticket.role, []).append(one.code)
    print(json.dumps(codes), flush=True)


def main() -> None:
    """Serve until killed."""
    settings = config.load(os.environ)
    runtime.start(settings.async_mode)
    run_server(settings, ready, quiet=True)


if __name__ == "__main__":
    main()
