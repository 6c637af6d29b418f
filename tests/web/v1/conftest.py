"""A hall ready for a match, for programs."""

from __future__ import annotations

import pytest

from scoreboard import wiring
from tests.halls import Hall, set_up


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    """Three teams and a small sheet, not opened."""
    return set_up(services.ctx, teams=3)
