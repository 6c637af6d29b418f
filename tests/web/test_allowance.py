"""A public form is taken so often from one address, and so often from all."""

from __future__ import annotations

import pytest

from scoreboard.shared.memory import Memory
from scoreboard.web.allowance import MOST_ADDRESSES, Allowance, Limit
from scoreboard.web.errors import TooMany
from tests.fakes import FakeClock

HOUR = 3_600_000


def allowance(clock: FakeClock, own: int = 2, common: int = 3) -> Allowance:
    return Allowance("objections", Limit(own, HOUR), Limit(common, HOUR), Memory(clock.now), clock=clock.now)


def test_an_address_that_sends_too_often_is_told_how_long_to_wait() -> None:
    clock = FakeClock()
    limit = allowance(clock)
    limit.take("10.0.0.1")
    clock.advance(60_000)
    limit.take("10.0.0.1")
    with pytest.raises(TooMany) as refused:
        limit.take("10.0.0.1")
    assert (refused.value.code, refused.value.fields["seconds"]) == ("sent-too-often", 3540)
    limit.take("10.0.0.2")


def test_after_its_time_the_address_may_send_again() -> None:
    clock = FakeClock()
    limit = allowance(clock, own=1)
    limit.take("10.0.0.1")
    clock.advance(HOUR)
    limit.take("10.0.0.1")


def test_what_was_refused_does_not_count_for_all() -> None:
    clock = FakeClock()
    limit = allowance(clock)
    for no in range(20):
        limit.take(f"10.0.1.{no}")


def test_when_all_have_had_as_many_accepted_nobody_may_send() -> None:
    clock = FakeClock()
    limit = allowance(clock)
    for no in range(3):
        limit.take(f"10.0.1.{no}")
        limit.accepted()
    with pytest.raises(TooMany) as refused:
        limit.take("10.0.2.1")
    assert refused.value.code == "sent-too-often"


def test_only_so_many_addresses_are_remembered() -> None:
    clock = FakeClock()
    limit = allowance(clock, own=1)
    for no in range(MOST_ADDRESSES + 50):
        clock.advance(1)
        limit.take(f"address {no}")
    limit.take("address 0")
    with pytest.raises(TooMany):
        limit.take(f"address {MOST_ADDRESSES + 49}")
