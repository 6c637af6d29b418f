"""The server's side of a websocket (RFC 6455), the same in both modes, with bounds on everything that comes.

Eventlet's own collects a message without end, takes the masks off sign by sign in Python and lets nobody else go on
while data waits; simple-websocket reads ahead of who handles the messages, without a bound.  Here one reader takes one
frame after the other: its size is known and accounted for before it is read, and after it the others have their turn.
No extension is offered, so nothing that comes has to be unpacked.

A connection that waits (a thread each) and one that never does (``alone``: a few threads for all) are read alike; the
latter raises BlockingIOError where nothing more has come, and goes on at the next ``wait``.
"""

from __future__ import annotations

import base64
import hashlib
import math
import socket
import threading
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from typing import Any

from scoreboard.server import runtime

CONTINUED, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
LAST, MASKED, RESERVED = 0x80, 0x80, 0x70

NORMAL, PROTOCOL, NOT_TEXT, POLICY, TOO_BIG = 1000, 1002, 1007, 1008, 1009
"""Closing codes."""

MOST_FRAGMENTS = 64
"""Frames of one message.  A browser sends a message in one; a proxy may cut it into a few."""

MESSAGE_TIME = 20.0
"""Seconds from the first byte of a message to its last.  A byte now and then would keep the connection for ever."""

AT_A_TIME = 16 * 1024
"""Bytes read from the connection at a time."""

_ACCEPTED = (
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {}\r\n\r\n"
)
_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

MORE, TURN = object(), object()
"""While a message is read: more bytes must come first; a frame is read, and the others have their turn."""

Reading = Generator[object, None, Any]
"""Gives ``MORE`` and ``TURN``, and returns what was read."""

Spend = Callable[[int], bool]
"""``spend(size)``: whether the other side may still send a frame of so many bytes."""


class _Ended(Exception):
    """The connection is over; ``code`` says why, None where the other side is gone."""

    def __init__(self, code: int | None) -> None:
        super().__init__(code)
        self.code = code


class WebSocket:
    """A websocket on an accepted connection.  ``largest()`` gives the most bytes that a message may have now."""

    def __init__(self, connection: Any, key: str, largest: Callable[[], int], spend: Spend) -> None:
        self._connection = connection
        self._largest, self._spend = largest, spend
        self._came = bytearray()
        self._reading: Reading | None = None
        self._turn: threading.Lock | None = threading.Lock()
        self._out: Callable[[bytes], object] | None = None
        self._closed = False
        self._clock, self._until = time.monotonic, math.inf
        accepted = base64.b64encode(hashlib.sha1(key.encode("latin-1") + _GUID.encode()).digest())  # noqa: S324  as the RFC says
        self._send(_ACCEPTED.format(accepted.decode()).encode())

    def alone(self, connection: Any, out: Callable[[bytes], object]) -> None:
        """From now on the connection is this one, which never waits, and ``out`` sends what is to be sent on it."""
        self._connection, self._out, self._turn = connection, out, None

    def wait(self) -> str | bytes | None:
        """The next message; None at the end of the connection."""
        try:
            return self._message()
        except BlockingIOError:
            raise
        except _Ended as end:
            self.close(end.code)
        except OSError:
            self.close(None)
        return None

    def send(self, message: str | bytes) -> None:
        """Send a message.  Raises OSError where the other side does not take it in time."""
        text = isinstance(message, str)
        self._send(frame(TEXT if text else BINARY, message.encode() if isinstance(message, str) else message))

    def close(self, code: int | None = NORMAL) -> None:
        """Say why, where the other side may still listen, and end the connection; its reader learns of it."""
        with suppress(OSError):
            if not self._closed and code is not None:
                self._closed = True
                self._send(frame(CLOSE, code.to_bytes(2)))
            self._connection.shutdown(socket.SHUT_RDWR)

    def _message(self) -> str | bytes:
        if self._reading is None:
            self._until = math.inf
            if not self._came:
                self._more()
            self._reading = self._read()
        try:
            while True:
                if next(self._reading) is MORE:
                    self._more()
                else:
                    runtime.sleep(0)  # a connection on which data waits would never let the others go on
        except StopIteration as whole:
            message: str | bytes = whole.value
        self._reading = None
        return message

    def _read(self) -> Reading:
        kind, parts, size = CONTINUED, list[bytes](), 0
        while True:
            code, last, length = yield from self._head()
            if code >= CLOSE:
                payload = yield from self._payload(length)
                self._control(code, payload)
                yield TURN
                if kind == CONTINUED:  # no message has begun
                    self._until = math.inf
                continue
            if (code == CONTINUED) != (kind != CONTINUED):
                raise _Ended(PROTOCOL)
            size += length
            if size > self._largest():
                raise _Ended(TOO_BIG)
            if len(parts) == MOST_FRAGMENTS:
                raise _Ended(POLICY)
            kind = kind or code
            parts.append((yield from self._payload(length)))
            yield TURN
            if last:
                return _read(kind, b"".join(parts))

    def _head(self) -> Generator[object, None, tuple[int, bool, int]]:
        """Kind, whether it is the last of its message, and size of the next frame, which is accounted for."""
        first, second = yield from self._take(2)
        code, last, length = first & 0xF, bool(first & LAST), second & 0x7F
        wrong = (
            bool(first & RESERVED) or not second & MASKED or code not in (CONTINUED, TEXT, BINARY, CLOSE, PING, PONG)
        )
        if wrong or (code >= CLOSE and (length > 125 or not last)):
            raise _Ended(PROTOCOL)
        if length > 125:
            length = int.from_bytes((yield from self._take(2 if length == 126 else 8)))
        if not self._spend(min(length, self._largest())):
            raise _Ended(POLICY)
        return code, last, length

    def _control(self, code: int, payload: bytes) -> None:
        if code == CLOSE:
            raise _Ended(NORMAL)
        if code == PING:
            self._send(frame(PONG, payload))

    def _payload(self, length: int) -> Generator[object, None, bytes]:
        mask = yield from self._take(4)
        return unmasked((yield from self._take(length)), mask)

    def _take(self, count: int) -> Generator[object, None, bytes]:
        while len(self._came) < count:
            yield MORE
        taken = bytes(self._came[:count])
        del self._came[:count]
        return taken

    def _more(self) -> None:
        data = self._connection.recv(AT_A_TIME)
        if not data:
            raise _Ended(None)
        if self._clock() > self._until:
            raise _Ended(POLICY)
        self._until = min(self._until, self._clock() + MESSAGE_TIME)
        self._came += data

    def _send(self, data: bytes) -> None:
        """Send the whole of ``data``, from one thread at a time.  After half a frame the other side could read nothing
        more, so a failure ends the connection."""
        if self._turn is None:
            assert self._out is not None
            self._out(data)
            return
        try:
            with self._turn:
                self._connection.sendall(data)
        except OSError:
            with suppress(OSError):
                self._connection.shutdown(socket.SHUT_RDWR)
            raise


def frame(code: int, payload: bytes) -> bytes:
    """One whole message as a server sends it."""
    size = len(payload)
    if size < 126:
        length = bytes([size])
    elif size < 1 << 16:
        length = b"\x7e" + size.to_bytes(2)
    else:
        length = b"\x7f" + size.to_bytes(8)
    return bytes([LAST | code]) + length + payload


def unmasked(data: bytes, mask: bytes) -> bytes:
    """``data`` without its mask: one operation on two long numbers, 1 ms for 300 kB."""
    size = len(data)
    repeated = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(data) ^ int.from_bytes(repeated)).to_bytes(size)


def _read(kind: int, data: bytes) -> str | bytes:
    if kind == BINARY:
        return data
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise _Ended(NOT_TEXT) from error
