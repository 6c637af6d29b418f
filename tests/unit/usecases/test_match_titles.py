"""What a match is called: those of groups that were made under an older kind of title read as newer ones."""

from __future__ import annotations

import pytest

from scoring.usecases.records import Match


@pytest.mark.parametrize(
    ("title", "stage", "shown"),
    [
        ("初赛 1", "初赛", "初赛第1组"),
        ("Heats 12", "Heats", "Heats, group 12"),
        ("初赛第1组", "初赛", "初赛第1组"),
        ("决赛", "决赛", "决赛"),
        ("初赛 1", "", "初赛 1"),
        ("初赛 上午", "初赛", "初赛 上午"),
        ("初赛 ", "初赛", "初赛 "),
        ("初赛 １", "初赛", "初赛 １"),
        ("周末 2", "初赛", "周末 2"),
    ],
)
def test_an_older_title_of_a_group_reads_as_a_newer_one(title: str, stage: str, shown: str) -> None:
    assert Match("m", "c", title, "s", stage=stage).shown_title == shown
