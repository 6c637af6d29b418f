"""A context on fakes, and a hall in it."""

from __future__ import annotations

import pytest

from scoring.usecases.context import Context
from tests.fakes import FakeClock, fake_context
from tests.halls import Hall, set_up


@pytest.fixture
def ctx(clock: FakeClock) -> Context:
    """Everything in memory, the clock standing still."""
    return fake_context(clock=clock)


@pytest.fixture
def hall(ctx: Context) -> Hall:
    """Two teams ready to start."""
    return set_up(ctx)
