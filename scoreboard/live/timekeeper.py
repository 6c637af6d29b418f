"""The timekeeper: it does what is due at its time, and updates the desks when a limit has passed.

It stores no deadline.  Every step asks the job for the next one, by the folded state, so that a server that restarts
after a crash keeps the same deadlines.
"""

from __future__ import annotations

from collections.abc import Callable

from scoreboard.live.jobs import Jobs
from scoreboard.live.worker import StreamWorkers
from scoring.usecases.context import Context
from scoring.usecases.perform import start_clock, state_of, tick

OVERDUE = 500
"""ms after which a process that does not lead a stream looks whether what was due has been done, and whether nobody
leads it any more."""

UNDONE = 1500
"""ms after which any process does what was due and is not done: the one that leads hangs and keeps its lease."""


class Timekeeper:
    """Does what is due.  ``changed(stream)`` is called when a limit passes that writes no entry.  ``leads(stream)``
    says whether this process does what is due in it, or another one."""

    def __init__(
        self,
        ctx: Context,
        jobs: Jobs,
        changed: Callable[[str], None],
        leads: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self._ctx = ctx
        self._leads = leads
        self._jobs = jobs
        self._changed = changed
        self._seen: dict[str, int] = {}
        self._workers = StreamWorkers("tick", self.step)

    def start(self) -> None:
        """Wake every running stream: its deadlines went on while the server was down.  Before that, the time."""
        start_clock(self._ctx)
        with self._ctx.store.read() as uow:
            running = [stream for job in self._jobs.led for stream in job.running(uow)]
        for stream in running:
            self._workers.wake(stream)

    def wake(self, stream: str) -> None:
        """The stream has grown: something else may be next."""
        self._workers.wake(stream)

    def step(self, stream: str) -> float | None:
        """Do what is due; the seconds until the next moment at which something changes by itself."""
        job = self._jobs.led_of(stream)
        assert job is not None
        leads = self._leads(stream)
        state = state_of(self._ctx, job, stream)
        due = job.due(state)
        late = 0 if due is None else self._ctx.clock.reach(state.at) - due.at
        if due is not None and (late >= 0 if leads else late > UNDONE):
            due = tick(self._ctx, job, stream)
            state = state_of(self._ctx, job, stream)
        now = self._ctx.clock.now()
        limits = job.limits(state)
        last = self._seen.get(stream, now)
        if any(last < moment <= now for moment in limits):
            self._changed(stream)
        self._seen[stream] = now
        ahead = [moment for moment in limits if moment > now]
        if due is not None:
            ahead.append(due.at if leads else max(due.at, now) + OVERDUE)
        return (min(ahead) - now + 1) / 1000 if ahead else None
