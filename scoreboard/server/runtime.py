"""The server's runtime: the only module that imports eventlet (docs/adr/0001-eventlet-and-its-exit.md).

``start`` is called once, before anything that opens sockets or threads is imported.  In eventlet mode the standard
library's waiting is then green, so ``lock``, ``sleep`` and ordinary code are the same in both modes.  In threading
mode every connection has its own thread: slower for a large hall, with nothing patched.
"""

from __future__ import annotations

import contextvars
import gc
import importlib
import math
import os
import signal
import socket
import sys
import threading
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

from scoreboard.server import open_files

if TYPE_CHECKING:
    from scoreboard.server.connection_limit import ConnectionLimiter, Limits
    from scoreboard.server.watch import Watch

T = TypeVar("T")

BACKLOG = 1024
"""Connections that may wait to be accepted when the router comes back and every tablet reconnects at once."""

SPARE_FILES = 64
"""Files that the process keeps for itself: the database, the log, the pages it serves."""

ACCEPTING = 0.001
"""Seconds for which connections are accepted before the others go on."""

ACCEPT_AGAIN = 0.1
"""Seconds until the next attempt to accept, where the system has no file left for another connection."""

HAND_OVER = 0.0005
"""Seconds after which a real thread beside the hub gives it the interpreter back.  The hub asks for it whenever it
wakes, some dozens of times for one press, and with Python's own 5 ms it waits as often beside a long piece of work."""

TURNS = 3
"""Turns of eventlet's hub from a message on the wire to its handler."""

STOP_SIGNALS = tuple(
    signal.Signals[name] for name in ("SIGTERM", "SIGINT", "SIGBREAK") if name in signal.Signals.__members__
)
"""Signals by which a service manager, a keyboard or, on Windows, a window that is closed asks the server to end."""

MOST_SELECTED = 512
"""Connections that eventlet can wait for on Windows, where it has only ``select``."""

_mode = "threading"
_end: Callable[[], None] | None = None
_ending = False


class _Listener:
    """A listener that stays open.  Eventlet's server ends at any error while it accepts, also at one that a single
    device can bring about by holding as many connections as this process may have files."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._since = 0.0

    def accept(self) -> tuple[socket.socket, Any]:
        """The next connection, as soon as it can be had.  The others go on after ``ACCEPTING`` seconds: accepted
        one by one, thousands from one device would keep a newcomer waiting before it is known that he is there."""
        if time.monotonic() - self._since > ACCEPTING:
            sleep(0)
            self._since = time.monotonic()
        while True:
            try:
                return self._listener.accept()
            except OSError:
                if self._listener.fileno() < 0:
                    raise
                sleep(ACCEPT_AGAIN)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listener, name)


class CannotListen(OSError):
    """The address or the port cannot be had; ``errno`` and ``strerror`` are the system's."""

    def __init__(self, why: OSError) -> None:
        super().__init__(why.errno, why.strerror)


class _Stopped(BaseException):
    """Thrown into the serving greenlet by ``stop``."""


def start(mode: str) -> None:
    """Choose the mode (``eventlet`` or ``threading``) for the life of this process."""
    global _mode
    if mode == "eventlet":
        _patch()
    _mode = mode


def mode() -> str:
    """The mode in force; threading where ``start`` was never called (tests, commands without a server)."""
    return _mode


def _patch() -> None:
    # Name look-ups stay the system's: the server looks up no name while it runs, so it needs no green resolver.
    os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
    # The driver of PostgreSQL waits in C, where no green thread goes on, unless it is told to wait by Python's select.
    os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_select")
    with warnings.catch_warnings():
        # It warns at import that its support ends; the exit is the threading mode, tested by the same suite.
        warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
        import eventlet
    eventlet.monkey_patch()
    sys.setswitchinterval(HAND_OVER)


def spawn(function: Callable[..., Any], *args: Any) -> None:
    """Run ``function`` beside everything else, until it returns or the process ends."""
    threading.Thread(target=function, args=args, daemon=True).start()


def sleep(seconds: float) -> None:
    """Wait, letting the others go on."""
    time.sleep(seconds)


def give_way() -> None:
    """Let those go first for whom something has come, such as a press: it is noticed, read and worked on, each of it in
    a turn of its own."""
    for _ in range(TURNS if _mode == "eventlet" else 1):
        time.sleep(0)


def lock() -> threading.Lock:
    """A lock that only those who want it wait for; green in eventlet mode."""
    return threading.Lock()


def real(name: str) -> Any:
    """A module of the standard library without eventlet's patches: its threads, queues and locks are the
    system's own in both modes."""
    if _mode != "eventlet":
        return importlib.import_module(name)
    from eventlet import patcher

    return patcher.original(name)


def offload(function: Callable[..., T], *args: Any) -> T:
    """The result of a long **pure** function on plain data (a password hash, a workbook), while others go on.

    Never with the database, logging or locks inside: in a real thread beside green ones these hang. Nor with the
    request, which that thread does not see: in both modes the function finds none.
    """
    if _mode != "eventlet":
        return contextvars.Context().run(function, *args)
    from eventlet import tpool

    result: T = tpool.execute(function, *args)
    return result


def processes() -> Any:
    """The module ``subprocess``, whose pipes and ``wait`` let the others go on."""
    if _mode != "eventlet":
        return importlib.import_module("subprocess")
    from eventlet.green import subprocess

    return subprocess


def connection(environ: dict[str, Any]) -> Any:
    """The socket that a request came on, also after the request became a websocket; None where it is not known."""
    if "eventlet.input" in environ:
        return environ["eventlet.input"].get_socket()
    return environ.get("werkzeug.socket")


def taken(environ: dict[str, Any]) -> socket.socket:
    """The connection of this request, taken out of the web server's hands, which has none any more.  It is the system's
    own socket in both modes and never waits.  Raises OSError where it was taken already."""
    held = connection(environ)
    line: socket.socket = real("socket").socket(fileno=getattr(held, "fd", held).detach())
    line.setblocking(False)
    return line


@cache
def watch() -> Watch:
    """Who waits for connections that were ``taken``, in the mode in force."""
    from scoreboard.server import watch as watches

    if _mode != "eventlet":
        return watches.ThreadWatch()
    import eventlet

    return watches.HubWatch(eventlet.hubs.get_hub(), eventlet.spawn_n)


def streamed(environ: dict[str, Any]) -> None:
    """Each piece of the answer to this request goes out at once; eventlet's server would gather 4 kB of it.
    ``environ``: the web server's own, no copy."""
    environ["eventlet.minimum_write_chunk_size"] = 1


def ending() -> bool:
    """Whether the server was told to end: what waits for something else than the server should wait no longer."""
    return _ending


def kept_open(environ: dict[str, Any]) -> None:
    """The connection of this request stays open as long as the server runs: its end waits for it no longer."""
    environ.get("eventlet.set_idle", lambda: None)()


def taken_over(environ: dict[str, Any]) -> list[bytes]:
    """What an application returns to the web server for a request whose connection it has used up by itself: nothing
    more is written on it.  On the threading server that is a ConnectionError."""
    if "eventlet.input" not in environ:
        raise ConnectionError
    from eventlet import wsgi

    wsgi.WSGI_LOCAL.already_handled = True
    return []


def serve(
    app: Any, host: str, port: int, ready: Callable[[], None] = lambda: None, limits: Limits | None = None
) -> None:
    """Serve the WSGI application until the process is told to stop; ``ready`` is called once the port is open.

    Raises ``CannotListen`` where the address or port cannot be had.
    """
    # A service manager's signal to stop does the same as Ctrl+C, also where a shell had that ignored.
    for signum in STOP_SIGNALS:
        signal.signal(signum, signal.default_int_handler)
    try:
        listener = _listen(host, port)
    except OSError as error:
        raise CannotListen(error) from error
    from scoreboard.server.connection_limit import ConnectionLimiter, Limits  # not before the mode was chosen

    limiter = ConnectionLimiter(_within_files(limits or Limits()))
    ready()
    # What was loaded at the start lives as long as the process: the collector need not look at it again.
    gc.collect()
    gc.freeze()
    try:
        (_serve_green if _mode == "eventlet" else _serve_threads)(listener, app, limiter)
    except _Stopped:
        pass
    finally:
        listener.close()


def stop() -> None:
    """Let ``serve`` return, from anywhere else in the process; nothing where no server runs."""
    if _end is not None:
        _end()


def _listen(host: str, port: int) -> socket.socket:
    family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[
        0
    ]
    listener = socket.socket(family, kind, proto)
    # Accepted connections inherit it: a frame of a few hundred bytes must not wait for the next one.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        bind_alone(listener, address)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def bind_alone(listener: socket.socket, address: Any) -> None:
    """Give ``listener`` its address: at once after an earlier server's end, and never beside one that listens there.

    On Windows ``SO_REUSEADDR`` would take the port away from another server, and ``SO_EXCLUSIVEADDRUSE`` forbids it.
    Raises OSError where the address or port cannot be had.
    """
    alone: int = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
    listener.setsockopt(socket.SOL_SOCKET, alone, 1)
    listener.bind(address)


def _within_files(limits: Limits) -> Limits:
    """No more connections than the system gives this process files."""
    most, _ = open_files.limits() or (MOST_SELECTED if _mode == "eventlet" else math.inf, math.inf)
    if most - SPARE_FILES >= limits.most:
        return limits
    return replace(limits, most=max(SPARE_FILES // 2, int(most) - SPARE_FILES))


def _serve_green(listener: socket.socket, app: Any, limiter: ConnectionLimiter) -> None:
    global _end
    import eventlet
    import eventlet.wsgi

    from scoreboard.server.connection_limit import TimedRequests

    class Handler(TimedRequests, eventlet.wsgi.HttpProtocol):
        def get_environ(self) -> dict[str, Any]:
            return self.with_time(super().get_environ())

    Handler.limiter = limiter
    serving, hub = eventlet.getcurrent(), eventlet.hubs.get_hub()

    def on_signal(*_: Any) -> None:
        global _ending
        _ending = True
        # Raised where the signal arrives, KeyboardInterrupt would end whichever green thread runs then, not the server.
        for signum in STOP_SIGNALS:
            signal.signal(signum, signal.default_int_handler)
        hub.schedule_call_global(0, serving.throw, KeyboardInterrupt)

    for signum in STOP_SIGNALS:
        signal.signal(signum, on_signal)
    _end = partial(eventlet.kill, serving, _Stopped)
    # The connection limiter counts; eventlet's own limit, which would stop accepting, is put where it is never reached.
    eventlet.wsgi.server(
        _Listener(listener),
        app,
        log_output=False,
        debug=False,
        max_size=2 * limiter.limits.most,
        protocol=Handler,
        socket_timeout=limiter.limits.idle_timeout,
    )


def _serve_threads(listener: socket.socket, app: Any, limiter: ConnectionLimiter) -> None:
    global _end
    from scoreboard.server import threaded

    server = threaded.server(listener, app, limiter)
    _end = server.shutdown
    server.serve_forever()
