"""An application that is served from the test's own process, for tests that hold its clock or its store."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from tests.ports import free_port


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of the application while it is served."""

    def whole(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        # Werkzeug closes no answer whose browser went while it was sent: a page that is left is still fetching fonts.
        answer: Any = app(environ, start_response)
        try:
            return [b"".join(answer)]
        finally:
            if hasattr(answer, "close"):
                answer.close()

    server = make_server("127.0.0.1", free_port(), whole, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
