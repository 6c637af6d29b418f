"""The websocket: what may come, what ends it and with which code, and that what is sent is sent whole."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.server import runtime
from scoreboard.server.share import Rate, Share
from scoreboard.server.websocket import (
    BINARY,
    CLOSE,
    CONTINUED,
    MESSAGE_TIME,
    MOST_FRAGMENTS,
    NORMAL,
    NOT_TEXT,
    PING,
    POLICY,
    PONG,
    PROTOCOL,
    TEXT,
    TOO_BIG,
    WebSocket,
    frame,
    unmasked,
)
from tests.live.attacks import frame as masked_frame

LARGEST = 1000
MASK = b"\x11\x22\x33\x44"


def sent(kind: int, payload: bytes = b"", *, last: bool = True) -> bytes:
    """A frame of a client whose payload reads as given once the mask is off."""
    return masked_frame(kind, unmasked(payload, MASK), last=last)


@dataclass
class Line:
    """A websocket and its other end."""

    ours: WebSocket
    theirs: socket.socket
    share: Share
    heard: bytearray = field(default_factory=bytearray)

    def all_that_was_said(self) -> bytes:
        while data := self.theirs.recv(65536):
            self.heard += data
        return bytes(self.heard)


@pytest.fixture
def line() -> Iterator[Line]:
    mine, theirs = socket.socketpair()
    mine.settimeout(30)
    theirs.settimeout(30)
    share = Share(Rate(burst=100, a_second=0))
    opened = Line(WebSocket(mine, "dGhlIHNhbXBsZSBub25jZQ==", lambda: LARGEST, share.spend), theirs, share)
    head = theirs.recv(4096)
    assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" in head  # the example of the RFC
    yield opened
    mine.close()
    theirs.close()


def slowly(line: Line) -> Callable[[], bytes]:
    """Read in the background; the function waits for the end and gives what came."""
    got = bytearray()

    def read() -> None:
        while data := line.theirs.recv(65536):
            got.extend(data)
            time.sleep(0.001)

    reader = threading.Thread(target=read)
    reader.start()

    def end() -> bytes:
        line.ours.close(None)
        reader.join()
        return bytes(got)

    return end


@given(st.binary(max_size=300), st.binary(min_size=4, max_size=4))
def test_the_mask_is_taken_off_every_fourth_sign(data: bytes, mask: bytes) -> None:
    assert unmasked(data, mask) == bytes(sign ^ mask[at % 4] for at, sign in enumerate(data))


@pytest.mark.parametrize("size", [0, 1, 125, 126, LARGEST])
def test_a_message_is_read_whatever_its_length(line: Line, size: int) -> None:
    line.theirs.sendall(sent(TEXT, b"x" * size) + sent(BINARY, b"\xff" * size))
    assert line.ours.wait() == "x" * size
    assert line.ours.wait() == b"\xff" * size


def test_fragments_make_one_message_and_a_ping_between_them_is_answered(line: Line) -> None:
    halves = "擂台".encode()
    line.theirs.sendall(sent(TEXT, halves[:4], last=False) + sent(PING, b"?") + sent(CONTINUED, halves[4:]))
    assert line.ours.wait() == "擂台"
    assert line.theirs.recv(100) == frame(PONG, b"?")


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (sent(TEXT, b"x" * (LARGEST + 1)), TOO_BIG),
        (b"\x81\xff" + (2**63).to_bytes(8), TOO_BIG),
        (sent(TEXT, b"x" * 600, last=False) + sent(CONTINUED, b"x" * 600), TOO_BIG),
        (sent(TEXT, last=False) + sent(CONTINUED, last=False) * MOST_FRAGMENTS, POLICY),
        (sent(PING) * 101, POLICY),
        (sent(TEXT, b"\xff\xfe"), NOT_TEXT),
        (frame(TEXT, b"without a mask"), PROTOCOL),
        (sent(CONTINUED, b"of nothing"), PROTOCOL),
        (sent(TEXT, last=False) + sent(TEXT), PROTOCOL),
        (sent(TEXT | 0x40, b"compressed"), PROTOCOL),
        (sent(0x3, b"of no kind"), PROTOCOL),
        (sent(PING, b"x" * 126), PROTOCOL),
        (sent(PING, last=False), PROTOCOL),
        (sent(CLOSE, (1001).to_bytes(2)), NORMAL),
    ],
)
def test_what_must_not_come_ends_the_connection_with_its_code(line: Line, frames: bytes, code: int) -> None:
    end = slowly(line)
    line.theirs.sendall(frames)
    assert line.ours.wait() is None
    assert end().endswith(frame(CLOSE, code.to_bytes(2)))


def test_who_sends_within_his_share_is_read_and_the_next_frame_is_one_too_many(line: Line) -> None:
    line.theirs.sendall(sent(TEXT, b"x") * 75)
    assert [line.ours.wait() for _ in range(75)] == ["x"] * 75
    line.theirs.sendall(sent(TEXT, b"x") * 100)
    taken = [line.ours.wait() for _ in range(50)]
    assert taken.index(None) == 100 - 75 - 1  # 75 frames of a byte cost a little more than 75
    assert set(taken[taken.index(None) :]) == {None}


def test_after_each_frame_the_others_have_their_turn(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[float] = []
    monkeypatch.setattr(runtime, "sleep", turns.append)
    line.theirs.sendall(sent(PING) * 3 + sent(TEXT, last=False) + sent(CONTINUED))
    line.ours.wait()
    assert turns == [0] * 5


def test_a_message_that_trickles_in_is_not_waited_for(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time runs from the first byte of a message, and anew for the next one."""
    now = [1000.0]
    monkeypatch.setattr(line.ours, "_clock", lambda: now[0])

    def trickle(data: bytes, seconds: float) -> None:
        for sign in data:
            now[0] += seconds / len(data)
            with suppress(OSError):  # it has been cut
                line.theirs.sendall(bytes([sign]))
            time.sleep(0.02)

    end = slowly(line)
    pinging = threading.Thread(target=trickle, args=(sent(PING) * 2 + sent(TEXT, b"."), 3 * MESSAGE_TIME))
    pinging.start()
    assert line.ours.wait() == "."
    pinging.join()
    for seconds, message in ((MESSAGE_TIME - 1, "late"), (MESSAGE_TIME - 1, "late"), (2 * MESSAGE_TIME, None)):
        now[0] += 1000
        sender = threading.Thread(
            target=trickle, args=(sent(TEXT, b"la", last=False) + sent(CONTINUED, b"te"), seconds)
        )
        sender.start()
        assert line.ours.wait() == message
        sender.join()
    assert end().endswith(frame(CLOSE, POLICY.to_bytes(2)))


def test_the_other_side_is_gone_without_a_word(line: Line) -> None:
    line.theirs.sendall(sent(TEXT, b"half")[:-2])
    line.theirs.shutdown(socket.SHUT_WR)
    assert line.ours.wait() is None
    assert line.all_that_was_said() == b""


def test_who_closes_wakes_its_reader_and_says_so_once(line: Line) -> None:
    reader = threading.Thread(target=line.ours.wait)
    reader.start()
    line.ours.close()
    line.ours.close()
    reader.join(30)
    assert not reader.is_alive()
    assert line.all_that_was_said() == frame(CLOSE, NORMAL.to_bytes(2))


BIG = "0123456789abcdef" * 65536


def test_a_slow_reader_gets_the_whole_of_every_message(line: Line) -> None:
    end = slowly(line)
    line.ours.send(BIG)
    assert end() == frame(TEXT, BIG.encode())


def test_two_threads_send_one_message_after_the_other(line: Line) -> None:
    end = slowly(line)
    messages = [sign * 200_000 for sign in "abcdef"]
    senders = [threading.Thread(target=line.ours.send, args=(message,)) for message in messages]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    got, size = end(), len(frame(TEXT, messages[0].encode()))
    whole = sorted(got[at : at + size] for at in range(0, 6 * size, size))
    assert whole == [frame(TEXT, message.encode()) for message in messages]


def test_after_half_a_message_nothing_more_is_sent_and_both_sides_see_the_end() -> None:
    mine, theirs = socket.socketpair()
    mine.settimeout(0.05)
    theirs.settimeout(30)
    ours = WebSocket(mine, "key", lambda: LARGEST, lambda _: True)
    with pytest.raises(TimeoutError):
        ours.send(BIG)
    with pytest.raises(BrokenPipeError):
        ours.send("more")
    assert ours.wait() is None
    got = b""
    while data := theirs.recv(65536):
        got += data
    assert 0 < len(got) < len(BIG)
    mine.close()
    theirs.close()
