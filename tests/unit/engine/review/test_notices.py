"""What a public notice says can be proved later by its hash, and holds nothing else."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from scoring.engine.review.notices import begun, public_text, replaced_by, shown_digest
from scoring.engine.review.state import PublicNotice, ReviewState, Shown

FIRST, LAST = date(2012, 7, 2), date(2012, 7, 9)
SHOWN = (
    Shown("star", 7, "张一", "甲村"),
    Shown("star", 3, "李二", "乙村"),
    Shown("carrier", 12, "甲讲坛", "丙村"),
)


def notice(no: int, first: date, repeats: int | None = None) -> PublicNotice:
    return PublicNotice(no, ("star",), 0, first, LAST, SHOWN, "", no, 0, repeats)


def test_the_text_of_a_notice_has_its_days_and_its_names_in_their_order_and_no_numbers() -> None:
    assert json.loads(public_text(SHOWN, FIRST, LAST)) == {
        "first": "2012-07-02",
        "last": "2012-07-09",
        "lists": [
            {"award": "star", "names": [{"nominee": "张一", "unit": "甲村"}, {"nominee": "李二", "unit": "乙村"}]},
            {"award": "carrier", "names": [{"nominee": "甲讲坛", "unit": "丙村"}]},
        ],
    }


def test_the_digest_of_a_notice_is_the_sha256_of_the_bytes_of_its_text() -> None:
    text = public_text(SHOWN, FIRST, LAST).encode("utf-8")
    assert shown_digest(SHOWN, FIRST, LAST) == hashlib.sha256(text).hexdigest()


def test_another_last_day_gives_another_digest() -> None:
    assert shown_digest(SHOWN, FIRST, LAST) != shown_digest(SHOWN, FIRST, date(2012, 7, 10))


def test_a_notice_is_public_from_its_first_day_and_stays() -> None:
    state = ReviewState(notices=(notice(1, FIRST), notice(2, date(2012, 7, 10))))
    assert [one.no for one in begun(state, date(2012, 7, 1))] == []
    assert [one.no for one in begun(state, FIRST)] == [1]
    assert [one.no for one in begun(state, date(2013, 1, 1))] == [1, 2]


def test_a_notice_is_replaced_only_once_the_other_one_has_begun() -> None:
    first, second = notice(1, FIRST), notice(2, date(2012, 7, 5), repeats=1)
    state = ReviewState(notices=(first, second))
    assert replaced_by(state, first, date(2012, 7, 4)) is None
    assert replaced_by(state, first, date(2012, 7, 5)) == second
    assert replaced_by(state, second, date(2012, 7, 5)) is None
