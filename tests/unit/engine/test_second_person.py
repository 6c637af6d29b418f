"""Who may not be the second person."""

from __future__ import annotations

from scoring.engine.second_person import own_part

GIVEN = [("account:1", "laptop"), ("account:2", "")]


def test_who_gave_any_part_is_no_second_person_wherever_they_sit() -> None:
    assert own_part(GIVEN, "account:2", "tablet") == "person"
    assert own_part(GIVEN, "account:3", "tablet") is None


def test_another_person_at_the_same_device_is_none_either_and_no_device_is_not_the_same_one() -> None:
    assert own_part(GIVEN, "account:3", "laptop") == "device"
    assert own_part(GIVEN, "account:3", "") is None
