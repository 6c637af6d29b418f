"""What is made anew for the views after one mark: the part of what it is about, for whoever may see it."""

from __future__ import annotations

from typing import Any

from scoreboard.presenters.remembered import Remembered
from scoreboard.presenters.review.audience import Audience
from scoreboard.presenters.review.present import present
from scoring.usecases.review.records import Review as Record
from tests.unit.engine.review.test_decide_judging import campaign, opened
from tests.unit.engine.review.whole_way import Review

RECORD = Record("r", "四评", "")


def marked(one: Review, judge: str) -> list[Any]:
    view: Any = present(RECORD, one.state, Audience("judge", ticket=judge), now=0, epoch="e")
    return list(view["me"]["marked"])


def wall(one: Review) -> list[Any]:
    view: Any = present(RECORD, one.state, Audience("chair"), now=0, epoch="e")
    return list(view["walls"][0]["subjects"])


def anew(before: list[Any], after: list[Any]) -> list[int]:
    """The subjects whose part is another object."""
    return [part["item"] for old, part in zip(before, after, strict=True) if old is not part]


def test_a_mark_makes_its_own_part_anew_and_no_other() -> None:
    one = opened(campaign())
    own, other, chair = marked(one, "judge-1"), marked(one, "judge-2"), wall(one)
    one.mark(3, "judge-1", 17)
    assert anew(own, marked(one, "judge-1")) == [3]
    assert marked(one, "judge-1")[2]["sheet"]["total"] is not None
    assert marked(one, "judge-2") == other
    assert anew(chair, wall(one)) == [3]


def test_what_is_remembered_is_made_of_the_very_same_values_and_bounded() -> None:
    made: list[int] = []
    kept: Remembered[int] = Remembered(most=2)
    first, same = ["a"], ["a"]

    def of(key: int, value: list[str]) -> int:
        def make() -> int:
            made.append(key)
            return len(made)

        return kept.of(key, (value,), make)

    assert [of(1, first), of(1, first), of(1, same)] == [1, 1, 2]
    of(2, first)
    of(3, first)
    assert (of(1, same), made) == (5, [1, 1, 2, 3, 1])
