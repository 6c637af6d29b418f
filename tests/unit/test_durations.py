"""How long something lasts is said in its two largest units."""

from __future__ import annotations

from functools import partial

import pytest

from scoreboard.i18n.catalogue import say
from scoreboard.i18n.durations import duration


@pytest.mark.parametrize(
    ("ms", "said"),
    [
        (0, "0 秒"),
        (999, "0 秒"),
        (12_000, "12 秒"),
        (65_000, "1 分钟 5 秒"),
        (3_600_000, "1 小时"),
        (3_605_000, "1 小时"),
        (90_000_000, "1 天 1 小时"),
    ],
)
def test_the_two_largest_units_are_said(ms: int, said: str) -> None:
    assert duration(ms, partial(say, "zh")) == said
