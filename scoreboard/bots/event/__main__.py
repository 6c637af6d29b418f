"""``python -m scoreboard.bots.event``: lead the competition that standard input describes to its end, save its book.

The first line of standard input is a JSON object with the fields of ``task.Task``.  A line on standard output is a JSON
object, ``{"tell": key, "fields": …}``: how far the competition is.  When standard input closes the bots stop, with
status ``ALONE``.
"""

from __future__ import annotations

import json
import sys
import threading
from typing import Any

from scoreboard.bots.__main__ import end_with_starter
from scoreboard.bots.event.play import lead
from scoreboard.bots.event.task import Task
from scoreboard.server import console


def main() -> int:
    """Lead the competition to its end."""
    console.never_fail_at_a_sign()
    task = Task(**json.loads(sys.stdin.buffer.readline()))
    threading.Thread(target=end_with_starter, daemon=True).start()
    lead(task, _tell)
    return 0


def _tell(key: str, **fields: Any) -> None:
    print(json.dumps({"tell": key, "fields": fields}), flush=True)


if __name__ == "__main__":
    sys.exit(main())
