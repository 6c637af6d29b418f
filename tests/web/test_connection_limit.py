"""Connections are counted by address; the hall behind one router, and its proxy, come in."""

from __future__ import annotations

import socket
from contextlib import ExitStack

import pytest
from structlog.testing import capture_logs

from scoreboard.server.addresses import block_of, is_own
from scoreboard.server.connection_limit import LARGEST_HEAD, WARN_EVERY, ConnectionLimiter, Limits, TimedReader

ROUTER = "192.0.2.1"


class Watch:
    """A clock that stands still until told to move; seconds."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


def came_in(limiter: ConnectionLimiter, stack: ExitStack, address: str, count: int) -> int:
    """How many of so many connections from there are welcome while the stack is open."""
    return sum(stack.enter_context(limiter.admitted(address)) for _ in range(count))


def test_five_hundred_phones_behind_one_router_come_in_with_seven_connections_each() -> None:
    with ExitStack() as stack:
        assert came_in(ConnectionLimiter(Limits()), stack, ROUTER, 3500) == 3500


def test_one_address_has_a_limit_and_leaves_room_for_the_others() -> None:
    limiter = ConnectionLimiter(Limits(most=100, each=40))
    with ExitStack() as stack:
        assert came_in(limiter, stack, ROUTER, 60) == 40
        assert came_in(limiter, stack, "192.0.2.2", 60) == 40
        assert came_in(limiter, stack, "192.0.2.3", 60) == 20
        assert came_in(limiter, stack, "127.0.0.1", 1) == 0
    with ExitStack() as stack:
        assert came_in(limiter, stack, ROUTER, 60) == 40


def test_whatever_the_setting_one_address_never_has_more_than_half() -> None:
    with ExitStack() as stack:
        assert came_in(ConnectionLimiter(Limits(most=100, each=4000)), stack, ROUTER, 100) == 50


@pytest.mark.parametrize(("proxied", "address"), [(True, ROUTER), (False, "127.0.0.1"), (False, "::1")])
def test_trusted_proxies_and_this_machine_itself_have_no_limit_of_their_own(proxied: bool, address: str) -> None:
    with ExitStack() as stack:
        assert came_in(ConnectionLimiter(Limits(most=100, each=10, proxied=proxied)), stack, address, 120) == 100


def test_a_device_with_a_whole_network_of_addresses_is_one_device() -> None:
    with ExitStack() as stack:
        limiter = ConnectionLimiter(Limits(most=100, each=10))
        assert sum(came_in(limiter, stack, f"2001:db8:0:1::{n:x}", 1) for n in range(30)) == 10
        assert came_in(limiter, stack, "2001:db8:0:2::1", 1) == 1


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8::1:2:3:4", "2001:db8::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unix", "unix"),
        ("", ""),
    ],
)
def test_an_address_counts_for_itself_or_for_its_network(address: str, block: str) -> None:
    assert block_of(address) == block


def test_this_machine_is_known_by_its_loopback() -> None:
    assert [is_own(one) for one in ("127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", ROUTER, "::2")] == [
        True,
        True,
        True,
        True,
        False,
        False,
    ]


def test_the_log_names_the_address_the_limit_and_the_setting_and_is_not_flooded() -> None:
    watch = Watch()
    limiter = ConnectionLimiter(Limits(most=100, each=2), watch)
    with capture_logs() as lines, ExitStack() as stack:
        came_in(limiter, stack, ROUTER, 10)
        watch.time += WARN_EVERY
        came_in(limiter, stack, ROUTER, 1)
    assert [(line["address"], line["limit"], line["setting"], line["refused"]) for line in lines] == [
        (ROUTER, 2, "LEITAI_CONNECTIONS_PER_ADDRESS", 1),
        (ROUTER, 2, "LEITAI_CONNECTIONS_PER_ADDRESS", 8),
    ]


def test_a_requests_time_runs_from_its_first_byte_and_a_body_gets_time_by_its_length() -> None:
    watch = Watch()
    mine, theirs = socket.socketpair()
    with mine, theirs:
        timed = TimedReader(mine, Limits(idle_timeout=60, request_time=20, rate=100), watch)
        theirs.sendall(b"GET")
        watch.time += 50
        assert timed.readinto(bytearray(9)) == 3
        watch.time += 21
        with pytest.raises(TimeoutError):
            timed.readinto(bytearray(9))
        timed.more_time(1000)
        watch.time += 29
        theirs.sendall(b"x")
        assert timed.readinto(bytearray(9)) == 1
        watch.time += 2
        with pytest.raises(TimeoutError):
            timed.readinto(bytearray(9))
        timed.idle()
        theirs.sendall(b"yz")
        assert timed.readinto(bytearray(9)) == 2
        assert mine.gettimeout() == 60


def test_a_head_has_an_end_and_a_body_is_bounded_elsewhere() -> None:
    mine, theirs = socket.socketpair()
    with mine, theirs:
        timed, piece = TimedReader(mine, Limits()), 32 * 1024
        for last in (False, True):
            timed.idle()
            for _ in range(LARGEST_HEAD // piece):
                theirs.sendall(b"x" * piece)
                assert timed.readinto(bytearray(piece)) == piece
            if last:
                theirs.sendall(b"x")
                with pytest.raises(ConnectionError):
                    timed.readinto(bytearray(piece))
            else:
                timed.more_time(2 * LARGEST_HEAD)
                theirs.sendall(b"x" * piece)
                assert timed.readinto(bytearray(piece)) == piece
