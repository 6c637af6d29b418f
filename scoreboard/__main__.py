"""``python -m scoreboard`` is ``leitai``."""

from scoreboard.cli import main

main()
