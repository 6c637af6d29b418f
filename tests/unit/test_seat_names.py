"""What a seat is called where nobody has named it."""

from __future__ import annotations

from functools import partial

import pytest

from scoreboard.i18n.catalogue import say
from scoreboard.i18n.seat_names import seat_name


@pytest.mark.parametrize(
    ("role", "label", "zh", "en"),
    [
        ("host", "host", "主持人", "Host"),
        ("judge", "judge 2", "2号评委", "Judge 2"),
        ("judge", "2号评委", "2号评委", "Judge 2"),
        ("judge", "评委 2", "2号评委", "Judge 2"),
        ("display", "Big screen", "大屏", "Big screen"),
        ("judge", "钱一教授", "钱一教授", "钱一教授"),
        ("team", "judge 2", "judge 2", "judge 2"),
        ("team", "Team 2", "Team 2", "Team 2"),
        ("display", "侧屏", "侧屏", "侧屏"),
    ],
)
def test_a_seat_without_a_name_is_called_by_its_role_in_the_language_of_the_page(
    role: str, label: str, zh: str, en: str
) -> None:
    assert (seat_name(role, label, partial(say, "zh")), seat_name(role, label, partial(say, "en"))) == (zh, en)
