"""The strokes that the build fetches."""

from __future__ import annotations

import pytest

from scoreboard import vendor
from scoreboard.exports.papers.stroke_data import known_strokes
from scoring.engine.review.strokes import propose_order

SCRIPT = (
    """x=function(){j.exports=JSON.parse('{"一":"j","王":"jjfj","皙":"jf","欧":"jskb"}')},y=JSON.parse('{"a":"b"}')"""
)


def test_the_letters_of_the_source_become_five_kinds_of_stroke_and_wrong_characters_are_left_out() -> None:
    assert vendor.strokes_in(SCRIPT) == {"一": "1", "王": "1121", "欧": "1345"}


def test_a_source_that_holds_its_strokes_otherwise_is_refused() -> None:
    with pytest.raises(ValueError, match="no longer holds its strokes"):
        vendor.strokes_in("x=1")


def test_every_surname_of_a_real_notice_has_strokes() -> None:
    strokes = known_strokes()
    assert {sign: len(strokes[sign]) for sign in "王石张汪吴沈欧周"} == {
        "王": 4, "石": 5, "张": 7, "汪": 7, "吴": 7, "沈": 7, "欧": 8, "周": 8,
    }  # fmt: skip
    assert propose_order(["张一", "䶮一"], strokes).unplaced == (1,)
