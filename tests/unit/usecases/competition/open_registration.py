"""A registration that is open in May 2026, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scoring.engine.errors import LeitaiError
from scoring.engine.moments import moment_of
from scoring.usecases.context import Context
from tests.fakes import FakeClock, fake_context
from tests.registrations import ZONE, Registered, open_registration


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(moment_of(date(2026, 5, 10), ZONE))


@pytest.fixture
def ctx(clock: FakeClock) -> Context:
    return fake_context(clock=clock)


@pytest.fixture
def open_(ctx: Context) -> Registered:
    return open_registration(ctx)


def refused(do: Any) -> str:
    with pytest.raises(LeitaiError) as error:
        do()
    return error.value.code
