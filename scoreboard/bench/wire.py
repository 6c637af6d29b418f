"""A websocket as a client speaks it, no more than a measurement needs: bytes in, bytes out, one mask for all."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress

TEXT = 0x81
_MASK = b"\x00\x00\x00\x00"
"""A mask of zeros is a mask, and leaves the message as it is."""

_REQUEST = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n{more}\r\n"
)


def request(host: str, headers: Mapping[str, str]) -> bytes:
    """The request that opens a live connection."""
    more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return _REQUEST.format(host=host, more=more).encode()


def framed(text: str) -> bytes:
    """One message as a client sends it."""
    data = text.encode()
    if len(data) < 126:
        return bytes([TEXT, 0x80 | len(data)]) + _MASK + data
    return bytes([TEXT, 0x80 | 126]) + struct.pack(">H", len(data)) + _MASK + data


def frames(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the payload of each whole frame in ``data`` begins and ends; what comes after the last is not whole."""
    at, size = 0, len(data)
    while at + 2 <= size:
        length, begin = data[at + 1] & 0x7F, at + 2
        if length == 126:
            begin = at + 4
            length = int.from_bytes(data[at + 2 : begin])
        elif length == 127:
            begin = at + 10
            length = int.from_bytes(data[at + 2 : begin])
        if begin + length > size:
            return
        yield begin, begin + length
        at = begin + length


class Line:
    """A connection that is spoken on by one thread, which waits for what it reads."""

    def __init__(self, host: str, port: int, headers: Mapping[str, str], auth: str, patience: float) -> None:
        self._line = socket.create_connection((host, port), timeout=patience)
        self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._line.sendall(request(f"{host}:{port}", headers))
        self._held = b""
        while b"\r\n\r\n" not in self._held:
            self._held += self._more()
        self._held = self._held.partition(b"\r\n\r\n")[2]
        self.hear("0")
        self.say(f"40/live,{auth}")
        self.hear("40/live")

    def say(self, text: str) -> None:
        """Send a message."""
        self._line.sendall(framed(text))

    def hear(self, begins: str) -> str:
        """The next message that begins so; a heartbeat before it is answered, others are passed over."""
        while True:
            text = self._next()
            if text == "2":
                self.say("3")
            if text.startswith(begins):
                return text

    def close(self) -> None:
        """End it; whoever hears learns of it."""
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        self._line.close()

    def _next(self) -> str:
        while True:
            for begin, end in frames(self._held):
                text, self._held = self._held[begin:end].decode(), self._held[end:]
                return text
            self._held += self._more()

    def _more(self) -> bytes:
        data = self._line.recv(65536)
        if not data:
            raise ConnectionResetError("the server has ended the connection")
        return data
